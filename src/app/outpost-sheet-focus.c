/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sheet-focus.h"

#define SELECT "gtk-entry-select-on-focus"

/* What had the focus of a dialog last. */
typedef struct
{
  AdwDialog *dialog; /* borrowed: it owns this */
  GtkWidget *focus;  /* weak */
  gboolean sheet;
  guint idle;
} SheetFocus;

static void
settle (SheetFocus *self)
{
  if (self->idle == 0)
    return;
  g_clear_handle_id (&self->idle, g_source_remove);
  gtk_settings_reset_property (gtk_widget_get_settings (GTK_WIDGET (self->dialog)), SELECT);
}

static void
sheet_focus_free (gpointer data)
{
  SheetFocus *self = data;

  g_clear_weak_pointer (&self->focus);
  g_free (self);
}

static void
focus_cb (SheetFocus *self)
{
  GtkWidget *focus = adw_dialog_get_focus (self->dialog);

  if (focus != NULL)
    g_set_weak_pointer (&self->focus, focus);
}

/* Newer toolkits have given the focus back by now. */
static gboolean
moved_cb (gpointer data)
{
  SheetFocus *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->dialog));

  if (root != NULL && gtk_root_get_focus (root) == NULL && self->focus != NULL && gtk_widget_get_mapped (self->focus))
    gtk_widget_grab_focus (self->focus);
  settle (self);
  return G_SOURCE_REMOVE;
}

/* The content is being moved, and the focus goes with it: nothing must be selected by that. */
static void
presentation_cb (SheetFocus *self)
{
  gboolean sheet = gtk_widget_has_css_class (GTK_WIDGET (self->dialog), "bottom-sheet");

  if (sheet == self->sheet)
    return;
  self->sheet = sheet;
  if (self->idle != 0)
    return;
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self->dialog)), SELECT, FALSE, NULL);
  self->idle = g_idle_add_full (G_PRIORITY_LOW, moved_cb, self, NULL);
}

void
outpost_sheet_focus_keep (AdwDialog *dialog)
{
  SheetFocus *self = g_new0 (SheetFocus, 1);

  self->dialog = dialog;
  g_object_set_data_full (G_OBJECT (dialog), "sheet-focus", self, sheet_focus_free);
  g_signal_connect_swapped (dialog, "notify::focus-widget", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (dialog, "notify::css-classes", G_CALLBACK (presentation_cb), self);
  g_signal_connect_swapped (dialog, "destroy", G_CALLBACK (settle), self);
}

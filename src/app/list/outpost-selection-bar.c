/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-selection-bar.h"

#include "outpost-announce.h"
#include "outpost-bulk-delete.h"
#include "outpost-bulk-delete-dialog.h"
#include "outpost-export-dialog.h"
#include "outpost-lifecycle.h"
#include "outpost-selection-words.h"

/* The bar below the list while several workspaces are chosen. */
struct _OutpostSelectionBar
{
  AdwBin parent_instance;

  GtkWidget *all_button;
  GtkWidget *export_button;
  GtkWidget *delete_button;

  OutpostAccount *account;
  OutpostListSelection *selection;
};

G_DEFINE_FINAL_TYPE (OutpostSelectionBar, outpost_selection_bar, ADW_TYPE_BIN)

static void
show (OutpostSelectionBar *self)
{
  guint n = outpost_list_selection_get_n_selected (self->selection);
  g_autofree char *words = outpost_selection_words_dup_count (self->selection);

  gtk_widget_set_sensitive (self->export_button, n > 0);
  gtk_widget_set_sensitive (self->delete_button, n > 0);
  /* The title is far from where the focus is. */
  if (n > 0 || gtk_widget_get_mapped (GTK_WIDGET (self)))
    outpost_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
all_cb (OutpostSelectionBar *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

static void
export_cb (OutpostSelectionBar *self)
{
  g_autoptr(GPtrArray) workspaces = outpost_list_selection_dup_selected (self->selection);

  adw_dialog_present (outpost_export_dialog_new (self->account, workspaces), GTK_WIDGET (self));
}

/* What is being deleted is of no use to what comes next. */
static void
asked_cb (OutpostSelectionBar *self)
{
  outpost_list_selection_set_active (self->selection, FALSE);
}

static void
delete_cb (OutpostSelectionBar *self)
{
  g_autoptr(GPtrArray) workspaces = outpost_list_selection_dup_selected (self->selection);
  AdwDialog *dialog;

  /* One is asked about by its name; one that cannot go is said to be so, like several. */
  if (workspaces->len == 1 && outpost_bulk_delete_dialog_can_go (g_ptr_array_index (workspaces, 0)))
    dialog = outpost_lifecycle_delete (GTK_WIDGET (self), self->account, g_ptr_array_index (workspaces, 0));
  else
    dialog = outpost_bulk_delete (GTK_WIDGET (self), self->account, workspaces);
  g_signal_connect_object (dialog, "response::delete", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
}

static void
outpost_selection_bar_dispose (GObject *object)
{
  OutpostSelectionBar *self = OUTPOST_SELECTION_BAR (object);

  g_clear_object (&self->account);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (outpost_selection_bar_parent_class)->dispose (object);
  /* After the parent, which owns the child that this would take from it. */
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_SELECTION_BAR);
}

static void
outpost_selection_bar_class_init (OutpostSelectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_selection_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/list/outpost-selection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostSelectionBar, all_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostSelectionBar, export_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostSelectionBar, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
outpost_selection_bar_init (OutpostSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
outpost_selection_bar_set_up (OutpostSelectionBar *self,
                              OutpostAccount *account,
                              OutpostListSelection *selection)
{
  g_return_if_fail (OUTPOST_IS_SELECTION_BAR (self));
  g_return_if_fail (self->selection == NULL);

  self->account = g_object_ref (account);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "notify::n-selected", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

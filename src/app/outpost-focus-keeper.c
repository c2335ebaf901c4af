/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-focus-keeper.h"

#include <adwaita.h>

#include "outpost-weak.h"

/* What had the focus last and what it was in, from the inside out. A window without focus hears no Escape, and whoever does not
 * see begins at its top again. */
typedef struct
{
  GtkWindow *window; /* borrowed: it owns this */
  GPtrArray *places; /* of GWeakRef */
  guint idle;
} FocusKeeper;

static void
focus_keeper_free (gpointer data)
{
  FocusKeeper *self = data;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_unref (self->places);
  g_free (self);
}

static void
remember (FocusKeeper *self,
          GtkWidget *focus)
{
  g_ptr_array_set_size (self->places, 0);
  for (GtkWidget *place = focus; place != NULL; place = gtk_widget_get_parent (place))
    g_ptr_array_add (self->places, outpost_weak_new (place));
}

static gboolean
take (GtkWidget *place,
      gboolean itself)
{
  if (!gtk_widget_get_mapped (place) || !gtk_widget_is_sensitive (place))
    return FALSE;
  if (itself && gtk_widget_get_focusable (place))
    return gtk_widget_grab_focus (place);
  return gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);
}

/* A dialog that has just come is about to give the focus to what it chose. Taken below it meanwhile, the focus would be moved to
 * whatever is first in the dialog. */
static gboolean
is_below_dialog (FocusKeeper *self,
                 GtkWidget *place)
{
  AdwDialog *dialog = NULL;

  if (ADW_IS_APPLICATION_WINDOW (self->window))
    dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  return dialog != NULL && place != GTK_WIDGET (dialog) && !gtk_widget_is_ancestor (place, GTK_WIDGET (dialog));
}

static gboolean
lost_cb (gpointer data)
{
  FocusKeeper *self = data;
  gboolean found = FALSE;

  self->idle = 0;
  for (guint i = 0; !found && gtk_window_get_focus (self->window) == NULL && i < self->places->len; i++)
    {
      g_autoptr(GtkWidget) place = g_weak_ref_get (self->places->pdata[i]);

      found = place != NULL && !is_below_dialog (self, place) && take (place, i == 0);
    }
  return G_SOURCE_REMOVE;
}

/* Not at once: most of the time the focus is only on its way. */
static void
focus_cb (GtkWindow *window,
          GParamSpec *pspec,
          FocusKeeper *self)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (focus != NULL)
    remember (self, focus);
  else
    self->idle = g_idle_add_full (G_PRIORITY_LOW, lost_cb, self, NULL);
}

void
outpost_focus_keeper_watch (GtkWindow *window)
{
  FocusKeeper *self;

  g_return_if_fail (GTK_IS_WINDOW (window));

  self = g_new0 (FocusKeeper, 1);
  self->window = window;
  self->places = g_ptr_array_new_with_free_func (outpost_weak_free);
  g_object_set_data_full (G_OBJECT (window), "focus-keeper", self, focus_keeper_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_cb), self);
}

/* What is to have the focus again, and how many frames were waited for it. */
typedef struct
{
  GWeakRef focus;
  guint frames;
} Held;

/* What a breakpoint changes is out of sight for a frame or two. */
#define MOST_FRAMES 4

static void
held_free (gpointer data)
{
  g_weak_ref_clear (&((Held *) data)->focus);
  g_free (data);
}

static gboolean
hold_cb (GtkWidget *window,
         GdkFrameClock *clock,
         gpointer data)
{
  Held *held = data;
  g_autoptr(GtkWidget) focus = g_weak_ref_get (&held->focus);

  if (focus == NULL || ++held->frames > MOST_FRAMES)
    return G_SOURCE_REMOVE;
  if (!gtk_widget_get_mapped (focus))
    return G_SOURCE_CONTINUE;
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else
    gtk_widget_grab_focus (focus);
  return G_SOURCE_REMOVE;
}

void
outpost_focus_keeper_hold (GtkWidget *focus)
{
  Held *held;

  g_return_if_fail (GTK_IS_WIDGET (focus));

  held = g_new0 (Held, 1);
  g_weak_ref_init (&held->focus, focus);
  gtk_widget_add_tick_callback (GTK_WIDGET (gtk_widget_get_root (focus)), hold_cb, held, held_free);
}

/* Whoever types, or chooses in a menu, goes on with it. What is below a dialog takes no focus anyway. */
static gboolean
is_in_use (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

void
outpost_focus_keeper_turn (GtkStack *stack,
                           const char *name)
{
  GtkWidget *child, *focus;
  GtkRoot *window;

  g_return_if_fail (GTK_IS_STACK (stack));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) == 0)
    return;
  gtk_stack_set_visible_child_name (stack, name);
  child = gtk_stack_get_visible_child (stack);
  window = gtk_widget_get_root (child);
  focus = window != NULL ? gtk_root_get_focus (window) : NULL;
  if (focus == NULL || !(is_in_use (focus) || gtk_widget_is_ancestor (focus, child)))
    take (child, FALSE);
}

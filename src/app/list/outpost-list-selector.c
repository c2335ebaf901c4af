/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-selector.h"

#include "outpost-list-cell.h"
#include "outpost-list-row.h"

/* Stands between the views and the selection. */
struct _OutpostListSelector
{
  GObject parent_instance;

  OutpostListSelection *selection;
  GtkWidget *views[2];       /* columns, rows; weak */
  GdkModifierType modifiers; /* of the click that is about to activate a row */
};

G_DEFINE_FINAL_TYPE (OutpostListSelector, outpost_list_selector, G_TYPE_OBJECT)

/* ---- Marks ------------------------------------------------------------------------------------------------------- */

static void
update_marks (OutpostListSelector *self,
              GtkWidget *widget)
{
  if (OUTPOST_IS_LIST_CELL (widget))
    outpost_list_cell_update_mark (OUTPOST_LIST_CELL (widget));
  else if (OUTPOST_IS_LIST_ROW (widget))
    outpost_list_row_update_mark (OUTPOST_LIST_ROW (widget), self->selection);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
      update_marks (self, child);
}

/* A list view has the widgets of two hundred rows at most, and the one that is not seen has none. */
static void
update_shown (OutpostListSelector *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->views); i++)
    if (self->views[i] != NULL)
      update_marks (self, self->views[i]);
}

static void
selection_changed_cb (OutpostListSelector *self)
{
  if (outpost_list_selection_get_active (self->selection))
    update_shown (self);
}

static void
active_cb (OutpostListSelector *self)
{
  gboolean active = outpost_list_selection_get_active (self->selection);

  for (guint i = 0; i < G_N_ELEMENTS (self->views) && self->views[i] != NULL; i++)
    {
      g_object_set (self->views[i], "enable-rubberband", active, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->views[i]), GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, active, -1);
    }
  update_shown (self);
}

/* ---- Pointer and keyboard ---------------------------------------------------------------------------------------- */

static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            OutpostListSelector *self)
{
  self->modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
}

static gboolean
select_all_cb (GtkWidget *page,
               GVariant *arguments,
               gpointer data)
{
  OutpostListSelector *self = data;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return FALSE;
  return gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

static gboolean
escape_cb (GtkWidget *page,
           GVariant *arguments,
           gpointer data)
{
  OutpostListSelector *self = data;

  if (!outpost_list_selection_get_active (self->selection))
    return FALSE;
  outpost_list_selection_set_active (self->selection, FALSE);
  return TRUE;
}

/* A list goes on from the row that the arrows went to last, and to the one that has the focus first where that is another. */
static gboolean
arrow_cb (GtkEventControllerKey *keys,
          guint key,
          guint code,
          GdkModifierType state,
          OutpostListSelector *self)
{
  GtkRoot *root = gtk_widget_get_root (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys)));
  gboolean is_arrow = key == GDK_KEY_Up || key == GDK_KEY_Down || key == GDK_KEY_KP_Up || key == GDK_KEY_KP_Down;

  if (is_arrow && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    gtk_widget_activate_action (gtk_root_get_focus (root), "listitem.select", "(bb)", FALSE, FALSE);
  return FALSE;
}

static void
add_shortcut (GtkEventController *keys,
              guint key,
              GdkModifierType modifiers,
              GtkShortcutFunc func,
              OutpostListSelector *self)
{
  GtkShortcutAction *action = gtk_callback_action_new (func, g_object_ref (self), g_object_unref);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), action));
}

static void
add_controllers (OutpostListSelector *self,
                 GtkWidget *page)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_shortcut (keys, GDK_KEY_a, GDK_CONTROL_MASK, select_all_cb, self);
  add_shortcut (keys, GDK_KEY_Escape, 0, escape_cb, self);
  gtk_widget_add_controller (page, keys);
  for (guint i = 0; i < G_N_ELEMENTS (self->views); i++)
    {
      GtkGesture *click = gtk_gesture_click_new ();
      GtkEventController *arrows = gtk_event_controller_key_new ();

      gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
      g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_DEFAULT);
      gtk_widget_add_controller (self->views[i], GTK_EVENT_CONTROLLER (click));
      gtk_event_controller_set_propagation_phase (arrows, GTK_PHASE_CAPTURE);
      g_signal_connect_object (arrows, "key-pressed", G_CALLBACK (arrow_cb), self, G_CONNECT_DEFAULT);
      gtk_widget_add_controller (self->views[i], arrows);
    }
}

static void
outpost_list_selector_dispose (GObject *object)
{
  OutpostListSelector *self = OUTPOST_LIST_SELECTOR (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->views); i++)
    g_clear_weak_pointer (&self->views[i]);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (outpost_list_selector_parent_class)->dispose (object);
}

static void
outpost_list_selector_class_init (OutpostListSelectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_list_selector_dispose;
}

static void
outpost_list_selector_init (OutpostListSelector *self)
{
}

OutpostListSelector *
outpost_list_selector_new (OutpostListSelection *selection,
                           GtkWidget *page,
                           GtkWidget *column_view,
                           GtkWidget *list_view)
{
  OutpostListSelector *self;

  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTION (selection), NULL);

  self = g_object_new (OUTPOST_TYPE_LIST_SELECTOR, NULL);
  self->selection = g_object_ref (selection);
  g_set_weak_pointer (&self->views[0], column_view);
  g_set_weak_pointer (&self->views[1], list_view);
  add_controllers (self, page);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
outpost_list_selector_activate (OutpostListSelector *self,
                                guint position)
{
  GdkModifierType modifiers = self->modifiers;

  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTOR (self), FALSE);

  self->modifiers = 0;
  if (!outpost_list_selection_get_active (self->selection) && (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    return FALSE;
  if ((modifiers & GDK_SHIFT_MASK) != 0)
    outpost_list_selection_extend (self->selection, position);
  else
    outpost_list_selection_toggle (self->selection, position);
  return TRUE;
}

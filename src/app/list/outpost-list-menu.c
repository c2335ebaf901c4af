/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-menu.h"

#include <glib/gi18n.h>

#include "outpost-list-view.h"

/* The menu of a row, and the workspace it was opened for. */
typedef struct
{
  GtkWidget *view;     /* borrowed: it owns this */
  GActionMap *actions; /* of the view */
  GtkWidget *popover;  /* NULL before the first time */
  OutpostWorkspace *workspace;
} ListMenu;

static void
enable (ListMenu *self,
        const char *name,
        gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)), enabled);
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenuItem) link = g_menu_item_new (_("Copy _Link"), "row.copy-link");

  /* No link leads into the demo. */
  g_menu_item_set_attribute (link, "hidden-when", "s", "action-disabled");
  g_menu_append (menu, _("_Open"), "row.open");
  g_menu_append (menu, _("_Copy Name"), "row.copy-name");
  g_menu_append (menu, _("Copy Co_mmand"), "row.copy-command");
  g_menu_append (menu, _("_Export JSON…"), "row.export");
  g_menu_append (menu, _("Open in _Browser"), "row.browse");
  g_menu_append_item (menu, link);
  g_menu_append (menu, _("_Update…"), "row.update");
  g_menu_append (menu, _("Re_name…"), "row.rename");
  g_menu_append (menu, _("_Delete…"), "row.delete");
  return G_MENU_MODEL (menu);
}

static void
popup (ListMenu *self,
       OutpostWorkspace *workspace,
       const GdkRectangle *place)
{
  gboolean active = outpost_build_is_active (outpost_workspace_get_latest_build (workspace));
  gboolean attachable = outpost_workspace_is_external (workspace) != OUTPOST_NO && !active;

  if (self->popover == NULL)
    {
      g_autoptr(GMenuModel) menu = new_menu ();

      self->popover = gtk_popover_menu_new_from_model (menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, self->view);
    }
  g_set_object (&self->workspace, workspace);
  enable (self, "copy-command", attachable);
  enable (self, "export", attachable);
  enable (self, "update", !active);
  enable (self, "rename", outpost_workspace_get_allow_renames (workspace));
  enable (self, "delete", !active);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
popup_at (ListMenu *self,
          double x,
          double y)
{
  GtkWidget *row;
  GtkWidget *picked = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);
  OutpostWorkspace *workspace = picked != NULL ? outpost_list_view_find (self->view, picked, &row) : NULL;

  if (workspace != NULL)
    popup (self, workspace, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            ListMenu *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, x, y);
}

static void
held_cb (GtkGestureLongPress *gesture,
         double x,
         double y,
         ListMenu *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, x, y);
}

static gboolean
menu_key_cb (GtkWidget *view,
             GVariant *arguments,
             gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = NULL;
  OutpostWorkspace *workspace = focus != NULL ? outpost_list_view_find (view, focus, &row) : NULL;
  graphene_rect_t bounds;

  if (workspace == NULL || !gtk_widget_compute_bounds (row, view, &bounds))
    return FALSE;
  popup (data, workspace,
         &(GdkRectangle) { (int) bounds.origin.x + 24, (int) (bounds.origin.y + bounds.size.height) - 6, 1, 1 });
  return TRUE;
}

/* What the window puts into the clipboard: the row's action has the same name. */
static void
copy_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer data)
{
  ListMenu *self = data;
  g_autofree char *name = g_strdup_printf ("win.%s", g_action_get_name (G_ACTION (action)));

  if (self->workspace != NULL)
    gtk_widget_activate_action (self->view, name, "s", outpost_workspace_get_id (self->workspace));
}

static void
copy_name_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer data)
{
  ListMenu *self = data;

  if (self->workspace == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->view), outpost_workspace_get_name (self->workspace));
  gtk_widget_activate_action (self->view, "win.toast", "s", _("Name copied"));
}

/* What the window does to a workspace by its id: the row's action has its verb for a name. */
static void
window_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer data)
{
  ListMenu *self = data;
  g_autofree char *name = g_strdup_printf ("win.%s-workspace", g_action_get_name (G_ACTION (action)));

  if (self->workspace != NULL)
    gtk_widget_activate_action (self->view, name, "s", outpost_workspace_get_id (self->workspace));
}

static const GActionEntry actions[] = {
  { "open", window_action },
  { "copy-name", copy_name_action },
  { "copy-command", copy_action },
  { "export", window_action },
  { "browse", window_action },
  { "copy-link", copy_action },
  { "update", window_action },
  { "rename", window_action },
  { "delete", window_action },
};

static void
view_destroyed_cb (ListMenu *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
list_menu_free (gpointer data)
{
  ListMenu *self = data;

  g_clear_object (&self->workspace);
  g_free (self);
}

void
outpost_list_menu_attach (GtkWidget *view,
                          OutpostAccount *account)
{
  ListMenu *self = g_new0 (ListMenu, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  self->view = view;
  g_object_set_data_full (G_OBJECT (view), "row-menu", self, list_menu_free);
  g_signal_connect_swapped (view, "destroy", G_CALLBACK (view_destroyed_cb), self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (held_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (hold));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0),
                                                     gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK)),
                        gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (view, keys);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (view, "row", G_ACTION_GROUP (group));
  self->actions = G_ACTION_MAP (group);
  enable (self, "copy-link", !outpost_account_is_demo (account));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sort-menu.h"

#include <glib/gi18n.h>

#include "outpost-list-columns.h"

static void
column_cb (GtkColumnView *view,
           GVariant *id,
           GSimpleAction *action)
{
  gboolean descending;

  outpost_list_columns_get_sort (view, &descending);
  outpost_list_columns_sort (view, g_variant_get_string (id, NULL), descending);
}

static void
reversed_cb (GtkColumnView *view,
             GVariant *reversed,
             GSimpleAction *action)
{
  gboolean descending;

  outpost_list_columns_sort (view, outpost_list_columns_get_sort (view, &descending), g_variant_get_boolean (reversed));
}

/* The titles and the menu say the same. */
static void
sorted_cb (GSimpleActionGroup *group)
{
  GtkColumnView *view = g_object_get_data (G_OBJECT (group), "view");
  gboolean descending;
  const char *id = outpost_list_columns_get_sort (view, &descending);
  GAction *column = g_action_map_lookup_action (G_ACTION_MAP (group), "column");
  GAction *reversed = g_action_map_lookup_action (G_ACTION_MAP (group), "reversed");

  g_simple_action_set_state (G_SIMPLE_ACTION (column), g_variant_new_string (id != NULL ? id : ""));
  g_simple_action_set_state (G_SIMPLE_ACTION (reversed), g_variant_new_boolean (descending));
}

static void
fill (GMenu *menu,
      GListModel *columns)
{
  g_autoptr(GMenu) orders = g_menu_new ();
  g_autoptr(GMenu) direction = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr(GMenuItem) item = g_menu_item_new (gtk_column_view_column_get_title (column), NULL);

      g_menu_item_set_action_and_target (item, "sort.column", "s", gtk_column_view_column_get_id (column));
      g_menu_append_item (orders, item);
    }
  g_menu_append (direction, _("Re_versed"), "sort.reversed");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (orders));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
}

void
outpost_sort_menu_set_up (GMenu *menu,
                          GtkWidget *widget,
                          GtkColumnView *view)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) column = g_simple_action_new_stateful ("column", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_autoptr(GSimpleAction) reversed = g_simple_action_new_stateful ("reversed", NULL, g_variant_new_boolean (FALSE));

  g_return_if_fail (G_IS_MENU (menu));
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  g_signal_connect_object (column, "change-state", G_CALLBACK (column_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (reversed, "change-state", G_CALLBACK (reversed_cb), view, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (column));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (reversed));
  g_object_set_data (G_OBJECT (group), "view", view);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (sorted_cb), group, G_CONNECT_SWAPPED);
  sorted_cb (group);
  gtk_widget_insert_action_group (widget, "sort", G_ACTION_GROUP (group));
  fill (menu, gtk_column_view_get_columns (view));
}

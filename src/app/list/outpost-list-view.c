/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-view.h"

#include "outpost-list-cell.h"
#include "outpost-list-columns.h"
#include "outpost-list-row.h"

static OutpostWorkspace *
find_below (GtkWidget *widget)
{
  if (OUTPOST_IS_LIST_CELL (widget))
    return outpost_list_cell_get_workspace (OUTPOST_LIST_CELL (widget));
  if (OUTPOST_IS_LIST_ROW (widget))
    return outpost_list_row_get_workspace (OUTPOST_LIST_ROW (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      OutpostWorkspace *workspace = find_below (child);

      if (workspace != NULL)
        return workspace;
    }
  return NULL;
}

/* The row that holds @widget is the highest of its parents that is not yet the list itself. */
OutpostWorkspace *
outpost_list_view_find (GtkWidget *view,
                        GtkWidget *widget,
                        GtkWidget **row)
{
  for (; widget != NULL && widget != view; widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);

      if (parent == NULL || (!GTK_IS_LIST_BASE (parent) && parent != view))
        continue;
      *row = widget;
      return find_below (widget);
    }
  return NULL;
}

OutpostWorkspace *
outpost_list_view_find_focused (GtkWidget *view)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row;

  return focus != NULL && gtk_widget_is_ancestor (focus, view) ? outpost_list_view_find (view, focus, &row) : NULL;
}

void
outpost_list_view_focus (GtkWidget *view,
                         guint position)
{
  if (GTK_IS_LIST_VIEW (view))
    gtk_list_view_scroll_to (GTK_LIST_VIEW (view), position, GTK_LIST_SCROLL_FOCUS, NULL);
  else
    gtk_column_view_scroll_to (GTK_COLUMN_VIEW (view), position, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  /* That was only what the list would give the focus to. */
  gtk_widget_grab_focus (view);
}

void
outpost_list_view_focus_workspace (GtkWidget *view,
                                   const char *id,
                                   guint otherwise)
{
  g_autoptr(GListModel) model = NULL;
  guint n;

  g_object_get (view, "model", &model, NULL);
  n = model != NULL ? g_list_model_get_n_items (model) : 0;
  for (guint i = 0; id != NULL && i < n; i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (model, i);

      if (!g_str_equal (outpost_workspace_get_id (workspace), id))
        continue;
      outpost_list_view_focus (view, i);
      return;
    }
  if (id != NULL && n > 0)
    outpost_list_view_focus (view, MIN (otherwise, n - 1));
}

static void
update_below (GtkWidget *widget)
{
  if (OUTPOST_IS_LIST_CELL (widget))
    outpost_list_cell_update (OUTPOST_LIST_CELL (widget));
  else if (OUTPOST_IS_LIST_ROW (widget))
    outpost_list_row_update (OUTPOST_LIST_ROW (widget));
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
      update_below (child);
}

void
outpost_list_view_update (GtkWidget *view)
{
  update_below (view);
  if (GTK_IS_COLUMN_VIEW (view))
    outpost_list_columns_update_labels (GTK_COLUMN_VIEW (view));
}

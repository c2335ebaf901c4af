/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-cell.h"
#include "outpost-list-columns.h"
#include "outpost-list-page.h"
#include "outpost-page-fixture.h"

static void
collect (GtkWidget *root,
         GType type,
         GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GtkWidget *
open_page (PageFixture *fixture)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->account);
  GtkWidget *page = GTK_WIDGET (outpost_list_page_new (fixture->context, fixture->account, list));

  page_fixture_present (fixture, page);
  gtk_window_set_default_size (fixture->window, 1080, 700);
  return page;
}

static guint
count_arrows (GtkWidget *root)
{
  guint n = g_str_equal (gtk_widget_get_css_name (root), "sort-indicator")
            && (gtk_widget_has_css_class (root, "ascending") || gtk_widget_has_css_class (root, "descending"));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_arrows (child);
  return n;
}

static void
count_changes (guint *n)
{
  *n += 1;
}

/* The title that the list was sorted by has none any more, and nothing is sorted twice for it. */
static void
test_order_arrow (PageFixture *fixture,
                  gconstpointer data)
{
  static const char *const ids[] = { "template", "agent", "agent", "workspace" };
  GtkWidget *page = open_page (fixture);
  GtkColumnView *view = page_find (page, GTK_TYPE_COLUMN_VIEW);
  guint n_changes = 0;

  page_wait_shown (page, "10 workspaces");
  g_signal_connect_swapped (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (count_changes), &n_changes);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gboolean descending;

      outpost_list_columns_sort (view, ids[i], TRUE);
      g_assert_cmpstr (outpost_list_columns_get_sort (view, &descending), ==, ids[i]);
      g_assert_cmpuint (count_arrows (GTK_WIDGET (view)), ==, 1);
      g_assert_cmpuint (n_changes, ==, i + 1);
    }
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (view), &n_changes);
}

/* What is shown in so many pixels with letters of that size. */
typedef struct
{
  GtkWidget *page;
  int width;
  int letters; /* percent */
  const char *columns;
} Room;

static char *
dup_columns (GtkWidget *page)
{
  GtkColumnView *view = page_find (page, GTK_TYPE_COLUMN_VIEW);
  GListModel *columns = gtk_column_view_get_columns (view);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; gtk_column_view_get_model (view) != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (gtk_column_view_column_get_visible (column))
        g_string_append_printf (ids, "%s ", gtk_column_view_column_get_id (column));
    }
  return g_string_free (ids, FALSE);
}

static gboolean
has_columns (gpointer data)
{
  Room *room = data;
  g_autofree char *columns = dup_columns (room->page);

  return gtk_widget_get_width (room->page) == room->width && g_str_equal (columns, room->columns);
}

static gboolean
has_width (gpointer page)
{
  return gtk_widget_get_width (page) > 1000;
}

static gboolean
has_whole_agent (gpointer data)
{
  Room *room = data;
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();
  int width = 0;

  collect (room->page, OUTPOST_TYPE_LIST_CELL, cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_str_has_prefix (outpost_list_cell_get_text (cells->pdata[i]), "Waiting for the machine"))
      {
        g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (cells->pdata[i], "Waiting for the machine, 59 min");

        pango_layout_get_pixel_size (layout, &width, NULL);
        if (gtk_widget_get_width (cells->pdata[i]) < width)
          return FALSE;
      }
  return width > 0;
}

/* The agent's state is whole wherever there are columns, and no column reaches over the edge. */
static void
test_room (PageFixture *fixture,
           gconstpointer data)
{
  static const char all[] = "workspace template status healthy agent last-built version outdated ";
  static const char fewest[] = "workspace status agent last-built outdated ";
  Room rooms[] = {
    { NULL, 1260, 100, all },
    { NULL, 1120, 100, all },
    { NULL, 1100, 100, "workspace template status healthy agent last-built outdated " },
    { NULL, 960, 100, "workspace template status healthy agent last-built outdated " },
    { NULL, 959, 100, "workspace status healthy agent last-built outdated " },
    { NULL, 800, 100, "workspace status healthy agent last-built outdated " },
    { NULL, 799, 100, fewest },
    { NULL, 720, 100, fewest },
    { NULL, 719, 100, "" },
    { NULL, 1260, 200, "" },
    { NULL, 1090, 150, fewest },
    { NULL, 1260, 150, "workspace status healthy agent last-built outdated " },
  };
  GtkWidget *page = open_page (fixture);
  GtkWidget *view = page_find (page, GTK_TYPE_COLUMN_VIEW);
  int frame, dpi, least;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  page_wait_shown (page, "10 workspaces");
  outpost_test_wait_until (has_width, page);
  gtk_window_get_default_size (fixture->window, &frame, NULL);
  frame -= gtk_widget_get_width (page);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_test_message ("%d pixels, letters of %d %%", rooms[i].width, rooms[i].letters);
      rooms[i].page = page;
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * rooms[i].letters / 100, NULL);
      gtk_window_set_default_size (fixture->window, rooms[i].width + frame, 700);
      outpost_test_wait_until (has_columns, &rooms[i]);
      if (*rooms[i].columns == '\0')
        continue;
      outpost_test_wait_until (has_whole_agent, &rooms[i]);
      gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, <=, rooms[i].width);
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  page_fixture_add ("/list/columns/arrow", test_order_arrow);
  page_fixture_add ("/list/columns/room", test_room);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-focus-keeper.h"
#include "outpost-list-bar.h"
#include "outpost-list-page.h"
#include "outpost-list-selection.h"
#include "outpost-list-view.h"
#include "outpost-page-fixture.h"

/* The list page, and what it opened. */
typedef struct
{
  PageFixture page;
  GtkWidget *widget;
  GtkWidget *entry;
  char *opened; /* an id */
  char *said;
  guint n_shown; /* that is waited for */
} Fixture;

static void
open_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer data)
{
  g_set_str (&((Fixture *) data)->opened, g_variant_get_string (parameter, NULL));
}

static void
toast_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer data)
{
  g_set_str (&((Fixture *) data)->said, g_variant_get_string (parameter, NULL));
}

/* ---- Looking ----------------------------------------------------------------------------------------------------- */

static GtkWidget *
get_view (Fixture *fixture)
{
  return page_get_list (fixture->widget);
}

static GListModel *
get_rows (Fixture *fixture)
{
  return page_get_rows (fixture->widget);
}

static gboolean
has_shown (gpointer data)
{
  Fixture *fixture = data;
  GListModel *rows = get_rows (fixture);

  return rows != NULL && g_list_model_get_n_items (rows) == fixture->n_shown;
}

static void
wait_n_shown (Fixture *fixture,
              guint n)
{
  g_test_message ("waiting for %u rows", n);
  fixture->n_shown = n;
  outpost_test_wait_until (has_shown, fixture);
}

static gboolean
is_asked (gpointer data)
{
  return !outpost_workspace_list_get_busy (outpost_account_get_workspaces (((Fixture *) data)->page.account));
}

static const char *
get_focused (Fixture *fixture)
{
  OutpostWorkspace *workspace = outpost_list_view_find_focused (get_view (fixture));

  return workspace != NULL ? outpost_workspace_get_name (workspace) : "nowhere";
}

static gboolean
is_on_gpu_02 (gpointer data)
{
  return g_str_equal (get_focused (data), "gpu-02");
}

static gboolean
is_in_entry (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (fixture->page.window);

  return focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_ancestor (focus, fixture->entry);
}

static gboolean
is_narrow (gpointer data)
{
  Fixture *fixture = data;

  return GTK_IS_LIST_VIEW (get_view (fixture)) && gtk_widget_get_width (fixture->widget) < 400;
}

static gboolean
is_wide (gpointer data)
{
  Fixture *fixture = data;

  return GTK_IS_COLUMN_VIEW (get_view (fixture)) && gtk_widget_get_width (fixture->widget) > 1000;
}

static void
resize (Fixture *fixture,
        int width)
{
  gtk_window_set_default_size (fixture->page.window, width, 640);
  outpost_test_wait_until (width < 400 ? is_narrow : is_wide, fixture);
  page_settle ();
}

static gboolean
is_revealed (Fixture *fixture)
{
  gboolean revealed;

  g_object_get (page_find (fixture->widget, OUTPOST_TYPE_LIST_BAR), "revealed", &revealed, NULL);
  return revealed;
}

static void
assert_opened (Fixture *fixture,
               const char *name)
{
  g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (&fixture->page, name);

  g_assert_cmpstr (fixture->opened, ==, outpost_workspace_get_id (workspace));
  g_clear_pointer (&fixture->opened, g_free);
}

static void
type_text (Fixture *fixture,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), text);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->entry, "activate");
}

/* ---- Set up ------------------------------------------------------------------------------------------------------ */

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  static const GActionEntry actions[] = { { "open-workspace", open_cb, "s" }, { "toast", toast_cb, "s" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  page_fixture_set_up (&fixture->page);
  fixture->widget = GTK_WIDGET (outpost_list_page_new (fixture->page.context, fixture->page.account,
                                                       outpost_account_get_workspaces (fixture->page.account)));
  page_fixture_present (&fixture->page, fixture->widget);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->page.window), "win", G_ACTION_GROUP (group));
  outpost_focus_keeper_watch (fixture->page.window);
  fixture->entry = page_find (fixture->widget, GTK_TYPE_SEARCH_ENTRY);
  resize (fixture, 1120);
  wait_n_shown (fixture, 10);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_free (fixture->opened);
  g_free (fixture->said);
}

/* ---- Enter ------------------------------------------------------------------------------------------------------- */

/* What another query found is not what is searched for now. */
static void
test_enter_after_query (Fixture *fixture,
                        gconstpointer data)
{
  type_text (fixture, "name:gpu-02");
  press_enter (fixture);
  g_assert_null (fixture->opened);
  wait_n_shown (fixture, 1);
  outpost_test_wait_until (is_asked, fixture);
  press_enter (fixture);
  assert_opened (fixture, "gpu-02");

  type_text (fixture, "gpu");
  press_enter (fixture);
  g_assert_null (fixture->opened);
  wait_n_shown (fixture, 2);
  outpost_test_wait_until (is_asked, fixture);
  press_enter (fixture);
  assert_opened (fixture, "gpu-01");
}

/* A query that failed left what was there before. */
static void
test_enter_after_error (Fixture *fixture,
                        gconstpointer data)
{
  outpost_test_wait_until (is_asked, fixture);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspaces", 100, 500, 0, "Not now.",
                          NULL);
  type_text (fixture, "name:lab");
  press_enter (fixture);
  outpost_test_wait_until (is_asked, fixture);
  g_assert_nonnull (outpost_workspace_list_get_error (outpost_account_get_workspaces (fixture->page.account)));
  page_settle ();
  press_enter (fixture);
  g_assert_null (fixture->opened);
}

/* While several are selected Enter selects nothing by the way. */
static void
test_enter_while_selecting (Fixture *fixture,
                            gconstpointer data)
{
  OutpostListSelection *selection = OUTPOST_LIST_SELECTION (get_rows (fixture));

  outpost_list_selection_set_active (selection, TRUE);
  outpost_list_page_search (OUTPOST_LIST_PAGE (fixture->widget), "gpu-02");
  press_enter (fixture);
  /* Once more would take it back. */
  g_assert_cmpuint (outpost_list_selection_get_n_selected (selection), ==, 0);
  wait_n_shown (fixture, 1);
  press_enter (fixture);
  g_assert_cmpuint (outpost_list_selection_get_n_selected (selection), ==, 0);
  outpost_test_wait_until (is_on_gpu_02, fixture);
  g_assert_null (fixture->opened);
}

/* ---- Selecting --------------------------------------------------------------------------------------------------- */

/* A rubber band says of every row whether it is chosen; the last of those that are is where Shift and a click go on. */
static void
test_band_then_shift (Fixture *fixture,
                      gconstpointer data)
{
  OutpostListSelection *selection = OUTPOST_LIST_SELECTION (get_rows (fixture));
  g_autoptr(GtkBitset) band = gtk_bitset_new_range (1, 2);
  g_autoptr(GtkBitset) all = gtk_bitset_new_range (0, 10);

  outpost_list_selection_set_active (selection, TRUE);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (selection), band, all);
  g_assert_cmpuint (outpost_list_selection_get_n_selected (selection), ==, 2);
  outpost_list_selection_extend (selection, 4);
  g_assert_cmpuint (outpost_list_selection_get_n_selected (selection), ==, 4);
}

/* What goes from the list while nobody looks at it is said when somebody does. */
static void
test_gone_unseen (Fixture *fixture,
                  gconstpointer data)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->page.account);
  GtkWidget *overlay = gtk_widget_get_parent (fixture->widget);

  outpost_list_selection_set_active (OUTPOST_LIST_SELECTION (get_rows (fixture)), TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (fixture)), 0, FALSE);
  g_object_ref (fixture->widget);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("Something else"));
  outpost_workspace_list_clear (list);
  page_settle ();
  g_assert_null (fixture->said);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->widget);
  g_object_unref (fixture->widget);
  ADW_NAVIGATION_PAGE_GET_CLASS (fixture->widget)->shown (ADW_NAVIGATION_PAGE (fixture->widget));
  g_assert_cmpstr (fixture->said, ==, "1 selected workspace is not in the list any more");
}

/* ---- The bar ----------------------------------------------------------------------------------------------------- */

/* Escape empties the field and then leaves it; in a narrow window the bar is closed with it. */
static void
test_escape (Fixture *fixture,
             gconstpointer data)
{
  outpost_list_page_search (OUTPOST_LIST_PAGE (fixture->widget), "gpu-02");
  wait_n_shown (fixture, 1);
  g_signal_emit_by_name (fixture->entry, "stop-search");
  wait_n_shown (fixture, 10);
  g_assert_true (is_in_entry (fixture));
  g_signal_emit_by_name (fixture->entry, "stop-search");
  g_assert_cmpstr (get_focused (fixture), ==, "gpu-01");
  g_assert_true (is_revealed (fixture));

  resize (fixture, 360);
  g_assert_false (is_revealed (fixture));
  outpost_list_page_search (OUTPOST_LIST_PAGE (fixture->widget), NULL);
  g_assert_true (is_revealed (fixture));
  g_signal_emit_by_name (fixture->entry, "stop-search");
  g_assert_cmpstr (get_focused (fixture), ==, "gpu-01");
  g_assert_false (is_revealed (fixture));
}

/* Whoever types into a list whose bar is closed sees what is typed. */
static void
test_typing_reveals (Fixture *fixture,
                     gconstpointer data)
{
  resize (fixture, 360);
  g_assert_false (is_revealed (fixture));
  g_signal_emit_by_name (fixture->entry, "search-started");
  g_assert_true (is_revealed (fixture));
  outpost_test_wait_until (is_in_entry, fixture);
}

/* ---- The focus --------------------------------------------------------------------------------------------------- */

/* A row keeps it when columns become rows and the other way round; so does the field, with what is typed in it. */
static void
test_resize (Fixture *fixture,
             gconstpointer data)
{
  outpost_list_page_search (OUTPOST_LIST_PAGE (fixture->widget), "gpu-02");
  wait_n_shown (fixture, 1);
  outpost_list_view_focus (get_view (fixture), 0);
  g_signal_emit_by_name (fixture->entry, "stop-search");
  wait_n_shown (fixture, 10);
  g_assert_true (is_on_gpu_02 (fixture));
  resize (fixture, 360);
  g_assert_cmpstr (get_focused (fixture), ==, "gpu-02");
  resize (fixture, 1120);
  g_assert_cmpstr (get_focused (fixture), ==, "gpu-02");

  outpost_list_page_search (OUTPOST_LIST_PAGE (fixture->widget), NULL);
  resize (fixture, 360);
  g_assert_true (is_revealed (fixture));
  outpost_test_wait_until (is_in_entry, fixture);
  resize (fixture, 1120);
  outpost_test_wait_until (is_in_entry, fixture);
}

/* ---- What is told of a row --------------------------------------------------------------------------------------- */

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkColumnViewRow *row,
         GPtrArray *rows)
{
  g_ptr_array_add (rows, g_object_ref (row));
}

/* What is read aloud is as old as what is shown. */
static void
test_row_labels (Fixture *fixture,
                 gconstpointer data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (get_view (fixture));
  GtkListItemFactory *factory = gtk_column_view_get_row_factory (view);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), rows);
  type_text (fixture, "gpu");
  wait_n_shown (fixture, 2);
  type_text (fixture, "");
  wait_n_shown (fixture, 10);
  outpost_test_wait_until (is_asked, fixture);
  page_settle ();
  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++)
    gtk_column_view_row_set_accessible_label (rows->pdata[i], "old");
  outpost_list_view_update (GTK_WIDGET (view));
  for (guint i = 0; i < rows->len; i++)
    if (gtk_column_view_row_get_item (rows->pdata[i]) != NULL)
      g_assert_cmpstr (gtk_column_view_row_get_accessible_label (rows->pdata[i]), !=, "old");
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/list/search/enter-after-query", test_enter_after_query);
  ADD ("/list/search/enter-after-error", test_enter_after_error);
  ADD ("/list/search/enter-while-selecting", test_enter_while_selecting);
  ADD ("/list/search/band-then-shift", test_band_then_shift);
  ADD ("/list/search/gone-unseen", test_gone_unseen);
  ADD ("/list/search/escape", test_escape);
  ADD ("/list/search/typing-reveals", test_typing_reveals);
  ADD ("/list/search/resize", test_resize);
  ADD ("/list/search/row-labels", test_row_labels);
  return g_test_run ();
}

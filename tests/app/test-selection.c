/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-export-dialog.h"
#include "outpost-list-filter.h"
#include "outpost-list-page.h"
#include "outpost-list-row.h"
#include "outpost-list-selection.h"
#include "outpost-page-fixture.h"
#include "outpost-selection-bar.h"

/* Several workspaces chosen in the list, and what is done to them. */

#define CREDENTIALS "/api/v2/workspaces/*/external-agent/*/credentials"
#define BUILDS "/api/v2/workspaces/*/builds"

typedef struct
{
  PageFixture page;
  GtkWidget *widget; /* the list page */
  char *said;        /* the newest toast */
  char *offered;     /* what its button would copy */
  char *opened;      /* the workspace that was opened */
} Fixture;

static void
toast_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer data)
{
  g_set_str (&((Fixture *) data)->said, g_variant_get_string (parameter, NULL));
}

static void
offer_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer data)
{
  Fixture *fixture = data;

  g_clear_pointer (&fixture->said, g_free);
  g_clear_pointer (&fixture->offered, g_free);
  g_variant_get (parameter, "(sss)", &fixture->said, NULL, &fixture->offered);
}

static void
open_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer data)
{
  g_set_str (&((Fixture *) data)->opened, g_variant_get_string (parameter, NULL));
}

/* ---- Looking ----------------------------------------------------------------------------------------------------- */

static GtkWidget *
get_view (Fixture *fixture)
{
  return page_get_list (fixture->widget);
}

static OutpostListSelection *
get_selection (Fixture *fixture)
{
  GListModel *rows = page_get_rows (fixture->widget);

  return rows != NULL ? OUTPOST_LIST_SELECTION (rows) : NULL;
}

static guint
count_selected (Fixture *fixture)
{
  return outpost_list_selection_get_n_selected (get_selection (fixture));
}

static gboolean
is_active (Fixture *fixture)
{
  return outpost_list_selection_get_active (get_selection (fixture));
}

static gboolean
has_ten_rows (gpointer data)
{
  OutpostListSelection *selection = get_selection (data);

  return selection != NULL && g_list_model_get_n_items (G_LIST_MODEL (selection)) == 10;
}

static gboolean
has_one_row (gpointer data)
{
  OutpostListSelection *selection = get_selection (data);

  return selection != NULL && g_list_model_get_n_items (G_LIST_MODEL (selection)) == 1;
}

static gboolean
is_narrow (gpointer data)
{
  return GTK_IS_LIST_VIEW (get_view (data)) && has_ten_rows (data) && gtk_widget_get_width (get_view (data)) > 0;
}

static guint
find_position (Fixture *fixture,
               const char *name)
{
  GListModel *rows = G_LIST_MODEL (get_selection (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (rows, i);

      if (g_str_equal (outpost_workspace_get_name (workspace), name))
        return i;
    }
  g_error ("“%s” is not in the list", name);
}

static gboolean
is_chosen (Fixture *fixture,
           const char *name)
{
  return gtk_selection_model_is_selected (GTK_SELECTION_MODEL (get_selection (fixture)), find_position (fixture, name));
}

static gboolean
is_button (GtkWidget *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0
             || g_strcmp0 (gtk_widget_get_tooltip_text (widget), label) == 0);
}

static GtkWidget *
find_button (Fixture *fixture,
             const char *label)
{
  GtkWidget *button = page_find_named (GTK_WIDGET (fixture->page.window), is_button, label);

  if (button == NULL)
    g_error ("no button “%s”", label);
  return button;
}

static void
press (Fixture *fixture,
       const char *label)
{
  GtkWidget *button = find_button (fixture, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* As a click or Enter does. */
static void
activate (Fixture *fixture,
          const char *name)
{
  g_signal_emit_by_name (get_view (fixture), "activate", find_position (fixture, name));
}

static AdwAlertDialog *
get_alert (Fixture *fixture)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->page.window));

  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  return ADW_ALERT_DIALOG (dialog);
}

static void
answer (Fixture *fixture,
        const char *response)
{
  AdwAlertDialog *dialog = get_alert (fixture);

  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, response));
  adw_alert_dialog_set_close_response (dialog, response);
  adw_dialog_close (ADW_DIALOG (dialog));
}

/* ---- Set up ------------------------------------------------------------------------------------------------------ */

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  static const GActionEntry actions[]
      = { { "toast", toast_cb, "s" }, { "offer-copy", offer_cb, "(sss)" }, { "open-workspace", open_cb, "s" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  page_fixture_set_up (&fixture->page);
  fixture->widget = GTK_WIDGET (outpost_list_page_new (fixture->page.context, fixture->page.account,
                                                       outpost_account_get_workspaces (fixture->page.account)));
  page_fixture_present (&fixture->page, fixture->widget);
  gtk_window_set_default_size (fixture->page.window, 1080, 700);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->page.window), "win", G_ACTION_GROUP (group));
  outpost_test_wait_until (has_ten_rows, fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_free (fixture->said);
  g_free (fixture->offered);
  g_free (fixture->opened);
}

static void
make_narrow (Fixture *fixture)
{
  gtk_window_set_default_size (fixture->page.window, 360, 640);
  outpost_test_wait_until (is_narrow, fixture);
}

/* ---- Choosing ---------------------------------------------------------------------------------------------------- */

static void
test_mode (Fixture *fixture,
           gconstpointer data)
{
  activate (fixture, "gpu-02");
  g_assert_nonnull (fixture->opened);
  g_clear_pointer (&fixture->opened, g_free);

  press (fixture, "Select");
  g_assert_true (is_active (fixture));
  page_wait_shown (fixture->widget, "Select Workspaces");
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture, "_Export Instructions…")));
  activate (fixture, "gpu-02");
  activate (fixture, "mac-mini");
  g_assert_null (fixture->opened);
  g_assert_true (is_chosen (fixture, "gpu-02") && is_chosen (fixture, "mac-mini"));
  page_wait_shown (fixture->widget, "2 Selected");
  activate (fixture, "gpu-02");
  page_wait_shown (fixture->widget, "1 Selected");
  g_assert_false (is_chosen (fixture, "gpu-02"));

  press (fixture, "Select");
  g_assert_false (is_active (fixture));
  page_wait_gone (fixture->widget, "1 Selected");
  activate (fixture, "gpu-02");
  g_assert_nonnull (fixture->opened);
}

/* What only moves through the list chooses nothing; what chooses deliberately begins to. */
static void
test_model (Fixture *fixture,
            gconstpointer data)
{
  OutpostListSelection *selection = get_selection (fixture);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  g_autoptr(GtkBitset) range = NULL;

  gtk_selection_model_select_item (model, 3, TRUE);
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  g_assert_false (is_active (fixture));
  /* Space, on the row where one is. */
  gtk_selection_model_unselect_item (model, 3);
  g_assert_true (is_active (fixture));
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  gtk_selection_model_select_item (model, 5, TRUE);
  g_assert_false (gtk_selection_model_is_selected (model, 5));
  g_assert_cmpuint (count_selected (fixture), ==, 1);
  outpost_list_selection_extend (selection, 6);
  g_assert_cmpuint (count_selected (fixture), ==, 4);
  range = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (range), ==, 4);
  g_assert_cmpuint (gtk_bitset_get_minimum (range), ==, 3);
  gtk_selection_model_select_all (model);
  g_assert_cmpuint (count_selected (fixture), ==, 10);
  gtk_selection_model_unselect_range (model, 0, 8);
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (count_selected (fixture), ==, 0);
  g_assert_true (is_active (fixture));
  /* A rubber band. */
  gtk_selection_model_select_range (model, 1, 3, TRUE);
  g_assert_cmpuint (count_selected (fixture), ==, 3);
}

static void
search (Fixture *fixture,
        const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (page_find (fixture->widget, GTK_TYPE_SEARCH_ENTRY)), text);
}

static void
end_search (Fixture *fixture)
{
  search (fixture, "");
  outpost_test_wait_until (has_ten_rows, fixture);
  page_wait_gone (fixture->widget, "not shown");
}

/* Workspaces are chosen, not places: sorting does not matter, and what is searched away stays chosen and is said to be. */
static void
test_order_and_filter (Fixture *fixture,
                       gconstpointer data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (get_view (fixture));
  g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), 0);

  press (fixture, "Select");
  activate (fixture, "gpu-02");
  activate (fixture, "win-bench");
  gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
  g_assert_true (is_chosen (fixture, "gpu-02") && is_chosen (fixture, "win-bench"));
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  search (fixture, "gpu");
  page_wait_shown (fixture->widget, "1 not shown");
  page_wait_shown (fixture->widget, "2 Selected");
  end_search (fixture);
  page_wait_shown (fixture->widget, "2 Selected");
  g_assert_true (is_chosen (fixture, "gpu-02") && is_chosen (fixture, "win-bench"));
}

/* Two searches gather what one question is about: it names all, whatever is shown. */
static void
test_two_searches (Fixture *fixture,
                   gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (get_selection (fixture));
  g_autoptr(GPtrArray) selected = NULL;

  press (fixture, "Select");
  search (fixture, "attic");
  outpost_test_wait_until (has_one_row, fixture);
  gtk_selection_model_select_all (model);
  search (fixture, "gpu-02");
  page_wait_shown (fixture->widget, "1 not shown");
  /* As Shift and the arrows do, which free the others that are shown. */
  gtk_selection_model_select_range (model, 0, 1, TRUE);
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  selected = outpost_list_selection_dup_selected (get_selection (fixture));
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_cmpstr (outpost_workspace_get_name (selected->pdata[0]), ==, "gpu-02");
  g_assert_cmpstr (outpost_workspace_get_name (selected->pdata[1]), ==, "attic-nas");
  press (fixture, "_Delete…");
  g_assert_cmpstr (adw_alert_dialog_get_heading (get_alert (fixture)), ==, "Delete 2 Workspaces?");
  page_wait_shown (GTK_WIDGET (get_alert (fixture)), "attic-nas");
  page_wait_shown (GTK_WIDGET (get_alert (fixture)), "gpu-02");
  answer (fixture, "cancel");
  search (fixture, "nothing of this name");
  page_wait_shown (fixture->widget, "2 not shown");
  page_wait_shown (fixture->widget, "No Results");
  end_search (fixture);
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (count_selected (fixture), ==, 0);
}

/* What the account's list has no longer is selected no longer, and that is said. */
static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->page.account);
  g_autoptr(GError) error = NULL;

  press (fixture, "Select");
  activate (fixture, "gpu-02");
  activate (fixture, "attic-nas");
  activate (fixture, "win-bench");
  search (fixture, "win");
  page_wait_shown (fixture->widget, "2 not shown");
  outpost_test_await_true (outpost_workspace_list_refresh (list), &error);
  g_assert_no_error (error);
  outpost_demo_remove (fixture->page.demo, "attic-nas");
  outpost_test_await_true (outpost_workspace_list_refresh (list), &error);
  g_assert_no_error (error);
  page_wait_shown (fixture->widget, "1 not shown");
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  g_assert_cmpstr (fixture->said, ==, "1 selected workspace is not in the list any more");
}

static guint
count_marks (GtkWidget *root,
             const char *icon)
{
  guint n = GTK_IS_IMAGE (root) && gtk_widget_get_mapped (root)
                    && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (root)), icon) == 0
                ? 1
                : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_marks (child, icon);
  return n;
}

static gboolean
has_marks (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *view = get_view (fixture);

  return count_marks (view, "outpost-checked-symbolic") == count_selected (fixture)
         && count_marks (view, "outpost-unchecked-symbolic") > 0;
}

/* Whether Tab gets to the rows. */
static gboolean
is_reachable (Fixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->page.window);

  gtk_window_set_focus (fixture->page.window, NULL);
  for (guint i = 0; i < 20; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (fixture->page.window);
      if (focus != NULL && gtk_widget_is_ancestor (focus, get_view (fixture)))
        return TRUE;
    }
  return FALSE;
}

/* The keyboard reaches the list in either shape, also when it was in the other one before. */
static void
test_reachable (Fixture *fixture,
                gconstpointer data)
{
  g_assert_true (is_reachable (fixture));
  make_narrow (fixture);
  g_assert_true (is_reachable (fixture));
}

/* In the narrow shape there is a mark at each row, and everything fits. */
static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  int least;

  make_narrow (fixture);
  g_assert_cmpuint (count_marks (get_view (fixture), "outpost-unchecked-symbolic"), ==, 0);
  gtk_widget_activate_action (fixture->widget, "selection.begin", NULL);
  g_assert_true (is_active (fixture));
  activate (fixture, "gpu-02");
  activate (fixture, "lab-bench");
  outpost_test_wait_until (has_marks, fixture);
  page_wait_shown (fixture->widget, "2 Selected");
  gtk_widget_measure (gtk_widget_get_first_child (gtk_widget_get_first_child (fixture->widget)), GTK_ORIENTATION_HORIZONTAL, -1,
                      &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  /* From one shape to the other it stays. */
  gtk_window_set_default_size (fixture->page.window, 1080, 700);
  outpost_test_wait_until (has_ten_rows, fixture);
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  press (fixture, "Select");
  make_narrow (fixture);
  g_assert_cmpuint (count_marks (get_view (fixture), "outpost-unchecked-symbolic"), ==, 0);
  find_button (fixture, "New Workspace");
}

/* ---- Delete ------------------------------------------------------------------------------------------------------ */

/* Whether the keyboard is in @widget, or in what it is made of. */
static gboolean
has_focus (Fixture *fixture,
           GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->page.window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
is_cancel_focused (gpointer data)
{
  return has_focus (data, find_button (data, "_Cancel"));
}

static gboolean
is_number_focused (gpointer data)
{
  return has_focus (data, page_find (adw_alert_dialog_get_extra_child (get_alert (data)), ADW_TYPE_ENTRY_ROW));
}

static gboolean
is_answered (gpointer data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->page.window)) == NULL;
}

/* As Enter does where the keyboard is. */
static void
press_enter (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->page.window);

  if (!GTK_IS_TEXT (focus))
    gtk_widget_activate (focus);
  else
    g_signal_emit_by_name (focus, "activate");
  page_settle ();
}

static void
choose (Fixture *fixture,
        const char *const *names)
{
  outpost_list_selection_set_active (get_selection (fixture), TRUE);
  for (guint i = 0; names[i] != NULL; i++)
    activate (fixture, names[i]);
}

static gboolean
has_said (gpointer data)
{
  return ((Fixture *) data)->said != NULL;
}

static guint
count_builds (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->page.demo, "POST", BUILDS);
}

static void
test_delete (Fixture *fixture,
             gconstpointer data)
{
  choose (fixture, (const char *const[]) { "gpu-02", "attic-nas", "render-node-11", NULL });
  press (fixture, "_Delete…");
  g_assert_cmpstr (adw_alert_dialog_get_heading (get_alert (fixture)), ==, "Delete 2 Workspaces?");
  page_wait_shown (GTK_WIDGET (get_alert (fixture)), "attic-nas");
  page_wait_shown (GTK_WIDGET (get_alert (fixture)), "Stays: a build is running");
  outpost_test_wait_until (is_cancel_focused, fixture);
  g_assert_cmpstr (adw_alert_dialog_get_default_response (get_alert (fixture)), ==, "cancel");
  press_enter (fixture);
  outpost_test_wait_until (is_answered, fixture);
  g_assert_cmpuint (count_builds (fixture), ==, 0);
  g_assert_cmpuint (count_selected (fixture), ==, 3);
  press (fixture, "_Delete…");
  answer (fixture, "delete");
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "2 workspaces are being deleted");
  g_assert_cmpuint (count_builds (fixture), ==, 2);
  g_assert_false (is_active (fixture));
  g_assert_null (fixture->offered);
}

/* Somebody works on one of the machines: their number is typed, and the command that stops the agents offered. */
static void
test_delete_connected (Fixture *fixture,
                       gconstpointer data)
{
  GtkEditable *entry;

  choose (fixture, (const char *const[]) { "gpu-01", "gpu-02", "attic-nas", NULL });
  press (fixture, "_Delete…");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_alert (fixture)), "1 machine is connected."));
  g_assert_false (adw_alert_dialog_get_response_enabled (get_alert (fixture), "delete"));
  entry = page_find (adw_alert_dialog_get_extra_child (get_alert (fixture)), ADW_TYPE_ENTRY_ROW);
  outpost_test_wait_until (is_number_focused, fixture);
  press_enter (fixture);
  gtk_editable_set_text (entry, "30");
  press_enter (fixture);
  g_assert_false (adw_alert_dialog_get_response_enabled (get_alert (fixture), "delete"));
  g_assert_true (is_number_focused (fixture));
  g_assert_cmpuint (count_builds (fixture), ==, 0);
  gtk_editable_set_text (entry, " 3 ");
  press_enter (fixture);
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "3 workspaces are being deleted");
  g_assert_nonnull (strstr (fixture->offered, "systemctl disable --now coder-agent-gpu-01-main-"));
  g_assert_nonnull (strstr (fixture->offered, "pkill"));
}

/* Whoever is connected is named, whatever another machine of the same workspace is in; what goes already is said to. */
static void
test_delete_says_all (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr(OutpostWorkspace) gone = page_fixture_dup_workspace (&fixture->page, "gpu-02");
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->page.account);
  g_autoptr(GError) error = NULL;

  make_narrow (fixture);
  /* One that is under way would be joined, and would tell what was. */
  outpost_test_await_true (outpost_workspace_list_refresh (list), &error);
  g_assert_no_error (error);
  outpost_test_await_true (outpost_api_create_build (fixture->page.client, outpost_workspace_get_id (gone), "delete"), &error);
  g_assert_no_error (error);
  outpost_test_await_true (outpost_workspace_list_refresh (list), &error);
  g_assert_no_error (error);
  page_wait_shown (fixture->widget, "Deleting");
  choose (fixture, (const char *const[]) { "attic-nas", "lab-bench", "gpu-02", NULL });
  press (fixture, "_Delete…");
  g_assert_cmpstr (adw_alert_dialog_get_heading (get_alert (fixture)), ==, "Delete 2 Workspaces?");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_alert (fixture)), "1 machine is connected."));
  page_wait_shown (GTK_WIDGET (get_alert (fixture)), "Never attached");
  page_wait_shown (GTK_WIDGET (get_alert (fixture)), "main connected, aux lost 3 h ago");
  page_wait_shown (GTK_WIDGET (get_alert (fixture)), "Already being deleted");
  answer (fixture, "cancel");
}

static void
test_delete_refused (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (&fixture->page, "attic-nas");
  g_autofree char *path = g_strdup_printf ("/api/v2/workspaces/%s/builds", outpost_workspace_get_id (workspace));

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", path, 0, 403, 0, "Ask ada first.",
                          NULL);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "POST", BUILDS, 0, 0, 20, NULL, NULL);
  choose (fixture, (const char *const[]) { "gpu-02", "attic-nas", "old-tower", "winter-store", "lab-bench", "ci-runner-7", NULL });
  press (fixture, "_Delete…");
  gtk_editable_set_text (page_find (adw_alert_dialog_get_extra_child (get_alert (fixture)), ADW_TYPE_ENTRY_ROW), "6");
  answer (fixture, "delete");
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "1 of 6 not deleted: attic-nas (Ask ada first.)");
  g_assert_cmpuint (outpost_demo_count_at_once (fixture->page.demo, "POST", BUILDS), <=, 4);
  g_assert_cmpuint (count_builds (fixture), ==, 6);
}

/* One alone is asked about by its name. */
static void
test_delete_one (Fixture *fixture,
                 gconstpointer data)
{
  choose (fixture, (const char *const[]) { "attic-nas", NULL });
  press (fixture, "_Delete…");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_alert (fixture)), "attic-nas"));
  answer (fixture, "cancel");
  g_assert_true (is_active (fixture));
  press (fixture, "_Delete…");
  answer (fixture, "delete");
  g_assert_false (is_active (fixture));
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/selection/mode", test_mode);
  ADD ("/selection/model", test_model);
  ADD ("/selection/order-and-filter", test_order_and_filter);
  ADD ("/selection/two-searches", test_two_searches);
  ADD ("/selection/gone", test_gone);
  ADD ("/selection/reachable", test_reachable);
  ADD ("/selection/narrow", test_narrow);
  ADD ("/selection/delete", test_delete);
  ADD ("/selection/delete-connected", test_delete_connected);
  ADD ("/selection/delete-says-all", test_delete_says_all);
  ADD ("/selection/delete-refused", test_delete_refused);
  ADD ("/selection/delete-one", test_delete_one);
  return g_test_run ();
}

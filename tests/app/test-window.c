/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-export-dialog.h"
#include "outpost-help-dialog.h"
#include "outpost-lifecycle.h"
#include "outpost-list-cell.h"
#include "outpost-list-page.h"
#include "outpost-page-fixture.h"
#include "outpost-window.h"
#include "outpost-workspace-page.h"

/* A window of the application on the demo's account. */
typedef struct
{
  PageFixture page;
  GtkWidget *window;
} Fixture;

/* The bus takes one in a process. */
static GtkApplication *app;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  page_fixture_set_up (&fixture->page);
  fixture->window = GTK_WIDGET (outpost_window_new (app, fixture->page.context));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  page_fixture_tear_down (&fixture->page);
}

/* It can not be taken for a real deployment, on whatever page. */
static void
test_demo (Fixture *fixture,
           gconstpointer data)
{
  page_wait_shown (fixture->window, "10 workspaces");
  page_wait_shown (fixture->window, "Demo: nothing here is real");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Outpost Demo");
}

static void
test_open (Fixture *fixture,
           gconstpointer data)
{
  OutpostWorkspace *workspace = NULL;
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->page.account);

  page_wait_shown (fixture->window, "10 workspaces");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)) && workspace == NULL; i++)
    {
      g_autoptr(OutpostWorkspace) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (outpost_workspace_get_name (item), "gpu-01"))
        workspace = item; /* the list holds it */
    }
  gtk_widget_activate_action (fixture->window, "win.open-workspace", "s", outpost_workspace_get_id (workspace));
  page_wait_shown (fixture->window, "Attach again");
  g_assert_nonnull (page_find (fixture->window, OUTPOST_TYPE_WORKSPACE_PAGE));
  page_wait_shown (fixture->window, "Demo: nothing here is real");
}

/* What is gone from the list is said, not opened. */
static void
test_open_unknown (Fixture *fixture,
                   gconstpointer data)
{
  page_wait_shown (fixture->window, "10 workspaces");
  gtk_widget_activate_action (fixture->window, "win.open-workspace", "s", "00000000-0000-0000-0000-000000000001");
  page_wait_shown (fixture->window, "not in the list any more");
  g_assert_null (page_find (fixture->window, OUTPOST_TYPE_WORKSPACE_PAGE));
}

static void
test_leave_demo (Fixture *fixture,
                 gconstpointer data)
{
  page_wait_shown (fixture->window, "10 workspaces");
  gtk_widget_activate_action (fixture->window, "win.leave-demo", NULL);
  page_wait_shown (fixture->window, "Leave the Demo?");
  g_assert_cmpstr (adw_alert_dialog_get_default_response (page_find (fixture->window, ADW_TYPE_ALERT_DIALOG)), ==, "cancel");
  g_signal_emit_by_name (page_find (fixture->window, ADW_TYPE_ALERT_DIALOG), "response::sign-out", "sign-out");
  page_wait_shown (fixture->window, "Connect to a Deployment");
  page_wait_gone (fixture->window, "10 workspaces");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Outpost");
  g_assert_null (outpost_account_store_get_current (outpost_context_get_accounts (fixture->page.context)));
}

static gboolean
are_favorites (gpointer data)
{
  OutpostWorkspace *const *both = data;

  return outpost_workspace_get_favorite (both[0]) && outpost_workspace_get_favorite (both[1]);
}

static OutpostWorkspaceList *
get_list (GtkWidget *window)
{
  return outpost_list_page_get_workspaces (page_find (window, OUTPOST_TYPE_LIST_PAGE));
}

static GtkWidget *
open_second (Fixture *fixture)
{
  GtkWidget *second = GTK_WIDGET (outpost_window_new (app, fixture->page.context));

  gtk_window_set_default_size (GTK_WINDOW (second), 1000, 640);
  gtk_window_present (GTK_WINDOW (second));
  page_wait_shown (second, "10 workspaces");
  return second;
}

/* Each has a list of its own, and one that closes leaves the other alone: also the first, whose list the next one takes. */
static void
test_two (Fixture *fixture,
          gconstpointer data)
{
  OutpostWorkspaceList *own = outpost_account_get_workspaces (fixture->page.account);
  GtkWidget *second, *third;

  page_wait_shown (fixture->window, "10 workspaces");
  second = open_second (fixture);
  g_assert_true (get_list (fixture->window) == own);
  g_assert_true (get_list (second) != own);

  outpost_window_search (OUTPOST_WINDOW (second), "name:gpu-01");
  g_signal_emit_by_name (page_find (second, GTK_TYPE_SEARCH_ENTRY), "activate");
  page_wait_shown (second, "1 workspace");
  page_settle ();
  g_assert_true (page_shows (fixture->window, "10 workspaces"));
  g_assert_cmpstr (outpost_workspace_list_get_query (own), ==, "owner:me");

  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture->window = second;
  page_settle ();
  g_assert_true (page_shows (second, "1 workspace"));
  third = open_second (fixture);
  g_assert_true (get_list (third) == own);
  gtk_window_close (GTK_WINDOW (second));
  fixture->window = third;
  page_settle ();
  g_assert_true (page_shows (third, "10 workspaces"));
}

/* What is done in one is seen in the other, which asks anew too. */
static void
test_two_change (Fixture *fixture,
                 gconstpointer data)
{
  GtkWidget *second;
  g_autoptr(OutpostWorkspace) workspace = NULL;
  OutpostWorkspace *both[2];

  page_wait_shown (fixture->window, "10 workspaces");
  second = open_second (fixture);
  workspace = page_fixture_dup_workspace (&fixture->page, "attic-nas");
  both[0] = outpost_workspace_list_lookup (get_list (fixture->window), outpost_workspace_get_id (workspace));
  both[1] = outpost_workspace_list_lookup (get_list (second), outpost_workspace_get_id (workspace));
  g_assert_true (both[0] != NULL && both[1] != NULL && both[0] != both[1]);
  g_assert_false (are_favorites (both));
  outpost_lifecycle_set_favorite (second, fixture->page.account, both[1], TRUE);
  outpost_test_wait_until (are_favorites, both);
  gtk_window_close (GTK_WINDOW (second));
}

static OutpostAccount *
add_account (Fixture *fixture)
{
  OutpostAccountStore *store = outpost_context_get_accounts (fixture->page.context);
  const char *json = "{\"id\":\"22222222-2222-4222-8222-222222222222\",\"username\":\"ada\",\"name\":\"\",\"email\":\"\","
                     "\"roles\":[]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostUser) user = outpost_user_new_from_json (bytes, &error);
  g_autoptr(OutpostAccount) account
      = outpost_test_await_object (outpost_account_store_add (store, outpost_demo_get_url (fixture->page.demo), user,
                                                              outpost_demo_get_key (fixture->page.demo), OUTPOST_KEEP_FOR_SESSION),
                                   &error);

  g_assert_no_error (error);
  return account; /* the store holds it */
}

static OutpostAccount *
get_account (GtkWidget *window)
{
  return outpost_list_page_get_account (page_find (window, OUTPOST_TYPE_LIST_PAGE));
}

/* A window keeps its account while another one shows another, until there is none. */
static void
test_two_accounts (Fixture *fixture,
                   gconstpointer data)
{
  OutpostAccountStore *store = outpost_context_get_accounts (fixture->page.context);
  OutpostAccount *demo = fixture->page.account;
  OutpostAccount *other;
  GtkWidget *second;
  g_autoptr(GError) error = NULL;

  page_wait_shown (fixture->window, "10 workspaces");
  second = open_second (fixture);
  /* The one in front shows what is new; the other one goes on. */
  other = add_account (fixture);
  g_assert_true (get_account (second) == other);
  g_assert_true (get_account (fixture->window) == demo);
  /* Each account's own list is free. */
  g_assert_true (get_list (second) == outpost_account_get_workspaces (other));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (second)), ==, "Outpost");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Outpost Demo");

  gtk_widget_activate_action (second, "win.switch-account", "s", outpost_account_get_id (demo));
  g_assert_true (get_account (second) == demo);
  gtk_widget_activate_action (second, "win.switch-account", "s", outpost_account_get_id (other));
  g_assert_true (outpost_account_store_get_current (store) == other);

  /* Signed out in one: what showed it shows what is left, then the first page. */
  gtk_widget_activate_action (fixture->window, "win.switch-account", "s", outpost_account_get_id (other));
  outpost_test_await_true (outpost_account_store_sign_out (store, other), &error);
  g_assert_no_error (error);
  g_assert_true (get_account (second) == demo);
  g_assert_true (get_account (fixture->window) == demo);
  outpost_test_await_true (outpost_account_store_sign_out (store, demo), NULL);
  page_wait_shown (second, "Connect to a Deployment");
  page_wait_shown (fixture->window, "Connect to a Deployment");
  /* Both show what is signed in to. */
  other = add_account (fixture);
  g_assert_true (get_account (second) == other);
  g_assert_true (get_account (fixture->window) == other);
  g_assert_true (get_list (second) != get_list (fixture->window));
  gtk_window_close (GTK_WINDOW (second));
}

/* Asked in both windows: the second answer finds nothing left to do. */
static void
test_two_leave (Fixture *fixture,
                gconstpointer data)
{
  GtkWidget *second;

  page_wait_shown (fixture->window, "10 workspaces");
  second = open_second (fixture);
  gtk_widget_activate_action (fixture->window, "win.leave-demo", NULL);
  gtk_widget_activate_action (second, "win.leave-demo", NULL);
  page_wait_shown (fixture->window, "Leave the Demo?");
  page_wait_shown (second, "Leave the Demo?");
  g_signal_emit_by_name (page_find (second, ADW_TYPE_ALERT_DIALOG), "response::sign-out", "sign-out");
  page_wait_shown (second, "Connect to a Deployment");
  page_wait_shown (fixture->window, "Connect to a Deployment");
  g_signal_emit_by_name (page_find (fixture->window, ADW_TYPE_ALERT_DIALOG), "response::sign-out", "sign-out");
  page_settle ();
  g_assert_false (page_shows (fixture->window, "may still be valid"));
  gtk_window_destroy (GTK_WINDOW (second));
}

/* ---- Closing ----------------------------------------------------------------------------------------------------- */

#define CREDENTIALS "/api/v2/workspaces/*/external-agent/*/credentials"

/* Exports all workspaces to a file, from a dialog of the window. */
static GtkWidget *
begin_export (Fixture *fixture,
              GFile *file)
{
  g_autoptr(GPtrArray) workspaces = page_fixture_list (&fixture->page);
  GtkWidget *dialog = GTK_WIDGET (outpost_export_dialog_new (fixture->page.account, workspaces));

  adw_dialog_present (ADW_DIALOG (dialog), fixture->window);
  page_wait_shown (dialog, "Export Instructions");
  outpost_export_dialog_save_to (OUTPOST_EXPORT_DIALOG (dialog), file);
  return dialog;
}

static GFile *
new_file (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();

  return g_file_new_build_filename (dir, "out.json", NULL);
}

static gboolean
is_gone (gpointer window)
{
  return *(gpointer *) window == NULL;
}

static gboolean
has_windows (void)
{
  return gtk_application_get_windows (app) != NULL;
}

/* A deployment that is slow: the window is out of the way at once, the file is whole, and then the window is gone. */
static void
test_close_exporting (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr(GFile) file = new_file ();
  g_autofree char *text = NULL;
  gsize length;
  gpointer gone = fixture->window;

  page_wait_shown (fixture->window, "10 workspaces");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 100, NULL, NULL);
  begin_export (fixture, file);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), &gone);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_false (gtk_widget_get_visible (fixture->window));
  g_assert_true (has_windows ());
  g_assert_false (g_file_query_exists (file, NULL));
  outpost_test_wait_until (is_gone, &gone);
  g_assert_false (has_windows ());
  g_assert_true (g_file_load_contents (file, NULL, &text, &length, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "]\n"));
  g_assert_nonnull (strstr (text, "gpu-01"));
  fixture->window = NULL;
}

/* What was not saved is told: the window comes back with what failed. */
static void
test_close_failing (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr(GFile) file = new_file ();
  GtkWidget *dialog;

  page_wait_shown (fixture->window, "10 workspaces");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 1, 403, 0, "No.", NULL);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 50, NULL, NULL);
  dialog = begin_export (fixture, file);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_false (gtk_widget_get_visible (fixture->window));
  page_wait_shown (dialog, "1 Failed");
  g_assert_true (gtk_widget_get_visible (fixture->window));
  /* Nothing is left to wait for: first the dialog goes, as ever, then the window. */
  gtk_window_close (GTK_WINDOW (fixture->window));
  page_wait_gone (fixture->window, "1 Failed");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_false (has_windows ());
  fixture->window = NULL;
}

/* To quit is to leave whatever is open; what somebody looked up meanwhile keeps no file from being whole. */
static void
test_leave_exporting (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr(GFile) file = new_file ();
  gpointer gone = fixture->window;

  page_wait_shown (fixture->window, "10 workspaces");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 100, NULL, NULL);
  begin_export (fixture, file);
  outpost_help_dialog_show (ADW_APPLICATION_WINDOW (fixture->window), NULL);
  page_wait_shown (fixture->window, "Tokens and Safety");
  g_object_add_weak_pointer (G_OBJECT (fixture->window), &gone);
  outpost_window_leave (OUTPOST_WINDOW (fixture->window));
  g_assert_false (gtk_widget_get_visible (fixture->window));
  outpost_test_wait_until (is_gone, &gone);
  g_assert_true (g_file_query_exists (file, NULL));
  fixture->window = NULL;
}

/* Nothing is being saved: with a question and all. */
static void
test_leave_asking (Fixture *fixture,
                   gconstpointer data)
{
  page_wait_shown (fixture->window, "10 workspaces");
  outpost_window_begin_workspace (OUTPOST_WINDOW (fixture->window), NULL);
  page_wait_shown (fixture->window, "New Workspace");
  outpost_window_leave (OUTPOST_WINDOW (fixture->window));
  g_assert_false (has_windows ());
  fixture->window = NULL;
}

/* Escape ends the export with its dialog, as ever. */
static void
test_close_dialog (Fixture *fixture,
                   gconstpointer data)
{
  g_autoptr(GFile) file = new_file ();
  GtkWidget *dialog;

  page_wait_shown (fixture->window, "10 workspaces");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 50, NULL, NULL);
  dialog = begin_export (fixture, file);
  adw_dialog_close (ADW_DIALOG (dialog));
  page_wait_gone (fixture->window, "Export Instructions");
  page_settle ();
  g_assert_true (gtk_widget_get_visible (fixture->window));
  g_assert_false (g_file_query_exists (file, NULL));
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_false (has_windows ());
  fixture->window = NULL;
}

/* Started once more meanwhile: the window is wanted again, and stays. */
static void
test_close_wanted_again (Fixture *fixture,
                         gconstpointer data)
{
  g_autoptr(GFile) file = new_file ();
  GtkWidget *dialog;

  page_wait_shown (fixture->window, "10 workspaces");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 100, NULL, NULL);
  dialog = begin_export (fixture, file);
  gtk_window_close (GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (fixture->window));
  page_wait_shown (dialog, "Saved");
  page_settle ();
  g_assert_true (gtk_widget_get_visible (fixture->window));
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_column_view_get_model (page_find (fixture->window, GTK_TYPE_COLUMN_VIEW)));
}

static gboolean
is_short (gpointer data)
{
  return g_list_model_get_n_items (get_rows (data)) == 9;
}

static const char *
get_name_at (Fixture *fixture,
             guint position)
{
  g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (get_rows (fixture), position);

  return outpost_workspace_get_name (workspace); /* the list holds it */
}

/* Through its row, as people do. */
static GtkWidget *
open_row (Fixture *fixture,
          const char *name,
          guint *position)
{
  page_wait_shown (fixture->window, "10 workspaces");
  for (*position = 0; !g_str_equal (get_name_at (fixture, *position), name);)
    ++*position;
  g_signal_emit_by_name (page_find (fixture->window, GTK_TYPE_COLUMN_VIEW), "activate", *position);
  page_wait_shown (fixture->window, "curl ");
  return page_find (fixture->window, OUTPOST_TYPE_WORKSPACE_PAGE);
}

static gboolean
has_tooltip (GtkWidget *widget,
             const char *text)
{
  return gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

/* The window, and a text on the button or row that is to have the focus. */
static gboolean
is_focus_on (gpointer data)
{
  gpointer *wanted = data;
  GtkWidget *focus = gtk_window_get_focus (wanted[0]);
  OutpostListCell *cell = focus != NULL ? page_find (focus, OUTPOST_TYPE_LIST_CELL) : NULL;

  if (cell != NULL)
    return g_strcmp0 (outpost_list_cell_get_text (cell), wanted[1]) == 0;
  return focus != NULL && page_shows (focus, wanted[1]);
}

static void
wait_focus_on (Fixture *fixture,
               const char *text)
{
  gpointer wanted[] = { fixture->window, (gpointer) text };

  outpost_test_wait_until (is_focus_on, wanted);
}

/* The button that is offered has the focus, and back in the list the row that took the place of what is gone. */
static void
test_deleted (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *next = NULL;
  GtkWidget *page, *menu;
  guint position;

  page = open_row (fixture, "gpu-02", &position);
  menu = page_find_named (page, has_tooltip, "Workspace Menu");
  gtk_widget_grab_focus (menu);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), menu));
  outpost_demo_remove (fixture->page.demo, "gpu-02");
  page_wait_shown (page, "This Workspace Was Deleted");
  wait_focus_on (fixture, "Back to Workspaces");
  outpost_account_refresh (fixture->page.account);
  outpost_test_wait_until (is_short, fixture);
  next = g_strdup (get_name_at (fixture, position));
  g_assert_cmpstr (next, !=, "gpu-02");
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  wait_focus_on (fixture, next);
}

static gboolean
is_in_dialog (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (data);

  return focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG) != NULL;
}

/* Who is in a dialog stays at the button that was reached there. */
static void
test_deleted_asking (Fixture *fixture,
                     gconstpointer data)
{
  GtkWidget *page, *focus;
  guint position;

  page = open_row (fixture, "gpu-02", &position);
  gtk_widget_activate_action (page, "workspace.delete", NULL);
  outpost_test_wait_until (is_in_dialog, fixture->window);
  gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  outpost_demo_remove (fixture->page.demo, "gpu-02");
  page_wait_shown (page, "This Workspace Was Deleted");
  page_settle ();
  g_assert_true (is_in_dialog (fixture->window));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == focus);
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (data) <= 360;
}

/* Whatever the window's frame takes beside. */
static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (fixture->window));
  int least;

  page_wait_shown (fixture->window, "10 workspaces");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  outpost_test_wait_until (is_narrow, content);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
}

int
main (int argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  app = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/window/demo", test_demo);
  ADD ("/window/open", test_open);
  ADD ("/window/open-unknown", test_open_unknown);
  ADD ("/window/leave-demo", test_leave_demo);
  ADD ("/window/two", test_two);
  ADD ("/window/two-change", test_two_change);
  ADD ("/window/two-accounts", test_two_accounts);
  ADD ("/window/two-leave", test_two_leave);
  ADD ("/window/close/exporting", test_close_exporting);
  ADD ("/window/close/failing", test_close_failing);
  ADD ("/window/close/dialog", test_close_dialog);
  ADD ("/window/leave/exporting", test_leave_exporting);
  ADD ("/window/leave/asking", test_leave_asking);
  ADD ("/window/close/wanted-again", test_close_wanted_again);
  ADD ("/window/deleted", test_deleted);
  ADD ("/window/deleted-asking", test_deleted_asking);
  ADD ("/window/narrow", test_narrow);
  return g_test_run ();
}

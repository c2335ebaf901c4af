/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-help-dialog.h"
#include "outpost-link-follower.h"
#include "outpost-list-page.h"
#include "outpost-page-fixture.h"
#include "outpost-sign-in-dialog.h"
#include "outpost-workspace-page.h"

/* A window that shows the demo's account, and another deployment that somebody is signed in to. */
typedef struct
{
  PageFixture page;
  OutpostDemo *other;
  OutpostAccount *account; /* borrowed; on it */
  OutpostAccountStore *store;
  OutpostLinkFollower *follower;
  OutpostWindow *window;
} Fixture;

/* The bus takes one in a process. */
static GtkApplication *app;

static OutpostAccount *
add_account (Fixture *fixture,
             const char *id,
             const char *username)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"username\":\"%s\",\"name\":\"\",\"email\":\"\",\"roles\":[]}", id,
                                           username);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostUser) user = outpost_user_new_from_json (bytes, &error);
  g_autoptr(OutpostAccount) account = NULL;

  g_assert_no_error (error);
  account = outpost_test_await_object (outpost_account_store_add (fixture->store, outpost_demo_get_url (fixture->other), user,
                                                                  outpost_demo_get_key (fixture->other), OUTPOST_KEEP_FOR_SESSION),
                                       &error);
  g_assert_no_error (error);
  return account; /* the store holds it */
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  page_fixture_set_up (&fixture->page);
  fixture->store = outpost_context_get_accounts (fixture->page.context);
  fixture->other = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->account
      = add_account (fixture, outpost_demo_get_user_id (fixture->other), outpost_demo_get_username (fixture->other));
  outpost_account_store_set_current (fixture->store, fixture->page.account);
  fixture->follower = outpost_link_follower_new (fixture->page.context);
  fixture->window = OUTPOST_WINDOW (outpost_window_new (app, fixture->page.context));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  page_wait_shown (GTK_WIDGET (fixture->window), "10 workspaces");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->follower);
  page_fixture_tear_down (&fixture->page);
  g_clear_object (&fixture->other);
}

static const char *
get_authority (OutpostDemo *demo)
{
  return outpost_demo_get_url (demo) + strlen ("http://");
}

static void
follow (Fixture *fixture,
        OutpostDemo *demo,
        const char *owner,
        const char *name)
{
  g_autofree char *uri = g_strdup_printf ("outpost://workspace/%s/%s/%s", get_authority (demo), owner, name);

  outpost_link_follower_follow (fixture->follower, fixture->window, uri);
}

static void
follow_to_sign_in (Fixture *fixture,
                   OutpostDemo *demo)
{
  g_autofree char *uri = g_strconcat ("outpost://sign-in?url=", outpost_demo_get_url (demo), NULL);

  outpost_link_follower_follow (fixture->follower, fixture->window, uri);
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static gboolean
shows_page (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = page_find (GTK_WIDGET (fixture->window), OUTPOST_TYPE_WORKSPACE_PAGE);

  return page != NULL && gtk_widget_get_mapped (page);
}

static gboolean
shows_sign_in (gpointer data)
{
  return OUTPOST_IS_SIGN_IN_DIALOG (get_dialog (data));
}

static gboolean
is_signed_out (gpointer data)
{
  return outpost_account_get_state (((Fixture *) data)->account) == OUTPOST_ACCOUNT_SIGNED_OUT;
}

/* The account is switched to and the workspace asked for, as its list is not there yet; then it is in the list. */
static void
test_workspace (Fixture *fixture,
                gconstpointer data)
{
  const char *me = outpost_demo_get_username (fixture->other);
  const char *path = "/api/v2/users/*/workspace/gpu-01";
  OutpostWorkspacePage *page;

  follow (fixture, fixture->other, me, "gpu-01");
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->account);
  outpost_test_wait_until (shows_page, fixture);
  page = page_find (GTK_WIDGET (fixture->window), OUTPOST_TYPE_WORKSPACE_PAGE);
  g_assert_cmpstr (outpost_workspace_get_name (outpost_workspace_page_get_workspace (page)), ==, "gpu-01");
  g_assert_cmpuint (outpost_demo_count_requests (fixture->other, "GET", path), ==, 1);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "GET", path), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  page_wait_shown (GTK_WIDGET (fixture->window), "10 workspaces");
  outpost_demo_clear_requests (fixture->other);
  follow (fixture, fixture->other, me, "gpu-01");
  outpost_test_wait_until (shows_page, fixture);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->other, "GET", path), ==, 0);
}

static void
test_missing (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *words
      = g_strdup_printf ("There is no workspace %s/gpu-77 on ", outpost_demo_get_username (fixture->other));

  follow (fixture, fixture->other, outpost_demo_get_username (fixture->other), "gpu-77");
  page_wait_shown (GTK_WIDGET (fixture->window), words);
  g_assert_false (shows_page (fixture));
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->account);
}

/* The current account of a host keeps being it; else the first one is. */
static void
test_several (Fixture *fixture,
              gconstpointer data)
{
  OutpostAccount *second = add_account (fixture, "22222222-2222-4222-8222-222222222222", "ada");

  g_assert_true (outpost_account_store_get_current (fixture->store) == second);
  follow (fixture, fixture->other, "me", "gpu-01");
  g_assert_true (outpost_account_store_get_current (fixture->store) == second);
  outpost_account_store_set_current (fixture->store, fixture->page.account);
  follow (fixture, fixture->other, "me", "gpu-01");
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->account);
  outpost_test_wait_until (shows_page, fixture);
}

static gboolean
is_button (GtkWidget *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
press (Fixture *fixture,
       const char *label)
{
  g_signal_emit_by_name (page_find_named (GTK_WIDGET (get_dialog (fixture)), is_button, label), "clicked");
}

/* Nothing is asked of a deployment that only a link knows, until a person presses the dialog's own button. */
static void
test_unknown (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostDemo) stranger = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  GtkEditable *row;

  follow (fixture, stranger, "ada", "gpu-01");
  page_wait_shown (GTK_WIDGET (fixture->window), get_authority (stranger));
  press (fixture, "_Cancel");
  page_wait_gone (GTK_WIDGET (fixture->window), get_authority (stranger));
  page_settle ();
  g_assert_false (shows_sign_in (fixture));

  follow (fixture, stranger, "ada", "gpu-01");
  page_wait_shown (GTK_WIDGET (fixture->window), get_authority (stranger));
  press (fixture, "_Sign In…");
  outpost_test_wait_until (shows_sign_in, fixture);
  row = page_find (GTK_WIDGET (get_dialog (fixture)), ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (row), ==, get_authority (stranger));
  page_wait_shown (GTK_WIDGET (get_dialog (fixture)), "Connect");
  page_settle ();
  g_assert_cmpuint (outpost_demo_count_requests (stranger, NULL, NULL), ==, 0);
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->page.account);

  g_signal_emit_by_name (row, "entry-activated");
  page_wait_shown (GTK_WIDGET (get_dialog (fixture)), "External workspaces: yes");
  g_assert_cmpuint (outpost_demo_count_requests (stranger, NULL, NULL), >, 0);
}

/* Its port is another one the next time. */
static void
test_demo (Fixture *fixture,
           gconstpointer data)
{
  outpost_account_store_set_current (fixture->store, fixture->account);
  follow (fixture, fixture->page.demo, "me", "gpu-01");
  page_wait_shown (GTK_WIDGET (fixture->window), "Unknown Deployment");
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->account);
}

static void
test_sign_in (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostDemo) stranger = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  GtkEditable *row;

  follow_to_sign_in (fixture, fixture->other);
  g_assert_null (get_dialog (fixture));
  page_wait_shown (GTK_WIDGET (fixture->window), "You are signed in to ");
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->account);

  follow_to_sign_in (fixture, stranger);
  outpost_test_wait_until (shows_sign_in, fixture);
  row = page_find (GTK_WIDGET (get_dialog (fixture)), ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (row), ==, outpost_demo_get_url (stranger));
  page_wait_shown (GTK_WIDGET (get_dialog (fixture)), "Connect");
  page_settle ();
  g_assert_cmpuint (outpost_demo_count_requests (stranger, NULL, NULL), ==, 0);
}

/* Where the key is not accepted any more, signing in is what the link is for. */
static void
test_sign_in_again (Fixture *fixture,
                    gconstpointer data)
{
  outpost_demo_add_fault (fixture->other, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspaces", 1, 401, 0,
                          "You are signed out or your session has expired. Please sign in again to continue.", NULL);
  outpost_window_show_account (fixture->window, fixture->account);
  outpost_test_wait_until (is_signed_out, fixture);
  follow_to_sign_in (fixture, fixture->other);
  outpost_test_wait_until (shows_sign_in, fixture);
  page_wait_gone (GTK_WIDGET (fixture->window), "You are signed in to ");
}

/* Somebody who opened another page meanwhile is not taken from it. */
static void
test_gone_on (Fixture *fixture,
              gconstpointer data)
{
  const char *path = "/api/v2/users/*/workspace/gpu-02";
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostWorkspace) other = outpost_test_await_object (
      outpost_api_get_workspace_by_name (outpost_account_get_client (fixture->account), "me", "gpu-01"), &error);
  OutpostWorkspacePage *page;

  g_assert_no_error (error);
  outpost_demo_add_fault (fixture->other, OUTPOST_DEMO_FAULT_DELAY, "GET", path, 1, 0, 300, NULL, NULL);
  follow (fixture, fixture->other, "me", "gpu-02");
  outpost_window_show_workspace (fixture->window, fixture->account, other);
  while (outpost_demo_count_requests (fixture->other, "GET", path) == 0)
    g_main_context_iteration (NULL, TRUE);
  /* What is asked after it, with the same delay, is answered after it. */
  outpost_demo_add_fault (fixture->other, OUTPOST_DEMO_FAULT_DELAY, "GET", "/api/v2/users/*/workspace/mac-mini", 1, 0, 300, NULL,
                          NULL);
  g_object_unref (outpost_test_await_object (
      outpost_api_get_workspace_by_name (outpost_account_get_client (fixture->account), "me", "mac-mini"), &error));
  page_settle ();
  page = page_find (GTK_WIDGET (fixture->window), OUTPOST_TYPE_WORKSPACE_PAGE);
  g_assert_cmpstr (outpost_workspace_get_name (outpost_workspace_page_get_workspace (page)), ==, "gpu-01");
}

/* What leads to the search field puts away what is only looked at, and waits for what wants an answer. */
static void
test_search (Fixture *fixture,
             gconstpointer data)
{
  outpost_window_present_aside (fixture->window, adw_alert_dialog_new ("Looked At", NULL));
  page_wait_shown (GTK_WIDGET (fixture->window), "Looked At");
  outpost_link_follower_search (fixture->follower, fixture->window, "gpu");
  page_wait_shown (GTK_WIDGET (fixture->window), "2 of 10 workspaces");
  g_assert_null (get_dialog (fixture));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.connect", NULL);
  outpost_test_wait_until (shows_sign_in, fixture);
  outpost_link_follower_search (fixture->follower, fixture->window, "lab");
  page_wait_shown (GTK_WIDGET (fixture->window), "Not Opened");
  g_assert_true (page_shows (GTK_WIDGET (fixture->window), "2 of 10 workspaces"));
}

/* What is open to be answered stays as it is, whatever link comes. */
static void
test_dialog (Fixture *fixture,
             gconstpointer data)
{
  static const char *const uris[] = { "outpost://new-workspace", "outpost://sign-in?url=https://coder.example.com",
                                      "outpost://workspace/coder.example.com/ada/gpu-01" };
  GtkEditable *row;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.connect", NULL);
  outpost_test_wait_until (shows_sign_in, fixture);
  row = page_find (GTK_WIDGET (get_dialog (fixture)), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (row, "half an addr");
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    outpost_link_follower_follow (fixture->follower, fixture->window, uris[i]);
  follow (fixture, fixture->other, "me", "gpu-01");
  page_wait_shown (GTK_WIDGET (fixture->window), "Not Opened");
  press (fixture, "_Close");
  outpost_test_wait_until (shows_sign_in, fixture);
  g_assert_cmpstr (gtk_editable_get_text (row), ==, "half an addr");
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->page.account);
}

/* What is only read goes by itself. */
static void
test_aside (Fixture *fixture,
            gconstpointer data)
{
  outpost_help_dialog_show (ADW_APPLICATION_WINDOW (fixture->window), NULL);
  outpost_window_present_aside (fixture->window, adw_about_dialog_new ());
  page_wait_shown (GTK_WIDGET (fixture->window), "Tokens and Safety");
  follow (fixture, fixture->other, "me", "gpu-01");
  g_assert_null (get_dialog (fixture));
  outpost_test_wait_until (shows_page, fixture);
}

/* The next link's workspace stands upon the list, not upon that of the last. */
static void
test_back (Fixture *fixture,
           gconstpointer data)
{
  AdwNavigationView *view = page_find (GTK_WIDGET (fixture->window), ADW_TYPE_NAVIGATION_VIEW);

  outpost_window_show_account (fixture->window, fixture->account);
  page_wait_shown (GTK_WIDGET (fixture->window), "10 workspaces");
  follow (fixture, fixture->other, "me", "gpu-01");
  outpost_test_wait_until (shows_page, fixture);
  follow (fixture, fixture->other, "me", "gpu-02");
  page_wait_shown (GTK_WIDGET (fixture->window), "gpu-02");
  adw_navigation_view_pop (view);
  page_wait_shown (GTK_WIDGET (fixture->window), "10 workspaces");
  g_assert_true (OUTPOST_IS_LIST_PAGE (adw_navigation_view_get_visible_page (view)));
}

/* Signed in to what the link leads to: it leads on. */
static void
test_resumes (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostDemo) stranger = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  OutpostDemo *other = g_steal_pointer (&fixture->other);

  fixture->other = stranger;
  follow (fixture, stranger, "me", "gpu-02");
  page_wait_shown (GTK_WIDGET (fixture->window), "Unknown Deployment");
  press (fixture, "_Sign In…");
  outpost_test_wait_until (shows_sign_in, fixture);
  fixture->account = add_account (fixture, outpost_demo_get_user_id (stranger), outpost_demo_get_username (stranger));
  adw_dialog_force_close (get_dialog (fixture));
  outpost_test_wait_until (shows_page, fixture);
  page_wait_shown (GTK_WIDGET (fixture->window), "gpu-02");
  g_assert_true (outpost_window_get_account (fixture->window) == fixture->account);
  fixture->other = other;
}

static void
test_nonsense (Fixture *fixture,
               gconstpointer data)
{
  outpost_link_follower_follow (fixture->follower, fixture->window, "outpost://workspace/evil@example.com/ada/gpu-01");
  page_wait_shown (GTK_WIDGET (fixture->window), "Outpost cannot open this link");
  g_assert_null (get_dialog (fixture));
}

/* Of the other account, as of a notification. */
static void
open_by_id (Fixture *fixture,
            const char *name,
            gboolean offers_command)
{
  g_autoptr(GError) error = NULL;
  OutpostClient *client = outpost_account_get_client (fixture->account);
  DexFuture *asked = outpost_api_get_workspace_by_name (client, "me", name);
  g_autoptr(OutpostWorkspace) workspace = outpost_test_await_object (asked, &error);

  g_assert_no_error (error);
  outpost_link_follower_open (fixture->follower, fixture->window, outpost_account_get_id (fixture->account),
                              outpost_workspace_get_id (workspace), offers_command);
}

/* Nobody has opened its list. */
static void
test_by_id (Fixture *fixture,
            gconstpointer data)
{
  open_by_id (fixture, "gpu-01", FALSE);
  outpost_test_wait_until (shows_page, fixture);
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->account);
}

/* As of a search: nothing is copied before somebody says so. */
static void
test_offer (Fixture *fixture,
            gconstpointer data)
{
  open_by_id (fixture, "gpu-02", TRUE);
  outpost_test_wait_until (shows_page, fixture);
  page_wait_shown (GTK_WIDGET (fixture->window), "Copy the Command?");
  /* One question at a time; what is beneath it stays. */
  open_by_id (fixture, "gpu-01", TRUE);
  page_wait_shown (GTK_WIDGET (fixture->window), "Not Opened");
  page_wait_shown (GTK_WIDGET (fixture->window), "gpu-02");
}

/* What is beneath a dialog is of the account that the dialog is of. */
static void
test_dialog_by_id (Fixture *fixture,
                   gconstpointer data)
{
  outpost_window_begin_workspace (fixture->window, NULL);
  page_wait_shown (GTK_WIDGET (fixture->window), "New Workspace");
  open_by_id (fixture, "gpu-01", FALSE);
  page_wait_shown (GTK_WIDGET (fixture->window), "Not Opened");
  outpost_link_follower_show_account (fixture->follower, fixture->window, outpost_account_get_id (fixture->account));
  g_assert_true (outpost_window_get_account (fixture->window) == fixture->page.account);
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->page.account);
}

/* A window that is closed leaves its account the current one, beside one that shows another. */
static void
test_other_window (Fixture *fixture,
                   gconstpointer data)
{
  OutpostWindow *second = OUTPOST_WINDOW (outpost_window_new (app, fixture->page.context));

  gtk_window_present (GTK_WINDOW (second));
  outpost_window_show_account (second, fixture->account);
  page_wait_shown (GTK_WIDGET (second), "10 workspaces");
  gtk_window_destroy (GTK_WINDOW (second));
  g_assert_true (outpost_account_store_get_current (fixture->store) == fixture->account);
  g_assert_true (outpost_window_get_account (fixture->window) == fixture->page.account);

  outpost_demo_clear_requests (fixture->page.demo);
  open_by_id (fixture, "gpu-01", FALSE);
  outpost_test_wait_until (shows_page, fixture);
  g_assert_true (outpost_window_get_account (fixture->window) == fixture->account);
  page_wait_shown (GTK_WIDGET (fixture->window), "History");
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, NULL, NULL), ==, 0);
}

static void
test_account (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostAccount) left = g_object_ref (fixture->account);
  g_autoptr(OutpostWorkspace) workspace = outpost_test_await_object (
      outpost_api_get_workspace_by_name (outpost_account_get_client (left), "me", "gpu-01"), &error);

  g_assert_no_error (error);
  outpost_link_follower_show_account (fixture->follower, fixture->window, "nobody");
  g_assert_true (outpost_window_get_account (fixture->window) == fixture->page.account);
  outpost_link_follower_show_account (fixture->follower, fixture->window, outpost_account_get_id (left));
  g_assert_true (outpost_window_get_account (fixture->window) == left);
  /* Somebody signs out of it: there is no way back to it. */
  outpost_test_await (outpost_account_store_sign_out (fixture->store, left), &error);
  g_assert_no_error (error);
  outpost_window_show_workspace (fixture->window, left, workspace);
  g_assert_true (outpost_window_get_account (fixture->window) == fixture->page.account);
  g_assert_false (shows_page (fixture));
}

/* What the page's menu copies leads to the page; the demo has no such link. */
static void
test_copy (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *page;
  g_autofree char *text = NULL;

  follow (fixture, fixture->other, "me", "gpu-02");
  outpost_test_wait_until (shows_page, fixture);
  page = page_find (GTK_WIDGET (fixture->window), OUTPOST_TYPE_WORKSPACE_PAGE);
  g_assert_true (gtk_widget_activate_action (page, "workspace.copy-link", NULL));
  page_wait_shown (GTK_WIDGET (fixture->window), "Link copied: it opens in Outpost");
  text = page_dup_clipboard (page);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  page_wait_shown (GTK_WIDGET (fixture->window), "10 workspaces");
  outpost_link_follower_follow (fixture->follower, fixture->window, text);
  outpost_test_wait_until (shows_page, fixture);
  page = page_find (GTK_WIDGET (fixture->window), OUTPOST_TYPE_WORKSPACE_PAGE);
  g_assert_cmpstr (outpost_workspace_get_name (outpost_workspace_page_get_workspace (OUTPOST_WORKSPACE_PAGE (page))), ==, "gpu-02");
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
  ADD ("/links/workspace", test_workspace);
  ADD ("/links/missing", test_missing);
  ADD ("/links/several", test_several);
  ADD ("/links/unknown", test_unknown);
  ADD ("/links/demo", test_demo);
  ADD ("/links/sign-in", test_sign_in);
  ADD ("/links/sign-in-again", test_sign_in_again);
  ADD ("/links/gone-on", test_gone_on);
  ADD ("/links/search", test_search);
  ADD ("/links/dialog", test_dialog);
  ADD ("/links/aside", test_aside);
  ADD ("/links/back", test_back);
  ADD ("/links/resumes", test_resumes);
  ADD ("/links/nonsense", test_nonsense);
  ADD ("/links/by-id", test_by_id);
  ADD ("/links/offer", test_offer);
  ADD ("/links/dialog-by-id", test_dialog_by_id);
  ADD ("/links/other-window", test_other_window);
  ADD ("/links/account", test_account);
  ADD ("/links/copy", test_copy);
  return g_test_run ();
}

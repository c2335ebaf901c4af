/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

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
  g_signal_emit_by_name (page_find (fixture->window, ADW_TYPE_ALERT_DIALOG), "response::leave", "leave");
  page_wait_shown (fixture->window, "Connect to a Deployment");
  page_wait_gone (fixture->window, "10 workspaces");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Outpost");
  g_assert_null (outpost_account_store_get_current (outpost_context_get_accounts (fixture->page.context)));
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
  ADD ("/window/narrow", test_narrow);
  return g_test_run ();
}

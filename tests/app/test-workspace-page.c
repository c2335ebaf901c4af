/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-panel.h"
#include "outpost-command-box.h"
#include "outpost-command-view.h"
#include "outpost-page-fixture.h"
#include "outpost-workspace-page.h"

#define CREDENTIALS "/api/v2/workspaces/*/external-agent/*/credentials"
#define AGAIN "Attach again or move to another machine"

/* A page on the screen for a workspace whose agent waits. */
typedef struct
{
  PageFixture page;
  OutpostWorkspace *workspace;
  AdwNavigationView *view;
  GtkWidget *widget; /* the page */
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  page_fixture_set_up (&fixture->page);
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connecting", "created");
  outpost_demo_clear_requests (fixture->page.demo);
}

static void
open_page (Fixture *fixture,
           const char *name)
{
  fixture->workspace = page_fixture_dup_workspace (&fixture->page, name);
  fixture->widget = GTK_WIDGET (outpost_workspace_page_new (fixture->page.account, fixture->workspace));
  fixture->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_set_animate_transitions (fixture->view, FALSE);
  adw_navigation_view_add (fixture->view, adw_navigation_page_new (gtk_label_new ("the list"), "Workspaces"));
  adw_navigation_view_push (fixture->view, ADW_NAVIGATION_PAGE (fixture->widget));
  page_fixture_present (&fixture->page, GTK_WIDGET (fixture->view));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_clear_object (&fixture->workspace);
}

static void
wait_watched (Fixture *fixture)
{
  page_wait_shown (fixture->widget, "curl ");
}

static void
test_waiting (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");

  open_page (fixture, "gpu-02");
  page_wait_shown (fixture->widget, "curl ");
  g_assert_true (page_shows (fixture->widget, "gpu-02"));
  g_assert_true (page_shows (fixture->widget, "Started"));
  g_assert_true (page_shows (fixture->widget, "External Workspace"));
  g_assert_true (page_shows (fixture->widget, "The deployment does not start or stop its machine."));
  g_assert_true (page_shows (fixture->widget, "Waiting for the machine"));
  g_assert_true (page_shows (fixture->widget, "Run this on the machine to attach as gpu-02"));
  g_assert_true (page_shows (fixture->widget, "Copy Command"));
  g_assert_false (page_shows (fixture->widget, AGAIN));
  g_assert_false (page_shows (fixture->widget, token));
}

/* It says what starts it, since nothing else there does. */
static void
test_stopped (Fixture *fixture,
              gconstpointer data)
{
  open_page (fixture, "old-tower");
  page_wait_shown (fixture->widget, "curl ");
  g_assert_true (page_shows (fixture->widget, "Stopped with the workspace"));
  g_assert_true (page_shows (fixture->widget, "old-tower is stopped. Update… in the menu builds it again, with a new token."));
  g_assert_false (page_shows (fixture->widget, "Run this on the machine to attach as old-tower"));
}

static gboolean
has_icon (GtkWidget *widget,
          const char *icon_name)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), icon_name) == 0;
}

static gboolean
has_title (GtkWidget *widget,
           const char *title)
{
  return ADW_IS_ACTION_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static int
get_least_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static void
test_lifecycle (Fixture *fixture,
                gconstpointer data)
{
  const char *icons[] = { "media-playback-start-symbolic", "media-playback-stop-symbolic", "view-refresh-symbolic" };
  const char *names[] = { "Start", "Stop", "Restart" };

  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      GtkWidget *button = page_find_named (fixture->widget, has_icon, icons[i]);

      g_assert_nonnull (button);
      g_assert_false (gtk_widget_get_sensitive (button));
      g_assert_nonnull (gtk_widget_get_tooltip_text (button));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           gtk_widget_get_tooltip_text (button));
    }
}

static void
test_live (Fixture *fixture,
           gconstpointer data)
{
  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connected", "ready");
  page_wait_shown (fixture->widget, "Connected");
  g_assert_true (page_shows (fixture->widget, AGAIN));
  page_wait_gone (fixture->widget, "curl ");

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gtk_widget_get_ancestor (page_find (fixture->widget, OUTPOST_TYPE_ATTACH_PANEL),
                                                                            ADW_TYPE_EXPANDER_ROW)),
                                 TRUE);
  page_wait_shown (fixture->widget, "curl ");

  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "disconnected", "ready");
  page_wait_shown (fixture->widget, "Lost");
  page_wait_shown (fixture->widget, "curl ");
  g_assert_false (page_shows (fixture->widget, AGAIN));
}

/* Somebody takes the token, so that a machine may be attached with it. */
static void
take_token (Fixture *fixture)
{
  wait_watched (fixture);
  gtk_widget_activate_action (page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX), "attach.copy-token", NULL);
}

static void
test_rebuild (Fixture *fixture,
              gconstpointer data)
{
  OutpostCommandView *view;
  g_autofree char *token = NULL;
  g_autofree char *old_token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");

  open_page (fixture, "gpu-02");
  take_token (fixture);
  g_assert_false (page_shows (fixture->widget, "made a new token"));
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");
  page_wait_shown (fixture->widget, "made a new token. Machines attached before must be attached again.");
  page_wait_shown (fixture->widget, "curl ");
  token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");
  view = page_find (fixture->widget, OUTPOST_TYPE_COMMAND_VIEW);
  outpost_command_view_set_revealed (view, TRUE);
  g_assert_true (page_shows (fixture->widget, token));
  g_assert_false (page_shows (fixture->widget, old_token));
}

/* Of a build that was made while the page was closed: it is said each time, until somebody takes the new token or a machine has. */
static void
test_rebuild_unseen (Fixture *fixture,
                     gconstpointer data)
{
  open_page (fixture, "gpu-02");
  take_token (fixture);
  g_assert_false (page_shows (fixture->widget, "made a new token"));
  gtk_widget_activate_action (fixture->widget, "navigation.pop", NULL);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "the list");
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");

  g_clear_object (&fixture->workspace);
  gtk_window_destroy (g_steal_pointer (&fixture->page.window));
  open_page (fixture, "gpu-02");
  page_wait_shown (fixture->widget, "made a new token. Machines attached before must be attached again.");
  wait_watched (fixture);
  g_assert_true (page_shows (fixture->widget, "made a new token"));
  g_assert_true (outpost_workspace_get_attach_again (fixture->workspace));
  /* The machine is attached with it. */
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connected", "ready");
  page_wait_gone (fixture->widget, "made a new token");

  g_clear_object (&fixture->workspace);
  gtk_window_destroy (g_steal_pointer (&fixture->page.window));
  open_page (fixture, "gpu-02");
  page_wait_shown (fixture->widget, AGAIN);
  g_assert_false (page_shows (fixture->widget, "made a new token"));
}

/* Looking at a workspace changes nothing; whoever has the token by now knows of it. @data: what is done with it */
static void
test_rebuild_taken (Fixture *fixture,
                    gconstpointer data)
{
  OutpostObserver *observer = outpost_account_get_observer (fixture->page.account);
  GtkWidget *box;

  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connected", "ready");
  fixture->workspace = page_fixture_dup_workspace (&fixture->page, "gpu-02");
  outpost_observer_see (observer, fixture->workspace, g_get_monotonic_time (), g_get_real_time ());
  g_clear_object (&fixture->workspace);
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");

  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  page_settle ();
  g_assert_true (outpost_workspace_get_attach_again (fixture->workspace));
  box = page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX);
  gtk_widget_activate_action (box, "attach.copy-script-address", NULL);
  g_assert_true (outpost_workspace_get_attach_again (fixture->workspace));
  gtk_widget_activate_action (box, data, NULL);
  g_assert_false (outpost_workspace_get_attach_again (fixture->workspace));
  /* It is not as if there never had been a machine. */
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "timeout", "created");
  page_wait_shown (fixture->widget, "Not attached since build ");
  g_assert_false (page_shows (fixture->widget, "Never attached"));
}

/* Nobody was shown a command, and no machine was ever seen: there is nothing to attach again. */
static void
test_rebuild_never_attached (Fixture *fixture,
                             gconstpointer data)
{
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");
  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  g_assert_false (page_shows (fixture->widget, "made a new token"));
}

/* What lasts is not told as if it were over. */
static void
test_connected_for (Fixture *fixture,
                    gconstpointer data)
{
  open_page (fixture, "gpu-01");
  page_wait_shown (fixture->widget, "Connected for ");
  g_assert_false (page_shows (fixture->widget, "Connected just now"));
}

/* What was seen is told on a page of its own. */
static void
test_connections (Fixture *fixture,
                  gconstpointer data)
{
  GtkWidget *row;

  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  page_wait_shown (fixture->widget, "Nothing has happened since");
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connected", "ready");
  page_wait_shown (fixture->widget, "main connected, ");
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "disconnected", "ready");
  page_wait_shown (fixture->widget, "main was lost, ");
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");
  page_wait_shown (fixture->widget, "made a new token, ");

  row = page_find_named (fixture->widget, has_title, "What Was Seen");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  page_wait_shown (GTK_WIDGET (fixture->view), "main connected");
  g_assert_true (page_shows (GTK_WIDGET (fixture->view), "main was lost"));
  g_assert_true (page_shows (GTK_WIDGET (fixture->view), "Watching began"));
  g_assert_cmpint (get_least_width (GTK_WIDGET (fixture->view)), <=, 360);
}

/* Nobody attaches a machine to it: there is nothing to be seen. */
static void
test_no_connections (Fixture *fixture,
                     gconstpointer data)
{
  open_page (fixture, "web-dev");
  page_wait_shown (fixture->widget, "there is nothing to attach");
  g_assert_false (page_shows (fixture->widget, "What Was Seen"));
}

static void
test_deleted (Fixture *fixture,
              gconstpointer data)
{
  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  outpost_demo_remove (fixture->page.demo, "gpu-02");
  page_wait_shown (fixture->widget, "This Workspace Was Deleted");
  page_wait_gone (fixture->widget, "curl ");
  gtk_widget_activate_action (fixture->widget, "navigation.pop", NULL);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "the list");
}

static void
test_left (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");
  OutpostCommandView *view;

  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  view = page_find (fixture->widget, OUTPOST_TYPE_COMMAND_VIEW);
  outpost_command_view_set_revealed (view, TRUE);
  g_assert_true (page_shows (fixture->widget, token));
  adw_navigation_view_push (fixture->view, adw_navigation_page_new (gtk_label_new ("something else"), "Else"));
  page_wait_gone (fixture->widget, "curl ");
  g_assert_cmpstr (outpost_command_view_get_text (view), ==, "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "navigation.pop", NULL);
  page_wait_shown (fixture->widget, "curl ");
  g_assert_false (page_shows (fixture->widget, token));
}

static void
test_states (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr(GPtrArray) workspaces = page_fixture_list (&fixture->page);

  page_fixture_present (&fixture->page, adw_bin_new ());
  for (guint i = 0; i < workspaces->len; i++)
    {
      OutpostWorkspace *workspace = workspaces->pdata[i];
      OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
      GtkWidget *page = GTK_WIDGET (outpost_workspace_page_new (fixture->page.account, workspace));
      GtkWidget *overlay = adw_window_get_content (ADW_WINDOW (fixture->page.window));
      gboolean external = outpost_workspace_is_external (workspace) == OUTPOST_YES;
      int minimum;

      adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
      page_wait_shown (page, outpost_workspace_get_name (workspace));
      gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
      g_assert_cmpint (page_shows (page, "External Workspace"), ==, external);
      if (outpost_workspace_is_external (workspace) == OUTPOST_NO)
        g_assert_true (page_shows (page, "there is nothing to attach"));
      if (outpost_build_is_active (build))
        g_assert_true (page_shows (page, "The command comes when it is done."));
      if (outpost_build_get_status (build) == OUTPOST_BUILD_FAILED)
        g_assert_true (page_shows (page, "What the Build Said"));
      g_assert_cmpint (page_shows (page, "A Newer Version Is Available"), ==, outpost_workspace_get_outdated (workspace));
      g_assert_cmpint (page_shows (page, "Dormant"), ==, outpost_workspace_get_dormant_at (workspace) > 0);
    }
}

static void
test_finalize (Fixture *fixture,
               gconstpointer data)
{
  GtkWidget *page;

  open_page (fixture, "gpu-02");
  wait_watched (fixture);
  page = g_object_ref (fixture->widget);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_HANG, "GET", "/api/v2/workspaces/*", 0, 0, 0, NULL, NULL);
  gtk_widget_activate_action (page, "workspace.refresh", NULL);
  gtk_window_destroy (g_steal_pointer (&fixture->page.window));
  g_assert_finalize_object (page);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv);
  adw_init ();
#define ADD_WITH(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)
#define ADD(path, test) ADD_WITH (path, NULL, test)
  ADD ("/workspace-page/waiting", test_waiting);
  ADD ("/workspace-page/stopped", test_stopped);
  ADD ("/workspace-page/lifecycle", test_lifecycle);
  ADD ("/workspace-page/live", test_live);
  ADD ("/workspace-page/rebuild", test_rebuild);
  ADD ("/workspace-page/rebuild-unseen", test_rebuild_unseen);
  ADD ("/workspace-page/rebuild-never-attached", test_rebuild_never_attached);
  ADD_WITH ("/workspace-page/rebuild-taken/reveal", "attach.reveal", test_rebuild_taken);
  ADD_WITH ("/workspace-page/rebuild-taken/command", "attach.copy-command", test_rebuild_taken);
  ADD_WITH ("/workspace-page/rebuild-taken/token", "attach.copy-token", test_rebuild_taken);
  ADD_WITH ("/workspace-page/rebuild-taken/json", "attach.copy-json", test_rebuild_taken);
  ADD ("/workspace-page/connected-for", test_connected_for);
  ADD ("/workspace-page/connections", test_connections);
  ADD ("/workspace-page/no-connections", test_no_connections);
  ADD ("/workspace-page/deleted", test_deleted);
  ADD ("/workspace-page/left", test_left);
  ADD ("/workspace-page/states", test_states);
  ADD ("/workspace-page/finalize", test_finalize);
  return g_test_run ();
}

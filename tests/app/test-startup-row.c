/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-log-view.h"
#include "outpost-page-fixture.h"
#include "outpost-startup-row.h"
#include "outpost-workspace-page.h"

#define LOGS "/api/v2/workspaceagents/*/logs*"

/* The page of a workspace on the screen, and its start-up log. */
typedef struct
{
  PageFixture page;
  OutpostWorkspace *workspace;
  GtkWidget *widget;
  AdwExpanderRow *row;
  const char *wanted; /* what the log is to hold */
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  page_fixture_set_up (&fixture->page);
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connecting", "created");
}

static void
open_page (Fixture *fixture,
           const char *name)
{
  GtkWidget *view = adw_navigation_view_new ();

  fixture->workspace = page_fixture_dup_workspace (&fixture->page, name);
  fixture->widget = GTK_WIDGET (outpost_workspace_page_new (fixture->page.account, fixture->workspace));
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (fixture->widget));
  page_fixture_present (&fixture->page, view);
  fixture->row = page_find (fixture->widget, OUTPOST_TYPE_STARTUP_ROW);
  g_assert_nonnull (fixture->row);
  outpost_demo_clear_requests (fixture->page.demo);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_clear_object (&fixture->workspace);
}

static char *
dup_log (Fixture *fixture)
{
  GtkTextView *view = page_find (page_find (GTK_WIDGET (fixture->row), OUTPOST_TYPE_LOG_VIEW), GTK_TYPE_TEXT_VIEW);
  GtkTextIter begin, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (view), &begin, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (view), &begin, &end, TRUE);
}

static gboolean
has_wanted (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *log = dup_log (fixture);

  return strstr (log, fixture->wanted) != NULL;
}

static void
wait_log (Fixture *fixture,
          const char *wanted)
{
  fixture->wanted = wanted;
  outpost_test_wait_until (has_wanted, fixture);
}

static guint
count (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->page.demo, "GET", LOGS);
}

static guint
count_times (const char *text,
             const char *word)
{
  guint n = 0;

  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    n++;
  return n;
}

/* Nothing to see before the first machine; then its state, and what is written while the row is open. */
static void
test_live (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *log = NULL;

  open_page (fixture, "gpu-02");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->row)));
  adw_expander_row_set_expanded (fixture->row, TRUE);
  page_wait_shown (fixture->widget, "curl ");
  g_assert_cmpuint (count (fixture), ==, 0);
  outpost_demo_start_agent (fixture->page.demo, "gpu-02", "main", FALSE);
  page_wait_shown (GTK_WIDGET (fixture->row), "Starting");
  wait_log (fixture, "Done");
  page_wait_shown (GTK_WIDGET (fixture->row), "“Graphics Driver” failed with exit code 7");
  page_wait_shown (fixture->widget, "Connected, start-up failed");
  page_wait_shown (fixture->widget, "the start-up log says why");
  log = dup_log (fixture);
  g_assert_null (strchr (log, '\033'));
  g_assert_nonnull (strstr (log, "✓ git is here"));
  g_assert_nonnull (strstr (log, "Fetching dotfiles: 100%"));
  g_assert_null (strstr (log, " 10%"));
  /* Which script says what is a heading where there are several. */
  g_assert_cmpuint (count_times (log, "Startup Script"), ==, 2);
  g_assert_cmpuint (count_times (log, "Graphics Driver"), ==, 1);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* Closed it asks for nothing; opened again it goes on after what it has. */
static void
test_closed (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *log = NULL;

  outpost_demo_start_agent (fixture->page.demo, "gpu-02", "main", TRUE);
  open_page (fixture, "gpu-02");
  page_wait_shown (fixture->widget, "Connected");
  g_assert_cmpuint (count (fixture), ==, 0);
  adw_expander_row_set_expanded (fixture->row, TRUE);
  wait_log (fixture, "git is here");
  adw_expander_row_set_expanded (fixture->row, FALSE);
  adw_expander_row_set_expanded (fixture->row, TRUE);
  wait_log (fixture, "Done");
  log = dup_log (fixture);
  g_assert_cmpuint (count_times (log, "git is here"), ==, 1);
  g_assert_cmpuint (count_times (log, "Preparing"), ==, 1);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "GET", "/api/v2/workspaceagents/*/logs?follow&after=0"), ==,
                    1);
  g_assert_cmpuint (count (fixture), ==, 2);
}

/* A new build has another agent with another log. */
static void
test_replaced (Fixture *fixture,
               gconstpointer data)
{
  open_page (fixture, "gpu-01");
  page_wait_shown (GTK_WIDGET (fixture->row), "Ready");
  adw_expander_row_set_expanded (fixture->row, TRUE);
  wait_log (fixture, "Done");
  outpost_demo_rebuild (fixture->page.demo, "gpu-01");
  page_wait_gone (fixture->widget, "Start-Up Log");
  outpost_demo_start_agent (fixture->page.demo, "gpu-01", "main", TRUE);
  wait_log (fixture, "Preparing");
  page_wait_shown (GTK_WIDGET (fixture->row), "Starting");
}

/* A refusal is said where the log would be; an agent without a log says so. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", LOGS, 0, 403, 0, "Forbidden.", NULL);
  open_page (fixture, "gpu-01");
  adw_expander_row_set_expanded (fixture->row, TRUE);
  page_wait_shown (GTK_WIDGET (fixture->row), "Not Permitted");
}

static void
test_empty (Fixture *fixture,
            gconstpointer data)
{
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "disconnected", "ready");
  open_page (fixture, "gpu-02");
  page_wait_shown (GTK_WIDGET (fixture->row), "When last seen: Ready");
  adw_expander_row_set_expanded (fixture->row, TRUE);
  page_wait_shown (GTK_WIDGET (fixture->row), "have written nothing");
}

/* A page that left the screen asks for nothing. */
static void
test_unseen (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *log = NULL;

  outpost_demo_start_agent (fixture->page.demo, "gpu-02", "main", TRUE);
  open_page (fixture, "gpu-02");
  adw_expander_row_set_expanded (fixture->row, TRUE);
  wait_log (fixture, "Preparing");
  gtk_widget_set_visible (GTK_WIDGET (fixture->page.window), FALSE);
  outpost_demo_clear_requests (fixture->page.demo);
  g_assert_true (outpost_test_await_true (outpost_api_get_build_info (fixture->page.client), NULL));
  g_assert_cmpuint (outpost_demo_count_watchers (fixture->page.demo), ==, 0);
  g_assert_cmpuint (count (fixture), ==, 0);
  gtk_window_present (fixture->page.window);
  wait_log (fixture, "Done");
  log = dup_log (fixture);
  g_assert_cmpuint (count_times (log, "Preparing"), ==, 1);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/startup-row/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("live", test_live);
  ADD ("closed", test_closed);
  ADD ("replaced", test_replaced);
  ADD ("refused", test_refused);
  ADD ("empty", test_empty);
  ADD ("unseen", test_unseen);
  return g_test_run ();
}

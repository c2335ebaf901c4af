/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 *
 * bench-attach EVENTS SECONDS
 *
 * How long it takes from what an agent does to the words on the screen, and what is asked of the deployment meanwhile, on the
 * demo inside this process. Prints, `NAME VALUE`: `event-median` and `event-worst` in ms over so many events, each to the end of
 * the frame that first showed it; `requests-watching`, `-visible` and `-hidden` a minute, over so many seconds of nothing: a
 * workspace's page, the list, and the list in a window that is not on the screen.
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "outpost-list-page.h"
#include "outpost-page-fixture.h"
#include "outpost-workspace-page.h"

#define WORKSPACE "gpu-02"

/* A text on its way to the screen. */
typedef struct
{
  GtkWidget *root;
  const char *text;
  gint64 shown_at; /* 0: not yet */
} Arrival;

static void
painted_cb (GdkFrameClock *clock,
            Arrival *arrival)
{
  if (arrival->shown_at == 0 && page_shows (arrival->root, arrival->text))
    arrival->shown_at = g_get_monotonic_time ();
}

static gboolean
has_arrived (gpointer data)
{
  return ((Arrival *) data)->shown_at != 0;
}

static double
time_event (PageFixture *page,
            Arrival *arrival,
            const char *status,
            const char *text)
{
  gint64 begin = g_get_monotonic_time ();

  arrival->text = text;
  arrival->shown_at = 0;
  outpost_demo_set_agent (page->demo, WORKSPACE, "main", status, "ready");
  outpost_test_wait_until (has_arrived, arrival);
  return (double) (arrival->shown_at - begin) / 1000;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
time_events (PageFixture *page,
             GtkWidget *widget,
             guint n)
{
  Arrival arrival = { .root = widget };
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &arrival);

  for (guint i = 0; i < n; i++)
    {
      double time = time_event (page, &arrival, i % 2 == 0 ? "connected" : "disconnected", i % 2 == 0 ? "Connected" : "Lost");

      g_array_append_val (times, time);
    }
  g_signal_handler_disconnect (clock, handler);
  g_array_sort (times, compare);
  printf ("event-median %f\nevent-worst %f\n", g_array_index (times, double, n / 2), g_array_index (times, double, n - 1));
}

/* A build that never ends in a demo that stands still would be looked at all the time. */
static void
end_builds (PageFixture *page)
{
  g_autoptr(GPtrArray) workspaces = page_fixture_list (page);

  for (guint i = 0; i < workspaces->len; i++)
    if (outpost_build_is_active (outpost_workspace_get_latest_build (workspaces->pdata[i])))
      outpost_demo_remove (page->demo, outpost_workspace_get_name (workspaces->pdata[i]));
}

static gboolean
over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* What is measured is that nothing happens for so long. */
static void
count_requests (PageFixture *page,
                const char *name,
                guint seconds)
{
  gboolean over = FALSE;
  g_auto(GStrv) requests = NULL;

  outpost_demo_clear_requests (page->demo);
  g_timeout_add_seconds (seconds, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  requests = outpost_demo_dup_requests (page->demo);
  printf ("requests-%s %f\n", name, g_strv_length (requests) * 60.0 / seconds);
}

int
main (int argc,
      char **argv)
{
  PageFixture page = { NULL };
  g_autoptr(OutpostWorkspace) workspace = NULL;
  AdwNavigationView *view;
  GtkWidget *widget;
  guint seconds;

  if (argc != 3)
    return 2;
  seconds = (guint) atoi (argv[2]);
  dex_init ();
  adw_init ();
  page_fixture_set_up (&page);
  end_builds (&page);
  outpost_demo_set_agent (page.demo, WORKSPACE, "main", "connecting", "created");
  workspace = page_fixture_dup_workspace (&page, WORKSPACE);
  widget = GTK_WIDGET (outpost_workspace_page_new (page.account, workspace));
  view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_set_animate_transitions (view, FALSE);
  adw_navigation_view_add (
      view, outpost_list_page_new (page.context, page.account, outpost_account_get_workspaces (page.account)));
  adw_navigation_view_push (view, ADW_NAVIGATION_PAGE (widget));
  page_fixture_present (&page, GTK_WIDGET (view));
  page_wait_shown (widget, "curl ");
  time_events (&page, widget, (guint) atoi (argv[1]));

  count_requests (&page, "watching", seconds);
  adw_navigation_view_pop (view);
  page_wait_shown (GTK_WIDGET (view), WORKSPACE);
  count_requests (&page, "visible", seconds);
  gtk_widget_set_visible (GTK_WIDGET (page.window), FALSE);
  count_requests (&page, "hidden", seconds);
  page_fixture_tear_down (&page);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-observer.h"

#include <time.h>

#include "outpost-api.h"
#include "outpost-demo.h"
#include "outpost-test.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

/* Two lists of one deployment, and who looks at them. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostMemory *memory;
  OutpostWorkspaceList *list;
  OutpostWorkspaceList *other;
  OutpostObserver *observer;
} Fixture;

static gint64 ahead; /* of the computer's clock, µs */

/* The clock of this program: somebody may set it. */
gint64
g_get_real_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return now.tv_sec * SECOND + now.tv_nsec / 1000 + ahead;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  ahead = 0;
  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  fixture->memory = outpost_memory_new (NULL);
  fixture->list = outpost_workspace_list_new (fixture->client, NULL);
  fixture->other = outpost_workspace_list_new (fixture->client, NULL);
  fixture->observer = outpost_observer_new (fixture->list, fixture->memory, outpost_demo_get_user_id (fixture->demo));
  outpost_observer_look_at (fixture->observer, fixture->other);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->observer);
  g_clear_object (&fixture->other);
  g_clear_object (&fixture->list);
  g_clear_object (&fixture->memory);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
}

static OutpostWorkspace *
dup_workspace (Fixture *fixture,
               const char *name)
{
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", name), &error);

  g_assert_no_error (error);
  return workspace;
}

static void
refresh (OutpostWorkspaceList *list)
{
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
}

static guint
count_items (Fixture *fixture,
             const char *id,
             OutpostTimelineKind kind)
{
  g_autoptr(GArray) items = outpost_memory_dup_timeline (fixture->memory, id);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += g_array_index (items, OutpostTimelineItem, i).kind == kind ? 1 : 0;
  return n;
}

static gboolean
was_asked (gpointer data)
{
  return outpost_demo_count_requests (((Fixture *) data)->demo, "GET", "/api/v2/workspaces*") > 0;
}

/* Two lists of one account: an answer that comes late tells what was before, not that a machine was lost and is back. */
static void
test_overtaken (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  const char *id = outpost_workspace_get_id (workspace);
  DexFuture *late;
  guint n_events;

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  refresh (fixture->list);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", "/api/v2/workspaces*", 1, 0, 500, NULL, NULL);
  outpost_demo_clear_requests (fixture->demo);
  late = outpost_workspace_list_refresh (fixture->list);
  outpost_test_wait_until (was_asked, fixture);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  refresh (fixture->other);
  g_assert_true (dex_future_is_pending (late));
  n_events = count_items (fixture, id, OUTPOST_TIMELINE_EVENT);
  g_assert_cmpuint (n_events, >, 0);
  g_assert_true (outpost_test_await_true (late, NULL));
  refresh (fixture->list);
  g_assert_cmpuint (count_items (fixture, id, OUTPOST_TIMELINE_EVENT), ==, n_events);
}

/* So much later a page of a workspace tells something, or an answer comes that was asked for then. */
static void
see_at (OutpostObserver *observer,
        OutpostWorkspace *workspace,
        gint64 later)
{
  outpost_observer_see (observer, workspace, g_get_monotonic_time () + later, g_get_real_time ());
}

/* So it is for one workspace, whoever asked for it; for the others the same answer tells what they are like. */
static void
test_overtaken_one (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr(OutpostWorkspace) before = NULL;
  g_autoptr(OutpostWorkspace) after = NULL;
  const char *id;

  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  before = dup_workspace (fixture, "gpu-02");
  id = outpost_workspace_get_id (before);
  see_at (fixture->observer, before, -SECOND);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  after = dup_workspace (fixture, "gpu-02");
  see_at (fixture->observer, after, MINUTE);
  g_assert_cmpuint (count_items (fixture, id, OUTPOST_TIMELINE_EVENT), ==, 1);
  see_at (fixture->observer, before, SECOND);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  refresh (fixture->list);
  g_assert_cmpuint (count_items (fixture, id, OUTPOST_TIMELINE_EVENT), ==, 1);

  g_clear_object (&after);
  after = dup_workspace (fixture, "gpu-01");
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  refresh (fixture->list);
  g_assert_cmpuint (count_items (fixture, outpost_workspace_get_id (after), OUTPOST_TIMELINE_EVENT), ==, 1);
  see_at (fixture->observer, before, 2 * MINUTE);
  g_assert_cmpuint (count_items (fixture, id, OUTPOST_TIMELINE_EVENT), ==, 2);
}

/* The clock is set back, right after the computer slept or not: the list is looked at as ever. */
static void
test_clock_set_back (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  const char *id = outpost_workspace_get_id (workspace);

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  refresh (fixture->list);
  outpost_observer_note_sleep (fixture->observer, g_get_real_time ());
  ahead = -60 * MINUTE;
  refresh (fixture->list);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  refresh (fixture->list);
  g_assert_cmpuint (count_items (fixture, id, OUTPOST_TIMELINE_EVENT), ==, 1);
  g_assert_cmpuint (count_items (fixture, id, OUTPOST_TIMELINE_NOT_LOOKING), ==, 0);
  g_assert_true (outpost_notices_is_waiting (outpost_observer_get_notices (fixture->observer)));
}

/* The list holds what slipped from its pages; that is no look at it. */
static void
test_missed (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  const char *id = outpost_workspace_get_id (workspace);
  gint64 known_at;

  refresh (fixture->list);
  known_at = outpost_workspace_list_get_known_at (fixture->list);
  g_assert_true (outpost_memory_is_overtaken (fixture->memory, id, known_at - 1));
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/workspaces*", 2, 0, 0,
                          "{\"workspaces\":[],\"count\":60}", NULL);
  refresh (fixture->list);
  g_assert_nonnull (outpost_workspace_list_lookup (fixture->list, id));
  g_assert_cmpint (outpost_workspace_list_get_known_at (fixture->list), >, known_at);
  g_assert_false (outpost_memory_is_overtaken (fixture->memory, id, known_at));
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/observer/overtaken", test_overtaken);
  ADD ("/observer/overtaken-one", test_overtaken_one);
  ADD ("/observer/clock-set-back", test_clock_set_back);
  ADD ("/observer/missed", test_missed);
  return g_test_run ();
}

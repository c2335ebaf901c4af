/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-account-watch.h"

#include "outpost-account-store.h"
#include "outpost-api.h"
#include "outpost-demo.h"
#include "outpost-fake-secrets.h"
#include "outpost-test.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define PERIOD_MS 120
#define LEAST (50 * SECOND) /* of the minute after which the demo has a new limit */
#define ANY "/api/v2/workspaces*"

/* One account of a deployment. */
typedef struct
{
  OutpostDemo *demo;
  OutpostFakeSecrets *secrets;
  OutpostAccountStore *store;
  OutpostAccount *account; /* borrowed */
} Fixture;

static void
add_account (Fixture *fixture)
{
  const char *url = outpost_demo_get_url (fixture->demo);
  const char *key = outpost_demo_get_key (fixture->demo);
  g_autoptr(OutpostClient) client = outpost_client_new (url);
  g_autoptr(OutpostUser) user = NULL;
  g_autoptr(OutpostAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  outpost_client_set_key (client, key);
  user = outpost_test_await_boxed (outpost_api_get_user (client, "me"), &error);
  g_assert_no_error (error);
  account
      = outpost_test_await_object (outpost_account_store_add (fixture->store, url, user, key, OUTPOST_KEEP_FOR_SESSION), &error);
  g_assert_no_error (error);
  fixture->account = account; /* the store holds it */
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  fixture->secrets = outpost_fake_secrets_new ();
  fixture->store = outpost_account_store_new (dir, dir, OUTPOST_SECRETS (fixture->secrets));
  add_account (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->demo);
}

static gint64
read_clock (void)
{
  return g_get_real_time ();
}

static OutpostAccountWatch *
new_watch (Fixture *fixture)
{
  OutpostAccountWatch *watch = outpost_account_watch_new (fixture->account, PERIOD_MS, read_clock);

  outpost_account_watch_set_running (watch, TRUE);
  return watch;
}

static gboolean
is_asking (gpointer watch)
{
  return outpost_account_watch_get_next (watch) == -1;
}

static gboolean
has_asked (gpointer watch)
{
  return outpost_account_watch_has_tried (watch) && !is_asking (watch);
}

static guint
count_events (Fixture *fixture,
              OutpostWorkspace *workspace)
{
  OutpostMemory *memory = outpost_observer_get_memory (outpost_account_get_observer (fixture->account));
  g_autoptr(GArray) items = outpost_memory_dup_timeline (memory, outpost_workspace_get_id (workspace));
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += g_array_index (items, OutpostTimelineItem, i).kind == OUTPOST_TIMELINE_EVENT ? 1 : 0;
  return n;
}

static gboolean
was_asked (gpointer data)
{
  return outpost_demo_count_requests (((Fixture *) data)->demo, "GET", ANY) > 0;
}

/* The answer to a look comes late, when another window knows more already: it is no news, and nothing that is shown goes back. */
static void
test_overtaken (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr(OutpostAccountWatch) watch = new_watch (fixture);
  OutpostClient *client = outpost_account_get_client (fixture->account);
  g_autoptr(OutpostWorkspace) workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (client, "me", "gpu-01"), NULL);
  const char *id = outpost_workspace_get_id (workspace);
  g_autoptr(OutpostWorkspaceList) list = NULL;
  OutpostWorkspace *listed;

  outpost_test_wait_until (has_asked, watch);
  outpost_demo_clear_requests (fixture->demo);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", ANY, 1, 0, 1000, NULL, NULL);
  outpost_test_wait_until (was_asked, fixture);
  g_assert_true (is_asking (watch));
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  list = outpost_account_new_list (fixture->account);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
  g_assert_true (is_asking (watch));
  g_assert_true (outpost_account_lookup (fixture->account, id) == outpost_workspace_list_lookup (list, id));
  g_assert_cmpuint (count_events (fixture, workspace), ==, 1);
  outpost_test_wait_until (has_asked, watch);
  g_assert_cmpuint (count_events (fixture, workspace), ==, 1);
  listed = outpost_account_lookup (fixture->account, id);
  g_assert_cmpint (outpost_agent_get_state (outpost_workspace_get_main_agent (listed)), ==, OUTPOST_AGENT_LOST);
  outpost_account_watch_set_running (watch, FALSE);
}

/* What comes is shown by all windows, also what is remembered of it. */
static void
test_updates (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(OutpostWorkspaceList) more = outpost_account_new_list (fixture->account);
  OutpostWorkspaceList *lists[] = { outpost_account_get_workspaces (fixture->account), more };
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostAccountWatch) watch = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    outpost_test_await_true (outpost_workspace_list_refresh (lists[i]), NULL);
  workspace = outpost_test_await_object (
      outpost_api_get_workspace_by_name (outpost_account_get_client (fixture->account), "me", "gpu-01"), NULL);
  outpost_observer_note_token (outpost_account_get_observer (fixture->account), workspace,
                               outpost_build_get_id (outpost_workspace_get_latest_build (workspace)), g_get_real_time ());
  outpost_demo_rebuild (fixture->demo, "gpu-01");
  outpost_demo_clear_requests (fixture->demo);
  watch = new_watch (fixture);
  outpost_test_wait_until (was_asked, fixture);
  outpost_test_wait_until (has_asked, watch);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      OutpostWorkspace *listed = outpost_workspace_list_lookup (lists[i], outpost_workspace_get_id (workspace));

      g_assert_false (outpost_workspace_equal (listed, workspace));
      g_assert_true (outpost_workspace_get_attach_again (listed));
    }
}

/* A window begins to ask: the watch waits what comes of it, though it was about to ask. */
static void
test_gives_way (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr(OutpostWorkspaceList) more = outpost_account_new_list (fixture->account);
  g_autoptr(OutpostAccountWatch) watch
      = outpost_account_watch_new (fixture->account, OUTPOST_ACCOUNT_WATCH_PERIOD_MS, read_clock);
  gint64 now = g_get_monotonic_time ();

  outpost_account_watch_set_running (watch, TRUE);
  g_assert_cmpint (outpost_account_watch_get_next (watch), <, now + 20 * SECOND);
  dex_future_disown (outpost_workspace_list_refresh (more));
  g_assert_cmpint (outpost_account_watch_get_next (watch), >=, now + 50 * SECOND);
  outpost_account_watch_set_running (watch, FALSE);
  outpost_account_watch_set_running (watch, TRUE);
  g_assert_cmpint (outpost_account_watch_get_next (watch), >=, now + 50 * SECOND);
  /* One is searched in: that is not all. */
  outpost_workspace_list_set_query (more, "owner:me name:gpu-02");
  outpost_account_watch_set_running (watch, FALSE);
  outpost_account_watch_set_running (watch, TRUE);
  dex_future_disown (outpost_workspace_list_refresh (more));
  g_assert_cmpint (outpost_account_watch_get_next (watch), <, g_get_monotonic_time () + 20 * SECOND);
}

/* It is for the watch itself to wait, too: the client would refuse what it asks for, and it would be woken in vain. Neither a
 * window that asks meanwhile nor the network that was away changes that. */
static void
test_limited (Fixture *fixture,
              gconstpointer data)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->account);
  g_autoptr(OutpostAccountWatch) watch = new_watch (fixture);
  gint64 until = g_get_monotonic_time () + LEAST;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", ANY, 1, 429, 0, "Slower", "Retry-After: 3600\n");
  outpost_test_wait_until (has_asked, watch);
  g_assert_false (outpost_account_watch_is_answered (watch));
  g_assert_cmpint (outpost_account_watch_get_next (watch), >=, until);
  dex_future_disown (outpost_workspace_list_refresh (list));
  g_assert_true (outpost_workspace_list_get_busy (list));
  g_assert_cmpint (outpost_account_watch_get_next (watch), >=, until);
  g_assert_false (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
  g_assert_cmpint (outpost_account_watch_get_next (watch), >=, until);
  outpost_account_watch_set_running (watch, FALSE);
  outpost_account_watch_set_running (watch, TRUE);
  g_assert_cmpint (outpost_account_watch_get_next (watch), >=, until);
}

/* A window's list was told so: the watch heeds it. */
static void
test_limited_list (Fixture *fixture,
                   gconstpointer data)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->account);
  g_autoptr(OutpostAccountWatch) watch = NULL;

  outpost_test_await_true (outpost_workspace_list_refresh (list), NULL);
  watch = new_watch (fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", ANY, 1, 429, 0, "Slower", "Retry-After: 3600\n");
  g_assert_false (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
  g_assert_false (outpost_account_watch_is_answered (watch));
  g_assert_cmpint (outpost_account_watch_get_next (watch), >=, g_get_monotonic_time () + LEAST);
}

int
main (int argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/account-watch/overtaken", test_overtaken);
  ADD ("/account-watch/updates", test_updates);
  ADD ("/account-watch/gives-way", test_gives_way);
  ADD ("/account-watch/limited", test_limited);
  ADD ("/account-watch/limited-list", test_limited_list);
  return g_test_run ();
}

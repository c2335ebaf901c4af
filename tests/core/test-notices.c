/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api.h"
#include "outpost-demo.h"
#include "outpost-observer.h"
#include "outpost-test.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* ---- The machine of states ------------------------------------------------------------------------------------------- */

/* A walk: at SECOND the look L(ost, f for fresh), B(ack), O(ver) or N(othing), and what is expected: . nothing, ! lost, + back,
 * - withdrawn. */
typedef struct
{
  int second;
  char sight;
  char action;
} Step;

static const struct
{
  const char *name;
  Step steps[12];
} walks[] = {
  { "mended within 20 s: nothing is said", { { 0, 'f', '.' }, { 10, 'L', '.' }, { 19, 'B', '.' }, { 60, 'B', '.' } } },
  { "lost for 20 s", { { 0, 'f', '.' }, { 19, 'L', '.' }, { 20, 'L', '!' }, { 50, 'L', '.' }, { 3600, 'L', '.' } } },
  { "a late look counts as well", { { 0, 'f', '.' }, { 30, 'L', '!' } } },
  { "time alone says nothing: it is back at the next look", { { 0, 'f', '.' }, { 300, 'B', '.' } } },
  { "mended: withdrawn at once, said after 20 s",
    { { 0, 'f', '.' }, { 30, 'L', '!' }, { 60, 'B', '-' }, { 70, 'B', '.' }, { 80, 'B', '+' }, { 90, 'B', '.' } } },
  { "mended and lost again within 20 s",
    { { 0, 'f', '.' }, { 30, 'L', '!' }, { 60, 'B', '-' }, { 70, 'f', '.' }, { 80, 'L', '.' }, { 90, 'L', '!' } } },
  { "back, and lost again",
    { { 0, 'f', '.' }, { 20, 'L', '!' }, { 30, 'B', '-' }, { 50, 'B', '+' }, { 60, 'f', '-' }, { 80, 'L', '!' } } },
  { "lost before anybody looked", { { 0, 'L', '.' }, { 60, 'L', '.' }, { 90, 'B', '.' }, { 200, 'B', '.' } } },
  { "shut down in order, or a new build", { { 0, 'f', '.' }, { 20, 'L', '!' }, { 30, 'O', '-' }, { 60, 'B', '.' } } },
  { "shut down before it was said", { { 0, 'f', '.' }, { 10, 'O', '.' }, { 60, 'L', '.' } } },
  { "the clock is set back", { { 0, 'f', '.' }, { -900, 'L', '.' }, { -881, 'L', '.' }, { -880, 'L', '!' } } },
  { "a build runs meanwhile", { { 0, 'f', '.' }, { 30, 'N', '.' }, { 40, 'L', '!' }, { 50, 'N', '.' }, { 60, 'B', '-' } } },
};

static char
step (OutpostNotice *notice,
      const Step *at)
{
  static const char actions[] = { '.', '!', '+', '-' };
  OutpostNoticeSight sight = OUTPOST_SIGHT_LOST;

  if (at->sight == 'B')
    sight = OUTPOST_SIGHT_BACK;
  else if (at->sight == 'O')
    sight = OUTPOST_SIGHT_OVER;
  else if (at->sight == 'N')
    sight = OUTPOST_SIGHT_NOTHING;
  return actions[outpost_notice_step (notice, sight, at->sight == 'f', (1000 + at->second) * SECOND)];
}

static void
test_machine (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      OutpostNotice notice = { 0 };

      for (guint j = 0; walks[i].steps[j].sight != '\0'; j++)
        {
          g_test_message ("%s: at %d", walks[i].name, walks[i].steps[j].second);
          g_assert_cmpint (step (&notice, &walks[i].steps[j]), ==, walks[i].steps[j].action);
        }
    }
}

/* ---- On a deployment ------------------------------------------------------------------------------------------------- */

/* An observer on a demo deployment, and what its notices decided. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostWorkspaceList *list;
  OutpostObserver *observer;
  GString *decided;
  gint64 now;
} Fixture;

static void
send_cb (OutpostNotices *notices,
         OutpostWorkspace *workspace,
         guint action,
         const char *agent,
         GString *decided)
{
  g_string_append_printf (decided, "%s:%s:%s ", action == OUTPOST_NOTICE_SEND_LOST ? "lost" : "back",
                          outpost_workspace_get_name (workspace), agent);
}

static void
withdraw_cb (OutpostNotices *notices,
             const char *workspace_id,
             GString *decided)
{
  g_string_append (decided, "withdraw ");
}

static void
make_observer (Fixture *fixture,
               const char *user_id)
{
  g_autoptr(OutpostMemory) memory = outpost_memory_new (NULL);
  OutpostNotices *notices;

  g_clear_object (&fixture->observer);
  fixture->observer = outpost_observer_new (fixture->list, memory, user_id);
  notices = outpost_observer_get_notices (fixture->observer);
  g_signal_connect (notices, "send", G_CALLBACK (send_cb), fixture->decided);
  g_signal_connect (notices, "withdraw", G_CALLBACK (withdraw_cb), fixture->decided);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  fixture->list = outpost_workspace_list_new (fixture->client, NULL);
  fixture->decided = g_string_new (NULL);
  fixture->now = g_get_real_time ();
  make_observer (fixture, outpost_demo_get_user_id (fixture->demo));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->observer);
  g_clear_object (&fixture->list);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_string_free (fixture->decided, TRUE);
}

/* So much later somebody asks for a workspace. */
static void
look (Fixture *fixture,
      const char *name,
      gint64 seconds)
{
  g_autoptr(OutpostWorkspace) workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", name), NULL);

  fixture->now += seconds * SECOND;
  outpost_observer_see (fixture->observer, workspace, g_get_monotonic_time (), fixture->now);
}

static void
lose_and_mend (Fixture *fixture)
{
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  look (fixture, "gpu-01", 0);
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  look (fixture, "gpu-01", 30);
  look (fixture, "gpu-01", 30);
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  look (fixture, "gpu-01", 30);
  look (fixture, "gpu-01", 30);
}

static void
test_own (Fixture *fixture,
          gconstpointer data)
{
  lose_and_mend (fixture);
  g_assert_cmpstr (fixture->decided->str, ==, "lost:gpu-01:main withdraw back:gpu-01:main ");
}

static void
test_other_people (Fixture *fixture,
                   gconstpointer data)
{
  make_observer (fixture, "00000000-0000-4000-8000-00000000abcd");
  lose_and_mend (fixture);
  g_assert_cmpstr (fixture->decided->str, ==, "");
}

/* The computer slept between two looks: that it is still lost must be seen for long enough, awake. */
static void
test_slept (Fixture *fixture,
            gconstpointer data)
{
  OutpostNotices *notices = outpost_observer_get_notices (fixture->observer);

  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  look (fixture, "gpu-01", 0);
  g_assert_false (outpost_notices_is_waiting (notices));
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  look (fixture, "gpu-01", 30);
  g_assert_true (outpost_notices_is_waiting (notices));
  fixture->now += 60 * SECOND;
  outpost_observer_note_sleep (fixture->observer, fixture->now);
  look (fixture, "gpu-01", 10);
  g_assert_cmpstr (fixture->decided->str, ==, "");
  look (fixture, "gpu-01", 10);
  g_assert_cmpstr (fixture->decided->str, ==, "lost:gpu-01:main ");
  g_assert_false (outpost_notices_is_waiting (notices));
}

static void
test_turned_off (Fixture *fixture,
                 gconstpointer data)
{
  OutpostNotices *notices = outpost_observer_get_notices (fixture->observer);

  outpost_notices_set_enabled (notices, FALSE);
  lose_and_mend (fixture);
  g_assert_cmpstr (fixture->decided->str, ==, "");

  outpost_notices_set_enabled (notices, TRUE);
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  look (fixture, "gpu-01", 30);
  look (fixture, "gpu-01", 30);
  g_assert_cmpstr (fixture->decided->str, ==, "lost:gpu-01:main ");
  /* What is shown goes with it. */
  outpost_notices_set_enabled (notices, FALSE);
  g_assert_cmpstr (fixture->decided->str, ==, "lost:gpu-01:main withdraw ");
}

/* What was lost while nobody looked is in the list, which somebody looks at now. */
static void
test_after_gap (Fixture *fixture,
                gconstpointer data)
{
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  look (fixture, "gpu-01", 0);
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  look (fixture, "gpu-01", 3600);
  look (fixture, "gpu-01", 30);
  g_assert_cmpstr (fixture->decided->str, ==, "");
}

static void
test_new_build (Fixture *fixture,
                gconstpointer data)
{
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  look (fixture, "gpu-01", 0);
  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  look (fixture, "gpu-01", 30);
  look (fixture, "gpu-01", 30);
  outpost_demo_rebuild (fixture->demo, "gpu-01");
  look (fixture, "gpu-01", 30);
  look (fixture, "gpu-01", 30);
  g_assert_cmpstr (fixture->decided->str, ==, "lost:gpu-01:main withdraw ");
}

/* One of two: the other one, which has been lost for long, is not waited for. */
static void
test_two_agents (Fixture *fixture,
                 gconstpointer data)
{
  outpost_demo_set_agent (fixture->demo, "lab-bench", "main", "connected", "ready");
  outpost_demo_set_agent (fixture->demo, "lab-bench", "aux", "disconnected", "ready");
  look (fixture, "lab-bench", 0);
  outpost_demo_set_agent (fixture->demo, "lab-bench", "main", "disconnected", "ready");
  look (fixture, "lab-bench", 30);
  look (fixture, "lab-bench", 30);
  outpost_demo_set_agent (fixture->demo, "lab-bench", "main", "connected", "ready");
  look (fixture, "lab-bench", 30);
  look (fixture, "lab-bench", 30);
  g_assert_cmpstr (fixture->decided->str, ==, "lost:lab-bench:main withdraw back:lab-bench:main ");
}

/* By the list's ordinary refreshing, and marked there. */
static void
test_list (Fixture *fixture,
           gconstpointer data)
{
  OutpostWorkspace *workspace = NULL;

  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "connected", "ready");
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (fixture->list), NULL));
  outpost_demo_rebuild (fixture->demo, "gpu-01");
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (fixture->list), NULL));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      g_autoptr(OutpostWorkspace) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);
      gboolean is_it = g_str_equal (outpost_workspace_get_name (item), "gpu-01");

      g_assert_cmpint (outpost_workspace_get_attach_again (item), ==, is_it);
      if (is_it)
        workspace = item; /* the list holds it */
    }
  g_assert_true (outpost_workspace_needs_attention (workspace));
  outpost_observer_note_token (fixture->observer, workspace,
                               outpost_build_get_id (outpost_workspace_get_latest_build (workspace)), fixture->now);
  g_assert_false (outpost_workspace_get_attach_again (workspace));
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notices/machine", test_machine);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/notices/own", test_own);
  ADD ("/notices/other-people", test_other_people);
  ADD ("/notices/turned-off", test_turned_off);
  ADD ("/notices/slept", test_slept);
  ADD ("/notices/after-gap", test_after_gap);
  ADD ("/notices/new-build", test_new_build);
  ADD ("/notices/two-agents", test_two_agents);
  ADD ("/notices/list", test_list);
  return g_test_run ();
}

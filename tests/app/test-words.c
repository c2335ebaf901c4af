/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-page-fixture.h"
#include "outpost-startup-words.h"
#include "outpost-words.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* 2026-03-04 12:00 UTC, a Wednesday. */
#define NOON (1772625600 * (gint64) G_USEC_PER_SEC)

/* A workspace of the demo, and what is said about it. */
typedef struct
{
  const char *name;
  const char *status;
  const char *icon;
  const char *style_class;
  const char *healthy;
  const char *summary;
  const char *reason; /* a part of it; NULL without one */
} Row;

static const Row rows[] = {
  { "gpu-01", "Started", "object-select-symbolic", "success", "Yes", "Connected", NULL },
  { "attic-nas", "Started", "dialog-warning-symbolic", "warning", "No", "Never attached", "no machine has been attached" },
  { "lab-bench", "Started", "dialog-warning-symbolic", "warning", "No", "aux lost 3 h ago", "is lost" },
  { "ci-runner-7", "Failed", "dialog-error-symbolic", "error", "", "", NULL },
  { "old-tower", "Stopped", "media-playback-pause-symbolic", "dim-label", "", "", NULL },
  { "render-node-11", "Starting", "content-loading-symbolic", "accent", "", "Build running", NULL },
};

static void
test_workspaces (PageFixture *fixture,
                 gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (fixture, rows[i].name);
      g_autofree char *status = outpost_words_dup_status (workspace);
      g_autofree char *summary = outpost_words_dup_agent_summary (workspace, g_get_real_time ());
      g_autofree char *reason = outpost_words_dup_health_reason (workspace);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (status, ==, rows[i].status);
      g_assert_cmpstr (outpost_words_get_status_icon (workspace), ==, rows[i].icon);
      g_assert_cmpstr (outpost_words_get_status_class (workspace), ==, rows[i].style_class);
      g_assert_cmpstr (outpost_words_get_healthy (workspace), ==, rows[i].healthy);
      g_assert_cmpstr (summary, ==, rows[i].summary);
      if (rows[i].reason == NULL)
        g_assert_null (reason);
      else
        g_assert_nonnull (strstr (reason, rows[i].reason));
    }
}

/* A machine that was never there is waited for, not missed: nothing warns. */
static void
test_waiting (PageFixture *fixture,
              gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *reason = NULL;

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connecting", "created");
  workspace = page_fixture_dup_workspace (fixture, "gpu-02");
  summary = outpost_words_dup_agent_summary (workspace, g_get_real_time ());
  reason = outpost_words_dup_health_reason (workspace);
  g_assert_true (g_str_has_prefix (summary, "Waiting for the machine"));
  g_assert_cmpstr (outpost_words_get_status_class (workspace), ==, "accent");
  g_assert_cmpstr (outpost_words_get_agent_class (outpost_workspace_get_main_agent (workspace)), ==, "accent");
  g_assert_nonnull (strstr (reason, "normal"));
}

/* A lost machine is told with its name only where there are several. */
static void
test_lost (PageFixture *fixture,
           gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *state = NULL;
  OutpostAgent *agent;

  outpost_demo_set_agent (fixture->demo, "gpu-01", "main", "disconnected", "ready");
  workspace = page_fixture_dup_workspace (fixture, "gpu-01");
  agent = outpost_workspace_get_main_agent (workspace);
  summary = outpost_words_dup_agent_summary (workspace, outpost_agent_get_since (agent) + 3 * HOUR);
  state = outpost_words_dup_agent_state (agent, outpost_agent_get_since (agent) + 3 * HOUR);
  g_assert_cmpstr (summary, ==, "Lost 3 h ago");
  g_assert_true (g_str_has_prefix (state, "Lost 3 hours ago"));
  g_assert_cmpstr (outpost_words_get_agent_icon (agent), ==, "dialog-warning-symbolic");
}

/* A machine that had the token of an earlier build was attached once. */
static void
test_attached_before (PageFixture *fixture,
                      gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (fixture, "attic-nas");
  OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);
  g_autofree char *summary = NULL;
  g_autofree char *state = NULL;

  outpost_workspace_set_attached_build (workspace, 3);
  summary = outpost_words_dup_agent_summary (workspace, g_get_real_time ());
  state = outpost_words_dup_agent_state (agent, g_get_real_time ());
  g_assert_cmpstr (summary, ==, "Not attached since build 3");
  g_assert_cmpstr (state, ==, summary);
}

/* All machines of a workspace, by name where there are several. */
static void
test_all_agents (PageFixture *fixture,
                 gconstpointer data)
{
  static const char *const expected[][2] = {
    { "gpu-01", "Connected" },
    { "attic-nas", "Never attached" },
    { "lab-bench", "main connected, aux lost 3 h ago" },
    { "ci-runner-7", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (fixture, expected[i][0]);
      g_autofree char *words = outpost_words_dup_agents (workspace, g_get_real_time ());

      g_assert_cmpstr (words, ==, expected[i][1]);
    }
}

#define BUILD                                                                                     \
  "{\"id\":\"w\",\"name\":\"w\",\"owner_name\":\"ann\",\"template_name\":\"bare\",\"health\":{}," \
  "\"latest_build\":{\"id\":\"b\",\"transition\":\"%s\",\"status\":\"?\",\"resources\":[],"       \
  "\"job\":{\"id\":\"j\",\"status\":\"%s\",\"created_at\":\"2026-01-01T10:00:00Z\"}}}"

/* What goes away is said to go, also before its turn; of the build by itself it is said where it is. */
static void
test_deleting (void)
{
  static const struct
  {
    const char *transition;
    const char *job_status;
    const char *status;
    const char *build_status;
    const char *summary;
    const char *icon;
  } cases[] = {
    { "delete", "pending", "Deleting", "Queued", "", "user-trash-symbolic" },
    { "delete", "running", "Deleting", "Deleting", "", "user-trash-symbolic" },
    { "delete", "canceling", "Canceling", "Canceling", "Build running", "content-loading-symbolic" },
    { "start", "pending", "Queued", "Queued", "Build running", "content-loading-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (BUILD, cases[i].transition, cases[i].job_status);
      g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
      g_autoptr(OutpostWorkspace) workspace = outpost_workspace_new_from_json (bytes, NULL);
      g_autofree char *status = outpost_words_dup_status (workspace);
      g_autofree char *build_status = outpost_words_dup_build_status (outpost_workspace_get_latest_build (workspace));
      g_autofree char *summary = outpost_words_dup_agent_summary (workspace, NOON);

      g_assert_cmpstr (status, ==, cases[i].status);
      g_assert_cmpstr (build_status, ==, cases[i].build_status);
      g_assert_cmpstr (summary, ==, cases[i].summary);
      g_assert_cmpstr (outpost_words_get_status_icon (workspace), ==, cases[i].icon);
      g_assert_cmpstr (outpost_words_get_status_class (workspace), ==, "accent");
    }
}

/* Every state of an agent that the server knows (coder-api 3.10), and a part of what is said of it: in the list, on the page, what
 * to do, and of its start-up scripts. */
static const struct
{
  const char *status;
  const char *lifecycle;
  const char *summary;
  const char *state;
  const char *advice;
  const char *startup;
  const char *style_class;
} agents[] = {
  { "connecting", "created", "Waiting for the machine", "Waiting for the machine", "Run the command on the machine", "Not yet run",
    "accent" },
  { "timeout", "created", "Never attached", "Never attached", "it is still valid", "Not yet run", "warning" },
  { "connected", "created", "Connected", "Connected", "The machine is attached.", "Not yet run", "success" },
  { "connected", "starting", "Connected", "Connected", "start-up scripts are running", "Starting", "success" },
  { "connected", "ready", "Connected", "Connected", "The machine is attached.", "Ready", "success" },
  { "connected", "start_timeout", "Connected, start-up takes longer", "Connected, start-up takes longer", "not done yet",
    "Takes longer than expected", "success" },
  { "connected", "start_error", "Connected, start-up failed", "Connected, start-up failed", "the start-up log says why", "Failed",
    "warning" },
  { "connected", "shutting_down", "Shutting down", "Shutting down", "being stopped", "Shutting down", "warning" },
  { "connected", "shutdown_timeout", "Shutting down takes longer", "Shutting down takes longer", "look on the machine",
    "Shutting down takes longer", "success" },
  { "connected", "shutdown_error", "Failed while shutting down", "Failed while shutting down", "log on the machine",
    "Failed while shutting down", "success" },
  { "connected", "dreaming", "Connected", "Connected", "The machine is attached.", "dreaming", "success" },
  { "disconnected", "ready", "Lost", "Lost just now, last seen", "check the service there", "When last seen: Ready", "warning" },
  { "disconnected", "start_error", "Lost", "Lost just now, last seen", "check the service there", "When last seen: Failed",
    "warning" },
  { "disconnected", "off", "Off", "Shut down just now", "shut down normally", "Off", "dim-label" },
};

static void
test_agents (PageFixture *fixture,
             gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = NULL;
      g_autofree char *summary = NULL, *state = NULL, *advice = NULL, *startup = NULL;
      OutpostAgent *agent;

      outpost_demo_set_agent (fixture->demo, "gpu-02", "main", agents[i].status, agents[i].lifecycle);
      workspace = page_fixture_dup_workspace (fixture, "gpu-02");
      agent = outpost_workspace_get_main_agent (workspace);
      summary = outpost_words_dup_agent_summary (workspace, g_get_real_time ());
      state = outpost_words_dup_agent_state (agent, g_get_real_time ());
      advice = outpost_words_dup_agent_advice (agent);
      startup = outpost_startup_words_dup_state (agent);
      g_test_message ("%s %s: %s / %s / %s / %s", agents[i].status, agents[i].lifecycle, summary, state, advice, startup);
      g_assert_true (g_str_has_prefix (summary, agents[i].summary));
      g_assert_true (g_str_has_prefix (state, agents[i].state));
      g_assert_nonnull (strstr (advice, agents[i].advice));
      g_assert_true (g_str_has_suffix (advice, "."));
      g_assert_true (g_str_has_prefix (startup, agents[i].startup));
      g_assert_cmpstr (outpost_words_get_agent_class (agent), ==, agents[i].style_class);
    }
}

static void
assert_ago (gint64 age,
            const char *words)
{
  g_autofree char *ago = outpost_words_dup_ago (NOON - age, NOON);

  g_assert_cmpstr (ago, ==, words);
}

static void
test_ago (void)
{
  assert_ago (-5 * MINUTE, "just now");
  assert_ago (59 * (gint64) G_USEC_PER_SEC, "just now");
  assert_ago (MINUTE, "1 minute ago");
  assert_ago (4 * MINUTE, "4 minutes ago");
  assert_ago (HOUR, "1 hour ago");
  assert_ago (47 * HOUR, "47 hours ago");
  assert_ago (12 * DAY, "12 days ago");
}

static void
assert_clock (gint64 then,
              const char *words)
{
  g_autofree char *clock = outpost_words_dup_clock (then, NOON);

  g_assert_cmpstr (clock, ==, words);
}

/* The date's form is the locale's. */
static void
test_clock (void)
{
  g_autoptr(GDateTime) february = g_date_time_new_utc (2026, 2, 2, 12, 0, 0);
  g_autofree char *date = g_date_time_format (february, "%x");

  assert_clock (NOON - 2 * HOUR - 19 * MINUTE, "09:41");
  assert_clock (NOON - 13 * HOUR, "Tue 23:00");
  assert_clock (NOON - 30 * DAY, date);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  page_fixture_add ("/words/workspaces", test_workspaces);
  page_fixture_add ("/words/waiting", test_waiting);
  page_fixture_add ("/words/lost", test_lost);
  page_fixture_add ("/words/attached-before", test_attached_before);
  page_fixture_add ("/words/agents", test_agents);
  page_fixture_add ("/words/all-agents", test_all_agents);
  g_test_add_func ("/words/deleting", test_deleting);
  g_test_add_func ("/words/ago", test_ago);
  g_test_add_func ("/words/clock", test_clock);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-cli-test.h"
#include "outpost-test.h"

/* The exit codes that are promised. */
enum
{
  FINE,
  FAILED,
  TIMED_OUT,
  GONE,
  REFUSED,
};

/* What happens to the deployment once somebody watches. */
typedef struct
{
  CliTest cli;
  void (*happen) (OutpostDemo *demo);
  guint source;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  cli_test_init (&fixture->cli, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&fixture->cli);
  outpost_demo_set_agent (fixture->cli.demo, "gpu-02", "main", "connecting", "created");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_handle_id (&fixture->source, g_source_remove);
  cli_test_clear (&fixture->cli);
}

static gboolean
look_cb (gpointer data)
{
  Fixture *fixture = data;

  if (outpost_demo_count_watchers (fixture->cli.demo) == 0)
    return G_SOURCE_CONTINUE;
  fixture->source = 0;
  fixture->happen (fixture->cli.demo);
  return G_SOURCE_REMOVE;
}

static void
will_happen (Fixture *fixture,
             void (*happen) (OutpostDemo *demo))
{
  fixture->happen = happen;
  fixture->source = g_timeout_add (10, look_cb, fixture);
}

static void
run (Fixture *fixture,
     int code,
     const char *line)
{
  cli_test_run (&fixture->cli, NULL, "%s", line);
  if (fixture->cli.code != code)
    g_test_message ("exit code %d, standard error: %s", fixture->cli.code, fixture->cli.err);
  g_assert_cmpint (fixture->cli.code, ==, code);
  g_assert_cmpstr (fixture->cli.out, ==, "");
}

static void
connect_main (OutpostDemo *demo)
{
  outpost_demo_set_agent (demo, "gpu-02", "main", "connected", "ready");
}

static void
connect_aux (OutpostDemo *demo)
{
  outpost_demo_set_agent (demo, "lab-bench", "aux", "connected", "ready");
}

static void
remove_it (OutpostDemo *demo)
{
  outpost_demo_remove (demo, "gpu-02");
}

/* A machine that is there already is not waited for, and in a pipe nothing is said. */
static void
test_there (Fixture *fixture,
            gconstpointer data)
{
  run (fixture, FINE, "wait gpu-01");
  g_assert_cmpstr (fixture->cli.err, ==, "");
  run (fixture, FINE, "wait you/gpu-01.main --timeout 1m");
}

/* It hears of it, and does not ask again and again. */
static void
test_comes (Fixture *fixture,
            gconstpointer data)
{
  will_happen (fixture, connect_main);
  run (fixture, FINE, "wait gpu-02 --timeout 20s");
  g_assert_cmpstr (fixture->cli.err, ==, "");
  g_assert_cmpuint (outpost_demo_count_requests (fixture->cli.demo, "GET", "/api/v2/workspaces/*"), ==, 1);
}

/* Also where no websocket comes through. */
static void
test_events (Fixture *fixture,
             gconstpointer data)
{
  outpost_demo_add_fault (fixture->cli.demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/workspaces/*/watch-ws", 0, 404, 0,
                          "Route not found.", NULL);
  will_happen (fixture, connect_main);
  run (fixture, FINE, "wait gpu-02 --timeout 20s");
}

/* Of several all are meant, unless one is named. */
static void
test_several (Fixture *fixture,
              gconstpointer data)
{
  run (fixture, FINE, "wait lab-bench.main");
  run (fixture, TIMED_OUT, "wait lab-bench --timeout 1s");
  will_happen (fixture, connect_aux);
  run (fixture, FINE, "wait lab-bench --timeout 20s");
}

/* An agent that the deployment runs itself is not waited for, unless it is named (correction 65). */
static void
test_mixed (Fixture *fixture,
            gconstpointer data)
{
  outpost_demo_add_ordinary_agent (fixture->cli.demo, "gpu-01", "inner");
  run (fixture, FINE, "wait gpu-01 --timeout 20s");
  run (fixture, TIMED_OUT, "wait gpu-01.inner --timeout 1s");
  outpost_demo_set_agent (fixture->cli.demo, "gpu-01", "inner", "connected", "ready");
  run (fixture, FINE, "wait gpu-01.inner --timeout 20s");
}

static void
test_timeout (Fixture *fixture,
              gconstpointer data)
{
  run (fixture, TIMED_OUT, "wait gpu-02 --timeout 1");
  g_assert_nonnull (strstr (fixture->cli.err, "“gpu-02” is not connected"));
}

static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  will_happen (fixture, remove_it);
  run (fixture, GONE, "wait gpu-02");
  g_assert_nonnull (strstr (fixture->cli.err, "is gone"));
  run (fixture, GONE, "wait gpu-02");
  run (fixture, GONE, "wait nobody/nothing");
  g_assert_nonnull (strstr (fixture->cli.err, "there is no workspace “nobody/nothing”, or you have no access to it\nSee "));
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  outpost_demo_add_fault (fixture->cli.demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/users/*", 1, 403, 0, "Forbidden.", NULL);
  run (fixture, REFUSED, "wait gpu-02");
  will_happen (fixture, outpost_demo_revoke_keys);
  outpost_demo_add_fault (fixture->cli.demo, OUTPOST_DEMO_FAULT_WS_CLOSE, NULL, "/api/v2/workspaces/*/watch-ws", 1, 1001, 0, NULL,
                          NULL);
  outpost_demo_add_fault (fixture->cli.demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/workspaces/*/watch-ws", 1, 401, 0,
                          "You are signed out or your session has expired.", NULL);
  run (fixture, REFUSED, "wait gpu-02");
  g_assert_nonnull (strstr (fixture->cli.err, "does not accept the session key"));
}

/* What cannot come is not waited for. */
static void
test_hopeless (Fixture *fixture,
               gconstpointer data)
{
  run (fixture, FAILED, "wait old-tower");
  g_assert_nonnull (strstr (fixture->cli.err, "is not started"));
  run (fixture, FAILED, "wait ci-runner-7");
  g_assert_nonnull (strstr (fixture->cli.err, "exit status 1"));
  run (fixture, FAILED, "wait gpu-02.nobody");
  g_assert_nonnull (strstr (fixture->cli.err, "has no agent “nobody”"));
}

static void
test_durations (Fixture *fixture,
                gconstpointer data)
{
  const char *const wrong[] = { "x", "5x", "-1", "0", "1.5h", "m", "'5 m'", "99999999999999999999", "400d", "''" };
  const char *const right[] = { "5", "5s", "1m", "1h30m", "2d", "1h1s" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *line = g_strdup_printf ("wait gpu-01 --timeout=%s", wrong[i]);

      run (fixture, FAILED, line);
      g_assert_nonnull (strstr (fixture->cli.err, "is not a duration"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *line = g_strdup_printf ("wait gpu-01 --timeout=%s", right[i]);

      run (fixture, FINE, line);
    }
}

/* On a terminal it says how it goes. */
static void
test_terminal (Fixture *fixture,
               gconstpointer data)
{
  will_happen (fixture, connect_main);
  cli_test_run_on_terminal (&fixture->cli, "Waiting for the machine", "", "wait gpu-02 --timeout 20s");
  g_assert_cmpint (fixture->cli.code, ==, FINE);
  g_assert_nonnull (strstr (fixture->cli.err, "main: Waiting for the machine. Run the command on the machine"));
  g_assert_nonnull (strstr (fixture->cli.err, "Connected."));
}

static void
test_words (Fixture *fixture,
            gconstpointer data)
{
  run (fixture, FAILED, "wait");
  g_assert_nonnull (strstr (fixture->cli.err, "is missing"));
  cli_test_run (&fixture->cli, NULL, "wait --help");
  g_assert_nonnull (strstr (fixture->cli.out, "with 2 when the time is over, 3"));
}

#define ADD(path, function) g_test_add ("/cli-wait/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("there", test_there);
  ADD ("comes", test_comes);
  ADD ("events", test_events);
  ADD ("several", test_several);
  ADD ("mixed", test_mixed);
  ADD ("timeout", test_timeout);
  ADD ("gone", test_gone);
  ADD ("refused", test_refused);
  ADD ("hopeless", test_hopeless);
  ADD ("durations", test_durations);
  ADD ("terminal", test_terminal);
  ADD ("words", test_words);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "outpost-cli-test.h"
#include "outpost-test.h"

static void
begin (CliTest *test)
{
  cli_test_init (test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (test);
  outpost_demo_set_agent (test->demo, "gpu-02", "main", "connecting", "created");
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

static gboolean
is_watched (gpointer demo)
{
  return outpost_demo_count_watchers (demo) > 0;
}

/* What is now, then each change as a line, until it is interrupted. */
static void
test_json (void)
{
  g_auto(CliTest) test = { NULL };
  CliWatch *watch;
  const char *said;

  begin (&test);
  watch = cli_test_begin (&test, "watch gpu-02 -o json");
  said = cli_watch_wait_said (watch, "\"workspace\":\"you/gpu-02\",\"agent\":\"main\",\"state\":\"waiting\","
                                     "\"lifecycle\":\"created\",\"reason\":\"agent has not yet connected\",\"build\":1}\n");
  g_assert_true (g_str_has_prefix (said, "{\"time\":\"20"));
  outpost_test_wait_until (is_watched, test.demo);
  outpost_demo_set_agent (test.demo, "gpu-02", "main", "connected", "ready");
  cli_watch_wait_said (watch, "\"state\":\"connected\",\"lifecycle\":\"ready\",\"reason\":\"\",\"build\":1}\n");
  outpost_demo_set_agent (test.demo, "gpu-02", "main", "disconnected", "ready");
  cli_watch_wait_said (watch, "\"state\":\"lost\",\"lifecycle\":\"ready\",\"reason\":\"agent has lost connection\",\"build\":1}\n");
  outpost_demo_rebuild (test.demo, "gpu-02");
  cli_watch_wait_said (watch, "\"state\":\"waiting\",\"lifecycle\":\"created\",\"reason\":\"agent has not yet connected\","
                              "\"build\":2}\n");
  cli_watch_end (watch, SIGINT);
  g_assert_cmpint (test.code, ==, 0);
  g_assert_cmpstr (test.err, ==, "");
  g_assert_cmpuint (count_lines (test.out), ==, 4);
}

/* Several at once, in words; a connection that breaks loses nothing; what is deleted ends it when nothing is left. */
static void
test_text (void)
{
  g_auto(CliTest) test = { NULL };
  CliWatch *watch;

  begin (&test);
  watch = cli_test_begin (&test, "watch gpu-02 you/lab-bench");
  cli_watch_wait_said (watch, "  you/gpu-02.main  Waiting for the machine (build 1): agent has not yet connected\n");
  cli_watch_wait_said (watch, "  you/lab-bench.main  Connected (build 1)\n");
  cli_watch_wait_said (watch, "  you/lab-bench.aux  Lost 3 hours ago");
  outpost_test_wait_until (is_watched, test.demo);
  outpost_demo_break_off (test.demo);
  outpost_demo_set_agent (test.demo, "gpu-02", "main", "connected", "start_error");
  cli_watch_wait_said (watch, "  you/gpu-02.main  Connected, start-up failed (build 1)");
  outpost_demo_remove (test.demo, "gpu-02");
  cli_watch_wait_said (watch, "  you/gpu-02  Deleted (build 1)\n");
  outpost_demo_remove (test.demo, "lab-bench");
  cli_watch_end (watch, 0);
  g_assert_cmpint (test.code, ==, 0);
  g_assert_nonnull (strstr (test.out, "  you/lab-bench  Deleted (build 1)\n"));
}

/* The whole list, read again and again: what changes, comes and goes. */
static void
test_all (void)
{
  g_auto(CliTest) test = { NULL };
  CliWatch *watch;
  const char *said;

  begin (&test);
  watch = cli_test_begin (&test, "watch --all --interval 1s -o json");
  cli_watch_wait_said (watch, "\"workspace\":\"ada/shared-rig\"");
  cli_watch_wait_said (watch, "\"workspace\":\"you/render-node-11\",\"agent\":null,\"state\":\"starting\"");
  said = cli_watch_wait_said (watch, "\"workspace\":\"you/old-tower\",\"agent\":null,\"state\":\"stopped\"");
  g_assert_null (strstr (said, "web-dev"));
  outpost_demo_set_agent (test.demo, "gpu-02", "main", "connected", "ready");
  cli_watch_wait_said (watch, "\"workspace\":\"you/gpu-02\",\"agent\":\"main\",\"state\":\"connected\"");
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/workspaces", 1, 502, 0, "Bad gateway.", NULL);
  outpost_demo_remove (test.demo, "attic-nas");
  cli_watch_wait_said (watch, "\"workspace\":\"you/attic-nas\",\"agent\":null,\"state\":\"deleted\"");
  cli_watch_end (watch, SIGTERM);
  g_assert_cmpint (test.code, ==, 0);
}

static gboolean
was_read_twice (gpointer demo)
{
  return outpost_demo_count_requests (demo, "GET", "/api/v2/workspaces*") >= 2;
}

/* What was told to be gone, and is there again as it was. */
static void
test_all_back (void)
{
  g_auto(CliTest) test = { NULL };
  CliWatch *watch;
  const char *said;

  begin (&test);
  watch = cli_test_begin (&test, "watch --all --interval 1s -o json");
  cli_watch_wait_said (watch, "\"workspace\":\"you/lab-bench\",\"agent\":\"aux\"");
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_BODY, NULL, "/api/v2/workspaces", 1, 0, 0,
                          "{\"workspaces\":[],\"count\":0}", NULL);
  cli_watch_wait_said (watch, "\"workspace\":\"you/lab-bench\",\"agent\":null,\"state\":\"deleted\"");
  outpost_demo_clear_requests (test.demo);
  outpost_test_wait_until (was_read_twice, test.demo);
  cli_watch_end (watch, SIGTERM);
  said = strstr (test.out, "\"workspace\":\"you/lab-bench\",\"agent\":null,\"state\":\"deleted\"");
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "\"workspace\":\"you/lab-bench\",\"agent\":\"main\",\"state\":\"connected\""));
  g_assert_nonnull (strstr (said, "\"workspace\":\"you/lab-bench\",\"agent\":\"aux\""));
}

static void
test_refused (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "watch");
  cli_test_assert_fails (&test, "name workspaces, or say --all");
  cli_test_run (&test, NULL, "watch --all gpu-01");
  cli_test_assert_fails (&test, "takes no workspace names");
  cli_test_run (&test, NULL, "watch --all --interval soon");
  cli_test_assert_fails (&test, "is not a duration");
  cli_test_run (&test, NULL, "watch gpu-01 -o yaml");
  cli_test_assert_fails (&test, "is not an output format");
  cli_test_run (&test, NULL, "watch gpu-01.main");
  cli_test_assert_fails (&test, "is not a valid workspace name");
  cli_test_run (&test, NULL, "watch gpu-01 nothing");
  g_assert_cmpint (test.code, ==, 3);
  g_assert_nonnull (strstr (test.err, "there is no workspace “nothing”"));
  outpost_demo_revoke_keys (test.demo);
  cli_test_run (&test, NULL, "watch --all");
  g_assert_cmpint (test.code, ==, 4);
}

/* The names of a deployment act on no terminal. */
static void
test_hostile (void)
{
  g_auto(CliTest) test = { NULL };
  CliWatch *watch;
  const char *said;

  begin (&test);
  outpost_demo_set_agent (test.demo, "gpu-02", "main", "connected", "dream\033[31m");
  watch = cli_test_begin (&test, "watch gpu-02");
  said = cli_watch_wait_said (watch, "\n");
  g_assert_null (strchr (said, '\033'));
  cli_watch_end (watch, SIGINT);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-watch/json", test_json);
  g_test_add_func ("/cli-watch/text", test_text);
  g_test_add_func ("/cli-watch/all", test_all);
  g_test_add_func ("/cli-watch/all-back", test_all_back);
  g_test_add_func ("/cli-watch/refused", test_refused);
  g_test_add_func ("/cli-watch/hostile", test_hostile);
  return g_test_run ();
}

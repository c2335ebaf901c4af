/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-api.h"
#include "outpost-build-watch.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-test.h"

#define LOGS "/api/v2/workspacebuilds/*/logs"
#define FOLLOW LOGS "?follow&after="

/* A build of a demo deployment that is followed: the ids of the lines that were told, in their order, and all lines together. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostBuildWatch *watch;
  GArray *ids;
  GString *text;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  fixture->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->text = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->watch != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->watch));
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_array_unref (fixture->ids);
  g_string_free (fixture->text, TRUE);
}

static void
log_cb (Fixture *fixture,
        OutpostBuildLog *log)
{
  g_assert_cmpuint (outpost_build_log_get_n_lines (log), >, 0);
  for (guint i = 0; i < outpost_build_log_get_n_lines (log); i++)
    {
      const OutpostLogLine *line = outpost_build_log_get_line (log, i);

      g_array_append_val (fixture->ids, line->id);
      g_string_append_printf (fixture->text, "%s|%s\n", line->stage, line->output);
    }
}

/* Begins a build of a workspace that waits for its machine. */
static void
begin (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostWorkspace) workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", "attic-nas"), &error);
  g_autoptr(OutpostBuild) build = NULL;

  g_assert_no_error (error);
  build = outpost_test_await_object (outpost_api_create_build (fixture->client, outpost_workspace_get_id (workspace), "start"),
                                     &error);
  g_assert_no_error (error);
  fixture->watch = outpost_build_watch_new (fixture->client, build);
  g_signal_connect_swapped (fixture->watch, "log", G_CALLBACK (log_cb), fixture);
}

static gboolean
is_complete (gpointer watch)
{
  return outpost_build_watch_is_complete (watch);
}

static gboolean
has_error (gpointer watch)
{
  return outpost_build_watch_get_error (watch) != NULL;
}

/* Each line once, in order, none left out: the same as the deployment says afterwards. */
static void
assert_whole (Fixture *fixture)
{
  const char *id = outpost_build_get_id (outpost_build_watch_get_build (fixture->watch));
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostBuildLog) all = outpost_test_await_boxed (outpost_api_get_build_log (fixture->client, id, 0), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outpost_build_log_get_n_lines (all), >, 4);
  g_assert_cmpuint (fixture->ids->len, ==, outpost_build_log_get_n_lines (all));
  for (guint i = 0; i < fixture->ids->len; i++)
    g_assert_cmpint (g_array_index (fixture->ids, gint64, i), ==, outpost_build_log_get_line (all, i)->id);
}

static guint
count (Fixture *fixture,
       const char *path)
{
  return outpost_demo_count_requests (fixture->demo, "GET", path);
}

/* With a stream the log is asked for once more, at the end. */
static void
test_stream (Fixture *fixture,
             gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_cmpint (outpost_build_get_status (outpost_build_watch_get_build (fixture->watch)), ==, OUTPOST_BUILD_STARTED);
  g_assert_nonnull (strstr (fixture->text->str, "Starting workspace|coder_external_agent.main: Creation complete"));
  g_assert_cmpuint (count (fixture, FOLLOW "*"), ==, 1);
  g_assert_cmpuint (count (fixture, LOGS "?after=*"), <=, 2);
  assert_whole (fixture);
}

#define LINE(id) "{\"id\":" #id ",\"created_at\":\"2026-01-01T00:00:00Z\",\"log_level\":\"info\",\"stage\":\"s\",\"output\":\"o\"}"

/* Cut after two lines: the next connection asks for what comes after the second. */
static void
test_cut (Fixture *fixture,
          gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", LOGS, 1, 1001, 0, LINE (2001) "\n" LINE (2002), NULL);
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_cmpuint (count (fixture, FOLLOW "2002"), ==, 1);
  assert_whole (fixture);
}

/* Broken off in the middle of a frame; what is asked for meanwhile fails too. */
static void
test_broken_off (Fixture *fixture,
                 gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_RAW, "GET", LOGS, 2, 1, 0, "\x81\x7e", NULL);
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_cmpuint (count (fixture, FOLLOW "*"), >=, 2);
  assert_whole (fixture);
}

/* Repeated lines, some out of order, and what is no line at all. */
static void
test_repeated (Fixture *fixture,
               gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", LOGS, 1, 1001, 0,
                          LINE (2001) "\n" LINE (2001) "\n[]\n{\"id\":\"x\"}\nnothing\n" LINE (2002) "\n" LINE (2001), NULL);
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  assert_whole (fixture);
}

/* More lines at once than a watch's queue would keep. */
static void
test_burst (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 1; i <= 1000; i++)
    g_string_append_printf (lines, "%s{\"id\":%u,\"created_at\":\"2026-01-01T00:00:00Z\",\"stage\":\"s\",\"output\":\"\"}",
                            i > 1 ? "\n" : "", i);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", LOGS, 1, 1001, 0, lines->str, NULL);
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_cmpuint (fixture->ids->len, >, 1000);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (g_array_index (fixture->ids, gint64, i), ==, i + 1);
}

/* Said to be all, and it was not: the build tells. */
static void
test_ends_early (Fixture *fixture,
                 gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", LOGS, 1, 1000, 0, LINE (2001), NULL);
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_cmpuint (count (fixture, FOLLOW "*"), ==, 1);
  assert_whole (fixture);
}

/* No websocket comes through: the log is asked for. */
static void
test_without_stream (Fixture *fixture,
                     gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", LOGS, 1, 403, 0, "Forbidden.", NULL);
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_cmpuint (count (fixture, FOLLOW "*"), ==, 1);
  g_assert_cmpuint (count (fixture, LOGS "?after=*"), >, 2);
  assert_whole (fixture);
}

static void
test_canceled (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  begin (fixture);
  g_assert_true (outpost_test_await_true (
      outpost_api_cancel_build (fixture->client, outpost_build_get_id (outpost_build_watch_get_build (fixture->watch))), &error));
  g_assert_no_error (error);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_cmpint (outpost_build_get_status (outpost_build_watch_get_build (fixture->watch)), ==, OUTPOST_BUILD_CANCELED);
}

/* A failed request is repeated; a refused one is told. */
static void
test_errors (Fixture *fixture,
             gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspacebuilds/*", 3, 502, 0, "Bad gateway.",
                          NULL);
  begin (fixture);
  outpost_test_wait_until (has_error, fixture->watch);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_null (outpost_build_watch_get_error (fixture->watch));
  assert_whole (fixture);
}

static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspacebuilds/*", 0, 404, 0, "Not found.",
                          NULL);
  begin (fixture);
  outpost_test_wait_until (has_error, fixture->watch);
  g_assert_error (outpost_build_watch_get_error (fixture->watch), OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND);
  g_assert_false (outpost_build_watch_is_complete (fixture->watch));
}

/* Nobody follows any more: nothing is asked, and nothing is left behind. */
static void
test_left (Fixture *fixture,
           gconstpointer data)
{
  begin (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->watch));
}

/* What was recorded of a real deployment: the lines of a stream, whole and after the last but two. */
static void
test_recorded (void)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(OutpostBuildLog) log = NULL;
  g_autoptr(OutpostBuildLog) rest = NULL;
  guint n;

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  path = g_build_filename (outpost_test_get_captures (), "ws", "224-build-logs-follow.jsonl", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *data = strstr (lines[i], "\"data\": \"");
      const char *end = strstr (lines[i], "\", \"t_ms\"");
      g_autofree char *quoted = data != NULL && end != NULL ? g_strndup (data + 9, end - data - 9) : NULL;
      char *message = quoted != NULL ? g_strcompress (quoted) : NULL;

      if (message != NULL)
        g_ptr_array_add (messages, g_bytes_new_take (message, strlen (message)));
    }
  g_assert_cmpuint (messages->len, >, 20);
  log = outpost_build_log_new_from_messages (messages, 0);
  n = outpost_build_log_get_n_lines (log);
  g_assert_cmpuint (n, ==, messages->len);
  rest = outpost_build_log_new_from_messages (messages, outpost_build_log_get_line (log, n - 3)->id);
  g_assert_cmpuint (outpost_build_log_get_n_lines (rest), ==, 2);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
#define ADD(path, function) g_test_add ("/build-watch/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("stream", test_stream);
  ADD ("cut", test_cut);
  ADD ("broken-off", test_broken_off);
  ADD ("repeated", test_repeated);
  ADD ("burst", test_burst);
  ADD ("ends-early", test_ends_early);
  ADD ("without-stream", test_without_stream);
  ADD ("canceled", test_canceled);
  ADD ("errors", test_errors);
  ADD ("gone", test_gone);
  ADD ("left", test_left);
  g_test_add_func ("/build-watch/recorded", test_recorded);
  return g_test_run ();
}

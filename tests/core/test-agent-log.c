/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-agent-log-watch.h"
#include "outpost-api.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-terminal-text.h"
#include "outpost-test.h"

#define LOGS "/api/v2/workspaceagents/*/logs"
#define FOLLOW LOGS "?follow&after="

/* An agent of a demo deployment that was started just now, and what is told of its log. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostAgent *agent;
  OutpostAgentLogWatch *watch;
  GArray *ids;
  GString *text;
} Fixture;

static void
log_cb (Fixture *fixture,
        OutpostBuildLog *log)
{
  for (guint i = 0; i < outpost_build_log_get_n_lines (log); i++)
    {
      const OutpostLogLine *line = outpost_build_log_get_line (log, i);

      g_array_append_val (fixture->ids, line->id);
      g_string_append_printf (fixture->text, "%s|%s|%s\n", line->stage, line->level, line->output);
    }
}

static OutpostAgent *
dup_agent (Fixture *fixture)
{
  g_autoptr(OutpostWorkspace) workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", "gpu-02"), NULL);

  return g_object_ref (outpost_workspace_get_main_agent (workspace));
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
  fixture->agent = dup_agent (fixture);
  fixture->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->text = g_string_new (NULL);
}

static void
begin (Fixture *fixture)
{
  fixture->watch = outpost_agent_log_watch_new (fixture->client, outpost_agent_get_id (fixture->agent), 0);
  g_signal_connect_swapped (fixture->watch, "log", G_CALLBACK (log_cb), fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->watch != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->watch));
  g_clear_object (&fixture->agent);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_array_unref (fixture->ids);
  g_string_free (fixture->text, TRUE);
}

static void
start (Fixture *fixture)
{
  outpost_demo_start_agent (fixture->demo, "gpu-02", "main", FALSE);
}

/* All seven lines that a failing agent writes within three seconds. */
static gboolean
is_whole (gpointer fixture)
{
  return ((Fixture *) fixture)->ids->len >= 7;
}

static gboolean
is_read (gpointer watch)
{
  return outpost_agent_log_watch_is_read (watch);
}

static gboolean
is_complete (gpointer watch)
{
  return outpost_agent_log_watch_is_complete (watch);
}

static gboolean
has_error (gpointer watch)
{
  return outpost_agent_log_watch_get_error (watch) != NULL;
}

/* Each line once and in order. */
static void
assert_whole (Fixture *fixture,
              guint n)
{
  g_assert_cmpuint (fixture->ids->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (fixture->ids, gint64, i), ==, i + 1);
  g_assert_cmpint (outpost_agent_log_watch_get_last (fixture->watch), ==, n);
}

static guint
count (Fixture *fixture,
       const char *glob)
{
  return outpost_demo_count_requests (fixture->demo, "GET", glob);
}

/* ---- Following --------------------------------------------------------------------------------------------------- */

static void
test_follows (Fixture *fixture,
              gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_read, fixture->watch);
  g_assert_cmpuint (fixture->ids->len, ==, 0);
  start (fixture);
  outpost_test_wait_until (is_whole, fixture);
  assert_whole (fixture, 7);
  g_assert_cmpuint (count (fixture, LOGS "*"), ==, 1);
  g_assert_nonnull (strstr (fixture->text->str, "|error|\033[31mmodprobe: FATAL"));
}

#define LINE(id) "{\"id\":" #id ",\"created_at\":\"2026-01-01T00:00:00Z\",\"level\":\"info\",\"output\":\"o\",\"source_id\":\"s\"}"

/* Cut in the middle: what was told is not told again, and nothing is left out. @data: the code, which may be that of an end */
static void
test_cut (Fixture *fixture,
          gconstpointer data)
{
  start (fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", LOGS, 1, GPOINTER_TO_UINT (data), 0,
                          "[]\n[" LINE (1) "," LINE (2) "]", NULL);
  begin (fixture);
  outpost_test_wait_until (is_whole, fixture);
  assert_whole (fixture, 7);
  g_assert_cmpuint (count (fixture, FOLLOW "2"), ==, 1);
}

static gboolean
has_three (gpointer fixture)
{
  return ((Fixture *) fixture)->ids->len >= 3;
}

/* Broken without a word, again and again, at whatever line it is. */
static void
test_broken_off (Fixture *fixture,
                 gconstpointer data)
{
  start (fixture);
  begin (fixture);
  outpost_test_wait_until (is_read, fixture->watch);
  outpost_demo_break_off (fixture->demo);
  outpost_test_wait_until (has_three, fixture);
  outpost_demo_break_off (fixture->demo);
  outpost_test_wait_until (is_whole, fixture);
  assert_whole (fixture, 7);
}

/* Repeated lines, some out of order, and what is no line at all. */
static void
test_repeated (Fixture *fixture,
               gconstpointer data)
{
  start (fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", LOGS, 1, 1001, 0,
                          "[" LINE (1) "," LINE (1) "]\n[{\"id\":\"x\"}]\n{}\nnothing\n[" LINE (2) "," LINE (1) "]\n[]", NULL);
  begin (fixture);
  outpost_test_wait_until (is_whole, fixture);
  assert_whole (fixture, 7);
}

/* No websocket comes through: the log is asked for, and after what is known. */
static void
test_without_stream (Fixture *fixture,
                     gconstpointer data)
{
  start (fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", LOGS, 1, 404, 0, "Route not found.", NULL);
  begin (fixture);
  outpost_test_wait_until (is_whole, fixture);
  assert_whole (fixture, 7);
  g_assert_cmpuint (count (fixture, FOLLOW "*"), ==, 1);
  g_assert_cmpuint (count (fixture, LOGS "?after=*"), >=, 2);
}

/* A new build has another agent: the log of this one is whole, and that is no error (correction 60). */
static void
test_replaced (Fixture *fixture,
               gconstpointer data)
{
  start (fixture);
  begin (fixture);
  outpost_test_wait_until (is_read, fixture->watch);
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_null (outpost_agent_log_watch_get_error (fixture->watch));
}

static void
test_gone_before (Fixture *fixture,
                  gconstpointer data)
{
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  begin (fixture);
  outpost_test_wait_until (is_complete, fixture->watch);
  g_assert_true (outpost_agent_log_watch_is_read (fixture->watch));
  g_assert_null (outpost_agent_log_watch_get_error (fixture->watch));
  g_assert_cmpuint (count (fixture, LOGS "*"), ==, 2);
}

/* A failed request is repeated; a refused one is told. */
static void
test_errors (Fixture *fixture,
             gconstpointer data)
{
  start (fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", LOGS, 1, 403, 0, "Forbidden.", NULL);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", LOGS, 1, 502, 0, "Bad gateway.", NULL);
  begin (fixture);
  outpost_test_wait_until (has_error, fixture->watch);
  g_assert_error (outpost_agent_log_watch_get_error (fixture->watch), OUTPOST_ERROR, OUTPOST_ERROR_SERVER);
  outpost_test_wait_until (is_whole, fixture);
  g_assert_null (outpost_agent_log_watch_get_error (fixture->watch));
  assert_whole (fixture, 7);
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", LOGS, 0, 403, 0, "Forbidden.", NULL);
  begin (fixture);
  outpost_test_wait_until (has_error, fixture->watch);
  g_assert_error (outpost_agent_log_watch_get_error (fixture->watch), OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN);
  g_assert_cmpuint (count (fixture, LOGS "*"), ==, 2);
}

/* What is known already is not asked for. */
static void
test_after (Fixture *fixture,
            gconstpointer data)
{
  start (fixture);
  fixture->watch = outpost_agent_log_watch_new (fixture->client, outpost_agent_get_id (fixture->agent), 5);
  g_signal_connect_swapped (fixture->watch, "log", G_CALLBACK (log_cb), fixture);
  outpost_test_wait_until (is_read, fixture->watch);
  g_assert_cmpuint (count (fixture, FOLLOW "5"), ==, 1);
}

/* The agent says why it is not well: which script, and with which code; and what the sources of its log are called. */
static void
test_failed_script (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr(OutpostAgent) agent = NULL;
  g_autofree char *name = NULL;
  g_auto(GStrv) parts = NULL;

  g_assert_cmpint (outpost_agent_get_lifecycle_state (fixture->agent), ==, OUTPOST_LIFECYCLE_CREATED);
  g_assert_cmpint (outpost_agent_get_exit_code (fixture->agent), ==, -1);
  start (fixture);
  begin (fixture);
  outpost_test_wait_until (is_whole, fixture);
  do
    {
      g_clear_object (&agent);
      agent = dup_agent (fixture);
    }
  while (outpost_agent_get_lifecycle_state (agent) == OUTPOST_LIFECYCLE_STARTING);
  g_assert_cmpint (outpost_agent_get_lifecycle_state (agent), ==, OUTPOST_LIFECYCLE_START_ERROR);
  g_assert_cmpint (outpost_agent_get_exit_code (agent), ==, 7);
  g_assert_cmpstr (outpost_agent_get_failed_script (agent), ==, "Graphics Driver");
  parts = g_strsplit (fixture->text->str, "|", 2);
  name = outpost_agent_dup_source_name (agent, parts[0]);
  g_assert_cmpstr (name, ==, "Startup Script");
  g_assert_null (outpost_agent_dup_source_name (agent, ""));
  g_assert_null (outpost_agent_dup_source_name (agent, "another"));
}

/* ---- Bounds ------------------------------------------------------------------------------------------------------ */

static void
test_bounded (void)
{
  g_autofree char *output = g_strnfill (20000, 'x');
  g_autoptr(GString) json = g_string_new ("[");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(OutpostBuildLog) log = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 10100; i++)
    g_string_append_printf (json, "%s{\"id\":%u,\"created_at\":\"2026-01-01T00:00:00Z\",\"output\":\"%s\"}", i > 0 ? "," : "",
                            i + 1, i % 1000 == 0 ? output : "");
  g_string_append_c (json, ']');
  bytes = g_bytes_new (json->str, json->len);
  log = outpost_agent_log_new_from_json (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outpost_build_log_get_n_lines (log), ==, 10000);
  g_assert_cmpint (outpost_build_log_get_line (log, 0)->id, ==, 101);
  g_assert_cmpuint (strlen (outpost_build_log_get_line (log, 900)->output), ==, 16 * 1024 + strlen ("…"));
}

/* ---- What terminals show ----------------------------------------------------------------------------------------- */

static void
test_plain (void)
{
  static const char *const rows[][2] = {
    { "", "" },
    { "plain ✓ text", "plain ✓ text" },
    { "\033[32mgreen\033[0m and \033[1mbold\033[0m", "green and bold" },
    { "\033[38;5;196mred\033[39m \033[2K\033[1Gcleared", "red cleared" },
    { "\033]0;a title\007text", "text" },
    { "\033]8;;https://elsewhere/\033\\link\033]8;;\033\\ behind", "link behind" },
    { "\033(Bascii\033=\0337kept\0338", "asciikept" },
    { "\302\23331mred\302\2330m", "red" },
    { "\302\235"
      "0;title\302\234"
      "text",
      "text" },
    { "\033Pq#0;2;0;0;0\033\\text", "text" },
    { " 10%\r 50%\r100%", "100%" },
    { "done\r", "done" },
    { "done\r\n", "done" },
    { "a\tb\tc", "a       b       c" },
    { "bell\007 back\bspace", "bell␇ back␈space" },
    { "two\nlines", "two␊lines" },
    { "\342\200\256reversed", "\357\277\275reversed" },
    { "not whole \033", "not whole " },
    { "not whole \033[38;", "not whole " },
    { "not whole \033]0;title", "not whole " },
    { "\033[31m\033[31", "" },
    { "\033[3✓1m", "✓1m" },
    { "bytes \377", "bytes \357\277\275" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *plain = outpost_terminal_text_dup_plain (rows[i][0]);

      g_assert_cmpstr (plain, ==, rows[i][1]);
    }
}

/* Whatever comes, nothing of it acts on a terminal. */
static void
test_plain_fuzz (void)
{
  static const char *const pieces[] = { "\033", "[", "]", "0", ";", "m", "\007", "\\", "\r", "\n", "\t", "x", "✓", "\302\233",
                                        "\302\234", "\302\220", "\377", " ", "\001", "P" };
  g_autoptr(GRand) random = g_rand_new_with_seed (20260822);

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr(GString) line = g_string_new (NULL);
      g_autofree char *plain = NULL;

      for (guint i = g_rand_int_range (random, 0, 24); i > 0; i--)
        g_string_append (line, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      plain = outpost_terminal_text_dup_plain (line->str);
      g_assert_true (g_utf8_validate (plain, -1, NULL));
      for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
#define ADD_WITH(path, data, function) \
  g_test_add ("/agent-log/" path, Fixture, (gconstpointer) (data), set_up, function, tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)
  ADD ("follows", test_follows);
  ADD_WITH ("cut/going-away", GUINT_TO_POINTER (1001), test_cut);
  ADD_WITH ("cut/in-order", GUINT_TO_POINTER (1000), test_cut);
  ADD ("broken-off", test_broken_off);
  ADD ("repeated", test_repeated);
  ADD ("without-stream", test_without_stream);
  ADD ("replaced", test_replaced);
  ADD ("gone-before", test_gone_before);
  ADD ("errors", test_errors);
  ADD ("refused", test_refused);
  ADD ("after", test_after);
  ADD ("failed-script", test_failed_script);
  g_test_add_func ("/agent-log/bounded", test_bounded);
  g_test_add_func ("/terminal-text/plain", test_plain);
  g_test_add_func ("/terminal-text/fuzz", test_plain_fuzz);
  return g_test_run ();
}

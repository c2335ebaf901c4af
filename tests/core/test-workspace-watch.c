/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-api.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-test.h"
#include "outpost-workspace-watch.h"

#define SOCKET "/api/v2/workspaces/*/watch-ws"
#define SOCKETS_AND_EVENTS "/api/v2/workspaces/*/watch*"

/* A workspace of a demo deployment that is watched, and what listeners were told. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostWorkspace *workspace;
  OutpostWorkspaceWatch *watch;
  char *path; /* of a plain read */
  guint n_changed;
  guint n_deleted;
  guint n_unauthorized;
  gboolean stops_when_told;
} Fixture;

/* Listeners build widgets, for which a fiber's stack is too small: they are told on the stack of main(). */
static const char *main_stack;

static void
assert_main_stack (void)
{
  const char *here = __builtin_frame_address (0);

  g_assert_true (here < main_stack && main_stack - here < 1024 * 1024);
}

static void
changed_cb (Fixture *fixture)
{
  assert_main_stack ();
  fixture->n_changed++;
}

static void
unauthorized_cb (Fixture *fixture)
{
  fixture->n_unauthorized++;
}

static void
deleted_cb (Fixture *fixture)
{
  assert_main_stack ();
  fixture->n_deleted++;
  if (fixture->stops_when_told)
    g_clear_object (&fixture->watch);
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
  fixture->workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", "gpu-02"), &error);
  g_assert_no_error (error);
  fixture->path = outpost_client_dup_path ("/api/v2/workspaces/%s", outpost_workspace_get_id (fixture->workspace));
  g_signal_connect_swapped (fixture->workspace, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->client, "unauthorized", G_CALLBACK (unauthorized_cb), fixture);
  outpost_demo_clear_requests (fixture->demo);
}

static void
begin (Fixture *fixture)
{
  fixture->watch = outpost_workspace_watch_new (fixture->client, fixture->workspace);
  g_signal_connect_swapped (fixture->watch, "deleted", G_CALLBACK (deleted_cb), fixture);
}

static gboolean
nobody_watches (gpointer demo)
{
  return outpost_demo_count_watchers (demo) == 0;
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->watch != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->watch));
  outpost_test_wait_until (nobody_watches, fixture->demo);
  g_signal_handlers_disconnect_by_data (fixture->workspace, fixture);
  g_signal_handlers_disconnect_by_data (fixture->client, fixture);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_free (fixture->path);
}

static void
set_status (Fixture *fixture,
            const char *status)
{
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", status, "ready");
}

static OutpostAgentState
get_state (Fixture *fixture)
{
  return outpost_agent_get_state (outpost_workspace_get_main_agent (fixture->workspace));
}

static gboolean
is_connected (gpointer fixture)
{
  return get_state (fixture) == OUTPOST_AGENT_CONNECTED;
}

static gboolean
is_open (gpointer fixture)
{
  return outpost_workspace_watch_get_state (((Fixture *) fixture)->watch) == OUTPOST_STREAM_OPEN;
}

static gboolean
is_waiting (gpointer fixture)
{
  return outpost_workspace_watch_get_state (((Fixture *) fixture)->watch) == OUTPOST_STREAM_WAITING;
}

static gboolean
has_ended (gpointer fixture)
{
  return outpost_workspace_watch_get_state (((Fixture *) fixture)->watch) == OUTPOST_STREAM_ENDED;
}

static gboolean
is_deleted (gpointer fixture)
{
  return ((Fixture *) fixture)->n_deleted > 0;
}

static guint
count_reads (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->demo, "GET", fixture->path);
}

static gboolean
was_read (gpointer fixture)
{
  return count_reads (fixture) > 0;
}

/* What the server sends now for the workspace called @name. */
static char *
dup_event (Fixture *fixture,
           const char *name)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/users/me/workspace/%s", name);
  g_autoptr(OutpostReply) reply
      = outpost_test_await_boxed (outpost_client_send (fixture->client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), NULL);
  GBytes *body = outpost_reply_get_body (reply);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_strchomp (text);
  g_assert_null (strchr (text, '\n'));
  return g_strdup_printf ("{\"type\":\"data\",\"data\":%s}", text);
}

/* As dup_event() for gpu-02, when its agent has that status. */
static char *
dup_event_with (Fixture *fixture,
                const char *status)
{
  set_status (fixture, status);
  return dup_event (fixture, "gpu-02");
}

/* The next connection sends these lines, the one after it what is true. */
static void
will_send (Fixture *fixture,
           const char *first,
           ...)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) lines = NULL;
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, first);
  for (const char *line = first; line != NULL; line = va_arg (args, const char *))
    g_strv_builder_add (builder, line);
  va_end (args);
  lines = g_strv_builder_end (builder);
  text = g_strjoinv ("\n", lines);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, NULL, SOCKET, 1, 0, 0, text, NULL);
}

/* ---- Events ------------------------------------------------------------------------------------------------------ */

static void
test_follows (Fixture *fixture,
              gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  g_assert_cmpuint (get_state (fixture), ==, OUTPOST_AGENT_WAITING);
  set_status (fixture, "connected");
  outpost_test_wait_until (is_connected, fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (count_reads (fixture), ==, 0);
}

/* A ping comes first and has no data; it tells nothing, and neither does what makes no sense (correction 54). */
static void
test_no_events (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *late = dup_event_with (fixture, "timeout");
  g_autofree char *event = dup_event_with (fixture, "connected");
  g_autofree char *other = dup_event (fixture, "gpu-01");
  g_autofree char *half = g_strndup (event, strlen (event) / 2);
  g_autofree char *torn = g_strdup_printf ("{\"type\":\"data\",\"data\":{\"id\":\"%s\",\"name\":7}}",
                                           outpost_workspace_get_id (fixture->workspace));
  g_autofree char *of_no_kind = g_strdup_printf ("{\"type\":\"later\",%s", strchr (late, ',') + 1);

  will_send (fixture, "{\"type\":\"ping\"}", "{\"type\":\"data\"}", "{\"type\":\"data\",\"data\":null}",
             "{\"type\":\"data\",\"data\":{}}", "{\"type\":\"error\",\"data\":{\"message\":\"Internal error\"}}",
             "{\"type\":7,\"data\":{}}", of_no_kind, torn, "{}", "[1]", "null", "", "garbage", half, other, event, NULL);
  begin (fixture);
  outpost_test_wait_until (is_connected, fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_deleted, ==, 0);
  g_assert_true (is_open (fixture));
  g_assert_cmpuint (count_reads (fixture), ==, 0);
}

/* Duplicates are normal, and no change (correction 54). */
static void
test_duplicates (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *before = dup_event (fixture, "gpu-02");
  g_autofree char *late = dup_event_with (fixture, "timeout");
  g_autofree char *after = dup_event_with (fixture, "connected");

  will_send (fixture, before, before, late, late, late, after, NULL);
  begin (fixture);
  outpost_test_wait_until (is_connected, fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 2);
}

/* Each connection begins with the whole state, so nothing is missed while there is none. @data: what the server says */
static void
test_reconnects (Fixture *fixture,
                 gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, NULL, SOCKET, 1, GPOINTER_TO_UINT (data), 0, NULL,
                          NULL);
  begin (fixture);
  outpost_test_wait_until (is_waiting, fixture);
  set_status (fixture, "connected");
  outpost_test_wait_until (is_connected, fixture);
  g_assert_true (is_open (fixture));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

/* ---- Deleted ----------------------------------------------------------------------------------------------------- */

/* The last event says so; the connection stays, and is of no more interest (correction 54). */
static void
test_deleted (Fixture *fixture,
              gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  outpost_demo_remove (fixture->demo, "gpu-02");
  outpost_test_wait_until (is_deleted, fixture);
  g_assert_cmpuint (outpost_build_get_status (outpost_workspace_get_latest_build (fixture->workspace)), ==, OUTPOST_BUILD_DELETED);
  g_assert_true (is_open (fixture));
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
}

/* Once is enough, and what comes behind it is none of our business. */
static void
test_deleted_once (Fixture *fixture,
                   gconstpointer data)
{
  g_autofree char *event = dup_event_with (fixture, "connected");
  g_auto(GStrv) parts = g_strsplit (event, "\"transition\":\"start\"", -1);
  g_autofree char *deleted = g_strjoinv ("\"transition\":\"delete\"", parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  will_send (fixture, deleted, deleted, event, NULL);
  begin (fixture);
  outpost_test_wait_until (is_deleted, fixture);
  g_assert_true (outpost_test_await_true (outpost_api_get_build_info (fixture->client), NULL));
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

/* What is gone is refused with 410 or, under another account, with 404: then a plain read says the same (correction 42). */
static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/workspaces/*", 0, GPOINTER_TO_UINT (data), 0,
                          "gone", NULL);
  begin (fixture);
  outpost_test_wait_until (is_deleted, fixture);
  g_assert_true (has_ended (fixture));
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
  g_assert_cmpuint (count_reads (fixture), ==, 1);
}

static gboolean
is_dropped (gpointer fixture)
{
  return ((Fixture *) fixture)->watch == NULL;
}

/* Who hears of it may let the watch go over it. */
static void
test_dropped_when_deleted (Fixture *fixture,
                           gconstpointer data)
{
  fixture->stops_when_told = TRUE;
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  outpost_demo_remove (fixture->demo, "gpu-02");
  outpost_test_wait_until (is_dropped, fixture);
  g_assert_cmpuint (fixture->n_deleted, ==, 1);
}

/* ---- Without a stream -------------------------------------------------------------------------------------------- */

/* A proxy that lets neither websockets nor events through is no reason to know nothing. */
static void
test_reads_when_refused (Fixture *fixture,
                         gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HTML, NULL, SOCKETS_AND_EVENTS, 0, 403, 0, NULL, NULL);
  set_status (fixture, "connected");
  begin (fixture);
  outpost_test_wait_until (is_connected, fixture);
  g_assert_true (has_ended (fixture));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_deleted, ==, 0);
  g_assert_cmpuint (count_reads (fixture), ==, 1);
}

static gboolean
is_unauthorized (gpointer fixture)
{
  return ((Fixture *) fixture)->n_unauthorized > 0 && has_ended (fixture);
}

/* Without a good key nothing more is asked. */
static void
test_ends_when_signed_out (Fixture *fixture,
                           gconstpointer data)
{
  outpost_demo_revoke_keys (fixture->demo);
  begin (fixture);
  outpost_test_wait_until (is_unauthorized, fixture);
  g_assert_true (outpost_test_await_true (outpost_api_get_build_info (fixture->client), NULL));
  g_assert_cmpuint (count_reads (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_deleted, ==, 0);
  g_assert_cmpuint (fixture->n_unauthorized, ==, 1);
}

/* ---- Stopped ----------------------------------------------------------------------------------------------------- */

/* @data: what is waited for before, NULL for nothing */
static void
test_dropped (Fixture *fixture,
              gconstpointer data)
{
  OutpostTestCondition reached = (OutpostTestCondition) data;

  if (reached == was_read)
    {
      outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, SOCKET, 0, 403, 0, "no", NULL);
      outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HANG, NULL, fixture->path, 0, 0, 0, NULL, NULL);
    }
  else if (reached == is_waiting)
    outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, NULL, SOCKET, 0, 1001, 0, NULL, NULL);
  begin (fixture);
  if (reached != NULL)
    outpost_test_wait_until (reached, fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->watch));
  outpost_demo_clear_faults (fixture->demo);
  outpost_test_wait_until (nobody_watches, fixture->demo);
  set_status (fixture, "connected");
  g_assert_true (outpost_test_await_true (outpost_api_get_build_info (fixture->client), NULL));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_dropped_at_any_time (Fixture *fixture,
                          gconstpointer data)
{
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *event = dup_event_with (fixture, i % 2 == 0 ? "connected" : "timeout");
      guint n_changed;

      will_send (fixture, event, event, NULL);
      begin (fixture);
      for (guint turn = 0; turn < i; turn++)
        g_main_context_iteration (NULL, FALSE);
      outpost_workspace_watch_stop (fixture->watch);
      n_changed = fixture->n_changed;
      g_assert_true (has_ended (fixture));
      g_assert_finalize_object (g_steal_pointer (&fixture->watch));
      outpost_test_wait_until (nobody_watches, fixture->demo);
      g_assert_cmpuint (fixture->n_changed, ==, n_changed);
      outpost_demo_clear_faults (fixture->demo);
    }
}

#define ADD_WITH(path, data, function) g_test_add (path, Fixture, (gconstpointer) (data), set_up, function, tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)

int
main (int argc,
      char *argv[])
{
  main_stack = __builtin_frame_address (0);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/watch/follows", test_follows);
  ADD ("/watch/correction-54/no-events", test_no_events);
  ADD ("/watch/correction-54/duplicates", test_duplicates);
  ADD_WITH ("/watch/reconnects/going-away", GUINT_TO_POINTER (1001), test_reconnects);
  ADD_WITH ("/watch/reconnects/in-order", GUINT_TO_POINTER (1000), test_reconnects);
  ADD ("/watch/correction-54/deleted", test_deleted);
  ADD ("/watch/deleted-once", test_deleted_once);
  ADD_WITH ("/watch/correction-42/gone", GUINT_TO_POINTER (410), test_gone);
  ADD_WITH ("/watch/not-found", GUINT_TO_POINTER (404), test_gone);
  ADD ("/watch/dropped-when-deleted", test_dropped_when_deleted);
  ADD ("/watch/reads-when-refused", test_reads_when_refused);
  ADD ("/watch/ends-when-signed-out", test_ends_when_signed_out);
  ADD_WITH ("/watch/dropped/at-once", NULL, test_dropped);
  ADD_WITH ("/watch/dropped/open", is_open, test_dropped);
  ADD_WITH ("/watch/dropped/waiting", is_waiting, test_dropped);
  ADD_WITH ("/watch/dropped/reading", was_read, test_dropped);
  ADD ("/watch/dropped/at-any-time", test_dropped_at_any_time);
  return g_test_run ();
}

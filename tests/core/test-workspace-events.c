/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "http/outpost-vigil-private.h"
#include "outpost-api.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-test.h"
#include "outpost-workspace-watch.h"

/* A watched workspace where no websocket comes through, where connections break, and where the computer sleeps. */

#define SOCKET "/api/v2/workspaces/*/watch-ws"
#define EVENTS "/api/v2/workspaces/*/watch"
#define FROM_CODER "X-Coder-Build-Version: v2.36.0"

/* outpost-client-private.h is libsoup's neighbour; this much of it is wanted here. */
OutpostVigil *outpost_client_get_vigil (OutpostClient *self);

/* A watched workspace of a demo deployment, and through which states the watch went: "connecting open ". */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostWorkspace *workspace;
  OutpostWorkspaceWatch *watch;
  GString *states;
  guint n_deleted;
  guint n_handshakes;
  gint64 asleep;
} Fixture;

static void
deleted_cb (Fixture *fixture)
{
  fixture->n_deleted++;
}

static void
state_cb (Fixture *fixture)
{
  static const char *const words[] = { "connecting ", "open ", "waiting ", "ended " };

  g_string_append (fixture->states, words[outpost_workspace_watch_get_state (fixture->watch)]);
}

static gint64
get_asleep (gpointer fixture)
{
  return ((Fixture *) fixture)->asleep;
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
  outpost_vigil_set_clock (outpost_client_get_vigil (fixture->client), get_asleep, fixture);
  fixture->workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", "gpu-02"), &error);
  g_assert_no_error (error);
  fixture->states = g_string_new (NULL);
  outpost_demo_clear_requests (fixture->demo);
}

static void
begin (Fixture *fixture)
{
  fixture->watch = outpost_workspace_watch_new (fixture->client, fixture->workspace);
  state_cb (fixture);
  g_signal_connect_swapped (fixture->watch, "deleted", G_CALLBACK (deleted_cb), fixture);
  g_signal_connect_swapped (fixture->watch, "notify::state", G_CALLBACK (state_cb), fixture);
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
    {
      g_signal_handlers_disconnect_by_data (fixture->watch, fixture);
      g_assert_finalize_object (g_steal_pointer (&fixture->watch));
    }
  outpost_test_wait_until (nobody_watches, fixture->demo);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_string_free (fixture->states, TRUE);
}

static void
set_status (Fixture *fixture,
            const char *status)
{
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", status, "ready");
}

static gboolean
is_connected (gpointer fixture)
{
  return outpost_agent_get_state (outpost_workspace_get_main_agent (((Fixture *) fixture)->workspace)) == OUTPOST_AGENT_CONNECTED;
}

static gboolean
is_lost (gpointer fixture)
{
  return outpost_agent_get_state (outpost_workspace_get_main_agent (((Fixture *) fixture)->workspace)) == OUTPOST_AGENT_LOST;
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
count (Fixture *fixture,
       const char *glob)
{
  return outpost_demo_count_requests (fixture->demo, "GET", glob);
}

static gboolean
asked_once_more (gpointer data)
{
  Fixture *fixture = data;

  return count (fixture, SOCKET) > fixture->n_handshakes;
}

/* ---- The order of the ways --------------------------------------------------------------------------------------- */

/* What stands in a websocket's way, and for how many handshakes. */
static const struct
{
  OutpostDemoFaultKind kind;
  guint status;
  const char *text;
  const char *headers;
} obstacles[] = {
  { OUTPOST_DEMO_FAULT_STATUS, 404, "Route not found.", FROM_CODER },
  { OUTPOST_DEMO_FAULT_STATUS, 400, "Bad request.", NULL },
  { OUTPOST_DEMO_FAULT_BODY, 426, "WebSocket protocol violation\n{\"message\":\"Failed to accept WebSocket.\"}", FROM_CODER },
  { OUTPOST_DEMO_FAULT_HTML, 403, NULL, NULL },
  { OUTPOST_DEMO_FAULT_HTML, 502, NULL, NULL },
  { OUTPOST_DEMO_FAULT_STATUS, 501, "Not implemented.", NULL },
  { OUTPOST_DEMO_FAULT_HTML, 200, NULL, NULL },
  { OUTPOST_DEMO_FAULT_DROP, 0, NULL, NULL },
};

static void
test_other_way (Fixture *fixture,
                gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  outpost_demo_add_fault (fixture->demo, obstacles[i].kind, NULL, SOCKET, 0, obstacles[i].status, 0, obstacles[i].text,
                          obstacles[i].headers);
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  /* No pause lies between the two. */
  g_assert_cmpstr (fixture->states->str, ==, "connecting open ");
  g_assert_cmpuint (count (fixture, SOCKET), ==, 1);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 1);
  set_status (fixture, "connected");
  outpost_test_wait_until (is_connected, fixture);
  set_status (fixture, "disconnected");
  outpost_test_wait_until (is_lost, fixture);
  g_assert_cmpuint (count (fixture, "/api/v2/workspaces/*-????????????"), ==, 0);
}

/* The events are asked for as anything else is, and for what they are. */
static void
test_request (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *key = NULL, *accept = NULL, *cookie = NULL, *encoding = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, SOCKET, 0, 404, 0, "Route not found.", FROM_CODER);
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  key = outpost_demo_dup_request_header (fixture->demo, EVENTS, "Coder-Session-Token");
  accept = outpost_demo_dup_request_header (fixture->demo, EVENTS, "Accept");
  cookie = outpost_demo_dup_request_header (fixture->demo, EVENTS, "Cookie");
  encoding = outpost_demo_dup_request_header (fixture->demo, EVENTS, "Accept-Encoding");
  g_assert_cmpstr (key, ==, outpost_demo_get_key (fixture->demo));
  g_assert_cmpstr (accept, ==, "text/event-stream");
  g_assert_null (cookie);
  g_assert_null (encoding);
}

/* Where both are refused nothing is left but asking. */
static void
test_neither_way (Fixture *fixture,
                  gconstpointer data)
{
  set_status (fixture, "connected");
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, SOCKET, 0, 404, 0, "Route not found.", FROM_CODER);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, EVENTS, 0, 404, 0, "Route not found.", FROM_CODER);
  begin (fixture);
  outpost_test_wait_until (is_connected, fixture);
  g_assert_true (has_ended (fixture));
  g_assert_cmpuint (count (fixture, SOCKET), ==, 1);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 1);
  g_assert_cmpuint (fixture->n_deleted, ==, 0);
}

/* A workspace that is not there is not there by either way. */
static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  outpost_demo_remove (fixture->demo, "gpu-02");
  begin (fixture);
  outpost_test_wait_until (is_deleted, fixture);
  g_assert_true (has_ended (fixture));
  g_assert_cmpuint (count (fixture, SOCKET), ==, 1);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 1);
}

/* These are refusals of the person, not of the websocket: the other way is not tried. */
static void
test_terminal (Fixture *fixture,
               gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, SOCKET, 0, GPOINTER_TO_UINT (data), 0, "No.",
                          FROM_CODER);
  begin (fixture);
  outpost_test_wait_until (has_ended, fixture);
  g_assert_cmpuint (count (fixture, SOCKET), ==, 1);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 0);
}

/* What is no stream of events is none, whatever its status says; the next round begins with the websocket again. */
static void
test_no_events (Fixture *fixture,
                gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DROP, NULL, SOCKET, 1, 0, 0, NULL, NULL);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HTML, NULL, EVENTS, 0, 200, 0, NULL, NULL);
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  g_assert_cmpstr (fixture->states->str, ==, "connecting waiting connecting open ");
  g_assert_cmpuint (count (fixture, SOCKET), ==, 2);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 1);
}

/* Where a websocket was open, one failure of a proxy is its deployment's restart, not the end of websockets. */
static void
test_socket_comes_back (Fixture *fixture,
                        gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HTML, NULL, "*", 1, 502, 0, NULL, NULL);
  outpost_demo_break_off (fixture->demo);
  outpost_test_wait_until (is_waiting, fixture);
  outpost_test_wait_until (is_open, fixture);
  g_assert_cmpuint (count (fixture, SOCKET), ==, 3);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 0);
}

/* ---- Breaking off ------------------------------------------------------------------------------------------------ */

static void
refuse_socket (Fixture *fixture)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, SOCKET, 0, 404, 0, "Route not found.", FROM_CODER);
}

/* What happened in between is known afterwards; the way that worked is tried first. */
static void
test_events_break_off (Fixture *fixture,
                       gconstpointer data)
{
  refuse_socket (fixture);
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  outpost_demo_break_off (fixture->demo);
  outpost_test_wait_until (is_waiting, fixture);
  set_status (fixture, "connected");
  outpost_test_wait_until (is_connected, fixture);
  g_assert_true (is_open (fixture));
  g_assert_cmpuint (count (fixture, SOCKET), ==, 1);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 2);
}

/* The end of the events is no end of the watching: proxies cut what lasts long. */
static void
test_events_end (Fixture *fixture,
                 gconstpointer data)
{
  refuse_socket (fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_EVENTS, NULL, EVENTS, 1, 1, 0, "event: ping\n\n", NULL);
  set_status (fixture, "connected");
  begin (fixture);
  outpost_test_wait_until (is_connected, fixture);
  g_assert_cmpstr (fixture->states->str, ==, "connecting open waiting connecting open ");
}

/* Everything breaks, a proxy answers for a while, then all is there again and has changed meanwhile: the machine was lost. */
static void
test_restart (Fixture *fixture,
              gconstpointer data)
{
  if (data != NULL)
    refuse_socket (fixture);
  set_status (fixture, "connected");
  begin (fixture);
  outpost_test_wait_until (is_connected, fixture);
  outpost_demo_clear_faults (fixture->demo);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HTML, NULL, "*", 4, 502, 0, NULL, NULL);
  if (data != NULL)
    refuse_socket (fixture);
  outpost_demo_break_off (fixture->demo);
  outpost_test_wait_until (is_waiting, fixture);
  set_status (fixture, "disconnected");
  outpost_test_wait_until (is_lost, fixture);
  g_assert_cmpuint (fixture->n_deleted, ==, 0);
}

/* Every state that there was while nobody listened is overtaken by the last one, in any order of events and of cuts. */
static void
test_no_lost_state (Fixture *fixture,
                    gconstpointer data)
{
  static const char *const statuses[] = { "connected", "disconnected" };

  if (data != NULL)
    refuse_socket (fixture);
  begin (fixture);
  for (guint i = 0; i < 24; i++)
    {
      for (guint turn = 0; turn < i * 3; turn++)
        g_main_context_iteration (NULL, FALSE);
      set_status (fixture, statuses[i % 2]);
      if (i % 3 == 0)
        {
          outpost_demo_break_off (fixture->demo);
          fixture->asleep += 60 * G_USEC_PER_SEC;
          outpost_vigil_check (outpost_client_get_vigil (fixture->client));
        }
      outpost_test_wait_until (i % 2 == 0 ? is_connected : is_lost, fixture);
    }
}

/* ---- Silence ----------------------------------------------------------------------------------------------------- */

static void
test_silence (Fixture *fixture,
              gconstpointer data)
{
  refuse_socket (fixture);
  outpost_vigil_set_silence (outpost_client_get_vigil (fixture->client), 100);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_EVENTS, NULL, EVENTS, 1, 0, 0, "event: ping\n\n", NULL);
  set_status (fixture, "connected");
  begin (fixture);
  outpost_test_wait_until (is_waiting, fixture);
  g_assert_cmpstr (fixture->states->str, ==, "connecting open waiting ");
  outpost_vigil_set_silence (outpost_client_get_vigil (fixture->client), 30000);
  outpost_test_wait_until (is_connected, fixture);
  g_assert_cmpuint (count (fixture, EVENTS), ==, 2);
}

/* As long as anything comes, byte by byte and without an event, nothing is given up: 40 times 20 ms are more than silence. */
static void
test_no_silence (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *pings = g_strnfill (40, ':');

  refuse_socket (fixture);
  outpost_vigil_set_silence (outpost_client_get_vigil (fixture->client), 400);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_EVENTS, NULL, EVENTS, 1, 1, 20, pings, NULL);
  set_status (fixture, "connected");
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  fixture->n_handshakes = count (fixture, EVENTS);
  outpost_vigil_set_silence (outpost_client_get_vigil (fixture->client), 30000);
  outpost_test_wait_until (is_waiting, fixture);
  outpost_test_wait_until (is_connected, fixture);
  g_assert_cmpstr (fixture->states->str, ==, "connecting open waiting connecting open ");
}

/* ---- Sleep ------------------------------------------------------------------------------------------------------- */

static void
sleep_for (Fixture *fixture,
           guint seconds)
{
  fixture->asleep += seconds * (gint64) G_USEC_PER_SEC;
  outpost_vigil_check (outpost_client_get_vigil (fixture->client));
}

/* After it the connection is made anew at once, and begins with the state that there is now. */
static void
test_resumed (Fixture *fixture,
              gconstpointer data)
{
  if (data != NULL)
    refuse_socket (fixture);
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  g_string_truncate (fixture->states, 0);
  sleep_for (fixture, 3600);
  g_assert_cmpstr (fixture->states->str, ==, "connecting ");
  set_status (fixture, "connected");
  outpost_test_wait_until (is_connected, fixture);
  g_assert_cmpstr (fixture->states->str, ==, "connecting open ");
}

/* In the middle of a pause, which would be longer and longer, and of a handshake that got no answer. */
static void
test_resumed_in_pause (Fixture *fixture,
                       gconstpointer data)
{
  OutpostDemoFaultKind kind = data != NULL ? OUTPOST_DEMO_FAULT_HANG : OUTPOST_DEMO_FAULT_STATUS;

  outpost_demo_add_fault (fixture->demo, kind, NULL, SOCKET, 1, 425, 0, "Too early.", FROM_CODER);
  begin (fixture);
  outpost_test_wait_until (asked_once_more, fixture);
  if (data == NULL)
    outpost_test_wait_until (is_waiting, fixture);
  fixture->n_handshakes = count (fixture, SOCKET);
  sleep_for (fixture, 60);
  g_assert_true (g_str_has_suffix (fixture->states->str, "connecting "));
  outpost_test_wait_until (asked_once_more, fixture);
  outpost_test_wait_until (is_open, fixture);
}

/* The clock was set, or a lid was closed and opened: no reason to do anything. */
static void
test_not_slept (Fixture *fixture,
                gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_open, fixture);
  sleep_for (fixture, 0);
  fixture->asleep += 1000;
  sleep_for (fixture, 0);
  g_assert_cmpstr (fixture->states->str, ==, "connecting open ");
  g_assert_cmpuint (count (fixture, SOCKET), ==, 1);
}

/* ---- Dropped ----------------------------------------------------------------------------------------------------- */

static void
test_dropped_at_any_time (Fixture *fixture,
                          gconstpointer data)
{
  refuse_socket (fixture);
  for (guint i = 0; i < 80; i++)
    {
      set_status (fixture, i % 2 == 0 ? "connected" : "timeout");
      begin (fixture);
      for (guint turn = 0; turn < i; turn++)
        g_main_context_iteration (NULL, FALSE);
      g_signal_handlers_disconnect_by_data (fixture->watch, fixture);
      outpost_workspace_watch_stop (fixture->watch);
      g_assert_true (has_ended (fixture));
      g_assert_finalize_object (g_steal_pointer (&fixture->watch));
      outpost_test_wait_until (nobody_watches, fixture->demo);
    }
}

#define ADD_WITH(path, data, function) g_test_add ("/events/" path, Fixture, (gconstpointer) (data), set_up, function, tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  for (guint i = 0; i < G_N_ELEMENTS (obstacles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/events/other-way/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_other_way, tear_down);
    }
  ADD ("request", test_request);
  ADD ("neither-way", test_neither_way);
  ADD ("gone", test_gone);
  ADD_WITH ("terminal/401", 401, test_terminal);
  ADD_WITH ("terminal/403", 403, test_terminal);
  ADD_WITH ("terminal/410", 410, test_terminal);
  ADD ("no-events", test_no_events);
  ADD ("socket-comes-back", test_socket_comes_back);
  ADD ("break-off", test_events_break_off);
  ADD ("end", test_events_end);
  ADD ("restart/socket", test_restart);
  ADD_WITH ("restart/events", 1, test_restart);
  ADD ("no-lost-state/socket", test_no_lost_state);
  ADD_WITH ("no-lost-state/events", 1, test_no_lost_state);
  ADD ("silence", test_silence);
  ADD ("no-silence", test_no_silence);
  ADD ("resumed/socket", test_resumed);
  ADD_WITH ("resumed/events", 1, test_resumed);
  ADD ("resumed/in-pause", test_resumed_in_pause);
  ADD_WITH ("resumed/in-handshake", 1, test_resumed_in_pause);
  ADD ("not-slept", test_not_slept);
  ADD ("dropped-at-any-time", test_dropped_at_any_time);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api.h"
#include "outpost-stream-fixture.h"

/* ---- Refused ----------------------------------------------------------------------------------------------------- */

#define FROM_CODER "X-Coder-Build-Version: v2.36.0"
#define AS_TEXT "\nContent-Type: text/plain; charset=utf-8"
#define NO_WEBSOCKET "request Origin \"https://elsewhere\" is not authorized\n{\"message\":\"Failed to accept WebSocket.\"}\n"

/* An answer to the handshake: JSON, plain text with a line of JSON behind it, or a page (correction 3). */
typedef struct
{
  OutpostDemoFaultKind kind;
  guint status;
  const char *text;
  const char *headers;
  OutpostError code;
} Refusal;

static const Refusal refusals[] = {
  { OUTPOST_DEMO_FAULT_STATUS, 401, "You are signed out or your session has expired.", FROM_CODER, OUTPOST_ERROR_UNAUTHORIZED },
  { OUTPOST_DEMO_FAULT_STATUS, 403, "Forbidden.", FROM_CODER, OUTPOST_ERROR_FORBIDDEN },
  { OUTPOST_DEMO_FAULT_STATUS, 404, "Resource not found or you do not have access to this resource", FROM_CODER,
    OUTPOST_ERROR_NOT_FOUND },
  { OUTPOST_DEMO_FAULT_STATUS, 410, "This workspace has been deleted", FROM_CODER, OUTPOST_ERROR_NOT_FOUND },
  { OUTPOST_DEMO_FAULT_BODY, 403, NO_WEBSOCKET, FROM_CODER AS_TEXT, OUTPOST_ERROR_FORBIDDEN },
  { OUTPOST_DEMO_FAULT_HTML, 404, NULL, FROM_CODER, OUTPOST_ERROR_NOT_FOUND },
  { OUTPOST_DEMO_FAULT_HTML, 403, NULL, NULL, OUTPOST_ERROR_NOT_A_DEPLOYMENT },
};

static void
will_refuse (Fixture *fixture,
             const Refusal *refusal)
{
  outpost_demo_clear_requests (fixture->demo);
  outpost_demo_add_fault (fixture->demo, refusal->kind, NULL, PATH, 1, refusal->status, 0, refusal->text, refusal->headers);
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(GError) error = NULL, again = NULL;

      will_refuse (fixture, &refusals[i]);
      begin (fixture);
      error = dup_refusal (fixture);
      if (!g_error_matches (error, OUTPOST_ERROR, refusals[i].code))
        g_error ("refusal %u: %s", i, error->message);
      g_assert_cmpuint (outpost_error_get_status (error), ==, refusals[i].status);
      g_assert_cmpstr (fixture->states->str, ==, "connecting ended ");
      again = dup_refusal (fixture);
      g_assert_error (again, OUTPOST_ERROR, (int) refusals[i].code);
      g_assert_cmpuint (count_handshakes (fixture), ==, 1);
      end_stream (fixture);
    }
}

static const Refusal refusals_for_now[] = {
  { OUTPOST_DEMO_FAULT_STATUS, 400, "Bad request.", FROM_CODER, 0 },
  { OUTPOST_DEMO_FAULT_STATUS, 425, "Too early.", FROM_CODER, 0 },
  { OUTPOST_DEMO_FAULT_BODY, 426, NO_WEBSOCKET, FROM_CODER AS_TEXT, 0 },
  { OUTPOST_DEMO_FAULT_STATUS, 500, "broken", FROM_CODER, 0 },
  { OUTPOST_DEMO_FAULT_HTML, 502, NULL, NULL, 0 },
  { OUTPOST_DEMO_FAULT_HTML, 200, NULL, NULL, 0 },
  { OUTPOST_DEMO_FAULT_DROP, 0, NULL, NULL, 0 },
};

static void
test_refused_for_now (Fixture *fixture,
                      gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals_for_now); i++)
    {
      will_refuse (fixture, &refusals_for_now[i]);
      will_send (fixture, "after");
      begin (fixture);
      assert_next (fixture, "after");
      g_assert_cmpstr (fixture->states->str, ==, "connecting waiting connecting open ");
      g_assert_cmpuint (count_handshakes (fixture), ==, 2);
      end_stream (fixture);
    }
}

/* Who asked too often is told when to come again; the reset is more exact than Retry-After (correction 7). */
static void
test_rate_limit (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *headers
      = g_strdup_printf ("Retry-After: 60\nX-Ratelimit-Reset: %" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + 3);
  gint64 began = g_get_monotonic_time ();

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, PATH, 1, 429, 0, "slow", headers);
  will_send (fixture, "after");
  begin (fixture);
  assert_next (fixture, "after");
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC);
}

static void
count_cb (OutpostClient *client,
          guint *n)
{
  (*n)++;
}

/* A refused key is told to the client, and the stream carries what each request carries, but no Origin (correction 3). */
static void
test_as_the_client (Fixture *fixture,
                    gconstpointer data)
{
  g_autofree char *key = NULL, *agent = NULL, *cookie = NULL, *origin = NULL, *extensions = NULL;
  guint n = 0;

  g_signal_connect (fixture->client, "unauthorized", G_CALLBACK (count_cb), &n);
  will_refuse (fixture, &refusals[0]);
  begin (fixture);
  g_error_free (dup_refusal (fixture));
  key = outpost_demo_dup_request_header (fixture->demo, PATH, "Coder-Session-Token");
  agent = outpost_demo_dup_request_header (fixture->demo, PATH, "User-Agent");
  cookie = outpost_demo_dup_request_header (fixture->demo, PATH, "Cookie");
  origin = outpost_demo_dup_request_header (fixture->demo, PATH, "Origin");
  extensions = outpost_demo_dup_request_header (fixture->demo, PATH, "Sec-WebSocket-Extensions");
  g_assert_cmpstr (key, ==, outpost_demo_get_key (fixture->demo));
  g_assert_true (g_str_has_prefix (agent, "Outpost/"));
  g_assert_null (cookie);
  g_assert_null (origin);
  /* The size of what comes compressed could not be bounded. */
  g_assert_null (extensions);
  g_assert_true (outpost_test_await_true (outpost_api_get_build_info (fixture->client), NULL));
  g_assert_cmpuint (n, ==, 1);
}

/* A deployment under another name redirects handshakes, too (correction 75); nobody there sees the key. */
static void
test_redirect (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr(OutpostDemo) other = outpost_demo_new (OUTPOST_DEMO_STILL, 0, NULL);

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_REDIRECT, NULL, PATH, 1, 307, 0, outpost_demo_get_url (other), NULL);
  will_send (fixture, "after");
  begin (fixture);
  assert_next (fixture, "after");
  g_assert_cmpstr (fixture->states->str, ==, "connecting waiting connecting open ");
  g_assert_cmpuint (outpost_demo_count_requests (other, NULL, NULL), ==, 0);
}

static void
test_hanging_handshake (Fixture *fixture,
                        gconstpointer data)
{
  outpost_client_set_deadline (fixture->client, 100);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HANG, NULL, PATH, 1, 0, 0, NULL, NULL);
  begin (fixture);
  outpost_test_wait_until (is_waiting, fixture->stream);
  outpost_client_set_deadline (fixture->client, 20000);
  will_send (fixture, "after");
  assert_next (fixture, "after");
  g_assert_cmpstr (fixture->states->str, ==, "connecting waiting connecting open ");
}

static void
test_nobody_listens (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostClient) nowhere = outpost_client_new ("http://127.0.0.1:1");

  fixture->stream = outpost_event_stream_new (nowhere, PATH);
  outpost_test_wait_until (is_waiting, fixture->stream);
}

/* ---- Closed by us ------------------------------------------------------------------------------------------------ */

/* What the other side does when we close, and the state that is waited for before. */
typedef struct
{
  OutpostDemoFaultKind kind;
  guint status;
  OutpostTestCondition reached; /* of the stream; NULL: the handshake is asked for */
} Moment;

static const Moment moments[] = {
  { OUTPOST_DEMO_FAULT_HANG, 0, NULL },
  { OUTPOST_DEMO_FAULT_WS_GARBAGE, 0, is_open },
  { OUTPOST_DEMO_FAULT_STATUS, 500, is_waiting },
  { OUTPOST_DEMO_FAULT_WS_CLOSE, 1001, is_waiting },
};

static void
reach (Fixture *fixture,
       const Moment *moment)
{
  outpost_demo_clear_requests (fixture->demo);
  outpost_demo_add_fault (fixture->demo, moment->kind, NULL, PATH, 1, moment->status, 0, NULL, NULL);
  begin (fixture);
  if (moment->reached != NULL)
    outpost_test_wait_until (moment->reached, fixture->stream);
  else
    outpost_test_wait_until (was_asked, fixture);
}

static void
test_close (Fixture *fixture,
            gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr(GError) error = NULL;
      DexFuture *next;

      reach (fixture, &moments[i]);
      next = outpost_event_stream_next (fixture->stream);
      g_assert_true (dex_future_is_pending (next));
      outpost_event_stream_close (fixture->stream);
      g_assert_cmpuint (outpost_event_stream_get_state (fixture->stream), ==, OUTPOST_STREAM_ENDED);
      g_assert_true (g_str_has_suffix (fixture->states->str, " ended "));
      g_assert_null (outpost_test_await_boxed (next, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
      assert_closed (fixture);
      outpost_event_stream_close (fixture->stream);
      outpost_test_wait_until (nobody_watches, fixture->demo);
      g_assert_cmpuint (count_handshakes (fixture), ==, 1);
      end_stream (fixture);
    }
}

static void
test_drop (Fixture *fixture,
           gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr(GError) error = NULL;
      DexFuture *next;

      reach (fixture, &moments[i]);
      next = outpost_event_stream_next (fixture->stream);
      g_assert_finalize_object (g_steal_pointer (&fixture->stream));
      g_assert_null (outpost_test_await_boxed (next, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
      outpost_test_wait_until (nobody_watches, fixture->demo);
      g_assert_cmpuint (count_handshakes (fixture), ==, 1);
    }
}

/* At once, again and again: no moment of the handshake is a bad one. */
static void
test_drop_at_any_time (Fixture *fixture,
                       gconstpointer data)
{
  for (guint i = 0; i < 60; i++)
    {
      begin (fixture);
      for (guint turn = 0; turn < i; turn++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_finalize_object (g_steal_pointer (&fixture->stream));
    }
}

static void
close_cb (OutpostEventStream *stream,
          GParamSpec *pspec,
          const OutpostStreamState *at)
{
  if (outpost_event_stream_get_state (stream) == *at)
    outpost_event_stream_close (stream);
}

/* Who is told of a state may close the stream over it. */
static void
test_close_from_a_handler (Fixture *fixture,
                           gconstpointer data)
{
  const OutpostStreamState states[] = { OUTPOST_STREAM_OPEN, OUTPOST_STREAM_WAITING, OUTPOST_STREAM_CONNECTING };
  const char *const expected[]
      = { "connecting open ended ", "connecting open waiting ended ", "connecting open waiting connecting ended " };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      will_close (fixture, 1001, NULL);
      begin (fixture);
      g_signal_connect (fixture->stream, "notify::state", G_CALLBACK (close_cb), (gpointer) &states[i]);
      outpost_test_wait_until (has_ended, fixture->stream);
      g_assert_cmpstr (fixture->states->str, ==, expected[i]);
      assert_closed (fixture);
      end_stream (fixture);
      outpost_demo_clear_faults (fixture->demo);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/stream/correction-3/refused", test_refused);
  ADD ("/stream/correction-3/refused-for-now", test_refused_for_now);
  ADD ("/stream/correction-7/rate-limit", test_rate_limit);
  ADD ("/stream/correction-75/redirect", test_redirect);
  ADD ("/stream/as-the-client", test_as_the_client);
  ADD ("/stream/hanging-handshake", test_hanging_handshake);
  ADD ("/stream/nobody-listens", test_nobody_listens);
  ADD ("/stream/close", test_close);
  ADD ("/stream/drop", test_drop);
  ADD ("/stream/drop-at-any-time", test_drop_at_any_time);
  ADD ("/stream/close-from-a-handler", test_close_from_a_handler);
  return g_test_run ();
}

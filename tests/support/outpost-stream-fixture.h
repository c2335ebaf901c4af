/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <string.h>

#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-event-stream.h"
#include "outpost-test.h"

/* What the tests of event streams share; static, one copy a program. */

#define PATH "/api/v2/workspaces/11111111-1111-4111-8111-111111111111/watch-ws"

/* A client on a demo deployment, a stream from it, and the states that the stream went through: "connecting open ". */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostEventStream *stream;
  GString *states;
} Fixture;

G_GNUC_UNUSED static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  fixture->states = g_string_new (NULL);
}

G_GNUC_UNUSED static gboolean
nobody_watches (gpointer demo)
{
  return outpost_demo_count_watchers (demo) == 0;
}

G_GNUC_UNUSED static void
end_stream (Fixture *fixture)
{
  if (fixture->stream != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->stream));
  /* What is open ends in order, whatever was on its way. */
  outpost_test_wait_until (nobody_watches, fixture->demo);
}

G_GNUC_UNUSED static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  end_stream (fixture);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_string_free (fixture->states, TRUE);
}

G_GNUC_UNUSED static void
note_state (Fixture *fixture)
{
  static const char *const words[] = { "connecting ", "open ", "waiting ", "ended " };

  g_string_append (fixture->states, words[outpost_event_stream_get_state (fixture->stream)]);
}

G_GNUC_UNUSED static void
begin (Fixture *fixture)
{
  g_assert_null (fixture->stream);
  fixture->stream = outpost_event_stream_new (fixture->client, PATH);
  g_string_truncate (fixture->states, 0);
  note_state (fixture);
  g_signal_connect_swapped (fixture->stream, "notify::state", G_CALLBACK (note_state), fixture);
}

G_GNUC_UNUSED static gboolean
is_open (gpointer stream)
{
  return outpost_event_stream_get_state (stream) == OUTPOST_STREAM_OPEN;
}

G_GNUC_UNUSED static gboolean
is_waiting (gpointer stream)
{
  return outpost_event_stream_get_state (stream) == OUTPOST_STREAM_WAITING;
}

G_GNUC_UNUSED static gboolean
has_ended (gpointer stream)
{
  return outpost_event_stream_get_state (stream) == OUTPOST_STREAM_ENDED;
}

G_GNUC_UNUSED static guint
count_handshakes (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->demo, "GET", PATH);
}

G_GNUC_UNUSED static gboolean
was_asked (gpointer fixture)
{
  return count_handshakes (fixture) > 0;
}

/* Each line of @text is a message. */
G_GNUC_UNUSED static void
will_send (Fixture *fixture,
           const char *text)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, NULL, PATH, 1, 0, 0, text, NULL);
}

G_GNUC_UNUSED static void
will_close (Fixture *fixture,
            guint code,
            const char *text)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, NULL, PATH, 1, code, 0, text, NULL);
}

G_GNUC_UNUSED static void
assert_next (Fixture *fixture,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) message = outpost_test_await_boxed (outpost_event_stream_next (fixture->stream), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (message, NULL), g_bytes_get_size (message), expected, strlen (expected));
}

G_GNUC_UNUSED static GError *
dup_refusal (Fixture *fixture)
{
  GError *error = NULL;

  g_assert_null (outpost_test_await_boxed (outpost_event_stream_next (fixture->stream), &error));
  g_assert_nonnull (error);
  return error;
}

G_GNUC_UNUSED static void
assert_closed (Fixture *fixture)
{
  g_autoptr(GError) error = dup_refusal (fixture);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

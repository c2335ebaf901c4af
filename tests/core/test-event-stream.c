/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-stream-fixture.h"

/* ---- Messages ---------------------------------------------------------------------------------------------------- */

static char *
dup_numbers (guint n)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (lines, i == 0 ? "%u" : "\n%u", i);
  return g_string_free (lines, FALSE);
}

static void
test_in_order (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *numbers = dup_numbers (60);

  will_send (fixture, numbers);
  begin (fixture);
  /* The first is asked for before there is a connection, the others before or after they come. */
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      assert_next (fixture, number);
    }
  g_assert_cmpstr (fixture->states->str, ==, "connecting open ");
}

/* Whatever comes with the answer to the handshake is not missed. */
static void
test_first_is_never_lost (Fixture *fixture,
                          gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      will_send (fixture, "first");
      begin (fixture);
      assert_next (fixture, "first");
      end_stream (fixture);
    }
}

static void
test_bounded (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *numbers = dup_numbers (100);

  will_close (fixture, 1000, numbers);
  begin (fixture);
  outpost_event_stream_set_finite (fixture->stream);
  outpost_test_wait_until (has_ended, fixture->stream);
  for (guint i = 100 - 64; i < 100; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      assert_next (fixture, number);
    }
  assert_closed (fixture);
}

static void
test_large (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr(GBytes) message = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, NULL, PATH, 1, 0, 16, NULL, NULL);
  begin (fixture);
  message = outpost_test_await_boxed (outpost_event_stream_next (fixture->stream), NULL);
  g_assert_cmpuint (g_bytes_get_size (message), ==, 16 * 1024 * 1024);
}

static void
test_too_large (Fixture *fixture,
                gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, NULL, PATH, 1, 0, 17, NULL, NULL);
  will_send (fixture, "small");
  begin (fixture);
  assert_next (fixture, "small");
  g_assert_cmpstr (fixture->states->str, ==, "connecting open waiting connecting open ");
}

/* What the server writes after the handshake, byte by byte, and is not a text message. */
static const char *const broken[] = {
  "\x82\x03\x01\x02\x03",     /* a binary message */
  "\x81\x02\xff\xfe",         /* not UTF-8 */
  "\x81\x83mask\x0c\x0e\x10", /* masked, which only a client's may be */
  "\x83\x01x",                /* of no known kind */
  "\xf1\x01x",                /* with bits of an extension that nobody wanted */
  "\x80\x01x",                /* the end of something that has not begun */
  "\x88\x01x",                /* half a close code */
};

static void
test_broken (Fixture *fixture,
             gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_RAW, NULL, PATH, 1, 0, 0, broken[i], NULL);
      will_send (fixture, "good");
      begin (fixture);
      assert_next (fixture, "good");
      g_assert_cmpstr (fixture->states->str, ==, "connecting open waiting connecting open ");
      end_stream (fixture);
    }
}

static void
test_fragments (Fixture *fixture,
                gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_RAW, NULL, PATH, 1, 1, 0, "\x01\x03one\x80\x03two\x81\x05three",
                          NULL);
  begin (fixture);
  assert_next (fixture, "onetwo");
  assert_next (fixture, "three");
}

/* ---- Closed by the server ---------------------------------------------------------------------------------------- */

/* What has an end, such as a build's log, ends with it. */
static void
test_closed_in_order (Fixture *fixture,
                      gconstpointer data)
{
  will_close (fixture, 1000, "last words");
  begin (fixture);
  outpost_event_stream_set_finite (fixture->stream);
  outpost_test_wait_until (has_ended, fixture->stream);
  assert_next (fixture, "last words");
  assert_closed (fixture);
  assert_closed (fixture);
  g_assert_cmpstr (fixture->states->str, ==, "connecting open ended ");
  g_assert_cmpuint (count_handshakes (fixture), ==, 1);
}

/* The server says that it is our fault: once more would be no better. */
static void
test_closed_for_our_fault (Fixture *fixture,
                           gconstpointer data)
{
  const guint codes[] = { 1002, 1008 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(GError) error = NULL;

      outpost_demo_clear_requests (fixture->demo);
      will_close (fixture, codes[i], NULL);
      begin (fixture);
      error = dup_refusal (fixture);
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
      g_assert_cmpstr (fixture->states->str, ==, "connecting open ended ");
      g_assert_cmpuint (count_handshakes (fixture), ==, 1);
      end_stream (fixture);
    }
}

/* Also after 1000: a server that goes down in order says no more than that it says nothing more now. */
static void
test_reconnects (Fixture *fixture,
                 gconstpointer data)
{
  const guint codes[] = { 1000, 1001, 1003, 1009, 1011, 4000 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      outpost_demo_clear_requests (fixture->demo);
      will_close (fixture, codes[i], "before");
      will_send (fixture, "after");
      begin (fixture);
      assert_next (fixture, "before");
      assert_next (fixture, "after");
      g_assert_cmpstr (fixture->states->str, ==, "connecting open waiting connecting open ");
      g_assert_cmpuint (count_handshakes (fixture), ==, 2);
      end_stream (fixture);
    }
}

/* What servers and proxies do that go down. */
static void
test_breaks_off (Fixture *fixture,
                 gconstpointer data)
{
  /* Nothing, a message, half a message, and 1012: the server starts again. */
  const char *const bytes[] = { "", "\x81\x03one", "\x81\x09tw", "\x88\x02\x03\xf4" };

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_RAW, NULL, PATH, 1, 1, 0, bytes[i], NULL);
      will_send (fixture, "after");
      begin (fixture);
      if (i == 1)
        assert_next (fixture, "one");
      assert_next (fixture, "after");
      g_assert_cmpstr (fixture->states->str, ==, "connecting open waiting connecting open ");
      end_stream (fixture);
    }
}

/* How long each pause of a stream lasts. */
typedef struct
{
  gint64 since;
  gint64 pauses[3];
  guint n;
} Pauses;

static void
note_pause (OutpostEventStream *stream,
            GParamSpec *pspec,
            Pauses *pauses)
{
  OutpostStreamState state = outpost_event_stream_get_state (stream);

  if (state == OUTPOST_STREAM_WAITING)
    pauses->since = g_get_monotonic_time ();
  else if (state == OUTPOST_STREAM_CONNECTING && pauses->n < G_N_ELEMENTS (pauses->pauses))
    pauses->pauses[pauses->n++] = g_get_monotonic_time () - pauses->since;
}

static gboolean
has_paused_often (gpointer pauses)
{
  return ((Pauses *) pauses)->n == G_N_ELEMENTS (((Pauses *) pauses)->pauses);
}

/* Also where the server says something each time, before it lets us down. */
static void
test_pauses_grow (Fixture *fixture,
                  gconstpointer data)
{
  Pauses pauses = { 0 };

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, NULL, PATH, 0, 1001, 0, "{\"type\":\"ping\"}", NULL);
  begin (fixture);
  g_signal_connect (fixture->stream, "notify::state", G_CALLBACK (note_pause), &pauses);
  outpost_test_wait_until (has_paused_often, &pauses);
  g_assert_cmpint (pauses.pauses[0], >=, 240 * 1000);
  g_assert_cmpint (pauses.pauses[1], >=, 490 * 1000);
  g_assert_cmpint (pauses.pauses[2], >=, 990 * 1000);
  g_signal_handlers_disconnect_by_data (fixture->stream, &pauses);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/stream/in-order", test_in_order);
  ADD ("/stream/first-is-never-lost", test_first_is_never_lost);
  ADD ("/stream/bounded", test_bounded);
  ADD ("/stream/large", test_large);
  ADD ("/stream/too-large", test_too_large);
  ADD ("/stream/broken", test_broken);
  ADD ("/stream/fragments", test_fragments);
  ADD ("/stream/closed-in-order", test_closed_in_order);
  ADD ("/stream/closed-for-our-fault", test_closed_for_our_fault);
  ADD ("/stream/reconnects", test_reconnects);
  ADD ("/stream/breaks-off", test_breaks_off);
  ADD ("/stream/pauses-grow", test_pauses_grow);
  return g_test_run ();
}

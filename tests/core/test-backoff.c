/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-backoff.h"

static void
assert_between (guint pause,
                guint all)
{
  g_assert_cmpuint (pause, >=, all / 2);
  g_assert_cmpuint (pause, <=, all);
}

static void
test_grows (void)
{
  static const guint expected[] = { 200, 400, 800, 1600, 2000, 2000, 2000 };
  OutpostBackoff backoff = OUTPOST_BACKOFF_INIT (200, 2000);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_between (outpost_backoff_next (&backoff), expected[i]);
}

static void
test_reset (void)
{
  OutpostBackoff backoff = OUTPOST_BACKOFF_INIT (500, 30000);

  for (guint i = 0; i < 10; i++)
    outpost_backoff_next (&backoff);
  outpost_backoff_reset (&backoff);
  assert_between (outpost_backoff_next (&backoff), 500);
  assert_between (outpost_backoff_next (&backoff), 1000);
}

/* Weeks without a network, and bounds at which a doubling could wrap. */
static void
test_many_attempts (void)
{
  OutpostBackoff backoff = OUTPOST_BACKOFF_INIT (1, G_MAXUINT);

  backoff.attempts = G_MAXUINT;
  assert_between (outpost_backoff_next (&backoff), G_MAXUINT);
  assert_between (outpost_backoff_next (&backoff), G_MAXUINT);
  g_assert_cmpuint (backoff.attempts, ==, G_MAXUINT);
}

static void
test_jitter (void)
{
  gboolean differ = FALSE;
  OutpostBackoff backoff = OUTPOST_BACKOFF_INIT (30000, 30000);
  guint first = outpost_backoff_next (&backoff);

  for (guint i = 0; i < 100; i++)
    differ |= outpost_backoff_next (&backoff) != first;
  g_assert_true (differ);
}

static void
test_nothing (void)
{
  OutpostBackoff backoff = OUTPOST_BACKOFF_INIT (0, 0);

  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (outpost_backoff_next (&backoff), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backoff/grows", test_grows);
  g_test_add_func ("/backoff/reset", test_reset);
  g_test_add_func ("/backoff/many-attempts", test_many_attempts);
  g_test_add_func ("/backoff/jitter", test_jitter);
  g_test_add_func ("/backoff/nothing", test_nothing);
  return g_test_run ();
}

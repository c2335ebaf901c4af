/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-rhythm.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define NOW (1000 * MINUTE)
#define DRAWS 200 /* chance has its say in each */

static void
assert_between (OutpostRhythm *rhythm,
                gint64 least,
                gint64 most)
{
  gint64 wait = outpost_rhythm_get_next (rhythm) - NOW;

  g_assert_cmpint (wait, >=, least);
  g_assert_cmpint (wait, <=, most);
}

/* Soon, but not at once: at the start of a session there is enough to do. */
static void
test_begins (void)
{
  for (guint i = 0; i < DRAWS; i++)
    {
      OutpostRhythm rhythm;

      outpost_rhythm_init (&rhythm, 60000, NOW);
      assert_between (&rhythm, 5 * SECOND, 15 * SECOND);
    }
}

static void
test_regular (void)
{
  gint64 least = G_MAXINT64, most = 0;

  for (guint i = 0; i < DRAWS; i++)
    {
      OutpostRhythm rhythm;

      outpost_rhythm_init (&rhythm, 60000, 0);
      outpost_rhythm_answered (&rhythm, NOW, FALSE);
      assert_between (&rhythm, 50 * SECOND, 70 * SECOND);
      least = MIN (least, outpost_rhythm_get_next (&rhythm) - NOW);
      most = MAX (most, outpost_rhythm_get_next (&rhythm) - NOW);
    }
  /* Many programs that were started at once do not ask at once. */
  g_assert_cmpint (most - least, >, 10 * SECOND);
}

static void
test_unsettled (void)
{
  OutpostRhythm rhythm;

  outpost_rhythm_init (&rhythm, 60000, 0);
  outpost_rhythm_answered (&rhythm, NOW, TRUE);
  assert_between (&rhythm, 25 * SECOND, 25 * SECOND);
  rhythm.metered = TRUE;
  assert_between (&rhythm, 25 * SECOND, 25 * SECOND);
}

/* Also for a look that was fixed before, and back. */
static void
test_metered (void)
{
  for (guint i = 0; i < DRAWS; i++)
    {
      OutpostRhythm rhythm;

      outpost_rhythm_init (&rhythm, 60000, 0);
      outpost_rhythm_answered (&rhythm, NOW, FALSE);
      rhythm.metered = TRUE;
      assert_between (&rhythm, 250 * SECOND, 350 * SECOND);
      rhythm.metered = FALSE;
      assert_between (&rhythm, 50 * SECOND, 70 * SECOND);
      rhythm.metered = TRUE;
      outpost_rhythm_failed (&rhythm, NOW, 0);
      assert_between (&rhythm, 250 * SECOND, 350 * SECOND);
    }
}

static void
test_fails (void)
{
  static const gint64 minutes[] = { 2, 4, 8, 15, 15, 15 };

  for (guint i = 0; i < DRAWS; i++)
    {
      OutpostRhythm rhythm;

      outpost_rhythm_init (&rhythm, 60000, 0);
      for (guint k = 0; k < G_N_ELEMENTS (minutes); k++)
        {
          outpost_rhythm_failed (&rhythm, NOW, 0);
          /* Never sooner than while it is answered. */
          assert_between (&rhythm, MAX (minutes[k] * MINUTE / 2, 50 * SECOND), minutes[k] * MINUTE);
        }
      outpost_rhythm_answered (&rhythm, NOW, FALSE);
      assert_between (&rhythm, 50 * SECOND, 70 * SECOND);
      outpost_rhythm_failed (&rhythm, NOW, 0);
      assert_between (&rhythm, MINUTE, 2 * MINUTE);
    }
}

/* What a deployment says of when to come again holds, also when the computer wakes up meanwhile. */
static void
test_limited (void)
{
  OutpostRhythm rhythm;

  outpost_rhythm_init (&rhythm, 60000, 0);
  outpost_rhythm_failed (&rhythm, NOW, 3600 * SECOND);
  assert_between (&rhythm, 3600 * SECOND, 3600 * SECOND);
  outpost_rhythm_hurry (&rhythm, NOW);
  assert_between (&rhythm, 3600 * SECOND, 3600 * SECOND);
  outpost_rhythm_answered (&rhythm, NOW, FALSE);
  assert_between (&rhythm, 50 * SECOND, 70 * SECOND);
}

/* Somebody else asks: no failure is forgotten by that, nor when to come again, also where that one fails for another reason. */
static void
test_postponed (void)
{
  OutpostRhythm rhythm;

  outpost_rhythm_init (&rhythm, 60000, NOW);
  outpost_rhythm_postpone (&rhythm, NOW);
  assert_between (&rhythm, 50 * SECOND, 70 * SECOND);
  outpost_rhythm_failed (&rhythm, NOW, 0);
  outpost_rhythm_failed (&rhythm, NOW, 0);
  outpost_rhythm_postpone (&rhythm, NOW);
  assert_between (&rhythm, 2 * MINUTE, 4 * MINUTE);
  outpost_rhythm_failed (&rhythm, NOW, 0);
  assert_between (&rhythm, 4 * MINUTE, 8 * MINUTE);

  outpost_rhythm_failed (&rhythm, NOW, 3600 * SECOND);
  outpost_rhythm_postpone (&rhythm, NOW);
  assert_between (&rhythm, 3600 * SECOND, 3600 * SECOND);
  outpost_rhythm_failed (&rhythm, NOW, 0);
  assert_between (&rhythm, 3600 * SECOND, 3600 * SECOND);
}

/* It has failed for long, and slept: one early look, and then it goes on as it was. */
static void
test_wakes_up (void)
{
  OutpostRhythm rhythm;

  outpost_rhythm_init (&rhythm, 60000, 0);
  for (guint i = 0; i < 8; i++)
    outpost_rhythm_failed (&rhythm, 0, 0);
  outpost_rhythm_hurry (&rhythm, NOW);
  assert_between (&rhythm, 5 * SECOND, 15 * SECOND);
  outpost_rhythm_failed (&rhythm, NOW, 0);
  assert_between (&rhythm, 7 * MINUTE, 15 * MINUTE);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rhythm/begins", test_begins);
  g_test_add_func ("/rhythm/regular", test_regular);
  g_test_add_func ("/rhythm/unsettled", test_unsettled);
  g_test_add_func ("/rhythm/metered", test_metered);
  g_test_add_func ("/rhythm/fails", test_fails);
  g_test_add_func ("/rhythm/limited", test_limited);
  g_test_add_func ("/rhythm/postponed", test_postponed);
  g_test_add_func ("/rhythm/wakes-up", test_wakes_up);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <glib.h>

#include "outpost-timeline-words.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
/* 2026-03-04 12:00 UTC, a Wednesday. */
#define NOON (1772625600 * (gint64) G_USEC_PER_SEC)

/* What happened at one moment, and was seen at another. */
#define EVENT(kind, at, seen_at, agent)    \
  {                                        \
    OUTPOST_TIMELINE_EVENT, at, at, 1,     \
    {                                      \
      kind, at, seen_at, 3, (char *) agent \
    }                                      \
  }
#define GAP(kind, hours, count) { kind, NOON - (hours) * HOUR, NOON, count, { 0 } }

static const struct
{
  OutpostTimelineItem item;
  const char *title;
  const char *subtitle;
} lines[] = {
  { EVENT (OUTPOST_EVENT_CONNECTED, NOON, NOON, "main"), "main connected", "12:00" },
  { EVENT (OUTPOST_EVENT_LOST, NOON, NOON + MINUTE, "main"), "main was lost", "12:00" },
  { EVENT (OUTPOST_EVENT_LOST, NOON - 24 * HOUR, NOON, "main"), "main was lost", "Tue 12:00, seen at 12:00" },
  { EVENT (OUTPOST_EVENT_OFF, NOON, NOON, "a<b>%s\n"), "a<b>%s␊ was shut down", "12:00" },
  { EVENT (OUTPOST_EVENT_BACK, NOON, NOON, "main"), "main is back", "12:00" },
  { EVENT (OUTPOST_EVENT_NEW_BUILD, NOON, NOON, ""), "Build 3 made a new token", "12:00" },
  { GAP (OUTPOST_TIMELINE_NOT_LOOKING, 1, 1), "Outpost was not watching", "From 11:00 to 12:00" },
  { GAP (OUTPOST_TIMELINE_NOT_RUNNING, 1, 1), "Outpost was not running", "From 11:00 to 12:00" },
  { GAP (OUTPOST_TIMELINE_NOT_RUNNING, 24, 3), "Outpost was not running, 3 times", "Between Tue 12:00 and 12:00" },
  { GAP (OUTPOST_TIMELINE_BEGAN, 1, 1), "Watching began", "11:00" },
};

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *title = outpost_timeline_words_dup_title (&lines[i].item);
      g_autofree char *subtitle = outpost_timeline_words_dup_subtitle (&lines[i].item, NOON);

      g_assert_cmpstr (title, ==, lines[i].title);
      g_assert_cmpstr (subtitle, ==, lines[i].subtitle);
      g_assert_nonnull (outpost_timeline_words_get_icon (&lines[i].item));
      g_assert_nonnull (outpost_timeline_words_get_class (&lines[i].item));
    }
}

static void
test_newest (void)
{
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (OutpostTimelineItem));
  g_autofree char *none = outpost_timeline_words_dup_newest (items, NOON);
  g_autofree char *quiet = NULL;
  g_autofree char *newest = NULL;

  g_assert_cmpstr (none, ==, "");
  g_array_append_val (items, lines[G_N_ELEMENTS (lines) - 1].item);
  quiet = outpost_timeline_words_dup_newest (items, NOON);
  g_assert_cmpstr (quiet, ==, "Nothing has happened since 11:00");
  g_array_prepend_val (items, lines[4].item);
  g_array_prepend_val (items, lines[7].item);
  newest = outpost_timeline_words_dup_newest (items, NOON);
  g_assert_cmpstr (newest, ==, "main is back, 12:00");
}

int
main (int argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline-words/lines", test_lines);
  g_test_add_func ("/timeline-words/newest", test_newest);
  return g_test_run ();
}

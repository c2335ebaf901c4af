/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-timeline.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define NOW (1000 * MINUTE)
#define AT(minutes) ((gint64) (minutes) * MINUTE)

/* One agent as the deployment describes it, in a build; times in minutes. */
typedef struct
{
  gint64 build;
  OutpostAgentState state;
  gint64 first, gone, since;
} Look;

/* What lies between two looks: "KIND@MINUTE" for each event. */
static const struct
{
  const char *name;
  Look before, after;
  const char *events;
} comparisons[] = {
  { "nothing was known", { 0 }, { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, "" },
  { "nothing is said", { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 0 }, "" },
  { "the same once more", { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, "" },
  { "lost, the same once more", { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, "" },
  { "waiting grows late", { 3, OUTPOST_AGENT_WAITING, 0, 0, 5 }, { 3, OUTPOST_AGENT_LATE, 0, 0, 5 }, "" },
  { "the first time", { 3, OUTPOST_AGENT_WAITING, 0, 0, 5 }, { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, "connected@10" },
  { "late, and yet", { 3, OUTPOST_AGENT_LATE, 0, 0, 5 }, { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, "connected@10" },
  { "came and went unseen", { 3, OUTPOST_AGENT_WAITING, 0, 0, 5 }, { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, "connected@10 lost@20" },
  { "came and ended unseen", { 3, OUTPOST_AGENT_WAITING, 0, 0, 5 }, { 3, OUTPOST_AGENT_OFF, 10, 20, 20 }, "connected@10 off@20" },
  { "lost", { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, "lost@20" },
  { "lost, told by its age first", { 3, OUTPOST_AGENT_LOST, 10, 0, 20 }, { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, "" },
  { "lost, and lost again", { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, { 3, OUTPOST_AGENT_LOST, 10, 30, 30 }, "lost@30" },
  { "shut down", { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 3, OUTPOST_AGENT_OFF, 10, 20, 20 }, "off@20" },
  { "lost, then known to be off", { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, { 3, OUTPOST_AGENT_OFF, 10, 20, 20 }, "off@20" },
  { "back", { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, { 3, OUTPOST_AGENT_CONNECTED, 10, 20, 20 }, "back@1000" },
  { "on again", { 3, OUTPOST_AGENT_OFF, 10, 20, 20 }, { 3, OUTPOST_AGENT_CONNECTED, 10, 20, 20 }, "back@1000" },
  { "disconnected_at stays (correction 55)",
    { 3, OUTPOST_AGENT_CONNECTED, 10, 20, 20 },
    { 3, OUTPOST_AGENT_CONNECTED, 10, 20, 20 },
    "" },
  { "went and came unseen",
    { 3, OUTPOST_AGENT_CONNECTED, 10, 20, 20 },
    { 3, OUTPOST_AGENT_CONNECTED, 10, 30, 30 },
    "lost@30 back@1000" },
  { "an unknown word", { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 3, OUTPOST_AGENT_UNKNOWN, 10, 0, 10 }, "" },
  { "their clock is ahead", { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 3, OUTPOST_AGENT_LOST, 10, 2000, 2000 }, "lost@1000" },
  { "a new build", { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 4, OUTPOST_AGENT_WAITING, 0, 0, 30 }, "new-build@1000" },
  { "a new build of a lost one", { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, { 4, OUTPOST_AGENT_WAITING, 0, 0, 30 }, "new-build@1000" },
  { "a new build, attached",
    { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 },
    { 4, OUTPOST_AGENT_CONNECTED, 40, 0, 40 },
    "new-build@1000 connected@40" },
  { "an answer that was overtaken", { 4, OUTPOST_AGENT_CONNECTED, 10, 0, 10 }, { 3, OUTPOST_AGENT_LOST, 10, 20, 20 }, "" },
};

static OutpostSighting *
new_sighting (const Look *look)
{
  g_autofree char *build = g_strdup_printf ("build-%" G_GINT64_FORMAT, look->build);
  g_autofree char *agent = g_strdup_printf ("agent-%" G_GINT64_FORMAT, look->build);
  OutpostSighting *sighting;

  if (look->build == 0)
    return NULL;
  sighting = outpost_sighting_new_empty (build, look->build);
  outpost_sighting_add (sighting, agent, "main", look->state, AT (look->first), AT (look->gone), AT (look->since));
  return sighting;
}

static char *
dup_events (GArray *events)
{
  static const char *const words[] = { "new-build", "connected", "lost", "off", "back", "gap" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const OutpostEvent *event = &g_array_index (events, OutpostEvent, i);

      g_string_append_printf (text, "%s%s@%" G_GINT64_FORMAT, i > 0 ? " " : "", words[event->kind], event->at / MINUTE);
    }
  return g_string_free (text, FALSE);
}

static void
test_compare (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      OutpostSighting *before = new_sighting (&comparisons[i].before);
      OutpostSighting *after = new_sighting (&comparisons[i].after);
      g_autoptr(GArray) events = outpost_sighting_compare (before, after, NOW);
      g_autofree char *text = dup_events (events);

      g_test_message ("%s", comparisons[i].name);
      g_assert_cmpstr (text, ==, comparisons[i].events);
      g_clear_pointer (&before, outpost_sighting_free);
      g_clear_pointer (&after, outpost_sighting_free);
    }
}

/* A word of a newer server in between is neither a loss nor a return. */
static void
test_unknown_between (void)
{
  const Look looks[] = {
    { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 },
    { 3, OUTPOST_AGENT_UNKNOWN, 10, 0, 10 },
    { 3, OUTPOST_AGENT_CONNECTED, 10, 0, 10 },
  };
  g_autoptr(OutpostSighting) first = new_sighting (&looks[0]);
  g_autoptr(OutpostSighting) unknown = new_sighting (&looks[1]);
  g_autoptr(OutpostSighting) last = new_sighting (&looks[2]);
  g_autoptr(OutpostSighting) merged = outpost_sighting_merge (first, unknown);
  g_autoptr(GArray) events = outpost_sighting_compare (merged, last, NOW);

  g_assert_true (outpost_sighting_equal (merged, first));
  g_assert_cmpuint (events->len, ==, 0);
}

static void
test_bounds (void)
{
  g_autoptr(OutpostSighting) sighting = outpost_sighting_new_empty ("build", 1);
  g_autofree char *name = g_strnfill (100000, 'x');
  g_autoptr(GString) wide = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    {
      outpost_sighting_add (sighting, "id", name, OUTPOST_AGENT_CONNECTED, 1, 0, 1);
      g_string_append (wide, "…");
    }
  g_assert_cmpuint (sighting->agents->len, ==, 32);
  g_assert_cmpuint (strlen (g_array_index (sighting->agents, OutpostSightedAgent, 0).name), <=, 128);

  g_array_set_size (sighting->agents, 0);
  outpost_sighting_add (sighting, "id", wide->str, OUTPOST_AGENT_CONNECTED, 1, 0, 1);
  g_assert_true (g_utf8_validate (g_array_index (sighting->agents, OutpostSightedAgent, 0).name, -1, NULL));
}

/* ---- Timelines ------------------------------------------------------------------------------------------------------- */

/* Gaps as FROM-UNTIL, events by the first letter of their word. */
static char *
dup_timeline (GArray *items)
{
  static const char kinds[] = "NCLOB";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const OutpostTimelineItem *item = &g_array_index (items, OutpostTimelineItem, i);
      gint64 from = item->from / MINUTE, until = item->until / MINUTE;

      if (i > 0)
        g_string_append_c (text, ' ');
      if (item->kind == OUTPOST_TIMELINE_EVENT)
        g_string_append_printf (text, "%c%d", kinds[item->event.kind], (int) from);
      else if (item->kind == OUTPOST_TIMELINE_BEGAN)
        g_string_append_printf (text, "began%d", (int) from);
      else
        g_string_append_printf (text, "%s%d-%d*%u", item->kind == OUTPOST_TIMELINE_NOT_LOOKING ? "unseen" : "off", (int) from,
                                (int) until, item->count);
    }
  return g_string_free (text, FALSE);
}

static void
assert_timeline (GArray *events,
                 const OutpostRun *runs,
                 guint n_runs,
                 gint64 began_at,
                 const char *expected)
{
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (OutpostRun));
  g_autoptr(GArray) items = NULL;
  g_autofree char *text = NULL;

  g_array_append_vals (spans, runs, n_runs);
  items = outpost_timeline_new (events, spans, AT (began_at));
  text = dup_timeline (items);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_timeline (void)
{
  const OutpostRun runs[] = { { AT (100), AT (200) }, { AT (300), AT (400) }, { AT (500), AT (600) } };
  g_autoptr(GArray) none = outpost_events_new ();
  g_autoptr(GArray) events = outpost_events_new ();
  g_autoptr(GArray) hidden = outpost_events_new ();

  assert_timeline (none, runs, 1, 100, "began100");
  /* Nights with nothing between are one line; those before it was known are none. */
  assert_timeline (none, runs, 3, 100, "off200-500*2 began100");
  assert_timeline (none, runs, 3, 350, "off400-500*1 began350");

  /* Lost while nothing ran, as the deployment told at the next start: that nobody looked is said once. */
  outpost_events_add (events, OUTPOST_EVENT_CONNECTED, AT (150), AT (150), 1, "main");
  outpost_events_add (events, OUTPOST_EVENT_NOT_LOOKING, AT (199), AT (301), 0, "");
  outpost_events_add (events, OUTPOST_EVENT_LOST, AT (250), AT (301), 1, "main");
  outpost_events_add (events, OUTPOST_EVENT_BACK, AT (350), AT (350), 1, "main");
  assert_timeline (events, runs, 3, 100, "off400-500*1 B350 L250 off200-300*1 C150 began100");

  /* Nobody looked long before it ended: the whole of it is said, and its part is not. */
  outpost_events_add (hidden, OUTPOST_EVENT_NOT_LOOKING, AT (120), AT (320), 0, "");
  outpost_events_add (hidden, OUTPOST_EVENT_LOST, AT (250), AT (320), 1, "main");
  assert_timeline (hidden, runs, 2, 100, "L250 unseen120-320*1 began100");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sighting/compare", test_compare);
  g_test_add_func ("/sighting/unknown-between", test_unknown_between);
  g_test_add_func ("/sighting/bounds", test_bounds);
  g_test_add_func ("/sighting/timeline", test_timeline);
  return g_test_run ();
}

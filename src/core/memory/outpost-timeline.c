/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-timeline.h"

static void
item_clear (gpointer data)
{
  outpost_event_clear (&((OutpostTimelineItem *) data)->event);
}

static void
append (GArray *items,
        OutpostTimelineKind kind,
        gint64 from,
        gint64 until)
{
  OutpostTimelineItem item = { kind, from, until, 1, { 0 } };

  g_array_append_val (items, item);
}

static void
append_event (GArray *items,
              const OutpostEvent *event)
{
  OutpostTimelineItem item = { OUTPOST_TIMELINE_EVENT, event->at, event->at, 1, *event };

  item.event.agent = g_ref_string_acquire (event->agent);
  g_array_append_val (items, item);
}

/* ---- Gaps ------------------------------------------------------------------------------------------------------------ */

static gboolean
is_within (gint64 from,
           gint64 until,
           gint64 outer_from,
           gint64 outer_until)
{
  return from >= outer_from - OUTPOST_GAP_US && until <= outer_until + OUTPOST_GAP_US;
}

/* Whether nobody looked because nothing ran: then that is said. */
static gboolean
is_told_by_runs (const OutpostEvent *gap,
                 GArray *runs)
{
  for (guint i = 0; i + 1 < runs->len; i++)
    if (is_within (gap->at, gap->seen_at, g_array_index (runs, OutpostRun, i).ceased,
                   g_array_index (runs, OutpostRun, i + 1).began))
      return TRUE;
  return FALSE;
}

static gboolean
is_told_by_events (gint64 from,
                   gint64 until,
                   GArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const OutpostEvent *event = &g_array_index (events, OutpostEvent, i);

      if (event->kind == OUTPOST_EVENT_NOT_LOOKING && is_within (from, until, event->at, event->seen_at)
          && !is_within (event->at, event->seen_at, from, until))
        return TRUE;
    }
  return FALSE;
}

static void
append_runs (GArray *items,
             GArray *runs,
             GArray *events,
             gint64 began_at)
{
  for (guint i = 0; i + 1 < runs->len; i++)
    {
      gint64 from = g_array_index (runs, OutpostRun, i).ceased;
      gint64 until = g_array_index (runs, OutpostRun, i + 1).began;

      if (from >= began_at && !is_told_by_events (from, until, events))
        append (items, OUTPOST_TIMELINE_NOT_RUNNING, from, until);
    }
}

/* ---- All ------------------------------------------------------------------------------------------------------------- */

/* What was known at the end of a gap to have happened in it stands above it. */
static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const OutpostTimelineItem *one = a;
  const OutpostTimelineItem *other = b;

  return one->from < other->from ? -1 : one->from > other->from;
}

static gboolean
join (OutpostTimelineItem *last,
      const OutpostTimelineItem *item)
{
  if (last->kind != item->kind || item->kind != OUTPOST_TIMELINE_NOT_RUNNING)
    return FALSE;
  last->from = item->from;
  last->count++;
  return TRUE;
}

static GArray *
turn_round (GArray *items)
{
  GArray *turned = g_array_new (FALSE, FALSE, sizeof (OutpostTimelineItem));

  for (guint i = items->len; i > 0; i--)
    {
      OutpostTimelineItem *item = &g_array_index (items, OutpostTimelineItem, i - 1);

      if (turned->len == 0 || !join (&g_array_index (turned, OutpostTimelineItem, turned->len - 1), item))
        g_array_append_val (turned, *item);
    }
  return turned;
}

GArray *
outpost_timeline_new (GArray *events,
                      GArray *runs,
                      gint64 began_at)
{
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (OutpostTimelineItem));
  GArray *turned;

  for (guint i = 0; i < events->len; i++)
    {
      const OutpostEvent *event = &g_array_index (events, OutpostEvent, i);

      if (event->kind != OUTPOST_EVENT_NOT_LOOKING)
        append_event (items, event);
      else if (!is_told_by_runs (event, runs))
        append (items, OUTPOST_TIMELINE_NOT_LOOKING, event->at, event->seen_at);
    }
  append_runs (items, runs, events, began_at);
  g_array_sort (items, compare_items); /* keeps the order of equal ones */
  turned = turn_round (items);
  g_array_set_clear_func (turned, item_clear);
  append (turned, OUTPOST_TIMELINE_BEGAN, began_at, began_at);
  return turned;
}

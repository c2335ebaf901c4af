/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-timeline-words.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-words.h"

/* As outpost_words_dup_clock(), but with the time of day also for what is long ago: what came after what matters here. */
static char *
dup_clock (gint64 then,
           gint64 now)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (then);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (local != NULL && now - then > 6 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)
    /* Translators: a date and a time of day, as of strftime */
    return g_date_time_format (local, _("%x %H:%M"));
  return outpost_words_dup_clock (then, now);
}

static const char *
get_event_format (OutpostEventKind kind)
{
  switch (kind)
    {
    case OUTPOST_EVENT_CONNECTED:
      /* Translators: %s is the name of an agent */
      return _("%s connected");
    case OUTPOST_EVENT_LOST:
      /* Translators: %s is the name of an agent */
      return _("%s was lost");
    case OUTPOST_EVENT_OFF:
      /* Translators: %s is the name of an agent */
      return _("%s was shut down");
    case OUTPOST_EVENT_BACK:
    case OUTPOST_EVENT_NEW_BUILD:
    case OUTPOST_EVENT_NOT_LOOKING:
    default:
      /* Translators: %s is the name of an agent that was lost or off */
      return _("%s is back");
    }
}

static char *
dup_event_title (const OutpostEvent *event)
{
  g_autofree char *name = outpost_text_dup_visible (event->agent);
  g_auto(GStrv) parts = NULL;

  if (event->kind == OUTPOST_EVENT_NEW_BUILD)
    /* Translators: %d is the number of a build */
    return g_strdup_printf (_("Build %d made a new token"), (int) event->build_number);
  parts = g_strsplit (get_event_format (event->kind), "%s", 2);
  return g_strjoinv (name, parts);
}

char *
outpost_timeline_words_dup_title (const OutpostTimelineItem *item)
{
  switch (item->kind)
    {
    case OUTPOST_TIMELINE_NOT_LOOKING:
      return g_strdup (_("Outpost was not watching"));
    case OUTPOST_TIMELINE_NOT_RUNNING:
      if (item->count == 1)
        return g_strdup (_("Outpost was not running"));
      return g_strdup_printf (ngettext ("Outpost was not running, %d time", "Outpost was not running, %d times", item->count),
                              (int) item->count);
    case OUTPOST_TIMELINE_BEGAN:
      return g_strdup (_("Watching began"));
    case OUTPOST_TIMELINE_EVENT:
    default:
      return dup_event_title (&item->event);
    }
}

char *
outpost_timeline_words_dup_subtitle (const OutpostTimelineItem *item,
                                     gint64 now)
{
  gint64 seen_at = item->event.seen_at;
  g_autofree char *from = dup_clock (item->from, now);
  g_autofree char *until = dup_clock (item->kind == OUTPOST_TIMELINE_EVENT ? seen_at : item->until, now);

  if (item->kind == OUTPOST_TIMELINE_BEGAN || (item->kind == OUTPOST_TIMELINE_EVENT && seen_at - item->from <= OUTPOST_GAP_US))
    return g_steal_pointer (&from);
  if (item->kind == OUTPOST_TIMELINE_EVENT)
    /* Translators: when something happened, and when it was noticed; both such as "Mon 10:12" */
    return g_strdup_printf (_("%s, seen at %s"), from, until);
  if (item->count > 1)
    /* Translators: both such as "Mon 10:12" */
    return g_strdup_printf (_("Between %s and %s"), from, until);
  /* Translators: both such as "Mon 10:12" */
  return g_strdup_printf (_("From %s to %s"), from, until);
}

const char *
outpost_timeline_words_get_icon (const OutpostTimelineItem *item)
{
  if (item->kind != OUTPOST_TIMELINE_EVENT)
    return "content-loading-symbolic";
  switch (item->event.kind)
    {
    case OUTPOST_EVENT_LOST:
      return "dialog-warning-symbolic";
    case OUTPOST_EVENT_OFF:
      return "media-playback-pause-symbolic";
    case OUTPOST_EVENT_NEW_BUILD:
      return "view-refresh-symbolic";
    case OUTPOST_EVENT_CONNECTED:
    case OUTPOST_EVENT_BACK:
    case OUTPOST_EVENT_NOT_LOOKING:
    default:
      return "object-select-symbolic";
    }
}

const char *
outpost_timeline_words_get_class (const OutpostTimelineItem *item)
{
  if (item->kind != OUTPOST_TIMELINE_EVENT)
    return "dim-label";
  switch (item->event.kind)
    {
    case OUTPOST_EVENT_LOST:
      return "warning";
    case OUTPOST_EVENT_CONNECTED:
    case OUTPOST_EVENT_BACK:
      return "success";
    case OUTPOST_EVENT_OFF:
    case OUTPOST_EVENT_NEW_BUILD:
    case OUTPOST_EVENT_NOT_LOOKING:
    default:
      return "dim-label";
    }
}

char *
outpost_timeline_words_dup_newest (GArray *items,
                                   gint64 now)
{
  g_autofree char *clock = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const OutpostTimelineItem *item = &g_array_index (items, OutpostTimelineItem, i);

      if (item->kind == OUTPOST_TIMELINE_EVENT)
        {
          g_autofree char *title = outpost_timeline_words_dup_title (item);

          clock = dup_clock (item->from, now);
          /* Translators: what happened, and when, such as "Mon 10:12" */
          return g_strdup_printf (_("%s, %s"), title, clock);
        }
    }
  if (items->len == 0)
    return g_strdup ("");
  clock = dup_clock (g_array_index (items, OutpostTimelineItem, items->len - 1).from, now);
  /* Translators: %s is such as "Mon 10:12" */
  return g_strdup_printf (_("Nothing has happened since %s"), clock);
}

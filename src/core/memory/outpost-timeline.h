/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-sighting.h"

G_BEGIN_DECLS

/* Between two looks that are further apart something may have happened unseen: a list is asked for every 30 s while it is on
 * the screen, a long one takes some of them. */
#define OUTPOST_GAP_US (2 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * OutpostRun: from when until when a running Outpost looked, µs of unix time
 */
typedef struct
{
  gint64 began;
  gint64 ceased;
} OutpostRun;

/**
 * OutpostTimelineKind:
 * @OUTPOST_TIMELINE_EVENT: something happened, as in `event`
 * @OUTPOST_TIMELINE_NOT_LOOKING: Outpost ran, or not, but did not look, and something happened meanwhile
 * @OUTPOST_TIMELINE_NOT_RUNNING: Outpost was not running, `count` times between
 * @OUTPOST_TIMELINE_BEGAN: nothing is known from before
 */
typedef enum
{
  OUTPOST_TIMELINE_EVENT,
  OUTPOST_TIMELINE_NOT_LOOKING,
  OUTPOST_TIMELINE_NOT_RUNNING,
  OUTPOST_TIMELINE_BEGAN,
} OutpostTimelineKind;

/**
 * OutpostTimelineItem: one line of a timeline; @from and @until are the same but for gaps, µs of unix time
 */
typedef struct
{
  OutpostTimelineKind kind;
  gint64 from;
  gint64 until;
  guint count;
  OutpostEvent event;
} OutpostTimelineItem;

/**
 * outpost_timeline_new:
 * @events: (element-type OutpostEvent): what is kept of a workspace, in the order in which it was seen
 * @runs: (element-type OutpostRun): when Outpost ran, the oldest first
 * @began_at: since when something is known of the workspace
 *
 * Puts together what happened and what could not be seen; pure. Gaps that follow each other with nothing between are one line;
 * a gap that is in another one is not told twice.
 *
 * Returns: (transfer full) (element-type OutpostTimelineItem): the newest first, the last one always of kind BEGAN
 */
GArray *outpost_timeline_new (GArray *events,
                              GArray *runs,
                              gint64  began_at);

G_END_DECLS

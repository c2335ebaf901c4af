/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "memory/outpost-timeline.h"

G_BEGIN_DECLS

/* What was seen of a workspace's machines, in words. */

/* "main is lost", "Outpost was not running"… */
char       *outpost_timeline_words_dup_title    (const OutpostTimelineItem *item);
/* When, and since when that is known: "Mon 10:12", "10:12, seen at 14:30", "From Mon 18:02 to 08:55". */
char       *outpost_timeline_words_dup_subtitle (const OutpostTimelineItem *item,
                                                 gint64                     now);
const char *outpost_timeline_words_get_icon     (const OutpostTimelineItem *item);
/* A style class: what is only known to be unknown is dim. */
const char *outpost_timeline_words_get_class    (const OutpostTimelineItem *item);
/* One line of the newest event; else since when there was none. */
char       *outpost_timeline_words_dup_newest   (GArray                    *items,
                                                 gint64                     now);

G_END_DECLS

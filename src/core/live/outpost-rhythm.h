/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-backoff.h"

G_BEGIN_DECLS

/* How much seldomer it is asked over a network that somebody pays for by the byte. */
#define OUTPOST_RHYTHM_METERED 5

/**
 * OutpostRhythm:
 *
 * When something that nobody has on the screen is asked for again: every period, give or take a sixth, so that many programs that
 * were started at once do not ask at once; five times as rarely over a metered network; sooner where the next look decides
 * something; more and more rarely while it fails. Pure: the clock comes with each call, µs of monotonic time.
 */
typedef struct
{
  guint period_ms;
  gboolean metered;
  gint64 base;       /* what the pause is counted from */
  gint64 pause;      /* µs */
  gint64 regular;    /* µs: what lies between two looks, before it is metered */
  gboolean hurried;  /* the pause counts alone, not the regular one */
  gint64 not_before; /* the deployment said so */
  OutpostBackoff backoff;
} OutpostRhythm;

/* @period_ms: between two looks */
void   outpost_rhythm_init     (OutpostRhythm *self,
                                guint          period_ms,
                                gint64         now);
/* Between a twelfth and a quarter of a period from now: it begins, the network is back, or the computer woke up. */
void   outpost_rhythm_hurry    (OutpostRhythm *self,
                                gint64         now);
/* It was answered, whoever asked. @unsettled: another look, soon, tells whether it stays so. */
void   outpost_rhythm_answered (OutpostRhythm *self,
                                gint64         now,
                                gboolean       unsettled);
/* Somebody else asks just now: how that goes is told later, and what is known of failures stays so until then. */
void   outpost_rhythm_postpone (OutpostRhythm *self,
                                gint64         now);
/* It was not, whoever asked. @retry_in: µs for which not to ask again; 0: nothing was said of that. What was said before holds. */
void   outpost_rhythm_failed   (OutpostRhythm *self,
                                gint64         now,
                                gint64         retry_in);
/* The next time to look. */
gint64 outpost_rhythm_get_next (OutpostRhythm *self);

G_END_DECLS

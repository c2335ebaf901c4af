/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-rhythm.h"

/* In periods. */
#define FIRST_BACKOFF 2
#define LONGEST_BACKOFF 15

static gint64
between (gint64 least,
         gint64 most)
{
  return least + (gint64) (g_random_double () * (double) (most - least));
}

static gint64
get_period (const OutpostRhythm *self)
{
  return (gint64) self->period_ms * 1000;
}

static void
begin (OutpostRhythm *self,
       gint64 now,
       gint64 pause,
       gboolean hurried)
{
  gint64 period = get_period (self);

  self->base = now;
  self->pause = pause;
  self->hurried = hurried;
  self->regular = between (period - period / 6, period + period / 6);
}

void
outpost_rhythm_init (OutpostRhythm *self,
                     guint period_ms,
                     gint64 now)
{
  *self = (OutpostRhythm) { .period_ms = period_ms };
  self->backoff = (OutpostBackoff) OUTPOST_BACKOFF_INIT (FIRST_BACKOFF * period_ms, LONGEST_BACKOFF * period_ms);
  outpost_rhythm_hurry (self, now);
}

void
outpost_rhythm_hurry (OutpostRhythm *self,
                      gint64 now)
{
  begin (self, now, between (get_period (self) / 12, get_period (self) / 4), TRUE);
}

void
outpost_rhythm_answered (OutpostRhythm *self,
                         gint64 now,
                         gboolean unsettled)
{
  outpost_backoff_reset (&self->backoff);
  self->not_before = 0;
  begin (self, now, get_period (self) * 5 / 12, unsettled);
}

void
outpost_rhythm_postpone (OutpostRhythm *self,
                         gint64 now)
{
  begin (self, now, MAX (self->base + self->pause - now, get_period (self) * 5 / 12), FALSE);
}

void
outpost_rhythm_failed (OutpostRhythm *self,
                       gint64 now,
                       gint64 retry_in)
{
  self->not_before = MAX (self->not_before, now + retry_in);
  begin (self, now, (gint64) outpost_backoff_next (&self->backoff) * 1000, FALSE);
}

gint64
outpost_rhythm_get_next (OutpostRhythm *self)
{
  gint64 regular = self->regular * (self->metered ? OUTPOST_RHYTHM_METERED : 1);
  gint64 pause = self->hurried ? self->pause : MAX (self->pause, regular);

  return MAX (self->base + pause, self->not_before);
}

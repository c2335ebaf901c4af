/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-backoff.h"

guint
outpost_backoff_next (OutpostBackoff *self)
{
  guint64 pause = self->first_ms;

  for (guint i = 0; i < self->attempts && pause < self->longest_ms; i++)
    pause *= 2;
  pause = MIN (pause, self->longest_ms);
  if (self->attempts < G_MAXUINT)
    self->attempts++;
  /* Half of it is certain and half is chance, so that many clients of a restarted deployment do not come back at once. */
  return (guint) (pause / 2 + (guint64) (g_random_double () * (double) (pause - pause / 2 + 1)));
}

void
outpost_backoff_reset (OutpostBackoff *self)
{
  self->attempts = 0;
}

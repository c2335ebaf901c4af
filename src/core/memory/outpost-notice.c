/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-notice.h"

static void
enter (OutpostNotice *self,
       OutpostNoticeState state,
       gint64 now)
{
  self->state = state;
  self->since = now;
}

static gboolean
was_quiet (OutpostNotice *self,
           gint64 now)
{
  return now - self->since >= OUTPOST_NOTICE_QUIET_US;
}

static OutpostNoticeAction
see_lost (OutpostNotice *self,
          gboolean fresh,
          gint64 now)
{
  OutpostNoticeState state = self->state;

  if (state == OUTPOST_NOTICE_LOST)
    return OUTPOST_NOTICE_NONE;
  if (state == OUTPOST_NOTICE_LOSING && was_quiet (self, now))
    {
      enter (self, OUTPOST_NOTICE_LOST, now);
      return OUTPOST_NOTICE_SEND_LOST;
    }
  if (state == OUTPOST_NOTICE_MENDING || (fresh && state != OUTPOST_NOTICE_LOSING))
    enter (self, OUTPOST_NOTICE_LOSING, now);
  /* That it is back is not true any more. */
  return state == OUTPOST_NOTICE_BACK && self->state == OUTPOST_NOTICE_LOSING ? OUTPOST_NOTICE_WITHDRAW : OUTPOST_NOTICE_NONE;
}

static OutpostNoticeAction
see_back (OutpostNotice *self,
          gint64 now)
{
  switch (self->state)
    {
    case OUTPOST_NOTICE_LOSING:
      enter (self, OUTPOST_NOTICE_IDLE, now);
      return OUTPOST_NOTICE_NONE;
    case OUTPOST_NOTICE_LOST:
      enter (self, OUTPOST_NOTICE_MENDING, now);
      return OUTPOST_NOTICE_WITHDRAW;
    case OUTPOST_NOTICE_MENDING:
      if (!was_quiet (self, now))
        return OUTPOST_NOTICE_NONE;
      enter (self, OUTPOST_NOTICE_BACK, now);
      return OUTPOST_NOTICE_SEND_BACK;
    case OUTPOST_NOTICE_IDLE:
    case OUTPOST_NOTICE_BACK:
    default:
      return OUTPOST_NOTICE_NONE;
    }
}

OutpostNoticeAction
outpost_notice_step (OutpostNotice *self,
                     OutpostNoticeSight sight,
                     gboolean fresh,
                     gint64 now)
{
  gboolean shown = outpost_notice_is_shown (self);

  /* The clock was set back: what is to stay so does it from now on. */
  self->since = MIN (self->since, now);
  switch (sight)
    {
    case OUTPOST_SIGHT_LOST:
      return see_lost (self, fresh, now);
    case OUTPOST_SIGHT_BACK:
      return see_back (self, now);
    case OUTPOST_SIGHT_OVER:
      enter (self, OUTPOST_NOTICE_IDLE, now);
      return shown ? OUTPOST_NOTICE_WITHDRAW : OUTPOST_NOTICE_NONE;
    case OUTPOST_SIGHT_NOTHING:
    default:
      return OUTPOST_NOTICE_NONE;
    }
}

gboolean
outpost_notice_is_waiting (const OutpostNotice *self)
{
  return self->state == OUTPOST_NOTICE_LOSING || self->state == OUTPOST_NOTICE_MENDING;
}

gboolean
outpost_notice_is_shown (const OutpostNotice *self)
{
  return self->state == OUTPOST_NOTICE_LOST || self->state == OUTPOST_NOTICE_BACK;
}

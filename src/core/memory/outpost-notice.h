/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-sighting.h"

G_BEGIN_DECLS

/* How long a machine must be lost, or back, before that is said: a network that blinks is no news. */
#define OUTPOST_NOTICE_QUIET_US (20 * (gint64) G_USEC_PER_SEC)

/**
 * OutpostNoticeSight: what a look at a workspace says of the agents whose loss is followed
 * @OUTPOST_SIGHT_NOTHING: it says nothing at the moment: a build runs
 * @OUTPOST_SIGHT_LOST: one of them is lost
 * @OUTPOST_SIGHT_BACK: none is lost, and one is connected
 * @OUTPOST_SIGHT_OVER: there is nothing to wait for any more: shut down in order, or replaced by a new build
 */
typedef enum
{
  OUTPOST_SIGHT_NOTHING,
  OUTPOST_SIGHT_LOST,
  OUTPOST_SIGHT_BACK,
  OUTPOST_SIGHT_OVER,
} OutpostNoticeSight;

/**
 * OutpostNoticeAction: what is to be done about it now
 */
typedef enum
{
  OUTPOST_NOTICE_NONE,
  OUTPOST_NOTICE_SEND_LOST,
  OUTPOST_NOTICE_SEND_BACK,
  OUTPOST_NOTICE_WITHDRAW,
} OutpostNoticeAction;

typedef enum
{
  OUTPOST_NOTICE_IDLE,    /* nothing is followed, nothing is shown */
  OUTPOST_NOTICE_LOSING,  /* lost, not long enough to say so */
  OUTPOST_NOTICE_LOST,    /* and said */
  OUTPOST_NOTICE_MENDING, /* back, not long enough to say so; the loss is withdrawn */
  OUTPOST_NOTICE_BACK,    /* and said */
} OutpostNoticeState;

/**
 * OutpostNotice:
 *
 * Decides for one workspace when a person is told that its machine is lost or back. Pure: the clock comes with each look, and
 * nothing is said by a timer alone: that it is still lost must be seen.
 */
typedef struct
{
  OutpostNoticeState state;
  gint64 since; /* of LOSING and MENDING, µs of the clock that is given */
} OutpostNotice;

/**
 * outpost_notice_step:
 * @fresh: whether an agent was just seen to be lost
 * @now: µs
 */
OutpostNoticeAction outpost_notice_step     (OutpostNotice      *self,
                                             OutpostNoticeSight  sight,
                                             gboolean            fresh,
                                             gint64              now);
/* Whether the next looks decide what is said. */
gboolean            outpost_notice_is_waiting (const OutpostNotice *self);
/* Whether something is shown that would have to be withdrawn. */
gboolean            outpost_notice_is_shown (const OutpostNotice *self);

G_END_DECLS

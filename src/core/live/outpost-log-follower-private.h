/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-event-stream.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LOG_FOLLOWER (outpost_log_follower_get_type ())

/**
 * OutpostLogFollower:
 *
 * A log as it is written, over the websocket that goes on after the last line when it was cut; whose log it is and what its
 * messages mean is the owner's business. Signal `messages` (a GPtrArray of GBytes): all that came since, as one; whoever takes them
 * says how far it is with outpost_log_follower_set_after(). Signal `ended` (GError): once, and nothing behind it:
 * %G_IO_ERROR_CLOSED when the deployment has said all, else why it does not want to. All from the main loop.
 *
 * Property `open`: the websocket is.
 */
G_DECLARE_FINAL_TYPE (OutpostLogFollower, outpost_log_follower, OUTPOST, LOG_FOLLOWER, GObject)

/* @path: of the log, without a query
 * @after: the id of the last line that is known; 0: none
 * @finite: see outpost_event_stream_set_finite() */
OutpostLogFollower *outpost_log_follower_new       (OutpostClient      *client,
                                                    const char         *path,
                                                    gint64              after,
                                                    gboolean            finite);
/* More is known by now. */
void                outpost_log_follower_set_after (OutpostLogFollower *self,
                                                    gint64              after);
gboolean            outpost_log_follower_is_open   (OutpostLogFollower *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-notice.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_NOTICES (outpost_notices_get_type ())

/**
 * OutpostNotices:
 *
 * Decides what a person is told of the machines of one account: of own workspaces only, one notice for each, when it is
 * `enabled` (property, read-write, on by default; turning it off withdraws what is shown). Sends nothing itself.
 *
 * Signals: `send` (#OutpostWorkspace workspace, guint #OutpostNoticeAction SEND_LOST or SEND_BACK, const char *agent): replaces
 * what is shown for the workspace, @agent is the one that was lost; `withdraw` (const char *workspace_id).
 */
G_DECLARE_FINAL_TYPE (OutpostNotices, outpost_notices, OUTPOST, NOTICES, GObject)

/* @user_id: whose workspaces are followed */
OutpostNotices *outpost_notices_new         (const char       *user_id);
gboolean        outpost_notices_get_enabled (OutpostNotices   *self);
void            outpost_notices_set_enabled (OutpostNotices   *self,
                                             gboolean          enabled);
/**
 * outpost_notices_see:
 * @workspace: as it is now
 * @events: (nullable) (element-type OutpostEvent): what just happened to it, and is news
 * @now: µs
 */
void            outpost_notices_see         (OutpostNotices   *self,
                                             OutpostWorkspace *workspace,
                                             GArray           *events,
                                             gint64            now);
/* Whether something was seen that is said only when another look finds it still so. */
gboolean        outpost_notices_is_waiting  (OutpostNotices   *self);
/* What was seen and not said yet must stay so from @now on, µs: nobody looked meanwhile. */
void            outpost_notices_wait_anew   (OutpostNotices   *self,
                                             gint64            now);
/* Withdraws everything: the account goes, or the program. */
void            outpost_notices_clear       (OutpostNotices   *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-client.h"
#include "model/outpost-agent-log.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_AGENT_LOG_WATCH (outpost_agent_log_watch_get_type ())

/**
 * OutpostAgentLogWatch:
 *
 * Follows the log of one agent's start-up scripts, each line once and in order, whatever drops in between: over a websocket
 * (coder-api 6.2), which goes on after the last line when it was cut; without one it is asked for. A failed request is repeated;
 * only what will not get better ends it.
 *
 * Properties: `complete` (the agent is gone, as after each new build (correction 60): there will be no more lines), `read` (what
 * the deployment had is told, be it nothing), `error`. Signal `log` (OutpostBuildLog): new lines. All from the main loop.
 */
G_DECLARE_FINAL_TYPE (OutpostAgentLogWatch, outpost_agent_log_watch, OUTPOST, AGENT_LOG_WATCH, GObject)

/* @after: the last line that is known already; 0: none */
OutpostAgentLogWatch *outpost_agent_log_watch_new         (OutpostClient        *client,
                                                           const char           *agent_id,
                                                           gint64                after);
gboolean              outpost_agent_log_watch_is_complete (OutpostAgentLogWatch *self);
gboolean              outpost_agent_log_watch_is_read     (OutpostAgentLogWatch *self);
gint64                outpost_agent_log_watch_get_last    (OutpostAgentLogWatch *self);
/* %NULL while it goes well. */
const GError         *outpost_agent_log_watch_get_error   (OutpostAgentLogWatch *self);

G_END_DECLS

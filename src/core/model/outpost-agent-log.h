/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-build-log.h"

G_BEGIN_DECLS

/* The log of an agent's start-up scripts (coder-api 6.2), as lines whose stage is the id of the script's source. What a deployment
 * sends is bounded: the newest 10,000 lines of an answer, 16 KiB of each. */

/**
 * outpost_agent_log_new_from_json:
 * @bytes: the array that `GET /workspaceagents/ID/logs` answers
 *
 * Returns: (transfer full): the log, or %NULL with %OUTPOST_ERROR_PROTOCOL
 */
OutpostBuildLog *outpost_agent_log_new_from_json     (GBytes    *bytes,
                                                      GError   **error);
/**
 * outpost_agent_log_new_from_messages:
 * @messages: (element-type GBytes): of the stream `GET /workspaceagents/ID/logs?follow`, each an array, also an empty one
 * @after: lines with an id up to this one are left out
 *
 * Returns: (transfer full): what is new in them; what is no line of a log is left out too
 */
OutpostBuildLog *outpost_agent_log_new_from_messages (GPtrArray *messages,
                                                      gint64     after);

G_END_DECLS

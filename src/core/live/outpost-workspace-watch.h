/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-workspace.h"
#include "http/outpost-event-stream.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_WORKSPACE_WATCH (outpost_workspace_watch_get_type ())

/**
 * OutpostWorkspaceWatch:
 *
 * Keeps one #OutpostWorkspace up to date while it lives: the deployment's `watch-ws`, or its `watch` of server-sent events where
 * no websocket comes through, with a plain read every 30 s while neither is open. Each new connection begins with the whole
 * state (coder-api 3.9, correction 54). Signal `deleted` once when the workspace is gone (status deleted, 404 or 410); signal
 * `read` after each plain read: the workspace is now as the deployment has it, changed or not. Property `state`
 * (#OutpostStreamState of the stream). Whatever it and the workspace tell comes from the main loop.
 */
G_DECLARE_FINAL_TYPE (OutpostWorkspaceWatch, outpost_workspace_watch, OUTPOST, WORKSPACE_WATCH, GObject)

OutpostWorkspaceWatch *outpost_workspace_watch_new       (OutpostClient         *client,
                                                          OutpostWorkspace      *workspace);
OutpostStreamState     outpost_workspace_watch_get_state (OutpostWorkspaceWatch *self);
void                   outpost_workspace_watch_stop      (OutpostWorkspaceWatch *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-client.h"
#include "model/outpost-build-log.h"
#include "model/outpost-build.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_BUILD_WATCH (outpost_build_watch_get_type ())

/**
 * OutpostBuildWatch:
 *
 * Follows one build to its end: its state and its log, each line once and in order, whatever drops in between. The log comes over
 * a websocket (coder-api 3.6), which goes on after the last line when it was cut; without one it is asked for. A failed request
 * is repeated; only what will not get better ends it before the build does.
 *
 * Properties: `build` (the newest OutpostBuild), `complete` (the build is done, and its whole log was told), `error`.
 * Signal `log` (OutpostBuildLog): new lines. All from the main loop.
 */
G_DECLARE_FINAL_TYPE (OutpostBuildWatch, outpost_build_watch, OUTPOST, BUILD_WATCH, GObject)

OutpostBuildWatch *outpost_build_watch_new         (OutpostClient     *client,
                                                    OutpostBuild      *build);
OutpostBuild      *outpost_build_watch_get_build   (OutpostBuildWatch *self);
gboolean           outpost_build_watch_is_complete (OutpostBuildWatch *self);
/* Nothing more comes: it is complete, or what went wrong (`error`) will not get better. */
gboolean           outpost_build_watch_has_ended   (OutpostBuildWatch *self);
/* %NULL while it goes well. */
const GError      *outpost_build_watch_get_error   (OutpostBuildWatch *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-build.h"
#include "outpost-client.h"

G_BEGIN_DECLS

/* Prints what the build says until it ends: a line where a stage begins, then its lines. On a terminal what goes on now stands
 * below, with its time, and how long each stage took.
 *
 * Returns: (transfer full): the build as it ended, whatever came of it; %NULL when it could not be followed */
OutpostBuild *outpost_cli_build_follow (OutpostClient *client, OutpostBuild *build, GError **error);

G_END_DECLS

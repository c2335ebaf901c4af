/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_BUILDS_GROUP (outpost_builds_group_get_type ())

/**
 * OutpostBuildsGroup:
 *
 * The newest build of a workspace, and the way to those before.
 */
G_DECLARE_FINAL_TYPE (OutpostBuildsGroup, outpost_builds_group, OUTPOST, BUILDS_GROUP, AdwPreferencesGroup)

void outpost_builds_group_show (OutpostBuildsGroup *self,
                                OutpostAccount     *account,
                                OutpostWorkspace   *workspace);

G_END_DECLS

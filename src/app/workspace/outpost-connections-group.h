/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_CONNECTIONS_GROUP (outpost_connections_group_get_type ())

/**
 * OutpostConnectionsGroup:
 *
 * What was seen last of the machines of a workspace, and the way to all that was seen. Hidden where no machine is attached by hand.
 */
G_DECLARE_FINAL_TYPE (OutpostConnectionsGroup, outpost_connections_group, OUTPOST, CONNECTIONS_GROUP, AdwPreferencesGroup)

void outpost_connections_group_show (OutpostConnectionsGroup *self,
                                     OutpostAccount          *account,
                                     OutpostWorkspace        *workspace);

G_END_DECLS

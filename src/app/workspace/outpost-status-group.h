/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_STATUS_GROUP (outpost_status_group_get_type ())

G_DECLARE_FINAL_TYPE (OutpostStatusGroup, outpost_status_group, OUTPOST, STATUS_GROUP, AdwPreferencesGroup)

/* @obstacle: (nullable): why a build cannot be canceled. @now: µs of unix time. */
void outpost_status_group_show (OutpostStatusGroup *self,
                                OutpostWorkspace   *workspace,
                                const char         *obstacle,
                                gint64              now);

G_END_DECLS

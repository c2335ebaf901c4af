/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_ATTACH_GROUP (outpost_attach_group_get_type ())

G_DECLARE_FINAL_TYPE (OutpostAttachGroup, outpost_attach_group, OUTPOST, ATTACH_GROUP, AdwPreferencesGroup)

GtkWidget  *outpost_attach_group_new            (OutpostAccount     *account,
                                                 OutpostWorkspace   *workspace,
                                                 const char         *agent_name);
const char *outpost_attach_group_get_agent_name (OutpostAttachGroup *self);
/* Takes over the workspace's facts and the time, µs of unix time. */
void        outpost_attach_group_update         (OutpostAttachGroup *self,
                                                 gint64              now);
/* Unfolds the command and gives it the focus. */
void        outpost_attach_group_open           (OutpostAttachGroup *self);
void        outpost_attach_group_retry          (OutpostAttachGroup *self);

G_END_DECLS

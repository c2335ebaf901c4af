/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "create/outpost-creation.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_VERSION_GROUP (outpost_version_group_get_type ())

/**
 * OutpostVersionGroup:
 *
 * Which version of the template, and for a new workspace which preset. Signal `chosen` (GError, nullable): another version was
 * chosen, or could not be; then the active one is shown again. Property `busy` of outpost_version_group_is_busy() changes with
 * signal `busy`.
 */
G_DECLARE_FINAL_TYPE (OutpostVersionGroup, outpost_version_group, OUTPOST, VERSION_GROUP, AdwPreferencesGroup)

GtkWidget *outpost_version_group_new     (OutpostClient       *client,
                                          OutpostCreation     *creation);
/* After the creation got a template: shows what there is to choose from. */
void       outpost_version_group_show    (OutpostVersionGroup *self);
gboolean   outpost_version_group_is_busy (OutpostVersionGroup *self);

G_END_DECLS

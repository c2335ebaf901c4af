/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-creation.h"

G_BEGIN_DECLS

/**
 * outpost_cli_plan_show:
 *
 * Has the deployment plan the workspace without making it, and prints what would be made. Where the deployment does not plan for
 * this account, that is said and no failure.
 *
 * Returns: %FALSE with @error when it cannot be made like this
 */
gboolean outpost_cli_plan_show (OutpostClient   *client,
                                OutpostCreation *creation,
                                const char      *name,
                                GError         **error);

G_END_DECLS

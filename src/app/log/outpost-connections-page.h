/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_CONNECTIONS_PAGE (outpost_connections_page_get_type ())

/**
 * OutpostConnectionsPage:
 *
 * What Outpost saw of the machines of a workspace while it ran, the newest first, with the gaps in which it saw nothing. Asks
 * the deployment for nothing.
 */
G_DECLARE_FINAL_TYPE (OutpostConnectionsPage, outpost_connections_page, OUTPOST, CONNECTIONS_PAGE, AdwNavigationPage)

AdwNavigationPage *outpost_connections_page_new (OutpostAccount   *account,
                                                 OutpostWorkspace *workspace);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_WORKSPACE_PAGE (outpost_workspace_page_get_type ())

/**
 * OutpostWorkspacePage:
 *
 * Watches its workspace while it is on the screen.
 */
G_DECLARE_FINAL_TYPE (OutpostWorkspacePage, outpost_workspace_page, OUTPOST, WORKSPACE_PAGE, AdwNavigationPage)

AdwNavigationPage *outpost_workspace_page_new           (OutpostAccount       *account,
                                                         OutpostWorkspace     *workspace);
OutpostWorkspace  *outpost_workspace_page_get_workspace (OutpostWorkspacePage *self);
/* Gives the focus to the command, unfolded; where there is none, to the first thing on the page. */
void               outpost_workspace_page_take_focus    (OutpostWorkspacePage *self);

G_END_DECLS

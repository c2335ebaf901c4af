/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_HISTORY_PAGE (outpost_history_page_get_type ())

/**
 * OutpostHistoryPage:
 *
 * All builds of a workspace, newest first, some at a time.
 */
G_DECLARE_FINAL_TYPE (OutpostHistoryPage, outpost_history_page, OUTPOST, HISTORY_PAGE, AdwNavigationPage)

AdwNavigationPage *outpost_history_page_new (OutpostAccount   *account,
                                             OutpostWorkspace *workspace);

/* A row for a build, which opens its log when it is activated. */
GtkWidget         *outpost_history_row_new  (OutpostAccount   *account,
                                             OutpostBuild     *build);
void               outpost_history_row_show (GtkWidget        *row,
                                             OutpostBuild     *build);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-context.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_PAGE (outpost_list_page_get_type ())

/**
 * OutpostListPage:
 *
 * Shows what is kept of the account's list at once, then unlocks the account when it comes on the screen, and refreshes.
 */
G_DECLARE_FINAL_TYPE (OutpostListPage, outpost_list_page, OUTPOST, LIST_PAGE, AdwNavigationPage)

/* @workspaces: a list of the account that no other page has, as it is asked for what is typed here */
AdwNavigationPage    *outpost_list_page_new            (OutpostContext       *context,
                                                        OutpostAccount       *account,
                                                        OutpostWorkspaceList *workspaces);
OutpostAccount       *outpost_list_page_get_account    (OutpostListPage      *self);
OutpostWorkspaceList *outpost_list_page_get_workspaces (OutpostListPage      *self);
/* Asks the deployment now. */
void                  outpost_list_page_refresh        (OutpostListPage      *self);
/* Puts the focus into the search field. @text: (nullable): what to put there as well, with nothing else that narrows the list */
void                  outpost_list_page_search         (OutpostListPage      *self,
                                                        const char           *text);

G_END_DECLS

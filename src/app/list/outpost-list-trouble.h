/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-account.h"

G_BEGIN_DECLS

/**
 * OutpostRemedy: what the button beside a trouble of the list does
 */
typedef enum
{
  OUTPOST_REMEDY_NONE,
  OUTPOST_REMEDY_REFRESH,
  OUTPOST_REMEDY_UNLOCK, /* asks the keyring once more */
  OUTPOST_REMEDY_SIGN_IN,
} OutpostRemedy;

/* The worst there is to say of an account's list, and what helps. %NULL when all is well, or when the account was signed out
 * without an error; a query that the deployment does not understand is told at its field. */
const GError *outpost_list_trouble_find       (OutpostAccount       *account,
                                               OutpostWorkspaceList *workspaces,
                                               gboolean              has_query,
                                               OutpostRemedy        *remedy);
/* Whether it is about what was typed into the search field. */
gboolean      outpost_list_trouble_is_mistake (const GError   *error,
                                               gboolean        has_query);
/* The label of the button; %NULL when nothing helps. */
const char   *outpost_list_trouble_get_label  (OutpostRemedy   remedy,
                                               const GError   *error);
/* The line above the list: what is wrong, or what the licence lacks, and how old the list is; %NULL for no line. */
char         *outpost_list_trouble_dup_banner (OutpostAccount       *account,
                                               OutpostWorkspaceList *workspaces,
                                               const GError         *error);
/* The page in the place of a list that could not be had. */
void          outpost_list_trouble_fill_page  (OutpostAccount *account,
                                               const GError   *error,
                                               AdwStatusPage  *page);

G_END_DECLS

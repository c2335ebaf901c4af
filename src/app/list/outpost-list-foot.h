/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-account.h"
#include "outpost-list-filter.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_FOOT (outpost_list_foot_get_type ())

/**
 * OutpostListFoot:
 *
 * Below the list: how many workspaces there are, how many of them need attention, and how old all that is.
 */
G_DECLARE_FINAL_TYPE (OutpostListFoot, outpost_list_foot, OUTPOST, LIST_FOOT, AdwBin)

void  outpost_list_foot_set_up   (OutpostListFoot      *self,
                                  OutpostAccount       *account,
                                  OutpostWorkspaceList *workspaces,
                                  OutpostListFilter    *filter);
/* @n_shown: how many the filter lets pass. Returns how many there would be without it, ordinary ones as it wants them. */
guint outpost_list_foot_show     (OutpostListFoot      *self,
                                  guint                 n_shown,
                                  gboolean              narrow);
void  outpost_list_foot_show_age (OutpostListFoot      *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-account.h"
#include "outpost-list-selection.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_SELECTION_BAR (outpost_selection_bar_get_type ())

/**
 * OutpostSelectionBar:
 *
 * What can be done to all workspaces that are selected, below the list.
 */
G_DECLARE_FINAL_TYPE (OutpostSelectionBar, outpost_selection_bar, OUTPOST, SELECTION_BAR, AdwBin)

void outpost_selection_bar_set_up (OutpostSelectionBar  *self,
                                   OutpostAccount       *account,
                                   OutpostListSelection *selection);

G_END_DECLS

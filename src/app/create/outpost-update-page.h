/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "create/outpost-creation.h"
#include "model/outpost-workspace.h"
#include "outpost-wizard-page.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_UPDATE_PAGE (outpost_update_page_get_type ())

/**
 * OutpostUpdatePage:
 *
 * What building a workspace anew means for its machines, and which version is taken. Signal `next`: one may go on.
 */
G_DECLARE_FINAL_TYPE (OutpostUpdatePage, outpost_update_page, OUTPOST, UPDATE_PAGE, OutpostWizardPage)

OutpostUpdatePage *outpost_update_page_new (OutpostClient    *client,
                                            OutpostCreation  *creation,
                                            OutpostWorkspace *workspace);

G_END_DECLS

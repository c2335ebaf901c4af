/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "create/outpost-creation.h"
#include "outpost-wizard-page.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LINKING_PAGE (outpost_linking_page_get_type ())

/**
 * OutpostLinkingPage:
 *
 * The accounts elsewhere that a version needs: opens the deployment's page for each, and sees by itself when it is linked.
 */
G_DECLARE_FINAL_TYPE (OutpostLinkingPage, outpost_linking_page, OUTPOST, LINKING_PAGE, OutpostWizardPage)

OutpostLinkingPage *outpost_linking_page_new (OutpostCreation *creation);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "create/outpost-creation.h"
#include "outpost-wizard-page.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_PARAMETERS_PAGE (outpost_parameters_page_get_type ())

/**
 * OutpostParametersPage:
 *
 * The questions of the version. Signal `answered` once all are answered well, and somebody wants to go on.
 */
G_DECLARE_FINAL_TYPE (OutpostParametersPage, outpost_parameters_page, OUTPOST, PARAMETERS_PAGE, OutpostWizardPage)

OutpostParametersPage *outpost_parameters_page_new       (OutpostCreation       *creation);
/* Brings the first question that is not well answered into view, with the focus on it. */
void                   outpost_parameters_page_show_bad  (OutpostParametersPage *self);

G_END_DECLS

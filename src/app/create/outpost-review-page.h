/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "create/outpost-creation.h"
#include "outpost-wizard-page.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_REVIEW_PAGE (outpost_review_page_get_type ())

/**
 * OutpostReviewPage:
 *
 * All that was chosen, and the command that would do the same.
 */
G_DECLARE_FINAL_TYPE (OutpostReviewPage, outpost_review_page, OUTPOST, REVIEW_PAGE, OutpostWizardPage)

OutpostReviewPage *outpost_review_page_new  (OutpostCreation   *creation);
/* @name: of the workspace. */
void               outpost_review_page_show (OutpostReviewPage *self,
                                             const char        *name,
                                             gboolean           several_organizations);

G_END_DECLS

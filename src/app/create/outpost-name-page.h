/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "create/outpost-creation.h"
#include "outpost-wizard-page.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_NAME_PAGE (outpost_name_page_get_type ())

/**
 * OutpostNamePage:
 *
 * Name, version and preset. Signal `next` once the name was found to be free.
 */
G_DECLARE_FINAL_TYPE (OutpostNamePage, outpost_name_page, OUTPOST, NAME_PAGE, OutpostWizardPage)

OutpostNamePage *outpost_name_page_new      (OutpostClient   *client,
                                             OutpostCreation *creation);
const char      *outpost_name_page_get_name (OutpostNamePage *self);
/* What the deployment said of the name. */
void             outpost_name_page_refuse   (OutpostNamePage *self,
                                             const GError    *error);

G_END_DECLS

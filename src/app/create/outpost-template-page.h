/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account.h"
#include "create/outpost-template-list.h"
#include "outpost-wizard-page.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_TEMPLATE_PAGE (outpost_template_page_get_type ())

/**
 * OutpostTemplatePage:
 *
 * The templates to choose from, and why the others are not. Signal `next` of the class above once one is chosen.
 */
G_DECLARE_FINAL_TYPE (OutpostTemplatePage, outpost_template_page, OUTPOST, TEMPLATE_PAGE, OutpostWizardPage)

/* @wanted: (nullable): the name of a template that is chosen from the beginning, where exactly one that can be used has it */
OutpostTemplatePage *outpost_template_page_new          (OutpostAccount      *account,
                                                         const char          *wanted);
OutpostTemplateList *outpost_template_page_get_list     (OutpostTemplatePage *self);
OutpostTemplate     *outpost_template_page_get_template (OutpostTemplatePage *self); /* nullable */

G_END_DECLS

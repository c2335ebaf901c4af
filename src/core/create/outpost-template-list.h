/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "api/outpost-api-templates.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_TEMPLATE_CHOICE (outpost_template_choice_get_type ())

/**
 * OutpostTemplateChoice:
 *
 * A template as somebody may choose it, or not. Property `reason` notifies.
 */
G_DECLARE_FINAL_TYPE (OutpostTemplateChoice, outpost_template_choice, OUTPOST, TEMPLATE_CHOICE, GObject)

OutpostTemplate *outpost_template_choice_get_template (OutpostTemplateChoice *self);
/* Why no external workspace can be made of it: %OUTPOST_TEMPLATE_ERROR; %NULL where one can. */
const GError    *outpost_template_choice_get_reason   (OutpostTemplateChoice *self);

#define OUTPOST_TYPE_TEMPLATE_LIST (outpost_template_list_get_type ())

/**
 * OutpostTemplateList:
 *
 * The templates that this account sees, told apart by whether external workspaces can be made of them. A template does not say
 * it: which do is asked of the deployment's search (coder-api 2.2).
 *
 * Properties: `busy`, `loaded`, `error` (OutpostError of the newest loading that failed; what was there stays).
 */
G_DECLARE_FINAL_TYPE (OutpostTemplateList, outpost_template_list, OUTPOST, TEMPLATE_LIST, GObject)

OutpostTemplateList *outpost_template_list_new            (OutpostClient       *client);
/* Both of OutpostTemplateChoice, by name. */
GListModel          *outpost_template_list_get_suitable   (OutpostTemplateList *self);
GListModel          *outpost_template_list_get_unsuitable (OutpostTemplateList *self);
gboolean             outpost_template_list_is_busy        (OutpostTemplateList *self);
gboolean             outpost_template_list_is_loaded      (OutpostTemplateList *self);
const GError        *outpost_template_list_get_error      (OutpostTemplateList *self);
void                 outpost_template_list_load           (OutpostTemplateList *self);
/* Asks for the versions of those that are not suitable, once, to say the exact reason: importing, failed, … */
void                 outpost_template_list_find_reasons   (OutpostTemplateList *self);
/* Whether two organizations have templates here, so that they must be told apart. */
gboolean             outpost_template_list_has_several_organizations (OutpostTemplateList *self);

G_END_DECLS

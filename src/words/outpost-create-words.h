/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "create/outpost-question-list.h"
#include "create/outpost-template-check.h"
#include "create/outpost-workspace-name.h"

G_BEGIN_DECLS

/* The words of making a workspace: one place, so that list, pages and refusals say the same. Translated; whatever comes from the
 * deployment in them is made visible. */

/* Why a template cannot be chosen, one sentence. @error: %OUTPOST_TEMPLATE_ERROR. */
char *outpost_create_words_dup_reason   (const GError       *error);
/* The same as a heading, for where something was refused. */
const char *outpost_create_words_get_refusal (const GError  *error);
/* NULL when nothing is wrong with it. */
const char *outpost_create_words_get_name_problem (OutpostNameProblem problem);
/* What is wrong with an answer; NULL when nothing is, or when it is not to be said yet. @is_error: FALSE for a warning. */
char *outpost_create_words_dup_complaint (OutpostQuestion   *question,
                                          gboolean          *is_error);
char *outpost_create_words_dup_diagnostic (const OutpostDiagnostic *diagnostic);
/* An answer as it is told afterwards: option names, "Yes" and "No", marks for a secret. */
char *outpost_create_words_dup_answer   (OutpostQuestion    *question);

G_END_DECLS

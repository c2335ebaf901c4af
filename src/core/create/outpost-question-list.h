/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-preset.h"
#include "outpost-question.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_QUESTION_LIST (outpost_question_list_get_type ())

/**
 * OutpostQuestionList:
 *
 * The questions of a version as a #GListModel of #OutpostQuestion, in the deployment's order. A question stays the same object
 * while answers come and go, so that a row keeps its focus; one that vanishes (because of another answer) is remembered, and
 * comes back with what was typed. Also from one version to the next, by name.
 *
 * Signal `answered`: somebody changed a value that is sent.
 */
G_DECLARE_FINAL_TYPE (OutpostQuestionList, outpost_question_list, OUTPOST, QUESTION_LIST, GObject)

OutpostQuestionList *outpost_question_list_new             (void);

/**
 * outpost_question_list_apply:
 * @judged: whether @answer is about the values as they are now
 *
 * Takes over what the deployment says.
 */
void                 outpost_question_list_apply           (OutpostQuestionList    *self,
                                                            OutpostParameterAnswer *answer,
                                                            gboolean                judged);
/* Nothing is asked any more; what was typed is remembered. */
void                 outpost_question_list_clear           (OutpostQuestionList    *self);
/* @preset: (nullable): its values count instead of one's own, which come back without it. */
void                 outpost_question_list_set_preset      (OutpostQuestionList    *self,
                                                            OutpostPreset          *preset);
/* @values: (element-type OutpostParameterValue): what the workspace was built with before. */
void                 outpost_question_list_set_previous    (OutpostQuestionList    *self,
                                                            GPtrArray              *values);
OutpostQuestion     *outpost_question_list_find            (OutpostQuestionList    *self,
                                                            const char             *name);
/* (element-type OutpostParameterValue): all that is known, also of questions that are not asked now: the deployment passes
 * over what it does not know (correction 31). */
GPtrArray           *outpost_question_list_dup_inputs      (OutpostQuestionList    *self);
/* (element-type OutpostParameterValue): what a request sends: of the questions that are asked, without those of the build
 * before, which the deployment knows, and without those of the preset, whose values win anyway. */
GPtrArray           *outpost_question_list_dup_values      (OutpostQuestionList    *self);
gboolean             outpost_question_list_is_good         (OutpostQuestionList    *self);
/* The first that is not, %NULL when all are. */
OutpostQuestion     *outpost_question_list_find_bad        (OutpostQuestionList    *self);
/* The form's own first error, of no question, else its first warning; %NULL without one. */
const OutpostDiagnostic *outpost_question_list_get_complaint (OutpostQuestionList  *self);
/* Says everything that is wrong, also where nobody answered yet. */
void                 outpost_question_list_reveal          (OutpostQuestionList    *self);
/* Hands each validation of a refused request, or the one parameter that its message names, to its question. Returns how many
 * found one. */
guint                outpost_question_list_refuse          (OutpostQuestionList    *self,
                                                            const GError           *error);

G_END_DECLS

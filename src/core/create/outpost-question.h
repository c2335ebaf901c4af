/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-parameter-check.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_QUESTION (outpost_question_get_type ())

/**
 * OutpostQuestion:
 *
 * A parameter with what somebody answers: what was typed stays, whatever the deployment says of it meanwhile. Which value
 * counts: a preset's, else one's own, else that of the build before, else the deployment's.
 *
 * Signal `changed`: whatever it shows. Property-free, as a row shows all of it or nothing.
 */
G_DECLARE_FINAL_TYPE (OutpostQuestion, outpost_question, OUTPOST, QUESTION, GObject)

OutpostQuestion        *outpost_question_new            (OutpostParameter *parameter);
OutpostParameter       *outpost_question_get_parameter  (OutpostQuestion  *self);

/* What a row shows now: "" when there is nothing. */
const char             *outpost_question_get_value      (OutpostQuestion  *self);
/* What would be sent; %NULL: nothing. */
const char             *outpost_question_get_sent       (OutpostQuestion  *self);
/* Of the build before; %NULL for a new workspace. */
const char             *outpost_question_get_previous   (OutpostQuestion  *self);
gboolean                outpost_question_is_preset      (OutpostQuestion  *self);
/* Cannot be answered here: a preset did, or it cannot be changed any more. */
gboolean                outpost_question_is_fixed       (OutpostQuestion  *self);

/* Somebody's own answer; %NULL takes it back. The empty answer to a question without default is none. */
void                    outpost_question_answer         (OutpostQuestion  *self,
                                                         const char       *value);

/**
 * outpost_question_get_problem:
 *
 * The deployment's word about the value wins over the check made here, as soon as it has one.
 *
 * Returns: what is wrong with the value; %OUTPOST_PARAMETER_OK also when only the deployment knows what is: see
 *   outpost_question_get_complaint()
 */
OutpostParameterProblem outpost_question_get_problem    (OutpostQuestion  *self);
/* The deployment's first error about this value, else its first warning; %NULL without one. */
const OutpostDiagnostic *outpost_question_get_complaint (OutpostQuestion  *self);
/* What a refused request said of it (its validations): until the value changes, or another version is asked for. Once something
 * else is answered differently it is said still, and keeps nobody from trying again. */
void                    outpost_question_refuse         (OutpostQuestion  *self,
                                                         const char       *detail);
/* %NULL without one. */
const char             *outpost_question_get_refusal    (OutpostQuestion  *self);
gboolean                outpost_question_is_good        (OutpostQuestion  *self);
/* Whether what is wrong should be said: not before somebody answered, or wanted to go on. */
gboolean                outpost_question_is_revealed    (OutpostQuestion  *self);
void                    outpost_question_reveal         (OutpostQuestion  *self);

G_END_DECLS

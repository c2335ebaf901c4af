/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "create/outpost-question.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_QUESTION_ROW (outpost_question_row_get_type ())

/**
 * OutpostQuestionRow:
 *
 * One question with the control that fits its kind, its description, and what is wrong with the answer.
 */
G_DECLARE_FINAL_TYPE (OutpostQuestionRow, outpost_question_row, OUTPOST, QUESTION_ROW, AdwBin)

GtkWidget       *outpost_question_row_new          (OutpostQuestion    *question);
/* Brings the control into view, with the focus in it. */
void             outpost_question_row_focus        (OutpostQuestionRow *self);
OutpostQuestion *outpost_question_row_get_question (OutpostQuestionRow *self);

G_END_DECLS

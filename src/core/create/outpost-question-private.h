/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-question.h"

G_BEGIN_DECLS

/* @judged: whether the deployment said this of the value as it is now. */
void outpost_question_set_parameter (OutpostQuestion *self, OutpostParameter *parameter, gboolean judged);
void outpost_question_set_preset (OutpostQuestion *self, const char *value);
void outpost_question_set_previous (OutpostQuestion *self, const char *value);

/* Something else changed since the request. */
void outpost_question_doubt_refusal (OutpostQuestion *self);
/* Its request is not the last one any more. */
void outpost_question_forget_refusal (OutpostQuestion *self);

G_END_DECLS

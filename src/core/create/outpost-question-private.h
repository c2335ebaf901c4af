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

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-check.h"

G_BEGIN_DECLS

/* What a check on a machine is for, and what its answers mean. Translated. */

const char *outpost_check_words_get_title   (OutpostCheck check);
/* One line an answer: what is printed, and what it means. */
const char *outpost_check_words_get_answers (OutpostCheck    check,
                                             OutpostPlatform platform);

G_END_DECLS

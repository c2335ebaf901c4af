/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-parameter.h"

G_BEGIN_DECLS

/**
 * OutpostParameterProblem: what the deployment would refuse a value for. Never stricter than the deployment; where both
 * could differ its word is waited for.
 */
typedef enum
{
  OUTPOST_PARAMETER_OK,
  OUTPOST_PARAMETER_MISSING,
  OUTPOST_PARAMETER_NOT_A_NUMBER,
  OUTPOST_PARAMETER_TOO_SMALL,
  OUTPOST_PARAMETER_TOO_LARGE,
  OUTPOST_PARAMETER_NOT_A_BOOL,
  OUTPOST_PARAMETER_NOT_A_LIST,
  OUTPOST_PARAMETER_NOT_AN_OPTION,
  OUTPOST_PARAMETER_NO_MATCH,
  OUTPOST_PARAMETER_DECREASED,
  OUTPOST_PARAMETER_INCREASED,
  OUTPOST_PARAMETER_CHANGED, /* although it cannot be after the workspace was created */
} OutpostParameterProblem;

#define OUTPOST_N_PARAMETER_PROBLEMS (OUTPOST_PARAMETER_CHANGED + 1)

/**
 * outpost_parameter_check:
 * @value: (nullable): what would be sent; %NULL: nothing, so that the default counts
 * @previous: (nullable): what the workspace was built with before, %NULL for a new one
 */
OutpostParameterProblem outpost_parameter_check            (const OutpostParameter *self,
                                                            const char             *value,
                                                            const char             *previous);

/* Whether an answer is any number of the options. Without that form it is one of them, also where each option is a whole list
 * (coder-api 2.5). */
gboolean                outpost_parameter_takes_several    (const OutpostParameter *self);

/* The template's own words for a wrong value, with its places filled; %NULL when it has none. */
char                   *outpost_parameter_dup_own_words    (const OutpostParameter *self,
                                                            const char             *value);

/* `true`, `1`, `t`, … as the deployment reads them. */
gboolean                outpost_parameter_is_true          (const char             *value);

G_END_DECLS

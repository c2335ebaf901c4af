/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-parameter.h"

G_BEGIN_DECLS

/**
 * outpost_parameter_file_parse:
 * @text: a YAML mapping from parameter names to values: words, numbers, true or false, and lists of these (so JSON too)
 *
 * Returns: (transfer full): (element-type OutpostParameterValue): as they are sent, in the file's order; or %NULL with
 *   %OUTPOST_ERROR_INVALID_INPUT, which says the line
 */
GPtrArray *outpost_parameter_file_parse (const char *text,
                                         gsize       length,
                                         GError    **error);

G_END_DECLS

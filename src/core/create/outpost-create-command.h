/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-creation.h"

G_BEGIN_DECLS

/**
 * outpost_create_command_dup:
 * @with_organization: templates of several organizations are told apart
 *
 * Returns: (transfer full): the line that makes the same workspace with Coder's command line, quoted for a shell; answers to
 *   masked questions are left as `<secret>`
 */
char *outpost_create_command_dup (OutpostCreation *creation,
                                  const char      *name,
                                  gboolean         with_organization);

/**
 * outpost_create_command_read_answer:
 * @word: what stands after `--parameter`
 *
 * Coder's command line reads that as a line of CSV, so what has a comma, a quote or a line break in it is quoted there as a
 * whole: `"labels=[""a"",""b""]"`. A word that is not quoted as a whole is taken as it stands, commas and all.
 *
 * Returns: (transfer full): the answer that is meant, NAME=VALUE
 */
char *outpost_create_command_read_answer (const char *word);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-creation.h"

G_BEGIN_DECLS

/* A template's parameters on the command line. */

/**
 * OutpostCliAsking: what is asked for that was not given; of the rest the defaults count, and only what has none is missing
 */
typedef enum
{
  OUTPOST_CLI_ASK_NOTHING = 0,
  OUTPOST_CLI_ASK = 1 << 0,
  OUTPOST_CLI_ASK_EPHEMERAL = 1 << 1, /* what counts for one build only */
} OutpostCliAsking;

/* (element-type OutpostParameterValue): the answers that came with the call: first the file's, then @parameters (NAME=VALUE),
 * which win. %NULL with an error in the person's words. */
GPtrArray *outpost_cli_questions_read (char **parameters, const char *file, GError **error);

/**
 * outpost_cli_questions_answer:
 * @given: (element-type OutpostParameterValue): all of them have to be asked for
 *
 * Gives the answers and waits for the deployment's word on them.
 */
gboolean outpost_cli_questions_answer (OutpostCreation *creation, GPtrArray *given, OutpostCliAsking asking,
                                       GError **error);

/* Hands what the deployment refused to the questions, and says it in their words; takes @refusal; returns %FALSE. */
gboolean outpost_cli_questions_refuse (OutpostCreation *creation, GError *refusal, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The command line's words for what can go wrong. */

/**
 * OutpostCliError:
 * @OUTPOST_CLI_ERROR_WORDED: the message is in the person's words already: a line and, below it, hints
 */
typedef enum
{
  OUTPOST_CLI_ERROR_WORDED,
} OutpostCliError;

#define OUTPOST_CLI_ERROR (outpost_cli_error_quark ())

GQuark outpost_cli_error_quark (void);

/* Sets an error in the person's words and returns %FALSE. Arguments may come from a server: they are made visible.
 * @hint: (nullable): what can be done, a sentence */
gboolean outpost_cli_fail (GError **error, const char *hint, const char *format, ...) G_GNUC_PRINTF (3, 4);

/**
 * outpost_cli_errors_dup_words:
 *
 * Returns: (transfer full): one line that says what happened, more lines where the deployment named fields, and a hint where
 *   something can be done; no newline at the end
 */
char *outpost_cli_errors_dup_words (const GError *error);

/* The same to standard error, `outpost-cli: …`. */
void outpost_cli_errors_print (const GError *error);

G_END_DECLS

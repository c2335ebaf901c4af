/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The command line's words for what can go wrong. */

/**
 * OutpostCliError:
 * @OUTPOST_CLI_ERROR_WORDED: the message is in the person's words already: a line and, below it, hints (all of them are)
 * @OUTPOST_CLI_ERROR_TIMED_OUT: what was waited for did not come in time
 * @OUTPOST_CLI_ERROR_GONE: what was waited for is not there, or not for this person
 * @OUTPOST_CLI_ERROR_REFUSED: the deployment does not let this person
 * @OUTPOST_CLI_ERROR_NOT_FOLLOWED: what was begun goes on, and is not known to have ended
 *
 * Each has an exit code of its own, for those commands that promise it.
 */
typedef enum
{
  OUTPOST_CLI_ERROR_WORDED,
  OUTPOST_CLI_ERROR_TIMED_OUT,
  OUTPOST_CLI_ERROR_GONE,
  OUTPOST_CLI_ERROR_REFUSED,
  OUTPOST_CLI_ERROR_NOT_FOLLOWED,
} OutpostCliError;

#define OUTPOST_CLI_ERROR (outpost_cli_error_quark ())

GQuark outpost_cli_error_quark (void);

/* Sets an error in the person's words and returns %FALSE. Arguments may come from a server: they are made visible.
 * @hint: (nullable): what can be done, a sentence */
gboolean outpost_cli_fail (GError **error, const char *hint, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* As above, without a hint, with a code of its own. */
gboolean outpost_cli_fail_with (GError **error, OutpostCliError code, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* The words of a deployment's @refusal, with the code that fits it; one that is worded already keeps its own. */
void outpost_cli_tell_refusal (GError **error, const GError *refusal);
/* With a code of its own: what happened is @sentence, and @reason why. One that is worded already is told alone. */
gboolean outpost_cli_fail_because (GError **error, OutpostCliError code, const GError *reason, const char *sentence);
/* 1 for everything but those that have one of their own: 2 timed out, 3 gone, 4 refused, 5 not followed. */
int outpost_cli_errors_get_exit_code (const GError *error);

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

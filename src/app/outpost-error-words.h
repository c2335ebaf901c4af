/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostErrorWords:
 * @heading: what happened, a few words, header capitalization
 * @body: what it means and what to do, one or two sentences
 * @action: (nullable): the label of what helps: "Retry", "Sign In…", "Unlock"…
 * @details: (nullable): for experts: status, server's message and detail, request id, path in the JSON
 *
 * The one place where errors get words for people. Translated, plain text, visible characters only. What was cancelled has
 * an empty heading and body: nothing is shown for it.
 */
typedef struct
{
  char *heading;
  char *body;
  char *action;
  char *details;
} OutpostErrorWords;

OutpostErrorWords *outpost_error_words_new  (const GError *error);
void               outpost_error_words_free (OutpostErrorWords *self);
/* For a field that shows its own mistake: only what the deployment found wrong, a line each; the body where it named nothing. */
char              *outpost_error_words_dup_mistake            (const GError        *error);
/* For one line with something else before it: the first mistake, or what the deployment said; else the heading. */
char              *outpost_error_words_dup_reason             (const GError        *error);
/* What is wrong with a certificate, a sentence a line; "" when nothing is. */
char              *outpost_error_words_dup_certificate_faults (GTlsCertificateFlags flags);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostErrorWords, outpost_error_words_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-subject.h"

G_BEGIN_DECLS

/**
 * outpost_attach_template_fill:
 * @name: of a file in forms/, without `.in`
 * @file: how the filled text is called when it is saved
 *
 * Each `@WORD@` of the template becomes what the word says of @subject, quoted for where it stands: a word that ends in _SH stands
 * in a shell, and so on. More lines than one are indented as the first. Filled in one pass: what a value holds is never a word.
 *
 * Returns: (transfer full): a secret
 */
char *outpost_attach_template_fill (const char                 *name,
                                    const OutpostAttachSubject *subject,
                                    const char                 *file);

G_END_DECLS

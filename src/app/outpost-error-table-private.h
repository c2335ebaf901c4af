/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is said of one kind of error; to be translated. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *action; /* NULL: nothing helps but what the body says */
} OutpostErrorEntry;

/* The words for @error, of whichever domain. */
const OutpostErrorEntry *outpost_error_table_choose (const GError *error);
/* Whether @entry is for the whole kind, so that the cause is still to be told. */
gboolean                 outpost_error_table_is_general (const GError            *error,
                                                         const OutpostErrorEntry *entry);
/* What a check of the server wants, translated; @detail itself where it is not one of those known. */
const char              *outpost_error_table_explain_check (const char *detail);

G_END_DECLS

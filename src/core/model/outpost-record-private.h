/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OutpostRecord:
 *
 * The plain facts of a model object: texts (counted strings, so that copies and the same word in a thousand workspaces cost
 * nothing) and whole numbers, both by an enumeration of the class. Gives every class comparing, copying and keeping on disk.
 */
typedef struct
{
  char **texts; /* GRefString, never NULL once set */
  gint64 *numbers;
  guint n_texts;
  guint n_numbers;
} OutpostRecord;

void outpost_record_init (OutpostRecord *self, guint n_texts, guint n_numbers);
void outpost_record_clear (OutpostRecord *self);
/* A word that many objects share. */
void outpost_record_set_word (OutpostRecord *self, guint text, const char *value);
/* A text of this object alone. */
void outpost_record_set_text (OutpostRecord *self, guint text, const char *value);
/* Texts that are the same stay where they are: they may be borrowed. */
void outpost_record_copy (const OutpostRecord *source, OutpostRecord *target);
gboolean outpost_record_equal (const OutpostRecord *a, const OutpostRecord *b);
/* `(asax)`, floating. */
GVariant *outpost_record_to_variant (const OutpostRecord *self);
/* FALSE when the counts differ from what @self was initialized for: another version wrote it. */
gboolean outpost_record_read_variant (OutpostRecord *self, GVariant *variant);

#define OUTPOST_RECORD_FORMAT "(asax)"

G_END_DECLS

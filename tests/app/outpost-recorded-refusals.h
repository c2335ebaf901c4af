/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a deployment answered where it did not do what it was asked, as recorded. */
typedef struct
{
  char *name; /* the file's */
  guint status;
  char *type;         /* nullable, as the three that follow */
  gboolean from_coder;
  char *location;
  char *request_id;
  GBytes *body;
} RecordedRefusal;

/* All answers and handshakes with a status of 300 or more; NULL where the recordings are absent. */
GPtrArray *recorded_refusals_load         (void);
GError    *recorded_refusal_dup_error     (const RecordedRefusal *self);
/* The message, the detail and each validation with its field, read here once more, each on lines of its own; for plain text
 * all of it; "" for a page and for nothing. */
char      *recorded_refusal_dup_sentences (const RecordedRefusal *self);

G_END_DECLS

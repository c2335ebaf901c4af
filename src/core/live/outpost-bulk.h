/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

#include "http/outpost-client.h"

G_BEGIN_DECLS

/* How many requests of one bulk are under way at once. */
#define OUTPOST_BULK_AT_ONCE 4

/* Asks for what @index stands for: (transfer full). Dropping what is chained on it must stop the request. */
typedef DexFuture *(*OutpostBulkAsk)      (guint         index,
                                           gpointer      data);
/* What came of it: one of @value and @error. From the main loop. */
typedef void       (*OutpostBulkAnswered) (guint         index,
                                           const GValue *value,
                                           const GError *error,
                                           gpointer      data);

#define OUTPOST_TYPE_BULK (outpost_bulk_get_type ())

/**
 * OutpostBulk:
 *
 * The same request for many things: in order, at most %OUTPOST_BULK_AT_ONCE at once, each answered once. A rate limit (429) is no
 * answer: nothing is asked until it is over, then what was refused is asked again. Once the deployment has refused what would be
 * refused to all (not signed in, no licence, no such route), or cannot be reached several times in a row, the rest has the same
 * error without being asked.
 *
 * Properties (read-only, notify): `running`, `n-answered`, `waiting-until` (real time in microseconds while a rate limit is waited
 * for, else 0).
 */
G_DECLARE_FINAL_TYPE (OutpostBulk, outpost_bulk, OUTPOST, BULK, GObject)

/* @data must live as long as this. */
OutpostBulk *outpost_bulk_new               (OutpostClient      *client,
                                             OutpostBulkAsk      ask,
                                             OutpostBulkAnswered answered,
                                             gpointer            data);
/* Wants @index asked for; nothing is until outpost_bulk_run(). */
void         outpost_bulk_add               (OutpostBulk        *self,
                                             guint               index);
/* Begins; `running` is FALSE again when all is answered. `n-answered` counts from 0. */
void         outpost_bulk_run               (OutpostBulk        *self);
/* Stops every request that is under way, and forgets what is still wanted. What was asked and not answered never is. */
void         outpost_bulk_cancel            (OutpostBulk        *self);
gboolean     outpost_bulk_get_running       (OutpostBulk        *self);
guint        outpost_bulk_get_n_answered    (OutpostBulk        *self);
gint64       outpost_bulk_get_waiting_until (OutpostBulk        *self);

G_END_DECLS

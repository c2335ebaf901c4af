/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostSseParser:
 *
 * Server-sent events out of bytes, cut anywhere: lines end with LF, CR or CRLF, comments and unknown fields are left out, several
 * `data` lines become one text with line feeds, an event without data is none. No I/O.
 */
typedef struct _OutpostSseParser OutpostSseParser;

/* @limit: bytes that one event may have before it is complete, its name included */
OutpostSseParser *outpost_sse_parser_new  (gsize              limit);
void              outpost_sse_parser_free (OutpostSseParser  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostSseParser, outpost_sse_parser_free)

/**
 * outpost_sse_parser_feed:
 * @error: %OUTPOST_ERROR_TOO_LARGE; there is no way on from it
 *
 * Takes what came next. Events that are complete wait for outpost_sse_parser_pop().
 */
gboolean          outpost_sse_parser_feed (OutpostSseParser  *self,
                                           const guint8      *bytes,
                                           gsize              size,
                                           GError           **error);

/**
 * outpost_sse_parser_pop:
 * @type: (out) (transfer full): the event's name, "message" where it has none; of any bytes but zero and line ends
 *
 * Returns: (transfer full) (nullable): the data of the oldest event that waits, %NULL without one
 */
GBytes           *outpost_sse_parser_pop  (OutpostSseParser  *self,
                                           char             **type);

G_END_DECLS

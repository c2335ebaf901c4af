/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libsoup/soup.h>

#include "outpost-client.h"

G_BEGIN_DECLS

#define OUTPOST_STATUS_RATE_LIMITED 429

/* @headers are kept, not copied. A reply of any status; the client gives out only those below 300. */
OutpostReply *outpost_reply_new            (guint               status,
                                            SoupMessageHeaders *headers,
                                            GBytes             *body);
/* The status 300 or higher, or the unfitting answer below it, as an error. */
GError       *outpost_reply_dup_error      (OutpostReply       *self);
/* The deployment itself says 401; a proxy before it has sessions of its own, of which the key knows nothing. */
gboolean      outpost_reply_refuses_key    (OutpostReply       *self);
gboolean      outpost_reply_is_json        (OutpostReply       *self);
/* A page for people where data was asked for: a sign-on page, a proxy, a captive portal. */
gboolean      outpost_reply_is_page        (OutpostReply       *self);
/* Real time in microseconds until which a 429 asks to wait, 0 where it does not say. */
gint64        outpost_reply_get_retry_at   (OutpostReply       *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The one bridge from libsoup to futures. Dropping what is chained on either cancels the operation. */

/* Resolves to the GInputStream of the answer's body, its status and headers are then in @message. */
DexFuture *outpost_soup_send    (SoupSession *session,
                                 SoupMessage *message);
/* Resolves to a SoupWebsocketConnection; rejects with the refusal's status and headers in @message. No `Origin`. */
DexFuture *outpost_soup_connect (SoupSession *session,
                                 SoupMessage *message);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libsoup/soup.h>

#include "outpost-client.h"
#include "outpost-vigil-private.h"

G_BEGIN_DECLS

/* For the event stream and the tests only. */

SoupSession *outpost_client_get_session      (OutpostClient       *self);
/* For answers that do not end. */
SoupSession *outpost_client_get_stream_session (OutpostClient     *self);
OutpostVigil *outpost_client_get_vigil       (OutpostClient       *self);
/* The base URL with @path behind it. */
char        *outpost_client_dup_url          (OutpostClient       *self,
                                              const char          *path);
/* A message with everything each request carries. @generation: (out): which key went with it, 0 for none. */
SoupMessage *outpost_client_new_message      (OutpostClient       *self,
                                              const char          *method,
                                              const char          *url,
                                              OutpostRequestFlags  flags,
                                              guint               *generation);
/* Real time in microseconds before which @path is not to be asked, or 0. */
gint64       outpost_client_get_limit        (OutpostClient       *self,
                                              const char          *path);
/* Takes note of the headers of the answer to @path and of a key that was refused. */
void         outpost_client_observe          (OutpostClient       *self,
                                              OutpostReply        *reply,
                                              const char          *path,
                                              guint                generation);
/* Trusts the anchors in @database instead of the system's. */
void         outpost_client_set_tls_database (OutpostClient       *self,
                                              GTlsDatabase        *database);

G_END_DECLS

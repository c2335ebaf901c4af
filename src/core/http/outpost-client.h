/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * OutpostReply:
 *
 * A complete answer with a status below 300. Immutable, counted.
 */
typedef struct _OutpostReply OutpostReply;

#define OUTPOST_TYPE_REPLY (outpost_reply_get_type ())

GType         outpost_reply_get_type    (void);
OutpostReply *outpost_reply_ref         (OutpostReply *self);
void          outpost_reply_unref       (OutpostReply *self);
guint         outpost_reply_get_status  (OutpostReply *self);
GBytes       *outpost_reply_get_body    (OutpostReply *self);
/* Names are compared without case (correction 7). The first value where a header occurs several times. */
const char   *outpost_reply_get_header  (OutpostReply *self,
                                         const char   *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostReply, outpost_reply_unref)

/**
 * OutpostRequestFlags:
 * @OUTPOST_REQUEST_ANONYMOUS: never send the key
 * @OUTPOST_REQUEST_ANY_TYPE: the answer may be something else than JSON (the init script)
 * @OUTPOST_REQUEST_EMPTY: the answer has no body worth reading (204, logout)
 */
typedef enum
{
  OUTPOST_REQUEST_DEFAULT = 0,
  OUTPOST_REQUEST_ANONYMOUS = 1 << 0,
  OUTPOST_REQUEST_ANY_TYPE = 1 << 1,
  OUTPOST_REQUEST_EMPTY = 1 << 2,
} OutpostRequestFlags;

#define OUTPOST_TYPE_CLIENT (outpost_client_get_type ())

/**
 * OutpostClient:
 *
 * Talks to one deployment: base URL with optional path prefix, the account's key in `Coder-Session-Token`, no cookies, one
 * deadline a request, a size limit, no redirect to another origin. Idempotent requests (GET, PUT, DELETE) are repeated
 * with a growing, jittered pause when the transport fails, never others and never after an answer. A 429 is waited for
 * within the deadline where that is possible; it holds for its path, whatever the query, and for no other.
 *
 * Properties: `base-url` (construct), `key` (write-only), `waiting-until` (gint64, real time in microseconds while a rate
 * limit is waited for, the latest of all paths, else 0), `server-version` (the newest `X-Coder-Build-Version` seen, %NULL
 * before).
 * Signal `unauthorized`: the deployment itself, not what stands before it, said 401 to a request that carried the key now set.
 */
G_DECLARE_FINAL_TYPE (OutpostClient, outpost_client, OUTPOST, CLIENT, GObject)

OutpostClient *outpost_client_new                (const char    *base_url);
const char    *outpost_client_get_base_url       (OutpostClient *self);
const char    *outpost_client_get_server_version (OutpostClient *self);
gint64         outpost_client_get_waiting_until  (OutpostClient *self);
gboolean       outpost_client_has_key            (OutpostClient *self);
void           outpost_client_set_key            (OutpostClient *self,
                                                  const char    *key);

/* Milliseconds for one request from its sending to the last byte, all repetitions together. Default 30,000. */
void           outpost_client_set_deadline       (OutpostClient *self,
                                                  guint          milliseconds);
guint          outpost_client_get_deadline       (OutpostClient *self);
/* Bytes of a JSON answer. Default 16 MiB. */
void           outpost_client_set_size_limit     (OutpostClient *self,
                                                  gsize          bytes);

/**
 * outpost_client_send:
 * @method: `GET`, `POST`, `PUT`, `PATCH` or `DELETE`
 * @path: below the base URL, beginning with a slash, percent-encoded, with its query; see outpost_client_dup_path()
 * @body: (nullable): a JSON body
 *
 * Returns: (transfer full): a future that resolves to an #OutpostReply or rejects with %OUTPOST_ERROR. A JSON answer is
 *   promised to be JSON by its media type, not parsed. Dropping a future chained on it cancels the request.
 */
DexFuture     *outpost_client_send               (OutpostClient       *self,
                                                  const char          *method,
                                                  const char          *path,
                                                  GBytes              *body,
                                                  OutpostRequestFlags  flags);

/**
 * outpost_client_dup_path:
 * @format: a path in which each `%s` stands for one segment or query value; each is percent-encoded, slashes too
 *
 * Returns: (transfer full): the path
 */
char          *outpost_client_dup_path           (const char *format,
                                                  ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS

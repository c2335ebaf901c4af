/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-exchange-private.h"

#include "outpost-error.h"
#include "outpost-reply-private.h"
#include "outpost-soup-private.h"

#define CHUNK (64 * 1024)
/* Refusals are short; of a longer one only the status is worth having. */
#define LARGEST_REFUSAL (1024 * 1024)

static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flags,
                       gpointer data)
{
  OutpostCertificateNote *self = data;

  g_set_object (&self->certificate, certificate);
  self->flags = flags;
  return FALSE;
}

void
outpost_certificate_note_watch (OutpostCertificateNote *self,
                                SoupMessage *message)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
}

void
outpost_certificate_note_clear (OutpostCertificateNote *self)
{
  g_clear_object (&self->certificate);
  self->flags = 0;
}

GError *
outpost_exchange_dup_error (const GError *error,
                            const OutpostCertificateNote *note)
{
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_TIMED_OUT, "No complete answer before the deadline");
  if (note->flags != 0 && error->domain == G_TLS_ERROR)
    return outpost_error_new_for_certificate (note->certificate, note->flags);
  return outpost_error_new_for_transport (error);
}

static void
set_too_large (gsize limit,
               GError **error)
{
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_TOO_LARGE, "The answer is larger than %" G_GSIZE_FORMAT " bytes", limit);
}

/* As @operation, unless the deadline passes or the request is given up first. A fiber is never discarded while it waits, which
 * libdex 0.10 does not survive: it waits for being stopped, too. */
static DexFuture *
bounded (DexFuture *operation,
         gint64 deadline,
         GCancellable *stop)
{
  return dex_future_first (operation, dex_timeout_new_deadline (deadline), dex_cancellable_new_from_cancellable (stop), NULL);
}

static GBytes *
read_all (GInputStream *stream,
          goffset announced,
          gint64 deadline,
          GCancellable *stop,
          gsize limit,
          GError **error)
{
  g_autoptr(GByteArray) all = NULL;

  if (announced > 0 && (guint64) announced > limit)
    {
      set_too_large (limit, error);
      return NULL;
    }
  all = g_byte_array_new ();
  for (;;)
    {
      g_autoptr(GBytes) chunk
          = dex_await_boxed (bounded (dex_input_stream_read_bytes (stream, CHUNK, G_PRIORITY_DEFAULT), deadline, stop), error);

      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      if (all->len + g_bytes_get_size (chunk) > limit)
        {
          set_too_large (limit, error);
          return NULL;
        }
      g_byte_array_append (all, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }
}

static OutpostReply *
read_reply (SoupMessage *message,
            GInputStream *stream,
            gint64 deadline,
            GCancellable *stop,
            gsize limit,
            GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);
  gboolean refused = status >= 300;
  goffset announced = -1;
  g_autoptr(GError) failure = NULL;
  g_autoptr(GBytes) body = NULL;

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
    announced = soup_message_headers_get_content_length (headers);
  body = read_all (stream, announced, deadline, stop, refused ? MIN (limit, LARGEST_REFUSAL) : limit, &failure);
  /* The status of a refusal stands, whatever became of the words that explain it. */
  if (body == NULL && (!refused || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return outpost_reply_new (status, headers, body);
}

OutpostReply *
outpost_exchange_run (SoupSession *session,
                      SoupMessage *message,
                      gint64 deadline,
                      GCancellable *stop,
                      gsize size_limit,
                      GError **error)
{
  OutpostCertificateNote note = { NULL };
  g_autoptr(GError) failure = NULL;
  g_autoptr(GInputStream) stream = NULL;
  OutpostReply *reply = NULL;

  outpost_certificate_note_watch (&note, message);
  stream = dex_await_object (bounded (outpost_soup_send (session, message), deadline, stop), &failure);
  g_signal_handlers_disconnect_by_data (message, &note);
  if (stream != NULL)
    reply = read_reply (message, stream, deadline, stop, size_limit, &failure);
  if (reply == NULL)
    g_propagate_error (error, outpost_exchange_dup_error (failure, &note));
  outpost_certificate_note_clear (&note);
  return reply;
}

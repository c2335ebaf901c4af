/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-reply-private.h"

#include <string.h>

#include "outpost-error.h"

/* The longest wait that is believed: beyond it a server's clock is wrong rather than its patience long. */
#define LONGEST_WAIT_S (60 * 60)

/* One complete answer, of whatever status: what was received, before anybody has judged it. */
struct _OutpostReply
{
  guint status;
  SoupMessageHeaders *headers;
  GBytes *body;
};

G_DEFINE_BOXED_TYPE (OutpostReply, outpost_reply, outpost_reply_ref, outpost_reply_unref)

static void
outpost_reply_clear (gpointer data)
{
  OutpostReply *self = data;

  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
}

/* Seconds since 1970 by the server's clock, or ours where it does not tell. */
static gint64
get_server_now (OutpostReply *self)
{
  const char *date = outpost_reply_get_header (self, "Date");
  g_autoptr(GDateTime) parsed = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  return parsed != NULL ? g_date_time_to_unix (parsed) : g_get_real_time () / G_USEC_PER_SEC;
}

/* Retry-After in seconds; -1 where there is none. */
static gint64
get_retry_after (OutpostReply *self)
{
  const char *value = outpost_reply_get_header (self, "Retry-After");
  g_autoptr(GDateTime) date = NULL;
  gint64 seconds;

  if (value == NULL)
    return -1;
  if (g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &seconds, NULL))
    return seconds;
  date = soup_date_time_new_from_http_string (value);
  return date != NULL ? MAX (g_date_time_to_unix (date) - get_server_now (self), 0) : -1;
}

/* X-Ratelimit-Reset as seconds from now; -1 where there is none that makes sense. */
static gint64
get_reset (OutpostReply *self)
{
  const char *value = outpost_reply_get_header (self, "X-Ratelimit-Reset");
  gint64 reset;

  if (value == NULL || !g_ascii_string_to_signed (value, 10, 0, G_MAXINT64 / G_USEC_PER_SEC, &reset, NULL))
    return -1;
  reset -= get_server_now (self);
  return reset >= 0 && reset <= LONGEST_WAIT_S ? reset : -1;
}

gint64
outpost_reply_get_retry_at (OutpostReply *self)
{
  gint64 wait = get_reset (self);

  if (self->status != OUTPOST_STATUS_RATE_LIMITED)
    return 0;
  /* Retry-After is a constant there; the reset is the earlier and more exact time (correction 7). */
  if (wait < 0)
    wait = get_retry_after (self);
  if (wait < 0)
    return 0;
  return g_get_real_time () + MIN (wait, LONGEST_WAIT_S) * G_USEC_PER_SEC;
}

/* The media type in lower case without its parameters, or NULL. */
static char *
dup_content_type (OutpostReply *self)
{
  const char *value = outpost_reply_get_header (self, "Content-Type");
  g_autofree char *type = value != NULL ? g_strndup (value, strcspn (value, ";")) : NULL;

  return type != NULL ? g_ascii_strdown (g_strstrip (type), -1) : NULL;
}

gboolean
outpost_reply_is_json (OutpostReply *self)
{
  g_autofree char *type = dup_content_type (self);

  return type != NULL && (g_str_equal (type, "application/json") || g_str_has_suffix (type, "+json"));
}

gboolean
outpost_reply_is_page (OutpostReply *self)
{
  g_autofree char *type = dup_content_type (self);
  gsize size;
  const char *text = g_bytes_get_data (self->body, &size);

  if (size == 0)
    return FALSE;
  if (type != NULL)
    return g_str_equal (type, "text/html") || g_str_equal (type, "application/xhtml+xml");
  return (size >= 14 && g_ascii_strncasecmp (text, "<!doctype html", 14) == 0)
         || (size >= 5 && g_ascii_strncasecmp (text, "<html", 5) == 0);
}

GError *
outpost_reply_dup_error (OutpostReply *self)
{
  g_autofree char *type = dup_content_type (self);
  gboolean from_coder = outpost_reply_get_header (self, "X-Coder-Build-Version") != NULL;

  if (self->status < 300 && from_coder && !outpost_reply_is_page (self))
    return g_error_new (OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, "expected JSON, got %s", type != NULL ? type : "no media type");
  return outpost_error_new_for_answer (self->status, type, from_coder, outpost_reply_get_header (self, "Location"),
                                       outpost_reply_get_header (self, "X-Coder-Request-Id"), outpost_reply_get_retry_at (self),
                                       self->body);
}

gboolean
outpost_reply_refuses_key (OutpostReply *self)
{
  g_autoptr(GError) error = NULL;

  if (self->status != SOUP_STATUS_UNAUTHORIZED)
    return FALSE;
  error = outpost_reply_dup_error (self);
  return g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED);
}

OutpostReply *
outpost_reply_new (guint status,
                   SoupMessageHeaders *headers,
                   GBytes *body)
{
  OutpostReply *self = g_atomic_rc_box_new0 (OutpostReply);

  self->status = status;
  self->headers = soup_message_headers_ref (headers);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  return self;
}

OutpostReply *
outpost_reply_ref (OutpostReply *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
outpost_reply_unref (OutpostReply *self)
{
  g_atomic_rc_box_release_full (self, outpost_reply_clear);
}

guint
outpost_reply_get_status (OutpostReply *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->status;
}

GBytes *
outpost_reply_get_body (OutpostReply *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->body;
}

const char *
outpost_reply_get_header (OutpostReply *self,
                          const char *name)
{
  SoupMessageHeadersIter iter;
  const char *key;
  const char *value;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  soup_message_headers_iter_init (&iter, self->headers);
  while (soup_message_headers_iter_next (&iter, &key, &value))
    if (g_ascii_strcasecmp (key, name) == 0)
      return value;
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-faults-private.h"
#include "outpost-demo-private.h"

#include <string.h>

void
demo_fault_free (gpointer data)
{
  DemoFault *self = data;

  g_free (self->method);
  g_free (self->path_glob);
  g_free (self->text);
  g_free (self->headers);
  g_free (self);
}

DemoFault *
demo_faults_take (GPtrArray *faults,
                  const char *method,
                  const char *path)
{
  for (guint i = 0; i < faults->len; i++)
    {
      DemoFault *fault = g_ptr_array_index (faults, i);

      if (fault->method != NULL && !g_str_equal (fault->method, method))
        continue;
      if (!g_pattern_match_simple (fault->path_glob != NULL ? fault->path_glob : "*", path))
        continue;
      if (fault->times == 1)
        return g_ptr_array_steal_index (faults, i);
      if (fault->times > 1)
        fault->times--;
      {
        DemoFault *copy = g_memdup2 (fault, sizeof *fault);

        copy->method = g_strdup (fault->method);
        copy->path_glob = g_strdup (fault->path_glob);
        copy->text = g_strdup (fault->text);
        copy->headers = g_strdup (fault->headers);
        return copy;
      }
    }
  return NULL;
}

gboolean
demo_fault_is_stream (const DemoFault *self)
{
  return self->kind == OUTPOST_DEMO_FAULT_WS_CLOSE || self->kind == OUTPOST_DEMO_FAULT_WS_GARBAGE
         || self->kind == OUTPOST_DEMO_FAULT_WS_REPLAY
         || self->kind == OUTPOST_DEMO_FAULT_WS_RAW || self->kind == OUTPOST_DEMO_FAULT_EVENTS;
}

gboolean
demo_fault_wants_answer (const DemoFault *self)
{
  return self->kind == OUTPOST_DEMO_FAULT_DELAY || self->kind == OUTPOST_DEMO_FAULT_TRUNCATE
         || self->kind == OUTPOST_DEMO_FAULT_DRIP || self->kind == OUTPOST_DEMO_FAULT_WRONG_TYPE;
}

static void
answer (SoupServerMessage *message,
        guint status,
        const char *type,
        const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  if (text != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
add_headers (SoupServerMessage *message,
             const char *headers)
{
  g_auto(GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      soup_message_headers_replace (soup_server_message_get_response_headers (message), lines[i], g_strstrip (colon + 1));
    }
}

/* ---- Connections that end early ---------------------------------------------------------------------------------- */

static void
drop (SoupServerMessage *message)
{
  g_autoptr(GIOStream) connection = soup_server_message_steal_connection (message);

  g_io_stream_close (connection, NULL, NULL);
}

static void
truncate_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *head
      = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n", size + 2);
  g_autoptr(GIOStream) connection = soup_server_message_steal_connection (message);
  GOutputStream *stream = g_io_stream_get_output_stream (connection);

  g_output_stream_write_all (stream, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (stream, data, size / 2, NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

/* ---- Bodies that take long --------------------------------------------------------------------------------------- */

/* A body written piece by piece. */
typedef struct
{
  SoupServerMessage *message;
  GBytes *bytes; /* NULL: filled with blanks */
  gsize left;
  gsize at;
  gsize piece;
  guint ms;
  guint timer;
} Stream;

static void
stream_end (SoupServerMessage *message,
            Stream *self)
{
  g_signal_handlers_disconnect_by_data (message, self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static gboolean
stream_piece_cb (gpointer data)
{
  Stream *self = data;
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  gsize size = MIN (self->piece, self->left);

  self->timer = 0;
  if (size == 0)
    soup_message_body_complete (body);
  else if (self->bytes != NULL)
    {
      g_autoptr(GBytes) piece = g_bytes_new_from_bytes (self->bytes, self->at, size);

      soup_message_body_append_bytes (body, piece);
    }
  else
    {
      char *blanks = g_malloc (size);

      memset (blanks, ' ', size);
      soup_message_body_append_take (body, (guchar *) blanks, size);
    }
  self->left -= size;
  self->at += size;
  soup_server_message_unpause (self->message);
  return G_SOURCE_REMOVE;
}

static void
wrote_chunk_cb (SoupServerMessage *message,
                Stream *self)
{
  soup_server_message_pause (message);
  self->timer = g_timeout_add (self->ms, stream_piece_cb, self);
}

static void
stream_body (SoupServerMessage *message,
             GBytes *bytes,
             gsize size,
             gsize piece,
             guint ms)
{
  Stream *self = g_new0 (Stream, 1);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  self->message = message;
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->left = size;
  self->piece = piece;
  self->ms = ms;
  soup_message_body_truncate (body);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Type", "application/json");
  g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_chunk_cb), self);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (stream_end), self);
}

/* ---- Waiting ----------------------------------------------------------------------------------------------------- */

static gboolean
unpause_cb (gpointer data)
{
  soup_server_message_unpause (data);
  return G_SOURCE_REMOVE;
}

static void
delay (SoupServerMessage *message,
       guint ms)
{
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, ms, unpause_cb, g_object_ref (message), g_object_unref);
}

/* Every string of the answer as a number: `"name":"x"` becomes `"name":7`. */
static void
mistype (SoupServerMessage *message)
{
  g_autoptr(GBytes) bytes = soup_message_body_flatten (soup_server_message_get_response_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr(GRegex) regex = g_regex_new (":\\s*\"(?:[^\"\\\\]|\\\\.)*\"", 0, 0, NULL);
  g_autofree char *wrong = g_regex_replace_literal (regex, text, -1, 0, ":7", 0, NULL);

  answer (message, 200, "application/json", wrong);
}

void
demo_fault_apply (const DemoFault *self,
                  SoupServer *server,
                  SoupServerMessage *message)
{
  g_autoptr(SoupServerMessage) kept = g_object_ref (message);
  g_autoptr(GBytes) bytes = NULL;

  switch (self->kind)
    {
    case OUTPOST_DEMO_FAULT_STATUS:
      {
        g_autofree char *body = self->text != NULL ? demo_dup_message (self->text, NULL) : NULL;

        answer (message, self->status, "application/json; charset=utf-8", body);
        break;
      }
    case OUTPOST_DEMO_FAULT_BODY:
      answer (message, self->status != 0 ? self->status : 200, "application/json; charset=utf-8", self->text);
      break;
    case OUTPOST_DEMO_FAULT_HTML:
      soup_message_headers_remove (soup_server_message_get_response_headers (message), "X-Coder-Build-Version");
      answer (message, self->status != 0 ? self->status : 200, "text/html; charset=utf-8", "<!doctype html><title>Sign on</title>");
      break;
    case OUTPOST_DEMO_FAULT_EMPTY:
      answer (message, self->status != 0 ? self->status : 200, NULL, NULL);
      break;
    case OUTPOST_DEMO_FAULT_DELAY:
      delay (message, self->ms);
      break;
    case OUTPOST_DEMO_FAULT_DROP:
      drop (message);
      break;
    case OUTPOST_DEMO_FAULT_TRUNCATE:
      truncate_body (message);
      break;
    case OUTPOST_DEMO_FAULT_HUGE:
      soup_server_message_set_status (message, 200, NULL);
      stream_body (message, NULL, (gsize) self->ms * 1024 * 1024, 256 * 1024, 0);
      break;
    case OUTPOST_DEMO_FAULT_DRIP:
      bytes = soup_message_body_flatten (soup_server_message_get_response_body (message));
      stream_body (message, bytes, g_bytes_get_size (bytes), 1, self->ms);
      break;
    case OUTPOST_DEMO_FAULT_HANG:
      soup_server_message_pause (message);
      break;
    case OUTPOST_DEMO_FAULT_REDIRECT:
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", self->text);
      answer (message, self->status != 0 ? self->status : 307, "text/html; charset=utf-8", "<a>Temporary Redirect</a>.\n\n");
      break;
    case OUTPOST_DEMO_FAULT_WRONG_TYPE:
      mistype (message);
      break;
    case OUTPOST_DEMO_FAULT_WS_CLOSE:
    case OUTPOST_DEMO_FAULT_WS_GARBAGE:
    case OUTPOST_DEMO_FAULT_WS_REPLAY:
    case OUTPOST_DEMO_FAULT_WS_RAW:
    case OUTPOST_DEMO_FAULT_EVENTS:
    default:
      break;
    }
  /* Also in the place of what the kind says. */
  add_headers (message, self->headers);
}

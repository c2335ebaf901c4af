/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-channel-private.h"

#include "json/outpost-json-writer.h"
#include "outpost-sse-parser.h"

#define CHUNK (64 * 1024)

#define OUTPOST_TYPE_SSE_CHANNEL (outpost_sse_channel_get_type ())
G_DECLARE_FINAL_TYPE (OutpostSseChannel, outpost_sse_channel, OUTPOST, SSE_CHANNEL, GObject)

/* The body of an answer of server-sent events, while it is being read. */
struct _OutpostSseChannel
{
  GObject parent_instance;

  GInputStream *body; /* NULL once it is over */
  GCancellable *stop;
  OutpostSseParser *parser;
  guint silence_ms;
  guint silence;
  /* What a chunk leads back to. */
  void (*read) (OutpostSseChannel *self);
};

static void
close_channel (OutpostChannel *channel,
               gushort code)
{
  OutpostSseChannel *self = OUTPOST_SSE_CHANNEL (channel);

  g_clear_handle_id (&self->silence, g_source_remove);
  g_cancellable_cancel (self->stop);
  g_clear_object (&self->body);
}

static gboolean
send_message (OutpostChannel *channel,
              GBytes *message)
{
  return FALSE;
}

static void
iface_init (OutpostChannelInterface *iface)
{
  iface->close = close_channel;
  iface->send = send_message;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostSseChannel,
                               outpost_sse_channel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OUTPOST_TYPE_CHANNEL, iface_init))

static void
lose (OutpostSseChannel *self,
      const char *why)
{
  outpost_channel_close (OUTPOST_CHANNEL (self), 0);
  outpost_channel_ended (OUTPOST_CHANNEL (self), OUTPOST_CHANNEL_LOST, why);
}

static gboolean
silence_cb (gpointer data)
{
  OutpostSseChannel *self = data;

  self->silence = 0;
  lose (self, "The server has been silent for too long");
  return G_SOURCE_REMOVE;
}

static void
listen (OutpostSseChannel *self)
{
  g_clear_handle_id (&self->silence, g_source_remove);
  self->silence = g_timeout_add (self->silence_ms, silence_cb, self);
}

static GBytes *
new_message (const char *type,
             GBytes *data)
{
  GString *message = g_string_sized_new (g_bytes_get_size (data) + 32);

  g_string_append (message, "{\"type\":");
  outpost_json_append_string (message, type);
  g_string_append (message, ",\"data\":");
  g_string_append_len (message, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  g_string_append_c (message, '}');
  return g_string_free_to_bytes (message);
}

/* Whoever is told of one may close the channel over it. */
static void
tell_events (OutpostSseChannel *self)
{
  while (self->body != NULL)
    {
      g_autofree char *type = NULL;
      g_autoptr(GBytes) data = outpost_sse_parser_pop (self->parser, &type);
      g_autoptr(GBytes) message = NULL;

      if (data == NULL)
        return;
      if (!g_utf8_validate (type, -1, NULL)
          || !g_utf8_validate_len (g_bytes_get_data (data, NULL), g_bytes_get_size (data), NULL))
        {
          lose (self, "The server sent what is no text");
          return;
        }
      message = new_message (type, data);
      outpost_channel_message (OUTPOST_CHANNEL (self), message);
    }
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  g_autoptr(OutpostSseChannel) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (self->body == NULL)
    return;
  if (chunk == NULL || g_bytes_get_size (chunk) == 0)
    {
      lose (self, chunk == NULL ? "The connection broke" : "The server ended the stream");
      return;
    }
  listen (self);
  if (!outpost_sse_parser_feed (self->parser, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk), &error))
    {
      tell_events (self);
      if (self->body != NULL)
        lose (self, error->message);
      return;
    }
  tell_events (self);
  if (self->body != NULL)
    self->read (self);
}

static void
read_more (OutpostSseChannel *self)
{
  g_input_stream_read_bytes_async (self->body, CHUNK, G_PRIORITY_DEFAULT, self->stop, read_cb, g_object_ref (self));
}

static void
outpost_sse_channel_finalize (GObject *object)
{
  OutpostSseChannel *self = OUTPOST_SSE_CHANNEL (object);

  g_clear_handle_id (&self->silence, g_source_remove);
  g_clear_object (&self->body);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->parser, outpost_sse_parser_free);
  G_OBJECT_CLASS (outpost_sse_channel_parent_class)->finalize (object);
}

static void
outpost_sse_channel_class_init (OutpostSseChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_sse_channel_finalize;
}

static void
outpost_sse_channel_init (OutpostSseChannel *self)
{
  self->stop = g_cancellable_new ();
  self->parser = outpost_sse_parser_new (OUTPOST_CHANNEL_LARGEST_MESSAGE);
  self->read = read_more;
}

OutpostChannel *
outpost_sse_channel_new (GInputStream *body,
                         guint silence_ms)
{
  OutpostSseChannel *self = g_object_new (OUTPOST_TYPE_SSE_CHANNEL, NULL);

  self->body = g_object_ref (body);
  self->silence_ms = silence_ms;
  listen (self);
  read_more (self);
  return OUTPOST_CHANNEL (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-channel-private.h"

#define PING_SECONDS 15
#define PONG_SECONDS 10

#define OUTPOST_TYPE_SOCKET_CHANNEL (outpost_socket_channel_get_type ())
G_DECLARE_FINAL_TYPE (OutpostSocketChannel, outpost_socket_channel, OUTPOST, SOCKET_CHANNEL, GObject)

/* An open websocket. */
struct _OutpostSocketChannel
{
  GObject parent_instance;

  SoupWebsocketConnection *connection; /* NULL once it is over */
  gulong handlers[3];
};

static void
let_go (OutpostSocketChannel *self)
{
  for (guint i = 0; self->connection != NULL && i < G_N_ELEMENTS (self->handlers); i++)
    g_clear_signal_handler (&self->handlers[i], self->connection);
  g_clear_object (&self->connection);
}

/* Says good-bye and lets go; the connection keeps itself until the other side has answered or 5 s have passed. */
static void
close_channel (OutpostChannel *channel,
               gushort code)
{
  OutpostSocketChannel *self = OUTPOST_SOCKET_CHANNEL (channel);
  g_autoptr(SoupWebsocketConnection) connection = self->connection != NULL ? g_object_ref (self->connection) : NULL;

  let_go (self);
  if (connection == NULL || soup_websocket_connection_get_state (connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  g_signal_connect (connection, "closed", G_CALLBACK (g_object_unref), NULL);
  soup_websocket_connection_close (g_object_ref (connection), code, NULL);
}

static gboolean
send_message (OutpostChannel *channel,
              GBytes *message)
{
  OutpostSocketChannel *self = OUTPOST_SOCKET_CHANNEL (channel);

  if (self->connection == NULL || soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return FALSE;
  soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, message);
  return TRUE;
}

static void
iface_init (OutpostChannelInterface *iface)
{
  iface->close = close_channel;
  iface->send = send_message;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostSocketChannel,
                               outpost_socket_channel,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OUTPOST_TYPE_CHANNEL, iface_init))

static void
message_cb (OutpostSocketChannel *self,
            SoupWebsocketDataType type,
            GBytes *message,
            SoupWebsocketConnection *connection)
{
  gsize size;
  const char *text = g_bytes_get_data (message, &size);

  if (type == SOUP_WEBSOCKET_DATA_TEXT && g_utf8_validate_len (text, size, NULL))
    {
      outpost_channel_message (OUTPOST_CHANNEL (self), message);
      return;
    }
  outpost_channel_close (OUTPOST_CHANNEL (self), SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA);
  outpost_channel_ended (OUTPOST_CHANNEL (self), OUTPOST_CHANNEL_LOST, "The server sent what is no text");
}

/* Broken frames, a silent other side: what still comes is not worth waiting for. */
static void
error_cb (OutpostSocketChannel *self,
          GError *error,
          SoupWebsocketConnection *connection)
{
  let_go (self);
  outpost_channel_ended (OUTPOST_CHANNEL (self), OUTPOST_CHANNEL_LOST, "The websocket broke");
}

static void
closed_cb (OutpostSocketChannel *self,
           SoupWebsocketConnection *connection)
{
  gushort code = soup_websocket_connection_get_close_code (connection);
  g_autofree char *why = g_strdup_printf ("The server closed the stream with code %u", code);
  OutpostChannelEnd how = OUTPOST_CHANNEL_LOST;

  if (code == SOUP_WEBSOCKET_CLOSE_NORMAL)
    how = OUTPOST_CHANNEL_DONE;
  else if (code == SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR || code == SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION)
    how = OUTPOST_CHANNEL_OUR_FAULT;
  let_go (self);
  outpost_channel_ended (OUTPOST_CHANNEL (self), how, why);
}

static void
outpost_socket_channel_dispose (GObject *object)
{
  let_go (OUTPOST_SOCKET_CHANNEL (object));
  G_OBJECT_CLASS (outpost_socket_channel_parent_class)->dispose (object);
}

static void
outpost_socket_channel_class_init (OutpostSocketChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_socket_channel_dispose;
}

static void
outpost_socket_channel_init (OutpostSocketChannel *self)
{
}

OutpostChannel *
outpost_socket_channel_new (SoupWebsocketConnection *connection)
{
  OutpostSocketChannel *self = g_object_new (OUTPOST_TYPE_SOCKET_CHANNEL, NULL);

  self->connection = g_object_ref (connection);
  soup_websocket_connection_set_max_incoming_payload_size (connection, OUTPOST_CHANNEL_LARGEST_MESSAGE);
  /* That is of one frame; younger libsoups can also bound a message of many. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (connection), "max-total-message-size") != NULL)
    g_object_set (connection, "max-total-message-size", (guint64) OUTPOST_CHANNEL_LARGEST_MESSAGE, NULL);
  soup_websocket_connection_set_keepalive_interval (connection, PING_SECONDS);
  soup_websocket_connection_set_keepalive_pong_timeout (connection, PONG_SECONDS);
  self->handlers[0] = g_signal_connect_swapped (connection, "message", G_CALLBACK (message_cb), self);
  self->handlers[1] = g_signal_connect_swapped (connection, "error", G_CALLBACK (error_cb), self);
  self->handlers[2] = g_signal_connect_swapped (connection, "closed", G_CALLBACK (closed_cb), self);
  return OUTPOST_CHANNEL (self);
}

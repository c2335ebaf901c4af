/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-event-stream.h"

#include "outpost-backoff.h"
#include "outpost-client-private.h"
#include "outpost-error.h"
#include "outpost-reply-private.h"
#include "outpost-soup-private.h"
#include "outpost-weak.h"

#define FIRST_PAUSE_MS 500
#define LONGEST_PAUSE_MS 30000
#define PING_SECONDS 15
#define PONG_SECONDS 10
#define LARGEST_MESSAGE (16 * 1024 * 1024)
#define MOST_WAITING 64
#define MOST_WAITING_BYTES (4 * LARGEST_MESSAGE)

/* A websocket that is kept: what is under way now (handshake or pause) is `step`; everything runs in the main loop. */
struct _OutpostEventStream
{
  GObject parent_instance;

  OutpostClient *client;
  char *path;
  gboolean keeps_all;
  OutpostStreamState state;
  OutpostBackoff backoff;

  /* What a pause leads back to. */
  void (*begin) (OutpostEventStream *self);
  DexFuture *step;
  SoupMessage *handshake;
  guint generation;
  SoupWebsocketConnection *connection;
  gint64 opened_at;
  gulong handlers[3];

  GQueue messages;
  gsize n_bytes;
  DexPromise *waiter;
  GError *end;
};

G_DEFINE_FINAL_TYPE (OutpostEventStream, outpost_event_stream, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* A step's callback may be on its way when the stream is gone. */
static void
set_state (OutpostEventStream *self,
           OutpostStreamState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* ---- The queue --------------------------------------------------------------------------------------------------- */

static GBytes *
pop_message (OutpostEventStream *self)
{
  GBytes *message = g_queue_pop_head (&self->messages);

  if (message != NULL)
    self->n_bytes -= g_bytes_get_size (message);
  return message;
}

static void
push_message (OutpostEventStream *self,
              GBytes *message)
{
  if (self->waiter != NULL)
    {
      g_autoptr(DexPromise) waiter = g_steal_pointer (&self->waiter);

      dex_promise_resolve_boxed (waiter, G_TYPE_BYTES, g_bytes_ref (message));
      return;
    }
  g_queue_push_tail (&self->messages, g_bytes_ref (message));
  self->n_bytes += g_bytes_get_size (message);
  while (!self->keeps_all && (self->messages.length > MOST_WAITING || self->n_bytes > MOST_WAITING_BYTES))
    g_bytes_unref (pop_message (self));
}

/* ---- Ends -------------------------------------------------------------------------------------------------------- */

static void
drop_connection (OutpostEventStream *self)
{
  if (self->connection == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->handlers); i++)
    g_clear_signal_handler (&self->handlers[i], self->connection);
  g_clear_object (&self->connection);
  /* One that lasted was no failure. Messages do not tell: a server may greet each time, and then close. */
  if (g_get_monotonic_time () - self->opened_at > (gint64) LONGEST_PAUSE_MS * 1000)
    outpost_backoff_reset (&self->backoff);
}

/* Says good-bye and lets go; the connection keeps itself until the other side has answered or 5 s have passed. */
static void
close_connection (OutpostEventStream *self,
                  gushort code)
{
  g_autoptr(SoupWebsocketConnection) connection = self->connection != NULL ? g_object_ref (self->connection) : NULL;

  drop_connection (self);
  if (connection == NULL || soup_websocket_connection_get_state (connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  g_signal_connect (connection, "closed", G_CALLBACK (g_object_unref), NULL);
  soup_websocket_connection_close (g_object_ref (connection), code, NULL);
}

/* For good. @error: (transfer full): what those who still ask are told. */
static void
end (OutpostEventStream *self,
     GError *error)
{
  g_autoptr(OutpostEventStream) kept = g_object_ref (self);
  g_autoptr(DexPromise) waiter = g_steal_pointer (&self->waiter);

  dex_clear (&self->step);
  g_clear_object (&self->handshake);
  drop_connection (self);
  self->end = error;
  set_state (self, OUTPOST_STREAM_ENDED);
  if (waiter != NULL)
    dex_promise_reject (waiter, g_error_copy (error));
}

static GError *
new_closed (const char *why)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, why);
}

/* ---- Connecting and waiting, in turns ---------------------------------------------------------------------------- */

static DexFuture *
pause_over_cb (DexFuture *completed,
               gpointer data)
{
  g_autoptr(OutpostEventStream) self = g_weak_ref_get (data);

  if (self != NULL && self->state == OUTPOST_STREAM_WAITING)
    self->begin (self);
  return NULL;
}

/* @until: real time in microseconds before which the server does not want to be asked, or 0 */
static void
retry_later (OutpostEventStream *self,
             gint64 until)
{
  gint64 pause_us = (gint64) outpost_backoff_next (&self->backoff) * 1000;

  if (until != 0)
    pause_us = MAX (pause_us, until - g_get_real_time ());
  dex_clear (&self->step);
  self->step = dex_future_finally (dex_timeout_new_usec (pause_us), pause_over_cb, outpost_weak_new (self), outpost_weak_free);
  set_state (self, OUTPOST_STREAM_WAITING);
}

static void
message_cb (OutpostEventStream *self,
            SoupWebsocketDataType type,
            GBytes *message,
            SoupWebsocketConnection *connection)
{
  gsize size;
  const char *text = g_bytes_get_data (message, &size);

  if (type != SOUP_WEBSOCKET_DATA_TEXT || !g_utf8_validate_len (text, size, NULL))
    {
      close_connection (self, SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA);
      retry_later (self, 0);
      return;
    }
  push_message (self, message);
  if (self->n_bytes <= MOST_WAITING_BYTES)
    return;
  close_connection (self, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  end (self, g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_TOO_LARGE, "The stream sends more than is taken"));
}

/* Broken frames, a silent other side: what still comes is not worth waiting for. */
static void
error_cb (OutpostEventStream *self,
          GError *error,
          SoupWebsocketConnection *connection)
{
  drop_connection (self);
  retry_later (self, 0);
}

static void
closed_cb (OutpostEventStream *self,
           SoupWebsocketConnection *connection)
{
  gushort code = soup_websocket_connection_get_close_code (connection);

  drop_connection (self);
  switch (code)
    {
    case SOUP_WEBSOCKET_CLOSE_NORMAL:
      end (self, new_closed ("The server has nothing more to say"));
      break;
    case SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR:
    case SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION:
      end (self, g_error_new (OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, "The server closed the stream with code %u", code));
      break;
    default:
      retry_later (self, 0);
    }
}

static void
take_connection (OutpostEventStream *self,
                 SoupWebsocketConnection *connection)
{
  g_set_object (&self->connection, connection);
  self->opened_at = g_get_monotonic_time ();
  soup_websocket_connection_set_max_incoming_payload_size (connection, LARGEST_MESSAGE);
  /* That is of one frame; younger libsoups can also bound a message of many. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (connection), "max-total-message-size") != NULL)
    g_object_set (connection, "max-total-message-size", (guint64) LARGEST_MESSAGE, NULL);
  soup_websocket_connection_set_keepalive_interval (connection, PING_SECONDS);
  soup_websocket_connection_set_keepalive_pong_timeout (connection, PONG_SECONDS);
  self->handlers[0] = g_signal_connect_swapped (connection, "message", G_CALLBACK (message_cb), self);
  self->handlers[1] = g_signal_connect_swapped (connection, "error", G_CALLBACK (error_cb), self);
  self->handlers[2] = g_signal_connect_swapped (connection, "closed", G_CALLBACK (closed_cb), self);
  set_state (self, OUTPOST_STREAM_OPEN);
}

/* The status and headers tell a refusal apart, in whichever of its three shapes the body comes (correction 3). */
static void
take_refusal (OutpostEventStream *self,
              SoupMessage *handshake,
              guint generation)
{
  g_autoptr(OutpostReply) reply
      = outpost_reply_new (soup_message_get_status (handshake), soup_message_get_response_headers (handshake), NULL);

  outpost_client_observe (self->client, reply, generation);
  switch (outpost_reply_get_status (reply))
    {
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      end (self, outpost_reply_dup_error (reply));
      break;
    default:
      retry_later (self, outpost_reply_get_retry_at (reply));
    }
}

static DexFuture *
connected_cb (DexFuture *completed,
              gpointer data)
{
  g_autoptr(OutpostEventStream) self = g_weak_ref_get (data);
  g_autoptr(SoupMessage) handshake = NULL;
  const GValue *value;

  if (self == NULL || self->handshake == NULL)
    return NULL;
  handshake = g_steal_pointer (&self->handshake);
  value = dex_future_get_value (completed, NULL);
  if (value != NULL)
    take_connection (self, g_value_get_object (value));
  else if (soup_message_get_status (handshake) != SOUP_STATUS_NONE)
    take_refusal (self, handshake, self->generation);
  else
    retry_later (self, 0);
  return NULL;
}

static void
begin (OutpostEventStream *self)
{
  g_autofree char *url = outpost_client_dup_url (self->client, self->path);
  gint64 deadline = g_get_monotonic_time () + (gint64) outpost_client_get_deadline (self->client) * 1000;
  gint64 waiting_until = outpost_client_get_waiting_until (self->client);
  DexFuture *connected;

  g_clear_object (&self->handshake);
  if (waiting_until != 0)
    {
      retry_later (self, waiting_until);
      return;
    }
  self->handshake = outpost_client_new_message (self->client, "GET", url, OUTPOST_REQUEST_ANY_TYPE, &self->generation);
  if (self->handshake == NULL)
    {
      end (self, g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_INVALID_ADDRESS, "The stream's address is not of the web"));
      return;
    }
  /* A message's size is bounded; that of a compressed one is only known afterwards. */
  soup_message_disable_feature (self->handshake, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  connected = outpost_soup_connect (outpost_client_get_session (self->client), self->handshake);
  dex_clear (&self->step);
  self->step = dex_future_finally (dex_future_first (connected, dex_timeout_new_deadline (deadline), NULL), connected_cb,
                                   outpost_weak_new (self), outpost_weak_free);
  set_state (self, OUTPOST_STREAM_CONNECTING);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_event_stream_dispose (GObject *object)
{
  OutpostEventStream *self = OUTPOST_EVENT_STREAM (object);

  if (self->client != NULL)
    outpost_event_stream_close (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (outpost_event_stream_parent_class)->dispose (object);
}

static void
outpost_event_stream_finalize (GObject *object)
{
  OutpostEventStream *self = OUTPOST_EVENT_STREAM (object);

  g_queue_clear_full (&self->messages, (GDestroyNotify) g_bytes_unref);
  g_clear_error (&self->end);
  g_free (self->path);

  G_OBJECT_CLASS (outpost_event_stream_parent_class)->finalize (object);
}

static void
outpost_event_stream_get_property (GObject *object,
                                   guint id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  OutpostEventStream *self = OUTPOST_EVENT_STREAM (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
outpost_event_stream_class_init (OutpostEventStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = outpost_event_stream_dispose;
  object_class->finalize = outpost_event_stream_finalize;
  object_class->get_property = outpost_event_stream_get_property;

  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, OUTPOST_STREAM_CONNECTING, OUTPOST_STREAM_ENDED,
                                         OUTPOST_STREAM_CONNECTING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
outpost_event_stream_init (OutpostEventStream *self)
{
  self->backoff = (OutpostBackoff) OUTPOST_BACKOFF_INIT (FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  self->begin = begin;
  g_queue_init (&self->messages);
}

OutpostEventStream *
outpost_event_stream_new (OutpostClient *client,
                          const char *path)
{
  OutpostEventStream *self;

  g_return_val_if_fail (OUTPOST_IS_CLIENT (client), NULL);
  g_return_val_if_fail (path != NULL && *path == '/', NULL);

  self = g_object_new (OUTPOST_TYPE_EVENT_STREAM, NULL);
  self->client = g_object_ref (client);
  self->path = g_strdup (path);
  begin (self);
  return self;
}

OutpostStreamState
outpost_event_stream_get_state (OutpostEventStream *self)
{
  g_return_val_if_fail (OUTPOST_IS_EVENT_STREAM (self), OUTPOST_STREAM_ENDED);

  return self->state;
}

void
outpost_event_stream_resume_at (OutpostEventStream *self,
                                const char *path)
{
  g_return_if_fail (OUTPOST_IS_EVENT_STREAM (self));
  g_return_if_fail (path != NULL && *path == '/');

  g_set_str (&self->path, path);
  self->keeps_all = TRUE;
}

DexFuture *
outpost_event_stream_next (OutpostEventStream *self)
{
  GBytes *message;

  dex_return_error_if_fail (OUTPOST_IS_EVENT_STREAM (self));

  message = pop_message (self);
  if (message != NULL)
    return dex_future_new_take_boxed (G_TYPE_BYTES, message);
  if (self->end != NULL)
    return dex_future_new_for_error (g_error_copy (self->end));
  if (self->waiter == NULL)
    self->waiter = dex_promise_new ();
  return DEX_FUTURE (dex_ref (self->waiter));
}

gboolean
outpost_event_stream_send (OutpostEventStream *self,
                           GBytes *message)
{
  g_return_val_if_fail (OUTPOST_IS_EVENT_STREAM (self), FALSE);

  if (self->state != OUTPOST_STREAM_OPEN || soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return FALSE;
  soup_websocket_connection_send_message (self->connection, SOUP_WEBSOCKET_DATA_TEXT, message);
  return TRUE;
}

void
outpost_event_stream_close (OutpostEventStream *self)
{
  g_return_if_fail (OUTPOST_IS_EVENT_STREAM (self));

  if (self->state == OUTPOST_STREAM_ENDED)
    return;
  close_connection (self, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  end (self, new_closed ("The stream was closed"));
}

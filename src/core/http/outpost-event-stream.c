/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-event-stream.h"

#include "outpost-backoff.h"
#include "outpost-channel-private.h"
#include "outpost-client-private.h"
#include "outpost-error.h"
#include "outpost-reply-private.h"
#include "outpost-soup-private.h"
#include "outpost-vigil-private.h"
#include "outpost-weak.h"

#define FIRST_PAUSE_MS 500
#define LONGEST_PAUSE_MS 30000
#define MOST_WAITING 64
#define MOST_WAITING_BYTES (4 * (gsize) OUTPOST_CHANNEL_LARGEST_MESSAGE)
#define LARGEST_REFUSAL (64 * 1024)
/* So many handshakes fail in a row before a way that once was open is doubted. */
#define DOUBTS 2

/* The ways to the same messages. */
typedef enum
{
  WAY_SOCKET,
  WAY_EVENTS,
} Way;

/* A connection that is kept: what is under way now (handshake or pause) is `step`; everything runs in the main loop. */
struct _OutpostEventStream
{
  GObject parent_instance;

  OutpostClient *client;
  OutpostVigil *vigil;
  char *path;
  char *events_path; /* NULL: there is no other way than the websocket */
  gboolean keeps_all;
  gboolean finite;
  OutpostStreamState state;
  OutpostBackoff backoff;

  /* What a pause leads back to. */
  void (*begin) (OutpostEventStream *self);
  DexFuture *step;
  SoupMessage *handshake;
  guint generation;
  Way way;           /* of the attempt under way */
  Way first_way;     /* of the next round of attempts */
  gboolean was_open; /* a websocket was, */
  guint n_failed;    /* and this many handshakes failed since */
  OutpostChannel *channel;
  gint64 opened_at;
  gulong handlers[2];

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
drop_channel (OutpostEventStream *self,
              gushort code)
{
  g_autoptr(OutpostChannel) channel = g_steal_pointer (&self->channel);

  if (channel == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->handlers); i++)
    g_clear_signal_handler (&self->handlers[i], channel);
  outpost_channel_close (channel, code);
  /* One that lasted was no failure. Messages do not tell: a server may greet each time, and then close. */
  if (g_get_monotonic_time () - self->opened_at > (gint64) LONGEST_PAUSE_MS * 1000)
    outpost_backoff_reset (&self->backoff);
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
  drop_channel (self, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
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
  self->way = self->first_way;
  dex_clear (&self->step);
  self->step = dex_future_finally (dex_timeout_new_usec (pause_us), pause_over_cb, outpost_weak_new (self), outpost_weak_free);
  set_state (self, OUTPOST_STREAM_WAITING);
}

static void
message_cb (OutpostEventStream *self,
            GBytes *message,
            OutpostChannel *channel)
{
  push_message (self, message);
  if (self->n_bytes > MOST_WAITING_BYTES)
    end (self, g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_TOO_LARGE, "The stream sends more than is taken"));
}

static void
ended_cb (OutpostEventStream *self,
          guint how,
          const char *why,
          OutpostChannel *channel)
{
  drop_channel (self, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  switch (how)
    {
    case OUTPOST_CHANNEL_DONE:
      if (self->finite)
        end (self, new_closed ("The server has nothing more to say"));
      else
        retry_later (self, 0);
      break;
    case OUTPOST_CHANNEL_OUR_FAULT:
      end (self, g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, why));
      break;
    case OUTPOST_CHANNEL_LOST:
    default:
      retry_later (self, 0);
    }
}

/* @channel: (transfer full) */
static void
take_channel (OutpostEventStream *self,
              OutpostChannel *channel)
{
  self->channel = channel;
  self->opened_at = g_get_monotonic_time ();
  self->first_way = self->way;
  self->was_open |= self->way == WAY_SOCKET;
  self->n_failed = 0;
  self->handlers[0] = g_signal_connect_swapped (channel, "message", G_CALLBACK (message_cb), self);
  self->handlers[1] = g_signal_connect_swapped (channel, "ended", G_CALLBACK (ended_cb), self);
  set_state (self, OUTPOST_STREAM_OPEN);
}

static const char *
get_path (OutpostEventStream *self)
{
  return self->way == WAY_SOCKET ? self->path : self->events_path;
}

/* Whether what was answered to a handshake can mean that no websocket is to be had here: it is not known, or a proxy takes from
 * the request what makes it one. An answer that any request may get counts only where no websocket ever was, or twice. */
static gboolean
wants_other_way (OutpostEventStream *self,
                 SoupMessage *handshake)
{
  guint status = soup_message_get_status (handshake);
  gboolean from_coder
      = soup_message_headers_get_one (soup_message_get_response_headers (handshake), "X-Coder-Build-Version") != NULL;

  if (self->way != WAY_SOCKET || self->events_path == NULL)
    return FALSE;
  switch (status)
    {
    case SOUP_STATUS_BAD_REQUEST:
    case SOUP_STATUS_NOT_FOUND: /* of the route or of the workspace: the other way says which */
    case SOUP_STATUS_METHOD_NOT_ALLOWED:
    case 426:
    case SOUP_STATUS_NOT_IMPLEMENTED:
      return TRUE;
    case SOUP_STATUS_FORBIDDEN:
      return !from_coder;
    case SOUP_STATUS_NONE:
    case SOUP_STATUS_OK:
      break;
    default:
      if (status < 500)
        return FALSE;
    }
  return ++self->n_failed >= DOUBTS || !self->was_open;
}

/* The status and headers tell a refusal of a websocket apart, in whichever of its three shapes the body comes (correction 3). */
static void
take_refusal (OutpostEventStream *self,
              SoupMessage *handshake,
              GBytes *body)
{
  g_autoptr(OutpostReply) reply
      = outpost_reply_new (soup_message_get_status (handshake), soup_message_get_response_headers (handshake), body);

  outpost_client_observe (self->client, reply, get_path (self), self->generation);
  if (wants_other_way (self, handshake))
    {
      self->way = WAY_EVENTS;
      self->begin (self);
      return;
    }
  self->first_way = WAY_SOCKET;
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
refusal_read_cb (DexFuture *completed,
                 gpointer data)
{
  g_autoptr(OutpostEventStream) self = g_weak_ref_get (data);
  g_autoptr(SoupMessage) handshake = NULL;
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self == NULL || self->handshake == NULL)
    return NULL;
  handshake = g_steal_pointer (&self->handshake);
  take_refusal (self, handshake, value != NULL ? g_value_get_boxed (value) : NULL);
  return NULL;
}

static DexFuture *
until_deadline (OutpostEventStream *self,
                DexFuture *future)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) outpost_client_get_deadline (self->client) * 1000;

  return dex_future_first (future, dex_timeout_new_deadline (deadline), NULL);
}

static gboolean
has_events (SoupMessage *message)
{
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  return soup_message_get_status (message) == SOUP_STATUS_OK && type != NULL
         && g_ascii_strcasecmp (type, "text/event-stream") == 0;
}

/* Events come, or the words of a refusal: which of two 404s it is stands only there. */
static void
take_body (OutpostEventStream *self,
           GInputStream *body)
{
  DexFuture *read;

  if (has_events (self->handshake))
    {
      g_clear_object (&self->handshake);
      take_channel (self, outpost_sse_channel_new (body, outpost_vigil_get_silence (self->vigil)));
      return;
    }
  read = until_deadline (self, dex_input_stream_read_bytes (body, LARGEST_REFUSAL, G_PRIORITY_DEFAULT));
  dex_clear (&self->step);
  self->step = dex_future_finally (read, refusal_read_cb, outpost_weak_new (self), outpost_weak_free);
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
  value = dex_future_get_value (completed, NULL);
  if (value != NULL && self->way == WAY_EVENTS)
    {
      take_body (self, g_value_get_object (value));
      return NULL;
    }
  handshake = g_steal_pointer (&self->handshake);
  if (value != NULL)
    take_channel (self, outpost_socket_channel_new (g_value_get_object (value)));
  else
    take_refusal (self, handshake, NULL);
  return NULL;
}

static DexFuture *
connect_way (OutpostEventStream *self)
{
  /* A message's size is bounded; that of a compressed one is only known afterwards. */
  soup_message_disable_feature (self->handshake, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  soup_message_disable_feature (self->handshake, SOUP_TYPE_CONTENT_DECODER);
  if (self->way == WAY_SOCKET)
    return outpost_soup_connect (outpost_client_get_session (self->client), self->handshake);
  soup_message_headers_replace (soup_message_get_request_headers (self->handshake), "Accept", "text/event-stream");
  return outpost_soup_send (outpost_client_get_stream_session (self->client), self->handshake);
}

static void
begin (OutpostEventStream *self)
{
  g_autofree char *url = outpost_client_dup_url (self->client, get_path (self));
  gint64 waiting_until = outpost_client_get_limit (self->client, get_path (self));

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
  dex_clear (&self->step);
  self->step = dex_future_finally (until_deadline (self, connect_way (self)), connected_cb, outpost_weak_new (self),
                                   outpost_weak_free);
  set_state (self, OUTPOST_STREAM_CONNECTING);
}

/* Whatever there was has died in the computer's sleep, and nothing would say so. */
static void
resumed_cb (OutpostEventStream *self)
{
  if (self->state == OUTPOST_STREAM_ENDED)
    return;
  drop_channel (self, SOUP_WEBSOCKET_CLOSE_GOING_AWAY);
  outpost_backoff_reset (&self->backoff);
  self->n_failed = 0;
  self->way = self->first_way;
  begin (self);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_event_stream_dispose (GObject *object)
{
  OutpostEventStream *self = OUTPOST_EVENT_STREAM (object);

  if (self->client != NULL)
    outpost_event_stream_close (self);
  g_clear_object (&self->vigil);
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
  g_free (self->events_path);

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
outpost_event_stream_new_with_events (OutpostClient *client,
                                      const char *path,
                                      const char *events_path)
{
  OutpostEventStream *self;

  g_return_val_if_fail (OUTPOST_IS_CLIENT (client), NULL);
  g_return_val_if_fail (path != NULL && *path == '/', NULL);
  g_return_val_if_fail (events_path == NULL || *events_path == '/', NULL);

  self = g_object_new (OUTPOST_TYPE_EVENT_STREAM, NULL);
  self->client = g_object_ref (client);
  self->vigil = g_object_ref (outpost_client_get_vigil (client));
  self->path = g_strdup (path);
  self->events_path = g_strdup (events_path);
  g_signal_connect_object (self->vigil, "resumed", G_CALLBACK (resumed_cb), self, G_CONNECT_SWAPPED);
  begin (self);
  return self;
}

OutpostEventStream *
outpost_event_stream_new (OutpostClient *client,
                          const char *path)
{
  return outpost_event_stream_new_with_events (client, path, NULL);
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

void
outpost_event_stream_set_finite (OutpostEventStream *self)
{
  g_return_if_fail (OUTPOST_IS_EVENT_STREAM (self));

  self->finite = TRUE;
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

  return self->state == OUTPOST_STREAM_OPEN && outpost_channel_send (self->channel, message);
}

void
outpost_event_stream_close (OutpostEventStream *self)
{
  g_return_if_fail (OUTPOST_IS_EVENT_STREAM (self));

  if (self->state == OUTPOST_STREAM_ENDED)
    return;
  end (self, new_closed ("The stream was closed"));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-parameter-session.h"

#include "http/outpost-event-stream.h"
#include "outpost-error.h"
#include "outpost-main-loop-private.h"
#include "outpost-weak.h"

#define OPENING_ID -1

/* The conversation about one version's parameters; everything runs in the main loop. */
struct _OutpostParameterSession
{
  GObject parent_instance;

  OutpostClient *client;
  char *version_id;
  char *owner_id;
  OutpostParameterMode mode;
  GError *error;

  OutpostEventStream *stream;
  gboolean was_open;
  DexFuture *step; /* the next message, or the answer to a request */
  guint patience;  /* until a websocket is given up that does not answer */

  GPtrArray *values; /* NULL: nothing was asked yet */
  gint64 last_id;
  gboolean answered; /* the newest of them */
  gboolean busy;
};

enum
{
  PROP_0,
  PROP_MODE,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint answer_signal;

G_DEFINE_FINAL_TYPE (OutpostParameterSession, outpost_parameter_session, G_TYPE_OBJECT)

static void
set_mode (OutpostParameterSession *self,
          OutpostParameterMode mode)
{
  if (self->mode == mode)
    return;
  self->mode = mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

static void
set_busy (OutpostParameterSession *self,
          gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
take_answer (OutpostParameterSession *self,
             OutpostParameterAnswer *answer)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  set_busy (self, FALSE);
  g_signal_emit (self, answer_signal, 0, answer);
}

static void
fail (OutpostParameterSession *self,
      const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  set_busy (self, FALSE);
  set_mode (self, OUTPOST_PARAMETERS_FAILED);
}

/* ---- By requests --------------------------------------------------------------------------------------------------- */

static DexFuture *
classic_cb (DexFuture *completed,
            gpointer data)
{
  g_autoptr(OutpostParameterSession) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (self == NULL)
    return NULL;
  if (value == NULL)
    fail (self, error);
  else
    take_answer (self, g_value_get_boxed (value));
  return NULL;
}

static void
begin_classic (OutpostParameterSession *self)
{
  DexFuture *asked = outpost_api_get_classic_parameters (self->client, self->version_id);

  set_mode (self, OUTPOST_PARAMETERS_CLASSIC);
  set_busy (self, TRUE);
  dex_clear (&self->step);
  self->step = dex_future_finally (outpost_main_loop_settle (asked), classic_cb, outpost_weak_new (self), outpost_weak_free);
}

/* A deployment without the route knows only the classic way. What else fails is said once; the next change tries again. */
static DexFuture *
evaluated_cb (DexFuture *completed,
              gpointer data)
{
  g_autoptr(OutpostParameterSession) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (self == NULL)
    return NULL;
  if (value != NULL)
    take_answer (self, g_value_get_boxed (value));
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER))
    begin_classic (self);
  else
    fail (self, error);
  return NULL;
}

static void
evaluate (OutpostParameterSession *self)
{
  g_autoptr(GPtrArray) nothing = outpost_parameter_values_new ();
  DexFuture *asked = outpost_api_evaluate_parameters (self->client, self->version_id, self->owner_id,
                                                      self->values != NULL ? self->values : nothing);

  set_mode (self, OUTPOST_PARAMETERS_ONE_SHOT);
  set_busy (self, TRUE);
  dex_clear (&self->step);
  self->step = dex_future_finally (outpost_main_loop_settle (asked), evaluated_cb, outpost_weak_new (self), outpost_weak_free);
}

/* ---- Over the websocket ---------------------------------------------------------------------------------------------- */

static void
drop_stream (OutpostParameterSession *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->stream == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->stream, self);
  outpost_event_stream_close (self->stream);
  g_clear_object (&self->stream);
}

/* A websocket that is open and silent is no better than none. */
static gboolean
patience_over_cb (gpointer data)
{
  OutpostParameterSession *self = data;

  self->patience = 0;
  drop_stream (self);
  evaluate (self);
  return G_SOURCE_REMOVE;
}

static void
await_answer (OutpostParameterSession *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience = g_timeout_add (outpost_client_get_deadline (self->client), patience_over_cb, self);
  set_busy (self, TRUE);
}

static void
send_values (OutpostParameterSession *self)
{
  g_autoptr(GBytes) message = NULL;

  if (self->values == NULL)
    return;
  self->answered = FALSE;
  message = outpost_api_write_parameter_request (++self->last_id, NULL, self->values);
  /* What cannot be sent now goes out when the stream is open again. */
  outpost_event_stream_send (self->stream, message);
  await_answer (self);
}

static void
take_message (OutpostParameterSession *self,
              GBytes *message)
{
  g_autoptr(OutpostParameterAnswer) answer = outpost_parameter_answer_new_from_json (message, NULL);

  if (answer == NULL || self->answered || answer->id != (self->values != NULL ? self->last_id : OPENING_ID))
    return;
  self->answered = TRUE;
  take_answer (self, answer);
}

static DexFuture *
message_cb (DexFuture *completed,
            gpointer data)
{
  g_autoptr(OutpostParameterSession) self = g_weak_ref_get (data);
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self == NULL || value == NULL || self->stream == NULL)
    return NULL;
  take_message (self, g_value_get_boxed (value));
  if (self->stream != NULL)
    {
      dex_clear (&self->step);
      self->step = dex_future_finally (outpost_main_loop_settle (outpost_event_stream_next (self->stream)), message_cb,
                                       outpost_weak_new (self), outpost_weak_free);
    }
  return NULL;
}

/* Why a stream ended is told by the one-shot call too, and that one also works where a proxy lets no websocket through. */
static void
state_cb (OutpostParameterSession *self)
{
  switch (outpost_event_stream_get_state (self->stream))
    {
    case OUTPOST_STREAM_OPEN:
      self->was_open = TRUE;
      set_mode (self, OUTPOST_PARAMETERS_LIVE);
      send_values (self);
      break;
    case OUTPOST_STREAM_WAITING:
      if (self->was_open)
        break;
      drop_stream (self);
      evaluate (self);
      break;
    case OUTPOST_STREAM_ENDED:
      drop_stream (self);
      evaluate (self);
      break;
    case OUTPOST_STREAM_CONNECTING:
    default:
      break;
    }
}

static void
begin_live (OutpostParameterSession *self)
{
  g_autofree char *path
      = outpost_client_dup_path ("/api/v2/templateversions/%s/dynamic-parameters?user_id=%s", self->version_id, self->owner_id);

  await_answer (self);
  self->stream = outpost_event_stream_new (self->client, path);
  /* Single requests do as well as a conversation that the server ended. */
  outpost_event_stream_set_finite (self->stream);
  g_signal_connect_swapped (self->stream, "notify::state", G_CALLBACK (state_cb), self);
  self->step = dex_future_finally (outpost_main_loop_settle (outpost_event_stream_next (self->stream)), message_cb,
                                   outpost_weak_new (self), outpost_weak_free);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_parameter_session_get_property (GObject *object,
                                        guint prop_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  OutpostParameterSession *self = OUTPOST_PARAMETER_SESSION (object);

  switch (prop_id)
    {
    case PROP_MODE:
      g_value_set_uint (value, self->mode);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_parameter_session_dispose (GObject *object)
{
  OutpostParameterSession *self = OUTPOST_PARAMETER_SESSION (object);

  dex_clear (&self->step);
  drop_stream (self);
  G_OBJECT_CLASS (outpost_parameter_session_parent_class)->dispose (object);
}

static void
outpost_parameter_session_finalize (GObject *object)
{
  OutpostParameterSession *self = OUTPOST_PARAMETER_SESSION (object);

  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_object (&self->client);
  g_clear_error (&self->error);
  g_free (self->version_id);
  g_free (self->owner_id);
  G_OBJECT_CLASS (outpost_parameter_session_parent_class)->finalize (object);
}

static void
outpost_parameter_session_class_init (OutpostParameterSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_parameter_session_get_property;
  object_class->dispose = outpost_parameter_session_dispose;
  object_class->finalize = outpost_parameter_session_finalize;

  properties[PROP_MODE] = g_param_spec_uint ("mode", NULL, NULL, OUTPOST_PARAMETERS_CONNECTING, OUTPOST_PARAMETERS_FAILED,
                                             OUTPOST_PARAMETERS_CONNECTING,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  answer_signal = g_signal_new ("answer", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                OUTPOST_TYPE_PARAMETER_ANSWER | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
outpost_parameter_session_init (OutpostParameterSession *self)
{
}

OutpostParameterSession *
outpost_parameter_session_new (OutpostClient *client,
                               const char *version_id,
                               const char *owner_id,
                               gboolean classic)
{
  OutpostParameterSession *self = g_object_new (OUTPOST_TYPE_PARAMETER_SESSION, NULL);

  self->client = g_object_ref (client);
  self->version_id = g_strdup (version_id);
  self->owner_id = g_strdup (owner_id);
  if (classic)
    begin_classic (self);
  else
    begin_live (self);
  return self;
}

OutpostParameterMode
outpost_parameter_session_get_mode (OutpostParameterSession *self)
{
  return self->mode;
}

gboolean
outpost_parameter_session_is_busy (OutpostParameterSession *self)
{
  return self->busy;
}

const GError *
outpost_parameter_session_get_error (OutpostParameterSession *self)
{
  return self->error;
}

void
outpost_parameter_session_ask (OutpostParameterSession *self,
                               GPtrArray *values)
{
  if (self->mode == OUTPOST_PARAMETERS_CLASSIC)
    return;
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = g_ptr_array_ref (values);
  if (self->stream != NULL)
    send_values (self);
  else
    evaluate (self);
}

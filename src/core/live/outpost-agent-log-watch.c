/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-agent-log-watch.h"

#include "api/outpost-api.h"
#include "outpost-error.h"
#include "outpost-log-follower-private.h"
#include "outpost-main-loop-private.h"
#include "outpost-weak.h"

/* How often it is asked for while no websocket is open. */
#define PAUSE_MS 2000

/* Follows the log of one agent; everything runs in the main loop. */
struct _OutpostAgentLogWatch
{
  GObject parent_instance;

  OutpostClient *client;
  char *agent_id;
  gint64 last_line;
  gboolean read;
  gboolean complete;
  GError *error;
  OutpostLogFollower *follower; /* NULL once it has ended */
  DexFuture *step;              /* asking, or the pause before */
  void (*ask) (OutpostAgentLogWatch *self);
};

enum
{
  PROP_0,
  PROP_READ,
  PROP_COMPLETE,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint log_signal;

G_DEFINE_FINAL_TYPE (OutpostAgentLogWatch, outpost_agent_log_watch, G_TYPE_OBJECT)

/* @error: (transfer full) (nullable) */
static void
set_error (OutpostAgentLogWatch *self,
           GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_read (OutpostAgentLogWatch *self)
{
  if (self->read)
    return;
  self->read = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ]);
}

static void
stop_following (OutpostAgentLogWatch *self)
{
  if (self->follower != NULL)
    g_signal_handlers_disconnect_by_data (self->follower, self);
  g_clear_object (&self->follower);
}

static gboolean
is_following (OutpostAgentLogWatch *self)
{
  return self->follower != NULL && outpost_log_follower_is_open (self->follower);
}

static void
set_complete (OutpostAgentLogWatch *self)
{
  stop_following (self);
  set_read (self);
  self->complete = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

/* Stream and request may tell the same: @log has only what is new. */
static void
take_log (OutpostAgentLogWatch *self,
          OutpostBuildLog *log)
{
  guint n = outpost_build_log_get_n_lines (log);

  if (n == 0)
    return;
  self->last_line = MAX (self->last_line, outpost_build_log_get_line (log, n - 1)->id);
  if (self->follower != NULL)
    outpost_log_follower_set_after (self->follower, self->last_line);
  g_signal_emit (self, log_signal, 0, log);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

static DexFuture *
pause_over_cb (DexFuture *completed,
               gpointer data)
{
  g_autoptr(OutpostAgentLogWatch) self = g_weak_ref_get (data);

  if (self != NULL && !self->complete && !is_following (self))
    self->ask (self);
  return NULL;
}

static void
ask_later (OutpostAgentLogWatch *self)
{
  dex_clear (&self->step);
  self->step = dex_future_finally (dex_timeout_new_msec (PAUSE_MS), pause_over_cb, outpost_weak_new (self), outpost_weak_free);
}

/* @error: (transfer full) */
static void
take_error (OutpostAgentLogWatch *self,
            GError *error)
{
  g_autoptr(OutpostAgentLogWatch) kept = g_object_ref (self);

  /* Not a refusal: a new build has another agent. */
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      set_error (self, NULL);
      set_complete (self);
      return;
    }
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED)
      || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN)
      || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER))
    stop_following (self);
  else
    ask_later (self);
  set_error (self, error);
}

static DexFuture *
answered_cb (DexFuture *completed,
             gpointer data)
{
  g_autoptr(OutpostAgentLogWatch) self = g_weak_ref_get (data);
  g_autoptr(OutpostBuildLog) newer = NULL;
  GError *error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (self == NULL)
    return NULL;
  if (value == NULL)
    {
      take_error (self, error);
      return NULL;
    }
  if (!is_following (self))
    ask_later (self);
  set_error (self, NULL);
  newer = outpost_build_log_dup_after (g_value_get_boxed (value), self->last_line);
  take_log (self, newer);
  set_read (self);
  return NULL;
}

static void
ask (OutpostAgentLogWatch *self)
{
  DexFuture *asked = outpost_main_loop_settle (outpost_api_get_agent_log (self->client, self->agent_id, self->last_line));

  dex_clear (&self->step);
  self->step = dex_future_finally (asked, answered_cb, outpost_weak_new (self), outpost_weak_free);
}

/* ---- The stream -------------------------------------------------------------------------------------------------- */

/* The first one is empty where there is nothing yet (correction 59). */
static void
messages_cb (OutpostAgentLogWatch *self,
             GPtrArray *messages,
             OutpostLogFollower *follower)
{
  g_autoptr(OutpostBuildLog) log = outpost_agent_log_new_from_messages (messages, self->last_line);

  take_log (self, log);
  set_read (self);
}

/* Refused: the plain answer tells which, and what there was besides. */
static void
ended_cb (OutpostAgentLogWatch *self,
          GError *error,
          OutpostLogFollower *follower)
{
  stop_following (self);
  ask (self);
}

/* Nothing is asked for while the websocket does it. */
static void
open_cb (OutpostAgentLogWatch *self)
{
  if (is_following (self))
    {
      dex_clear (&self->step);
      set_error (self, NULL);
    }
  else if (self->step == NULL)
    ask_later (self);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_agent_log_watch_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  OutpostAgentLogWatch *self = OUTPOST_AGENT_LOG_WATCH (object);

  switch (prop_id)
    {
    case PROP_READ:
      g_value_set_boolean (value, self->read);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_agent_log_watch_dispose (GObject *object)
{
  dex_clear (&OUTPOST_AGENT_LOG_WATCH (object)->step);
  stop_following (OUTPOST_AGENT_LOG_WATCH (object));
  G_OBJECT_CLASS (outpost_agent_log_watch_parent_class)->dispose (object);
}

static void
outpost_agent_log_watch_finalize (GObject *object)
{
  OutpostAgentLogWatch *self = OUTPOST_AGENT_LOG_WATCH (object);

  g_clear_object (&self->client);
  g_clear_error (&self->error);
  g_free (self->agent_id);
  G_OBJECT_CLASS (outpost_agent_log_watch_parent_class)->finalize (object);
}

static void
outpost_agent_log_watch_class_init (OutpostAgentLogWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_agent_log_watch_get_property;
  object_class->dispose = outpost_agent_log_watch_dispose;
  object_class->finalize = outpost_agent_log_watch_finalize;
  properties[PROP_READ] = g_param_spec_boolean ("read", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  log_signal = g_signal_new ("log", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                             OUTPOST_TYPE_BUILD_LOG | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
outpost_agent_log_watch_init (OutpostAgentLogWatch *self)
{
  self->ask = ask;
}

OutpostAgentLogWatch *
outpost_agent_log_watch_new (OutpostClient *client,
                             const char *agent_id,
                             gint64 after)
{
  OutpostAgentLogWatch *self = g_object_new (OUTPOST_TYPE_AGENT_LOG_WATCH, NULL);
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspaceagents/%s/logs", agent_id);

  self->client = g_object_ref (client);
  self->agent_id = g_strdup (agent_id);
  self->last_line = after;
  /* 1000 may be a new build's doing, or the deployment's going down: whether there is still such an agent says the next answer. */
  self->follower = outpost_log_follower_new (client, path, after, FALSE);
  g_signal_connect_object (self->follower, "messages", G_CALLBACK (messages_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "notify::open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
outpost_agent_log_watch_is_complete (OutpostAgentLogWatch *self)
{
  return self->complete;
}

gboolean
outpost_agent_log_watch_is_read (OutpostAgentLogWatch *self)
{
  return self->read;
}

gint64
outpost_agent_log_watch_get_last (OutpostAgentLogWatch *self)
{
  return self->last_line;
}

const GError *
outpost_agent_log_watch_get_error (OutpostAgentLogWatch *self)
{
  return self->error;
}

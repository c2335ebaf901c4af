/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-build-watch.h"

#include "api/outpost-api.h"
#include "outpost-error.h"
#include "outpost-log-follower-private.h"
#include "outpost-main-loop-private.h"
#include "outpost-weak.h"

/* How often the build is asked for; less often while its log tells what goes on. */
#define PAUSE_MS 700
#define LONG_PAUSE_MS 2000

/* Follows one build to its end; everything runs in the main loop. */
struct _OutpostBuildWatch
{
  GObject parent_instance;

  OutpostClient *client;
  OutpostBuild *build;
  gint64 last_line;
  gboolean complete;
  gboolean ended;
  GError *error;
  DexFuture *step;
  void (*begin) (OutpostBuildWatch *self); /* what a pause leads back to */
  OutpostLogFollower *follower;            /* NULL once it has ended */
};

enum
{
  PROP_0,
  PROP_BUILD,
  PROP_COMPLETE,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint log_signal;

G_DEFINE_FINAL_TYPE (OutpostBuildWatch, outpost_build_watch, G_TYPE_OBJECT)

static void
set_error (OutpostBuildWatch *self,
           GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Whether asking again can help. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED)
         || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN)
         || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND);
}

static DexFuture *
pause_over_cb (DexFuture *completed,
               gpointer data)
{
  g_autoptr(OutpostBuildWatch) self = g_weak_ref_get (data);

  if (self != NULL)
    self->begin (self);
  return NULL;
}

static gboolean
is_streaming (OutpostBuildWatch *self)
{
  return self->follower != NULL && outpost_log_follower_is_open (self->follower);
}

static void
wait_a_little (OutpostBuildWatch *self)
{
  dex_clear (&self->step);
  self->step = dex_future_finally (dex_timeout_new_msec (is_streaming (self) ? LONG_PAUSE_MS : PAUSE_MS), pause_over_cb,
                                   outpost_weak_new (self), outpost_weak_free);
}

static void
stop_following (OutpostBuildWatch *self)
{
  if (self->follower != NULL)
    g_signal_handlers_disconnect_by_data (self->follower, self);
  g_clear_object (&self->follower);
}

/* Stream and request may tell the same: @log has only what is new. */
static void
take_log (OutpostBuildWatch *self,
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

/* ---- The stream -------------------------------------------------------------------------------------------------- */

static void
messages_cb (OutpostBuildWatch *self,
             GPtrArray *messages,
             OutpostLogFollower *follower)
{
  g_autoptr(OutpostBuildLog) log = outpost_build_log_new_from_messages (messages, self->last_line);

  take_log (self, log);
}

/* The deployment has said all, or does not want to: what is left is asked for. */
static void
ended_cb (OutpostBuildWatch *self,
          GError *error,
          OutpostLogFollower *follower)
{
  stop_following (self);
  if (!self->complete && self->error == NULL)
    self->begin (self);
}

static void
follow (OutpostBuildWatch *self)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspacebuilds/%s/logs", outpost_build_get_id (self->build));

  self->follower = outpost_log_follower_new (self->client, path, self->last_line, TRUE);
  g_signal_connect_object (self->follower, "messages", G_CALLBACK (messages_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follower, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}

/* ---- The build --------------------------------------------------------------------------------------------------- */

static void
take_build (OutpostBuildWatch *self,
            OutpostBuild *build)
{
  if (outpost_build_equal (self->build, build))
    return;
  g_set_object (&self->build, build);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUILD]);
}

/* The build first, then the log: what a build that is done has said is whole. */
static DexFuture *
answered_cb (DexFuture *completed,
             gpointer data)
{
  g_autoptr(OutpostBuildWatch) self = g_weak_ref_get (data);
  GError *error = NULL;

  if (self == NULL)
    return NULL;
  if (dex_future_get_value (completed, &error) == NULL)
    {
      self->ended = is_final (error);
      set_error (self, error);
      if (!self->ended)
        wait_a_little (self);
      return NULL;
    }
  set_error (self, NULL);
  if (G_VALUE_HOLDS (dex_future_get_value (completed, NULL), OUTPOST_TYPE_BUILD_LOG))
    {
      g_autoptr(OutpostBuildLog) newer
          = outpost_build_log_dup_after (g_value_get_boxed (dex_future_get_value (completed, NULL)), self->last_line);

      take_log (self, newer);
    }
  if (outpost_build_is_active (self->build))
    {
      wait_a_little (self);
      return NULL;
    }
  stop_following (self);
  self->complete = self->ended = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
  return NULL;
}

/* A log that may not be read is no reason not to wait for the build. */
static DexFuture *
no_log_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (completed, &error);
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN)
      || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    return dex_future_new_true ();
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
ask_log_cb (DexFuture *completed,
            gpointer data)
{
  g_autoptr(OutpostBuildWatch) self = g_weak_ref_get (data);
  DexFuture *asked;

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody watches any more");
  take_build (self, g_value_get_object (dex_future_get_value (completed, NULL)));
  /* At the end it is asked for in any case, as nothing says whether the stream has said all. */
  if (outpost_build_is_active (self->build) && is_streaming (self))
    return dex_future_new_true ();
  asked = outpost_api_get_build_log (self->client, outpost_build_get_id (self->build), self->last_line);
  return dex_future_catch (outpost_main_loop_settle (asked), no_log_cb, NULL, NULL);
}

static void
begin (OutpostBuildWatch *self)
{
  DexFuture *asked = outpost_main_loop_settle (outpost_api_get_build (self->client, outpost_build_get_id (self->build)));

  asked = dex_future_then (asked, ask_log_cb, outpost_weak_new (self), outpost_weak_free);
  dex_clear (&self->step);
  self->step = dex_future_finally (asked, answered_cb, outpost_weak_new (self), outpost_weak_free);
}

static void
outpost_build_watch_get_property (GObject *object,
                                  guint prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  OutpostBuildWatch *self = OUTPOST_BUILD_WATCH (object);

  switch (prop_id)
    {
    case PROP_BUILD:
      g_value_set_object (value, self->build);
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
outpost_build_watch_dispose (GObject *object)
{
  dex_clear (&OUTPOST_BUILD_WATCH (object)->step);
  stop_following (OUTPOST_BUILD_WATCH (object));
  G_OBJECT_CLASS (outpost_build_watch_parent_class)->dispose (object);
}

static void
outpost_build_watch_finalize (GObject *object)
{
  OutpostBuildWatch *self = OUTPOST_BUILD_WATCH (object);

  g_clear_object (&self->client);
  g_clear_object (&self->build);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (outpost_build_watch_parent_class)->finalize (object);
}

static void
outpost_build_watch_class_init (OutpostBuildWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_build_watch_get_property;
  object_class->dispose = outpost_build_watch_dispose;
  object_class->finalize = outpost_build_watch_finalize;
  properties[PROP_BUILD] = g_param_spec_object ("build", NULL, NULL, OUTPOST_TYPE_BUILD, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  log_signal = g_signal_new ("log", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                             OUTPOST_TYPE_BUILD_LOG | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
outpost_build_watch_init (OutpostBuildWatch *self)
{
  self->begin = begin;
}

OutpostBuildWatch *
outpost_build_watch_new (OutpostClient *client,
                         OutpostBuild *build)
{
  OutpostBuildWatch *self = g_object_new (OUTPOST_TYPE_BUILD_WATCH, NULL);

  self->client = g_object_ref (client);
  self->build = g_object_ref (build);
  follow (self);
  begin (self);
  return self;
}

OutpostBuild *
outpost_build_watch_get_build (OutpostBuildWatch *self)
{
  return self->build;
}

gboolean
outpost_build_watch_is_complete (OutpostBuildWatch *self)
{
  return self->complete;
}

gboolean
outpost_build_watch_has_ended (OutpostBuildWatch *self)
{
  return self->ended;
}

const GError *
outpost_build_watch_get_error (OutpostBuildWatch *self)
{
  return self->error;
}

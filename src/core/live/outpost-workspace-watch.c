/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace-watch.h"

#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-json.h"
#include "outpost-workspace-codec-private.h"

#define SAFETY_NET_SECONDS 30

/* What the fiber holds, counted (g_rc_box); it must not keep the watch alive. */
typedef struct
{
  GWeakRef watch;
  OutpostClient *client;
  OutpostWorkspace *workspace;
  OutpostEventStream *stream;
  gboolean awaits_stream;
  gboolean stopped;
} Following;

/* Keeps one workspace up to date while it lives. */
struct _OutpostWorkspaceWatch
{
  GObject parent_instance;

  OutpostEventStream *stream;
  Following *following;
  DexFuture *fiber;
  gboolean deleted;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint deleted_signal;

G_DEFINE_FINAL_TYPE (OutpostWorkspaceWatch, outpost_workspace_watch, G_TYPE_OBJECT)

static void
following_clear (gpointer data)
{
  Following *self = data;

  g_weak_ref_clear (&self->watch);
  g_object_unref (self->client);
  g_object_unref (self->workspace);
  g_object_unref (self->stream);
}

static void
following_unref (gpointer data)
{
  g_rc_box_release_full (data, following_clear);
}

static void
emit_deleted (Following *following)
{
  g_autoptr(OutpostWorkspaceWatch) watch = g_weak_ref_get (&following->watch);

  if (watch == NULL || watch->deleted)
    return;
  watch->deleted = TRUE;
  g_signal_emit (watch, deleted_signal, 0);
}

/* FALSE when there is nothing more to watch. */
static gboolean
take (Following *following,
      OutpostWorkspace *newer)
{
  if (g_str_equal (outpost_workspace_get_id (newer), outpost_workspace_get_id (following->workspace)))
    outpost_workspace_update (following->workspace, newer);
  /* The stream stays open after the deletion (correction 54). */
  if (outpost_build_get_status (outpost_workspace_get_latest_build (following->workspace)) != OUTPOST_BUILD_DELETED)
    return TRUE;
  emit_deleted (following);
  return FALSE;
}

/* `{"type":"ping"}` comes first, without data; an error of the stream is followed by its end, or by more. */
static gboolean
take_message (Following *following,
              GBytes *message)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (message, NULL);
  g_autoptr(OutpostWorkspace) newer = NULL;
  OutpostJsonValue root, data;

  if (document == NULL)
    return TRUE;
  root = outpost_json_get_root (document);
  if (!g_str_equal (outpost_json_opt_string (&root, "type", ""), "data"))
    return TRUE;
  data = outpost_json_member (&root, "data");
  newer = outpost_workspace_new_from_value (&data);
  return !outpost_json_finish (document, NULL) || take (following, newer);
}

static gboolean
read_once (Following *following)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostWorkspace) newer = NULL;

  newer = dex_await_object (outpost_api_get_workspace (following->client, outpost_workspace_get_id (following->workspace)), &error);
  if (following->stopped)
    return FALSE;
  if (newer != NULL)
    return take (following, newer);
  if (!g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    return !g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED);
  emit_deleted (following);
  return FALSE;
}

/* A refusal of the stream alone does not end the watching: reading goes on. */
static gboolean
is_final (DexFuture *next)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (next, &error);
  return g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static DexFuture *
follow_fiber (gpointer data)
{
  Following *following = data;
  g_autoptr(DexFuture) next = NULL;

  if (following->stopped)
    return dex_future_new_true ();
  next = outpost_event_stream_next (following->stream);
  for (;;)
    {
      DexFuture *pause = dex_timeout_new_seconds (SAFETY_NET_SECONDS);
      gboolean goes_on = TRUE;

      following->awaits_stream = next != NULL;
      if (next == NULL)
        dex_await (pause, NULL);
      else
        dex_await (dex_future_first (dex_ref (next), pause, NULL), NULL);
      following->awaits_stream = FALSE;
      /* A fiber that was given up may not wait for anything more. */
      if (following->stopped)
        return dex_future_new_true ();

      if (next != NULL && dex_future_is_resolved (next))
        {
          goes_on = take_message (following, g_value_get_boxed (dex_future_get_value (next, NULL)));
          dex_clear (&next);
          next = outpost_event_stream_next (following->stream);
        }
      else if (next != NULL && dex_future_is_rejected (next))
        {
          if (is_final (next))
            return dex_future_new_true ();
          dex_clear (&next);
          goes_on = read_once (following);
        }
      else if (outpost_event_stream_get_state (following->stream) != OUTPOST_STREAM_OPEN)
        goes_on = read_once (following);
      if (!goes_on)
        return dex_future_new_true ();
    }
}

static void
state_cb (OutpostWorkspaceWatch *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
outpost_workspace_watch_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  if (prop_id == PROP_STATE)
    g_value_set_uint (value, outpost_workspace_watch_get_state (OUTPOST_WORKSPACE_WATCH (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_workspace_watch_dispose (GObject *object)
{
  outpost_workspace_watch_stop (OUTPOST_WORKSPACE_WATCH (object));
  g_clear_object (&OUTPOST_WORKSPACE_WATCH (object)->stream);
  G_OBJECT_CLASS (outpost_workspace_watch_parent_class)->dispose (object);
}

static void
outpost_workspace_watch_class_init (OutpostWorkspaceWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_workspace_watch_get_property;
  object_class->dispose = outpost_workspace_watch_dispose;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, OUTPOST_STREAM_CONNECTING, OUTPOST_STREAM_ENDED,
                                              OUTPOST_STREAM_CONNECTING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  deleted_signal = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_workspace_watch_init (OutpostWorkspaceWatch *self)
{
}

OutpostWorkspaceWatch *
outpost_workspace_watch_new (OutpostClient *client,
                             OutpostWorkspace *workspace)
{
  OutpostWorkspaceWatch *self = g_object_new (OUTPOST_TYPE_WORKSPACE_WATCH, NULL);
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspaces/%s/watch-ws", outpost_workspace_get_id (workspace));
  Following *following = g_rc_box_new0 (Following);
  DexFuture *fiber;

  self->stream = outpost_event_stream_new (client, path);
  g_signal_connect_object (self->stream, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_weak_ref_init (&following->watch, self);
  following->client = g_object_ref (client);
  following->workspace = g_object_ref (workspace);
  following->stream = g_object_ref (self->stream);
  self->following = g_rc_box_acquire (following);
  fiber = dex_scheduler_spawn (NULL, 0, follow_fiber, following, following_unref);
  /* Dropping a fiber's own future does not end it; dropping one chained on it does. */
  self->fiber = dex_future_first (fiber, NULL);
  return self;
}

OutpostStreamState
outpost_workspace_watch_get_state (OutpostWorkspaceWatch *self)
{
  return self->stream != NULL ? outpost_event_stream_get_state (self->stream) : OUTPOST_STREAM_ENDED;
}

void
outpost_workspace_watch_stop (OutpostWorkspaceWatch *self)
{
  if (self->fiber != NULL)
    {
      self->following->stopped = TRUE;
      /* A fiber that is cancelled while what it awaits completes is woken twice, which libdex 0.10 does not survive; closing
       * the stream wakes it. */
      if (self->following->awaits_stream)
        dex_future_disown (g_steal_pointer (&self->fiber));
    }
  dex_clear (&self->fiber);
  g_clear_pointer (&self->following, following_unref);
  if (self->stream != NULL)
    outpost_event_stream_close (self->stream);
}

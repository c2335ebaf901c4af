/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace-watch.h"

#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-json.h"
#include "outpost-main-loop-private.h"
#include "outpost-workspace-codec-private.h"

#define SAFETY_NET_SECONDS 30

/* What the fiber holds; it must not keep the watch alive. */
typedef struct
{
  GWeakRef watch;
  OutpostClient *client;
  OutpostWorkspace *workspace;
  OutpostEventStream *stream;
  OutpostWorkspace *newer; /* on its way to the workspace */
  gint64 known_at;         /* when that came, or was asked for */
  gboolean was_read;       /* it was */
  GCancellable *stop;
  gboolean goes_on;
} Following;

/* Keeps one workspace up to date while it lives. */
struct _OutpostWorkspaceWatch
{
  GObject parent_instance;

  OutpostEventStream *stream;
  GCancellable *stop;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint deleted_signal;
static guint read_signal;

G_DEFINE_FINAL_TYPE (OutpostWorkspaceWatch, outpost_workspace_watch, G_TYPE_OBJECT)

static void
following_free (gpointer data)
{
  Following *self = data;

  g_weak_ref_clear (&self->watch);
  g_object_unref (self->client);
  g_object_unref (self->workspace);
  g_object_unref (self->stream);
  g_clear_object (&self->newer);
  g_object_unref (self->stop);
  g_free (self);
}

/* ---- In the main loop: views listen to the workspace and to the watch ------------------------------------------------- */

static void
deleted_cb (gpointer data)
{
  Following *following = data;
  g_autoptr(OutpostWorkspaceWatch) watch = g_weak_ref_get (&following->watch);

  following->goes_on = FALSE;
  if (watch != NULL && !g_cancellable_is_cancelled (following->stop))
    g_signal_emit (watch, deleted_signal, 0);
}

static void
tell_read (Following *following)
{
  g_autoptr(OutpostWorkspaceWatch) watch = g_weak_ref_get (&following->watch);

  if (watch != NULL)
    g_signal_emit (watch, read_signal, 0);
}

static void
take_cb (gpointer data)
{
  Following *following = data;
  g_autoptr(OutpostWorkspace) newer = g_steal_pointer (&following->newer);

  if (g_cancellable_is_cancelled (following->stop))
    return;
  if (g_str_equal (outpost_workspace_get_id (newer), outpost_workspace_get_id (following->workspace)))
    {
      outpost_workspace_update (following->workspace, newer, following->known_at);
      if (following->was_read)
        tell_read (following);
    }
  /* The stream stays open after the deletion (correction 54). */
  if (outpost_build_get_status (outpost_workspace_get_latest_build (following->workspace)) == OUTPOST_BUILD_DELETED)
    deleted_cb (following);
}

/* ---- The fiber --------------------------------------------------------------------------------------------------- */

/* Resolves also when the watch is stopped. A fiber that is given up while it waits is woken twice, which libdex 0.10 does not
 * survive: it ends by itself. */
static DexFuture *
unless_stopped (Following *following,
                DexFuture *future)
{
  return dex_future_first (future, dex_cancellable_new_from_cancellable (following->stop), NULL);
}

static void
take (Following *following,
      OutpostWorkspace *newer,
      gint64 known_at,
      gboolean was_read)
{
  following->known_at = known_at;
  following->was_read = was_read;
  g_set_object (&following->newer, newer);
  dex_await (outpost_main_loop_run (take_cb, following), NULL);
}

/* `{"type":"ping"}` comes first, without data (correction 54); an error of the stream is followed by its end, or by more. */
static void
take_message (Following *following,
              GBytes *message)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (message, NULL);
  g_autoptr(OutpostWorkspace) newer = NULL;
  OutpostJsonValue root, data;

  if (document == NULL)
    return;
  root = outpost_json_get_root (document);
  if (!g_str_equal (outpost_json_opt_string (&root, "type", ""), "data"))
    return;
  data = outpost_json_member (&root, "data");
  newer = outpost_workspace_new_from_value (&data);
  if (outpost_json_finish (document, NULL))
    take (following, newer, g_get_monotonic_time (), FALSE);
}

static void
read_once (Following *following)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostWorkspace) newer = NULL;
  const char *id = outpost_workspace_get_id (following->workspace);
  gint64 asked_at = g_get_monotonic_time ();

  newer = dex_await_object (unless_stopped (following, outpost_api_get_workspace (following->client, id)), &error);
  if (newer != NULL)
    take (following, newer, asked_at, TRUE);
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    dex_await (outpost_main_loop_run (deleted_cb, following), NULL);
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED))
    following->goes_on = FALSE;
}

/* The stream's next message; NULL when there will be none. A refusal of the stream alone does not end the watching: reading
 * goes on. */
static DexFuture *
follow_up (Following *following,
           DexFuture *next)
{
  g_autoptr(GError) error = NULL;
  const GValue *message = dex_future_get_value (next, &error);

  if (message != NULL)
    {
      take_message (following, g_value_get_boxed (message));
      return outpost_event_stream_next (following->stream);
    }
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED))
    following->goes_on = FALSE;
  else
    read_once (following);
  return NULL;
}

static DexFuture *
follow_fiber (gpointer data)
{
  Following *following = data;
  DexFuture *next = outpost_event_stream_next (following->stream);

  while (following->goes_on && !g_cancellable_is_cancelled (following->stop))
    {
      DexFuture *pause = dex_timeout_new_seconds (SAFETY_NET_SECONDS);

      dex_await (unless_stopped (following, next != NULL ? dex_future_first (dex_ref (next), pause, NULL) : pause), NULL);
      if (g_cancellable_is_cancelled (following->stop))
        break;
      if (next != NULL && !dex_future_is_pending (next))
        {
          g_autoptr(DexFuture) settled = next;

          next = follow_up (following, settled);
        }
      else if (outpost_event_stream_get_state (following->stream) != OUTPOST_STREAM_OPEN)
        read_once (following);
    }
  dex_clear (&next);
  return dex_future_new_true ();
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

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
  g_clear_object (&OUTPOST_WORKSPACE_WATCH (object)->stop);
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
  read_signal = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  g_autofree char *events_path = outpost_client_dup_path ("/api/v2/workspaces/%s/watch", outpost_workspace_get_id (workspace));
  Following *following = g_new0 (Following, 1);

  self->stream = outpost_event_stream_new_with_events (client, path, events_path);
  self->stop = g_cancellable_new ();
  g_signal_connect_object (self->stream, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_weak_ref_init (&following->watch, self);
  following->client = g_object_ref (client);
  following->workspace = g_object_ref (workspace);
  following->stream = g_object_ref (self->stream);
  following->stop = g_object_ref (self->stop);
  following->goes_on = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, follow_fiber, following, following_free));
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
  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);
  if (self->stream != NULL)
    outpost_event_stream_close (self->stream);
}

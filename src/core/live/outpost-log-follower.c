/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-log-follower-private.h"

#include "outpost-weak.h"

/* A log as it is written. */
struct _OutpostLogFollower
{
  GObject parent_instance;

  char *path;
  OutpostEventStream *stream;
  DexFuture *message;
  void (*listen) (OutpostLogFollower *self); /* what a message leads back to */
};

enum
{
  PROP_0,
  PROP_OPEN,
  N_PROPS
};

enum
{
  SIGNAL_MESSAGES,
  SIGNAL_ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OutpostLogFollower, outpost_log_follower, G_TYPE_OBJECT)

/* All that has come until now, as one. */
static DexFuture *
message_cb (DexFuture *completed,
            gpointer data)
{
  g_autoptr(OutpostLogFollower) self = g_weak_ref_get (data);
  g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(DexFuture) next = dex_ref (completed);
  g_autoptr(GError) error = NULL;

  if (self == NULL || self->message == NULL)
    return NULL;
  while (dex_future_is_resolved (next))
    {
      g_ptr_array_add (messages, g_value_dup_boxed (dex_future_get_value (next, NULL)));
      dex_clear (&next);
      next = outpost_event_stream_next (self->stream);
    }
  if (messages->len > 0)
    g_signal_emit (self, signals[SIGNAL_MESSAGES], 0, messages);
  if (!dex_future_is_rejected (next))
    self->listen (self);
  else if (dex_future_get_value (next, &error) == NULL)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, error);
  return NULL;
}

static void
listen (OutpostLogFollower *self)
{
  dex_clear (&self->message);
  self->message
      = dex_future_finally (outpost_event_stream_next (self->stream), message_cb, outpost_weak_new (self), outpost_weak_free);
}

static void
state_cb (OutpostLogFollower *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
outpost_log_follower_get_property (GObject *object,
                                   guint prop_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  if (prop_id == PROP_OPEN)
    g_value_set_boolean (value, outpost_log_follower_is_open (OUTPOST_LOG_FOLLOWER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_log_follower_dispose (GObject *object)
{
  dex_clear (&OUTPOST_LOG_FOLLOWER (object)->message);
  g_clear_object (&OUTPOST_LOG_FOLLOWER (object)->stream);
  G_OBJECT_CLASS (outpost_log_follower_parent_class)->dispose (object);
}

static void
outpost_log_follower_finalize (GObject *object)
{
  g_free (OUTPOST_LOG_FOLLOWER (object)->path);
  G_OBJECT_CLASS (outpost_log_follower_parent_class)->finalize (object);
}

static void
outpost_log_follower_class_init (OutpostLogFollowerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_log_follower_get_property;
  object_class->dispose = outpost_log_follower_dispose;
  object_class->finalize = outpost_log_follower_finalize;
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_MESSAGES] = g_signal_new ("messages", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                        1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
outpost_log_follower_init (OutpostLogFollower *self)
{
  self->listen = listen;
}

static char *
dup_path_after (OutpostLogFollower *self,
                gint64 after)
{
  return g_strdup_printf ("%s?follow&after=%" G_GINT64_FORMAT, self->path, after);
}

OutpostLogFollower *
outpost_log_follower_new (OutpostClient *client,
                          const char *path,
                          gint64 after,
                          gboolean finite)
{
  OutpostLogFollower *self = g_object_new (OUTPOST_TYPE_LOG_FOLLOWER, NULL);
  g_autofree char *whole = NULL;

  self->path = g_strdup (path);
  whole = dup_path_after (self, after);
  self->stream = outpost_event_stream_new (client, whole);
  outpost_event_stream_resume_at (self->stream, whole);
  if (finite)
    outpost_event_stream_set_finite (self->stream);
  g_signal_connect_object (self->stream, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  listen (self);
  return self;
}

void
outpost_log_follower_set_after (OutpostLogFollower *self,
                                gint64 after)
{
  g_autofree char *path = dup_path_after (self, after);

  if (self->stream != NULL)
    outpost_event_stream_resume_at (self->stream, path);
}

gboolean
outpost_log_follower_is_open (OutpostLogFollower *self)
{
  return self->stream != NULL && outpost_event_stream_get_state (self->stream) == OUTPOST_STREAM_OPEN;
}

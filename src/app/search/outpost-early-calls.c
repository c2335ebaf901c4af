/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-early-calls.h"

/* Shared by the main thread and the connection's, which may look at it for a last time when the filter is gone. */
struct _OutpostEarlyCalls
{
  GDBusConnection *connection;
  char *path;
  GDBusInterfaceInfo *interface;
  guint filter;

  GMutex mutex; /* of what follows */
  GCond cond;
  GQueue taken;
  gboolean ended;
};

static void
early_calls_clear (gpointer data)
{
  OutpostEarlyCalls *self = data;

  g_object_unref (self->connection);
  g_free (self->path);
  g_dbus_interface_info_unref (self->interface);
  g_queue_clear_full (&self->taken, g_object_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

static void
early_calls_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, early_calls_clear);
}

static char *
dup_signature (GDBusArgInfo *const *args)
{
  GString *signature = g_string_new (NULL);

  for (guint i = 0; args != NULL && args[i] != NULL; i++)
    g_string_append (signature, args[i]->signature);
  return g_string_free (signature, FALSE);
}

/* What answers nothing is no question: it does something, for which the program must be ready. */
static gboolean
is_question_of (const GDBusMethodInfo *method,
                const char *signature)
{
  g_autofree char *in = dup_signature (method->in_args);
  g_autofree char *out = dup_signature (method->out_args);

  return *out != '\0' && g_str_equal (in, signature);
}

/* Whoever asks may be anybody. What this refuses comes to the object that is registered, which says what is wrong with it. */
static gboolean
is_question (OutpostEarlyCalls *self,
             GDBusMessage *message)
{
  GDBusMethodInfo *method;

  if (g_strcmp0 (g_dbus_message_get_path (message), self->path) != 0
      || g_strcmp0 (g_dbus_message_get_interface (message), self->interface->name) != 0)
    return FALSE;
  method = g_dbus_interface_info_lookup_method (self->interface, g_dbus_message_get_member (message));
  return method != NULL && is_question_of (method, g_dbus_message_get_signature (message));
}

/* In the connection's thread. */
static GDBusMessage *
filter_cb (GDBusConnection *connection,
           GDBusMessage *message,
           gboolean incoming,
           gpointer data)
{
  OutpostEarlyCalls *self = data;
  g_autoptr(GMutexLocker) locker = NULL;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  locker = g_mutex_locker_new (&self->mutex);
  if (self->ended)
    return message;
  self->ended = !is_question (self, message);
  if (!self->ended)
    g_queue_push_tail (&self->taken, message);
  g_cond_signal (&self->cond);
  return self->ended ? message : NULL;
}

OutpostEarlyCalls *
outpost_early_calls_new (GDBusConnection *connection,
                         const char *path,
                         GDBusInterfaceInfo *interface)
{
  OutpostEarlyCalls *self = g_atomic_rc_box_new0 (OutpostEarlyCalls);

  self->connection = g_object_ref (connection);
  self->path = g_strdup (path);
  self->interface = g_dbus_interface_info_ref (interface);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->taken);
  self->filter = g_dbus_connection_add_filter (connection, filter_cb, g_atomic_rc_box_acquire (self), early_calls_unref);
  return self;
}

GDBusMessage *
outpost_early_calls_wait (OutpostEarlyCalls *self,
                          gint64 microseconds)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 deadline = g_get_monotonic_time () + microseconds;

  while (g_queue_is_empty (&self->taken) && !self->ended)
    if (!g_cond_wait_until (&self->cond, &self->mutex, deadline))
      break;
  return g_queue_pop_head (&self->taken);
}

void
outpost_early_calls_end (OutpostEarlyCalls *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->ended = TRUE;
}

void
outpost_early_calls_free (OutpostEarlyCalls *self)
{
  g_dbus_connection_remove_filter (self->connection, self->filter);
  early_calls_unref (self);
}

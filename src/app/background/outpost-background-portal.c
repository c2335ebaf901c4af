/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-background-portal.h"

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define BACKGROUND "org.freedesktop.portal.Background"
#define REQUEST "org.freedesktop.portal.Request"

/* Talks to the portal for programs without a window. */
struct _OutpostBackgroundPortal
{
  GObject parent_instance;

  GDBusConnection *bus; /* nullable */
  gboolean sandboxed;
  GCancellable *asking; /* nullable: nothing is asked at the moment */
  char *handle;         /* of the question */
  guint response;       /* the subscription to its answer */
  guint presence;       /* the watch over who will give it */
  char *status;
};

G_DEFINE_FINAL_TYPE (OutpostBackgroundPortal, outpost_background_portal, G_TYPE_OBJECT)

static guint answered_signal;

/* ---- The question ------------------------------------------------------------------------------------------------ */

static void
forget_question (OutpostBackgroundPortal *self)
{
  if (self->response != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, g_steal_handle_id (&self->response));
  g_clear_handle_id (&self->presence, g_bus_unwatch_name);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->handle, g_free);
}

/* What the person may still be looking at goes. */
static void
withdraw_question (OutpostBackgroundPortal *self)
{
  if (self->handle != NULL)
    g_dbus_connection_call (self->bus, NAME, self->handle, REQUEST, "Close", NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL,
                            NULL, NULL);
  forget_question (self);
}

static void
answer (OutpostBackgroundPortal *self,
        OutpostPortalAnswer answer)
{
  forget_question (self);
  g_signal_emit (self, answered_signal, 0, (guint) answer);
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer data)
{
  OutpostBackgroundPortal *self = data;
  g_autoptr(GVariant) results = NULL;
  gboolean background = FALSE, autostart = FALSE;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &background);
  g_variant_lookup (results, "autostart", "b", &autostart);
  if (response != 0 || !background)
    answer (self, OUTPOST_PORTAL_REFUSED);
  else
    answer (self, autostart ? OUTPOST_PORTAL_ALLOWED : OUTPOST_PORTAL_NOT_STARTED);
}

static void
listen (OutpostBackgroundPortal *self,
        const char *handle)
{
  if (self->response != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, g_steal_handle_id (&self->response));
  g_set_str (&self->handle, handle);
  self->response
      = g_dbus_connection_signal_subscribe (self->bus, NAME, REQUEST, "Response", handle, NULL, 0, response_cb, self, NULL);
}

/* It crashed, or the session is put together anew: whatever question stood there is gone with it. */
static void
vanished_cb (GDBusConnection *bus,
             const char *name,
             gpointer data)
{
  answer (data, OUTPOST_PORTAL_NO_ANSWER);
}

/* Outside a sandbox nobody has to be asked: a desktop without the portal, or with one for sandboxes only, forbids nothing. */
static void
asked_cb (GObject *source,
          GAsyncResult *result,
          gpointer data)
{
  OutpostBackgroundPortal *self;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *handle;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  if (reply == NULL)
    {
      g_debug ("The portal for the background: %s", error->message);
      answer (self, self->sandboxed ? OUTPOST_PORTAL_REFUSED : OUTPOST_PORTAL_NOT_STARTED);
      return;
    }
  /* Portals of old choose another one. */
  g_variant_get (reply, "(&o)", &handle);
  if (self->handle != NULL && !g_str_equal (handle, self->handle))
    listen (self, handle);
  self->presence
      = g_bus_watch_name_on_connection (self->bus, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, vanished_cb, self, NULL);
}

static char *
dup_handle (OutpostBackgroundPortal *self,
            const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (self->bus) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strdup_printf ("%s/request/%s/%s", PATH, sender, token);
}

static GVariant *
new_request (const char *token,
             const char *reason)
{
  static const char *const command[] = { "outpost", "--background", NULL };
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (reason != NULL));
  if (reason != NULL)
    {
      g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
      g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
    }
  return g_variant_new ("(sa{sv})", "", &options);
}

static void
request (OutpostBackgroundPortal *self,
         const char *token,
         const char *reason,
         GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->bus, NAME, PATH, BACKGROUND, "RequestBackground", new_request (token, reason),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, self->asking, callback, self);
}

static char *
dup_token (void)
{
  return g_strdup_printf ("outpost%u", g_random_int ());
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_background_portal_dispose (GObject *object)
{
  OutpostBackgroundPortal *self = OUTPOST_BACKGROUND_PORTAL (object);

  if (self->bus != NULL)
    withdraw_question (self);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->status, g_free);
  G_OBJECT_CLASS (outpost_background_portal_parent_class)->dispose (object);
}

static void
outpost_background_portal_class_init (OutpostBackgroundPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_background_portal_dispose;
  answered_signal = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
}

static void
outpost_background_portal_init (OutpostBackgroundPortal *self)
{
}

OutpostBackgroundPortal *
outpost_background_portal_new (GDBusConnection *bus,
                               gboolean sandboxed)
{
  OutpostBackgroundPortal *self = g_object_new (OUTPOST_TYPE_BACKGROUND_PORTAL, NULL);

  g_set_object (&self->bus, bus);
  self->sandboxed = sandboxed;
  return self;
}

void
outpost_background_portal_ask (OutpostBackgroundPortal *self,
                               const char *reason)
{
  g_autofree char *token = dup_token ();
  g_autofree char *handle = NULL;

  g_return_if_fail (OUTPOST_IS_BACKGROUND_PORTAL (self));
  g_return_if_fail (reason != NULL);

  if (self->bus == NULL)
    {
      answer (self, OUTPOST_PORTAL_NOT_STARTED);
      return;
    }
  withdraw_question (self);
  handle = dup_handle (self, token);
  self->asking = g_cancellable_new ();
  listen (self, handle);
  request (self, token, reason, asked_cb);
}

void
outpost_background_portal_renounce (OutpostBackgroundPortal *self)
{
  g_autofree char *token = dup_token ();

  g_return_if_fail (OUTPOST_IS_BACKGROUND_PORTAL (self));

  if (self->bus == NULL)
    return;
  /* Nothing was allowed yet: another request would put the question again. */
  if (self->asking != NULL)
    withdraw_question (self);
  else
    request (self, token, NULL, NULL);
}

void
outpost_background_portal_set_status (OutpostBackgroundPortal *self,
                                      const char *status)
{
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_return_if_fail (OUTPOST_IS_BACKGROUND_PORTAL (self));
  g_return_if_fail (status != NULL);

  if (!g_set_str (&self->status, status) || self->bus == NULL)
    return;
  g_variant_builder_add (&options, "{sv}", "message", g_variant_new_string (status));
  g_dbus_connection_call (self->bus, NAME, PATH, BACKGROUND, "SetStatus", g_variant_new ("(a{sv})", &options), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

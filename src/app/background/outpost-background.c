/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-background.h"

#include <glib/gi18n.h>

#include "outpost-background-portal.h"
#include "outpost-on-screen.h"
#include "outpost-text.h"

/* Watching without a window. */
struct _OutpostBackground
{
  GObject parent_instance;

  GtkApplication *app; /* borrowed: it owns this */
  OutpostAccountStore *accounts;
  OutpostPreferences *preferences;
  OutpostLookout *lookout;
  OutpostBackgroundPortal *portal;
  gboolean asking; /* the desktop has not answered yet */
  gboolean holds;  /* the program stays without a window */
  gboolean active;
};

enum
{
  PROP_0,
  PROP_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint told_signal;

G_DEFINE_FINAL_TYPE (OutpostBackground, outpost_background, G_TYPE_OBJECT)

/* ---- What it says ------------------------------------------------------------------------------------------------ */

static char *
dup_watching (guint n_machines,
              guint n_deployments)
{
  /* Translators: a part of "Watching 14 machines in 2 deployments" */
  g_autofree char *machines = g_strdup_printf (ngettext ("%u machine", "%u machines", n_machines), n_machines);
  /* Translators: the other part of "Watching 14 machines in 2 deployments" */
  g_autofree char *deployments = g_strdup_printf (ngettext ("%u deployment", "%u deployments", n_deployments), n_deployments);

  /* Translators: such as "Watching 14 machines in 2 deployments", of both parts */
  return g_strdup_printf (_("Watching %s in %s"), machines, deployments);
}

static char *
dup_status (OutpostLookout *lookout)
{
  switch (outpost_lookout_get_state (lookout))
    {
    case OUTPOST_LOOKOUT_WATCHING:
      return dup_watching (outpost_lookout_get_n_machines (lookout), outpost_lookout_get_n_deployments (lookout));
    case OUTPOST_LOOKOUT_NO_NETWORK:
      return g_strdup (_("Waiting for the network"));
    case OUTPOST_LOOKOUT_NO_KEY:
      return g_strdup (_("Waiting for the keyring to be unlocked"));
    case OUTPOST_LOOKOUT_NO_ANSWER:
      return g_strdup (_("No deployment answers at the moment"));
    case OUTPOST_LOOKOUT_BEGINNING:
    default:
      return NULL;
    }
}

static gboolean
has_seen_window (OutpostBackground *self)
{
  for (GList *l = gtk_application_get_windows (self->app); l != NULL; l = l->next)
    if (outpost_on_screen_is_seen (l->data))
      return TRUE;
  return FALSE;
}

static char *
dup_notification_id (OutpostAccount *account)
{
  return g_strdup_printf ("refused-%s", outpost_account_get_id (account));
}

static void
signed_in_cb (OutpostBackground *self,
              GParamSpec *pspec,
              OutpostAccount *account)
{
  g_autofree char *id = dup_notification_id (account);

  if (outpost_account_get_state (account) != OUTPOST_ACCOUNT_SIGNED_IN)
    return;
  g_application_withdraw_notification (G_APPLICATION (self->app), id);
  g_signal_handlers_disconnect_by_func (account, signed_in_cb, self);
}

/* A window that somebody sees says so itself. */
static void
refused_cb (OutpostBackground *self,
            OutpostAccount *account)
{
  g_autofree char *id = dup_notification_id (account);
  g_autofree char *label = outpost_text_dup_visible (outpost_account_get_label (account));
  g_autofree char *title = NULL;
  g_autoptr(GNotification) notification = NULL;

  if (has_seen_window (self))
    return;
  /* Translators: %s is the address of a deployment */
  title = g_strdup_printf (_("%s is not watched"), label);
  notification = g_notification_new (title);
  g_notification_set_body (notification, _("It no longer accepts the key. Sign in again to go on."));
  g_notification_set_default_action_and_target (notification, "app.show-account", "s", outpost_account_get_id (account));
  g_application_send_notification (G_APPLICATION (self->app), id, notification);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
}

/* ---- What it does ------------------------------------------------------------------------------------------------ */

/* Without anything to watch there is no reason to stay. */
static void
hold (OutpostBackground *self,
      gboolean holds)
{
  if (self->holds == holds)
    return;
  self->holds = holds;
  if (holds)
    g_application_hold (G_APPLICATION (self->app));
  else
    g_application_release (G_APPLICATION (self->app));
}

static void
lookout_changed_cb (OutpostBackground *self)
{
  g_autofree char *status = dup_status (self->lookout);

  hold (self, outpost_lookout_get_n_accounts (self->lookout) > 0);
  if (status != NULL)
    outpost_background_portal_set_status (self->portal, status);
}

static void
show_active (OutpostBackground *self)
{
  gboolean active = self->asking || outpost_preferences_get_watch (self->preferences);

  if (self->active == active)
    return;
  self->active = active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
preferences_changed_cb (OutpostBackground *self)
{
  outpost_lookout_set_active (self->lookout, outpost_preferences_get_watch (self->preferences));
  show_active (self);
}

static void
answered_cb (OutpostBackground *self,
             guint answer)
{
  self->asking = FALSE;
  if (answer == OUTPOST_PORTAL_REFUSED)
    g_signal_emit (self, told_signal, 0, _("The desktop does not allow Outpost to run without a window."));
  else if (answer == OUTPOST_PORTAL_NOT_STARTED)
    g_signal_emit (self, told_signal, 0, _("Outpost is not started with the session: open it once for it to watch."));
  outpost_preferences_set_watch (self->preferences, answer != OUTPOST_PORTAL_REFUSED);
  show_active (self);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_background_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    g_value_set_boolean (value, OUTPOST_BACKGROUND (object)->active);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_background_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    outpost_background_set_active (OUTPOST_BACKGROUND (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_background_dispose (GObject *object)
{
  OutpostBackground *self = OUTPOST_BACKGROUND (object);

  g_clear_object (&self->portal);
  g_clear_object (&self->lookout);
  g_clear_object (&self->preferences);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (outpost_background_parent_class)->dispose (object);
}

static void
outpost_background_class_init (OutpostBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_background_get_property;
  object_class->set_property = outpost_background_set_property;
  object_class->dispose = outpost_background_dispose;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  told_signal = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
}

static void
outpost_background_init (OutpostBackground *self)
{
}

OutpostBackground *
outpost_background_new (GtkApplication *app,
                        OutpostAccountStore *accounts,
                        OutpostPreferences *preferences,
                        OutpostLookout *lookout)
{
  OutpostBackground *self = g_object_new (OUTPOST_TYPE_BACKGROUND, NULL);

  self->app = app;
  self->accounts = g_object_ref (accounts);
  self->preferences = g_object_ref (preferences);
  self->lookout = lookout != NULL ? g_object_ref (lookout) : outpost_lookout_new (accounts);
  self->portal = outpost_background_portal_new (g_application_get_dbus_connection (G_APPLICATION (app)),
                                                g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS));
  g_signal_connect_object (self->portal, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lookout, "changed", G_CALLBACK (lookout_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lookout, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "changed", G_CALLBACK (preferences_changed_cb), self, G_CONNECT_SWAPPED);
  preferences_changed_cb (self);
  return self;
}

gboolean
outpost_background_get_active (OutpostBackground *self)
{
  g_return_val_if_fail (OUTPOST_IS_BACKGROUND (self), FALSE);
  return self->active;
}

void
outpost_background_set_active (OutpostBackground *self,
                               gboolean active)
{
  g_return_if_fail (OUTPOST_IS_BACKGROUND (self));

  if (self->active == active)
    return;
  self->asking = active;
  if (active)
    {
      show_active (self);
      outpost_background_portal_ask (self->portal, _("Outpost watches your machines, and tells when one is lost or back."));
      return;
    }
  outpost_background_portal_renounce (self->portal);
  outpost_preferences_set_watch (self->preferences, FALSE);
  show_active (self);
}

void
outpost_background_stop (OutpostBackground *self)
{
  g_return_if_fail (OUTPOST_IS_BACKGROUND (self));

  g_signal_handlers_disconnect_by_func (self->preferences, preferences_changed_cb, self);
  outpost_lookout_set_active (self->lookout, FALSE);
}

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
  GPtrArray *refused; /* the accounts of which is said that their key is not accepted */
  char *words;        /* nullable */
  gboolean asking;    /* the desktop has not answered yet */
  gboolean holds;     /* the program stays without a window */
  gboolean active;
};

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_WORDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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

/* Somebody signed in again, or out: there is nothing to be done about it any more. */
static void
withdraw_refused (OutpostBackground *self)
{
  for (guint i = self->refused->len; i > 0; i--)
    {
      OutpostAccount *account = g_ptr_array_index (self->refused, i - 1);
      g_autofree char *id = dup_notification_id (account);

      if (outpost_account_get_state (account) != OUTPOST_ACCOUNT_SIGNED_IN && outpost_account_store_has (self->accounts, account))
        continue;
      g_application_withdraw_notification (G_APPLICATION (self->app), id);
      g_signal_handlers_disconnect_by_func (account, withdraw_refused, self);
      g_ptr_array_remove_index (self->refused, i - 1);
    }
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
  if (g_ptr_array_find (self->refused, account, NULL))
    return;
  g_ptr_array_add (self->refused, g_object_ref (account));
  g_signal_connect_object (account, "notify::state", G_CALLBACK (withdraw_refused), self, G_CONNECT_SWAPPED);
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
set_words (OutpostBackground *self,
           const char *words)
{
  if (g_set_str (&self->words, words))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

static const char *
get_answer_words (guint answer)
{
  switch (answer)
    {
    case OUTPOST_PORTAL_NOT_STARTED:
      return _("Watching goes on until you log out. This desktop does not start Outpost by itself: open it once after each login.");
    case OUTPOST_PORTAL_REFUSED:
      return _("The desktop does not allow Outpost to run without a window.");
    case OUTPOST_PORTAL_NO_ANSWER:
      return _("The desktop did not answer whether Outpost may run without a window.");
    case OUTPOST_PORTAL_ALLOWED:
    default:
      return NULL;
    }
}

static void
answered_cb (OutpostBackground *self,
             guint answer)
{
  self->asking = FALSE;
  set_words (self, get_answer_words (answer));
  outpost_preferences_set_watch (self->preferences, answer == OUTPOST_PORTAL_ALLOWED || answer == OUTPOST_PORTAL_NOT_STARTED);
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
  else if (prop_id == PROP_WORDS)
    g_value_set_string (value, OUTPOST_BACKGROUND (object)->words);
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
  g_ptr_array_set_size (self->refused, 0);
  G_OBJECT_CLASS (outpost_background_parent_class)->dispose (object);
}

static void
outpost_background_finalize (GObject *object)
{
  OutpostBackground *self = OUTPOST_BACKGROUND (object);

  g_ptr_array_unref (self->refused);
  g_free (self->words);
  G_OBJECT_CLASS (outpost_background_parent_class)->finalize (object);
}

static void
outpost_background_class_init (OutpostBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_background_get_property;
  object_class->set_property = outpost_background_set_property;
  object_class->dispose = outpost_background_dispose;
  object_class->finalize = outpost_background_finalize;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WORDS]
      = g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_background_init (OutpostBackground *self)
{
  self->refused = g_ptr_array_new_with_free_func (g_object_unref);
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
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (withdraw_refused), self, G_CONNECT_SWAPPED);
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

const char *
outpost_background_get_words (OutpostBackground *self)
{
  g_return_val_if_fail (OUTPOST_IS_BACKGROUND (self), NULL);
  return self->words;
}

void
outpost_background_set_active (OutpostBackground *self,
                               gboolean active)
{
  g_return_if_fail (OUTPOST_IS_BACKGROUND (self));

  if (self->active == active)
    return;
  self->asking = active;
  set_words (self, NULL);
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

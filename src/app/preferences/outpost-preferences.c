/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-preferences.h"

#define QUIET "quiet-deployments"
#define MOST_QUIET 100
#define WATCH "watch-in-background"

/* What a person has chosen. */
struct _OutpostPreferences
{
  GObject parent_instance;

  GSettings *settings; /* nullable */
  GStrv quiet;         /* the deployments of whose machines nothing is told */
  gboolean watch;
};

G_DEFINE_FINAL_TYPE (OutpostPreferences, outpost_preferences, G_TYPE_OBJECT)

static guint changed_signal;

/* Of the deployment, not of the account: that is another one after signing in once more. The demo has another port each time. */
static const char *
get_key (OutpostAccount *account)
{
  return outpost_account_is_demo (account) ? "demo" : outpost_account_get_url (account);
}

static void
read_settings (OutpostPreferences *self)
{
  g_strfreev (self->quiet);
  self->quiet = g_settings_get_strv (self->settings, QUIET);
  self->watch = g_settings_get_boolean (self->settings, WATCH);
  g_signal_emit (self, changed_signal, 0);
}

static void
outpost_preferences_finalize (GObject *object)
{
  OutpostPreferences *self = OUTPOST_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_strfreev (self->quiet);
  G_OBJECT_CLASS (outpost_preferences_parent_class)->finalize (object);
}

static void
outpost_preferences_class_init (OutpostPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_preferences_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_preferences_init (OutpostPreferences *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  self->quiet = g_new0 (char *, 1);
  if (schema == NULL)
    return;
  self->settings = g_settings_new (APP_ID);
  g_signal_connect_object (self->settings, "changed::" QUIET, G_CALLBACK (read_settings), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" WATCH, G_CALLBACK (read_settings), self, G_CONNECT_SWAPPED);
  read_settings (self);
}

OutpostPreferences *
outpost_preferences_new (void)
{
  return g_object_new (OUTPOST_TYPE_PREFERENCES, NULL);
}

gboolean
outpost_preferences_get_notify (OutpostPreferences *self,
                                OutpostAccount *account)
{
  g_return_val_if_fail (OUTPOST_IS_PREFERENCES (self), FALSE);
  return !g_strv_contains ((const char *const *) self->quiet, get_key (account));
}

void
outpost_preferences_set_notify (OutpostPreferences *self,
                                OutpostAccount *account,
                                gboolean notify)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) quiet = NULL;
  guint n = g_strv_length (self->quiet);

  g_return_if_fail (OUTPOST_IS_PREFERENCES (self));

  if (outpost_preferences_get_notify (self, account) == notify)
    return;
  /* The oldest choice is forgotten when there are too many. */
  for (guint i = n >= MOST_QUIET ? n - MOST_QUIET + 1 : 0; i < n; i++)
    if (!g_str_equal (self->quiet[i], get_key (account)))
      g_strv_builder_add (builder, self->quiet[i]);
  if (!notify)
    g_strv_builder_add (builder, get_key (account));
  quiet = g_strv_builder_end (builder);
  if (self->settings != NULL)
    {
      g_settings_set_strv (self->settings, QUIET, (const char *const *) quiet);
      return;
    }
  g_strfreev (self->quiet);
  self->quiet = g_steal_pointer (&quiet);
  g_signal_emit (self, changed_signal, 0);
}

gboolean
outpost_preferences_get_watch (OutpostPreferences *self)
{
  g_return_val_if_fail (OUTPOST_IS_PREFERENCES (self), FALSE);
  return self->watch;
}

void
outpost_preferences_set_watch (OutpostPreferences *self,
                               gboolean watch)
{
  g_return_if_fail (OUTPOST_IS_PREFERENCES (self));

  if (self->watch == watch)
    return;
  if (self->settings != NULL)
    {
      g_settings_set_boolean (self->settings, WATCH, watch);
      return;
    }
  self->watch = watch;
  g_signal_emit (self, changed_signal, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-notifier.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-words.h"

/* Between the notices of all accounts and the desktop. */
struct _OutpostNotifier
{
  GObject parent_instance;

  GApplication *app; /* borrowed: it owns this */
  OutpostAccountStore *accounts;
  OutpostPreferences *preferences;
};

G_DEFINE_FINAL_TYPE (OutpostNotifier, outpost_notifier, G_TYPE_OBJECT)

static OutpostNotices *
get_notices (OutpostAccount *account)
{
  return outpost_observer_get_notices (outpost_account_get_observer (account));
}

/* Borrowed; whose notices these are. */
static OutpostAccount *
find_account (OutpostNotifier *self,
              OutpostNotices *notices)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (get_notices (account) == notices)
        return account; /* the store holds it */
    }
  return NULL;
}

/* One for each workspace: the next one replaces it. */
static char *
dup_id (OutpostAccount *account,
        const char *workspace_id)
{
  return g_strdup_printf ("machine-%s-%s", outpost_account_get_id (account), workspace_id);
}

/* ---- Words ----------------------------------------------------------------------------------------------------------- */

/* Some desktops take the body for markup, and would interpret what somebody named an agent. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.:[]/", *p) == NULL)
      return FALSE;
  return *text != '\0';
}

static gboolean
has_several (OutpostBuild *build)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (build);

  return agents->len > 1;
}

static gint64
find_last_seen (OutpostBuild *build,
                const char *name)
{
  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      if (g_str_equal (outpost_agent_get_name (agent), name))
        return MAX (outpost_agent_get_last_connected_at (agent), outpost_agent_get_since (agent));
    }
  return 0;
}

static char *
dup_lost (OutpostBuild *build,
          const char *agent)
{
  gint64 seen_at = find_last_seen (build, agent);
  g_autofree char *clock = outpost_words_dup_clock (seen_at, g_get_real_time ());

  if (seen_at == 0)
    return g_strdup (_("Its machine is not connected any more."));
  if (has_several (build) && is_plain (agent))
    /* Translators: the name of an agent, and such as "10:12" */
    return g_strdup_printf (_("The machine of “%s” was last seen at %s."), agent, clock);
  /* Translators: %s is such as "10:12" */
  return g_strdup_printf (_("Its machine was last seen at %s."), clock);
}

static char *
dup_back (OutpostBuild *build,
          const char *agent)
{
  if (has_several (build) && is_plain (agent))
    /* Translators: %s is the name of an agent */
    return g_strdup_printf (_("The machine of “%s” is connected again."), agent);
  return g_strdup (_("Its machine is connected again."));
}

static char *
dup_body (OutpostAccount *account,
          const char *sentence)
{
  const char *label = outpost_account_is_demo (account) ? _("Demo") : outpost_account_get_label (account);

  return is_plain (label) || outpost_account_is_demo (account) ? g_strdup_printf ("%s\n%s", sentence, label) : g_strdup (sentence);
}

/* ---- Callbacks ------------------------------------------------------------------------------------------------------- */

static void
send_cb (OutpostNotifier *self,
         OutpostWorkspace *workspace,
         guint action,
         const char *agent,
         OutpostNotices *notices)
{
  OutpostAccount *account = find_account (self, notices);
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  gboolean lost = action == OUTPOST_NOTICE_SEND_LOST;
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (workspace));
  g_autofree char *sentence = lost ? dup_lost (build, agent) : dup_back (build, agent);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;
  g_autoptr(GNotification) notification = NULL;

  if (account == NULL)
    return;
  /* Translators: %s is the name of a workspace */
  title = g_strdup_printf (lost ? _("%s is lost") : _("%s is back"), name);
  body = dup_body (account, sentence);
  id = dup_id (account, outpost_workspace_get_id (workspace));
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-workspace", "(ss)", outpost_account_get_id (account),
                                                outpost_workspace_get_id (workspace));
  g_application_send_notification (self->app, id, notification);
}

static void
withdraw_cb (OutpostNotifier *self,
             const char *workspace_id,
             OutpostNotices *notices)
{
  OutpostAccount *account = find_account (self, notices);
  g_autofree char *id = account != NULL ? dup_id (account, workspace_id) : NULL;

  if (id != NULL)
    g_application_withdraw_notification (self->app, id);
}

static void
choose (OutpostNotifier *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      outpost_notices_set_enabled (get_notices (account), outpost_preferences_get_notify (self->preferences, account));
    }
}

static void
accounts_changed_cb (OutpostNotifier *self,
                     guint position,
                     guint removed,
                     guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      g_signal_connect_object (get_notices (account), "send", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (get_notices (account), "withdraw", G_CALLBACK (withdraw_cb), self, G_CONNECT_SWAPPED);
    }
  choose (self);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_notifier_finalize (GObject *object)
{
  OutpostNotifier *self = OUTPOST_NOTIFIER (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->preferences);
  G_OBJECT_CLASS (outpost_notifier_parent_class)->finalize (object);
}

static void
outpost_notifier_class_init (OutpostNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_notifier_finalize;
}

static void
outpost_notifier_init (OutpostNotifier *self)
{
}

OutpostNotifier *
outpost_notifier_new (GApplication *app,
                      OutpostAccountStore *accounts,
                      OutpostPreferences *preferences)
{
  OutpostNotifier *self = g_object_new (OUTPOST_TYPE_NOTIFIER, NULL);

  self->app = app;
  self->accounts = g_object_ref (accounts);
  self->preferences = g_object_ref (preferences);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "changed", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));
  return self;
}

void
outpost_notifier_stop (OutpostNotifier *self)
{
  g_return_if_fail (OUTPOST_IS_NOTIFIER (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      outpost_notices_clear (get_notices (account));
    }
}

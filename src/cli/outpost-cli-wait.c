/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-api.h"
#include "outpost-cli-duration.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-name.h"
#include "outpost-cli-output.h"
#include "outpost-cli-session.h"
#include "outpost-text.h"
#include "outpost-words.h"
#include "outpost-workspace-watch.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* What is waited for, and what has been heard meanwhile. */
typedef struct
{
  OutpostWorkspace *workspace;
  OutpostWorkspaceWatch *watch;
  const char *agent; /* NULL: all that machines are attached to by hand */
  gboolean deleted;
  gboolean unauthorized;
  gboolean timed_out;
  gboolean tells; /* somebody looks */
  char *told;
} Waiting;

typedef enum
{
  STILL,
  CONNECTED,
  HOPELESS,
} Outcome;

static void
waiting_clear (Waiting *self)
{
  if (self->watch != NULL)
    outpost_workspace_watch_stop (self->watch);
  g_clear_object (&self->watch);
  g_clear_object (&self->workspace);
  g_free (self->told);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Waiting, waiting_clear)

static void
deleted_cb (OutpostWorkspaceWatch *watch,
            Waiting *self)
{
  self->deleted = TRUE;
}

static void
unauthorized_cb (OutpostClient *client,
                 Waiting *self)
{
  self->unauthorized = TRUE;
}

static gboolean
timed_out_cb (gpointer data)
{
  ((Waiting *) data)->timed_out = TRUE;
  return G_SOURCE_REMOVE;
}

/* Each state once. */
static void
tell (Waiting *self,
      char *words)
{
  if (self->tells && g_strcmp0 (self->told, words) != 0)
    outpost_cli_notice ("%s", words);
  g_free (self->told);
  self->told = words;
}

static void
tell_agent (Waiting *self,
            OutpostAgent *agent)
{
  g_autofree char *name = outpost_text_dup_visible (outpost_agent_get_name (agent));
  g_autofree char *state = outpost_words_dup_agent_state (agent, g_get_real_time ());
  g_autofree char *advice = outpost_words_dup_agent_advice (agent);

  /* Translators: the name of an agent, what it is in, and what to do */
  tell (self, g_strdup_printf (_("%s: %s. %s"), name, state, advice));
}

/* One that is named may be any. */
static GPtrArray *
dup_meant (Waiting *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);
  GPtrArray *meant;

  if (self->agent == NULL)
    return outpost_build_dup_external_agents (build);
  meant = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    if (g_str_equal (outpost_agent_get_name (outpost_build_get_agent (build, i)), self->agent))
      g_ptr_array_add (meant, g_object_ref (outpost_build_get_agent (build, i)));
  return meant;
}

static Outcome
fail_none_meant (Waiting *self,
                 GError **error)
{
  const char *name = outpost_workspace_get_name (self->workspace);

  if (self->agent != NULL)
    outpost_cli_fail (error, NULL, _("the workspace “%s” has no agent “%s”"), name, self->agent);
  else
    outpost_cli_fail (error, NULL, _("the workspace “%s” has no agent that a machine is attached to by hand"), name);
  return HOPELESS;
}

/* Of a workspace that is started and whose build is done. */
static Outcome
look_at_agents (Waiting *self,
                GError **error)
{
  g_autoptr(GPtrArray) meant = dup_meant (self);

  for (guint i = 0; i < meant->len; i++)
    if (outpost_agent_get_state (g_ptr_array_index (meant, i)) != OUTPOST_AGENT_CONNECTED)
      {
        tell_agent (self, g_ptr_array_index (meant, i));
        return STILL;
      }
  return meant->len > 0 ? CONNECTED : fail_none_meant (self, error);
}

static Outcome
look (Waiting *self,
      GError **error)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);
  const char *name = outpost_workspace_get_name (self->workspace);
  g_autofree char *reason = outpost_text_dup_visible (outpost_build_get_job_error (build));

  if (self->deleted || outpost_build_get_status (build) == OUTPOST_BUILD_DELETED)
    outpost_cli_fail_with (error, OUTPOST_CLI_ERROR_GONE, _("the workspace “%s” is gone"), name);
  else if (self->unauthorized)
    outpost_cli_fail_with (error, OUTPOST_CLI_ERROR_REFUSED, "%s",
                           _("the deployment does not accept the session key (any more)"));
  else if (outpost_build_has_started (build))
    return look_at_agents (self, error);
  else if (self->timed_out)
    return STILL;
  else if (outpost_build_is_active (build))
    {
      tell (self, g_strdup (_("A build of the workspace is running; waiting for it…")));
      return STILL;
    }
  else
    outpost_cli_fail (error, *reason != '\0' ? reason : NULL, _("the workspace “%s” is not started"), name);
  return HOPELESS;
}

static gboolean
wait_for_agents (Waiting *self,
                 gint64 timeout,
                 GError **error)
{
  g_autoptr(GSource) bound = timeout > 0 ? g_timeout_source_new (MIN (timeout / 1000, G_MAXINT32)) : NULL;
  Outcome outcome;

  if (bound != NULL)
    {
      g_source_set_callback (bound, timed_out_cb, self, NULL);
      g_source_attach (bound, NULL);
    }
  while ((outcome = look (self, error)) == STILL && !self->timed_out)
    g_main_context_iteration (NULL, TRUE);
  if (bound != NULL)
    g_source_destroy (bound);
  if (outcome == STILL)
    return outpost_cli_fail_with (error, OUTPOST_CLI_ERROR_TIMED_OUT, _("“%s” is not connected"),
                                  outpost_workspace_get_name (self->workspace));
  if (outcome == CONNECTED)
    tell (self, g_strdup (_("Connected.")));
  return outcome == CONNECTED;
}

gboolean
outpost_cli_wait (const OutpostCliOptions *options,
                  GError **error)
{
  g_auto(OutpostCliSession) session = { NULL };
  g_auto(OutpostCliName) name = { NULL };
  g_auto(Waiting) self = { NULL };
  g_autoptr(GError) refusal = NULL;
  gint64 timeout = 0;
  gboolean connected;

  if (!outpost_cli_name_parse (&name, options->arguments[0], TRUE, error)
      || (options->timeout != NULL && !outpost_cli_duration_parse (options->timeout, &timeout, error))
      || !outpost_cli_session_open (&session, options->url, error))
    return FALSE;
  self.workspace = outpost_cli_name_find (&name, session.client, OUTPOST_CLI_ERROR_GONE, &refusal);
  if (self.workspace == NULL)
    {
      outpost_cli_tell_refusal (error, refusal);
      return FALSE;
    }
  self.agent = name.agent;
  self.tells = isatty (STDERR_FILENO);
  self.watch = outpost_workspace_watch_new (session.client, self.workspace);
  g_signal_connect (self.watch, "deleted", G_CALLBACK (deleted_cb), &self);
  g_signal_connect (session.client, "unauthorized", G_CALLBACK (unauthorized_cb), &self);
  connected = wait_for_agents (&self, timeout, error);
  g_signal_handlers_disconnect_by_data (session.client, &self);
  g_signal_handlers_disconnect_by_data (self.watch, &self);
  return connected;
}

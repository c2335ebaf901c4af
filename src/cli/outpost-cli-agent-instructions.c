/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-api.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-name.h"
#include "outpost-cli-output.h"
#include "outpost-cli-session.h"
#include "outpost-instructions.h"
#include "outpost-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define PATIENCE_US (10 * 60 * (gint64) G_USEC_PER_SEC)

static gboolean
check_started (OutpostWorkspace *workspace,
               GError **error)
{
  const char *transition = outpost_build_get_transition (outpost_workspace_get_latest_build (workspace));

  if (g_str_equal (transition, "start"))
    return TRUE;
  return outpost_cli_fail (error, _("Start it on the deployment first; then the command is a new one."),
                           _("the workspace “%s” is not started"), outpost_workspace_get_name (workspace));
}

/* Only a finished build has agents. Takes @workspace, gives the newest. */
static OutpostWorkspace *
wait_for_build (OutpostClient *client,
                OutpostWorkspace *workspace,
                GError **error)
{
  gint64 bound = g_get_monotonic_time () + PATIENCE_US;
  gboolean told = FALSE;

  while (workspace != NULL && outpost_build_is_active (outpost_workspace_get_latest_build (workspace)))
    {
      g_autofree char *id = g_strdup (outpost_workspace_get_id (workspace));

      if (!told)
        outpost_cli_notice ("%s", _("A build of the workspace is running; waiting for it…"));
      told = TRUE;
      g_clear_object (&workspace);
      if (g_get_monotonic_time () > bound)
        {
          outpost_cli_fail (error, _("Try again when it has ended."), _("the build did not end within 10 minutes"));
          return NULL;
        }
      outpost_cli_await (dex_timeout_new_seconds (1), NULL);
      workspace = outpost_cli_await_object (outpost_api_get_workspace (client, id), error);
    }
  return workspace;
}

static OutpostWorkspace *
dup_workspace (OutpostClient *client,
               const OutpostCliName *name,
               GError **error)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;

  workspace = outpost_cli_await_object (outpost_api_get_workspace_by_name (client, name->owner, name->workspace), error);
  if (workspace == NULL || !check_started (workspace, error))
    return NULL;
  workspace = wait_for_build (client, g_steal_pointer (&workspace), error);
  if (workspace == NULL || !check_started (workspace, error))
    return NULL;
  return g_steal_pointer (&workspace);
}

/* Agents that a machine can be attached to; those inside another agent need no command. */
static GPtrArray *
list_agents (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  GPtrArray *agents = g_ptr_array_new ();

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    if (!outpost_agent_is_sub_agent (outpost_build_get_agent (build, i)))
      g_ptr_array_add (agents, outpost_build_get_agent (build, i));
  return agents;
}

static char *
dup_names (GPtrArray *agents)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < agents->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", outpost_agent_get_name (g_ptr_array_index (agents, i)));
  return g_string_free (names, FALSE);
}

static gboolean
fail_no_agents (OutpostWorkspace *workspace,
                GError **error)
{
  const char *reason = outpost_build_get_job_error (outpost_workspace_get_latest_build (workspace));
  g_autofree char *visible = outpost_text_dup_visible (reason);
  g_autofree char *hint = *reason != '\0' ? g_strdup_printf (_("Its last build failed: %s"), visible) : NULL;

  return outpost_cli_fail (error, hint, _("the workspace “%s” has no agents"), outpost_workspace_get_name (workspace));
}

static OutpostAgent *
choose_agent (OutpostWorkspace *workspace,
              const char *wanted,
              GError **error)
{
  g_autoptr(GPtrArray) agents = list_agents (workspace);
  g_autofree char *names = dup_names (agents);
  const char *name = outpost_workspace_get_name (workspace);

  if (agents->len == 0)
    fail_no_agents (workspace, error);
  else if (wanted == NULL && agents->len == 1)
    return g_ptr_array_index (agents, 0);
  else if (wanted == NULL)
    outpost_cli_fail (error, _("Name one as WORKSPACE.AGENT."), _("the workspace “%s” has several agents: %s"), name, names);
  else
    {
      for (guint i = 0; i < agents->len; i++)
        if (g_str_equal (outpost_agent_get_name (g_ptr_array_index (agents, i)), wanted))
          return g_ptr_array_index (agents, i);
      outpost_cli_fail (error, NULL, _("the workspace “%s” has no agent “%s”; there are: %s"), name, wanted, names);
    }
  return NULL;
}

static gboolean
print_text (OutpostWorkspace *workspace,
            const OutpostCredentials *credentials,
            GError **error)
{
  g_autofree char *text = outpost_instructions_dup_text (outpost_workspace_get_name (workspace), credentials);

  if (!outpost_text_is_visible (credentials->command))
    outpost_cli_notice ("%s",
                        _("The command holds characters that cannot be shown; they are marked, and it will not work as it is."));
  return outpost_cli_print (text, error);
}

static gboolean
print_json (OutpostWorkspace *workspace,
            OutpostAgent *agent,
            const OutpostCredentials *credentials,
            GError **error)
{
  g_autofree char *json
      = outpost_instructions_dup_json (outpost_workspace_get_name (workspace), outpost_agent_get_name (agent), credentials);

  return outpost_cli_print (json, error);
}

gboolean
outpost_cli_agent_instructions (const OutpostCliOptions *options,
                                GError **error)
{
  g_auto(OutpostCliSession) session = { NULL };
  g_auto(OutpostCliName) name = { NULL };
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostCredentials) credentials = NULL;
  OutpostAgent *agent;

  if (!outpost_cli_name_parse (&name, options->arguments[0], TRUE, error)
      || !outpost_cli_session_open (&session, options->url, error))
    return FALSE;
  workspace = dup_workspace (session.client, &name, error);
  agent = workspace != NULL ? choose_agent (workspace, name.agent, error) : NULL;
  if (agent == NULL)
    return FALSE;
  credentials = outpost_cli_await_boxed (
      outpost_api_get_credentials (session.client, outpost_workspace_get_id (workspace), outpost_agent_get_name (agent)), error);
  if (credentials == NULL)
    return FALSE;
  return g_str_equal (options->output, "json") ? print_json (workspace, agent, credentials, error)
                                               : print_text (workspace, credentials, error);
}

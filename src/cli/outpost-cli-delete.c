/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include <glib/gi18n.h>

#include "outpost-api-templates.h"
#include "outpost-api.h"
#include "outpost-cli-build.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-name.h"
#include "outpost-cli-output.h"
#include "outpost-cli-prompt.h"
#include "outpost-cli-session.h"
#include "outpost-stop-command.h"
#include "outpost-text.h"
#include "outpost-words.h"

static char *
dup_full_name (OutpostWorkspace *workspace)
{
  g_autofree char *name
      = g_strdup_printf ("%s/%s", outpost_workspace_get_owner_name (workspace), outpost_workspace_get_name (workspace));

  return outpost_text_dup_visible (name);
}

/* After a build that failed the deployment does not say what the workspace is; the version that it was built of says it. Where that
 * is not known either, it is taken for one whose machine goes with it. */
static gboolean
keeps_machine (OutpostClient *client,
               OutpostWorkspace *workspace)
{
  const char *version_id = outpost_build_get_template_version_id (outpost_workspace_get_latest_build (workspace));
  g_autoptr(OutpostTemplateVersion) version = NULL;

  if (outpost_workspace_is_external (workspace) != OUTPOST_UNKNOWN)
    return outpost_workspace_is_external (workspace) == OUTPOST_YES;
  version = outpost_cli_await_boxed (outpost_api_get_template_version (client, version_id), NULL);
  return version != NULL && version->has_external_agent == OUTPOST_YES;
}

static void
tell_what_goes (OutpostClient *client,
                OutpostWorkspace *workspace)
{
  g_autofree char *others = NULL;

  if (!keeps_machine (client, workspace))
    {
      outpost_cli_notice ("%s", _("The deployment removes the workspace and everything that it made for it."));
      return;
    }
  outpost_cli_notice ("%s", _("The record and the token are removed. The machine is left as it is."));
  others = outpost_words_dup_others (outpost_workspace_get_n_others (workspace));
  if (others != NULL)
    outpost_cli_notice ("%s", others);
}

/* Asks where a person can be asked; anywhere else it takes the option. */
static gboolean
confirm (OutpostClient *client,
         OutpostWorkspace *workspace,
         gboolean orphan,
         GError **error)
{
  g_autofree char *name = dup_full_name (workspace);
  g_autofree char *question = NULL;

  if (!outpost_cli_prompt_is_possible ())
    return outpost_cli_fail (error, _("Say --yes to delete it without a question."), _("there is nobody to ask about “%s”"),
                             name);
  if (orphan)
    outpost_cli_notice ("%s", _("Only the record and the token are removed. What the template made stays."));
  else
    tell_what_goes (client, workspace);
  /* Translators: %s is the name of a workspace */
  question = g_strdup_printf (_("Delete %s?"), name);
  return outpost_cli_prompt_yes (question)
         || outpost_cli_fail (error, NULL, _("nothing was deleted"));
}

/* Of the machine that was attached: its agent goes on until it is stopped there. */
static void
tell_how_to_stop (OutpostWorkspace *workspace,
                  const char *base_url)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (workspace));

  for (guint i = 0; i < agents->len; i++)
    {
      OutpostAgent *agent = g_ptr_array_index (agents, i);
      g_autofree char *command = outpost_stop_command_dup_for_agent (workspace, agent, base_url);
      g_autofree char *name = outpost_text_dup_visible (outpost_agent_get_name (agent));

      if (command != NULL)
        /* Translators: the name of an agent, and a command of several lines */
        outpost_cli_notice (_("To stop the agent “%s”, run this on its machine:\n%s"), name, command);
    }
}

static gboolean
check_end (OutpostClient *client,
           OutpostWorkspace *workspace,
           OutpostBuild *build,
           GError **error)
{
  g_autofree char *name = dup_full_name (workspace);
  g_autofree char *reason = outpost_text_dup_visible (outpost_build_get_job_error (build));
  g_autofree char *line = NULL;

  switch (outpost_build_get_status (build))
    {
    case OUTPOST_BUILD_DELETED:
      /* Translators: %s is the name of a workspace */
      line = g_strdup_printf (_("%s is deleted.\n"), name);
      if (!outpost_cli_print (line, error))
        return FALSE;
      tell_how_to_stop (workspace, outpost_client_get_base_url (client));
      return TRUE;
    case OUTPOST_BUILD_CANCELED:
      return outpost_cli_fail (error, NULL, _("“%s” was not deleted: the build was canceled"), name);
    default:
      return outpost_cli_fail (error, *reason != '\0' ? reason : NULL, _("“%s” was not deleted: the build failed"), name);
    }
}

static gboolean
wait_for_end (OutpostClient *client,
              OutpostWorkspace *workspace,
              OutpostBuild *begun,
              GError **error)
{
  g_autoptr(GError) trouble = NULL;
  g_autoptr(OutpostBuild) ended = outpost_cli_build_follow (client, begun, &trouble);
  g_autofree char *name = dup_full_name (workspace);
  g_autofree char *sentence = NULL;

  if (ended != NULL)
    return check_end (client, workspace, ended, error);
  /* Translators: %s is the name of a workspace */
  sentence = g_strdup_printf (_("“%s” is being deleted, but that could not be followed"), name);
  return outpost_cli_fail_because (error, OUTPOST_CLI_ERROR_NOT_FOLLOWED, trouble, sentence);
}

gboolean
outpost_cli_delete (const OutpostCliOptions *options,
                    GError **error)
{
  g_auto(OutpostCliSession) session = { NULL };
  g_auto(OutpostCliName) name = { NULL };
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostBuild) begun = NULL;
  const char *id;

  if (!outpost_cli_name_parse (&name, options->arguments[0], FALSE, error)
      || !outpost_cli_session_open (&session, options->url, error))
    return FALSE;
  workspace = outpost_cli_name_find (&name, session.client, OUTPOST_CLI_ERROR_WORDED, error);
  if (workspace == NULL || (!options->yes && !confirm (session.client, workspace, options->orphan, error)))
    return FALSE;
  id = outpost_workspace_get_id (workspace);
  begun = outpost_cli_await_object (options->orphan ? outpost_api_orphan_workspace (session.client, id)
                                                    : outpost_api_create_build (session.client, id, "delete"),
                                    error);
  return begun != NULL && wait_for_end (session.client, workspace, begun, error);
}

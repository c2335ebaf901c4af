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
#include "outpost-cli-plan.h"
#include "outpost-cli-prompt.h"
#include "outpost-cli-questions.h"
#include "outpost-cli-session.h"
#include "outpost-cli-template.h"
#include "outpost-create-words.h"
#include "outpost-error.h"
#include "outpost-instructions.h"
#include "outpost-text.h"

#define AUTH_PAUSE_S 2
#define AUTH_PATIENCE_US (10 * 60 * (gint64) G_USEC_PER_SEC)

/* ---- Before anything is asked of the deployment -------------------------------------------------------------------- */

static gboolean
check_name (const char *name,
            GError **error)
{
  OutpostNameProblem problem = outpost_workspace_name_check (name);
  g_autofree char *suggestion = outpost_workspace_name_suggest (name);
  g_autofree char *hint = NULL;

  if (problem == OUTPOST_NAME_OK)
    return TRUE;
  /* Translators: %s is the name of a workspace */
  hint = suggestion != NULL ? g_strdup_printf (_("“%s” could be used."), suggestion) : NULL;
  return outpost_cli_fail (error, hint, _("“%s” cannot be the name of a workspace: %s"), name,
                           outpost_create_words_get_name_problem (problem));
}

static gboolean
check_options (const OutpostCliOptions *options,
               const OutpostCliName *name,
               GError **error)
{
  if (options->template == NULL && options->yes)
    return outpost_cli_fail (error, _("Say which one with --template."), _("the template is missing"));
  return check_name (name->workspace, error);
}

/* ---- What is chosen ---------------------------------------------------------------------------------------------- */

/* `me` gets its real name. */
static OutpostCreation *
begin (OutpostClient *client,
       OutpostCliName *name,
       GError **error)
{
  g_autoptr(GError) refusal = NULL;
  g_autoptr(OutpostUser) owner = outpost_cli_await_boxed (outpost_api_get_user (client, name->owner), &refusal);

  if (owner != NULL)
    {
      g_set_str (&name->owner, owner->username);
      return outpost_creation_new (client, owner->username, owner->id);
    }
  if (g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND)
      || g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_INPUT))
    outpost_cli_fail (error, NULL, _("there is no user “%s”, or you have no access to them"), name->owner);
  else
    g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

static gboolean
check_free (OutpostCreation *creation,
            const char *name,
            GError **error)
{
  g_autoptr(GError) refusal = NULL;

  if (outpost_cli_await (outpost_creation_check_name (creation, name), &refusal))
    return TRUE;
  if (g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT))
    return outpost_cli_fail (error, NULL, _("a workspace “%s” exists already"), name);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* What will fail at the end is said before anything is made (correction 74). An answer that cannot be had is no reason to stop. */
static gboolean
check_license (OutpostClient *client,
               GError **error)
{
  g_autoptr(OutpostEntitlements) entitlements = outpost_cli_await_boxed (outpost_api_get_entitlements (client), NULL);

  if (entitlements == NULL || entitlements->external_agents)
    return TRUE;
  if (entitlements->edition == OUTPOST_EDITION_OPEN_SOURCE)
    return outpost_cli_fail (error, _("Nothing was created."),
                             _("this deployment is the open-source edition: no machine can be attached to its workspaces"));
  g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_LICENSED, "External workspaces are not enabled");
  return FALSE;
}

static gboolean
print_preset (OutpostCreation *creation,
              GError **error)
{
  OutpostPreset *preset = outpost_creation_get_preset (creation);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *name = NULL;

  if (preset == NULL)
    return TRUE;
  name = outpost_text_dup_visible (preset->name);
  /* Translators: %s is the name of a preset */
  g_string_append_printf (text, preset->is_default ? _("The preset “%s” (the default one) sets:\n") : _("The preset “%s” sets:\n"),
                          name);
  for (guint i = 0; i < preset->names->len; i++)
    {
      OutpostQuestion *question
          = outpost_question_list_find (outpost_creation_get_questions (creation), g_ptr_array_index (preset->names, i));
      g_autofree char *answer = question != NULL ? outpost_create_words_dup_answer (question) : NULL;
      g_autofree char *title = outpost_text_dup_visible (g_ptr_array_index (preset->names, i));

      if (answer != NULL)
        g_string_append_printf (text, "  %s: %s\n", title, answer);
    }
  return outpost_cli_print (text->str, error);
}

static char *
dup_missing_links (OutpostCreation *creation)
{
  GPtrArray *auths = outpost_creation_get_auths (creation);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < auths->len; i++)
    {
      const OutpostExternalAuth *auth = g_ptr_array_index (auths, i);
      g_autofree char *name = outpost_text_dup_visible (auth->display_name);
      g_autofree char *url = outpost_text_dup_visible (auth->authenticate_url);

      if (!auth->authenticated && !auth->optional)
        g_string_append_printf (lines, "%s  %s: %s", lines->len > 0 ? "\n" : "", name, url);
    }
  return g_string_free (lines, FALSE);
}

/* Accounts elsewhere are linked in a browser: a person is waited for, a script is told. */
static gboolean
link_accounts (OutpostCreation *creation,
               GError **error)
{
  gint64 bound = g_get_monotonic_time () + AUTH_PATIENCE_US;
  g_autofree char *links = NULL;

  if (!outpost_creation_needs_auth (creation))
    return TRUE;
  links = dup_missing_links (creation);
  if (!outpost_cli_prompt_is_possible ())
    return outpost_cli_fail (error, links, _("the template needs accounts that are not linked yet; link them in a browser"));
  outpost_cli_notice ("%s\n%s", _("The template needs accounts that are not linked yet. Open these pages; waiting…"), links);
  while (outpost_creation_needs_auth (creation))
    {
      if (g_get_monotonic_time () > bound)
        return outpost_cli_fail (error, NULL, _("the accounts were not linked within 10 minutes"));
      outpost_cli_await (dex_timeout_new_seconds (AUTH_PAUSE_S), NULL);
      if (!outpost_cli_await (outpost_creation_check_auths (creation), error) && *error != NULL)
        return FALSE;
    }
  return TRUE;
}

/* ---- The question and the request ---------------------------------------------------------------------------------- */

static void
print_summary (OutpostCreation *creation,
               const char *full_name)
{
  GListModel *questions = G_LIST_MODEL (outpost_creation_get_questions (creation));
  g_autofree char *template = outpost_text_dup_visible (outpost_template_get_title (outpost_creation_get_template (creation)));
  g_autofree char *version = outpost_text_dup_visible (outpost_creation_get_version (creation)->name);

  /* Translators: a workspace, a template, a version of it */
  outpost_cli_notice (_("\n%s will be created from the template %s, version %s."), full_name, template, version);
  for (guint i = 0; i < g_list_model_get_n_items (questions); i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (questions, i);
      g_autofree char *title = outpost_text_dup_visible (outpost_parameter_get_title (outpost_question_get_parameter (question)));
      g_autofree char *answer = outpost_create_words_dup_answer (question);

      outpost_cli_notice ("  %s: %s", title, answer);
    }
}

static gboolean
confirm (OutpostCreation *creation,
         const OutpostCliName *name,
         GError **error)
{
  g_autofree char *full_name = g_strdup_printf ("%s/%s", name->owner, name->workspace);
  g_autofree char *visible = outpost_text_dup_visible (full_name);

  print_summary (creation, visible);
  return outpost_cli_prompt_yes (_("Create it?")) || outpost_cli_fail (error, NULL, _("nothing was created"));
}

static OutpostWorkspace *
submit (OutpostCreation *creation,
        const char *name,
        GError **error)
{
  g_autoptr(GError) refusal = NULL;
  OutpostWorkspace *workspace = outpost_cli_await_object (outpost_creation_submit (creation, name), &refusal);

  if (workspace != NULL)
    return workspace;
  if (refusal->domain == OUTPOST_TEMPLATE_ERROR)
    outpost_cli_template_refuse (g_steal_pointer (&refusal), error);
  else if (g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT))
    outpost_cli_fail (error, NULL, _("a workspace “%s” exists already"), name);
  else
    outpost_cli_questions_refuse (creation, g_steal_pointer (&refusal), error);
  return NULL;
}

/* ---- Afterwards -------------------------------------------------------------------------------------------------- */

static gboolean
wait_for_build (OutpostClient *client,
                OutpostWorkspace *workspace,
                GError **error)
{
  g_autoptr(GError) trouble = NULL;
  g_autoptr(OutpostBuild) build
      = outpost_cli_build_follow (client, outpost_workspace_get_latest_build (workspace), &trouble);
  const char *name = outpost_workspace_get_name (workspace);
  g_autofree char *sentence = NULL;

  if (build == NULL)
    {
      /* Translators: %s is the name of a workspace */
      sentence = g_strdup_printf (_("“%s” was created, but its build could not be followed"), name);
      return outpost_cli_fail_because (error, OUTPOST_CLI_ERROR_NOT_FOLLOWED, trouble, sentence);
    }
  if (outpost_build_get_status (build) == OUTPOST_BUILD_STARTED)
    return TRUE;
  if (outpost_build_get_status (build) == OUTPOST_BUILD_CANCELED)
    return outpost_cli_fail (error, NULL, _("“%s” was created, but its build was canceled"), name);
  return outpost_cli_fail (error, _("It stays; delete it, or build it again with other answers in Outpost."),
                           _("“%s” was created, but its build failed: %s"), name, outpost_build_get_job_error (build));
}

/* By the id of what was made: for somebody else's workspace too, and not of one's own with the same name. */
static gboolean
print_instructions (OutpostClient *client,
                    const char *workspace_id,
                    GError **error)
{
  g_autoptr(OutpostWorkspace) workspace = outpost_cli_await_object (outpost_api_get_workspace (client, workspace_id), error);
  g_autoptr(GPtrArray) agents = NULL;
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) outpost_credentials_unref);
  g_autofree char *text = NULL;

  if (workspace == NULL)
    return FALSE;
  agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (workspace));
  for (guint i = 0; i < agents->len; i++)
    {
      OutpostCredentials *credentials = outpost_cli_await_boxed (
          outpost_api_get_credentials (client, workspace_id, outpost_agent_get_name (g_ptr_array_index (agents, i))), error);

      if (credentials == NULL)
        return FALSE;
      g_ptr_array_add (all, credentials);
    }
  text = outpost_instructions_dup_text_of_all (outpost_workspace_get_name (workspace), agents, all);
  return outpost_cli_print (text, error);
}

static gboolean
finish (OutpostClient *client,
        OutpostWorkspace *workspace,
        gboolean wait,
        GError **error)
{
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (workspace));
  g_autofree char *line = NULL;

  if (!wait)
    {
      /* Translators: %s is the name of a workspace */
      line = g_strdup_printf (_("%s is created; its build goes on in the background.\n"), name);
      return outpost_cli_print (line, error);
    }
  if (!wait_for_build (client, workspace, error))
    return FALSE;
  /* Translators: %s is the name of a workspace */
  line = g_strdup_printf (_("\n%s is created.\n"), name);
  return outpost_cli_print (line, error) && print_instructions (client, outpost_workspace_get_id (workspace), error);
}

static OutpostCliAsking
get_asking (const OutpostCliOptions *options)
{
  if (options->yes)
    return OUTPOST_CLI_ASK_NOTHING;
  return (options->use_defaults ? 0 : OUTPOST_CLI_ASK) | (options->prompt_ephemeral ? OUTPOST_CLI_ASK_EPHEMERAL : 0);
}

static gboolean
prepare (const OutpostCliOptions *options,
         OutpostClient *client,
         OutpostCreation *creation,
         GPtrArray *given,
         GError **error)
{
  g_autofree char *asked
      = options->template == NULL ? outpost_cli_template_ask (client, options->organization, error) : g_strdup (options->template);
  g_autoptr(OutpostTemplate) template
      = asked != NULL ? outpost_cli_template_find (client, asked, options->organization, error) : NULL;

  return template != NULL && outpost_cli_template_choose (creation, client, template, options->template_version, error)
         && outpost_cli_template_choose_preset (creation, options->preset, error) && link_accounts (creation, error)
         && outpost_cli_questions_answer (creation, given, get_asking (options), error)
         && print_preset (creation, error);
}

gboolean
outpost_cli_create (const OutpostCliOptions *options,
                    GError **error)
{
  g_auto(OutpostCliSession) session = { NULL };
  g_auto(OutpostCliName) name = { NULL };
  g_autoptr(OutpostCreation) creation = NULL;
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(GPtrArray) given = NULL;

  if (!outpost_cli_name_parse (&name, options->arguments[0], FALSE, error) || !check_options (options, &name, error))
    return FALSE;
  given = outpost_cli_questions_read (options->parameters, options->parameter_file, error);
  if (given == NULL || !outpost_cli_session_open (&session, options->url, error))
    return FALSE;
  creation = begin (session.client, &name, error);
  if (creation == NULL || !check_license (session.client, error) || !check_free (creation, name.workspace, error)
      || !prepare (options, session.client, creation, given, error)
      || !outpost_cli_plan_show (session.client, creation, name.workspace, error)
      || (!options->yes && !confirm (creation, &name, error)))
    return FALSE;
  workspace = submit (creation, name.workspace, error);
  return workspace != NULL && finish (session.client, workspace, !options->no_wait, error);
}

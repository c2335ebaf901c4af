/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-api.h"
#include "outpost-bulk-export.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-instruction.h"
#include "outpost-cli-name.h"
#include "outpost-cli-output.h"
#include "outpost-cli-session.h"
#include "outpost-error.h"
#include "outpost-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define PAGE 100
#define OWN_QUERY "owner:me has_external_agent:true"
#define PATIENCE_US (10 * 60 * (gint64) G_USEC_PER_SEC)

static gboolean
check_started (OutpostWorkspace *workspace,
               GError **error)
{
  const char *transition = outpost_build_get_transition (outpost_workspace_get_latest_build (workspace));

  if (g_str_equal (transition, "start"))
    return TRUE;
  return outpost_cli_fail (error, _("Build it again first, with Update… in Outpost’s window; then the command is a new one."),
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

  workspace = outpost_cli_name_find (name, client, OUTPOST_CLI_ERROR_WORDED, error);
  if (workspace == NULL || !check_started (workspace, error))
    return NULL;
  workspace = wait_for_build (client, g_steal_pointer (&workspace), error);
  if (workspace == NULL || !check_started (workspace, error))
    return NULL;
  return g_steal_pointer (&workspace);
}

static char *
dup_names (GPtrArray *agents)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < agents->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", outpost_agent_get_name (g_ptr_array_index (agents, i)));
  return g_string_free (names, FALSE);
}

static gboolean
fail_no_agents (OutpostWorkspace *workspace,
                GError **error)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  const char *reason = outpost_build_get_job_error (build);
  g_autofree char *visible = outpost_text_dup_visible (reason);
  g_autofree char *hint = *reason != '\0' ? g_strdup_printf (_("Its last build failed: %s"), visible) : NULL;

  if (outpost_build_get_n_agents (build) > 0)
    return outpost_cli_fail (error, NULL, _("the workspace “%s” has no agent that a machine is attached to by hand"),
                             outpost_workspace_get_name (workspace));
  return outpost_cli_fail (error, hint, _("the workspace “%s” has no agents"), outpost_workspace_get_name (workspace));
}

/* Who names an agent may mean any: the deployment decides. */
static OutpostAgent *
find_agent (OutpostWorkspace *workspace,
            const char *wanted)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    if (g_str_equal (outpost_agent_get_name (outpost_build_get_agent (build, i)), wanted))
      return outpost_build_get_agent (build, i);
  return NULL;
}

/* Borrowed from @workspace. */
static OutpostAgent *
choose_agent (OutpostWorkspace *workspace,
              const char *wanted,
              GError **error)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (workspace));
  g_autofree char *names = dup_names (agents);
  const char *name = outpost_workspace_get_name (workspace);
  OutpostAgent *named = wanted != NULL ? find_agent (workspace, wanted) : NULL;

  if (named != NULL)
    return named;
  if (agents->len == 0)
    fail_no_agents (workspace, error);
  else if (wanted == NULL && agents->len == 1)
    return g_ptr_array_index (agents, 0);
  else if (wanted == NULL)
    outpost_cli_fail (error, _("Name one as WORKSPACE.AGENT."), _("the workspace “%s” has several agents: %s"), name, names);
  else
    outpost_cli_fail (error, NULL, _("the workspace “%s” has no agent “%s”; there are: %s"), name, wanted, names);
  return NULL;
}

/* ---- One workspace ------------------------------------------------------------------------------------------------ */

static DexFuture *
ask (OutpostClient *client,
     OutpostWorkspace *workspace,
     OutpostAgent *agent)
{
  return outpost_api_get_credentials (client, outpost_workspace_get_id (workspace), outpost_agent_get_name (agent));
}

static gboolean
add_agent (OutpostClient *client,
           OutpostWorkspace *workspace,
           OutpostAgent *agent,
           GPtrArray *instructions,
           GError **error)
{
  OutpostCredentials *credentials = outpost_cli_await_boxed (ask (client, workspace, agent), error);

  if (credentials == NULL)
    return FALSE;
  g_ptr_array_add (instructions, outpost_cli_instruction_new (workspace, agent, credentials));
  return TRUE;
}

/* Its one agent, the one that is named, or with --all every one. */
static gboolean
add_workspace (OutpostClient *client,
               const OutpostCliName *name,
               const OutpostCliInstructionStyle *style,
               GPtrArray *instructions,
               GError **error)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (client, name, error);
  g_autoptr(GPtrArray) agents = NULL;
  OutpostAgent *agent;

  if (workspace == NULL)
    return FALSE;
  if (!style->all)
    {
      agent = choose_agent (workspace, name->agent, error);
      return agent != NULL && add_agent (client, workspace, agent, instructions, error);
    }
  agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (workspace));
  if (agents->len == 0)
    return fail_no_agents (workspace, error);
  if (!outpost_cli_instruction_style_takes (style, agents->len, error))
    return FALSE;
  for (guint i = 0; i < agents->len; i++)
    if (!add_agent (client, workspace, g_ptr_array_index (agents, i), instructions, error))
      return FALSE;
  return TRUE;
}

/* ---- All workspaces ----------------------------------------------------------------------------------------------- */

/* What some agents were refused for, and which. */
typedef struct
{
  char *words;
  GString *names;
  guint n;
} Refusal;

static void
refusal_free (gpointer data)
{
  Refusal *self = data;

  g_free (self->words);
  g_string_free (self->names, TRUE);
  g_free (self);
}

/* Of one that is stopped there is no token that is of use. */
static gboolean
is_meant (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (workspace));

  if (outpost_build_is_active (build) || g_str_equal (outpost_build_get_transition (build), "start"))
    return TRUE;
  outpost_cli_notice (_("Left out: “%s” is not started."), name);
  return FALSE;
}

static GPtrArray *
list_own_workspaces (OutpostClient *client,
                     GError **error)
{
  g_autoptr(GPtrArray) workspaces = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 offset = 0, count = 1; offset < count; offset += PAGE)
    {
      g_autoptr(OutpostWorkspaceBatch) batch
          = outpost_cli_await_boxed (outpost_api_list_workspaces (client, OWN_QUERY, PAGE, offset), error);

      if (batch == NULL)
        return NULL;
      count = batch->count;
      for (guint i = 0; i < batch->workspaces->len; i++)
        if (is_meant (g_ptr_array_index (batch->workspaces, i)))
          g_ptr_array_add (workspaces, g_object_ref (g_ptr_array_index (batch->workspaces, i)));
    }
  return g_steal_pointer (&workspaces);
}

/* What is known before anything is asked. */
static void
tell_skipped (const OutpostExportItem *item)
{
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (item->workspace));

  if (item->skip == OUTPOST_EXPORT_SKIP_BUILD_RUNNING)
    outpost_cli_notice (_("Left out: a build of “%s” is running; there is no token until it has ended."), name);
  else if (item->skip == OUTPOST_EXPORT_SKIP_BUILD_FAILED)
    outpost_cli_notice (_("Left out: the last build of “%s” failed; there is no token until one succeeds."), name);
  else
    outpost_cli_notice (_("Left out: “%s” has no agent that a machine is attached to by hand."), name);
}

/* The session tells where the client waits; this where the deployment did not say until when. */
static void
waiting_cb (OutpostBulkExport *export,
            GParamSpec *pspec,
            OutpostClient *client)
{
  if (outpost_bulk_export_get_waiting_until (export) > 0 && outpost_client_get_waiting_until (client) == 0)
    outpost_cli_notice ("%s", _("The deployment asks to wait; waiting…"));
}

static void
run_export (OutpostBulkExport *export,
            OutpostClient *client)
{
  g_signal_connect (export, "notify::waiting-until", G_CALLBACK (waiting_cb), client);
  outpost_bulk_export_run (export);
  while (outpost_bulk_export_get_running (export))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (export, client);
}

static char *
dup_refusal_words (const OutpostExportItem *item)
{
  g_autoptr(GError) error = NULL;

  if (item->error != NULL)
    return outpost_cli_errors_dup_words (item->error);
  error = g_error_new_literal (OUTPOST_ERROR,
                               item->skip == OUTPOST_EXPORT_SKIP_NO_LICENSE ? OUTPOST_ERROR_NOT_LICENSED
                                                                            : OUTPOST_ERROR_INSTANCE_IDENTITY,
                               "");
  return outpost_cli_errors_dup_words (error);
}

static void
note_refusal (GPtrArray *refusals,
              const OutpostExportItem *item)
{
  g_autofree char *words = dup_refusal_words (item);
  g_autofree char *workspace = outpost_text_dup_visible (outpost_workspace_get_name (item->workspace));
  g_autofree char *agent = outpost_text_dup_visible (item->agent_name);
  Refusal *refusal = NULL;

  for (guint i = 0; i < refusals->len && refusal == NULL; i++)
    if (g_str_equal (((Refusal *) g_ptr_array_index (refusals, i))->words, words))
      refusal = g_ptr_array_index (refusals, i);
  if (refusal == NULL)
    {
      refusal = g_new0 (Refusal, 1);
      refusal->words = g_steal_pointer (&words);
      refusal->names = g_string_new (NULL);
      g_ptr_array_add (refusals, refusal);
    }
  g_string_append_printf (refusal->names, "%s%s.%s", refusal->n++ > 0 ? _(", ") : "", workspace, agent);
}

/* Each once: what a missing licence refuses, it refuses to all. */
static guint
tell_refusals (GPtrArray *refusals)
{
  guint n = 0;

  for (guint i = 0; i < refusals->len; i++)
    {
      const Refusal *refusal = g_ptr_array_index (refusals, i);

      /* Translators: names of agents, and why */
      outpost_cli_notice (_("Left out: %s: %s"), refusal->names->str, refusal->words);
      n += refusal->n;
    }
  return n;
}

/* What one workspace refuses is told of and keeps no other from being printed. */
static gboolean
take_items (OutpostBulkExport *export,
            GPtrArray *instructions,
            GError **error)
{
  g_autoptr(GPtrArray) refusals = g_ptr_array_new_with_free_func (refusal_free);
  guint n_missing;

  for (guint i = 0; i < outpost_bulk_export_get_n_items (export); i++)
    {
      const OutpostExportItem *item = outpost_bulk_export_get_item (export, i);

      if (item->agent_name == NULL)
        tell_skipped (item);
      else if (item->credentials != NULL)
        g_ptr_array_add (instructions, outpost_cli_instruction_new (item->workspace, find_agent (item->workspace, item->agent_name),
                                                                    outpost_credentials_ref (item->credentials)));
      else
        note_refusal (refusals, item);
    }
  n_missing = tell_refusals (refusals);
  return n_missing == 0 || outpost_cli_fail_missing (error, n_missing);
}

static gboolean
add_own_workspaces (OutpostClient *client,
                    const OutpostCliInstructionStyle *style,
                    GPtrArray *instructions,
                    GError **error)
{
  g_autoptr(GPtrArray) workspaces = list_own_workspaces (client, error);
  g_autoptr(OutpostBulkExport) export = workspaces != NULL ? outpost_bulk_export_new (client, workspaces, NULL) : NULL;

  if (export == NULL
      || !outpost_cli_instruction_style_takes (style, outpost_bulk_export_count (export, OUTPOST_EXPORT_WANTED), error))
    return FALSE;
  run_export (export, client);
  return take_items (export, instructions, error);
}

gboolean
outpost_cli_agent_instructions (const OutpostCliOptions *options,
                                GError **error)
{
  g_auto(OutpostCliSession) session = { NULL };
  g_auto(OutpostCliName) name = { NULL };
  g_autoptr(GPtrArray) instructions = g_ptr_array_new_with_free_func (outpost_cli_instruction_free);
  OutpostCliInstructionStyle style = { NULL };
  gboolean complete;

  if (!outpost_cli_instruction_style_parse (&style, options, error)
      || (options->arguments != NULL && !outpost_cli_name_parse (&name, options->arguments[0], !options->all, error))
      || !outpost_cli_session_open (&session, options->url, error))
    return FALSE;
  style.base_url = outpost_client_get_base_url (session.client);
  if (name.workspace != NULL)
    return add_workspace (session.client, &name, &style, instructions, error)
           && outpost_cli_instruction_style_print (&style, instructions, error);

  /* What was had is printed, also where something is missing. */
  complete = add_own_workspaces (session.client, &style, instructions, error);
  if (!complete && instructions->len == 0)
    return FALSE;
  return outpost_cli_instruction_style_print (&style, instructions, complete ? error : NULL) && complete;
}

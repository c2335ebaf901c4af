/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-stop-command.h"

#include "outpost-attach-template-private.h"

const char *
outpost_stop_command_for (const char *operating_system)
{
  if (g_strcmp0 (operating_system, "windows") == 0)
    return "Get-Process sshd -ErrorAction SilentlyContinue | Where-Object { " OUTPOST_STOP_COMMAND_IS_AGENT " } | Stop-Process";
  if (g_strcmp0 (operating_system, "linux") == 0 || g_strcmp0 (operating_system, "darwin") == 0)
    return "pkill -f '^\\./coder agent$'";
  return NULL;
}

char *
outpost_stop_command_dup_for_subject (const OutpostAttachSubject *subject)
{
  const char *system = outpost_platform_get_system (subject->platform);
  g_autofree char *template
      = g_strdup_printf ("stop-%s.%s", system, g_str_equal (system, "windows") ? "ps1" : "sh");

  return outpost_attach_template_fill (template, subject, NULL);
}

/* The architecture does not matter here: one that is not known is no reason to leave the agent running. */
static OutpostPlatform
find_platform (const char *operating_system)
{
  OutpostPlatform platform = 0;

  while (platform < OUTPOST_N_PLATFORMS && g_strcmp0 (outpost_platform_get_system (platform), operating_system) != 0)
    platform++;
  return platform;
}

char *
outpost_stop_command_dup_for_agent (OutpostWorkspace *workspace,
                                    OutpostAgent *agent,
                                    const char *base_url)
{
  const OutpostCredentials none = { .agent_token = (char *) "", .command = (char *) "" };
  OutpostPlatform platform = find_platform (outpost_agent_get_operating_system (agent));
  g_autoptr(OutpostAttachSubject) subject = NULL;

  if (platform == OUTPOST_N_PLATFORMS || outpost_workspace_is_external (workspace) == OUTPOST_NO
      || outpost_agent_get_first_connected_at (agent) <= 0)
    return NULL;
  subject = outpost_attach_subject_new (workspace, agent, &none, platform, base_url);
  return outpost_stop_command_dup_for_subject (subject);
}

/* Those in PowerShell begin with their comment. */
static gboolean
is_for_sh (const char *command)
{
  return g_str_has_prefix (command, "sh ");
}

char *
outpost_stop_command_join (GPtrArray *commands)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < commands->len; i++)
    if (is_for_sh (commands->pdata[i]) == is_for_sh (commands->pdata[0]))
      g_string_append (joined, commands->pdata[i]);
    else
      return g_string_free (joined, TRUE);
  return g_string_free (joined, commands->len == 0);
}

char *
outpost_stop_command_dup (OutpostWorkspace *workspace,
                          const char *base_url)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autoptr(GPtrArray) commands = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      char *command = outpost_stop_command_dup_for_agent (workspace, outpost_build_get_agent (build, i), base_url);

      if (command != NULL)
        g_ptr_array_add (commands, command);
    }
  return outpost_stop_command_join (commands);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-instructions.h"

#include "outpost-json-writer.h"
#include "outpost-text.h"

/* To the letter, as scripts read it. */
#define SENTENCE "\nPlease run the following command to attach external agent to the workspace %s:\n"

static void
append_member (GString *json,
               const char *key,
               const char *value,
               const char *end)
{
  g_string_append (json, "  ");
  outpost_json_append_string (json, key);
  g_string_append (json, ": ");
  outpost_json_append_string (json, value);
  g_string_append (json, end);
}

char *
outpost_instructions_dup_json (const char *workspace_name,
                               const char *agent_name,
                               const OutpostCredentials *credentials)
{
  /* Large enough never to move: a moved string leaves a copy of the token behind. */
  gsize room
      = 6 * (strlen (workspace_name) + strlen (agent_name) + strlen (credentials->agent_token) + strlen (credentials->command));
  GString *json = g_string_sized_new (room + 256);

  g_string_append (json, "{\n");
  append_member (json, "workspace_name", workspace_name, ",\n");
  append_member (json, "agent_name", agent_name, ",\n");
  append_member (json, "auth_type", "token", ",\n");
  append_member (json, "auth_token", credentials->agent_token, ",\n");
  append_member (json, "init_script", credentials->command, "\n}\n");
  return g_string_free (json, FALSE);
}

char *
outpost_instructions_dup_text (const char *workspace_name,
                               const OutpostCredentials *credentials)
{
  g_autofree char *name = outpost_text_dup_visible (workspace_name);
  g_autofree char *command = outpost_text_dup_visible (credentials->command);

  return g_strdup_printf (SENTENCE "\n%s\n\n", name, command);
}

char *
outpost_instructions_dup_text_of_all (const char *workspace_name,
                                      GPtrArray *agents,
                                      GPtrArray *credentials)
{
  g_autofree char *name = outpost_text_dup_visible (workspace_name);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, SENTENCE, name);
  for (guint i = 0; i < agents->len; i++)
    {
      g_autofree char *agent = outpost_text_dup_visible (outpost_agent_get_name (g_ptr_array_index (agents, i)));
      g_autofree char *command
          = outpost_text_dup_visible (((const OutpostCredentials *) g_ptr_array_index (credentials, i))->command);

      g_string_append (text, "\n");
      if (agents->len > 1)
        g_string_append_printf (text, "For agent %s:\n", agent);
      g_string_append_printf (text, "%s\n", command);
    }
  g_string_append (text, "\n");
  return g_string_free (text, FALSE);
}

char *
outpost_instructions_dup_masked (const OutpostCredentials *credentials,
                                 const char *mark)
{
  GString *masked = g_string_new (credentials->command);

  if (*credentials->agent_token != '\0')
    g_string_replace (masked, credentials->agent_token, mark != NULL ? mark : OUTPOST_INSTRUCTIONS_BULLETS, 0);
  return g_string_free (masked, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-instructions.h"

#include "outpost-json-writer.h"
#include "outpost-text.h"

#define BULLETS "••••••••"

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

  return g_strdup_printf ("\nPlease run the following command to attach external agent to the workspace %s:\n\n%s\n\n", name,
                          command);
}

char *
outpost_instructions_dup_masked (const OutpostCredentials *credentials,
                                 const char *mark)
{
  GString *masked = g_string_new (credentials->command);

  if (*credentials->agent_token != '\0')
    g_string_replace (masked, credentials->agent_token, mark != NULL ? mark : BULLETS, 0);
  return g_string_free (masked, FALSE);
}

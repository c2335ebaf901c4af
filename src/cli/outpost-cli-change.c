/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-change.h"

#include <glib/gi18n.h>

#include "outpost-cli-output.h"
#include "outpost-json-writer.h"
#include "outpost-text.h"
#include "outpost-words.h"

/* One line: what an agent is in, or its workspace while that has no agents. */
typedef struct
{
  OutpostWorkspace *workspace;
  OutpostAgent *agent; /* NULL: of the workspace */
  const char *state;   /* for programs */
  char *words;         /* for people */
  const char *reason;
} Change;

static const char *
get_agent_state (OutpostAgent *agent)
{
  switch (outpost_agent_get_state (agent))
    {
    case OUTPOST_AGENT_CONNECTED:
      return "connected";
    case OUTPOST_AGENT_WAITING:
      return "waiting";
    case OUTPOST_AGENT_LATE:
      return "late";
    case OUTPOST_AGENT_LOST:
      return "lost";
    case OUTPOST_AGENT_OFF:
      return "off";
    case OUTPOST_AGENT_UNKNOWN:
    default:
      return outpost_agent_get_status (agent);
    }
}

static char *
dup_time (gboolean json)
{
  g_autoptr(GDateTime) now = json ? g_date_time_new_now_utc () : g_date_time_new_now_local ();

  return g_date_time_format (now, json ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d %H:%M:%S");
}

static void
append_member (GString *line,
               const char *name,
               const char *value)
{
  g_string_append_printf (line, ",\"%s\":", name);
  if (value != NULL)
    outpost_json_append_string (line, value);
  else
    g_string_append (line, "null");
}

static char *
dup_json (const Change *change)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (change->workspace);
  g_autofree char *time = dup_time (TRUE);
  g_autofree char *name = g_strdup_printf ("%s/%s", outpost_workspace_get_owner_name (change->workspace),
                                           outpost_workspace_get_name (change->workspace));
  GString *line = g_string_new ("{\"time\":");

  outpost_json_append_string (line, time);
  append_member (line, "workspace", name);
  append_member (line, "agent", change->agent != NULL ? outpost_agent_get_name (change->agent) : NULL);
  append_member (line, "state", change->state);
  append_member (line, "lifecycle", change->agent != NULL ? outpost_agent_get_lifecycle (change->agent) : NULL);
  append_member (line, "reason", change->reason);
  g_string_append_printf (line, ",\"build\":%d}\n", (int) outpost_build_get_number (build));
  return g_string_free (line, FALSE);
}

static char *
dup_text (const Change *change)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (change->workspace);
  g_autofree char *time = dup_time (FALSE);
  g_autofree char *raw = g_strdup_printf ("%s/%s%s%s", outpost_workspace_get_owner_name (change->workspace),
                                          outpost_workspace_get_name (change->workspace), change->agent != NULL ? "." : "",
                                          change->agent != NULL ? outpost_agent_get_name (change->agent) : "");
  g_autofree char *name = outpost_text_dup_visible (raw);
  g_autofree char *reason = outpost_text_dup_visible (change->reason);

  /* Translators: a time, the name of a workspace with its agent, what it is in, and the number of its build */
  return g_strdup_printf (_("%s  %s  %s (build %d)%s%s\n"), time, name, change->words, (int) outpost_build_get_number (build),
                          *reason != '\0' ? ": " : "", reason);
}

static gboolean
print_new (OutpostCliChanges *self,
           const Change *change,
           GError **error)
{
  const char *agent = change->agent != NULL ? outpost_agent_get_name (change->agent) : "";
  g_autofree char *key = g_strdup_printf ("%s %s", outpost_workspace_get_id (change->workspace), agent);
  g_autofree char *told
      = g_strdup_printf ("%s|%s|%s|%d", change->state, change->agent != NULL ? outpost_agent_get_lifecycle (change->agent) : "",
                         change->reason, (int) outpost_build_get_number (outpost_workspace_get_latest_build (change->workspace)));
  g_autofree char *line = NULL;

  if (g_strcmp0 (g_hash_table_lookup (self->printed, key), told) == 0)
    return TRUE;
  g_hash_table_replace (self->printed, g_steal_pointer (&key), g_steal_pointer (&told));
  line = self->json ? dup_json (change) : dup_text (change);
  return outpost_cli_print (line, error);
}

static gboolean
print_agent (OutpostCliChanges *self,
             OutpostWorkspace *workspace,
             OutpostAgent *agent,
             GError **error)
{
  g_autofree char *words = outpost_words_dup_agent_state (agent, g_get_real_time ());

  return print_new (self,
                    &(Change) { workspace, agent, get_agent_state (agent), words, outpost_agent_get_health_reason (agent) },
                    error);
}

static gboolean
print_workspace (OutpostCliChanges *self,
                 OutpostWorkspace *workspace,
                 GError **error)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autofree char *words = outpost_words_dup_build_status (build);
  const char *state = outpost_build_get_status_word (build);

  return print_new (self, &(Change) { workspace, NULL, state, words, outpost_build_get_job_error (build) }, error);
}

gboolean
outpost_cli_changes_print (OutpostCliChanges *self,
                           OutpostWorkspace *workspace,
                           GError **error)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autofree char *key = g_strdup_printf ("%s ", outpost_workspace_get_id (workspace));

  /* A stopped one keeps its agent, which waits in vain (correction 41). */
  if (!outpost_build_has_started (build) || outpost_build_get_n_agents (build) == 0)
    return print_workspace (self, workspace, error);
  g_hash_table_remove (self->printed, key);
  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    if (!print_agent (self, workspace, outpost_build_get_agent (build, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
has_prefix_cb (gpointer key,
               gpointer told,
               gpointer prefix)
{
  return g_str_has_prefix (key, prefix);
}

gboolean
outpost_cli_changes_print_gone (OutpostCliChanges *self,
                                OutpostWorkspace *workspace,
                                GError **error)
{
  g_autofree char *prefix = g_strdup_printf ("%s ", outpost_workspace_get_id (workspace));
  gboolean printed = print_new (self, &(Change) { workspace, NULL, "deleted", (char *) _("Deleted"), "" }, error);

  /* If it should be there again, all of it is news. */
  g_hash_table_foreach_remove (self->printed, has_prefix_cb, prefix);
  return printed;
}

void
outpost_cli_changes_init (OutpostCliChanges *self,
                          gboolean json)
{
  self->printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->json = json;
}

void
outpost_cli_changes_clear (OutpostCliChanges *self)
{
  g_clear_pointer (&self->printed, g_hash_table_unref);
}

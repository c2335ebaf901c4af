/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-desk-private.h"
#include "outpost-json-writer.h"

/* What a build says while it runs. The words of every build are the same; how far it has come is told by the clock. */

typedef struct
{
  gint64 after_ms; /* since the build was asked for */
  const char *source;
  const char *level;
  const char *stage;
  const char *start; /* what it says when it starts; NULL: nothing */
  const char *stop;  /* the same for stopping and deleting */
} Line;

#define PLANNING "Planning Infrastructure"
#define FAILURE "Error: the machine pool of the demo is empty on purpose"

static const Line lines[] = {
  { 300, "provisioner_daemon", "info", "Setting up", "", "" },
  { 600, "provisioner", "info", "Initializing Terraform Directory", "Initializing the backend...", "Initializing the backend..." },
  { 900, "provisioner", "info", PLANNING, "coder_agent.main: Plan to create", "coder_agent.main: Plan to delete" },
  { 1200, "provisioner", "info", PLANNING, "Plan: 2 to add, 0 to change, 0 to destroy.",
    "Plan: 0 to add, 0 to change, 2 to destroy." },
  { 1500, "provisioner_daemon", "info", "Starting workspace", "", NULL },
  { 1500, "provisioner_daemon", "info", "Destroying workspace", NULL, "" },
  { 2000, "provisioner", "info", "Starting workspace", "coder_external_agent.main: Creation complete after 0s", NULL },
  { 2000, "provisioner", "info", "Destroying workspace", NULL, "coder_external_agent.main: Destruction complete after 0s" },
  { 2800, "provisioner_daemon", "info", "Cleaning Up", "", "" },
};

/* The line at @index of a build, or NULL when it has not come that far, or will not. */
static char *
dup_line (const DemoBuild *build,
          guint index)
{
  const Line *line = &lines[index];
  const char *output = g_str_equal (build->transition, "start") ? line->start : line->stop;
  gboolean failed = g_str_equal (build->job_status, "failed") || build->will_fail;
  gboolean all = build->done_at != 0 && build->canceled_at == 0;
  gint64 end = build->done_at != 0 ? build->done_at : g_get_real_time ();
  gboolean fails = failed && output != NULL && *output != '\0' && line->after_ms == 2000;
  g_autofree char *created_at = demo_dup_time (build->at + line->after_ms * 1000);
  GString *json;

  if (output == NULL || (!all && build->at + line->after_ms * 1000 > end))
    return NULL;
  json = g_string_new (NULL);
  g_string_append_printf (json,
                          "{\"id\":%u,\"created_at\":\"%s\",\"log_source\":\"%s\",\"log_level\":\"%s\","
                          "\"stage\":\"%s\",\"output\":",
                          build->number * 1000 + index + 1, created_at, line->source, fails ? "error" : line->level, line->stage);
  outpost_json_append_string (json, fails ? FAILURE : output);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

GPtrArray *
demo_build_list_log (const DemoBuild *build,
                     gint64 *after)
{
  GPtrArray *log = g_ptr_array_new_with_free_func (g_free);
  gint64 before = *after;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gint64 id = build->number * 1000 + i + 1;
      char *line = id > before ? dup_line (build, i) : NULL;

      if (line == NULL)
        continue;
      g_ptr_array_add (log, line);
      *after = id;
    }
  return log;
}

gboolean
demo_read_after (SoupServerMessage *message,
                 GHashTable *query,
                 gint64 *after)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, "after") : NULL;
  g_autofree char *json = NULL;

  *after = 0;
  if (value == NULL || g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, after, NULL))
    return TRUE;
  json = demo_dup_validation ("Query param \"after\" must be an integer.", "after", "Must be an integer");
  demo_answer (message, 400, json);
  return FALSE;
}

void
demo_answer_build_log (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  DemoBuild *build;
  g_autoptr(GPtrArray) log = NULL;
  g_autofree char *json = NULL;
  gint64 after;

  if (demo_state_find_by_build (self->state, call->captured[0], &build) == NULL)
    {
      demo_refuse (message, 404, DEMO_NOT_FOUND);
      return;
    }
  if (!demo_read_after (message, call->query, &after))
    return;
  log = demo_build_list_log (build, &after);
  json = demo_dup_array (g_steal_pointer (&log));
  demo_answer (message, 200, json);
}

void
demo_answer_one_build (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  DemoBuild *build;
  DemoWorkspace *workspace = demo_state_find_by_build (self->state, call->captured[0], &build);
  g_autofree char *json = workspace != NULL ? demo_workspace_dup_build_json (workspace, build) : NULL;

  if (json == NULL)
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else
    demo_answer (message, 200, json);
}

static guint
read_number (GHashTable *query,
             const char *name,
             guint otherwise)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  guint64 number = otherwise;

  if (value != NULL)
    g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, &number, NULL);
  return number;
}

/* Newest first; no limit is all. */
void
demo_answer_builds (DemoDesk *self,
                    SoupServerMessage *message,
                    const DemoCall *call)
{
  DemoWorkspace *workspace = demo_find_workspace (self, message, call);
  guint offset = read_number (call->query, "offset", 0);
  guint limit = read_number (call->query, "limit", 0);
  g_autoptr(GString) json = g_string_new ("[");

  if (workspace == NULL)
    return;
  for (guint i = workspace->builds->len; i > offset && (limit == 0 || i + limit > workspace->builds->len - offset); i--)
    {
      g_autofree char *build = demo_workspace_dup_build_json (workspace, g_ptr_array_index (workspace->builds, i - 1 - offset));

      g_string_append_printf (json, "%s%s", json->len > 1 ? "," : "", build);
    }
  g_string_append_c (json, ']');
  demo_answer (message, 200, json->str);
}

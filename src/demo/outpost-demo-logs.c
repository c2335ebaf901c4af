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

static void
append_line (GString *json,
             DemoWorkspace *workspace,
             guint index,
             const char *level,
             const char *output)
{
  const Line *line = &lines[index];
  g_autofree char *created_at = demo_dup_time (workspace->build_at + line->after_ms * 1000);

  g_string_append_printf (json,
                          "%s{\"id\":%u,\"created_at\":\"%s\",\"log_source\":\"%s\",\"log_level\":\"%s\","
                          "\"stage\":\"%s\",\"output\":",
                          json->len > 1 ? "," : "", workspace->build_number * 1000 + index + 1, created_at, line->source, level,
                          line->stage);
  outpost_json_append_string (json, output);
  g_string_append_c (json, '}');
}

static char *
dup_log (DemoWorkspace *workspace,
         gint64 after)
{
  gint64 end = workspace->build_done_at != 0 ? workspace->build_done_at : g_get_real_time ();
  gboolean starts = g_str_equal (workspace->transition, "start");
  gboolean failed = g_str_equal (workspace->job_status, "failed") || workspace->will_fail;
  gboolean all = workspace->build_done_at != 0 && workspace->canceled_at == 0;
  GString *json = g_string_new ("[");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *output = starts ? lines[i].start : lines[i].stop;

      if (output == NULL || (!all && workspace->build_at + lines[i].after_ms * 1000 > end))
        continue;
      if (workspace->build_number * 1000 + i + 1 <= after)
        continue;
      if (failed && *output != '\0' && lines[i].after_ms == 2000)
        append_line (json, workspace, i, "error", FAILURE);
      else
        append_line (json, workspace, i, lines[i].level, output);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

void
demo_answer_build_log (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  DemoWorkspace *workspace = demo_state_find_by_build (self->state, call->captured[0]);
  const char *value = call->query != NULL ? g_hash_table_lookup (call->query, "after") : NULL;
  g_autofree char *json = NULL;
  gint64 after = 0;

  if (workspace == NULL)
    {
      demo_refuse (message, 404, DEMO_NOT_FOUND);
      return;
    }
  if (value != NULL && !g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &after, NULL))
    {
      json = demo_dup_validation ("Query param \"after\" must be an integer.", "after", "Must be an integer");
      demo_answer (message, 400, json);
      return;
    }
  json = dup_log (workspace, after);
  demo_answer (message, 200, json);
}

void
demo_answer_one_build (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  DemoWorkspace *workspace = demo_state_find_by_build (self->state, call->captured[0]);
  g_autofree char *json = workspace != NULL ? demo_workspace_dup_build_json (workspace) : NULL;

  if (json == NULL)
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else
    demo_answer (message, 200, json);
}

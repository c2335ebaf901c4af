/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-desk-private.h"
#include "outpost-demo-questions-private.h"

/* Builds that are only planned (coder-api 4.4). How far one has come is told by the clock. */

#define BEGINS_MS 50
#define DONE_MS 400
#define FAILURE "plan during template import provision error: terraform plan: exit status 1"

/* A plan of a version with some answers. */
typedef struct
{
  char *id;
  char *version_id;
  char *platform; /* what was answered of it; NULL: nothing */
  const DemoTemplate *template;
  gint64 at;
  gboolean will_fail;
} DemoDryRun;

static void
dry_run_free (gpointer data)
{
  DemoDryRun *self = data;

  g_free (self->id);
  g_free (self->version_id);
  g_free (self->platform);
  g_free (self);
}

GPtrArray *
demo_dry_runs_new (void)
{
  return g_ptr_array_new_with_free_func (dry_run_free);
}

static gint64
get_age_ms (const DemoDryRun *self)
{
  return (g_get_real_time () - self->at) / 1000;
}

static const char *
get_status (const DemoDryRun *self)
{
  if (get_age_ms (self) < BEGINS_MS)
    return "pending";
  if (get_age_ms (self) < DONE_MS)
    return "running";
  return self->will_fail ? "failed" : "succeeded";
}

static void
answer_job (DemoDesk *desk,
            SoupServerMessage *message,
            const DemoDryRun *self,
            guint status)
{
  const char *word = get_status (self);
  g_autofree char *at = demo_dup_time (self->at);
  g_autofree char *error = g_str_equal (word, "failed") ? g_strdup ("\"error\":\"" FAILURE "\",") : g_strdup ("");
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"created_at\":\"%s\",%s\"status\":\"%s\",\"file_id\":\"%s\",\"tags\":{\"owner\":\"\",\"scope\":"
      "\"organization\"},\"queue_position\":0,\"queue_size\":0,\"organization_id\":\"%s\",\"initiator_id\":\"%s\",\"input\":"
      "{\"template_version_id\":\"%s\"},\"type\":\"template_version_dry_run\",\"metadata\":{\"template_version_name\":\"\","
      "\"template_id\":\"" DEMO_NIL_ID "\",\"template_name\":\"\",\"template_display_name\":\"\",\"template_icon\":\"\"},"
      "\"logs_overflowed\":false}",
      self->id, at, error, word, self->template->id, self->template->organization->id, desk->state->user_id, self->version_id);

  demo_answer (message, status, json);
}

static JsonArray *
opt_values (JsonObject *body)
{
  JsonNode *member = json_object_get_member (body, "rich_parameter_values");

  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

void
demo_answer_dry_run (DemoDesk *self,
                     SoupServerMessage *message,
                     const DemoCall *call)
{
  DemoTemplate *template = demo_state_find_template (self->state, call->captured[0]);
  g_autoptr(JsonObject) body = NULL;
  g_autofree char *refusal = NULL;
  g_autoptr(GHashTable) values = NULL;
  DemoDryRun *run;

  if (template == NULL || g_str_equal (template->id, call->captured[0]))
    {
      demo_refuse (message, 404, DEMO_NOT_FOUND);
      return;
    }
  body = demo_read_body (message);
  if (body == NULL)
    return;
  refusal = demo_questions_refuse (template, opt_values (body), NULL);
  run = g_new0 (DemoDryRun, 1);
  run->id = demo_new_id ();
  run->version_id = g_strdup (call->captured[0]);
  run->template = template;
  run->at = g_get_real_time ();
  run->will_fail = refusal != NULL;
  if (refusal == NULL)
    values = demo_questions_settle (template, opt_values (body), NULL);
  run->platform = g_strdup (values != NULL ? g_hash_table_lookup (values, "agent_config") : NULL);
  g_ptr_array_add (self->dry_runs, run);
  answer_job (self, message, run, 201);
}

/* The one that was captured, or NULL after refusing. */
static const DemoDryRun *
find (DemoDesk *self,
      SoupServerMessage *message,
      const DemoCall *call)
{
  for (guint i = 0; i < self->dry_runs->len; i++)
    {
      const DemoDryRun *run = g_ptr_array_index (self->dry_runs, i);

      if (g_str_equal (run->id, call->captured[1]) && g_str_equal (run->version_id, call->captured[0]))
        return run;
    }
  demo_refuse (message, 404, DEMO_NOT_FOUND);
  return NULL;
}

void
demo_answer_dry_run_job (DemoDesk *self,
                         SoupServerMessage *message,
                         const DemoCall *call)
{
  const DemoDryRun *run = find (self, message, call);

  if (run != NULL)
    answer_job (self, message, run, 200);
}

static const struct
{
  gint64 after_ms;
  const char *stage;
} lines[] = {
  { BEGINS_MS, "Setting up" },
  { 150, "Initializing Terraform Directory" },
  { 250, "Planning Infrastructure" },
  { 350, "Cleaning Up" },
};

void
demo_answer_dry_run_log (DemoDesk *self,
                         SoupServerMessage *message,
                         const DemoCall *call)
{
  const DemoDryRun *run = find (self, message, call);
  g_autoptr(GString) json = g_string_new ("[");
  g_autofree char *at = demo_dup_time (run != NULL ? run->at : 0);
  gint64 after;

  if (run == NULL || !demo_read_after (message, call->query, &after))
    return;
  for (guint i = MAX (after, 0); i < G_N_ELEMENTS (lines) && get_age_ms (run) >= lines[i].after_ms; i++)
    {
      gboolean fails = run->will_fail && g_str_equal (lines[i].stage, "Planning Infrastructure");

      g_string_append_printf (json,
                              "%s{\"id\":%u,\"created_at\":\"%s\",\"log_source\":\"provisioner\",\"log_level\":\"%s\","
                              "\"stage\":\"%s\",\"output\":\"%s\"}",
                              json->len > 1 ? "," : "", i + 1, at, fails ? "error" : "info", lines[i].stage,
                              fails ? "Error: an answer is not one of the options" : "");
    }
  g_string_append_c (json, ']');
  demo_answer (message, 200, json->str);
}

static void
append_resource (GString *json,
                 const DemoDryRun *run,
                 const char *name,
                 const char *platform)
{
  g_auto(GStrv) parts = g_strsplit (platform, "-", 2);

  g_string_append_printf (json,
                          "%s{\"id\":\"%s\",\"job_id\":\"%s\",\"workspace_transition\":\"start\",\"type\":\"%s\",\"name\":\"%s\","
                          "\"hide\":false,\"icon\":\"\",\"agents\":[{\"id\":\"%s\",\"parent_id\":null,\"name\":\"%s\","
                          "\"operating_system\":\"%s\",\"architecture\":\"%s\",\"status\":\"connecting\"}],\"daily_cost\":0}",
                          json->len > 1 ? "," : "", run->id, run->id,
                          run->template->external ? "coder_external_agent" : "docker_container", name, run->id, name, parts[0],
                          parts[1] != NULL ? parts[1] : "amd64");
}

void
demo_answer_dry_run_resources (DemoDesk *self,
                               SoupServerMessage *message,
                               const DemoCall *call)
{
  const DemoDryRun *run = find (self, message, call);
  g_autoptr(GString) json = g_string_new ("[");

  if (run == NULL)
    return;
  if (!g_str_equal (get_status (run), "succeeded"))
    {
      demo_refuse (message, 412, "Template version dry-run job has not finished");
      return;
    }
  append_resource (json, run, "main",
                   g_str_equal (run->template->name, "windows-box") ? "windows-amd64"
                   : run->platform != NULL                          ? run->platform
                                                                    : "linux-amd64");
  if (g_str_equal (run->template->name, "two-machines"))
    append_resource (json, run, "aux", "linux-arm64");
  g_string_append_c (json, ']');
  demo_answer (message, 200, json->str);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-private.h"
#include "outpost-json-writer.h"

/* What the deployment knows as the JSON that a real one sends: the same keys in the same order, the same kinds of values. */

char *
demo_dup_time (gint64 microseconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc_usec (microseconds);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%06dZ", seconds, g_date_time_get_microsecond (time));
}

static void
key (GString *out,
     const char *name)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  g_string_append_printf (out, "\"%s\":", name);
}

static void
text (GString *out,
      const char *name,
      const char *value)
{
  key (out, name);
  outpost_json_append_string (out, value);
}

static void
raw (GString *out,
     const char *name,
     const char *value)
{
  key (out, name);
  g_string_append (out, value);
}

static void
flag (GString *out,
      const char *name,
      gboolean value)
{
  raw (out, name, value ? "true" : "false");
}

static void
number (GString *out,
        const char *name,
        gint64 value)
{
  key (out, name);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}

static void
time_of (GString *out,
         const char *name,
         gint64 value)
{
  g_autofree char *written = demo_dup_time (value);

  text (out, name, written);
}

/* The key is absent for what never was. */
static void
opt_time (GString *out,
          const char *name,
          gint64 value)
{
  if (value != 0)
    time_of (out, name, value);
}

char *
demo_dup_message (const char *message,
                  const char *detail)
{
  GString *out = g_string_new ("{");

  text (out, "message", message);
  if (detail != NULL)
    text (out, "detail", detail);
  return g_string_free (g_string_append_c (out, '}'), FALSE);
}

char *
demo_dup_validation (const char *message,
                     const char *field,
                     const char *detail)
{
  GString *out = g_string_new ("{");

  text (out, "message", message);
  raw (out, "validations", "[{");
  text (out, "field", field);
  text (out, "detail", detail);
  return g_string_free (g_string_append (out, "}]}"), FALSE);
}

char *
demo_dup_array (GPtrArray *lines)
{
  g_autofree char *joined = NULL;

  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv (",", (char **) lines->pdata);
  g_ptr_array_unref (lines);
  return g_strdup_printf ("[%s]", joined);
}

/* ---- Agents ------------------------------------------------------------------------------------------------------ */

static void
append_connection (GString *out,
                   const DemoAgent *agent)
{
  const char *status = demo_agent_get_status (agent);
  gint64 last = agent->last_connected_at;

  /* Those that nobody beats for are as fresh as the answer. */
  if (g_str_equal (status, "connected") && !agent->live)
    last = g_get_real_time ();
  opt_time (out, "first_connected_at", agent->first_connected_at);
  opt_time (out, "last_connected_at", last);
  if (g_str_equal (status, "disconnected"))
    time_of (out, "disconnected_at", MAX (agent->disconnected_at, agent->last_connected_at));
  else
    opt_time (out, "disconnected_at", agent->disconnected_at);
  opt_time (out, "started_at", agent->first_connected_at);
  opt_time (out, "ready_at", agent->first_connected_at);
  text (out, "status", status);
}

static void
append_health (GString *out,
               const DemoAgent *agent)
{
  const char *reason = demo_agent_get_reason (agent);

  raw (out, "health", "{");
  flag (out, "healthy", reason == NULL);
  if (reason != NULL)
    text (out, "reason", reason);
  g_string_append_c (out, '}');
}

static void
append_agent (GString *out,
              const DemoAgent *agent)
{
  gboolean connected = g_str_equal (demo_agent_get_status (agent), "connected");
  gboolean known = agent->first_connected_at != 0;

  g_string_append_c (out, '{');
  text (out, "id", agent->id);
  raw (out, "parent_id", "null");
  time_of (out, "created_at", agent->created_at);
  time_of (out, "updated_at", MAX (agent->created_at, agent->last_connected_at));
  append_connection (out, agent);
  text (out, "lifecycle_state", demo_agent_get_lifecycle (agent));
  text (out, "name", agent->name);
  text (out, "resource_id", agent->resource_id);
  if (agent->instance_identity)
    text (out, "instance_id", "i-0demo");
  text (out, "architecture", agent->arch);
  raw (out, "environment_variables", "null");
  text (out, "operating_system", agent->os);
  number (out, "logs_length", demo_agent_get_log_length (agent));
  flag (out, "logs_overflowed", FALSE);
  text (out, "version", known ? DEMO_VERSION : "");
  text (out, "api_version", known ? "2.10" : "");
  raw (out, "apps", "[]");
  if (connected)
    raw (out, "latency", "{\"Demo Relay\":{\"preferred\":true,\"latency_ms\":2.4}}");
  number (out, "connection_timeout_seconds", agent->connection_timeout);
  text (out, "troubleshooting_url", "https://coder.com/docs/admin/templates/troubleshooting");
  raw (out, "subsystems", "[]");
  append_health (out, agent);
  raw (out, "display_apps", "[\"vscode\",\"ssh_helper\",\"port_forwarding_helper\",\"web_terminal\"]");
  raw (out, "log_sources", "[");
  demo_agent_append_sources (agent, out);
  g_string_append_c (out, ']');
  raw (out, "scripts", "[");
  demo_agent_append_scripts (agent, out);
  g_string_append_c (out, ']');
  text (out, "startup_script_behavior", "non-blocking");
  g_string_append_c (out, '}');
}

char *
demo_agent_dup_json (const DemoAgent *self)
{
  GString *out = g_string_new (NULL);

  append_agent (out, self);
  return g_string_free (out, FALSE);
}

static void
append_resources (GString *out,
                  const DemoBuild *build)
{
  raw (out, "resources", "[");
  for (guint i = 0; g_str_equal (build->job_status, "succeeded") && i < build->agents->len; i++)
    {
      DemoAgent *agent = g_ptr_array_index (build->agents, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      text (out, "id", agent->resource_id);
      time_of (out, "created_at", build->done_at);
      text (out, "job_id", build->job_id);
      text (out, "workspace_transition", build->transition);
      text (out, "type", agent->external ? "coder_external_agent" : "docker_container");
      text (out, "name", agent->name);
      flag (out, "hide", FALSE);
      text (out, "icon", "");
      raw (out, "agents", "[");
      append_agent (out, agent);
      g_string_append (out, "]");
      number (out, "daily_cost", 0);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

/* ---- Builds ------------------------------------------------------------------------------------------------------ */

static void
append_job (GString *out,
            DemoWorkspace *workspace,
            const DemoBuild *build)
{
  gboolean pending = g_str_equal (build->job_status, "pending");

  raw (out, "job", "{");
  text (out, "id", build->job_id);
  time_of (out, "created_at", build->at);
  opt_time (out, "started_at", pending ? 0 : build->at + 20000);
  opt_time (out, "completed_at", build->done_at);
  opt_time (out, "canceled_at", build->canceled_at);
  if (build->job_error != NULL)
    text (out, "error", build->job_error);
  text (out, "status", build->job_status);
  if (!pending)
    text (out, "worker_id", workspace->state->organization.id);
  text (out, "file_id", workspace->template->id);
  raw (out, "tags", "{\"owner\":\"\",\"scope\":\"organization\"}");
  number (out, "queue_position", 0);
  number (out, "queue_size", 0);
  text (out, "organization_id", workspace->template->organization->id);
  text (out, "initiator_id", workspace->owner_id);
  raw (out, "input", "{");
  text (out, "workspace_build_id", build->id);
  g_string_append_c (out, '}');
  text (out, "type", "workspace_build");
  raw (out, "metadata", "{\"template_version_name\":\"\",\"template_id\":\"" DEMO_NIL_ID "\",\"template_name\":\"\","
                        "\"template_display_name\":\"\",\"template_icon\":\"\"}");
  flag (out, "logs_overflowed", FALSE);
  g_string_append_c (out, '}');
}

/* Told only while it waits (correction 20). */
static gboolean
has_provisioner (DemoWorkspace *workspace,
                 const DemoBuild *build)
{
  return g_str_equal (build->job_status, "pending") && !workspace->state->no_provisioner;
}

static void
append_build (GString *out,
              DemoWorkspace *workspace,
              const DemoBuild *build)
{
  const DemoTemplate *template = workspace->template;
  const char *version_id = workspace->outdated ? template->old_version_id : template->active_version_id;
  const char *version = workspace->outdated ? template->old_version : template->active_version;

  g_string_append_c (out, '{');
  text (out, "id", build->id);
  time_of (out, "created_at", build->at);
  time_of (out, "updated_at", MAX (build->at, build->done_at));
  text (out, "workspace_id", workspace->id);
  text (out, "workspace_name", workspace->name);
  text (out, "workspace_owner_id", workspace->owner_id);
  text (out, "workspace_owner_name", workspace->owner_name);
  text (out, "template_version_id", build->version_id != NULL ? build->version_id : version_id);
  text (out, "template_version_name", build->version_id != NULL ? build->version : version);
  number (out, "build_number", build->number);
  text (out, "transition", build->transition);
  text (out, "initiator_id", workspace->owner_id);
  text (out, "initiator_name", workspace->owner_name);
  append_job (out, workspace, build);
  text (out, "reason", "initiator");
  append_resources (out, build);
  raw (out, "deadline", "null");
  raw (out, "max_deadline", "null");
  text (out, "status", demo_build_get_status (build));
  number (out, "daily_cost", 0);
  raw (out, "matched_provisioners",
       has_provisioner (workspace, build) ? "{\"count\":1,\"available\":1,\"most_recently_seen\":null}"
                                          : "{\"count\":0,\"available\":0,\"most_recently_seen\":null}");
  raw (out, "template_version_preset_id", "null");
  if (g_str_equal (build->job_status, "succeeded"))
    {
      flag (out, "has_ai_task", FALSE);
      flag (out, "has_external_agent", template->external && !g_str_equal (build->transition, "delete"));
    }
  g_string_append_c (out, '}');
}

char *
demo_workspace_dup_build_json (DemoWorkspace *self,
                               DemoBuild *build)
{
  GString *out = g_string_new (NULL);

  append_build (out, self, build);
  return g_string_free (out, FALSE);
}

/* ---- Workspaces -------------------------------------------------------------------------------------------------- */

static void
append_template (GString *out,
                 const DemoTemplate *template)
{
  text (out, "template_id", template->id);
  text (out, "template_name", template->name);
  text (out, "template_display_name", template->display_name);
  text (out, "template_icon", "");
  flag (out, "template_allow_user_cancel_workspace_jobs", template->allows_cancel);
  text (out, "template_active_version_id", template->active_version_id);
  flag (out, "template_require_active_version", FALSE);
  flag (out, "template_use_classic_parameter_flow", template->classic);
}

static void
append_workspace_health (GString *out,
                         DemoWorkspace *workspace)
{
  gboolean first = TRUE;

  raw (out, "health", "{");
  flag (out, "healthy", demo_workspace_is_healthy (workspace));
  raw (out, "failing_agents", "[");
  for (guint i = 0; g_str_equal (workspace->build->job_status, "succeeded") && i < workspace->build->agents->len; i++)
    {
      DemoAgent *agent = g_ptr_array_index (workspace->build->agents, i);

      if (demo_agent_get_reason (agent) == NULL)
        continue;
      g_string_append_printf (out, "%s\"%s\"", first ? "" : ",", agent->id);
      first = FALSE;
    }
  g_string_append (out, "]}");
}

static char *
write_workspace (DemoWorkspace *self)
{
  GString *out = g_string_sized_new (4096);

  g_string_append_c (out, '{');
  text (out, "id", self->id);
  time_of (out, "created_at", self->created_at);
  time_of (out, "updated_at", self->created_at);
  text (out, "owner_id", self->owner_id);
  text (out, "owner_name", self->owner_name);
  text (out, "owner_avatar_url", "");
  text (out, "organization_id", self->template->organization->id);
  text (out, "organization_name", self->template->organization->name);
  append_template (out, self->template);
  key (out, "latest_build");
  append_build (out, self, self->build);
  raw (out, "latest_app_status", "null");
  flag (out, "outdated", self->outdated);
  text (out, "name", self->name);
  time_of (out, "last_used_at", self->created_at);
  raw (out, "deleting_at", "null");
  if (self->dormant_at != 0)
    time_of (out, "dormant_at", self->dormant_at);
  else
    raw (out, "dormant_at", "null");
  append_workspace_health (out, self);
  text (out, "automatic_updates", "never");
  flag (out, "allow_renames", TRUE);
  flag (out, "favorite", self->favorite);
  raw (out, "next_start_at", "null");
  flag (out, "is_prebuild", FALSE);
  raw (out, "task_id", "null");
  return g_string_free (g_string_append_c (out, '}'), FALSE);
}

/* When a status next changes by the clock alone. */
static gint64
find_end (DemoWorkspace *self,
          gint64 now)
{
  gint64 end = now + 10 * G_USEC_PER_SEC;

  for (guint i = 0; i < self->build->agents->len; i++)
    {
      DemoAgent *agent = g_ptr_array_index (self->build->agents, i);
      const char *status = demo_agent_get_status (agent);

      if (g_str_equal (status, "connecting") && agent->connection_timeout > 0)
        end = MIN (end, agent->created_at + agent->connection_timeout * G_USEC_PER_SEC);
      if (g_str_equal (status, "connected") && agent->live)
        end = MIN (end, agent->last_connected_at + DEMO_LOST_AFTER);
      if (demo_agent_get_script_end (agent) != 0)
        end = MIN (end, demo_agent_get_script_end (agent));
    }
  return end;
}

const char *
demo_workspace_get_json (DemoWorkspace *self)
{
  gint64 now = g_get_real_time ();

  if (self->json == NULL || now > self->json_until)
    {
      g_free (self->json);
      self->json = write_workspace (self);
      self->json_until = find_end (self, now);
    }
  return self->json;
}

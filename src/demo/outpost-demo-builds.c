/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-private.h"

/* The builds of a workspace: they take their time, and each makes new agents with new tokens. */

#define BUILD_SECONDS 3
#define QUEUE_MS 300
#define CANCEL_SECONDS 1

DemoBuild *
demo_build_new (guint number,
                gint64 at)
{
  DemoBuild *self = g_new0 (DemoBuild, 1);

  self->id = demo_new_id ();
  self->job_id = demo_new_id ();
  self->number = number;
  self->at = at;
  self->agents = g_ptr_array_new_with_free_func (demo_agent_free);
  return self;
}

void
demo_build_free (gpointer data)
{
  DemoBuild *self = data;

  g_free (self->id);
  g_free (self->job_id);
  g_free (self->version_id);
  g_ptr_array_unref (self->agents);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self);
}

static const char *
pick (const DemoBuild *self,
      const char *start,
      const char *stop,
      const char *delete)
{
  if (g_str_equal (self->transition, "start"))
    return start;
  return g_str_equal (self->transition, "stop") ? stop : delete;
}

const char *
demo_build_get_status (const DemoBuild *self)
{
  if (g_str_equal (self->job_status, "succeeded"))
    return pick (self, "running", "stopped", "deleted");
  if (g_str_equal (self->job_status, "running"))
    return pick (self, "starting", "stopping", "deleting");
  return self->job_status;
}

/* The machines that a template stands for. */
static void
add_first_agents (DemoWorkspace *self)
{
  const char *platform = self->build->values != NULL ? g_hash_table_lookup (self->build->values, "agent_config") : NULL;
  g_auto(GStrv) parts = g_strsplit (platform != NULL ? platform : "linux-amd64", "-", 2);

  if (g_str_equal (self->template->name, "windows-box"))
    demo_workspace_add_agent (self, "main", "windows", "amd64");
  else
    demo_workspace_add_agent (self, "main", parts[0], parts[1] != NULL ? parts[1] : "amd64");
  if (g_str_equal (self->template->name, "two-machines"))
    demo_workspace_add_agent (self, "aux", "linux", "arm64");
}

/* New agents in the place of the old ones: other ids, other tokens (correction 62). */
static void
renew_agents (DemoWorkspace *self)
{
  GPtrArray *before = self->build->agents;

  for (guint i = self->builds->len; i > 0 && before->len == 0; i--)
    before = ((DemoBuild *) g_ptr_array_index (self->builds, i - 1))->agents;
  for (guint i = 0; i < before->len; i++)
    {
      const DemoAgent *agent = g_ptr_array_index (before, i);
      DemoAgent *renewed = demo_workspace_add_agent (self, agent->name, agent->os, agent->arch);

      renewed->external = agent->external;
      renewed->instance_identity = agent->instance_identity;
      renewed->script_fails = agent->script_fails;
    }
  if (self->build->agents->len == 0)
    add_first_agents (self);
}

/* The version that a build was made of stays its own, whatever becomes of the template. */
static void
freeze_version (DemoWorkspace *self)
{
  const DemoTemplate *template = self->template;

  if (self->build->version_id != NULL)
    return;
  self->build->version_id = g_strdup (self->outdated ? template->old_version_id : template->active_version_id);
  self->build->version = self->outdated ? template->old_version : template->active_version;
}

/* @values: (transfer full) (nullable): NULL: those of the build before */
static void
begin_build (DemoWorkspace *self,
             const char *transition,
             GHashTable *values)
{
  DemoBuild *before = self->build;

  freeze_version (self);
  self->build = demo_build_new (before->number + 1, g_get_real_time ());
  g_ptr_array_add (self->builds, self->build);
  if (values == NULL && before->values != NULL)
    values = g_hash_table_ref (before->values);
  self->build->values = values;
  self->build->transition = transition;
  self->build->job_status = "pending";
  self->build->will_fail = g_str_equal (transition, "start") && values != NULL
                           && g_strcmp0 (g_hash_table_lookup (values, "pool"), "empty") == 0;
}

static void
end_build (DemoWorkspace *self)
{
  self->build->done_at = g_get_real_time ();
  if (self->build->will_fail)
    {
      self->build->job_status = "failed";
      self->build->job_error = "the machine pool of the demo is empty on purpose";
      return;
    }
  self->build->job_status = "succeeded";
  renew_agents (self);
}

void
demo_workspace_rebuild (DemoWorkspace *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  begin_build (self, "start", NULL);
  end_build (self);
  demo_workspace_touch (self);
}

static gboolean
build_done_cb (gpointer data)
{
  DemoWorkspace *self = data;

  self->timer = 0;
  end_build (self);
  if (g_str_equal (self->build->transition, "delete"))
    demo_state_remove (self->state, self);
  else
    demo_workspace_touch (self);
  return G_SOURCE_REMOVE;
}

void
demo_workspace_end_build_in (DemoWorkspace *self,
                             guint seconds)
{
  self->timer = g_timeout_add_seconds (seconds, build_done_cb, self);
}

static gboolean
build_runs_cb (gpointer data)
{
  DemoWorkspace *self = data;

  self->build->job_status = "running";
  demo_workspace_end_build_in (self, BUILD_SECONDS);
  demo_workspace_touch (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_active (DemoWorkspace *self)
{
  return g_str_equal (self->build->job_status, "pending") || g_str_equal (self->build->job_status, "running");
}

gboolean
demo_workspace_start_build (DemoWorkspace *self,
                            const char *transition,
                            GHashTable *values)
{
  if (is_active (self) || g_str_equal (self->build->job_status, "canceling"))
    return FALSE;
  begin_build (self, transition, values);
  self->timer = g_timeout_add (QUEUE_MS, build_runs_cb, self);
  demo_workspace_touch (self);
  return TRUE;
}

static gboolean
canceled_cb (gpointer data)
{
  DemoWorkspace *self = data;

  self->timer = 0;
  self->build->job_status = "canceled";
  self->build->done_at = g_get_real_time ();
  demo_workspace_touch (self);
  return G_SOURCE_REMOVE;
}

gboolean
demo_workspace_cancel_build (DemoWorkspace *self)
{
  if (!is_active (self))
    return FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->build->job_status = "canceling";
  self->build->canceled_at = g_get_real_time ();
  self->timer = g_timeout_add_seconds (CANCEL_SECONDS, canceled_cb, self);
  demo_workspace_touch (self);
  return TRUE;
}

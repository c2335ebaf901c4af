/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-dry-run.h"

#include "outpost-json.h"

/* ---- The job ----------------------------------------------------------------------------------------------------- */

G_DEFINE_BOXED_TYPE (OutpostDryRun, outpost_dry_run, outpost_dry_run_ref, outpost_dry_run_unref)

OutpostDryRun *
outpost_dry_run_ref (OutpostDryRun *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
dry_run_clear (gpointer data)
{
  OutpostDryRun *self = data;

  g_free (self->id);
  g_free (self->status);
  g_free (self->error);
}

void
outpost_dry_run_unref (OutpostDryRun *self)
{
  g_atomic_rc_box_release_full (self, dry_run_clear);
}

OutpostDryRun *
outpost_dry_run_new_from_json (GBytes *bytes,
                               GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostDryRun) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostDryRun);
  root = outpost_json_get_root (document);
  self->id = g_strdup (outpost_json_get_string (&root, "id"));
  self->status = g_strdup (outpost_json_get_string (&root, "status"));
  self->error = g_strdup (outpost_json_opt_string (&root, "error", ""));
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
outpost_dry_run_is_active (const OutpostDryRun *self)
{
  const char *const active[] = { "pending", "running", "canceling", NULL };

  return g_strv_contains (active, self->status);
}

/* ---- The plan ---------------------------------------------------------------------------------------------------- */

static void
agent_free (gpointer data)
{
  OutpostPlannedAgent *self = data;

  g_free (self->name);
  g_free (self->operating_system);
  g_free (self->architecture);
  g_free (self);
}

static void
resource_free (gpointer data)
{
  OutpostPlannedResource *self = data;

  g_free (self->type);
  g_free (self->name);
  g_ptr_array_unref (self->agents);
  g_free (self);
}

static OutpostPlannedAgent *
read_agent (const OutpostJsonValue *value)
{
  OutpostPlannedAgent *self = g_new0 (OutpostPlannedAgent, 1);

  self->name = g_strdup (outpost_json_get_string (value, "name"));
  self->operating_system = g_strdup (outpost_json_opt_string (value, "operating_system", ""));
  self->architecture = g_strdup (outpost_json_opt_string (value, "architecture", ""));
  return self;
}

static OutpostPlannedResource *
read_resource (const OutpostJsonValue *value)
{
  OutpostPlannedResource *self = g_new0 (OutpostPlannedResource, 1);
  OutpostJsonValue agents = outpost_json_member (value, "agents");

  self->type = g_strdup (outpost_json_get_string (value, "type"));
  self->name = g_strdup (outpost_json_get_string (value, "name"));
  self->hidden = outpost_json_opt_bool (value, "hide", FALSE);
  self->agents = g_ptr_array_new_with_free_func (agent_free);
  for (guint i = 0; i < outpost_json_get_length (&agents); i++)
    {
      OutpostJsonValue agent = outpost_json_element (&agents, i);

      g_ptr_array_add (self->agents, read_agent (&agent));
    }
  return self;
}

GPtrArray *
outpost_planned_resources_new_from_json (GBytes *bytes,
                                         GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(GPtrArray) resources = g_ptr_array_new_with_free_func (resource_free);
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);

      g_ptr_array_add (resources, read_resource (&value));
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&resources) : NULL;
}

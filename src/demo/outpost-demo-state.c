/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-private.h"

#include <string.h>

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

char *
demo_new_id (void)
{
  return g_uuid_string_random ();
}

char *
demo_new_secret (guint length)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  char *secret = g_new0 (char, length + 1);

  for (guint i = 0; i < length; i++)
    secret[i] = letters[g_random_int_range (0, sizeof letters - 1)];
  return secret;
}

/* ---- Agents ------------------------------------------------------------------------------------------------------ */

void
demo_agent_free (gpointer data)
{
  DemoAgent *self = data;

  g_free (self->id);
  g_free (self->resource_id);
  g_free (self->name);
  g_free (self->token);
  g_free (self->os);
  g_free (self->arch);
  g_free (self->lifecycle);
  g_array_unref (self->runs);
  g_free (self->script_ids[0]);
  g_free (self->script_ids[1]);
  g_free (self);
}

const char *
demo_agent_get_status (const DemoAgent *self)
{
  gint64 now = g_get_real_time ();

  if (self->first_connected_at == 0)
    return self->connection_timeout > 0 && now - self->created_at > self->connection_timeout * G_USEC_PER_SEC ? "timeout"
                                                                                                              : "connecting";
  if (self->disconnected_at >= self->last_connected_at)
    return "disconnected";
  if (self->live && now - self->last_connected_at > DEMO_LOST_AFTER)
    return "disconnected";
  return "connected";
}

const char *
demo_agent_get_reason (const DemoAgent *self)
{
  const char *status = demo_agent_get_status (self);
  const char *lifecycle = demo_agent_get_lifecycle (self);

  if (!g_str_equal (status, "connected") && g_str_equal (lifecycle, "off"))
    return "agent is not running";
  if (g_str_equal (status, "connecting"))
    return "agent has not yet connected";
  if (g_str_equal (status, "timeout"))
    return "agent is taking too long to connect";
  if (g_str_equal (status, "disconnected"))
    return "agent has lost connection";
  if (g_str_equal (lifecycle, "start_error"))
    return "agent startup script exited with an error";
  return g_str_equal (lifecycle, "shutting_down") ? "agent is shutting down" : NULL;
}

void
demo_agent_set_status (DemoAgent *self,
                       const char *status,
                       const char *lifecycle)
{
  gint64 now = g_get_real_time ();

  g_set_str (&self->lifecycle, lifecycle);
  self->scripted = FALSE;
  if (g_str_equal (status, "connecting") || g_str_equal (status, "timeout"))
    {
      self->first_connected_at = self->last_connected_at = self->disconnected_at = 0;
      self->created_at = g_str_equal (status, "timeout") ? now - (self->connection_timeout + 60) * G_USEC_PER_SEC : now;
      return;
    }
  if (self->first_connected_at == 0)
    self->first_connected_at = now;
  self->live = FALSE;
  if (g_str_equal (status, "connected"))
    self->last_connected_at = now;
  else
    {
      self->last_connected_at = MAX (self->last_connected_at, self->first_connected_at);
      self->disconnected_at = MAX (now, self->last_connected_at);
    }
}

DemoAgent *
demo_workspace_add_agent (DemoWorkspace *workspace,
                          const char *name,
                          const char *os,
                          const char *arch)
{
  DemoAgent *self = g_new0 (DemoAgent, 1);

  self->id = demo_new_id ();
  self->resource_id = demo_new_id ();
  self->name = g_strdup (name);
  self->token = demo_new_id ();
  self->os = g_strdup (os);
  self->arch = g_strdup (arch);
  self->lifecycle = g_strdup ("created");
  self->external = workspace->template->external;
  self->connection_timeout = 120;
  self->has_script = TRUE;
  self->runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < G_N_ELEMENTS (self->script_ids); i++)
    self->script_ids[i] = demo_new_id ();
  self->created_at = workspace->build->done_at;
  g_ptr_array_add (workspace->build->agents, self);
  return self;
}

/* ---- Workspaces -------------------------------------------------------------------------------------------------- */

static void
workspace_free (gpointer data)
{
  DemoWorkspace *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->id);
  g_free (self->name);
  g_free (self->owner_id);
  g_free (self->owner_name);
  g_ptr_array_unref (self->builds);
  g_free (self->json);
  g_free (self);
}

static DemoWorkspace *
add_workspace (DemoState *state,
               const char *name,
               guint template,
               gint64 built_ago)
{
  DemoWorkspace *self = g_new0 (DemoWorkspace, 1);
  gint64 now = g_get_real_time ();

  self->state = state;
  self->id = demo_new_id ();
  self->name = g_strdup (name);
  self->owner_id = g_strdup (state->user_id);
  self->owner_name = g_strdup ("you");
  self->template = g_ptr_array_index (state->templates, template);
  self->created_at = now - built_ago;
  self->builds = g_ptr_array_new_with_free_func (demo_build_free);
  self->build = demo_build_new (1, now - built_ago);
  g_ptr_array_add (self->builds, self->build);
  self->build->done_at = self->build->at + G_USEC_PER_SEC;
  self->build->transition = "start";
  self->build->job_status = "succeeded";
  g_ptr_array_add (state->workspaces, self);
  g_hash_table_insert (state->by_id, self->id, self);
  return self;
}

static void
connect_since (DemoAgent *agent,
               gint64 ago)
{
  gint64 now = g_get_real_time ();

  g_set_str (&agent->lifecycle, "ready");
  agent->first_connected_at = now - ago;
  agent->last_connected_at = now;
  g_array_append_val (agent->runs, agent->first_connected_at);
}

static void
lose_since (DemoAgent *agent,
            gint64 ago)
{
  gint64 now = g_get_real_time ();

  g_set_str (&agent->lifecycle, "ready");
  agent->first_connected_at = now - ago - HOUR;
  g_array_append_val (agent->runs, agent->first_connected_at);
  agent->last_connected_at = now - ago;
  agent->disconnected_at = now - ago;
}

DemoAgent *
demo_workspace_find_agent (DemoWorkspace *self,
                           const char *name)
{
  for (guint i = 0; i < self->build->agents->len; i++)
    {
      DemoAgent *agent = g_ptr_array_index (self->build->agents, i);

      if (g_str_equal (agent->name, name))
        return agent;
    }
  return NULL;
}

void
demo_workspace_touch (DemoWorkspace *self)
{
  g_clear_pointer (&self->json, g_free);
  if (self->state->changed != NULL)
    self->state->changed (self, self->state->data);
}

gboolean
demo_workspace_is_external (DemoWorkspace *self)
{
  return self->template->external && g_str_equal (self->build->job_status, "succeeded")
         && !g_str_equal (self->build->transition, "delete");
}

const char *
demo_workspace_get_status (DemoWorkspace *self)
{
  return demo_build_get_status (self->build);
}

gboolean
demo_workspace_is_healthy (DemoWorkspace *self)
{
  if (!g_str_equal (self->build->job_status, "succeeded"))
    return TRUE;
  for (guint i = 0; i < self->build->agents->len; i++)
    if (demo_agent_get_reason (g_ptr_array_index (self->build->agents, i)) != NULL)
      return FALSE;
  return TRUE;
}

/* ---- What there is ----------------------------------------------------------------------------------------------- */

enum
{
  EXTERNAL,
  TWO_MACHINES,
  WINDOWS_BOX,
  RUNNERS,
  DOCKER
};

static void
make_attached (DemoState *self)
{
  DemoWorkspace *workspace = add_workspace (self, "gpu-01", EXTERNAL, 15 * MINUTE);
  DemoAgent *agent;

  workspace->favorite = TRUE;
  connect_since (demo_workspace_add_agent (workspace, "main", "linux", "amd64"), 14 * MINUTE);

  workspace = add_workspace (self, "mac-mini", EXTERNAL, 6 * HOUR);
  workspace->outdated = TRUE;
  connect_since (demo_workspace_add_agent (workspace, "main", "darwin", "arm64"), 5 * HOUR);

  workspace = add_workspace (self, "win-bench", WINDOWS_BOX, 9 * DAY);
  agent = demo_workspace_add_agent (workspace, "main", "windows", "amd64");
  agent->script_fails = agent->scripted = TRUE;
  connect_since (agent, 3 * DAY);

  workspace = add_workspace (self, "web-dev", DOCKER, 3 * HOUR);
  connect_since (demo_workspace_add_agent (workspace, "main", "linux", "amd64"), 3 * HOUR);
}

static void
make_waiting_and_lost (DemoState *self)
{
  DemoWorkspace *workspace = add_workspace (self, "gpu-02", EXTERNAL, 2 * G_USEC_PER_SEC);

  demo_workspace_add_agent (workspace, "main", "linux", "amd64");

  workspace = add_workspace (self, "attic-nas", EXTERNAL, 2 * DAY);
  demo_workspace_add_agent (workspace, "main", "linux", "armv7");

  workspace = add_workspace (self, "lab-bench", TWO_MACHINES, 2 * DAY);
  connect_since (demo_workspace_add_agent (workspace, "main", "linux", "amd64"), 2 * DAY);
  lose_since (demo_workspace_add_agent (workspace, "aux", "linux", "arm64"), 3 * HOUR);
}

static void
make_others (DemoState *self)
{
  DemoWorkspace *workspace = add_workspace (self, "old-tower", EXTERNAL, 31 * DAY);

  workspace->build->transition = "stop";
  workspace->outdated = TRUE;
  workspace->build->number = 4;
  demo_workspace_add_agent (workspace, "main", "linux", "amd64");

  workspace = add_workspace (self, "winter-store", EXTERNAL, 45 * DAY);
  workspace->build->transition = "stop";
  workspace->dormant_at = g_get_real_time () - 12 * DAY;
  demo_workspace_add_agent (workspace, "main", "linux", "amd64");

  workspace = add_workspace (self, "ci-runner-7", RUNNERS, MINUTE);
  workspace->build->job_status = "failed";
  workspace->build->job_error = "terraform apply: exit status 1";

  workspace = add_workspace (self, "render-node-11", EXTERNAL, 5 * G_USEC_PER_SEC);
  workspace->build->job_status = "running";
  workspace->build->done_at = 0;
  if (!self->still)
    demo_workspace_end_build_in (workspace, 20);

  workspace = add_workspace (self, "shared-rig", EXTERNAL, 4 * DAY);
  g_set_str (&workspace->owner_id, self->other_id);
  g_set_str (&workspace->owner_name, "ada");
  workspace->shared = TRUE;
  connect_since (demo_workspace_add_agent (workspace, "main", "linux", "arm64"), 4 * DAY);
}

static void
make_fleet (DemoState *self,
            guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("node-%05u", i + 1);
      DemoWorkspace *workspace = add_workspace (self, name, i % 4, (1 + i % 400) * HOUR);
      DemoAgent *agent = demo_workspace_add_agent (workspace, "main", i % 4 == WINDOWS_BOX ? "windows" : "linux",
                                                   i % 3 == 0 ? "arm64" : "amd64");

      agent->has_script = FALSE;
      workspace->outdated = i % 7 == 0;
      if (i % 5 < 3)
        connect_since (agent, HOUR);
      else if (i % 5 == 3)
        lose_since (agent, (1 + i % 50) * HOUR);
    }
}

static int
compare_workspaces (gconstpointer a,
                    gconstpointer b)
{
  DemoWorkspace *first = *(DemoWorkspace *const *) a;
  DemoWorkspace *second = *(DemoWorkspace *const *) b;
  gboolean first_runs = g_str_equal (first->build->job_status, "succeeded") && g_str_equal (first->build->transition, "start");
  gboolean second_runs = g_str_equal (second->build->job_status, "succeeded") && g_str_equal (second->build->transition, "start");

  if (first->favorite != second->favorite)
    return first->favorite ? -1 : 1;
  if (first_runs != second_runs)
    return first_runs ? -1 : 1;
  if (!g_str_equal (first->owner_name, second->owner_name))
    return strcmp (first->owner_name, second->owner_name);
  return g_ascii_strcasecmp (first->name, second->name);
}

/* What the workspace must have been made with, to be what it is. */
static void
answer_platform (DemoWorkspace *self)
{
  const DemoAgent *agent = self->build->agents->len > 0 ? g_ptr_array_index (self->build->agents, 0) : NULL;

  if (agent == NULL || !g_str_equal (self->template->name, "externally-managed"))
    return;
  self->build->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->build->values, g_strdup ("agent_config"), g_strdup_printf ("%s-%s", agent->os, agent->arch));
}

DemoState *
demo_state_new (guint n_workspaces,
                gboolean still,
                const char *access_url)
{
  DemoState *self = g_new0 (DemoState, 1);

  self->workspaces = g_ptr_array_new_with_free_func (workspace_free);
  self->deleted = g_ptr_array_new_with_free_func (workspace_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->organization = (DemoOrganization) { demo_new_id (), "coder", "Coder" };
  self->lab = (DemoOrganization) { demo_new_id (), "lab", "Lab" };
  self->user_id = demo_new_id ();
  self->other_id = demo_new_id ();
  self->access_url = g_strdup (access_url);
  self->still = still;
  demo_state_make_templates (self);
  if (n_workspaces == 0)
    {
      make_attached (self);
      make_waiting_and_lost (self);
      make_others (self);
    }
  else
    make_fleet (self, n_workspaces);
  for (guint i = 0; i < self->workspaces->len; i++)
    answer_platform (g_ptr_array_index (self->workspaces, i));
  g_ptr_array_sort (self->workspaces, compare_workspaces);
  return self;
}

void
demo_state_free (DemoState *self)
{
  self->changed = NULL;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->workspaces);
  g_ptr_array_unref (self->deleted);
  g_ptr_array_unref (self->templates);
  g_free (self->organization.id);
  g_free (self->lab.id);
  g_free (self->user_id);
  g_free (self->other_id);
  g_free (self->access_url);
  g_free (self);
}

/* @owner: (nullable): an id or a name */
static gboolean
is_of (const DemoWorkspace *self,
       const char *owner)
{
  return owner == NULL || g_str_equal (owner, self->owner_id) || g_str_equal (owner, self->owner_name);
}

DemoWorkspace *
demo_state_find_of (DemoState *self,
                    const char *owner,
                    const char *name)
{
  for (guint i = 0; i < self->workspaces->len; i++)
    {
      DemoWorkspace *workspace = g_ptr_array_index (self->workspaces, i);

      if (is_of (workspace, owner) && g_ascii_strcasecmp (workspace->name, name) == 0)
        return workspace;
    }
  return NULL;
}

DemoWorkspace *
demo_state_find (DemoState *self,
                 const char *name)
{
  const char *slash = strchr (name, '/');
  g_autofree char *owner = slash != NULL ? g_strndup (name, slash - name) : NULL;

  return demo_state_find_of (self, owner, slash != NULL ? slash + 1 : name);
}

DemoAgent *
demo_state_find_by_token (DemoState *self,
                          const char *token,
                          DemoWorkspace **workspace)
{
  for (guint i = 0; i < self->workspaces->len; i++)
    {
      *workspace = g_ptr_array_index (self->workspaces, i);
      for (guint j = 0; j < (*workspace)->build->agents->len; j++)
        {
          DemoAgent *agent = g_ptr_array_index ((*workspace)->build->agents, j);

          if (g_str_equal (agent->token, token))
            return agent;
        }
    }
  return NULL;
}

DemoAgent *
demo_state_find_agent (DemoState *self,
                       const char *id)
{
  for (guint i = 0; i < self->workspaces->len; i++)
    {
      GPtrArray *agents = ((DemoWorkspace *) g_ptr_array_index (self->workspaces, i))->build->agents;

      for (guint j = 0; j < agents->len; j++)
        if (g_str_equal (((DemoAgent *) g_ptr_array_index (agents, j))->id, id))
          return g_ptr_array_index (agents, j);
    }
  return NULL;
}

static DemoWorkspace *
find_in (GPtrArray *workspaces,
         const char *build_id,
         DemoBuild **build)
{
  for (guint i = 0; i < workspaces->len; i++)
    {
      DemoWorkspace *workspace = g_ptr_array_index (workspaces, i);

      for (guint j = 0; j < workspace->builds->len; j++)
        {
          *build = g_ptr_array_index (workspace->builds, j);
          if (g_str_equal ((*build)->id, build_id))
            return workspace;
        }
    }
  return NULL;
}

DemoWorkspace *
demo_state_find_by_build (DemoState *self,
                          const char *build_id,
                          DemoBuild **build)
{
  DemoWorkspace *found = find_in (self->workspaces, build_id, build);

  return found != NULL ? found : find_in (self->deleted, build_id, build);
}

void
demo_state_sort (DemoState *self)
{
  g_ptr_array_sort (self->workspaces, compare_workspaces);
}

DemoWorkspace *
demo_state_create (DemoState *self,
                   const char *owner_id,
                   const char *name,
                   const DemoTemplate *template,
                   gboolean old,
                   GHashTable *values)
{
  DemoWorkspace *workspace = add_workspace (self, name, 0, 0);

  g_set_str (&workspace->owner_id, owner_id);
  g_set_str (&workspace->owner_name, g_str_equal (owner_id, self->other_id) ? "ada" : "you");
  workspace->template = template;
  workspace->outdated = old;
  workspace->build->number = 0;
  demo_workspace_start_build (workspace, "start", values);
  g_ptr_array_remove_index (workspace->builds, 0);
  demo_state_sort (self);
  return workspace;
}

void
demo_state_set_favorite (DemoState *self,
                         DemoWorkspace *workspace,
                         gboolean favorite)
{
  workspace->favorite = favorite;
  g_ptr_array_sort (self->workspaces, compare_workspaces);
  demo_workspace_touch (workspace);
}

gboolean
demo_state_is_deleted (DemoState *self,
                       const char *id)
{
  for (guint i = 0; i < self->deleted->len; i++)
    if (g_str_equal (((DemoWorkspace *) g_ptr_array_index (self->deleted, i))->id, id))
      return TRUE;
  return FALSE;
}

void
demo_state_remove (DemoState *self,
                   DemoWorkspace *workspace)
{
  guint index = 0;

  g_clear_handle_id (&workspace->timer, g_source_remove);
  workspace->build->transition = "delete";
  workspace->build->job_status = "succeeded";
  g_ptr_array_set_size (workspace->build->agents, 0);
  /* The last event says deleted; who watches stays connected (correction 54). */
  demo_workspace_touch (workspace);
  g_hash_table_remove (self->by_id, workspace->id);
  g_ptr_array_find (self->workspaces, workspace, &index);
  g_ptr_array_add (self->deleted, g_ptr_array_steal_index (self->workspaces, index));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-observer.h"

/* Tells the memory and the notices of an account what its workspaces look like. */
struct _OutpostObserver
{
  GObject parent_instance;

  OutpostWorkspaceList *list;
  OutpostMemory *memory;
  OutpostNotices *notices;
};

G_DEFINE_FINAL_TYPE (OutpostObserver, outpost_observer, G_TYPE_OBJECT)

void
outpost_observer_mark (OutpostObserver *self,
                       OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  g_return_if_fail (OUTPOST_IS_OBSERVER (self));
  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      outpost_agent_set_back_at (agent, outpost_memory_get_back_at (self->memory, workspace, agent));
    }
  outpost_workspace_set_attached_build (workspace, outpost_memory_get_attached_build (self->memory, workspace));
  outpost_workspace_set_attach_again (workspace, outpost_memory_must_attach_again (self->memory, workspace));
}

/* Signing out empties the list and what is remembered: then nothing is looked at. */
static void
as_of_cb (OutpostObserver *self,
          GParamSpec *pspec,
          OutpostWorkspaceList *list)
{
  GListModel *model = G_LIST_MODEL (list);
  gint64 known_at = outpost_workspace_list_get_known_at (list);
  gint64 now = g_get_real_time ();

  if (outpost_workspace_list_get_as_of (list) == 0)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (model, i);

      /* What was kept of the last time is not seen, but what was said of it is still so. It may be a single one. */
      if (outpost_workspace_list_get_from_cache (list) || outpost_workspace_get_known_at (workspace) < known_at)
        outpost_observer_mark (self, workspace);
      else
        outpost_observer_see (self, workspace, known_at, now);
    }
}

static void
outpost_observer_finalize (GObject *object)
{
  OutpostObserver *self = OUTPOST_OBSERVER (object);

  g_clear_object (&self->list);
  g_clear_object (&self->memory);
  g_clear_object (&self->notices);
  G_OBJECT_CLASS (outpost_observer_parent_class)->finalize (object);
}

static void
outpost_observer_class_init (OutpostObserverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_observer_finalize;
}

static void
outpost_observer_init (OutpostObserver *self)
{
}

OutpostObserver *
outpost_observer_new (OutpostWorkspaceList *list,
                      OutpostMemory *memory,
                      const char *user_id)
{
  OutpostObserver *self = g_object_new (OUTPOST_TYPE_OBSERVER, NULL);

  self->list = g_object_ref (list);
  self->memory = g_object_ref (memory);
  self->notices = outpost_notices_new (user_id);
  outpost_observer_look_at (self, list);
  return self;
}

void
outpost_observer_look_at (OutpostObserver *self,
                          OutpostWorkspaceList *list)
{
  g_return_if_fail (OUTPOST_IS_OBSERVER (self));
  g_return_if_fail (OUTPOST_IS_WORKSPACE_LIST (list));

  g_signal_connect_object (list, "notify::as-of", G_CALLBACK (as_of_cb), self, G_CONNECT_SWAPPED);
}

OutpostMemory *
outpost_observer_get_memory (OutpostObserver *self)
{
  g_return_val_if_fail (OUTPOST_IS_OBSERVER (self), NULL);
  return self->memory;
}

OutpostNotices *
outpost_observer_get_notices (OutpostObserver *self)
{
  g_return_val_if_fail (OUTPOST_IS_OBSERVER (self), NULL);
  return self->notices;
}

void
outpost_observer_see (OutpostObserver *self,
                      OutpostWorkspace *workspace,
                      gint64 known_at,
                      gint64 now)
{
  g_return_if_fail (OUTPOST_IS_OBSERVER (self));
  g_return_if_fail (OUTPOST_IS_WORKSPACE (workspace));

  if (!outpost_memory_is_overtaken (self->memory, outpost_workspace_get_id (workspace), known_at))
    {
      gboolean after_gap;
      g_autoptr(GArray) events = outpost_memory_see (self->memory, workspace, known_at, now, &after_gap);

      outpost_notices_see (self->notices, workspace, after_gap ? NULL : events, now);
    }
  outpost_observer_mark (self, workspace);
}

void
outpost_observer_note_sleep (OutpostObserver *self,
                             gint64 now)
{
  g_return_if_fail (OUTPOST_IS_OBSERVER (self));

  outpost_memory_note_sleep (self->memory, g_get_monotonic_time ());
  outpost_notices_wait_anew (self->notices, now);
}

void
outpost_observer_note_token (OutpostObserver *self,
                             OutpostWorkspace *workspace,
                             const char *build_id,
                             gint64 now)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  OutpostWorkspace *listed;

  g_return_if_fail (OUTPOST_IS_OBSERVER (self));

  /* Another build is the newest by now: its own credentials will be asked for. */
  if (g_strcmp0 (outpost_build_get_id (build), build_id) != 0)
    return;
  outpost_memory_note_token (self->memory, outpost_workspace_get_id (workspace), build_id, outpost_build_get_number (build), now);
  outpost_observer_mark (self, workspace);
  listed = outpost_workspace_list_lookup (self->list, outpost_workspace_get_id (workspace));
  if (listed != NULL && listed != workspace)
    outpost_observer_mark (self, listed);
}

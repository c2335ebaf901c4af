/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-notices.h"

/* One workspace with the agents whose loss was seen. */
typedef struct
{
  OutpostNotice notice;
  GHashTable *agents; /* the names of those that were lost */
  char *agent;        /* the first of them */
} Followed;

/* What a person is told of the machines of one account. */
struct _OutpostNotices
{
  GObject parent_instance;

  char *user_id;
  GHashTable *followed; /* workspace id → Followed */
  gboolean enabled;
};

enum
{
  PROP_0,
  PROP_ENABLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint send_signal;
static guint withdraw_signal;

G_DEFINE_FINAL_TYPE (OutpostNotices, outpost_notices, G_TYPE_OBJECT)

static void
followed_free (gpointer data)
{
  Followed *self = data;

  g_hash_table_unref (self->agents);
  g_free (self->agent);
  g_free (self);
}

static Followed *
follow (OutpostNotices *self,
        const char *workspace_id)
{
  Followed *followed = g_hash_table_lookup (self->followed, workspace_id);

  if (followed != NULL)
    return followed;
  followed = g_new0 (Followed, 1);
  followed->agents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (self->followed, g_strdup (workspace_id), followed);
  return followed;
}

/* Whether one was lost just now. */
static gboolean
take_events (OutpostNotices *self,
             const char *workspace_id,
             GArray *events)
{
  gboolean fresh = FALSE;

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const OutpostEvent *event = &g_array_index (events, OutpostEvent, i);
      Followed *followed;

      if (event->kind != OUTPOST_EVENT_LOST)
        continue;
      followed = follow (self, workspace_id);
      if (g_hash_table_size (followed->agents) == 0)
        g_set_str (&followed->agent, event->agent);
      g_hash_table_add (followed->agents, g_strdup (event->agent));
      fresh = TRUE;
    }
  return fresh;
}

static gboolean
has_new_build (GArray *events)
{
  for (guint i = 0; events != NULL && i < events->len; i++)
    if (g_array_index (events, OutpostEvent, i).kind == OUTPOST_EVENT_NEW_BUILD)
      return TRUE;
  return FALSE;
}

static OutpostNoticeSight
look (Followed *followed,
      OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  OutpostNoticeSight sight = OUTPOST_SIGHT_OVER;

  /* It is back, and that was said: there is nothing more to wait for. */
  if (g_hash_table_size (followed->agents) == 0)
    return OUTPOST_SIGHT_NOTHING;
  if (outpost_build_get_status (build) == OUTPOST_BUILD_DELETED)
    return OUTPOST_SIGHT_OVER;
  if (!outpost_build_has_started (build))
    return OUTPOST_SIGHT_NOTHING;
  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);
      OutpostAgentState state = outpost_agent_get_state (agent);

      if (!outpost_agent_is_external (agent) || !g_hash_table_contains (followed->agents, outpost_agent_get_name (agent)))
        continue;
      if (state == OUTPOST_AGENT_LOST)
        return OUTPOST_SIGHT_LOST;
      if (state == OUTPOST_AGENT_UNKNOWN)
        sight = OUTPOST_SIGHT_NOTHING;
      else if (state == OUTPOST_AGENT_CONNECTED && sight != OUTPOST_SIGHT_NOTHING)
        sight = OUTPOST_SIGHT_BACK;
    }
  return sight;
}

static void
act (OutpostNotices *self,
     OutpostWorkspace *workspace,
     OutpostNoticeAction action,
     const char *agent)
{
  if (action == OUTPOST_NOTICE_SEND_LOST || action == OUTPOST_NOTICE_SEND_BACK)
    g_signal_emit (self, send_signal, 0, workspace, (guint) action, agent);
  else if (action == OUTPOST_NOTICE_WITHDRAW)
    g_signal_emit (self, withdraw_signal, 0, outpost_workspace_get_id (workspace));
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_notices_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_ENABLED)
    g_value_set_boolean (value, OUTPOST_NOTICES (object)->enabled);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_notices_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_ENABLED)
    outpost_notices_set_enabled (OUTPOST_NOTICES (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_notices_finalize (GObject *object)
{
  OutpostNotices *self = OUTPOST_NOTICES (object);

  g_hash_table_unref (self->followed);
  g_free (self->user_id);
  G_OBJECT_CLASS (outpost_notices_parent_class)->finalize (object);
}

static void
outpost_notices_class_init (OutpostNoticesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_notices_get_property;
  object_class->set_property = outpost_notices_set_property;
  object_class->finalize = outpost_notices_finalize;

  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  send_signal = g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                              OUTPOST_TYPE_WORKSPACE, G_TYPE_UINT, G_TYPE_STRING);
  withdraw_signal = g_signal_new ("withdraw", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
outpost_notices_init (OutpostNotices *self)
{
  self->enabled = TRUE;
  self->followed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, followed_free);
}

OutpostNotices *
outpost_notices_new (const char *user_id)
{
  OutpostNotices *self = g_object_new (OUTPOST_TYPE_NOTICES, NULL);

  self->user_id = g_strdup (user_id);
  return self;
}

gboolean
outpost_notices_get_enabled (OutpostNotices *self)
{
  g_return_val_if_fail (OUTPOST_IS_NOTICES (self), FALSE);
  return self->enabled;
}

void
outpost_notices_set_enabled (OutpostNotices *self,
                             gboolean enabled)
{
  g_return_if_fail (OUTPOST_IS_NOTICES (self));

  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  if (!enabled)
    outpost_notices_clear (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

void
outpost_notices_see (OutpostNotices *self,
                     OutpostWorkspace *workspace,
                     GArray *events,
                     gint64 now)
{
  const char *id = outpost_workspace_get_id (workspace);
  g_autofree char *agent = NULL;
  Followed *followed;
  OutpostNoticeAction action;
  gboolean fresh;

  g_return_if_fail (OUTPOST_IS_NOTICES (self));

  if (!self->enabled || g_strcmp0 (outpost_workspace_get_owner_id (workspace), self->user_id) != 0)
    return;
  fresh = !has_new_build (events) && take_events (self, id, events);
  /* Nothing is followed nearly always. */
  if (g_hash_table_size (self->followed) == 0 || (followed = g_hash_table_lookup (self->followed, id)) == NULL)
    return;
  action = outpost_notice_step (&followed->notice, has_new_build (events) ? OUTPOST_SIGHT_OVER : look (followed, workspace), fresh,
                                now);
  agent = g_strdup (followed->agent);
  if (followed->notice.state == OUTPOST_NOTICE_IDLE)
    g_hash_table_remove (self->followed, id);
  else if (followed->notice.state == OUTPOST_NOTICE_BACK)
    g_hash_table_remove_all (followed->agents);
  act (self, workspace, action, agent);
}

gboolean
outpost_notices_is_waiting (OutpostNotices *self)
{
  GHashTableIter iter;
  Followed *followed;

  g_return_val_if_fail (OUTPOST_IS_NOTICES (self), FALSE);

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &followed))
    if (outpost_notice_is_waiting (&followed->notice))
      return TRUE;
  return FALSE;
}

void
outpost_notices_wait_anew (OutpostNotices *self,
                           gint64 now)
{
  GHashTableIter iter;
  Followed *followed;

  g_return_if_fail (OUTPOST_IS_NOTICES (self));

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &followed))
    if (outpost_notice_is_waiting (&followed->notice))
      followed->notice.since = now;
}

void
outpost_notices_clear (OutpostNotices *self)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *id;
  Followed *followed;

  g_return_if_fail (OUTPOST_IS_NOTICES (self));

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &followed))
    if (outpost_notice_is_shown (&followed->notice))
      g_ptr_array_add (shown, g_strdup (id));
  g_hash_table_remove_all (self->followed);
  for (guint i = 0; i < shown->len; i++)
    g_signal_emit (self, withdraw_signal, 0, g_ptr_array_index (shown, i));
}

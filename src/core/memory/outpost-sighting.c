/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sighting.h"

#include <string.h>

#define MOST_AGENTS 32
#define LONGEST 128
#define SAME_LOSS_US (60 * (gint64) G_USEC_PER_SEC)

/* Names are their word: they are kept up to a length. */
static char *
new_text (const char *text)
{
  const char *end;

  if (strlen (text) <= LONGEST)
    return g_ref_string_new_intern (text);
  end = g_utf8_find_prev_char (text, text + LONGEST);
  return g_ref_string_new_len (text, end - text);
}

/* ---- Events ---------------------------------------------------------------------------------------------------------- */

void
outpost_event_clear (gpointer event)
{
  g_clear_pointer (&((OutpostEvent *) event)->agent, g_ref_string_release);
}

GArray *
outpost_events_new (void)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (OutpostEvent));

  g_array_set_clear_func (events, outpost_event_clear);
  return events;
}

void
outpost_events_add (GArray *events,
                    OutpostEventKind kind,
                    gint64 at,
                    gint64 seen_at,
                    gint64 build_number,
                    const char *agent)
{
  OutpostEvent event = { kind, at, seen_at, build_number, new_text (agent) };

  g_array_append_val (events, event);
}

/* ---- Sightings ------------------------------------------------------------------------------------------------------- */

static void
agent_clear (gpointer data)
{
  OutpostSightedAgent *agent = data;

  g_clear_pointer (&agent->id, g_ref_string_release);
  g_clear_pointer (&agent->name, g_ref_string_release);
}

OutpostSighting *
outpost_sighting_new_empty (const char *build_id,
                            gint64 build_number)
{
  OutpostSighting *self = g_new0 (OutpostSighting, 1);

  self->build_id = new_text (build_id);
  self->build_number = build_number;
  self->agents = g_array_new (FALSE, FALSE, sizeof (OutpostSightedAgent));
  g_array_set_clear_func (self->agents, agent_clear);
  return self;
}

void
outpost_sighting_add (OutpostSighting *self,
                      const char *id,
                      const char *name,
                      OutpostAgentState state,
                      gint64 first_connected_at,
                      gint64 disconnected_at,
                      gint64 since)
{
  OutpostSightedAgent agent = { NULL, NULL, state, first_connected_at, disconnected_at, since };

  if (self->agents->len >= MOST_AGENTS)
    return;
  agent.id = new_text (id);
  agent.name = new_text (name);
  g_array_append_val (self->agents, agent);
}

OutpostSighting *
outpost_sighting_new (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autoptr(OutpostSighting) self = NULL;

  if (!outpost_build_has_started (build))
    return NULL;
  self = outpost_sighting_new_empty (outpost_build_get_id (build), outpost_build_get_number (build));
  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      if (outpost_agent_is_external (agent))
        outpost_sighting_add (self, outpost_agent_get_id (agent), outpost_agent_get_name (agent), outpost_agent_get_state (agent),
                              outpost_agent_get_first_connected_at (agent), outpost_agent_get_disconnected_at (agent),
                              outpost_agent_get_since (agent));
    }
  return self->agents->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
outpost_sighting_free (OutpostSighting *self)
{
  g_ref_string_release (self->build_id);
  g_array_unref (self->agents);
  g_free (self);
}

gboolean
outpost_sighting_equal (const OutpostSighting *a,
                        const OutpostSighting *b)
{
  gboolean equal = a->agents->len == b->agents->len && g_str_equal (a->build_id, b->build_id);

  for (guint i = 0; equal && i < a->agents->len; i++)
    {
      const OutpostSightedAgent *one = &g_array_index (a->agents, OutpostSightedAgent, i);
      const OutpostSightedAgent *other = &g_array_index (b->agents, OutpostSightedAgent, i);

      equal = g_str_equal (one->id, other->id) && g_str_equal (one->name, other->name) && one->state == other->state
              && one->first_connected_at == other->first_connected_at && one->disconnected_at == other->disconnected_at
              && one->since == other->since;
    }
  return equal;
}

gboolean
outpost_sighting_was_attached (const OutpostSighting *self)
{
  for (guint i = 0; i < self->agents->len; i++)
    if (g_array_index (self->agents, OutpostSightedAgent, i).first_connected_at > 0)
      return TRUE;
  return FALSE;
}

/* ---- Comparing ------------------------------------------------------------------------------------------------------- */

static const OutpostSightedAgent *
find (const OutpostSighting *self,
      const char *id)
{
  for (guint i = 0; i < self->agents->len; i++)
    if (g_str_equal (g_array_index (self->agents, OutpostSightedAgent, i).id, id))
      return &g_array_index (self->agents, OutpostSightedAgent, i);
  return NULL;
}

static gboolean
is_gone (OutpostAgentState state)
{
  return state == OUTPOST_AGENT_LOST || state == OUTPOST_AGENT_OFF;
}

/* The clocks of two machines: what happened did not happen after it was seen. */
static gint64
get_time (gint64 said,
          gint64 now)
{
  return said > 0 && said < now ? said : now;
}

static void
add (GArray *events,
     OutpostEventKind kind,
     gint64 at,
     gint64 now,
     const OutpostSighting *sighting,
     const OutpostSightedAgent *agent)
{
  outpost_events_add (events, kind, get_time (at, now), now, sighting->build_number, agent->name);
}

/* Where it stands now: one that was never seen connected may have connected and gone between two looks. */
static void
compare_new (GArray *events,
             const OutpostSighting *after,
             const OutpostSightedAgent *agent,
             gint64 now)
{
  if (agent->state != OUTPOST_AGENT_CONNECTED && !is_gone (agent->state))
    return;
  add (events, OUTPOST_EVENT_CONNECTED, agent->first_connected_at, now, after, agent);
  if (is_gone (agent->state))
    add (events, agent->state == OUTPOST_AGENT_OFF ? OUTPOST_EVENT_OFF : OUTPOST_EVENT_LOST, agent->since, now, after, agent);
}

/* Of an agent that was connected before. */
static void
compare_known (GArray *events,
               const OutpostSighting *after,
               const OutpostSightedAgent *old,
               const OutpostSightedAgent *agent,
               gint64 now)
{
  gboolean went = agent->disconnected_at > old->disconnected_at && agent->disconnected_at > old->since;
  /* The deployment first tells a loss by its age, and when it was afterwards: that is the same loss. */
  gboolean again = agent->state == old->state && agent->since > old->since + SAME_LOSS_US;

  if (agent->state == OUTPOST_AGENT_CONNECTED)
    {
      if (old->state == OUTPOST_AGENT_CONNECTED && went)
        add (events, OUTPOST_EVENT_LOST, agent->disconnected_at, now, after, agent);
      if (old->state != OUTPOST_AGENT_CONNECTED || went)
        add (events, OUTPOST_EVENT_BACK, now, now, after, agent);
    }
  else if (is_gone (agent->state) && (agent->state != old->state || again))
    add (events, agent->state == OUTPOST_AGENT_OFF ? OUTPOST_EVENT_OFF : OUTPOST_EVENT_LOST, agent->since, now, after, agent);
}

GArray *
outpost_sighting_compare (const OutpostSighting *before,
                          const OutpostSighting *after,
                          gint64 now)
{
  GArray *events = outpost_events_new ();
  gboolean same_build = before != NULL && after != NULL && g_str_equal (before->build_id, after->build_id);

  /* An answer that was overtaken says nothing new. */
  if (before == NULL || after == NULL || (!same_build && after->build_number <= before->build_number))
    return events;
  if (!same_build)
    outpost_events_add (events, OUTPOST_EVENT_NEW_BUILD, now, now, after->build_number, "");
  for (guint i = 0; i < after->agents->len; i++)
    {
      const OutpostSightedAgent *agent = &g_array_index (after->agents, OutpostSightedAgent, i);
      const OutpostSightedAgent *old = same_build ? find (before, agent->id) : NULL;

      if (old != NULL && (old->state == OUTPOST_AGENT_CONNECTED || is_gone (old->state)))
        compare_known (events, after, old, agent, now);
      else
        compare_new (events, after, agent, now);
    }
  return events;
}

OutpostSighting *
outpost_sighting_merge (const OutpostSighting *before,
                        const OutpostSighting *after)
{
  OutpostSighting *merged = outpost_sighting_new_empty (after->build_id, after->build_number);

  for (guint i = 0; i < after->agents->len; i++)
    {
      const OutpostSightedAgent *agent = &g_array_index (after->agents, OutpostSightedAgent, i);
      const OutpostSightedAgent *old = before != NULL ? find (before, agent->id) : NULL;

      if (agent->state == OUTPOST_AGENT_UNKNOWN && old != NULL)
        agent = old;
      outpost_sighting_add (merged, agent->id, agent->name, agent->state, agent->first_connected_at, agent->disconnected_at,
                            agent->since);
    }
  return merged;
}

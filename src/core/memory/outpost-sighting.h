/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

/**
 * OutpostEventKind:
 * @OUTPOST_EVENT_NEW_BUILD: a build succeeded: new agents, new tokens
 * @OUTPOST_EVENT_CONNECTED: an agent connected for the first time since its build
 * @OUTPOST_EVENT_LOST: a connected agent is lost
 * @OUTPOST_EVENT_OFF: an agent was shut down in order
 * @OUTPOST_EVENT_BACK: an agent that was lost or off is connected again
 * @OUTPOST_EVENT_NOT_LOOKING: no event but a gap: nobody asked for a while, and something happened meanwhile
 */
typedef enum
{
  OUTPOST_EVENT_NEW_BUILD,
  OUTPOST_EVENT_CONNECTED,
  OUTPOST_EVENT_LOST,
  OUTPOST_EVENT_OFF,
  OUTPOST_EVENT_BACK,
  OUTPOST_EVENT_NOT_LOOKING,
} OutpostEventKind;

#define OUTPOST_EVENT_LAST_KIND OUTPOST_EVENT_NOT_LOOKING

/**
 * OutpostEvent:
 * @at: µs of unix time: when it happened, as the deployment tells where it does, else when it was seen; of a gap its beginning
 * @seen_at: when it was seen; of a gap its end
 * @build_number: of which build
 * @agent: a counted string: the agent's name, or "" for the whole workspace
 *
 * Something that happened to an agent. Has no secrets.
 */
typedef struct
{
  OutpostEventKind kind;
  gint64 at;
  gint64 seen_at;
  gint64 build_number;
  char *agent;
} OutpostEvent;

/* Frees what an element of an array of events holds. */
void             outpost_event_clear        (gpointer event);
/* (transfer full) (element-type OutpostEvent): an empty array that frees what is in it. */
GArray          *outpost_events_new         (void);
void             outpost_events_add         (GArray          *events,
                                             OutpostEventKind kind,
                                             gint64           at,
                                             gint64           seen_at,
                                             gint64           build_number,
                                             const char      *agent);

/**
 * OutpostSightedAgent: what is remembered of an external agent to tell what happened to it; strings are counted
 */
typedef struct
{
  char *id;
  char *name;
  OutpostAgentState state;
  gint64 first_connected_at;
  gint64 disconnected_at;
  gint64 since;
} OutpostSightedAgent;

/**
 * OutpostSighting:
 *
 * What was seen of the external agents of a workspace in one moment.
 */
typedef struct
{
  char *build_id;
  gint64 build_number;
  GArray *agents; /* of OutpostSightedAgent */
} OutpostSighting;

/**
 * outpost_sighting_new:
 *
 * Returns: (transfer full) (nullable): %NULL when the workspace says nothing of agents at the moment: a build runs, failed, was
 *   canceled or was no start (agents vanish then, and the workspace calls itself healthy, correction 40), or none is external
 */
OutpostSighting *outpost_sighting_new       (OutpostWorkspace *workspace);
/* As it was kept; the agents are added with outpost_sighting_add(). */
OutpostSighting *outpost_sighting_new_empty (const char       *build_id,
                                             gint64            build_number);
void             outpost_sighting_add       (OutpostSighting  *self,
                                             const char       *id,
                                             const char       *name,
                                             OutpostAgentState state,
                                             gint64            first_connected_at,
                                             gint64            disconnected_at,
                                             gint64            since);
void             outpost_sighting_free      (OutpostSighting  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostSighting, outpost_sighting_free)

gboolean         outpost_sighting_equal     (const OutpostSighting *a,
                                             const OutpostSighting *b);
/* Whether a machine ever connected to one of these agents. */
gboolean         outpost_sighting_was_attached (const OutpostSighting *self);

/**
 * outpost_sighting_compare:
 * @before: (nullable): what was seen before; %NULL: nothing, so that nothing is known to have happened
 * @after: (nullable): what is seen now; %NULL: it says nothing
 * @now: when that was seen, µs of unix time
 *
 * What happened between two sightings; pure. Told by the status, never by the presence of `disconnected_at`, which stays set
 * after an agent reconnected (correction 55): only that it grew says that a connected agent was lost and came back meanwhile.
 * A state that this version does not know is no event; nor are the same facts once more (correction 54).
 *
 * Returns: (transfer full) (element-type OutpostEvent): in the order in which it happened; may be empty
 */
GArray          *outpost_sighting_compare   (const OutpostSighting *before,
                                             const OutpostSighting *after,
                                             gint64                 now);

/**
 * outpost_sighting_merge:
 *
 * Returns: (transfer full): what to compare with next time: @after, but of an agent whose state this version does not know what
 *   @before said
 */
OutpostSighting *outpost_sighting_merge     (const OutpostSighting *before, /* nullable */
                                             const OutpostSighting *after);

G_END_DECLS

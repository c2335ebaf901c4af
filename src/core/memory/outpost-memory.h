/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-timeline.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_MEMORY (outpost_memory_get_type ())

/**
 * OutpostMemory:
 *
 * What Outpost remembers of the workspaces of one account: what happened to their agents while it looked, when it looked, and
 * of which build credentials were taken or a machine was seen attached. Ids, names, numbers and times only, no secrets. Bounded:
 * 2,000 workspaces, 200 events each, the oldest go. Read when it is first needed, written some seconds after something happened
 * and otherwise at most every five minutes, in another thread. Damage is set aside, and it begins anew.
 *
 * Signal `changed` (const char *workspace_id): its timeline has more, or its machines must be attached again, or no longer.
 */
G_DECLARE_FINAL_TYPE (OutpostMemory, outpost_memory, OUTPOST, MEMORY, GObject)

/* @path: (nullable): the file; %NULL remembers as long as it lives */
OutpostMemory *outpost_memory_new     (const char       *path);
/* Begins to read the file, in a thread: there is less to wait for then. */
void           outpost_memory_preload (OutpostMemory    *self);

/* Whether it was seen as it was later than @known_at, µs of monotonic time: answers overtake each other. */
gboolean       outpost_memory_is_overtaken (OutpostMemory *self,
                                            const char    *workspace_id,
                                            gint64         known_at);

/**
 * outpost_memory_see:
 * @workspace: as the deployment describes it now
 * @known_at: when it was asked for that, µs of monotonic time
 * @now: µs of unix time
 * @after_gap: (out): whether nobody had looked for some minutes before: what happened is no news
 *
 * Remembers how its external agents are, and what happened since it was looked at last.
 *
 * Returns: (transfer full) (nullable) (element-type OutpostEvent): what happened
 */
GArray        *outpost_memory_see     (OutpostMemory    *self,
                                       OutpostWorkspace *workspace,
                                       gint64            known_at,
                                       gint64            now,
                                       gboolean         *after_gap);

/* The credentials of this build were revealed, copied or saved: a machine may have them. An older build says nothing. */
void           outpost_memory_note_token (OutpostMemory *self,
                                          const char    *workspace_id,
                                          const char    *build_id,
                                          gint64         build_number,
                                          gint64         now);

/**
 * outpost_memory_must_attach_again:
 *
 * Returns: whether a newer build made a new token since credentials were shown, or a machine was seen attached, and neither
 *   was the case for that build
 */
gboolean       outpost_memory_must_attach_again (OutpostMemory    *self,
                                                 OutpostWorkspace *workspace);

/* The newest build before the latest one under which a machine was seen attached; 0: none is known, a machine was attached under
 * the latest one, or there are several agents that it may have been. */
gint64         outpost_memory_get_attached_build (OutpostMemory    *self,
                                                  OutpostWorkspace *workspace);

/* When @agent of @workspace, lost before, was seen connected again, µs of unix time; 0 when nobody was looking at that moment. */
gint64         outpost_memory_get_back_at   (OutpostMemory    *self,
                                             OutpostWorkspace *workspace,
                                             OutpostAgent     *agent);

/* (transfer full) (element-type OutpostTimelineItem): see outpost_timeline_new(); empty when nothing is known. */
GArray        *outpost_memory_dup_timeline (OutpostMemory *self,
                                            const char    *workspace_id);

/**
 * outpost_memory_exchange_script:
 * @platform: `linux/amd64`
 * @sha256: of the init script that the deployment has for it now
 *
 * Returns: (transfer full) (nullable): that of the one that was seen last; %NULL when none was
 */
char          *outpost_memory_exchange_script (OutpostMemory *self,
                                               const char    *platform,
                                               const char    *sha256);

/* How long nobody may look before what happened meanwhile is no news, µs; %OUTPOST_GAP_US unless who looks does so less often. */
void           outpost_memory_set_gap    (OutpostMemory *self,
                                          gint64         gap);
/* The computer slept until @woke_at, µs of monotonic time, however shortly: nobody looked. */
void           outpost_memory_note_sleep (OutpostMemory *self,
                                          gint64         woke_at);
/* Writes what is not written yet, and that it looked until @now; synchronous: the program ends. Not where nothing was looked at. */
void           outpost_memory_flush   (OutpostMemory    *self,
                                       gint64            now);
/* Forgets everything and removes the file, also one that is just being written; it is of no use any more. */
void           outpost_memory_clear   (OutpostMemory    *self);

G_END_DECLS

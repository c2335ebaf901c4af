/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-workspace-list.h"
#include "outpost-memory.h"
#include "outpost-notices.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_OBSERVER (outpost_observer_get_type ())

/**
 * OutpostObserver:
 *
 * Looks at the workspaces of an account whenever somebody asked for them anyway, and tells the memory and the notices what it
 * sees; marks the workspaces whose machines must be attached again. Asks for nothing itself and has no timer.
 */
G_DECLARE_FINAL_TYPE (OutpostObserver, outpost_observer, OUTPOST, OBSERVER, GObject)

/* @list: looked at after each complete answer
 * @user_id: whose workspaces notices are about */
OutpostObserver *outpost_observer_new         (OutpostWorkspaceList *list,
                                               OutpostMemory        *memory,
                                               const char           *user_id);
/* The same for another list of the same account. */
void             outpost_observer_look_at     (OutpostObserver      *self,
                                               OutpostWorkspaceList *list);
OutpostMemory   *outpost_observer_get_memory  (OutpostObserver      *self);
OutpostNotices  *outpost_observer_get_notices (OutpostObserver      *self);
/* @workspace is now, µs of unix time, as the deployment has it: it was just asked for, or its stream is open.
 * @known_at: when it was asked for, or now of an open stream, in monotonic time: of what was asked for before what was seen of it
 * already nothing is news, whoever asked. */
void             outpost_observer_see         (OutpostObserver      *self,
                                               OutpostWorkspace     *workspace,
                                               gint64                known_at,
                                               gint64                now);
/* Marks @workspace when its machines must be attached again, under which build they were and when they were back, as far as is
 * known: it may be as it was some time ago. */
void             outpost_observer_mark        (OutpostObserver      *self,
                                               OutpostWorkspace     *workspace);
/* The computer slept until @now, µs of unix time: what is seen to have happened meanwhile is no news, and what is about to be said
 * must be seen anew. */
void             outpost_observer_note_sleep  (OutpostObserver      *self,
                                               gint64                now);
/* The credentials of this build of @workspace were revealed, copied or saved; that they are shown without the token is nothing. */
void             outpost_observer_note_token  (OutpostObserver      *self,
                                               OutpostWorkspace     *workspace,
                                               const char           *build_id,
                                               gint64                now);

G_END_DECLS

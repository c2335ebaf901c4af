/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

/* The words and icons for what a workspace and its agents are in: one place, so that list and page say the same. Translated.
 * Every dup_ is free of control characters and bidi overrides (outpost_text_dup_visible). @now: µs of unix time. */

/* "Started", "Queued"…; an unknown status word as it is. What is on its way out is "Deleting", also before its turn has come. */
char       *outpost_words_dup_status         (OutpostWorkspace *workspace);
/* A symbolic icon and a style class (success, warning, error, dim-label or accent) for the same: a started workspace whose agent
 * is not connected has the warning icon. Icon names are those shipped in the resource. */
const char *outpost_words_get_status_icon    (OutpostWorkspace *workspace);
const char *outpost_words_get_status_class   (OutpostWorkspace *workspace);
/* How many characters the longest status of a workspace has. */
guint       outpost_words_get_status_width  (void);
/* The same of one build, whatever its agents do. */
char       *outpost_words_dup_build_status   (OutpostBuild *build);
const char *outpost_words_get_build_icon     (OutpostBuild *build);
/* "Yes", "No", or "" where the build has no health. */
const char *outpost_words_get_healthy        (OutpostWorkspace *workspace);
/* Why it is unhealthy, one sentence; NULL when there is nothing to explain. Never attached is normal, and said so. */
char       *outpost_words_dup_health_reason  (OutpostWorkspace *workspace);
/* The list's Agent column: "Connected", "Waiting for the machine, 2 min", "aux lost 3 h ago", "Attach again", "Build running";
 * "" also while it is being deleted. */
char       *outpost_words_dup_agent_summary  (OutpostWorkspace *workspace, gint64 now);
/* Of all its machines, each by the name of its agent where there are several: "Connected", "main connected, aux lost 3 h ago"; ""
 * without any. */
char       *outpost_words_dup_agents         (OutpostWorkspace *workspace, gint64 now);
/* One sentence that says why, where its machines must be attached again; else NULL. */
char       *outpost_words_dup_attach_again   (OutpostWorkspace *workspace);
/* What is removed with external workspaces beside record and token, by the sum of outpost_workspace_get_n_others(): one sentence;
 * NULL where it is nothing. */
char       *outpost_words_dup_others         (gint64 n_others);
/* "Connected", "Waiting for the machine", "Lost 3 hours ago, last seen 10:12"… */
char       *outpost_words_dup_agent_state    (OutpostAgent *agent, gint64 now);
/* Why, and what to do now: one sentence. */
char       *outpost_words_dup_agent_advice   (OutpostAgent *agent);
const char *outpost_words_get_agent_icon     (OutpostAgent *agent);
const char *outpost_words_get_agent_class    (OutpostAgent *agent);
/* "just now", "4 minutes ago", "3 hours ago", "12 days ago". */
char       *outpost_words_dup_ago            (gint64 then, gint64 now);
/* "<1 min", "4 min", "3 h", "12 d". */
char       *outpost_words_dup_duration       (gint64 microseconds);
/* "09:41" today, "Mon 09:41" this week, else the date; the locale's own form. */
char       *outpost_words_dup_clock          (gint64 then, gint64 now);

/* Of a build that waits: its place, or that it waits in vain. */
char *outpost_words_dup_queue (OutpostBuild *build);

G_END_DECLS

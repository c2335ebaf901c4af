/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-agent.h"

G_BEGIN_DECLS

/**
 * OutpostBuildStatus:
 *
 * The command line's STATUS, from the job's status and the transition (coder-api 3.5 and 4.4).
 */
typedef enum
{
  OUTPOST_BUILD_UNKNOWN,
  OUTPOST_BUILD_QUEUED,
  OUTPOST_BUILD_STARTING,
  OUTPOST_BUILD_STARTED,
  OUTPOST_BUILD_STOPPING,
  OUTPOST_BUILD_STOPPED,
  OUTPOST_BUILD_DELETING,
  OUTPOST_BUILD_DELETED,
  OUTPOST_BUILD_CANCELING,
  OUTPOST_BUILD_CANCELED,
  OUTPOST_BUILD_FAILED,
} OutpostBuildStatus;

/**
 * OutpostTristate:
 * @OUTPOST_UNKNOWN: the server did not say: a build that is not finished, or failed
 */
typedef enum
{
  OUTPOST_UNKNOWN = -1,
  OUTPOST_NO = 0,
  OUTPOST_YES = 1,
} OutpostTristate;

#define OUTPOST_TYPE_BUILD (outpost_build_get_type ())

/**
 * OutpostBuild:
 *
 * One build of a workspace with its job, and the agents of all its resources. Immutable, usable in any thread.
 */
G_DECLARE_FINAL_TYPE (OutpostBuild, outpost_build, OUTPOST, BUILD, GObject)

/* `GET /workspacebuilds/ID`; %NULL with %OUTPOST_ERROR_PROTOCOL. */
OutpostBuild       *outpost_build_new_from_json          (GBytes       *bytes,
                                                          GError      **error);
/* `GET /workspaces/ID/builds`: (element-type OutpostBuild), newest first; as above. */
GPtrArray          *outpost_builds_new_from_json         (GBytes       *bytes,
                                                          GError      **error);
const char         *outpost_build_get_id                 (OutpostBuild *self);
gint64              outpost_build_get_number             (OutpostBuild *self);
OutpostBuildStatus  outpost_build_get_status             (OutpostBuild *self);
const char         *outpost_build_get_status_word        (OutpostBuild *self); /* the server's `status` */
const char         *outpost_build_get_transition         (OutpostBuild *self);
const char         *outpost_build_get_reason             (OutpostBuild *self);
const char         *outpost_build_get_template_version_id   (OutpostBuild *self);
const char         *outpost_build_get_template_version_name (OutpostBuild *self);
const char         *outpost_build_get_initiator_name     (OutpostBuild *self);
gint64              outpost_build_get_created_at         (OutpostBuild *self);
gint64              outpost_build_get_job_created_at     (OutpostBuild *self); /* what LAST BUILT counts from */
gint64              outpost_build_get_job_started_at     (OutpostBuild *self);
gint64              outpost_build_get_job_completed_at   (OutpostBuild *self);
const char         *outpost_build_get_job_status         (OutpostBuild *self);
const char         *outpost_build_get_job_error          (OutpostBuild *self); /* "" without one */
gint64              outpost_build_get_queue_position     (OutpostBuild *self);
/* It waits, and nothing takes such jobs (coder-api 2.8): that is only told of what is pending (correction 20). */
gboolean            outpost_build_lacks_provisioner      (OutpostBuild *self);
gint64              outpost_build_get_deadline           (OutpostBuild *self);
gint64              outpost_build_get_daily_cost         (OutpostBuild *self);
/* `has_external_agent`; unknown until the build finished (coder-api 3.1, correction 39). */
OutpostTristate     outpost_build_get_has_external_agent (OutpostBuild *self);
/* What the template made beside the external agents, without what it hides: a disk, a network. It is removed with the
 * workspace, as a machine that somebody attached is not. -1: the build does not say: it is not finished, or failed. */
gint64              outpost_build_get_n_others           (OutpostBuild *self);
/* Pending or running: nothing that hangs on it can be believed yet. */
gboolean            outpost_build_is_active              (OutpostBuild *self);
/* Its agents are there to be attached: it succeeded in starting, or was canceled only when it had (correction 39). */
gboolean            outpost_build_has_started            (OutpostBuild *self);
/* The workspace is on its way out: its deletion waits for its turn, or runs. */
gboolean            outpost_build_is_deleting            (OutpostBuild *self);
guint               outpost_build_get_n_agents           (OutpostBuild *self);
OutpostAgent       *outpost_build_get_agent              (OutpostBuild *self, /* borrowed */
                                                          guint         index);
/* (transfer full) (element-type OutpostAgent): those that a machine is attached to by hand. The deployment gives out the token of
 * any agent, also where nobody is to attach anything: only these are asked for, unless a person names another (correction 65). */
GPtrArray          *outpost_build_dup_external_agents    (OutpostBuild *self);
gboolean            outpost_build_equal                  (OutpostBuild *a,
                                                          OutpostBuild *b);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-build.h"

G_BEGIN_DECLS

/**
 * OutpostHealth:
 *
 * Only a build that succeeded as a start has a health (correction 40); otherwise the list's cell is empty.
 */
typedef enum
{
  OUTPOST_HEALTH_NONE,
  OUTPOST_HEALTH_HEALTHY,
  OUTPOST_HEALTH_UNHEALTHY,
} OutpostHealth;

#define OUTPOST_TYPE_WORKSPACE (outpost_workspace_get_type ())

/**
 * OutpostWorkspace:
 *
 * A workspace of a deployment as the account sees it. Keeps its identity over refreshes: outpost_workspace_update() takes
 * over newer facts and emits `changed` once when anything a view shows is different.
 *
 * Properties (read-only, for expressions and bindings): `id`, `name`, `owner-name`, `template-name`, `latest-build`,
 * `outdated`, `favorite`; all notify with `changed`.
 */
G_DECLARE_FINAL_TYPE (OutpostWorkspace, outpost_workspace, OUTPOST, WORKSPACE, GObject)

/**
 * outpost_workspace_new_from_json:
 * @bytes: one Workspace object
 * @error: %OUTPOST_ERROR_PROTOCOL with the path
 *
 * Returns: (transfer full) (nullable): the workspace
 */
OutpostWorkspace *outpost_workspace_new_from_json  (GBytes           *bytes,
                                                    GError          **error);

const char       *outpost_workspace_get_id                    (OutpostWorkspace *self);
const char       *outpost_workspace_get_name                  (OutpostWorkspace *self);
const char       *outpost_workspace_get_owner_id              (OutpostWorkspace *self);
const char       *outpost_workspace_get_owner_name            (OutpostWorkspace *self);
const char       *outpost_workspace_get_organization_id       (OutpostWorkspace *self);
const char       *outpost_workspace_get_organization_name     (OutpostWorkspace *self);
const char       *outpost_workspace_get_template_id           (OutpostWorkspace *self);
const char       *outpost_workspace_get_template_name         (OutpostWorkspace *self);
const char       *outpost_workspace_get_template_display_name (OutpostWorkspace *self);
const char       *outpost_workspace_get_template_active_version_id (OutpostWorkspace *self);
OutpostBuild     *outpost_workspace_get_latest_build          (OutpostWorkspace *self);
gboolean          outpost_workspace_get_outdated              (OutpostWorkspace *self);
gboolean          outpost_workspace_get_favorite              (OutpostWorkspace *self);
gboolean          outpost_workspace_get_allow_renames         (OutpostWorkspace *self);
/* FALSE: only an owner of the deployment may cancel its builds (coder-api 3.3, correction 49). */
gboolean          outpost_workspace_get_allows_cancel         (OutpostWorkspace *self);
gint64            outpost_workspace_get_dormant_at            (OutpostWorkspace *self);
gint64            outpost_workspace_get_last_used_at          (OutpostWorkspace *self);
gint64            outpost_workspace_get_next_start_at         (OutpostWorkspace *self);
const char       *outpost_workspace_get_autostart_schedule    (OutpostWorkspace *self); /* "" when unset */
gint64            outpost_workspace_get_ttl_ms                (OutpostWorkspace *self); /* 0 when unset */
OutpostHealth     outpost_workspace_get_health                (OutpostWorkspace *self);
/* The latest build's flag; where that is unknown, what an earlier build of this object said; else what the resources say. */
OutpostTristate   outpost_workspace_is_external               (OutpostWorkspace *self);
/* See outpost_build_get_n_others(); where the latest build does not say, what an earlier build of this object said, else -1. */
gint64            outpost_workspace_get_n_others              (OutpostWorkspace *self);

/**
 * outpost_workspace_get_main_agent:
 *
 * Returns: (transfer none) (nullable): the agent that the list speaks of: of the external ones, or of all top-level ones where
 *   there is none, the one in most need of attention
 */
OutpostAgent     *outpost_workspace_get_main_agent (OutpostWorkspace *self);

/* A newer build made a new token since a machine was attached, as far as Outpost knows: told by #OutpostObserver, not by the
 * deployment, and not kept with the workspace. Setting it emits `changed` when it differs. */
gboolean          outpost_workspace_get_attach_again (OutpostWorkspace *self);
void              outpost_workspace_set_attach_again (OutpostWorkspace *self,
                                                      gboolean          attach_again);

/* See outpost_agent_get_attached_build(); of all external agents. Emits `changed` when it differs. */
void              outpost_workspace_set_attached_build (OutpostWorkspace *self,
                                                        gint64            build_number);

/* Unhealthy, failed, lost, late, to be attached again; what the list's "need attention" counts. */
gboolean          outpost_workspace_needs_attention (OutpostWorkspace *self);

/**
 * outpost_workspace_update:
 * @newer: the same workspace as another answer has it; not kept
 * @known_at: when that was asked for, or came unasked, in monotonic time. An answer asked for before what is known already is
 *   not taken: pages of a list and events of a stream overtake each other.
 *
 * Returns: whether something changed; then `changed` was emitted
 */
gboolean          outpost_workspace_update         (OutpostWorkspace *self,
                                                    OutpostWorkspace *newer,
                                                    gint64            known_at);
/* What outpost_workspace_update() was told last; 0: nothing. */
gint64            outpost_workspace_get_known_at   (OutpostWorkspace *self);
/* Whether it is as it was kept on disk: the deployment has not told since whether it is so. */
gboolean          outpost_workspace_is_from_disk   (OutpostWorkspace *self);
gboolean          outpost_workspace_equal          (OutpostWorkspace *a,
                                                    OutpostWorkspace *b);

G_END_DECLS

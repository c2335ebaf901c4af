/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-client.h"
#include "model/outpost-dry-run.h"
#include "model/outpost-parameter.h"
#include "model/outpost-preset.h"
#include "model/outpost-template.h"

G_BEGIN_DECLS

/* The endpoints of templates and of making workspaces from them (coder-api 2 and 3.4). As in outpost-api.h. */

/* G_TYPE_PTR_ARRAY of OutpostTemplate, sorted by name. @query: such as `has_external_agent:true`, or "". */
DexFuture *outpost_api_list_templates                (OutpostClient *client,
                                                      const char    *query);
DexFuture *outpost_api_get_template                  (OutpostClient *client, /* OUTPOST_TYPE_TEMPLATE */
                                                      const char    *id);
DexFuture *outpost_api_get_template_version          (OutpostClient *client, /* OUTPOST_TYPE_TEMPLATE_VERSION */
                                                      const char    *id);
DexFuture *outpost_api_get_template_version_by_name  (OutpostClient *client, /* OUTPOST_TYPE_TEMPLATE_VERSION */
                                                      const char    *template_id,
                                                      const char    *name);
/* Resolves to a boolean: whether this account may change the template, and so remove the mere record of what was made of it. */
DexFuture *outpost_api_manages_template              (OutpostClient *client,
                                                      const char    *id);
#define OUTPOST_MOST_TEMPLATE_VERSIONS 100
/* G_TYPE_PTR_ARRAY of OutpostTemplateVersion, oldest first, without archived ones: the newest %OUTPOST_MOST_TEMPLATE_VERSIONS. */
DexFuture *outpost_api_list_template_versions        (OutpostClient *client,
                                                      const char    *template_id);
/* OUTPOST_TYPE_PARAMETER_ANSWER. %OUTPOST_ERROR_INVALID_INPUT while the version is imported (425). */
DexFuture *outpost_api_get_classic_parameters        (OutpostClient *client,
                                                      const char    *version_id);

/**
 * outpost_api_evaluate_parameters:
 * @owner_id: the id of who will own the workspace: this call does not know `me` (coder-api 2.6)
 * @values: (element-type OutpostParameterValue): all that is known
 *
 * Returns: (transfer full): OUTPOST_TYPE_PARAMETER_ANSWER, with the id 0
 */
DexFuture *outpost_api_evaluate_parameters           (OutpostClient *client,
                                                      const char    *version_id,
                                                      const char    *owner_id,
                                                      GPtrArray     *values);
/* The same request as a message of the websocket. */
GBytes    *outpost_api_write_parameter_request       (gint64         id,
                                                      const char    *owner_id, /* nullable: whose the socket was opened for */
                                                      GPtrArray     *values);
DexFuture *outpost_api_list_presets                  (OutpostClient *client, /* G_TYPE_PTR_ARRAY of OutpostPreset */
                                                      const char    *version_id);
DexFuture *outpost_api_list_external_auths           (OutpostClient *client, /* G_TYPE_PTR_ARRAY of OutpostExternalAuth */
                                                      const char    *version_id);

/**
 * outpost_api_create_workspace:
 * @owner: a user name, or `me`
 * @preset_id: (nullable): its values win over @values
 * @values: (element-type OutpostParameterValue): what is left out gets the template's default
 *
 * Returns: (transfer full): OUTPOST_TYPE_WORKSPACE with a first build under way. %OUTPOST_ERROR_CONFLICT when the name is
 *   taken, %OUTPOST_ERROR_INVALID_INPUT with validations by field (parameter names among them), %OUTPOST_ERROR_NOT_LICENSED,
 *   %OUTPOST_ERROR_FORBIDDEN (coder-api 3.4)
 */
DexFuture *outpost_api_create_workspace              (OutpostClient *client,
                                                      const char    *owner,
                                                      const char    *name,
                                                      const char    *version_id,
                                                      const char    *preset_id,
                                                      GPtrArray     *values);

/**
 * outpost_api_begin_dry_run:
 * @values: (element-type OutpostParameterValue): also those of a preset, which a plan does not know
 *
 * Has a workspace planned that is not made (coder-api 4.4).
 *
 * Returns: (transfer full): OUTPOST_TYPE_DRY_RUN, under way. A wrong answer is not refused: the job fails then.
 */
DexFuture *outpost_api_begin_dry_run                 (OutpostClient *client,
                                                      const char    *version_id,
                                                      const char    *workspace_name,
                                                      GPtrArray     *values);
DexFuture *outpost_api_get_dry_run                   (OutpostClient *client, /* OUTPOST_TYPE_DRY_RUN */
                                                      const char    *version_id,
                                                      const char    *job_id);
/* OUTPOST_TYPE_BUILD_LOG, as outpost_api_get_build_log(). */
DexFuture *outpost_api_get_dry_run_log               (OutpostClient *client,
                                                      const char    *version_id,
                                                      const char    *job_id,
                                                      gint64         after);
/* G_TYPE_PTR_ARRAY of OutpostPlannedResource, once it succeeded. */
DexFuture *outpost_api_list_planned_resources        (OutpostClient *client,
                                                      const char    *version_id,
                                                      const char    *job_id);

/* A start of another version, or with other values: OUTPOST_TYPE_BUILD, as outpost_api_create_build(). */
DexFuture *outpost_api_update_workspace              (OutpostClient *client,
                                                      const char    *workspace_id,
                                                      const char    *version_id,
                                                      GPtrArray     *values);
/* Resolves to TRUE. %OUTPOST_ERROR_INVALID_INPUT where the deployment allows no renaming, %OUTPOST_ERROR_CONFLICT. */
DexFuture *outpost_api_rename_workspace              (OutpostClient *client,
                                                      const char    *workspace_id,
                                                      const char    *name);

G_END_DECLS

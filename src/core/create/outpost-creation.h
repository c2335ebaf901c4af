/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "live/outpost-parameter-session.h"
#include "model/outpost-workspace.h"
#include "outpost-question-list.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_CREATION (outpost_creation_get_type ())

/**
 * OutpostCreation:
 *
 * A workspace in the making: the version it is made from, what somebody answered, and the request at the end. Also an update of
 * one that there is. Nothing typed is lost when something is refused, or when another version is chosen.
 *
 * Signal `changed`: version, preset, questions or what is known of them.
 */
G_DECLARE_FINAL_TYPE (OutpostCreation, outpost_creation, OUTPOST, CREATION, GObject)

/* @owner: a user name, or `me`. @owner_id: the id of the same person. */
OutpostCreation        *outpost_creation_new               (OutpostClient    *client,
                                                            const char       *owner,
                                                            const char       *owner_id);
/* An update of @workspace; see outpost_creation_load(). */
OutpostCreation        *outpost_creation_new_update        (OutpostClient    *client,
                                                            OutpostWorkspace *workspace);

/**
 * outpost_creation_load:
 *
 * For an update: reads what the workspace was built with and its template, and chooses the active version of that.
 *
 * Returns: (transfer full): as outpost_creation_choose()
 */
DexFuture              *outpost_creation_load              (OutpostCreation  *self);
/* The workspace is there by now, with a build that failed: what is submitted from here on is a build of it, and what it was made
 * with are its former values. */
void                    outpost_creation_set_workspace     (OutpostCreation  *self,
                                                            OutpostWorkspace *workspace);
gboolean                outpost_creation_is_update         (OutpostCreation  *self);
/* Whether it was made for a workspace that was there before: its machines must be attached again. */
gboolean                outpost_creation_has_former_build  (OutpostCreation  *self);

/**
 * outpost_creation_choose:
 * @version_id: (nullable): a version of @template; %NULL: the active one
 *
 * Reads the version with its presets and the accounts it needs, and begins to ask for its parameters.
 *
 * Returns: (transfer full): a future that resolves to TRUE, or rejects with %OUTPOST_TEMPLATE_ERROR or %OUTPOST_ERROR; then
 *   what was chosen before stays
 */
DexFuture              *outpost_creation_choose            (OutpostCreation  *self,
                                                            OutpostTemplate  *template,
                                                            const char       *version_id);
/* %NULL before anything was chosen. */
OutpostTemplate        *outpost_creation_get_template      (OutpostCreation  *self);
OutpostTemplateVersion *outpost_creation_get_version       (OutpostCreation  *self);
/* The version was named, and not just the active one. */
gboolean                outpost_creation_is_pinned         (OutpostCreation  *self);
GPtrArray              *outpost_creation_get_presets       (OutpostCreation  *self); /* (element-type OutpostPreset) */
GPtrArray              *outpost_creation_get_auths         (OutpostCreation  *self); /* (element-type OutpostExternalAuth) */
/* Asks again which accounts are linked: resolves to TRUE once all that must be are. */
DexFuture              *outpost_creation_check_auths       (OutpostCreation  *self);
/* Whether an account that must be linked is not. */
gboolean                outpost_creation_needs_auth        (OutpostCreation  *self);
OutpostPreset          *outpost_creation_get_preset        (OutpostCreation  *self); /* nullable */
void                    outpost_creation_set_preset        (OutpostCreation  *self,
                                                            OutpostPreset    *preset);
/* The name of the one that was chosen when this version does not have it, until one is chosen again; else %NULL. */
const char             *outpost_creation_get_lost_preset   (OutpostCreation  *self);
OutpostQuestionList    *outpost_creation_get_questions     (OutpostCreation  *self);
/* How the questions are asked; FAILED: see get_error. */
OutpostParameterMode    outpost_creation_get_mode          (OutpostCreation  *self);
const GError           *outpost_creation_get_error         (OutpostCreation  *self);
/* The questions were asked, all answers were judged, and none is bad. */
gboolean                outpost_creation_is_ready          (OutpostCreation  *self);
/* An answer of the deployment is awaited. */
gboolean                outpost_creation_is_busy           (OutpostCreation  *self);
/* The questions are there and what was answered was judged; or asking failed. */
gboolean                outpost_creation_is_settled        (OutpostCreation  *self);
/* After a failure: asks for the questions once more. */
void                    outpost_creation_ask_again         (OutpostCreation  *self);

/**
 * outpost_creation_check_name:
 *
 * Returns: (transfer full): a future that resolves to TRUE when the owner has no workspace of that name, or rejects with
 *   %OUTPOST_ERROR_CONFLICT, or as the request
 */
DexFuture              *outpost_creation_check_name        (OutpostCreation  *self,
                                                            const char       *name);

/**
 * outpost_creation_submit:
 * @name: of the new workspace; of no meaning for an update
 *
 * Checks template, version and name once more, then sends the one request.
 *
 * Returns: (transfer full): a future that resolves to OUTPOST_TYPE_WORKSPACE (of an update: to OUTPOST_TYPE_BUILD), under way; or
 *   rejects with %OUTPOST_TEMPLATE_ERROR, or as outpost_api_create_workspace(). The future goes on when the object is gone.
 */
DexFuture              *outpost_creation_submit            (OutpostCreation  *self,
                                                            const char       *name);

G_END_DECLS

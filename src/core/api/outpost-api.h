/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

#include "attach/outpost-platform.h"
#include "http/outpost-client.h"
#include "model/outpost-answers.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

/* The deployment's endpoints that Outpost uses, one function each. Every future rejects with %OUTPOST_ERROR (or
 * %G_IO_ERROR_CANCELLED); dropping what is chained on it cancels the request. */

/* Anonymous. */
DexFuture *outpost_api_get_build_info     (OutpostClient *client); /* OUTPOST_TYPE_BUILD_INFO */
DexFuture *outpost_api_get_auth_methods   (OutpostClient *client); /* OUTPOST_TYPE_AUTH_METHODS */
/* The init script of one of the seven platforms (coder-api 4.3), of at most 1 MiB (%OUTPOST_ERROR_TOO_LARGE). */
DexFuture *outpost_api_get_init_script    (OutpostClient  *client, /* OUTPOST_TYPE_INIT_SCRIPT */
                                           OutpostPlatform platform);
DexFuture *outpost_api_get_entitlements   (OutpostClient *client); /* OUTPOST_TYPE_ENTITLEMENTS; 404 is an answer here */

/* Resolves to the session key (string). 401 is %OUTPOST_ERROR_UNAUTHORIZED: wrong e-mail or password, or suspended. */
DexFuture *outpost_api_login              (OutpostClient *client,
                                           const char    *email,
                                           const char    *password);
/* Resolves to a new session key of our own (string), made with the one @client now holds. */
DexFuture *outpost_api_create_key         (OutpostClient *client);
/* Deletes the key that @client now holds. Resolves to TRUE; a key that is already gone (401) is fine. */
DexFuture *outpost_api_delete_own_key     (OutpostClient *client);
DexFuture *outpost_api_get_user           (OutpostClient *client, /* OUTPOST_TYPE_USER; @user: a user name, or `me` */
                                           const char    *user);

/**
 * OutpostWorkspaceBatch: one page of the list, decoded off the main thread
 * @workspaces: (element-type OutpostWorkspace)
 * @count: how many there are in all
 */
typedef struct
{
  GPtrArray *workspaces;
  gint64     count;
} OutpostWorkspaceBatch;

#define OUTPOST_TYPE_WORKSPACE_BATCH (outpost_workspace_batch_get_type ())
GType                 outpost_workspace_batch_get_type (void);
OutpostWorkspaceBatch *outpost_workspace_batch_ref      (OutpostWorkspaceBatch *self);
void                  outpost_workspace_batch_unref    (OutpostWorkspaceBatch *self);
OutpostWorkspaceBatch *outpost_workspace_batch_new_from_json (GBytes *bytes, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostWorkspaceBatch, outpost_workspace_batch_unref)

/* `GET /workspaces`; @query is the deployment's query language, sent as it is. Resolves to OUTPOST_TYPE_WORKSPACE_BATCH. */
DexFuture *outpost_api_list_workspaces     (OutpostClient *client,
                                            const char    *query,
                                            guint          limit,
                                            guint          offset);
/* The same page as the server sent it: an OutpostReply. */
DexFuture *outpost_api_list_workspaces_raw (OutpostClient *client,
                                            const char    *query,
                                            guint          limit,
                                            guint          offset);
DexFuture *outpost_api_get_workspace       (OutpostClient *client, /* OUTPOST_TYPE_WORKSPACE */
                                            const char    *id);
DexFuture *outpost_api_get_workspace_by_name (OutpostClient *client, /* OUTPOST_TYPE_WORKSPACE */
                                              const char    *owner, /* or `me` */
                                              const char    *name);
/* Resolves to OUTPOST_TYPE_CREDENTIALS. Refusals are told apart by cause (coder-api 4.1, corrections 41, 63 to 66, 74). */
DexFuture *outpost_api_get_credentials     (OutpostClient *client,
                                            const char    *workspace_id,
                                            const char    *agent_name);

/**
 * outpost_api_create_build:
 * @transition: `start` or `delete`, of the version that the workspace has (coder-api 3.7)
 *
 * Returns: (transfer full): a future that resolves to OUTPOST_TYPE_BUILD, new and under way. Rejects with
 *   %OUTPOST_ERROR_CONFLICT while another build is active, %OUTPOST_ERROR_NOT_LICENSED for a start (correction 66)
 */
DexFuture *outpost_api_create_build        (OutpostClient *client,
                                            const char    *workspace_id,
                                            const char    *transition);
/* As above: drops the record without undoing what the template made (coder-api 3.7). %OUTPOST_ERROR_FORBIDDEN for whoever does not
 * manage the template (correction 50). */
DexFuture *outpost_api_orphan_workspace    (OutpostClient *client,
                                            const char    *workspace_id);
/* Also of a workspace that is deleted by now. */
/* G_TYPE_PTR_ARRAY of OutpostBuild, newest first; the first @limit after @offset. */
DexFuture *outpost_api_list_builds         (OutpostClient *client,
                                            const char    *workspace_id,
                                            guint          offset,
                                            guint          limit);
/* G_TYPE_PTR_ARRAY of OutpostParameterValue: what it was made with. */
DexFuture *outpost_api_get_build_parameters (OutpostClient *client,
                                            const char    *build_id);
DexFuture *outpost_api_get_build           (OutpostClient *client, /* OUTPOST_TYPE_BUILD */
                                            const char    *build_id);
/* The lines after the one with the id @after (0: all) as far as there are any: OUTPOST_TYPE_BUILD_LOG. */
DexFuture *outpost_api_get_build_log       (OutpostClient *client,
                                            const char    *build_id,
                                            gint64         after);
/* The same of an agent's log; %OUTPOST_ERROR_NOT_FOUND also when a new build has another agent (correction 60). */
DexFuture *outpost_api_get_agent_log       (OutpostClient *client,
                                            const char    *agent_id,
                                            gint64         after);
/* Resolves to TRUE once the build is marked; it may still end as another one (correction 39). %OUTPOST_ERROR_FORBIDDEN where the
 * template does not let its users cancel (correction 49), %OUTPOST_ERROR_INVALID_INPUT when it is done or marked already. */
DexFuture *outpost_api_cancel_build        (OutpostClient *client,
                                            const char    *build_id);
/* Resolves to TRUE. Only one's own: %OUTPOST_ERROR_FORBIDDEN for those of others. */
DexFuture *outpost_api_set_favorite        (OutpostClient *client,
                                            const char    *workspace_id,
                                            gboolean       favorite);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-client.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_WORKSPACE_LIST (outpost_workspace_list_get_type ())

/**
 * OutpostWorkspaceList:
 *
 * The workspaces of one account as a #GListModel of #OutpostWorkspace, in the server's order. Loads by pages (the first small one
 * is on the model at once, the others follow a few at a time), merges by id: an object stays the same object over
 * refreshes, `items-changed` is emitted only for what came, went or moved. A failed refresh keeps what is there.
 *
 * Properties (read-only): `busy`; `error` (GError or %NULL, of the last refresh); `as-of` (gint64 µs of unix time of the
 * newest complete answer, 0 before; the cached list's own time at first); `from-cache` (nothing newer than the disk's copy is
 * shown). `query` (read-write): the deployment's query, default `owner:me` (a filter on external agents would hide
 * workspaces whose build runs or failed, coder-api 3.1); setting
 * it does not load by itself.
 *
 * Signal `refreshed` (GError or %NULL): the deployment answered, or failed to; not where something else was wanted meanwhile.
 */
G_DECLARE_FINAL_TYPE (OutpostWorkspaceList, outpost_workspace_list, OUTPOST, WORKSPACE_LIST, GObject)

/**
 * outpost_workspace_list_new:
 * @client: (nullable): whom to ask; without one there is only the copy on disk
 * @cache_path: (nullable): where the last list of the account is kept; %NULL keeps none
 */
OutpostWorkspaceList *outpost_workspace_list_new            (OutpostClient        *client,
                                                             const char           *cache_path);
const char           *outpost_workspace_list_get_query      (OutpostWorkspaceList *self);
void                  outpost_workspace_list_set_query      (OutpostWorkspaceList *self,
                                                             const char           *query);
gboolean              outpost_workspace_list_get_busy       (OutpostWorkspaceList *self);
/* Whether what it holds answers the query that it has now: after another query only once that was answered. */
gboolean              outpost_workspace_list_is_answer      (OutpostWorkspaceList *self);
const GError         *outpost_workspace_list_get_error      (OutpostWorkspaceList *self);
gint64                outpost_workspace_list_get_as_of      (OutpostWorkspaceList *self);
/* When the newest complete answer was asked for, in monotonic time: tells the order of answers, whatever becomes of the clock. 0
 * before there is one. */
gint64                outpost_workspace_list_get_known_at   (OutpostWorkspaceList *self);
gboolean              outpost_workspace_list_get_from_cache (OutpostWorkspaceList *self);
/* borrowed; %NULL when it is not in the list */
OutpostWorkspace     *outpost_workspace_list_lookup         (OutpostWorkspaceList *self,
                                                             const char           *id);

/* Where the list is kept on disk. Nullable: nowhere. */
const char           *outpost_workspace_list_get_cache_path (OutpostWorkspaceList *self);
/* Begins to read the list that was kept, in a thread: outpost_workspace_list_load_cache() then has less to wait for. */
void                  outpost_workspace_list_preload        (OutpostWorkspaceList *self);

/**
 * outpost_workspace_list_load_cache:
 *
 * Puts the list that was kept on the model, synchronously: one bounded read. Does nothing without one.
 *
 * Returns: %FALSE with %OUTPOST_ERROR_STORAGE when the file was damaged or foreign and has been set aside (renamed)
 */
gboolean              outpost_workspace_list_load_cache     (OutpostWorkspaceList *self,
                                                             GError              **error);

/**
 * outpost_workspace_list_refresh:
 *
 * Loads all pages. A refresh that is under way is joined, unless the query changed since: then it is dropped.
 *
 * Returns: (transfer full): a future that resolves to TRUE when everything is merged and the copy on disk was tried, or rejects
 *   with what the `error` property then also holds; %G_IO_ERROR_CANCELLED when something else was wanted meanwhile. Dropping it
 *   does not stop the refresh.
 */
DexFuture            *outpost_workspace_list_refresh        (OutpostWorkspaceList *self);

/* Asks for no more pages: nobody looks at them. What is there stays. */
void                  outpost_workspace_list_stop           (OutpostWorkspaceList *self);
/* Forgets what is shown and the copy on disk, also one that is just being written. */
void                  outpost_workspace_list_clear          (OutpostWorkspaceList *self);

G_END_DECLS

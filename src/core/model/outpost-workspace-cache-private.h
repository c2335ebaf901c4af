/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The last list of an account on disk: no secrets, 0600, bounded, versioned, written whole or not at all. */

/**
 * outpost_workspace_cache_load:
 * @path: the file
 * @query: what the list was asked for; a copy of another question is no copy
 * @as_of: (out): when it was true, µs of unix time
 * @error: %OUTPOST_ERROR_STORAGE when the file was damaged or foreign, and has been renamed to `<path>.damaged`
 *
 * Returns: (transfer full) (element-type OutpostWorkspace) (nullable): the workspaces; %NULL without @error when there is no copy
 */
GPtrArray *outpost_workspace_cache_load (const char *path, const char *query, gint64 *as_of, GError **error);

typedef struct _OutpostCacheReading OutpostCacheReading;

/* The same in a thread, begun here and waited for there: for what is to be on the screen at the first moment. */
OutpostCacheReading *outpost_workspace_cache_start (const char *path, const char *query);
/* Takes @reading; as outpost_workspace_cache_load(). */
GPtrArray *outpost_workspace_cache_finish (OutpostCacheReading *reading, gint64 *as_of, GError **error);
/* Takes @reading, and waits for its thread. */
void outpost_workspace_cache_drop (OutpostCacheReading *reading);

/**
 * outpost_workspace_cache_save:
 * @workspaces: (transfer full) (element-type OutpostWorkspace): what to keep; read on the caller's thread, in small steps
 * @kept: cancelled when there shall be no copy any more: then none is left, whenever that happens
 *
 * Returns: (transfer full): a future that resolves to TRUE, or rejects with %OUTPOST_ERROR_STORAGE
 */
DexFuture *outpost_workspace_cache_save (const char *path,
                                         const char *query,
                                         gint64 as_of,
                                         GPtrArray *workspaces,
                                         GCancellable *kept);

void outpost_workspace_cache_remove (const char *path);

G_END_DECLS

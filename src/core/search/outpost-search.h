/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_SEARCH (outpost_search_get_type ())

/**
 * OutpostSearch:
 *
 * The workspaces of all accounts, to be found by words. Pure: reads nothing and asks for nothing. What is found has an id, a string
 * that others keep and give back; any string can be given back, and means nothing unless it is one of these.
 */
G_DECLARE_FINAL_TYPE (OutpostSearch, outpost_search, OUTPOST, SEARCH, GObject)

/**
 * OutpostSearchHit:
 *
 * What an id means; borrowed from the search.
 */
typedef struct
{
  const char *account_id;
  const char *deployment; /* what to call it */
  OutpostWorkspace *workspace;
  gint64 as_of; /* µs of unix time; when it was like this */
  gboolean is_mine;
  gboolean is_command; /* not the workspace, but the command that attaches its machine */
} OutpostSearchHit;

OutpostSearch *outpost_search_new    (void);

/**
 * outpost_search_add:
 * @account_id: whose list it is
 * @user_id: whose workspaces are the account's own
 * @deployment: what to call the deployment; searched too
 * @as_of: when @workspaces was true, µs of unix time
 * @workspaces: a #GListModel of #OutpostWorkspace; those that are not external are left out, as the list does
 */
void           outpost_search_add    (OutpostSearch     *self,
                                      const char        *account_id,
                                      const char        *user_id,
                                      const char        *deployment,
                                      gint64             as_of,
                                      GListModel        *workspaces);

/**
 * outpost_search_find:
 * @words: each of them must be in the name, its owner, the template or the deployment; without one nothing is found
 * @among: (nullable): ids; nothing else is found
 *
 * Returns: (transfer full): ids, the best first; behind the first the id of its command, where it has one
 */
GStrv          outpost_search_find   (OutpostSearch     *self,
                                      const char *const *words,
                                      const char *const *among);

/* Whether @id is of something that is still there; fills @hit. */
gboolean       outpost_search_lookup (OutpostSearch     *self,
                                      const char        *id,
                                      OutpostSearchHit  *hit);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a workspace list holds, and tells its views of. */
typedef struct
{
  GListModel *model; /* borrowed: it holds this */
  GPtrArray *items;
  GHashTable *by_id;  /* id → item, both borrowed */
  GHashTable *missed; /* the items that the last round did not come upon, borrowed */
} OutpostWorkspaceItems;

/* One reading of the whole list, page by page. */
typedef struct
{
  GPtrArray *order; /* borrowed from the items */
  GHashTable *seen; /* the same */
  gint64 known_at;  /* monotonic time */
  gint64 count;     /* how many there are, as the newest page says */
  guint n_pages;
  gboolean unsteady; /* two pages said different counts */
} OutpostWorkspaceRound;

void outpost_workspace_round_init       (OutpostWorkspaceRound *self,
                                         gint64                 known_at);
void outpost_workspace_round_clear      (OutpostWorkspaceRound *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutpostWorkspaceRound, outpost_workspace_round_clear)

void outpost_workspace_items_init       (OutpostWorkspaceItems *self,
                                         GListModel            *model);
void outpost_workspace_items_clear      (OutpostWorkspaceItems *self);
/* Takes over what is newer, appends what is new. */
void outpost_workspace_items_merge      (OutpostWorkspaceItems *self,
                                         OutpostWorkspaceRound *round,
                                         GPtrArray             *page,
                                         gint64                 count);
/* After the last page: drops what is gone, and puts the others into the order of the round. @is_other: what is held is no answer
 * to what was asked, so that whatever was not come upon goes. */
void outpost_workspace_items_end        (OutpostWorkspaceItems *self,
                                         OutpostWorkspaceRound *round,
                                         gboolean               is_other);
void outpost_workspace_items_remove_all (OutpostWorkspaceItems *self);

G_END_DECLS

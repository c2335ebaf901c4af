/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace-items-private.h"

#include <string.h>

#include "outpost-workspace.h"

void
outpost_workspace_round_init (OutpostWorkspaceRound *self,
                              gint64 known_at)
{
  *self = (OutpostWorkspaceRound) { .order = g_ptr_array_new (), .seen = g_hash_table_new (NULL, NULL), .known_at = known_at };
}

void
outpost_workspace_round_clear (OutpostWorkspaceRound *self)
{
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

void
outpost_workspace_items_init (OutpostWorkspaceItems *self,
                              GListModel *model)
{
  self->model = model;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->missed = g_hash_table_new (NULL, NULL);
}

void
outpost_workspace_items_clear (OutpostWorkspaceItems *self)
{
  g_clear_pointer (&self->missed, g_hash_table_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

void
outpost_workspace_items_merge (OutpostWorkspaceItems *self,
                               OutpostWorkspaceRound *round,
                               GPtrArray *page,
                               gint64 count)
{
  guint before = self->items->len;

  round->unsteady |= round->n_pages++ > 0 && count != round->count;
  round->count = count;
  for (guint i = 0; i < page->len; i++)
    {
      OutpostWorkspace *newer = g_ptr_array_index (page, i);
      OutpostWorkspace *mine = g_hash_table_lookup (self->by_id, outpost_workspace_get_id (newer));

      if (mine == NULL)
        {
          mine = newer;
          g_ptr_array_add (self->items, g_object_ref (mine));
          g_hash_table_insert (self->by_id, (gpointer) outpost_workspace_get_id (mine), mine);
        }
      outpost_workspace_update (mine, newer, round->known_at);
      /* While pages were read something may have moved from one to the next. */
      if (g_hash_table_add (round->seen, mine))
        g_ptr_array_add (round->order, mine);
    }
  if (self->items->len > before)
    g_list_model_items_changed (self->model, before, 0, self->items->len - before);
}

/* ---- The end of a round ------------------------------------------------------------------------------------------ */

/* Pages are no snapshot: a workspace whose place changes while they are read, as it does with its status, may be on none of them
 * (coder-api 3.1). Where one page was all, or as many were come upon as there are, what was not is gone. */
static gboolean
is_complete (const OutpostWorkspaceRound *round)
{
  return round->n_pages == 1 || (!round->unsteady && g_hash_table_size (round->seen) >= round->count);
}

/* Otherwise it stays, at the end, until another round misses it too. */
static void
keep_missed (OutpostWorkspaceItems *self,
             OutpostWorkspaceRound *round)
{
  g_autoptr(GHashTable) before = g_steal_pointer (&self->missed);

  self->missed = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->items->len; i++)
    {
      OutpostWorkspace *item = g_ptr_array_index (self->items, i);

      if (g_hash_table_contains (round->seen, item) || g_hash_table_contains (before, item))
        continue;
      g_hash_table_add (self->missed, item);
      g_hash_table_add (round->seen, item);
      g_ptr_array_add (round->order, item);
    }
}

static void
drop_unseen (OutpostWorkspaceItems *self,
             GHashTable *seen)
{
  guint end = self->items->len;

  while (end > 0)
    {
      guint start = end;

      while (start > 0 && !g_hash_table_contains (seen, g_ptr_array_index (self->items, start - 1)))
        start--;
      for (guint i = start; i < end; i++)
        g_hash_table_remove (self->by_id, outpost_workspace_get_id (g_ptr_array_index (self->items, i)));
      if (start < end)
        {
          g_ptr_array_remove_range (self->items, start, end - start);
          g_list_model_items_changed (self->model, start, end - start, 0);
        }
      end = start > 0 ? start - 1 : 0;
    }
}

/* The items are those of @order now, but may stand in another one: replaces what lies between the equal ends. */
static void
reorder (OutpostWorkspaceItems *self,
         GPtrArray *order)
{
  guint n = self->items->len;
  guint start = 0, end = n;

  g_assert (n == order->len);
  while (start < n && g_ptr_array_index (self->items, start) == g_ptr_array_index (order, start))
    start++;
  while (end > start && g_ptr_array_index (self->items, end - 1) == g_ptr_array_index (order, end - 1))
    end--;
  if (start == end)
    return;
  memcpy (&g_ptr_array_index (self->items, start), &g_ptr_array_index (order, start), (end - start) * sizeof (gpointer));
  g_list_model_items_changed (self->model, start, end - start, end - start);
}

void
outpost_workspace_items_end (OutpostWorkspaceItems *self,
                             OutpostWorkspaceRound *round,
                             gboolean is_other)
{
  if (is_other || is_complete (round))
    g_hash_table_remove_all (self->missed);
  else
    keep_missed (self, round);
  drop_unseen (self, round->seen);
  reorder (self, round->order);
}

void
outpost_workspace_items_remove_all (OutpostWorkspaceItems *self)
{
  guint n = self->items->len;

  g_hash_table_remove_all (self->missed);
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->items, 0);
  if (n > 0)
    g_list_model_items_changed (self->model, 0, n, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-search-copies.h"

#include <glib/gi18n.h>

/* The list of an account, with what is told of the account: it may be gone before its list is read. */
typedef struct
{
  OutpostWorkspaceList *list;
  char *account_id;
  char *user_id;
  char *label;
} Copy;

/* The copies that are being read, and where they go. */
typedef struct
{
  OutpostSearch *search;
  GPtrArray *copies; /* element-type Copy */
} Reading;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_object_unref (self->list);
  g_free (self->account_id);
  g_free (self->user_id);
  g_free (self->label);
  g_free (self);
}

/* What is kept of an account's list, whatever that is asked for at the moment: another list, which asks for nothing. */
static OutpostWorkspaceList *
dup_kept (OutpostWorkspaceList *list)
{
  const char *path = outpost_workspace_list_get_cache_path (list);
  OutpostWorkspaceList *kept;

  if (path == NULL)
    return g_object_ref (list);
  kept = outpost_workspace_list_new (NULL, path);
  outpost_workspace_list_preload (kept);
  return kept;
}

static Copy *
copy_new (OutpostAccount *account)
{
  Copy *self = g_new0 (Copy, 1);

  self->list = dup_kept (outpost_account_get_workspaces (account));
  self->account_id = g_strdup (outpost_account_get_id (account));
  self->user_id = g_strdup (outpost_account_get_user_id (account));
  self->label = g_strdup (outpost_account_is_demo (account) ? _("Demo") : outpost_account_get_label (account));
  return self;
}

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->search);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_free (self);
}

static void
add (OutpostSearch *search,
     const Copy *copy)
{
  outpost_search_add (search, copy->account_id, copy->user_id, copy->label, outpost_workspace_list_get_as_of (copy->list),
                      G_LIST_MODEL (copy->list));
}

/* What is not kept on disk is in use here, and taken at once. */
static Reading *
start (OutpostAccountStore *accounts)
{
  Reading *self = g_new0 (Reading, 1);

  self->search = outpost_search_new ();
  self->copies = g_ptr_array_new_with_free_func (copy_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);
      Copy *copy = copy_new (account);

      if (copy->list != outpost_account_get_workspaces (account))
        {
          g_ptr_array_add (self->copies, copy);
          continue;
        }
      add (self->search, copy);
      copy_free (copy);
    }
  return self;
}

/* In any thread, which keeps nothing: nobody else has these lists. */
static OutpostSearch *
finish (Reading *self)
{
  for (guint i = 0; i < self->copies->len; i++)
    {
      Copy *copy = self->copies->pdata[i];

      outpost_workspace_list_load_cache (copy->list, NULL);
      add (self->search, copy);
    }
  g_ptr_array_set_size (self->copies, 0);
  return g_steal_pointer (&self->search);
}

OutpostSearch *
outpost_search_copies_read (OutpostAccountStore *accounts)
{
  Reading *reading;
  OutpostSearch *search;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (accounts), NULL);

  reading = start (accounts);
  search = finish (reading);
  reading_free (reading);
  return search;
}

static void
read_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, finish (data), g_object_unref);
}

void
outpost_search_copies_read_async (OutpostAccountStore *accounts,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (OUTPOST_IS_ACCOUNT_STORE (accounts));

  /* The thread may be the last to let go of the task, and must not be that for the accounts. */
  task = g_task_new (NULL, NULL, callback, data);
  g_task_set_task_data (task, start (accounts), reading_free);
  g_task_run_in_thread (task, read_thread);
}

OutpostSearch *
outpost_search_copies_read_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

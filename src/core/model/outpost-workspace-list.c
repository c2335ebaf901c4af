/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace-list.h"

#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-main-loop-private.h"
#include "outpost-workspace-cache-private.h"
#include "outpost-workspace-items-private.h"

/* From the measurements of a real deployment: a page of 50 is there in about 0.1 s, one of 100 in 0.16 s, and the time grows
 * faster than the page. Four at once keep its database busy without crowding others out. */
#define FIRST_PAGE 50
#define PAGE 100
#define AT_ONCE 4
#define MOST 100000

/* What an account sees, kept over refreshes. */
struct _OutpostWorkspaceList
{
  GObject parent_instance;

  OutpostClient *client;
  char *query;
  char *cache_path;
  char *kept_query; /* the query whose answer is kept on disk */
  OutpostWorkspaceItems held;
  OutpostCacheReading *reading; /* of the copy on disk, begun early */
  DexFuture *refreshing;
  DexFuture *saving;
  GCancellable *kept; /* cancelled when there shall be no copy on disk */
  GError *error;
  gint64 as_of;
  gint64 known_at; /* the same in monotonic time */
  guint stamp;     /* grows when a refresh under way has become pointless */
  gboolean busy;
  gboolean from_cache;
  gboolean is_answer; /* what it holds, to the query that it has now */
};

enum
{
  PROP_0,
  PROP_QUERY,
  PROP_BUSY,
  PROP_ERROR,
  PROP_AS_OF,
  PROP_FROM_CACHE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint refreshed_signal;

static GType
get_item_type (GListModel *model)
{
  return OUTPOST_TYPE_WORKSPACE;
}

static guint
get_n_items (GListModel *model)
{
  return OUTPOST_WORKSPACE_LIST (model)->held.items->len;
}

static gpointer
get_item (GListModel *model,
          guint position)
{
  OutpostWorkspaceList *self = OUTPOST_WORKSPACE_LIST (model);

  return position < self->held.items->len ? g_object_ref (g_ptr_array_index (self->held.items, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostWorkspaceList,
                               outpost_workspace_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* ---- Properties -------------------------------------------------------------------------------------------------- */

static void
set_busy (OutpostWorkspaceList *self,
          gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_error (OutpostWorkspaceList *self,
           const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_freshness (OutpostWorkspaceList *self,
               gint64 as_of,
               gboolean from_cache)
{
  if (self->from_cache != from_cache)
    {
      self->from_cache = from_cache;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FROM_CACHE]);
    }
  if (self->as_of != as_of)
    {
      self->as_of = as_of;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AS_OF]);
    }
}

/* ---- Refreshing -------------------------------------------------------------------------------------------------- */

/* One refresh under way. */
typedef struct
{
  GWeakRef list;
  OutpostClient *client;
  char *query;
  guint stamp;
  OutpostWorkspaceRound round;
  OutpostWorkspaceBatch *batch; /* the page on its way to the list */
  gint64 asked_at;              /* unix time, for people */
  gboolean pointless;           /* the list is gone, or something else is wanted by now */
} Refresh;

static void
refresh_free (gpointer data)
{
  Refresh *self = data;

  g_weak_ref_clear (&self->list);
  g_object_unref (self->client);
  g_free (self->query);
  outpost_workspace_round_clear (&self->round);
  g_clear_pointer (&self->batch, outpost_workspace_batch_unref);
  g_free (self);
}

/* The list, unless it is gone or wants something else by now. */
static OutpostWorkspaceList *
dup_list (Refresh *refresh)
{
  g_autoptr(OutpostWorkspaceList) list = g_weak_ref_get (&refresh->list);

  return list != NULL && list->stamp == refresh->stamp ? g_steal_pointer (&list) : NULL;
}

/* Views listen, so the list changes in the main loop only. */
static void
merge_page_cb (gpointer data)
{
  Refresh *refresh = data;
  g_autoptr(OutpostWorkspaceList) list = dup_list (refresh);

  refresh->pointless = list == NULL;
  if (list == NULL)
    return;
  outpost_workspace_items_merge (&list->held, &refresh->round, refresh->batch->workspaces, refresh->batch->count);
}

static gboolean
change_list (Refresh *refresh,
             OutpostMainLoopFunc change,
             GError **error)
{
  dex_await (outpost_main_loop_run (change, refresh), NULL);
  if (!refresh->pointless)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Something else is wanted by now");
  return FALSE;
}

static gboolean
take_page (Refresh *refresh,
           DexFuture *page,
           GError **error)
{
  g_clear_pointer (&refresh->batch, outpost_workspace_batch_unref);
  refresh->batch = dex_await_boxed (page, error);
  if (refresh->batch == NULL)
    return FALSE;
  if (refresh->batch->count >= 0 && refresh->batch->count <= MOST)
    return change_list (refresh, merge_page_cb, error);
  /* It says how many pages are asked for. */
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, "count: expected 0 to %d", MOST);
  return FALSE;
}

/* A short page is not the last one: rows the account may not read are left out of it. */
static gboolean
take_other_pages (Refresh *refresh,
                  GError **error)
{
  g_autoptr(GPtrArray) under_way = g_ptr_array_new_with_free_func (dex_unref);
  gint64 offset = FIRST_PAGE;

  while (offset < refresh->round.count || under_way->len > 0)
    {
      DexFuture *page;

      while (under_way->len < AT_ONCE && offset < refresh->round.count)
        {
          g_ptr_array_add (under_way, outpost_api_list_workspaces (refresh->client, refresh->query, PAGE, offset));
          offset += PAGE;
        }
      page = g_ptr_array_steal_index (under_way, 0);
      if (!take_page (refresh, page, error))
        {
          /* Those still under way are let go, not dropped: see outpost-main-loop-private.h. */
          while (under_way->len > 0)
            dex_future_disown (g_ptr_array_steal_index (under_way, 0));
          return FALSE;
        }
    }
  return TRUE;
}

static void
keep_on_disk (OutpostWorkspaceList *self)
{
  GPtrArray *copy;

  dex_clear (&self->saving);
  if (self->cache_path == NULL)
    return;
  if (self->kept_query == NULL)
    self->kept_query = g_strdup (self->query);
  if (!g_str_equal (self->kept_query, self->query))
    return;
  copy = g_ptr_array_copy (self->held.items, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (copy, g_object_unref);
  self->saving = outpost_workspace_cache_save (self->cache_path, self->query, self->as_of, copy, self->kept);
}

static void
finish_cb (gpointer data)
{
  Refresh *refresh = data;
  g_autoptr(OutpostWorkspaceList) list = dup_list (refresh);

  refresh->pointless = list == NULL;
  if (list == NULL)
    return;
  outpost_workspace_items_end (&list->held, &refresh->round, !list->is_answer);
  list->known_at = refresh->round.known_at;
  list->is_answer = TRUE;
  set_freshness (list, refresh->asked_at, FALSE);
  if (list->stamp == refresh->stamp) /* who listens may have signed out */
    keep_on_disk (list);
}

static DexFuture *
refresh_fiber (gpointer data)
{
  Refresh *refresh = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostWorkspaceList) list = NULL;

  if (!take_page (refresh, outpost_api_list_workspaces (refresh->client, refresh->query, FIRST_PAGE, 0), &error)
      || !take_other_pages (refresh, &error) || !change_list (refresh, finish_cb, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  /* What is merged counts, also where it could not be kept on disk. */
  if ((list = dup_list (refresh)) != NULL && list->saving != NULL && !dex_await (dex_ref (list->saving), &error))
    g_debug ("The list is not kept: %s", error->message);
  return dex_future_new_true ();
}

/* A view that waits for one refresh. */
typedef struct
{
  GWeakRef list;
  guint stamp;
} Awaiting;

static void
awaiting_free (gpointer data)
{
  g_weak_ref_clear (&((Awaiting *) data)->list);
  g_free (data);
}

static DexFuture *
refreshed_cb (DexFuture *completed,
              gpointer data)
{
  Awaiting *awaiting = data;
  g_autoptr(OutpostWorkspaceList) self = g_weak_ref_get (&awaiting->list);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (completed, &error);
  if (self != NULL && self->stamp == awaiting->stamp)
    {
      set_error (self, error);
      set_busy (self, FALSE);
      g_signal_emit (self, refreshed_signal, 0, error);
    }
  return dex_ref (completed);
}

static DexFuture *
start_refresh (OutpostWorkspaceList *self)
{
  Refresh *refresh = g_new0 (Refresh, 1);
  Awaiting *awaiting = g_new0 (Awaiting, 1);
  DexFuture *future;

  g_weak_ref_init (&refresh->list, self);
  refresh->client = g_object_ref (self->client);
  refresh->query = g_strdup (self->query);
  refresh->stamp = self->stamp;
  outpost_workspace_round_init (&refresh->round, g_get_monotonic_time ());
  refresh->asked_at = g_get_real_time ();
  set_busy (self, TRUE);
  /* A refresh that is given up goes on until its next page, and finds that out there. */
  future = outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, refresh_fiber, refresh, refresh_free));
  g_weak_ref_init (&awaiting->list, self);
  awaiting->stamp = self->stamp;
  return dex_future_finally (future, refreshed_cb, awaiting, awaiting_free);
}

/* Whoever asks next gets an answer to what is wanted now. */
static void
drop_refresh (OutpostWorkspaceList *self)
{
  self->stamp++;
  dex_clear (&self->refreshing);
  set_busy (self, FALSE);
}

DexFuture *
outpost_workspace_list_refresh (OutpostWorkspaceList *self)
{
  dex_return_error_if_fail (OUTPOST_IS_WORKSPACE_LIST (self));

  if (self->client == NULL)
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED, "Not signed in");
  if (self->refreshing == NULL || !dex_future_is_pending (self->refreshing))
    {
      dex_clear (&self->refreshing);
      self->refreshing = start_refresh (self);
    }
  return dex_ref (self->refreshing);
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_workspace_list_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  OutpostWorkspaceList *self = OUTPOST_WORKSPACE_LIST (object);

  switch (prop_id)
    {
    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_AS_OF:
      g_value_set_int64 (value, self->as_of);
      break;
    case PROP_FROM_CACHE:
      g_value_set_boolean (value, self->from_cache);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_workspace_list_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  if (prop_id == PROP_QUERY)
    outpost_workspace_list_set_query (OUTPOST_WORKSPACE_LIST (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_workspace_list_dispose (GObject *object)
{
  OutpostWorkspaceList *self = OUTPOST_WORKSPACE_LIST (object);

  dex_clear (&self->refreshing);
  dex_clear (&self->saving);
  g_clear_object (&self->client);
  g_clear_object (&self->kept);
  G_OBJECT_CLASS (outpost_workspace_list_parent_class)->dispose (object);
}

static void
outpost_workspace_list_finalize (GObject *object)
{
  OutpostWorkspaceList *self = OUTPOST_WORKSPACE_LIST (object);

  g_clear_pointer (&self->reading, outpost_workspace_cache_drop);
  outpost_workspace_items_clear (&self->held);
  g_clear_error (&self->error);
  g_free (self->query);
  g_free (self->cache_path);
  g_free (self->kept_query);
  G_OBJECT_CLASS (outpost_workspace_list_parent_class)->finalize (object);
}

static void
outpost_workspace_list_class_init (OutpostWorkspaceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_workspace_list_get_property;
  object_class->set_property = outpost_workspace_list_set_property;
  object_class->dispose = outpost_workspace_list_dispose;
  object_class->finalize = outpost_workspace_list_finalize;

  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, read | G_PARAM_WRITABLE);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_AS_OF] = g_param_spec_int64 ("as-of", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_FROM_CACHE] = g_param_spec_boolean ("from-cache", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  refreshed_signal = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_ERROR);
}

static void
outpost_workspace_list_init (OutpostWorkspaceList *self)
{
  self->query = g_strdup ("owner:me");
  self->kept = g_cancellable_new ();
  outpost_workspace_items_init (&self->held, G_LIST_MODEL (self));
}

OutpostWorkspaceList *
outpost_workspace_list_new (OutpostClient *client,
                            const char *cache_path)
{
  OutpostWorkspaceList *self = g_object_new (OUTPOST_TYPE_WORKSPACE_LIST, NULL);

  g_set_object (&self->client, client);
  self->cache_path = g_strdup (cache_path);
  return self;
}

const char *
outpost_workspace_list_get_query (OutpostWorkspaceList *self)
{
  return self->query;
}

void
outpost_workspace_list_set_query (OutpostWorkspaceList *self,
                                  const char *query)
{
  g_return_if_fail (OUTPOST_IS_WORKSPACE_LIST (self));
  g_return_if_fail (query != NULL);

  if (!g_set_str (&self->query, query))
    return;
  self->is_answer = FALSE;
  drop_refresh (self);
  set_error (self, NULL);
  g_clear_pointer (&self->reading, outpost_workspace_cache_drop);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

gboolean
outpost_workspace_list_get_busy (OutpostWorkspaceList *self)
{
  return self->busy;
}

gboolean
outpost_workspace_list_is_answer (OutpostWorkspaceList *self)
{
  return self->is_answer;
}

const GError *
outpost_workspace_list_get_error (OutpostWorkspaceList *self)
{
  return self->error;
}

gint64
outpost_workspace_list_get_as_of (OutpostWorkspaceList *self)
{
  return self->as_of;
}

gint64
outpost_workspace_list_get_known_at (OutpostWorkspaceList *self)
{
  return self->known_at;
}

gboolean
outpost_workspace_list_get_from_cache (OutpostWorkspaceList *self)
{
  return self->from_cache;
}

OutpostWorkspace *
outpost_workspace_list_lookup (OutpostWorkspaceList *self,
                               const char *id)
{
  return g_hash_table_lookup (self->held.by_id, id);
}

void
outpost_workspace_list_preload (OutpostWorkspaceList *self)
{
  if (self->cache_path != NULL && self->held.items->len == 0 && self->reading == NULL)
    self->reading = outpost_workspace_cache_start (self->cache_path, self->query);
}

gboolean
outpost_workspace_list_load_cache (OutpostWorkspaceList *self,
                                   GError **error)
{
  g_autoptr(GPtrArray) kept = NULL;
  g_auto(OutpostWorkspaceRound) round = { NULL };
  g_autoptr(GError) local = NULL;
  gint64 as_of = 0;

  if (self->cache_path == NULL || self->held.items->len > 0)
    return TRUE;
  g_set_str (&self->kept_query, self->query);
  if (self->reading == NULL)
    outpost_workspace_list_preload (self);
  kept = outpost_workspace_cache_finish (g_steal_pointer (&self->reading), &as_of, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kept == NULL)
    return TRUE;
  outpost_workspace_round_init (&round, 0);
  outpost_workspace_items_merge (&self->held, &round, kept, kept->len);
  self->is_answer = TRUE;
  set_freshness (self, as_of, TRUE);
  return TRUE;
}

const char *
outpost_workspace_list_get_cache_path (OutpostWorkspaceList *self)
{
  return self->cache_path;
}

void
outpost_workspace_list_stop (OutpostWorkspaceList *self)
{
  g_return_if_fail (OUTPOST_IS_WORKSPACE_LIST (self));

  if (self->busy)
    drop_refresh (self);
}

void
outpost_workspace_list_clear (OutpostWorkspaceList *self)
{
  drop_refresh (self);
  dex_clear (&self->saving);
  g_cancellable_cancel (self->kept);
  g_object_unref (self->kept);
  self->kept = g_cancellable_new ();
  outpost_workspace_items_remove_all (&self->held);
  if (self->cache_path != NULL)
    outpost_workspace_cache_remove (self->cache_path);
  set_error (self, NULL);
  self->is_answer = FALSE;
  self->known_at = 0;
  set_freshness (self, 0, FALSE);
}

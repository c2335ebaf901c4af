/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-account-watch.h"

#include <string.h>

#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-rhythm.h"
#include "outpost-weak.h"

/* What is being built is left out (coder-api 3.1): there is nothing to be told of it then. */
#define QUERY "owner:me has_external_agent:true"
#define PAGE 100
#define MOST 2000 /* more are not remembered */
/* What was not looked at for longer than that is no news: one look may fail. */
#define GAP_US (2 * OUTPOST_GAP_US)

/* Looks at one account's workspaces now and then. */
struct _OutpostAccountWatch
{
  GObject parent_instance;

  OutpostAccount *account;
  OutpostRhythm rhythm;
  OutpostAccountWatchClock clock;
  gboolean running;
  GSource *source;   /* ready when it is time to look */
  DexFuture *asking; /* for the key or the list */
  gboolean busy;     /* so it is */
  gint64 asked_at;   /* monotonic */
  guint n_seen;      /* machines, on the pages until now */
  guint n_machines;
  gboolean answered;
  gboolean tried;
};

G_DEFINE_FINAL_TYPE (OutpostAccountWatch, outpost_account_watch, G_TYPE_OBJECT)

static guint changed_signal;
static guint refused_signal;

static OutpostMemory *
get_memory (OutpostAccountWatch *self)
{
  return outpost_observer_get_memory (outpost_account_get_observer (self->account));
}

static void
set_outcome (OutpostAccountWatch *self,
             gboolean answered,
             guint n_machines)
{
  gboolean same = self->tried && self->answered == answered && self->n_machines == n_machines;

  self->tried = TRUE;
  self->answered = answered;
  self->n_machines = n_machines;
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

static void
allow_gap (OutpostAccountWatch *self)
{
  gint64 gap = self->rhythm.metered ? OUTPOST_RHYTHM_METERED * GAP_US : GAP_US;

  outpost_memory_set_gap (get_memory (self), self->running ? gap : 0);
}

/* ---- When -------------------------------------------------------------------------------------------------------- */

static gboolean
dispatch (GSource *source,
          GSourceFunc callback,
          gpointer data)
{
  g_source_set_ready_time (source, -1);
  return callback (data);
}

static GSourceFuncs source_funcs = { NULL, NULL, dispatch, NULL, NULL, NULL };

static void
schedule (OutpostAccountWatch *self)
{
  gboolean waits = self->running && !self->busy && outpost_account_get_state (self->account) != OUTPOST_ACCOUNT_SIGNED_OUT;

  g_source_set_ready_time (self->source, waits ? outpost_rhythm_get_next (&self->rhythm) : -1);
}

static void
drop_look (OutpostAccountWatch *self)
{
  self->busy = FALSE;
  dex_clear (&self->asking);
}

/* ---- Looking ----------------------------------------------------------------------------------------------------- */

/* Of what is stopped nothing can be lost, though it keeps its agent (correction 41). */
static guint
count_machines (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (build);

  return outpost_build_has_started (build) ? agents->len : 0;
}

/* What a list was told by an answer to a later question, or by a page's stream, stays. */
static void
see (OutpostAccountWatch *self,
     OutpostWorkspace *workspace)
{
  self->n_seen += count_machines (workspace);
  outpost_observer_see (outpost_account_get_observer (self->account), workspace, self->asked_at, self->clock ());
  outpost_account_update (self->account, workspace, self->asked_at);
}

static gboolean
is_unsettled (OutpostAccountWatch *self)
{
  return outpost_notices_is_waiting (outpost_observer_get_notices (outpost_account_get_observer (self->account)));
}

static void
finish (OutpostAccountWatch *self,
        guint n_machines)
{
  self->busy = FALSE;
  allow_gap (self);
  outpost_rhythm_answered (&self->rhythm, g_get_monotonic_time (), is_unsettled (self));
  schedule (self);
  set_outcome (self, TRUE, n_machines);
}

static void
note_failure (OutpostAccountWatch *self,
              const GError *error)
{
  gint64 until = outpost_error_get_retry_at (error);

  outpost_rhythm_failed (&self->rhythm, g_get_monotonic_time (), until != 0 ? MAX (until - g_get_real_time (), 0) : 0);
  schedule (self);
  set_outcome (self, FALSE, self->n_machines);
}

static void
fail (OutpostAccountWatch *self,
      const GError *error)
{
  self->busy = FALSE;
  note_failure (self, error);
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED))
    g_signal_emit (self, refused_signal, 0);
}

/* A page on its way to the watch that may be gone. */
typedef struct
{
  GWeakRef watch;
  guint offset;
} Page;

static void
page_free (gpointer data)
{
  g_weak_ref_clear (&((Page *) data)->watch);
  g_free (data);
}

static DexFuture *
ask_for_page (OutpostAccountWatch *self,
              guint offset,
              DexFutureCallback callback)
{
  OutpostClient *client = outpost_account_get_client (self->account);
  Page *page = g_new0 (Page, 1);

  g_weak_ref_init (&page->watch, self);
  page->offset = offset;
  return dex_future_finally (outpost_api_list_workspaces (client, QUERY, PAGE, offset), callback, page, page_free);
}

/* A short page is not the last one: rows the account may not read are left out of it. */
static DexFuture *
page_cb (DexFuture *completed,
         gpointer data)
{
  Page *page = data;
  g_autoptr(OutpostAccountWatch) self = g_weak_ref_get (&page->watch);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);
  OutpostWorkspaceBatch *batch;

  if (self == NULL || !self->busy)
    return NULL;
  if (value == NULL)
    {
      fail (self, error);
      return NULL;
    }
  batch = g_value_get_boxed (value);
  for (guint i = 0; i < batch->workspaces->len; i++)
    see (self, g_ptr_array_index (batch->workspaces, i));
  if (page->offset + PAGE < MIN (batch->count, MOST))
    return ask_for_page (self, page->offset + PAGE, page_cb);
  finish (self, self->n_seen);
  return NULL;
}

static DexFuture *
unlocked_cb (DexFuture *completed,
             gpointer data)
{
  g_autoptr(OutpostAccountWatch) self = g_weak_ref_get (data);

  if (self == NULL || !self->busy)
    return NULL;
  self->busy = FALSE;
  /* It comes to SIGNED_IN by itself, which begins anew; else the keyring is looked at again after a while. */
  outpost_rhythm_answered (&self->rhythm, g_get_monotonic_time (), FALSE);
  if (outpost_account_get_state (self->account) == OUTPOST_ACCOUNT_SIGNED_IN)
    outpost_rhythm_hurry (&self->rhythm, g_get_monotonic_time ());
  else
    set_outcome (self, FALSE, self->n_machines);
  schedule (self);
  return NULL;
}

static gboolean
time_to_look_cb (gpointer data)
{
  OutpostAccountWatch *self = data;

  self->busy = TRUE;
  self->n_seen = 0;
  self->asked_at = g_get_monotonic_time ();
  dex_clear (&self->asking);
  if (outpost_account_get_state (self->account) == OUTPOST_ACCOUNT_SIGNED_IN)
    self->asking = ask_for_page (self, 0, page_cb);
  else
    self->asking = dex_future_finally (outpost_account_unlock_quietly (self->account), unlocked_cb, outpost_weak_new (self),
                                       outpost_weak_free);
  return G_SOURCE_CONTINUE;
}

/* ---- What others ask for ------------------------------------------------------------------------------------------- */

/* Whether all of one's own are in the list's answer. */
static gboolean
list_covers (OutpostWorkspaceList *list)
{
  g_autofree char *query = g_strdup (outpost_workspace_list_get_query (list));

  g_strstrip (query);
  return *query == '\0' || g_str_equal (query, "owner:me");
}

static guint
count_listed (OutpostAccountWatch *self,
              OutpostWorkspaceList *list)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_strcmp0 (outpost_workspace_get_owner_id (workspace), outpost_account_get_user_id (self->account)) == 0)
        n += count_machines (workspace);
    }
  return n;
}

/* Where the clock was set back nobody knows. */
static gboolean
is_list_fresh (OutpostAccountWatch *self,
               OutpostWorkspaceList *list)
{
  gint64 age = g_get_real_time () - outpost_workspace_list_get_as_of (list);

  return list_covers (list) && outpost_workspace_list_get_error (list) == NULL && !outpost_workspace_list_get_from_cache (list)
         && age >= 0 && age < (gint64) self->rhythm.period_ms * 1000;
}

/* Who shows a list asks now, and nobody else needs to. */
static void
list_busy_cb (OutpostAccountWatch *self,
              GParamSpec *pspec,
              OutpostWorkspaceList *list)
{
  if (!self->running || !outpost_workspace_list_get_busy (list) || !list_covers (list))
    return;
  outpost_rhythm_postpone (&self->rhythm, g_get_monotonic_time ());
  schedule (self);
}

/* That was a look. */
static void
list_refreshed_cb (OutpostAccountWatch *self,
                   const GError *error,
                   OutpostWorkspaceList *list)
{
  if (!self->running || !list_covers (list))
    return;
  if (error != NULL)
    {
      note_failure (self, error);
      return;
    }
  outpost_rhythm_answered (&self->rhythm, g_get_monotonic_time (), FALSE);
  schedule (self);
  set_outcome (self, TRUE, count_listed (self, list));
}

static void
list_added_cb (OutpostAccountWatch *self,
               OutpostWorkspaceList *list)
{
  g_signal_connect_object (list, "notify::busy", G_CALLBACK (list_busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "refreshed", G_CALLBACK (list_refreshed_cb), self, G_CONNECT_SWAPPED);
}

/* What was asked for before it began to watch. */
static void
take_lists (OutpostAccountWatch *self)
{
  g_autoptr(GPtrArray) lists = outpost_account_dup_lists (self->account);

  for (guint i = 0; i < lists->len; i++)
    if (outpost_workspace_list_get_busy (lists->pdata[i]))
      list_busy_cb (self, NULL, lists->pdata[i]);
    else if (is_list_fresh (self, lists->pdata[i]))
      list_refreshed_cb (self, NULL, lists->pdata[i]);
}

static void
state_cb (OutpostAccountWatch *self)
{
  OutpostAccountState state = outpost_account_get_state (self->account);

  if (state == OUTPOST_ACCOUNT_SIGNED_IN)
    outpost_rhythm_hurry (&self->rhythm, g_get_monotonic_time ());
  schedule (self);
  if (state == OUTPOST_ACCOUNT_SIGNED_OUT)
    set_outcome (self, FALSE, self->n_machines);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_account_watch_dispose (GObject *object)
{
  OutpostAccountWatch *self = OUTPOST_ACCOUNT_WATCH (object);

  if (self->account != NULL)
    outpost_account_watch_set_running (self, FALSE);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (outpost_account_watch_parent_class)->dispose (object);
}

static void
outpost_account_watch_class_init (OutpostAccountWatchClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_account_watch_dispose;
  changed_signal = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  refused_signal = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_account_watch_init (OutpostAccountWatch *self)
{
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (self->source, time_to_look_cb, self, NULL);
  g_source_attach (self->source, NULL);
}

OutpostAccountWatch *
outpost_account_watch_new (OutpostAccount *account,
                           guint period_ms,
                           OutpostAccountWatchClock clock)
{
  OutpostAccountWatch *self;
  g_autoptr(GPtrArray) lists = NULL;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (account) && period_ms > 0 && clock != NULL, NULL);

  self = g_object_new (OUTPOST_TYPE_ACCOUNT_WATCH, NULL);
  self->account = g_object_ref (account);
  self->clock = clock;
  outpost_rhythm_init (&self->rhythm, period_ms, g_get_monotonic_time ());
  g_signal_connect_object (account, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "list-added", G_CALLBACK (list_added_cb), self, G_CONNECT_SWAPPED);
  lists = outpost_account_dup_lists (account);
  for (guint i = 0; i < lists->len; i++)
    list_added_cb (self, lists->pdata[i]);
  return self;
}

OutpostAccount *
outpost_account_watch_get_account (OutpostAccountWatch *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self), NULL);
  return self->account;
}

void
outpost_account_watch_set_running (OutpostAccountWatch *self,
                                   gboolean running)
{
  g_return_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self));

  if (self->running == running)
    return;
  self->running = running;
  drop_look (self);
  allow_gap (self);
  outpost_rhythm_hurry (&self->rhythm, g_get_monotonic_time ());
  schedule (self);
  if (running)
    take_lists (self);
}

/* What was allowed while it was metered is so until the next look. */
void
outpost_account_watch_set_metered (OutpostAccountWatch *self,
                                   gboolean metered)
{
  g_return_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self));

  if (self->rhythm.metered == metered)
    return;
  self->rhythm.metered = metered;
  if (metered)
    allow_gap (self);
  schedule (self);
}

void
outpost_account_watch_woke_up (OutpostAccountWatch *self)
{
  g_return_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self));

  /* What was asked before is no look after it. */
  drop_look (self);
  outpost_observer_note_sleep (outpost_account_get_observer (self->account), self->clock ());
  outpost_rhythm_hurry (&self->rhythm, g_get_monotonic_time ());
  schedule (self);
}

gboolean
outpost_account_watch_is_answered (OutpostAccountWatch *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self), FALSE);
  return self->answered;
}

guint
outpost_account_watch_get_n_machines (OutpostAccountWatch *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self), 0);
  return self->n_machines;
}

gint64
outpost_account_watch_get_next (OutpostAccountWatch *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self), -1);
  return g_source_get_ready_time (self->source);
}

gboolean
outpost_account_watch_has_tried (OutpostAccountWatch *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_WATCH (self), FALSE);
  return self->tried;
}

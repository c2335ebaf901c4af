/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-refresher.h"

#define PERIOD_MS 30000
#define SOON_SECONDS 3
#define LONGEST_SOON_SECONDS 30
#define WORKSPACES_A_SECOND 100
#define FRESH_US (5 * (gint64) G_USEC_PER_SEC)

/* Decides when the list of an account is asked for again. */
struct _OutpostListRefresher
{
  GObject parent_instance;

  GtkWidget *view;   /* borrowed: it owns this */
  GtkWindow *window; /* borrowed, while the view is in it, once it was on the screen */
  OutpostAccount *account;
  OutpostWorkspaceList *workspaces;
  guint period; /* ms */
  gint64 asked_at;
  guint timer;
  guint soon; /* a build is under way */
  guint idle; /* once the view is drawn */
};

G_DEFINE_FINAL_TYPE (OutpostListRefresher, outpost_list_refresher, G_TYPE_OBJECT)

static guint tick_signal;

static void
refresh (OutpostListRefresher *self)
{
  if (outpost_account_get_state (self->account) != OUTPOST_ACCOUNT_SIGNED_IN)
    return;
  self->asked_at = g_get_monotonic_time ();
  /* The list and the account tell by their properties how it went. */
  dex_future_disown (outpost_workspace_list_refresh (self->workspaces));
}

static void
unlock (OutpostListRefresher *self)
{
  dex_future_disown (outpost_account_unlock (self->account));
}

static gboolean
is_seen (OutpostListRefresher *self)
{
  return self->window != NULL && gtk_widget_get_mapped (self->view) && !gtk_window_is_suspended (self->window);
}

/* A page of the same window lies over the view. Whoever wants to be told of machines is told of all of them. */
static gboolean
is_covered (OutpostListRefresher *self)
{
  return self->window != NULL && !gtk_widget_get_mapped (self->view) && gtk_widget_get_mapped (GTK_WIDGET (self->window))
         && !gtk_window_is_suspended (self->window)
         && outpost_notices_get_enabled (outpost_observer_get_notices (outpost_account_get_observer (self->account)));
}

static gboolean
soon_cb (gpointer data)
{
  OutpostListRefresher *self = data;

  self->soon = 0;
  if (is_seen (self))
    refresh (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_building (GListModel *workspaces)
{
  for (guint i = 0; i < g_list_model_get_n_items (workspaces); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (workspaces, i);

      if (outpost_build_is_active (outpost_workspace_get_latest_build (workspace)))
        return TRUE;
    }
  return FALSE;
}

/* A build takes seconds: whoever started one wants to see its end. Long lists are asked for less often. */
static void
read_cb (OutpostListRefresher *self)
{
  GListModel *workspaces = G_LIST_MODEL (self->workspaces);
  guint seconds = CLAMP (g_list_model_get_n_items (workspaces) / WORKSPACES_A_SECOND, SOON_SECONDS, LONGEST_SOON_SECONDS);

  g_clear_handle_id (&self->soon, g_source_remove);
  if (is_seen (self) && is_building (workspaces))
    self->soon = g_timeout_add_seconds (seconds, soon_cb, self);
}

static gboolean
timer_cb (gpointer data)
{
  OutpostListRefresher *self = data;

  if (is_seen (self))
    g_signal_emit (self, tick_signal, 0);
  refresh (self);
  return G_SOURCE_CONTINUE;
}

static void
watch_screen (OutpostListRefresher *self)
{
  gboolean seen = is_seen (self);

  if (!seen)
    g_clear_handle_id (&self->soon, g_source_remove);
  if (!seen && !is_covered (self))
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      return;
    }
  if (self->timer == 0)
    self->timer = g_timeout_add (self->period, timer_cb, self);
  if (!seen)
    return;
  if (outpost_account_get_state (self->account) == OUTPOST_ACCOUNT_NO_KEY)
    unlock (self);
  else if (self->asked_at == 0 || g_get_monotonic_time () - self->asked_at > FRESH_US)
    {
      g_signal_emit (self, tick_signal, 0);
      refresh (self);
    }
}

static gboolean
drawn_cb (gpointer data)
{
  OutpostListRefresher *self = data;

  self->idle = 0;
  watch_screen (self);
  return G_SOURCE_REMOVE;
}

static void
active_cb (OutpostListRefresher *self)
{
  if (gtk_window_is_active (self->window) && self->idle == 0)
    watch_screen (self);
}

static void
leave_window (OutpostListRefresher *self)
{
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_weak_pointer (&self->window);
}

static void
map_cb (OutpostListRefresher *self)
{
  GtkRoot *root = gtk_widget_get_root (self->view);

  leave_window (self);
  if (GTK_IS_WINDOW (root))
    {
      g_set_weak_pointer (&self->window, GTK_WINDOW (root));
      g_signal_connect_object (root, "notify::is-active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (root, "notify::suspended", G_CALLBACK (watch_screen), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (root, "map", G_CALLBACK (watch_screen), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (root, "unmap", G_CALLBACK (watch_screen), self, G_CONNECT_SWAPPED);
    }
  /* What is known is drawn first: answers that come meanwhile would keep it waiting. */
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, drawn_cb, self, NULL);
}

static void
root_cb (OutpostListRefresher *self)
{
  if (GTK_ROOT (self->window) == gtk_widget_get_root (self->view))
    return;
  leave_window (self);
  watch_screen (self);
}

static void
state_cb (OutpostListRefresher *self)
{
  if (is_seen (self))
    refresh (self);
}

static void
outpost_list_refresher_dispose (GObject *object)
{
  OutpostListRefresher *self = OUTPOST_LIST_REFRESHER (object);

  outpost_list_refresher_stop (self);
  g_clear_object (&self->workspaces);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (outpost_list_refresher_parent_class)->dispose (object);
}

static void
outpost_list_refresher_class_init (OutpostListRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_list_refresher_dispose;
  tick_signal = g_signal_new ("tick", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_list_refresher_init (OutpostListRefresher *self)
{
}

OutpostListRefresher *
outpost_list_refresher_new (GtkWidget *view,
                            OutpostAccount *account,
                            OutpostWorkspaceList *workspaces)
{
  OutpostListRefresher *self = g_object_new (OUTPOST_TYPE_LIST_REFRESHER, NULL);

  self->view = view;
  self->account = g_object_ref (account);
  self->workspaces = g_object_ref (workspaces);
  self->period = PERIOD_MS;
  g_signal_connect_object (view, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "unmap", G_CALLBACK (watch_screen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::root", G_CALLBACK (root_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outpost_observer_get_notices (outpost_account_get_observer (account)), "notify::enabled",
                           G_CALLBACK (watch_screen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspaces, "notify::as-of", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
outpost_list_refresher_set_period (OutpostListRefresher *self,
                                   guint period)
{
  self->period = period;
  g_clear_handle_id (&self->timer, g_source_remove);
  watch_screen (self);
}

void
outpost_list_refresher_now (OutpostListRefresher *self)
{
  OutpostAccountState state = outpost_account_get_state (self->account);

  if (state == OUTPOST_ACCOUNT_NO_KEY || state == OUTPOST_ACCOUNT_KEY_UNAVAILABLE)
    unlock (self);
  else
    refresh (self);
}

void
outpost_list_refresher_stop (OutpostListRefresher *self)
{
  leave_window (self);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->soon, g_source_remove);
  outpost_workspace_list_stop (self->workspaces);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-lookout.h"

#include "outpost-vigil-private.h"

/* Watches the accounts of a store. */
struct _OutpostLookout
{
  GObject parent_instance;

  OutpostAccountStore *accounts;
  GNetworkMonitor *monitor;
  OutpostVigil *vigil; /* while it is active */
  GPtrArray *watches;
  guint period_ms;
  OutpostAccountWatchClock clock;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (OutpostLookout, outpost_lookout, G_TYPE_OBJECT)

static guint changed_signal;
static guint refused_signal;

static OutpostNotices *
get_notices (OutpostAccount *account)
{
  return outpost_observer_get_notices (outpost_account_get_observer (account));
}

static void
tell_changed (OutpostLookout *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
refused_cb (OutpostLookout *self,
            OutpostAccountWatch *watch)
{
  g_signal_emit (self, refused_signal, 0, outpost_account_watch_get_account (watch));
}

/* ---- Who is watched ------------------------------------------------------------------------------------------------ */

static gboolean
is_wanted (OutpostLookout *self,
           OutpostAccount *account)
{
  return self->active && !outpost_account_is_demo (account) && outpost_notices_get_enabled (get_notices (account));
}

static gboolean
has_account (GListModel *accounts,
             OutpostAccount *account)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OutpostAccount) item = g_list_model_get_item (accounts, i);

      if (item == account)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_watched (OutpostLookout *self,
            OutpostAccount *account)
{
  for (guint i = 0; i < self->watches->len; i++)
    if (outpost_account_watch_get_account (g_ptr_array_index (self->watches, i)) == account)
      return TRUE;
  return FALSE;
}

static void
show_network (OutpostLookout *self,
              OutpostAccountWatch *watch)
{
  outpost_account_watch_set_metered (watch, g_network_monitor_get_network_metered (self->monitor));
  outpost_account_watch_set_running (watch, g_network_monitor_get_network_available (self->monitor));
}

static void
add_watch (OutpostLookout *self,
           OutpostAccount *account)
{
  OutpostAccountWatch *watch = outpost_account_watch_new (account, self->period_ms, self->clock);

  g_ptr_array_add (self->watches, watch);
  g_signal_connect_object (watch, "changed", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  show_network (self, watch);
}

/* What is under way for those that are not wanted any more is dropped. */
static void
choose (OutpostLookout *self)
{
  GListModel *accounts = G_LIST_MODEL (self->accounts);

  for (guint i = self->watches->len; i > 0; i--)
    {
      OutpostAccount *account = outpost_account_watch_get_account (g_ptr_array_index (self->watches, i - 1));

      if (!is_wanted (self, account) || !has_account (accounts, account))
        g_ptr_array_remove_index (self->watches, i - 1);
    }
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (accounts, i);

      if (is_wanted (self, account) && !is_watched (self, account))
        add_watch (self, account);
    }
  tell_changed (self);
}

static void
accounts_changed_cb (OutpostLookout *self,
                     guint position,
                     guint removed,
                     guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      g_signal_connect_object (get_notices (account), "notify::enabled", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
    }
  choose (self);
}

/* ---- The network and the computer ----------------------------------------------------------------------------------- */

static void
network_cb (OutpostLookout *self)
{
  for (guint i = 0; i < self->watches->len; i++)
    show_network (self, g_ptr_array_index (self->watches, i));
  tell_changed (self);
}

void
outpost_lookout_wake_up (OutpostLookout *self)
{
  g_return_if_fail (OUTPOST_IS_LOOKOUT (self));

  for (guint i = 0; i < self->watches->len; i++)
    outpost_account_watch_woke_up (g_ptr_array_index (self->watches, i));
}

static void
begin (OutpostLookout *self)
{
  if (self->monitor == NULL)
    self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "notify::network-available", G_CALLBACK (network_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "notify::network-metered", G_CALLBACK (network_cb), self, G_CONNECT_SWAPPED);
  self->vigil = outpost_vigil_new ();
  g_signal_connect_object (self->vigil, "resumed", G_CALLBACK (outpost_lookout_wake_up), self, G_CONNECT_SWAPPED);
}

static void
end (OutpostLookout *self)
{
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->vigil);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static gint64
read_clock (void)
{
  return g_get_real_time ();
}

static void
outpost_lookout_dispose (GObject *object)
{
  OutpostLookout *self = OUTPOST_LOOKOUT (object);

  g_ptr_array_set_size (self->watches, 0);
  g_clear_object (&self->vigil);
  g_clear_object (&self->monitor);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (outpost_lookout_parent_class)->dispose (object);
}

static void
outpost_lookout_finalize (GObject *object)
{
  g_ptr_array_unref (OUTPOST_LOOKOUT (object)->watches);
  G_OBJECT_CLASS (outpost_lookout_parent_class)->finalize (object);
}

static void
outpost_lookout_class_init (OutpostLookoutClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_lookout_dispose;
  G_OBJECT_CLASS (klass)->finalize = outpost_lookout_finalize;
  changed_signal = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  refused_signal
      = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, OUTPOST_TYPE_ACCOUNT);
}

static void
outpost_lookout_init (OutpostLookout *self)
{
  self->watches = g_ptr_array_new_with_free_func (g_object_unref);
  self->period_ms = OUTPOST_ACCOUNT_WATCH_PERIOD_MS;
  self->clock = read_clock;
}

OutpostLookout *
outpost_lookout_new (OutpostAccountStore *accounts)
{
  OutpostLookout *self;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (accounts), NULL);

  self = g_object_new (OUTPOST_TYPE_LOOKOUT, NULL);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));
  return self;
}

void
outpost_lookout_set_active (OutpostLookout *self,
                            gboolean active)
{
  g_return_if_fail (OUTPOST_IS_LOOKOUT (self));

  if (self->active == active)
    return;
  self->active = active;
  if (active)
    begin (self);
  else
    end (self);
  choose (self);
}

OutpostLookoutState
outpost_lookout_get_state (OutpostLookout *self)
{
  gboolean tried = FALSE, has_key = FALSE;

  g_return_val_if_fail (OUTPOST_IS_LOOKOUT (self), OUTPOST_LOOKOUT_BEGINNING);

  if (self->watches->len == 0)
    return OUTPOST_LOOKOUT_BEGINNING;
  if (!g_network_monitor_get_network_available (self->monitor))
    return OUTPOST_LOOKOUT_NO_NETWORK;
  for (guint i = 0; i < self->watches->len; i++)
    {
      OutpostAccountWatch *watch = g_ptr_array_index (self->watches, i);
      OutpostAccountState state = outpost_account_get_state (outpost_account_watch_get_account (watch));

      if (outpost_account_watch_is_answered (watch))
        return OUTPOST_LOOKOUT_WATCHING;
      tried |= outpost_account_watch_has_tried (watch);
      has_key |= state == OUTPOST_ACCOUNT_SIGNED_IN || state == OUTPOST_ACCOUNT_SIGNED_OUT;
    }
  if (!tried)
    return OUTPOST_LOOKOUT_BEGINNING;
  return has_key ? OUTPOST_LOOKOUT_NO_ANSWER : OUTPOST_LOOKOUT_NO_KEY;
}

guint
outpost_lookout_get_n_accounts (OutpostLookout *self)
{
  g_return_val_if_fail (OUTPOST_IS_LOOKOUT (self), 0);
  return self->watches->len;
}

guint
outpost_lookout_get_n_machines (OutpostLookout *self)
{
  guint n = 0;

  g_return_val_if_fail (OUTPOST_IS_LOOKOUT (self), 0);

  for (guint i = 0; i < self->watches->len; i++)
    if (outpost_account_watch_is_answered (g_ptr_array_index (self->watches, i)))
      n += outpost_account_watch_get_n_machines (g_ptr_array_index (self->watches, i));
  return n;
}

guint
outpost_lookout_get_n_deployments (OutpostLookout *self)
{
  g_autoptr(GHashTable) urls = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (OUTPOST_IS_LOOKOUT (self), 0);

  for (guint i = 0; i < self->watches->len; i++)
    {
      OutpostAccountWatch *watch = g_ptr_array_index (self->watches, i);

      if (outpost_account_watch_is_answered (watch))
        g_hash_table_add (urls, (gpointer) outpost_account_get_url (outpost_account_watch_get_account (watch)));
    }
  return g_hash_table_size (urls);
}

void
outpost_lookout_set_monitor (OutpostLookout *self,
                             GNetworkMonitor *monitor)
{
  g_return_if_fail (OUTPOST_IS_LOOKOUT (self) && !self->active);
  g_set_object (&self->monitor, monitor);
}

void
outpost_lookout_set_period (OutpostLookout *self,
                            guint milliseconds)
{
  g_return_if_fail (OUTPOST_IS_LOOKOUT (self) && !self->active);
  self->period_ms = milliseconds;
}

void
outpost_lookout_set_clock (OutpostLookout *self,
                           OutpostAccountWatchClock clock)
{
  g_return_if_fail (OUTPOST_IS_LOOKOUT (self) && !self->active);
  self->clock = clock;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-account-store-private.h"

#include "outpost-account-private.h"
#include "outpost-accounts-file-private.h"
#include "outpost-address.h"
#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-key-private.h"
#include "outpost-main-loop-private.h"
#include "outpost-text.h"

#include <glib/gstdio.h>

/* The accounts in the order they were added. */
struct _OutpostAccountStore
{
  GObject parent_instance;

  GPtrArray *accounts;
  OutpostAccount *current; /* nullable, borrowed from accounts */
  OutpostSecrets *secrets;
  char *config_dir;
  char *cache_dir;
  char *state_dir; /* nullable: the former */
};

enum
{
  PROP_0,
  PROP_CURRENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* ---- The list model ---------------------------------------------------------------------------------------------- */

static GType
outpost_account_store_get_item_type (GListModel *model)
{
  return OUTPOST_TYPE_ACCOUNT;
}

static guint
outpost_account_store_get_n_items (GListModel *model)
{
  return OUTPOST_ACCOUNT_STORE (model)->accounts->len;
}

static gpointer
outpost_account_store_get_item (GListModel *model,
                                guint position)
{
  OutpostAccountStore *self = OUTPOST_ACCOUNT_STORE (model);

  return position < self->accounts->len ? g_object_ref (g_ptr_array_index (self->accounts, position)) : NULL;
}

static void
outpost_account_store_init_model (GListModelInterface *iface)
{
  iface->get_item_type = outpost_account_store_get_item_type;
  iface->get_n_items = outpost_account_store_get_n_items;
  iface->get_item = outpost_account_store_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostAccountStore, outpost_account_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, outpost_account_store_init_model))

/* ---- The file ---------------------------------------------------------------------------------------------------- */

static gboolean
save (OutpostAccountStore *self,
      GError **error)
{
  g_autoptr(OutpostAccountsFile) file = outpost_accounts_file_new ();

  for (guint i = 0; i < self->accounts->len; i++)
    {
      OutpostAccount *account = g_ptr_array_index (self->accounts, i);
      OutpostAccountRecord record = { outpost_account_get_id (account), outpost_account_get_url (account),
                                      outpost_account_get_user_id (account), outpost_account_get_username (account) };

      if (outpost_account_is_stored (account))
        outpost_accounts_file_append (file, &record, account == self->current);
    }
  return outpost_accounts_file_write (file, self->config_dir, error);
}

static char *
dup_cache_path (OutpostAccountStore *self,
                const char *id)
{
  g_autofree char *name = g_strconcat (id, ".workspaces", NULL);

  return g_build_filename (self->cache_dir, name, NULL);
}

static char *
dup_memory_path (OutpostAccountStore *self,
                 const char *id)
{
  g_autofree char *name = g_strconcat (id, ".seen", NULL);

  return g_build_filename (self->state_dir != NULL ? self->state_dir : self->cache_dir, name, NULL);
}

/* ---- Adding and removing ----------------------------------------------------------------------------------------- */

static void
append (OutpostAccountStore *self,
        OutpostAccount *account)
{
  g_ptr_array_add (self->accounts, g_object_ref (account));
  g_list_model_items_changed (G_LIST_MODEL (self), self->accounts->len - 1, 0, 1);
}

static void
take_current (OutpostAccountStore *self,
              OutpostAccount *account)
{
  if (self->current == account)
    return;
  self->current = account;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

/* What was chosen goes to the neighbour before the account leaves the model, so that nobody sees a current one outside it. */
static void
remove_account (OutpostAccountStore *self,
                OutpostAccount *account)
{
  guint position;

  if (!g_ptr_array_find (self->accounts, account, &position))
    return;
  if (self->current == account)
    {
      guint neighbour = position + 1 < self->accounts->len ? position + 1 : position - 1;

      take_current (self, neighbour < self->accounts->len ? g_ptr_array_index (self->accounts, neighbour) : NULL);
    }
  g_ptr_array_remove_index (self->accounts, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* borrowed */
static OutpostAccount *
find_user (OutpostAccountStore *self,
           const char *url,
           const char *user_id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      OutpostAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (outpost_account_get_url (account), url) && g_str_equal (outpost_account_get_user_id (account), user_id))
        return account;
    }
  return NULL;
}

/* An account that is to be added. */
typedef struct
{
  OutpostAccountStore *store;
  char *url;
  OutpostUser *user;
  OutpostKey *key;
  OutpostKeep keep;
  DexFuture *stopped;      /* nullable */
  OutpostAccount *account; /* what came of it, or */
  GError *error;
} Addition;

static void
addition_free (gpointer data)
{
  Addition *self = data;

  g_clear_object (&self->store);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->user, outpost_user_unref);
  g_clear_pointer (&self->key, outpost_key_free);
  dex_clear (&self->stopped);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
await_keyring (Addition *addition,
               GError **error)
{
  g_autofree char *host = outpost_address_dup_label (addition->url);
  g_autofree char *username = outpost_text_dup_visible (addition->user->username);
  g_autofree char *label = g_strdup_printf ("Outpost key for %s on %s", username, host);
  DexFuture *kept = outpost_secrets_store (addition->store->secrets, addition->url, addition->user->id, label, addition->key);

  if (addition->stopped != NULL)
    kept = dex_future_first (kept, dex_ref (addition->stopped), NULL);
  return dex_await (kept, error);
}

static OutpostAccount *
new_account (OutpostAccountStore *self,
             const Addition *addition)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *cache_path = addition->keep == OUTPOST_KEEP_IN_KEYRING ? dup_cache_path (self, id) : NULL;
  g_autofree char *memory_path = addition->keep == OUTPOST_KEEP_IN_KEYRING ? dup_memory_path (self, id) : NULL;
  OutpostAccountRecord record = { id, addition->url, addition->user->id, addition->user->username };

  return outpost_account_new (&record, cache_path, memory_path, self->secrets);
}

/* Writes down an account that the file does not name yet: what can not be written is not shown either. */
static gboolean
write_down (OutpostAccountStore *self,
            OutpostAccount *account,
            GError **error)
{
  gboolean is_new = !g_ptr_array_find (self->accounts, account, NULL);
  gboolean written;

  if (is_new)
    g_ptr_array_add (self->accounts, g_object_ref (account));
  outpost_account_set_stored (account, TRUE);
  written = save (self, error);
  if (is_new)
    g_ptr_array_remove_index (self->accounts, self->accounts->len - 1);
  outpost_account_set_stored (account, written);
  return written;
}

/* Everything that is seen of an addition happens here, without an await in between. */
static void
commit (gpointer data)
{
  Addition *addition = data;
  OutpostAccountStore *self = addition->store;
  OutpostAccount *known = find_user (self, addition->url, addition->user->id);
  g_autoptr(OutpostAccount) account = known != NULL ? g_object_ref (known) : new_account (self, addition);

  /* Both may have happened at once: kept, and no longer wanted. */
  if (addition->stopped != NULL && !dex_future_is_pending (addition->stopped))
    {
      g_set_error_literal (&addition->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped");
      return;
    }
  if (addition->keep == OUTPOST_KEEP_IN_KEYRING && !outpost_account_is_stored (account)
      && !write_down (self, account, &addition->error))
    return;
  outpost_account_set_username (account, addition->user->username);
  outpost_account_set_kind (account, addition->keep != OUTPOST_KEEP_IN_KEYRING, addition->keep == OUTPOST_KEEP_DEMO);
  outpost_account_sign_in (account, addition->key);
  if (known == NULL)
    append (self, account);
  take_current (self, account);
  if (outpost_account_is_stored (account))
    save (self, NULL);
  addition->account = g_steal_pointer (&account);
}

/* The key that the account has by now ends before another takes its place: nobody could end it afterwards. */
static void
await_end_of_former_key (Addition *addition)
{
  OutpostAccount *known = find_user (addition->store, addition->url, addition->user->id);

  if (known != NULL && outpost_client_has_key (outpost_account_get_client (known)))
    dex_await (outpost_api_delete_own_key (outpost_account_get_client (known)), NULL);
}

/* Stopped in the middle, or the file failed: the keyring may hold the key of an account that there is not. */
static void
await_undoing (Addition *addition)
{
  OutpostAccount *known = find_user (addition->store, addition->url, addition->user->id);

  if (known == NULL || !outpost_account_is_stored (known))
    dex_await (outpost_secrets_clear (addition->store->secrets, addition->url, addition->user->id), NULL);
}

static DexFuture *
add_fiber (gpointer data)
{
  Addition *addition = data;
  OutpostAccountStore *self = addition->store;

  if (find_user (self, addition->url, addition->user->id) == NULL && self->accounts->len >= OUTPOST_ACCOUNTS_FILE_MOST)
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "There are %d accounts already",
                                  OUTPOST_ACCOUNTS_FILE_MOST);
  if (addition->keep == OUTPOST_KEEP_IN_KEYRING && !await_keyring (addition, &addition->error))
    {
      if (g_error_matches (addition->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        await_undoing (addition);
      return dex_future_new_for_error (g_steal_pointer (&addition->error));
    }
  await_end_of_former_key (addition);
  dex_await (outpost_main_loop_run (commit, addition), NULL);
  if (addition->account != NULL)
    return dex_future_new_for_object (addition->account);
  await_undoing (addition);
  return dex_future_new_for_error (g_steal_pointer (&addition->error));
}

/* ---- Signing out ------------------------------------------------------------------------------------------------- */

/* An account that is to go. */
typedef struct
{
  OutpostAccountStore *store;
  OutpostAccount *account;
  GError *error;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *self = data;

  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  g_free (self);
}

static void
forget_key (gpointer data)
{
  outpost_account_forget_key (((Removal *) data)->account);
}

/* Ends the key on the deployment. FALSE with @error when the keyring does not give it, so that it cannot be ended;
 * @unsure says that the deployment did not confirm. */
static gboolean
await_end_of_key (Removal *removal,
                  GError **unsure,
                  GError **error)
{
  OutpostAccount *account = removal->account;
  g_autoptr(OutpostClient) client = g_object_ref (outpost_account_get_client (account));
  g_autoptr(OutpostKey) key = NULL;
  g_autoptr(GError) local = NULL;

  if (!outpost_client_has_key (client))
    {
      if (outpost_account_get_state (account) == OUTPOST_ACCOUNT_SIGNED_OUT || !outpost_account_is_stored (account))
        return TRUE;
      key = dex_await_string (outpost_secrets_lookup (removal->store->secrets, outpost_account_get_url (account),
                                                      outpost_account_get_user_id (account)),
                              &local);
      if (g_error_matches (local, OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING))
        return TRUE;
      if (key == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_clear_object (&client);
      client = outpost_client_new (outpost_account_get_url (account));
      outpost_client_set_key (client, key);
    }
  if (dex_await (outpost_api_delete_own_key (client), unsure))
    dex_await (outpost_main_loop_run (forget_key, removal), NULL);
  return TRUE;
}

/* The local part, once nothing can stop it any more. */
static void
remove_traces (gpointer data)
{
  Removal *removal = data;
  OutpostAccount *account = removal->account;
  g_autofree char *cache_path = dup_cache_path (removal->store, outpost_account_get_id (account));

  outpost_account_forget_key (account);
  outpost_account_clear_lists (account);
  g_unlink (cache_path);
  outpost_notices_clear (outpost_observer_get_notices (outpost_account_get_observer (account)));
  outpost_memory_clear (outpost_observer_get_memory (outpost_account_get_observer (account)));
  remove_account (removal->store, account);
  if (outpost_account_is_stored (account))
    save (removal->store, &removal->error);
}

static DexFuture *
sign_out_fiber (gpointer data)
{
  Removal *removal = data;
  OutpostAccount *account = removal->account;
  g_autoptr(GError) unsure = NULL;

  if (!await_end_of_key (removal, &unsure, &removal->error))
    return dex_future_new_for_error (g_steal_pointer (&removal->error));
  if (outpost_account_is_stored (account)
      && !dex_await (outpost_secrets_clear (removal->store->secrets, outpost_account_get_url (account),
                                            outpost_account_get_user_id (account)),
                     &removal->error))
    return dex_future_new_for_error (g_steal_pointer (&removal->error));
  dex_await (outpost_main_loop_run (remove_traces, removal), NULL);
  if (removal->error == NULL)
    removal->error = g_steal_pointer (&unsure);
  return removal->error != NULL ? dex_future_new_for_error (g_steal_pointer (&removal->error)) : dex_future_new_true ();
}

/* ---- Overrides --------------------------------------------------------------------------------------------------- */

static void
outpost_account_store_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  if (prop_id == PROP_CURRENT)
    g_value_set_object (value, OUTPOST_ACCOUNT_STORE (object)->current);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_account_store_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  if (prop_id == PROP_CURRENT)
    outpost_account_store_set_current (OUTPOST_ACCOUNT_STORE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_account_store_finalize (GObject *object)
{
  OutpostAccountStore *self = OUTPOST_ACCOUNT_STORE (object);

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_object (&self->secrets);
  g_free (self->config_dir);
  g_free (self->cache_dir);
  g_free (self->state_dir);
  G_OBJECT_CLASS (outpost_account_store_parent_class)->finalize (object);
}

static void
outpost_account_store_class_init (OutpostAccountStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_account_store_get_property;
  object_class->set_property = outpost_account_store_set_property;
  object_class->finalize = outpost_account_store_finalize;

  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, OUTPOST_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_account_store_init (OutpostAccountStore *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

OutpostAccountStore *
outpost_account_store_new (const char *config_dir,
                           const char *cache_dir,
                           OutpostSecrets *secrets)
{
  OutpostAccountStore *self;

  g_return_val_if_fail (config_dir != NULL && cache_dir != NULL && OUTPOST_IS_SECRETS (secrets), NULL);

  self = g_object_new (OUTPOST_TYPE_ACCOUNT_STORE, NULL);
  self->config_dir = g_strdup (config_dir);
  self->cache_dir = g_strdup (cache_dir);
  self->secrets = g_object_ref (secrets);
  return self;
}

void
outpost_account_store_set_state_dir (OutpostAccountStore *self,
                                     const char *state_dir)
{
  g_return_if_fail (OUTPOST_IS_ACCOUNT_STORE (self));
  g_return_if_fail (self->accounts->len == 0);

  g_set_str (&self->state_dir, state_dir);
}

gboolean
outpost_account_store_load (OutpostAccountStore *self,
                            GError **error)
{
  g_autoptr(OutpostAccountsFile) file = NULL;
  g_autoptr(GError) damage = NULL;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (self), FALSE);

  file = outpost_accounts_file_read (self->config_dir, &damage);
  for (guint i = 0; i < outpost_accounts_file_get_length (file); i++)
    {
      const OutpostAccountRecord *record = outpost_accounts_file_get (file, i);
      g_autofree char *cache_path = dup_cache_path (self, record->id);
      g_autofree char *memory_path = dup_memory_path (self, record->id);
      g_autoptr(OutpostAccount) account = NULL;

      if (find_user (self, record->url, record->user_id) != NULL)
        continue;
      account = outpost_account_new (record, cache_path, memory_path, self->secrets);
      outpost_account_set_stored (account, TRUE);
      append (self, account);
      if (outpost_accounts_file_is_current (file, i))
        take_current (self, account);
    }
  if (self->current == NULL && self->accounts->len > 0)
    take_current (self, g_ptr_array_index (self->accounts, 0));
  /* What could be read of a damaged file is written anew beside the one set aside. */
  if (damage == NULL)
    return TRUE;
  if (self->accounts->len > 0)
    save (self, NULL);
  g_propagate_error (error, g_steal_pointer (&damage));
  return FALSE;
}

OutpostSecrets *
outpost_account_store_get_secrets (OutpostAccountStore *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (self), NULL);
  return self->secrets;
}

OutpostAccount *
outpost_account_store_get_current (OutpostAccountStore *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (self), NULL);
  return self->current;
}

/**
 * outpost_account_store_set_current:
 * @account: (nullable): one of the accounts
 *
 * Which one is current is remembered for the next start; that it could not be written is no reason to refuse it now.
 */
void
outpost_account_store_set_current (OutpostAccountStore *self,
                                   OutpostAccount *account)
{
  g_return_if_fail (OUTPOST_IS_ACCOUNT_STORE (self));
  g_return_if_fail (account == NULL || g_ptr_array_find (self->accounts, account, NULL));

  if (self->current == account)
    return;
  take_current (self, account);
  if (account != NULL && outpost_account_is_stored (account))
    save (self, NULL);
}

gboolean
outpost_account_store_has (OutpostAccountStore *self,
                           OutpostAccount *account)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (self), FALSE);
  return g_ptr_array_find (self->accounts, account, NULL);
}

OutpostAccount *
outpost_account_store_lookup (OutpostAccountStore *self,
                              const char *id)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (self) && id != NULL, NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      OutpostAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (outpost_account_get_id (account), id))
        return account;
    }
  return NULL;
}

OutpostAccount *
outpost_account_store_find (OutpostAccountStore *self,
                            const char *url,
                            const char *username)
{
  g_autofree char *base = NULL;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (self) && url != NULL, NULL);

  base = outpost_address_normalize (url, NULL);
  for (guint i = 0; base != NULL && i < self->accounts->len; i++)
    {
      OutpostAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (outpost_account_get_url (account), base)
          && (username == NULL || g_str_equal (outpost_account_get_username (account), username)))
        return account;
    }
  return NULL;
}

DexFuture *
outpost_account_store_add_unless (OutpostAccountStore *self,
                                  const char *url,
                                  OutpostUser *user,
                                  const char *key,
                                  OutpostKeep keep,
                                  DexFuture *stopped)
{
  Addition *addition;

  dex_return_error_if_fail (OUTPOST_IS_ACCOUNT_STORE (self));
  dex_return_error_if_fail (url != NULL && user != NULL && key != NULL);

  addition = g_new0 (Addition, 1);
  addition->store = g_object_ref (self);
  addition->url = g_strdup (url);
  addition->user = outpost_user_ref (user);
  addition->key = g_strdup (key);
  addition->keep = keep;
  addition->stopped = stopped != NULL ? dex_ref (stopped) : NULL;
  return outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, add_fiber, addition, addition_free));
}

DexFuture *
outpost_account_store_add (OutpostAccountStore *self,
                           const char *url,
                           OutpostUser *user,
                           const char *key,
                           OutpostKeep keep)
{
  return outpost_account_store_add_unless (self, url, user, key, keep, NULL);
}

DexFuture *
outpost_account_store_sign_out (OutpostAccountStore *self,
                                OutpostAccount *account)
{
  Removal *removal;

  dex_return_error_if_fail (OUTPOST_IS_ACCOUNT_STORE (self));
  dex_return_error_if_fail (g_ptr_array_find (self->accounts, account, NULL));

  removal = g_new0 (Removal, 1);
  removal->store = g_object_ref (self);
  removal->account = g_object_ref (account);
  return outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, sign_out_fiber, removal, removal_free));
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-account-private.h"

#include "outpost-address.h"
#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-key-private.h"
#include "outpost-main-loop-private.h"

/* A user of a deployment, with the client that speaks for it. */
struct _OutpostAccount
{
  GObject parent_instance;

  char *id;
  char *url;
  char *user_id;
  char *username;
  char *label;
  OutpostSecrets *secrets;
  OutpostClient *client;
  OutpostWorkspaceList *workspaces;
  GPtrArray *more_lists; /* borrowed from whoever shows them */
  char *cache_path;
  OutpostObserver *observer;
  OutpostEntitlements *entitlements;
  gboolean is_asking;   /* for these */
  DexFuture *unlocking; /* while it is under way */
  DexFuture *peeking;   /* so too: the same, quietly */
  OutpostAccountState state;
  GError *error;
  guint stamp;      /* grows with each key; a reply for an older one is not applied */
  guint role_stamp; /* when the role was asked for; 0: never */
  OutpostTristate site_owner;
  gboolean is_demo;
  gboolean is_session_only;
  gboolean is_stored;
};

G_DEFINE_ENUM_TYPE (OutpostAccountState, outpost_account_state,
                    G_DEFINE_ENUM_VALUE (OUTPOST_ACCOUNT_NO_KEY, "no-key"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_ACCOUNT_SIGNED_IN, "signed-in"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_ACCOUNT_KEY_UNAVAILABLE, "key-unavailable"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_ACCOUNT_SIGNED_OUT, "signed-out"))

G_DEFINE_FINAL_TYPE (OutpostAccount, outpost_account, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ERROR,
  PROP_ENTITLEMENTS,
  PROP_LABEL,
  PROP_SESSION_ONLY,
  PROP_SITE_OWNER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint list_added_signal;

static void
set_state (OutpostAccount *self,
           OutpostAccountState state,
           const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* Several requests may be refused at once: the first ends it, for the others there is no key any more. */
static void
unauthorized_cb (OutpostAccount *self)
{
  if (self->state != OUTPOST_ACCOUNT_SIGNED_IN)
    return;
  outpost_account_forget_key (self);
}

/* ---- What the deployment is asked for with a key ----------------------------------------------------------------- */

/* A question that was asked with one key, by whom. */
typedef struct
{
  GWeakRef account;
  guint stamp;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_weak_ref_clear (&self->account);
  g_free (self);
}

static DexFuture *
entitlements_cb (DexFuture *completed,
                 gpointer data)
{
  Question *question = data;
  g_autoptr(OutpostAccount) self = g_weak_ref_get (&question->account);
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self != NULL)
    self->is_asking = FALSE;
  if (self != NULL && value != NULL && self->stamp == question->stamp)
    {
      g_clear_pointer (&self->entitlements, outpost_entitlements_unref);
      self->entitlements = g_value_dup_boxed (value);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTITLEMENTS]);
    }
  return dex_future_new_true ();
}

static void
read_entitlements (OutpostAccount *self)
{
  Question *question = g_new0 (Question, 1);
  DexFuture *answered;

  g_weak_ref_init (&question->account, self);
  question->stamp = self->stamp;
  self->is_asking = TRUE;
  answered = outpost_main_loop_settle (outpost_api_get_entitlements (self->client));
  dex_future_disown (dex_future_finally (answered, entitlements_cb, question, question_free));
}

/* A licence may come while somebody waits for it, and a question may have failed: it is asked once more beside the list. */
static void
refreshed_cb (OutpostAccount *self,
              const GError *error)
{
  const OutpostEntitlements *known = self->entitlements;

  if (error == NULL && !self->is_asking
      && (known == NULL || (!known->external_agents && known->edition != OUTPOST_EDITION_OPEN_SOURCE)))
    read_entitlements (self);
}

static DexFuture *
role_cb (DexFuture *completed,
         gpointer data)
{
  Question *question = data;
  g_autoptr(OutpostAccount) self = g_weak_ref_get (&question->account);
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self != NULL && value != NULL && self->stamp == question->stamp)
    {
      self->site_owner = ((const OutpostUser *) g_value_get_boxed (value))->is_owner ? OUTPOST_YES : OUTPOST_NO;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SITE_OWNER]);
    }
  return dex_future_new_true ();
}

static void
read_role (OutpostAccount *self)
{
  Question *question = g_new0 (Question, 1);
  DexFuture *answered;

  g_weak_ref_init (&question->account, self);
  question->stamp = self->stamp;
  answered = outpost_main_loop_settle (outpost_api_get_user (self->client, "me"));
  dex_future_disown (dex_future_finally (answered, role_cb, question, question_free));
}

/* ---- Unlocking --------------------------------------------------------------------------------------------------- */

/* An account whose key is looked up. */
typedef struct
{
  OutpostAccount *account;
  guint stamp;
  OutpostKey *key;
  GError *error;
  gboolean quiet;
} Unlocking;

static void
unlocking_free (gpointer data)
{
  Unlocking *self = data;

  g_clear_object (&self->account);
  g_clear_pointer (&self->key, outpost_key_free);
  g_clear_error (&self->error);
  g_free (self);
}

/* Nothing is said of an account that was signed in by other means, or ended, while the keyring was asked. */
static void
unlocked (gpointer data)
{
  Unlocking *unlocking = data;
  OutpostAccount *self = unlocking->account;

  dex_clear (unlocking->quiet ? &self->peeking : &self->unlocking);
  if (self->stamp != unlocking->stamp)
    return;
  if (unlocking->key != NULL)
    outpost_account_sign_in (self, unlocking->key);
  else if (!unlocking->quiet)
    set_state (self, OUTPOST_ACCOUNT_KEY_UNAVAILABLE, unlocking->error);
}

static DexFuture *
unlock_fiber (gpointer data)
{
  Unlocking *unlocking = data;
  OutpostAccount *self = unlocking->account;
  DexFuture *found = unlocking->quiet ? outpost_secrets_peek (self->secrets, self->url, self->user_id)
                                      : outpost_secrets_lookup (self->secrets, self->url, self->user_id);

  unlocking->key = dex_await_string (found, &unlocking->error);
  dex_await (outpost_main_loop_run (unlocked, unlocking), NULL);
  if (self->state == OUTPOST_ACCOUNT_SIGNED_IN)
    return dex_future_new_true ();
  if (unlocking->error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&unlocking->error));
  return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED, "The account was signed out meanwhile");
}

/* ---- Lists ------------------------------------------------------------------------------------------------------- */

static void
list_gone_cb (gpointer data,
              GObject *list)
{
  g_ptr_array_remove (OUTPOST_ACCOUNT (data)->more_lists, list);
}

OutpostWorkspaceList *
outpost_account_new_list (OutpostAccount *self)
{
  OutpostWorkspaceList *list;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);

  list = outpost_workspace_list_new (self->client, self->cache_path);
  g_ptr_array_add (self->more_lists, list);
  g_object_weak_ref (G_OBJECT (list), list_gone_cb, self);
  outpost_observer_look_at (self->observer, list);
  g_signal_emit (self, list_added_signal, 0, list);
  return list;
}

GPtrArray *
outpost_account_dup_lists (OutpostAccount *self)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), lists);

  g_ptr_array_add (lists, g_object_ref (self->workspaces));
  for (guint i = 0; i < self->more_lists->len; i++)
    g_ptr_array_add (lists, g_object_ref (self->more_lists->pdata[i]));
  return lists;
}

OutpostWorkspace *
outpost_account_lookup (OutpostAccount *self,
                        const char *workspace_id)
{
  OutpostWorkspace *listed;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  g_return_val_if_fail (workspace_id != NULL, NULL);

  listed = outpost_workspace_list_lookup (self->workspaces, workspace_id);
  for (guint i = 0; i < self->more_lists->len && listed == NULL; i++)
    listed = outpost_workspace_list_lookup (self->more_lists->pdata[i], workspace_id);
  return listed;
}

void
outpost_account_refresh (OutpostAccount *self)
{
  g_autoptr(GPtrArray) lists = outpost_account_dup_lists (self);

  /* The lists tell by their properties how it went. */
  for (guint i = 0; i < lists->len; i++)
    dex_future_disown (outpost_workspace_list_refresh (lists->pdata[i]));
}

void
outpost_account_update (OutpostAccount *self,
                        OutpostWorkspace *newer,
                        gint64 known_at)
{
  g_autoptr(GPtrArray) lists = outpost_account_dup_lists (self);

  for (guint i = 0; i < lists->len; i++)
    {
      OutpostWorkspace *listed = outpost_workspace_list_lookup (lists->pdata[i], outpost_workspace_get_id (newer));

      if (listed == NULL)
        continue;
      outpost_workspace_update (listed, newer, known_at);
      outpost_observer_mark (self->observer, listed);
    }
}

/* Whoever shows one may let it go when it is empty. */
void
outpost_account_clear_lists (OutpostAccount *self)
{
  g_autoptr(GPtrArray) lists = outpost_account_dup_lists (self);

  for (guint i = 0; i < lists->len; i++)
    outpost_workspace_list_clear (lists->pdata[i]);
}

/* ---- Overrides --------------------------------------------------------------------------------------------------- */

static void
outpost_account_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  OutpostAccount *self = OUTPOST_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ENTITLEMENTS:
      g_value_set_boxed (value, self->entitlements);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->is_session_only);
      break;
    case PROP_SITE_OWNER:
      g_value_set_int (value, self->site_owner);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_account_finalize (GObject *object)
{
  OutpostAccount *self = OUTPOST_ACCOUNT (object);

  dex_clear (&self->unlocking);
  dex_clear (&self->peeking);
  for (guint i = 0; i < self->more_lists->len; i++)
    g_object_weak_unref (self->more_lists->pdata[i], list_gone_cb, self);
  g_ptr_array_unref (self->more_lists);
  g_free (self->cache_path);
  g_clear_object (&self->observer);
  g_clear_object (&self->workspaces);
  g_clear_object (&self->client);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->entitlements, outpost_entitlements_unref);
  g_clear_error (&self->error);
  g_free (self->id);
  g_free (self->url);
  g_free (self->user_id);
  g_free (self->username);
  g_free (self->label);
  G_OBJECT_CLASS (outpost_account_parent_class)->finalize (object);
}

static void
outpost_account_class_init (OutpostAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = outpost_account_get_property;
  object_class->finalize = outpost_account_finalize;

  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, OUTPOST_TYPE_ACCOUNT_STATE, OUTPOST_ACCOUNT_NO_KEY, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_ENTITLEMENTS] = g_param_spec_boxed ("entitlements", NULL, NULL, OUTPOST_TYPE_ENTITLEMENTS, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_SESSION_ONLY] = g_param_spec_boolean ("session-only", NULL, NULL, FALSE, flags);
  properties[PROP_SITE_OWNER]
      = g_param_spec_int ("site-owner", NULL, NULL, OUTPOST_UNKNOWN, OUTPOST_YES, OUTPOST_UNKNOWN, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  list_added_signal = g_signal_new ("list-added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    OUTPOST_TYPE_WORKSPACE_LIST);
}

static void
outpost_account_init (OutpostAccount *self)
{
  self->site_owner = OUTPOST_UNKNOWN;
  self->more_lists = g_ptr_array_new ();
}

/* ---- For the account store --------------------------------------------------------------------------------------- */

OutpostAccount *
outpost_account_new (const OutpostAccountRecord *record,
                     const char *cache_path,
                     const char *memory_path,
                     OutpostSecrets *secrets)
{
  OutpostAccount *self = g_object_new (OUTPOST_TYPE_ACCOUNT, NULL);
  g_autoptr(OutpostMemory) memory = outpost_memory_new (memory_path);

  self->id = g_strdup (record->id);
  self->url = g_strdup (record->url);
  self->user_id = g_strdup (record->user_id);
  self->username = g_strdup (record->username);
  self->label = outpost_address_dup_label (record->url);
  self->secrets = g_object_ref (secrets);
  self->client = outpost_client_new (record->url);
  g_signal_connect_object (self->client, "unauthorized", G_CALLBACK (unauthorized_cb), self, G_CONNECT_SWAPPED);
  self->cache_path = g_strdup (cache_path);
  self->workspaces = outpost_workspace_list_new (self->client, cache_path);
  g_signal_connect_object (self->workspaces, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  self->observer = outpost_observer_new (self->workspaces, memory, record->user_id);
  return self;
}

gboolean
outpost_account_is_stored (OutpostAccount *self)
{
  return self->is_stored;
}

void
outpost_account_set_stored (OutpostAccount *self,
                            gboolean stored)
{
  self->is_stored = stored;
}

void
outpost_account_set_kind (OutpostAccount *self,
                          gboolean session_only,
                          gboolean demo)
{
  self->is_demo = demo;
  if (self->is_session_only == session_only)
    return;
  self->is_session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

void
outpost_account_set_username (OutpostAccount *self,
                              const char *username)
{
  g_set_str (&self->username, username);
}

void
outpost_account_sign_in (OutpostAccount *self,
                         const char *key)
{
  self->stamp++;
  outpost_client_set_key (self->client, key);
  set_state (self, OUTPOST_ACCOUNT_SIGNED_IN, NULL);
  read_entitlements (self);
}

void
outpost_account_forget_key (OutpostAccount *self)
{
  self->stamp++;
  outpost_client_set_key (self->client, NULL);
  set_state (self, OUTPOST_ACCOUNT_SIGNED_OUT, NULL);
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

const char *
outpost_account_get_id (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->id;
}

const char *
outpost_account_get_url (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->url;
}

const char *
outpost_account_get_user_id (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->user_id;
}

const char *
outpost_account_get_username (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->username;
}

const char *
outpost_account_get_label (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->label;
}

gboolean
outpost_account_is_demo (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), FALSE);
  return self->is_demo;
}

gboolean
outpost_account_is_session_only (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), FALSE);
  return self->is_session_only;
}

OutpostAccountState
outpost_account_get_state (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), OUTPOST_ACCOUNT_NO_KEY);
  return self->state;
}

const GError *
outpost_account_get_error (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->error;
}

OutpostClient *
outpost_account_get_client (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->client;
}

OutpostWorkspaceList *
outpost_account_get_workspaces (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->workspaces;
}

OutpostObserver *
outpost_account_get_observer (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->observer;
}

OutpostEntitlements *
outpost_account_get_entitlements (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), NULL);
  return self->entitlements;
}

OutpostTristate
outpost_account_look_up_site_owner (OutpostAccount *self)
{
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (self), OUTPOST_UNKNOWN);

  if (self->state == OUTPOST_ACCOUNT_SIGNED_IN && self->role_stamp != self->stamp)
    {
      self->role_stamp = self->stamp;
      self->site_owner = OUTPOST_UNKNOWN;
      read_role (self);
    }
  return self->site_owner;
}

static DexFuture *
unlock (OutpostAccount *self,
        gboolean quiet)
{
  DexFuture **under_way = quiet ? &self->peeking : &self->unlocking;
  Unlocking *unlocking;

  if (self->state == OUTPOST_ACCOUNT_SIGNED_IN)
    return dex_future_new_true ();
  if (self->state == OUTPOST_ACCOUNT_SIGNED_OUT)
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED, "The deployment no longer accepts the key");
  if (*under_way != NULL)
    return dex_ref (*under_way);
  unlocking = g_new0 (Unlocking, 1);
  unlocking->account = g_object_ref (self);
  unlocking->stamp = self->stamp;
  unlocking->quiet = quiet;
  /* It is not stopped by whoever drops what this returns. */
  *under_way = outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, unlock_fiber, unlocking, unlocking_free));
  return dex_ref (*under_way);
}

DexFuture *
outpost_account_unlock (OutpostAccount *self)
{
  dex_return_error_if_fail (OUTPOST_IS_ACCOUNT (self));
  return unlock (self, FALSE);
}

DexFuture *
outpost_account_unlock_quietly (OutpostAccount *self)
{
  dex_return_error_if_fail (OUTPOST_IS_ACCOUNT (self));
  return unlock (self, TRUE);
}

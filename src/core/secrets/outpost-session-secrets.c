/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error.h"
#include "outpost-key-private.h"
#include "outpost-secrets.h"

#define OUTPOST_TYPE_SESSION_SECRETS (outpost_session_secrets_get_type ())
G_DECLARE_FINAL_TYPE (OutpostSessionSecrets, outpost_session_secrets, OUTPOST, SESSION_SECRETS, GObject)

/* Keys in this process's memory, gone with it. */
struct _OutpostSessionSecrets
{
  GObject parent_instance;

  GHashTable *keys; /* "url user-id" → key */
};

static DexFuture *
outpost_session_secrets_store (OutpostSecrets *secrets,
                               const char *url,
                               const char *user_id,
                               const char *label,
                               const char *key)
{
  OutpostSessionSecrets *self = OUTPOST_SESSION_SECRETS (secrets);

  g_hash_table_replace (self->keys, g_strdup_printf ("%s %s", url, user_id), g_strdup (key));
  return dex_future_new_true ();
}

static DexFuture *
outpost_session_secrets_lookup (OutpostSecrets *secrets,
                                const char *url,
                                const char *user_id)
{
  OutpostSessionSecrets *self = OUTPOST_SESSION_SECRETS (secrets);
  g_autofree char *name = g_strdup_printf ("%s %s", url, user_id);
  const char *key = g_hash_table_lookup (self->keys, name);

  if (key == NULL)
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING, "No key is kept for this account");
  return dex_future_new_for_string (key);
}

static DexFuture *
outpost_session_secrets_clear (OutpostSecrets *secrets,
                               const char *url,
                               const char *user_id)
{
  OutpostSessionSecrets *self = OUTPOST_SESSION_SECRETS (secrets);
  g_autofree char *name = g_strdup_printf ("%s %s", url, user_id);

  g_hash_table_remove (self->keys, name);
  return dex_future_new_true ();
}

static void
outpost_session_secrets_init_interface (OutpostSecretsInterface *iface)
{
  iface->store = outpost_session_secrets_store;
  iface->lookup = outpost_session_secrets_lookup;
  iface->peek = outpost_session_secrets_lookup;
  iface->clear = outpost_session_secrets_clear;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostSessionSecrets, outpost_session_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OUTPOST_TYPE_SECRETS, outpost_session_secrets_init_interface))

static void
outpost_session_secrets_finalize (GObject *object)
{
  OutpostSessionSecrets *self = OUTPOST_SESSION_SECRETS (object);

  g_clear_pointer (&self->keys, g_hash_table_unref);
  G_OBJECT_CLASS (outpost_session_secrets_parent_class)->finalize (object);
}

static void
outpost_session_secrets_class_init (OutpostSessionSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_session_secrets_finalize;
}

static void
outpost_session_secrets_init (OutpostSessionSecrets *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) outpost_key_free);
}

/**
 * outpost_secrets_new_for_session:
 *
 * Returns: (transfer full): secrets that live in this process only
 */
OutpostSecrets *
outpost_secrets_new_for_session (void)
{
  return g_object_new (OUTPOST_TYPE_SESSION_SECRETS, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-fake-secrets.h"

/* A keyring that a test drives. */
struct _OutpostFakeSecrets
{
  GObject parent_instance;

  GHashTable *keys;
  DexPromise *held; /* nullable: what answers wait for */
  char *label;
  int code;
  guint n_asked;
  guint n_peeked;
};

/* What is done once nothing holds it any more. */
typedef struct
{
  OutpostFakeSecrets *self;
  char *name;
  char *key; /* nullable */
  DexFuture *(*act) (OutpostFakeSecrets *self, const char *name, const char *key);
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->self);
  g_free (act->name);
  g_free (act->key);
  g_free (act);
}

static DexFuture *
act_cb (DexFuture *completed,
        gpointer data)
{
  Act *act = data;

  if (act->self->code >= 0)
    return dex_future_new_reject (OUTPOST_ERROR, act->self->code, "The keyring of the test");
  return act->act (act->self, act->name, act->key);
}

static DexFuture *
do_store (OutpostFakeSecrets *self,
          const char *name,
          const char *key)
{
  g_hash_table_replace (self->keys, g_strdup (name), g_strdup (key));
  return dex_future_new_true ();
}

static DexFuture *
do_lookup (OutpostFakeSecrets *self,
           const char *name,
           const char *key)
{
  const char *found = g_hash_table_lookup (self->keys, name);

  if (found == NULL)
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING, "No key in the keyring of the test");
  return dex_future_new_for_string (found);
}

static DexFuture *
do_clear (OutpostFakeSecrets *self,
          const char *name,
          const char *key)
{
  g_hash_table_remove (self->keys, name);
  return dex_future_new_true ();
}

static DexFuture *
ask (OutpostSecrets *secrets,
     const char *url,
     const char *user_id,
     const char *key,
     DexFuture *(*act) (OutpostFakeSecrets *self, const char *name, const char *key))
{
  OutpostFakeSecrets *self = OUTPOST_FAKE_SECRETS (secrets);
  Act *data = g_new0 (Act, 1);

  self->n_asked++;
  data->self = g_object_ref (self);
  data->name = g_strdup_printf ("%s %s", url, user_id);
  data->key = g_strdup (key);
  data->act = act;
  return dex_future_then (self->held != NULL ? dex_ref (self->held) : dex_future_new_true (), act_cb, data, act_free);
}

static DexFuture *
outpost_fake_secrets_store (OutpostSecrets *secrets,
                            const char *url,
                            const char *user_id,
                            const char *label,
                            const char *key)
{
  g_set_str (&OUTPOST_FAKE_SECRETS (secrets)->label, label);
  return ask (secrets, url, user_id, key, do_store);
}

static DexFuture *
outpost_fake_secrets_lookup (OutpostSecrets *secrets,
                             const char *url,
                             const char *user_id)
{
  return ask (secrets, url, user_id, NULL, do_lookup);
}

static DexFuture *
outpost_fake_secrets_peek (OutpostSecrets *secrets,
                           const char *url,
                           const char *user_id)
{
  OUTPOST_FAKE_SECRETS (secrets)->n_asked--;
  OUTPOST_FAKE_SECRETS (secrets)->n_peeked++;
  return ask (secrets, url, user_id, NULL, do_lookup);
}

static DexFuture *
outpost_fake_secrets_clear (OutpostSecrets *secrets,
                            const char *url,
                            const char *user_id)
{
  return ask (secrets, url, user_id, NULL, do_clear);
}

static void
outpost_fake_secrets_init_interface (OutpostSecretsInterface *iface)
{
  iface->store = outpost_fake_secrets_store;
  iface->lookup = outpost_fake_secrets_lookup;
  iface->peek = outpost_fake_secrets_peek;
  iface->clear = outpost_fake_secrets_clear;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostFakeSecrets, outpost_fake_secrets, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OUTPOST_TYPE_SECRETS, outpost_fake_secrets_init_interface))

static void
outpost_fake_secrets_finalize (GObject *object)
{
  OutpostFakeSecrets *self = OUTPOST_FAKE_SECRETS (object);

  g_hash_table_unref (self->keys);
  dex_clear (&self->held);
  g_free (self->label);
  G_OBJECT_CLASS (outpost_fake_secrets_parent_class)->finalize (object);
}

static void
outpost_fake_secrets_class_init (OutpostFakeSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_fake_secrets_finalize;
}

static void
outpost_fake_secrets_init (OutpostFakeSecrets *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->code = -1;
}

OutpostFakeSecrets *
outpost_fake_secrets_new (void)
{
  return g_object_new (OUTPOST_TYPE_FAKE_SECRETS, NULL);
}

void
outpost_fake_secrets_fail (OutpostFakeSecrets *self,
                           int code)
{
  self->code = code;
}

void
outpost_fake_secrets_hold (OutpostFakeSecrets *self)
{
  dex_clear (&self->held);
  self->held = dex_promise_new ();
}

void
outpost_fake_secrets_release (OutpostFakeSecrets *self)
{
  g_autoptr(DexPromise) held = g_steal_pointer (&self->held);

  if (held != NULL)
    dex_promise_resolve_boolean (held, TRUE);
}

guint
outpost_fake_secrets_count (OutpostFakeSecrets *self)
{
  return g_hash_table_size (self->keys);
}

guint
outpost_fake_secrets_n_asked (OutpostFakeSecrets *self)
{
  return self->n_asked;
}

guint
outpost_fake_secrets_n_peeked (OutpostFakeSecrets *self)
{
  return self->n_peeked;
}

const char *
outpost_fake_secrets_get_label (OutpostFakeSecrets *self)
{
  return self->label;
}

const char *
outpost_fake_secrets_get (OutpostFakeSecrets *self,
                          const char *url,
                          const char *user_id)
{
  g_autofree char *name = g_strdup_printf ("%s %s", url, user_id);

  return g_hash_table_lookup (self->keys, name);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-context.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Owns the services of one running program. */
struct _OutpostContext
{
  GObject parent_instance;

  OutpostAccountStore *accounts;
};

G_DEFINE_FINAL_TYPE (OutpostContext, outpost_context, G_TYPE_OBJECT)

static void
outpost_context_finalize (GObject *object)
{
  OutpostContext *self = OUTPOST_CONTEXT (object);

  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (outpost_context_parent_class)->finalize (object);
}

static void
outpost_context_class_init (OutpostContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_context_finalize;
}

static void
outpost_context_init (OutpostContext *self)
{
#ifdef __GLIBC__
  /* One heap for all threads: one for each would keep its pages, as what was decoded there lives on beside what was needed
   * meanwhile. */
  mallopt (M_ARENA_MAX, 1);
#endif
}

/**
 * outpost_context_new_at:
 * @config_dir: where the accounts are written
 * @cache_dir: where lists are kept, and what was seen
 * @secrets: where keys are kept
 *
 * Nothing is read yet: outpost_account_store_load() does, and says what was damaged.
 *
 * Returns: (transfer full): a context
 */
OutpostContext *
outpost_context_new_at (const char *config_dir,
                        const char *cache_dir,
                        OutpostSecrets *secrets)
{
  OutpostContext *self = g_object_new (OUTPOST_TYPE_CONTEXT, NULL);

  self->accounts = outpost_account_store_new (config_dir, cache_dir, secrets);
  return self;
}

/**
 * outpost_context_new:
 *
 * Returns: (transfer full): a context on the user's own folders and keyring; see outpost_context_new_at()
 */
OutpostContext *
outpost_context_new (void)
{
  g_autofree char *config_dir = g_build_filename (g_get_user_config_dir (), "outpost", NULL);
  g_autofree char *cache_dir = g_build_filename (g_get_user_cache_dir (), "outpost", NULL);
  g_autofree char *state_dir = g_build_filename (g_get_user_state_dir (), "outpost", NULL);
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();
  OutpostContext *self = outpost_context_new_at (config_dir, cache_dir, secrets);

  /* What was seen cannot be read again from a deployment as a list can: it is no cache. */
  outpost_account_store_set_state_dir (self->accounts, state_dir);
  return self;
}

OutpostAccountStore *
outpost_context_get_accounts (OutpostContext *self)
{
  g_return_val_if_fail (OUTPOST_IS_CONTEXT (self), NULL);
  return self->accounts;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account.h"
#include "secrets/outpost-secrets.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_ACCOUNT_STORE (outpost_account_store_get_type ())

/**
 * OutpostAccountStore:
 *
 * The accounts, in the order they were added, as a #GListModel of #OutpostAccount; one of them may be `current` (property,
 * read-write, notifies). Kept in `accounts.ini` in the configuration folder: ids, URL, user id and name, never a key;
 * written whole or not at all, 0600. A damaged file is set aside. The demo's account and those for one session only are not
 * written.
 */
G_DECLARE_FINAL_TYPE (OutpostAccountStore, outpost_account_store, OUTPOST, ACCOUNT_STORE, GObject)

/**
 * outpost_account_store_new:
 * @config_dir: where `accounts.ini` is; made when needed
 * @cache_dir: where the lists are kept, one file an account
 * @secrets: where keys are kept
 */
OutpostAccountStore *outpost_account_store_new         (const char          *config_dir,
                                                        const char          *cache_dir,
                                                        OutpostSecrets      *secrets);
/* Where what was seen of the workspaces is kept, one file an account; where the lists are unless it is set, before any account
 * is there. */
void                 outpost_account_store_set_state_dir (OutpostAccountStore *self,
                                                          const char          *state_dir);
/* Reads the file. %FALSE with %OUTPOST_ERROR_STORAGE when it was damaged and set aside. Synchronous, small. */
gboolean             outpost_account_store_load        (OutpostAccountStore *self,
                                                        GError             **error);
OutpostSecrets      *outpost_account_store_get_secrets (OutpostAccountStore *self);
OutpostAccount      *outpost_account_store_get_current (OutpostAccountStore *self); /* nullable */
void                 outpost_account_store_set_current (OutpostAccountStore *self,
                                                        OutpostAccount      *account);
/* Whether @account has not been signed out of. */
gboolean             outpost_account_store_has         (OutpostAccountStore *self,
                                                        OutpostAccount      *account);
/* borrowed; nullable: there is none of this id, or somebody signed out of it */
OutpostAccount      *outpost_account_store_lookup      (OutpostAccountStore *self,
                                                        const char          *id);
/* borrowed; matches a base URL (normalised), and the user name unless NULL */
OutpostAccount      *outpost_account_store_find        (OutpostAccountStore *self,
                                                        const char          *url,
                                                        const char          *username);

/**
 * OutpostKeep:
 * @OUTPOST_KEEP_IN_KEYRING: store the key in the keyring, the account in the file
 * @OUTPOST_KEEP_FOR_SESSION: neither
 * @OUTPOST_KEEP_DEMO: as for session, marked as the demo
 */
typedef enum
{
  OUTPOST_KEEP_IN_KEYRING,
  OUTPOST_KEEP_FOR_SESSION,
  OUTPOST_KEEP_DEMO,
} OutpostKeep;

/**
 * outpost_account_store_add:
 * @url: the base URL
 * @user: who it is
 * @key: the key of our own
 *
 * Keeps the key, then adds the account (or takes over the one with the same URL and user) and makes it current. When the
 * keyring fails nothing is added and nothing is half kept.
 *
 * Returns: (transfer full): a future that resolves to the #OutpostAccount, signed in
 */
DexFuture           *outpost_account_store_add         (OutpostAccountStore *self,
                                                        const char          *url,
                                                        OutpostUser         *user,
                                                        const char          *key,
                                                        OutpostKeep          keep);

/**
 * outpost_account_store_sign_out:
 *
 * Deletes our key on the deployment, in the keyring, the list and what was seen on disk, and the account. An unreachable
 * deployment does not keep a person signed in: the local part happens anyway.
 *
 * Returns: (transfer full): a future that resolves to TRUE, or rejects when the key may still be valid on the deployment
 *   (%OUTPOST_ERROR_UNREACHABLE and so on; the account is gone here) or when the keyring refused (the account stays)
 */
DexFuture           *outpost_account_store_sign_out    (OutpostAccountStore *self,
                                                        OutpostAccount      *account);

G_END_DECLS

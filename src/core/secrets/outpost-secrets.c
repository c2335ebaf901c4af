/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-secrets.h"

G_DEFINE_INTERFACE (OutpostSecrets, outpost_secrets, G_TYPE_OBJECT)

static void
outpost_secrets_default_init (OutpostSecretsInterface *iface)
{
}

/**
 * outpost_secrets_store:
 * @url: the deployment's base URL
 * @user_id: the user's id there
 * @label: what a keyring program shows for it
 * @key: the key
 *
 * Keeps @key in the place of any other for the same deployment and user.
 *
 * Returns: (transfer full): a future that resolves to TRUE, or rejects with %OUTPOST_ERROR_KEYRING_LOCKED,
 *   %OUTPOST_ERROR_KEYRING_MISSING or %OUTPOST_ERROR_KEYRING_REFUSED
 */
DexFuture *
outpost_secrets_store (OutpostSecrets *self,
                       const char *url,
                       const char *user_id,
                       const char *label,
                       const char *key)
{
  dex_return_error_if_fail (OUTPOST_IS_SECRETS (self));
  dex_return_error_if_fail (url != NULL && user_id != NULL && label != NULL && key != NULL);

  return OUTPOST_SECRETS_GET_IFACE (self)->store (self, url, user_id, label, key);
}

/**
 * outpost_secrets_lookup:
 * @url: the deployment's base URL
 * @user_id: the user's id there
 *
 * Looks the key up; a locked keyring is asked to open, which may put a prompt before the person.
 *
 * Returns: (transfer full): a future that resolves to the key (string), or rejects with %OUTPOST_ERROR_KEY_MISSING or as
 *   outpost_secrets_store()
 */
DexFuture *
outpost_secrets_lookup (OutpostSecrets *self,
                        const char *url,
                        const char *user_id)
{
  dex_return_error_if_fail (OUTPOST_IS_SECRETS (self));
  dex_return_error_if_fail (url != NULL && user_id != NULL);

  return OUTPOST_SECRETS_GET_IFACE (self)->lookup (self, url, user_id);
}

/**
 * outpost_secrets_peek:
 * @url: the deployment's base URL
 * @user_id: the user's id there
 *
 * Looks the key up where that takes nobody: a locked keyring is no reason to ask a person who does something else. (Inside a
 * sandbox the portal gives what opens the file of keys, and may ask by itself.)
 *
 * Returns: (transfer full): a future that resolves to the key (string), or rejects as outpost_secrets_lookup()
 */
DexFuture *
outpost_secrets_peek (OutpostSecrets *self,
                      const char *url,
                      const char *user_id)
{
  dex_return_error_if_fail (OUTPOST_IS_SECRETS (self));
  dex_return_error_if_fail (url != NULL && user_id != NULL);

  return OUTPOST_SECRETS_GET_IFACE (self)->peek (self, url, user_id);
}

/**
 * outpost_secrets_clear:
 * @url: the deployment's base URL
 * @user_id: the user's id there
 *
 * Returns: (transfer full): a future that resolves to TRUE, also when there was no key, or rejects as
 *   outpost_secrets_store()
 */
DexFuture *
outpost_secrets_clear (OutpostSecrets *self,
                       const char *url,
                       const char *user_id)
{
  dex_return_error_if_fail (OUTPOST_IS_SECRETS (self));
  dex_return_error_if_fail (url != NULL && user_id != NULL);

  return OUTPOST_SECRETS_GET_IFACE (self)->clear (self, url, user_id);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_SECRETS (outpost_secrets_get_type ())

/**
 * OutpostSecrets:
 *
 * Where keys are kept: by deployment URL and user id. Asynchronous only. Rejections tell apart
 * %OUTPOST_ERROR_KEYRING_LOCKED, %OUTPOST_ERROR_KEYRING_MISSING, %OUTPOST_ERROR_KEYRING_REFUSED and, for lookup,
 * %OUTPOST_ERROR_KEY_MISSING.
 */
G_DECLARE_INTERFACE (OutpostSecrets, outpost_secrets, OUTPOST, SECRETS, GObject)

struct _OutpostSecretsInterface
{
  GTypeInterface g_iface;

  DexFuture *(*store)  (OutpostSecrets *self, const char *url, const char *user_id, const char *label, const char *key);
  DexFuture *(*lookup) (OutpostSecrets *self, const char *url, const char *user_id);
  DexFuture *(*peek)   (OutpostSecrets *self, const char *url, const char *user_id);
  DexFuture *(*clear)  (OutpostSecrets *self, const char *url, const char *user_id);
};

/* Resolves to TRUE. @label is what a keyring program shows for it. */
DexFuture      *outpost_secrets_store           (OutpostSecrets *self,
                                                 const char     *url,
                                                 const char     *user_id,
                                                 const char     *label,
                                                 const char     *key);
/* Resolves to the key (string). */
DexFuture      *outpost_secrets_lookup          (OutpostSecrets *self,
                                                 const char     *url,
                                                 const char     *user_id);
/* The same, but a locked keyring stays locked: nobody is asked to open it. */
DexFuture      *outpost_secrets_peek            (OutpostSecrets *self,
                                                 const char     *url,
                                                 const char     *user_id);
/* Resolves to TRUE, also when there was none. */
DexFuture      *outpost_secrets_clear           (OutpostSecrets *self,
                                                 const char     *url,
                                                 const char     *user_id);

/* The system's keyring by libsecret (schema `io.github.outpost_app.Outpost.Key`). */
OutpostSecrets *outpost_secrets_new_for_keyring (void);
/* This process's memory only: "For This Session Only", and tests. */
OutpostSecrets *outpost_secrets_new_for_session (void);

G_END_DECLS

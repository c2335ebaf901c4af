/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account.h"
#include "secrets/outpost-secrets.h"

G_BEGIN_DECLS

/* What only the account store does with an account. */

/**
 * OutpostAccountRecord: what is written of an account; strings borrowed
 */
typedef struct
{
  const char *id;
  const char *url;
  const char *user_id;
  const char *username;
} OutpostAccountRecord;

/* @cache_path: (nullable): where its list is kept; %NULL for those that leave no trace.
 * @memory_path: (nullable): where what was seen is kept; as above. */
OutpostAccount *outpost_account_new           (const OutpostAccountRecord *record,
                                               const char                 *cache_path,
                                               const char                 *memory_path,
                                               OutpostSecrets             *secrets);
/* Whether the file names it. */
gboolean        outpost_account_is_stored     (OutpostAccount *self);
void            outpost_account_set_stored    (OutpostAccount *self,
                                               gboolean        stored);
void            outpost_account_set_kind      (OutpostAccount *self,
                                               gboolean        session_only,
                                               gboolean        demo);
/* The user may have been renamed since. */
void            outpost_account_set_username  (OutpostAccount *self,
                                               const char     *username);
/* Gives @key to the client: SIGNED_IN from now on. */
void            outpost_account_sign_in       (OutpostAccount *self,
                                               const char     *key);
/* Takes the key from the client; what it shows stays. */
void            outpost_account_forget_key    (OutpostAccount *self);
/* Forgets all that the lists show, and the copy on disk. */
void            outpost_account_clear_lists   (OutpostAccount *self);

G_END_DECLS

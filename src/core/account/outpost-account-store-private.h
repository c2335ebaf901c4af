/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-store.h"

G_BEGIN_DECLS

/* As outpost_account_store_add(). Settling @stopped (nullable) while the keyring is asked ends it with
 * %G_IO_ERROR_CANCELLED and nothing kept; dropping the returned future stops nothing, so it is never half done. */
DexFuture *outpost_account_store_add_unless (OutpostAccountStore *self,
                                             const char          *url,
                                             OutpostUser         *user,
                                             const char          *key,
                                             OutpostKeep          keep,
                                             DexFuture           *stopped);

G_END_DECLS

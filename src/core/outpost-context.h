/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-store.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_CONTEXT (outpost_context_get_type ())

/**
 * OutpostContext:
 *
 * The one root object: built at start-up, owns the services, passed down. There are no singletons; a test builds two.
 */
G_DECLARE_FINAL_TYPE (OutpostContext, outpost_context, OUTPOST, CONTEXT, GObject)

/* The user's folders and keyring. */
OutpostContext      *outpost_context_new           (void);
OutpostContext      *outpost_context_new_at        (const char     *config_dir,
                                                    const char     *cache_dir,
                                                    OutpostSecrets *secrets);
OutpostAccountStore *outpost_context_get_accounts  (OutpostContext *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-store.h"
#include "search/outpost-search.h"

G_BEGIN_DECLS

/* What is kept on disk of the lists of all accounts, to be searched; what is not kept there, the demo's, is taken as it is. */

/* (transfer full): waits for the disk */
OutpostSearch *outpost_search_copies_read        (OutpostAccountStore *accounts);

/* The same in another thread. An account may be signed out meanwhile; it is not held. */
void           outpost_search_copies_read_async  (OutpostAccountStore *accounts,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             data);
/* (transfer full) */
OutpostSearch *outpost_search_copies_read_finish (GAsyncResult        *result);

G_END_DECLS

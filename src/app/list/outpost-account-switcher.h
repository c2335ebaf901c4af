/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-context.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_ACCOUNT_SWITCHER (outpost_account_switcher_get_type ())

G_DECLARE_FINAL_TYPE (OutpostAccountSwitcher, outpost_account_switcher, OUTPOST, ACCOUNT_SWITCHER, AdwBin)

/* Shows @account as the one that the view is of. */
void outpost_account_switcher_set_account (OutpostAccountSwitcher *self,
                                           OutpostAccountStore    *store,
                                           OutpostAccount         *account);

G_END_DECLS

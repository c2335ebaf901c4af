/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account-store.h"
#include "outpost-background.h"
#include "outpost-preferences.h"

G_BEGIN_DECLS

/* (transfer floating): what may be chosen for each deployment of @accounts, and for all of them.
 * @background: (nullable): watching without a window; %NULL does not offer it */
AdwDialog *outpost_preferences_dialog_new (OutpostPreferences  *preferences,
                                           OutpostAccountStore *accounts,
                                           OutpostBackground   *background);

G_END_DECLS

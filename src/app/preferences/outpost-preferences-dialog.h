/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account-store.h"
#include "outpost-preferences.h"

G_BEGIN_DECLS

/* (transfer floating): what may be chosen for each deployment of @accounts. */
AdwDialog *outpost_preferences_dialog_new (OutpostPreferences  *preferences,
                                           OutpostAccountStore *accounts);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-store.h"
#include "outpost-preferences.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_NOTIFIER (outpost_notifier_get_type ())

/**
 * OutpostNotifier:
 *
 * Gives the desktop the notifications that the notices of each account decide on, and takes them back. A notification opens its
 * workspace by the action `app.open-workspace` with the ids of account and workspace. It has no secrets.
 */
G_DECLARE_FINAL_TYPE (OutpostNotifier, outpost_notifier, OUTPOST, NOTIFIER, GObject)

/* @app: not kept alive; registered */
OutpostNotifier *outpost_notifier_new  (GApplication        *app,
                                        OutpostAccountStore *accounts,
                                        OutpostPreferences  *preferences);
/* Takes back what is shown: nobody looks any more. */
void             outpost_notifier_stop (OutpostNotifier     *self);

G_END_DECLS

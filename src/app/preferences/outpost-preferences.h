/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_PREFERENCES (outpost_preferences_get_type ())

/**
 * OutpostPreferences:
 *
 * What a person has chosen, kept in the settings; where their schema is not installed, as long as the program runs.
 * Signal `changed`.
 */
G_DECLARE_FINAL_TYPE (OutpostPreferences, outpost_preferences, OUTPOST, PREFERENCES, GObject)

OutpostPreferences *outpost_preferences_new        (void);
/* Whether lost and returned machines of the account's deployment are told of; so it is until somebody turns it off. */
gboolean            outpost_preferences_get_notify (OutpostPreferences *self,
                                                    OutpostAccount     *account);
void                outpost_preferences_set_notify (OutpostPreferences *self,
                                                    OutpostAccount     *account,
                                                    gboolean            notify);
/* Whether machines are watched while no window is open; not before somebody wants it. */
gboolean            outpost_preferences_get_watch  (OutpostPreferences *self);
void                outpost_preferences_set_watch  (OutpostPreferences *self,
                                                    gboolean            watch);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "live/outpost-lookout.h"
#include "outpost-preferences.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_BACKGROUND (outpost_background_get_type ())

/**
 * OutpostBackground:
 *
 * Watching while no window is open, where somebody wants that: asks the desktop, keeps the program alive as long as there is
 * something to watch, says what it is doing, and tells when a deployment does not accept its key any more. Its
 * notification leads to `app.show-account` (s, its id).
 *
 * Properties: `active` (read-write): whether it is wanted; it goes back when the desktop refuses. `words` (read-only, nullable):
 * what whoever turned it on last has to know, until it is turned again.
 */
G_DECLARE_FINAL_TYPE (OutpostBackground, outpost_background, OUTPOST, BACKGROUND, GObject)

/* @app: not kept alive; registered
 * @lookout: (nullable): who looks; one of its own unless a test has one */
OutpostBackground *outpost_background_new        (GtkApplication      *app,
                                                  OutpostAccountStore *accounts,
                                                  OutpostPreferences  *preferences,
                                                  OutpostLookout      *lookout);
gboolean           outpost_background_get_active (OutpostBackground   *self);
void               outpost_background_set_active (OutpostBackground   *self,
                                                  gboolean             active);
const char        *outpost_background_get_words  (OutpostBackground   *self);
/* The program ends: nothing is asked any more. */
void               outpost_background_stop       (OutpostBackground   *self);

G_END_DECLS

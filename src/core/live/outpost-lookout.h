/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-store.h"
#include "live/outpost-account-watch.h"

G_BEGIN_DECLS

/**
 * OutpostLookoutState: what is to be said of the watch as a whole
 * @OUTPOST_LOOKOUT_BEGINNING: nothing was tried yet, or there is nothing to watch
 * @OUTPOST_LOOKOUT_WATCHING: a deployment answers
 * @OUTPOST_LOOKOUT_NO_NETWORK: there is no network; nothing is asked until it is back
 * @OUTPOST_LOOKOUT_NO_KEY: the keyring is locked or has no key
 * @OUTPOST_LOOKOUT_NO_ANSWER: no deployment answers, or accepts the key
 */
typedef enum
{
  OUTPOST_LOOKOUT_BEGINNING,
  OUTPOST_LOOKOUT_WATCHING,
  OUTPOST_LOOKOUT_NO_NETWORK,
  OUTPOST_LOOKOUT_NO_KEY,
  OUTPOST_LOOKOUT_NO_ANSWER,
} OutpostLookoutState;

#define OUTPOST_TYPE_LOOKOUT (outpost_lookout_get_type ())

/**
 * OutpostLookout:
 *
 * While it is active, watches each account whose notices are enabled, but for the demo's: see #OutpostAccountWatch. Knows whether
 * there is a network, whether that is metered, and when the computer slept. Inactive it asks for nothing and wakes up for nothing.
 *
 * Signals: `changed`: what the getters say; `refused` (#OutpostAccount): its key was not accepted, told once.
 */
G_DECLARE_FINAL_TYPE (OutpostLookout, outpost_lookout, OUTPOST, LOOKOUT, GObject)

OutpostLookout     *outpost_lookout_new               (OutpostAccountStore     *accounts);
void                outpost_lookout_set_active        (OutpostLookout          *self,
                                                       gboolean                 active);
OutpostLookoutState outpost_lookout_get_state         (OutpostLookout          *self);
/* How many accounts are watched, also those that do not answer at the moment. */
guint               outpost_lookout_get_n_accounts    (OutpostLookout          *self);
/* Of those that answer. */
guint               outpost_lookout_get_n_machines    (OutpostLookout          *self);
guint               outpost_lookout_get_n_deployments (OutpostLookout          *self);

/* Before it is active, for tests: what is known of the network; the time between two looks; real time. */
void                outpost_lookout_set_monitor       (OutpostLookout          *self,
                                                       GNetworkMonitor         *monitor);
void                outpost_lookout_set_period        (OutpostLookout          *self,
                                                       guint                    milliseconds);
void                outpost_lookout_set_clock         (OutpostLookout          *self,
                                                       OutpostAccountWatchClock clock);
/* The computer slept until now; it finds that out by itself. */
void                outpost_lookout_wake_up           (OutpostLookout          *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account.h"

G_BEGIN_DECLS

/* A minute: what is lost is told within one and a half. */
#define OUTPOST_ACCOUNT_WATCH_PERIOD_MS 60000

#define OUTPOST_TYPE_ACCOUNT_WATCH (outpost_account_watch_get_type ())

/**
 * OutpostAccountWatch:
 *
 * Looks at an account's own external workspaces now and then, whether or not somebody has a window open, and shows them to the
 * account's observer: one request, of a hundred workspaces, a period. None while a list of the account is asked for by who shows
 * it: what comes of that counts as a look, also where it fails. A key that is not there yet is taken from the keyring where that
 * asks nobody. One that is refused ends it, until the account is signed in again.
 *
 * Signals: `changed`: what the getters say; `refused`: the deployment did not accept the key.
 */
G_DECLARE_FINAL_TYPE (OutpostAccountWatch, outpost_account_watch, OUTPOST, ACCOUNT_WATCH, GObject)

/* Real time in µs; the tests have one of their own. */
typedef gint64 (*OutpostAccountWatchClock) (void);

/* @period_ms: see %OUTPOST_ACCOUNT_WATCH_PERIOD_MS */
OutpostAccountWatch *outpost_account_watch_new            (OutpostAccount           *account,
                                                           guint                     period_ms,
                                                           OutpostAccountWatchClock  clock);
OutpostAccount      *outpost_account_watch_get_account    (OutpostAccountWatch      *self);
/* Whether it may ask; not at first. What is under way is dropped. */
void                 outpost_account_watch_set_running    (OutpostAccountWatch      *self,
                                                           gboolean                  running);
/* Whether the network costs by the byte. */
void                 outpost_account_watch_set_metered    (OutpostAccountWatch      *self,
                                                           gboolean                  metered);
/* The computer slept until now. */
void                 outpost_account_watch_woke_up        (OutpostAccountWatch      *self);
/* Whether the newest look was answered, and how many machines belong to what was seen. */
gboolean             outpost_account_watch_is_answered    (OutpostAccountWatch      *self);
guint                outpost_account_watch_get_n_machines (OutpostAccountWatch      *self);
/* When it looks next, in monotonic time; -1: not by itself. */
gint64               outpost_account_watch_get_next       (OutpostAccountWatch      *self);
/* Whether a look was tried at all, or was found to be impossible. */
gboolean             outpost_account_watch_has_tried      (OutpostAccountWatch      *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_VIGIL (outpost_vigil_get_type ())

/**
 * OutpostVigil:
 *
 * What tells a stream that nobody may be at its other end any more: how long silence is borne, and the computer's sleep, in
 * which connections die without a word. Signal `resumed`: the computer slept. Nothing wakes up for it until then.
 */
G_DECLARE_FINAL_TYPE (OutpostVigil, outpost_vigil, OUTPOST, VIGIL, GObject)

OutpostVigil *outpost_vigil_new            (void);

/* Milliseconds without a byte after which a stream that is to say something every 15 s is given up. Default 30,000. */
guint         outpost_vigil_get_silence    (OutpostVigil *self);
void          outpost_vigil_set_silence    (OutpostVigil *self,
                                            guint         milliseconds);

/* How long the computer has slept since it was started, in µs; the tests have a clock of their own. */
typedef gint64 (*OutpostVigilClock) (gpointer data);
void          outpost_vigil_set_clock      (OutpostVigil      *self,
                                            OutpostVigilClock  clock,
                                            gpointer           data);
/* Reads that clock, as is done whenever the system's clock was set, which waking up does. */
void          outpost_vigil_check          (OutpostVigil *self);

G_END_DECLS

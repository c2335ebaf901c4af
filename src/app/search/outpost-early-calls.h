/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Questions that come over the bus while a program is not ready for its main loop: a toolkit takes longer to start than they take
 * to be answered. They are taken off the connection in its own thread; what is no such question passes, and ends the waiting for
 * more, since it needs a program that is ready. */
typedef struct _OutpostEarlyCalls OutpostEarlyCalls;

/**
 * outpost_early_calls_new:
 * @path: of the object that is asked
 * @interface: of that object; those of its methods that answer something are questions, when they are asked with their types
 *
 * To be called before the program has a name on the bus.
 */
OutpostEarlyCalls *outpost_early_calls_new  (GDBusConnection   *connection,
                                             const char        *path,
                                             GDBusInterfaceInfo *interface);
/* (transfer full) (nullable): the next question; %NULL when none came within @microseconds, or one must not wait any more. */
GDBusMessage      *outpost_early_calls_wait (OutpostEarlyCalls *self,
                                             gint64             microseconds);
/* From now on all pass; those that were taken can still be had. */
void               outpost_early_calls_end  (OutpostEarlyCalls *self);
void               outpost_early_calls_free (OutpostEarlyCalls *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostEarlyCalls, outpost_early_calls_free)

G_END_DECLS

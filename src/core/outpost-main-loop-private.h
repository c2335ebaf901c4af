/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The way from a fiber, and from what is chained on one (both run on its 128 KiB of stack), to the main loop, where
 * signals may be emitted: whoever listens may do anything, also build widgets. Main thread only. */

typedef void (*OutpostMainLoopFunc) (gpointer data);

/* Runs @func (@data) from the main loop; resolves to TRUE after it. @data must live until then, so never give it up. */
DexFuture *outpost_main_loop_run    (OutpostMainLoopFunc  func,
                                     gpointer             data);
/* Settles as @future (taken) does, but from the main loop. Dropping the result does not stop @future. */
DexFuture *outpost_main_loop_settle (DexFuture           *future);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* Runs @func (@data) in a thread that gives way to all others: on two processors the window would stutter beside a long answer
 * being decoded at the same priority. @func may not await anything, and returns a settled future.
 *
 * Returns: (transfer full): a future that settles as that one, from the main loop; dropping it does not stop @func */
DexFuture *outpost_worker_run (DexFiberFunc   func,
                               gpointer       data,
                               GDestroyNotify data_destroy);

G_END_DECLS

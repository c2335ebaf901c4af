/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_FAKE_NETWORK (outpost_fake_network_get_type ())

/* What is known of a network, as a test has it: a #GNetworkMonitor. */
G_DECLARE_FINAL_TYPE (OutpostFakeNetwork, outpost_fake_network, OUTPOST, FAKE_NETWORK, GObject)

/* There, and free of charge. */
GNetworkMonitor *outpost_fake_network_new (void);
void             outpost_fake_network_set (GNetworkMonitor *self,
                                           gboolean         available,
                                           gboolean         metered);

G_END_DECLS

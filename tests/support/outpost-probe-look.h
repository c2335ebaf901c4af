/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Every mapped widget as it is allocated and drawn, parents first; @seen is filled with a GWeakRef for each. */
JsonNode *outpost_probe_look (GPtrArray *seen);

G_END_DECLS

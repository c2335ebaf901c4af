/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An array of the numbers of those of @seen (GWeakRef) that the focus comes to by Tab and the arrows. The focus is where it was
 * afterwards. */
JsonNode *outpost_probe_reach (GtkWindow *window, GPtrArray *seen);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From here on the items of every menu in @window have names for assistive technology. */
void outpost_menu_names_watch (GtkWindow *window);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @button its menu when it is opened: most never are, and the widgets of each take milliseconds of the start. */
void outpost_lazy_menu_set (GtkMenuButton *button,
                            GMenuModel    *menu);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills @menu with the orders that the titles of @view offer to a mouse: for keys, and where there are no titles. The actions are
 * those of @widget, which @view is in. */
void outpost_sort_menu_set_up (GMenu         *menu,
                               GtkWidget     *widget,
                               GtkColumnView *view);

G_END_DECLS

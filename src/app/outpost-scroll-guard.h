/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The mouse's wheel over @widget, or what is inside it, scrolls the page around it: nobody changes an answer by passing. */
void outpost_scroll_guard_add (GtkWidget *widget);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says @words to assistive technology, from the window of @widget. */
void outpost_announce (GtkWidget *widget, const char *words, GtkAccessibleAnnouncementPriority priority);

G_END_DECLS

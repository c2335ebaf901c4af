/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether somebody can see a widget: it is on the screen, and its window is neither minimized nor covered. Nothing is asked of a
 * deployment for what nobody sees. */

gboolean outpost_on_screen_is_seen (GtkWidget *widget);

/* Calls @changed whenever that may have changed, as long as the widget lives. */
void     outpost_on_screen_watch   (GtkWidget *widget,
                                    void     (*changed) (GtkWidget *widget));

G_END_DECLS

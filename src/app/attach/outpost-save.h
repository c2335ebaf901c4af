/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * outpost_save_ask:
 * @widget: in the window that asks, and says how it went
 * @content: (transfer full): holds a secret
 * @title: of the file dialog
 * @name: proposed for the file
 *
 * Asks where to save it, and writes it there, readable by its owner alone.
 */
void outpost_save_ask (GtkWidget  *widget,
                       GBytes     *content,
                       const char *title,
                       const char *name);

G_END_DECLS

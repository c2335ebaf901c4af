/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts @secret into the clipboard of @widget, marked so that clipboard managers that care leave it out of their history. */
void outpost_secret_clipboard_set (GtkWidget  *widget,
                                   const char *secret);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * outpost_busy_button_show:
 * @label: what the button does
 * @busy: (nullable): what is under way; a spinner then stands beside it
 */
void outpost_busy_button_show (GtkButton  *button,
                               const char *label,
                               const char *busy);

G_END_DECLS

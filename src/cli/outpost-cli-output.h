/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place that writes to the terminal. */

/* Writes @text to standard output as it is; %FALSE when that is closed or full. */
gboolean outpost_cli_print (const char *text, GError **error);
/* A line for the person, on standard error. What it shows of a server must be made visible before. */
void outpost_cli_notice (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS

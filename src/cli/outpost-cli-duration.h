/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A duration as it is typed: `90`, `90s`, `5m`, `1h30m`. @us: microseconds, more than 0. %FALSE with an error in the person's
 * words. */
gboolean outpost_cli_duration_parse (const char *typed, gint64 *us, GError **error);

G_END_DECLS

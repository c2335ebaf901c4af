/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* All keys of the program; those of its actions are asked of @app. */
AdwDialog *outpost_shortcuts_dialog_new (GtkApplication *app);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-account.h"

G_BEGIN_DECLS

/* Asks whether to delete @workspaces (element-type OutpostWorkspace), deletes those that can be, a few at once, and says in the
 * window of @widget how it went: what was refused, and why. Goes on when the page that began it is closed.
 *
 * Returns: (transfer none): the dialog that asks, which is on the screen */
AdwDialog *outpost_bulk_delete (GtkWidget      *widget,
                                OutpostAccount *account,
                                GPtrArray      *workspaces);

G_END_DECLS

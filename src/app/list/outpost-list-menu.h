/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-account.h"

G_BEGIN_DECLS

/* Gives a list of @account's workspaces the menu of a row: with the right button, a long press, the Menu key or Shift+F10.
 * Installs the actions that it has on @view: `row.open` and so on. */
void outpost_list_menu_attach (GtkWidget      *view,
                               OutpostAccount *account);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where the keyboard is, and what is selected there, stays while @dialog becomes a sheet at the bottom of a narrow window, or a
 * dialog again: the toolkit moves the whole content, and what is typed next would replace what was typed before. */
void outpost_sheet_focus_keep (AdwDialog *dialog);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_HELP_DIALOG (outpost_help_dialog_get_type ())

G_DECLARE_FINAL_TYPE (OutpostHelpDialog, outpost_help_dialog, OUTPOST, HELP_DIALOG, AdwDialog)

/* Shows its contents over @window, or the page of a topic; in the dialog that is there already if there is one. */
void outpost_help_dialog_show (AdwApplicationWindow *window,
                               const char           *topic);

G_END_DECLS

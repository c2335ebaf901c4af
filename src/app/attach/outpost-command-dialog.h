/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_COMMAND_DIALOG (outpost_command_dialog_get_type ())

/**
 * OutpostCommandDialog:
 *
 * One command with what it is for, to be copied. Signal `taken`: it was copied, or its secret was revealed.
 */
G_DECLARE_FINAL_TYPE (OutpostCommandDialog, outpost_command_dialog, OUTPOST, COMMAND_DIALOG, AdwDialog)

/* @masked, @clear: the command without and with its token; the same where it has none */
AdwDialog *outpost_command_dialog_new (const char *title,
                                       const char *explanation,
                                       const char *masked,
                                       const char *clear);

G_END_DECLS

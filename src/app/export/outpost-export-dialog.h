/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-account.h"
#include "outpost-export-text.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_EXPORT_DIALOG (outpost_export_dialog_get_type ())

/**
 * OutpostExportDialog:
 *
 * The commands of many machines as files: which form, what is skipped and why, then progress, then what came of it. Closing it
 * stops what is under way, and wipes the tokens.
 */
G_DECLARE_FINAL_TYPE (OutpostExportDialog, outpost_export_dialog, OUTPOST, EXPORT_DIALOG, AdwDialog)

/* @workspaces: (element-type OutpostWorkspace) */
AdwDialog *outpost_export_dialog_new        (OutpostAccount      *account,
                                             GPtrArray           *workspaces);
void       outpost_export_dialog_set_format (OutpostExportDialog *self,
                                             OutpostExportFormat  format);
/* What the file dialog leads to. @place: a file; of scripts the folder in which theirs is made */
void       outpost_export_dialog_save_to    (OutpostExportDialog *self,
                                             GFile               *place);

G_END_DECLS

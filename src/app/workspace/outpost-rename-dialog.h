/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_RENAME_DIALOG (outpost_rename_dialog_get_type ())

/**
 * OutpostRenameDialog:
 *
 * Gives a workspace another name, where the deployment allows it. Stays open until that is done.
 */
G_DECLARE_FINAL_TYPE (OutpostRenameDialog, outpost_rename_dialog, OUTPOST, RENAME_DIALOG, AdwDialog)

AdwDialog *outpost_rename_dialog_new (OutpostAccount   *account,
                                      OutpostWorkspace *workspace);

G_END_DECLS

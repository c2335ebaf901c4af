/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_DELETE_DIALOG (outpost_delete_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OutpostDeleteDialog, outpost_delete_dialog, OUTPOST, DELETE_DIALOG, AdwAlertDialog)

/* Asks whether to delete @workspace; the response is `delete` then. */
AdwDialog *outpost_delete_dialog_new (OutpostWorkspace *workspace);

G_END_DECLS

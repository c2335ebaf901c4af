/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_BULK_DELETE_DIALOG (outpost_bulk_delete_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OutpostBulkDeleteDialog, outpost_bulk_delete_dialog, OUTPOST, BULK_DELETE_DIALOG, AdwAlertDialog)

/* Whether it can be deleted now: no build of it is running, and it is not deleted yet. */
gboolean   outpost_bulk_delete_dialog_can_go (OutpostWorkspace *workspace);

/* Asks whether to delete @workspaces (element-type OutpostWorkspace), but for those that cannot go now; the response is `delete`
 * then. */
AdwDialog *outpost_bulk_delete_dialog_new    (GPtrArray        *workspaces);

G_END_DECLS

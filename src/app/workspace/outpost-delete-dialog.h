/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-client.h"
#include "outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_DELETE_DIALOG (outpost_delete_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OutpostDeleteDialog, outpost_delete_dialog, OUTPOST, DELETE_DIALOG, AdwAlertDialog)

/* Asks whether to delete @workspace; the response is `delete` then. */
AdwDialog *outpost_delete_dialog_new                    (OutpostClient       *client,
                                                         OutpostWorkspace    *workspace);
/* Whether only the record is to go, as where a build fails and the template is one's own. */
gboolean   outpost_delete_dialog_get_only_record        (OutpostDeleteDialog *self);

G_END_DECLS

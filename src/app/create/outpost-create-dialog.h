/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_CREATE_DIALOG (outpost_create_dialog_get_type ())

/**
 * OutpostCreateDialog:
 *
 * Makes an external workspace, page by page: template, name and version, parameters, linked accounts, review, build. Going back
 * never loses anything. Signal `created` (OutpostWorkspace): it was built, and machines can be attached to it.
 */
G_DECLARE_FINAL_TYPE (OutpostCreateDialog, outpost_create_dialog, OUTPOST, CREATE_DIALOG, AdwDialog)

/* @template_name: (nullable): of the template that is chosen from the beginning, where it can be used */
AdwDialog *outpost_create_dialog_new        (OutpostAccount   *account,
                                             const char       *template_name);
/* The same for a workspace that there is: version, parameters, review, build. `created`: it was built anew. */
AdwDialog *outpost_create_dialog_new_update (OutpostAccount   *account,
                                             OutpostWorkspace *workspace);
/* Borrowed. */
OutpostAccount *outpost_create_dialog_get_account (OutpostCreateDialog *self);

G_END_DECLS

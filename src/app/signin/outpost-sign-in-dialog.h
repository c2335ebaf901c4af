/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-context.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_SIGN_IN_DIALOG (outpost_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OutpostSignInDialog, outpost_sign_in_dialog, OUTPOST, SIGN_IN_DIALOG, AdwDialog)

AdwDialog *outpost_sign_in_dialog_new             (OutpostContext *context);
/* With an address filled in, which somebody else may have chosen: it is not asked before a person says so. */
AdwDialog *outpost_sign_in_dialog_new_at          (OutpostContext *context,
                                                   const char     *address);
/* Signing in again: the address is known. */
AdwDialog *outpost_sign_in_dialog_new_for_account (OutpostContext *context,
                                                   OutpostAccount *account);

G_END_DECLS

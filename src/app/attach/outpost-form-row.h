/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "attach/outpost-attach-form.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_FORM_ROW (outpost_form_row_get_type ())

/**
 * OutpostFormRow:
 *
 * How the agent is run: the forms that suit a platform. Property `form` (#OutpostAttachForm as guint; notifies).
 */
G_DECLARE_FINAL_TYPE (OutpostFormRow, outpost_form_row, OUTPOST, FORM_ROW, AdwComboRow)

GtkWidget        *outpost_form_row_new          (void);
OutpostAttachForm outpost_form_row_get_form     (OutpostFormRow   *self);
/* What does not suit the platform is not offered; a form that was chosen and is lost by that becomes the first one. */
void              outpost_form_row_set_platform (OutpostFormRow   *self,
                                                 OutpostPlatform   platform);

G_END_DECLS

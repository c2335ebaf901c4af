/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "attach/outpost-platform.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_MACHINE_ROW (outpost_machine_row_get_type ())

/**
 * OutpostMachineRow:
 *
 * Which kind of machine is attached: one of the seven platforms, with a warning where that is not the template's own.
 * Property `platform` (#OutpostPlatform as guint; notifies).
 */
G_DECLARE_FINAL_TYPE (OutpostMachineRow, outpost_machine_row, OUTPOST, MACHINE_ROW, AdwPreferencesRow)

GtkWidget      *outpost_machine_row_new          (void);
OutpostPlatform outpost_machine_row_get_platform (OutpostMachineRow *self);
/* The template's own platform; chosen too, unless somebody has chosen another one. OUTPOST_N_PLATFORMS: none of the seven. */
void            outpost_machine_row_set_own      (OutpostMachineRow *self,
                                                  OutpostPlatform    own);

G_END_DECLS

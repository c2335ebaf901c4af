/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "http/outpost-client.h"
#include "model/outpost-agent.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_STARTUP_ROW (outpost_startup_row_get_type ())

/**
 * OutpostStartupRow:
 *
 * How far an agent's start-up scripts are, and their log as it is written when the row is open. Nothing is asked for while it is
 * closed or nobody sees it. Hides itself as long as the agent never ran.
 */
G_DECLARE_FINAL_TYPE (OutpostStartupRow, outpost_startup_row, OUTPOST, STARTUP_ROW, AdwExpanderRow)

GtkWidget *outpost_startup_row_new  (void);
void       outpost_startup_row_show (OutpostStartupRow *self,
                                     OutpostClient     *client,
                                     OutpostAgent      *agent);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_AGENT_ROW (outpost_agent_row_get_type ())

G_DECLARE_FINAL_TYPE (OutpostAgentRow, outpost_agent_row, OUTPOST, AGENT_ROW, AdwExpanderRow)

GtkWidget *outpost_agent_row_new  (void);
/* @invites: whether there is a command to run, so that the advice makes sense; @now: µs of unix time. */
void       outpost_agent_row_show (OutpostAgentRow  *self,
                                   OutpostWorkspace *workspace,
                                   OutpostAgent     *agent,
                                   gboolean          invites,
                                   gint64            now);

G_END_DECLS

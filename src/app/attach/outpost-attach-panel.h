/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "attach/outpost-attach-form.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_ATTACH_PANEL (outpost_attach_panel_get_type ())

/**
 * OutpostAttachPanel:
 *
 * Asks for the credentials when it is mapped and drops them when it is unmapped. Toasts go to the #AdwToastOverlay around it,
 * pages to the #AdwNavigationView. Property: `refused` (there is no command to be had, and the panel says why).
 */
G_DECLARE_FINAL_TYPE (OutpostAttachPanel, outpost_attach_panel, OUTPOST, ATTACH_PANEL, AdwBin)

GtkWidget *outpost_attach_panel_new    (OutpostAccount     *account,
                                        OutpostWorkspace   *workspace,
                                        const char         *agent_name);
/* Looks at the workspace's newest build; asks again when it is another one, or when it has ended. */
void       outpost_attach_panel_update (OutpostAttachPanel *self);
/* Asks again in any case, unless it is not on the screen. */
void       outpost_attach_panel_retry  (OutpostAttachPanel *self);

/* For which machine, and how: see outpost_command_box_set_choice(). */
void       outpost_attach_panel_set_choice (OutpostAttachPanel *self,
                                            OutpostPlatform     platform,
                                            OutpostAttachForm   form);
/* Gives the focus to what copies the command; as soon as that is there, unless the person goes on to something else. */
void       outpost_attach_panel_take_focus (OutpostAttachPanel *self);
/* The deployment's base URL as machines reach it, as far as it is known. */
char      *outpost_attach_panel_dup_address (OutpostAttachPanel *self);

G_END_DECLS

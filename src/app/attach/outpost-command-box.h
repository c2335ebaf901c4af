/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "attach/outpost-attach-form.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_COMMAND_BOX (outpost_command_box_get_type ())

/**
 * OutpostCommandBox:
 *
 * The command in the form and for the platform that somebody chose, with all that can be done with it. Holds the credentials until
 * they are taken from it.
 *
 * Properties: `revealed` (read-write), `hide-after` (read-write, milliseconds until a revealed token hides itself).
 */
G_DECLARE_FINAL_TYPE (OutpostCommandBox, outpost_command_box, OUTPOST, COMMAND_BOX, AdwBin)

/**
 * outpost_command_box_set_credentials:
 * @workspace: (nullable): %NULL takes everything away
 * @agent: of the latest build of @workspace
 * @credentials: of that agent
 * @base_url: see outpost_attach_subject_new()
 */
void                  outpost_command_box_set_credentials (OutpostCommandBox  *self,
                                                           OutpostWorkspace   *workspace,
                                                           OutpostAgent       *agent,
                                                           OutpostCredentials *credentials,
                                                           const char         *base_url);
/* @platform OUTPOST_N_PLATFORMS: the agent's own, which is none of the seven; its command is all that there is then. */
void                  outpost_command_box_set_choice      (OutpostCommandBox  *self,
                                                           OutpostPlatform     platform,
                                                           OutpostAttachForm   form);
/* What is shown; %NULL while there is nothing. Borrowed. */
OutpostAttachSubject *outpost_command_box_get_subject     (OutpostCommandBox  *self);
/* Gives the focus to the button that copies the command. */
void                  outpost_command_box_take_focus      (OutpostCommandBox  *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-form.h"
#include "outpost-cli.h"

G_BEGIN_DECLS

/**
 * OutpostCliInstruction: one agent with what attaches its machine
 */
typedef struct
{
  OutpostWorkspace *workspace;
  OutpostAgent *agent;
  OutpostCredentials *credentials;
} OutpostCliInstruction;

OutpostCliInstruction *outpost_cli_instruction_new (OutpostWorkspace *workspace, OutpostAgent *agent,
                                                    OutpostCredentials *credentials);
void outpost_cli_instruction_free (gpointer instruction);
/* Sets the error that says how many were told of before as not to be had; %FALSE. */
gboolean outpost_cli_fail_missing (GError **error, guint n);

/**
 * OutpostCliInstructionStyle: how instructions are printed
 * @base_url: the deployment's
 * @form: %OUTPOST_N_ATTACH_FORMS for the command with a sentence before it
 * @platform: %OUTPOST_N_PLATFORMS for each agent's own
 */
typedef struct
{
  const char *base_url;
  gboolean json;
  gboolean all;
  OutpostAttachForm form;
  OutpostPlatform platform;
} OutpostCliInstructionStyle;

/* %FALSE with an error in the person's words when the options are none. */
gboolean outpost_cli_instruction_style_parse (OutpostCliInstructionStyle *self, const OutpostCliOptions *options, GError **error);
/* %FALSE where the form is of one agent and there are more: to be asked before any token is. */
gboolean outpost_cli_instruction_style_takes (const OutpostCliInstructionStyle *self, guint n, GError **error);
/* @instructions: (element-type OutpostCliInstruction): those of a workspace follow each other. What cannot be had in that form is
 * told of and left out; %FALSE then. */
gboolean outpost_cli_instruction_style_print (const OutpostCliInstructionStyle *self, GPtrArray *instructions, GError **error);
/* The forms with what they do, for the help. */
char *outpost_cli_instruction_dup_forms (void);

G_END_DECLS

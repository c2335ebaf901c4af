/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-cli-errors.h"
#include "outpost-client.h"
#include "outpost-workspace.h"

G_BEGIN_DECLS

/**
 * OutpostCliName: `[owner/]workspace[.agent]` in its parts
 * @owner: `me` where none is named
 * @agent: (nullable): %NULL where none is named
 */
typedef struct
{
  char *owner;
  char *workspace;
  char *agent;
} OutpostCliName;

/* %FALSE with an error in the person's words when @typed is none. */
gboolean outpost_cli_name_parse (OutpostCliName *self, const char *typed, gboolean with_agent, GError **error);
void outpost_cli_name_clear (OutpostCliName *self);
/* (transfer full): the workspace of that name. Where there is none the error names it and has @missing for its code. */
OutpostWorkspace *outpost_cli_name_find (const OutpostCliName *self, OutpostClient *client, OutpostCliError missing,
                                         GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutpostCliName, outpost_cli_name_clear)

G_END_DECLS

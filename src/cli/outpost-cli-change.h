/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-workspace.h"

G_BEGIN_DECLS

/**
 * OutpostCliChanges: what was last printed of each agent, so that only what is new is printed
 */
typedef struct
{
  GHashTable *printed; /* "WORKSPACE-ID AGENT" → what is told of it */
  gboolean json;
} OutpostCliChanges;

void outpost_cli_changes_init (OutpostCliChanges *self, gboolean json);
void outpost_cli_changes_clear (OutpostCliChanges *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutpostCliChanges, outpost_cli_changes_clear)

/* Prints a line for each agent of @workspace of which something is new, or one for the workspace while it has none. */
gboolean outpost_cli_changes_print (OutpostCliChanges *self, OutpostWorkspace *workspace, GError **error);
/* It is no longer there. */
gboolean outpost_cli_changes_print_gone (OutpostCliChanges *self, OutpostWorkspace *workspace, GError **error);

G_END_DECLS

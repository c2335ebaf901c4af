/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

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
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutpostCliName, outpost_cli_name_clear)

G_END_DECLS

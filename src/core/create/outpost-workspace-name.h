/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OutpostNameProblem: why a name is none for a workspace (coder-api 3.2)
 */
typedef enum
{
  OUTPOST_NAME_OK,
  OUTPOST_NAME_EMPTY,
  OUTPOST_NAME_TOO_LONG,      /* over 32 bytes */
  OUTPOST_NAME_BAD_CHARACTER, /* something else than a–z, A–Z, 0–9 and hyphens */
  OUTPOST_NAME_HYPHENS,       /* at an end, or two together */
  OUTPOST_NAME_RESERVED,      /* `new` and `create` */
} OutpostNameProblem;

OutpostNameProblem outpost_workspace_name_check   (const char *name);

/**
 * outpost_workspace_name_suggest:
 * @text: whatever somebody typed
 *
 * Returns: (transfer full) (nullable): the nearest name that is one, or %NULL when nothing in @text can be used
 */
char              *outpost_workspace_name_suggest (const char *text);

/**
 * outpost_workspace_name_next:
 * @name: one that is taken
 *
 * Returns: (transfer full): the same with a number that is one higher: `gpu-03` after `gpu-02`, `gpu-2` after `gpu`
 */
char              *outpost_workspace_name_next    (const char *name);

G_END_DECLS

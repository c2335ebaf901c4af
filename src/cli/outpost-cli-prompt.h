/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a person can be asked. */
gboolean outpost_cli_prompt_is_possible (void);

/* Asks for something secret; what is typed is not shown. %NULL when nothing came. Free with outpost_cli_prompt_wipe(). */
char *outpost_cli_prompt_secret (const char *question);
/* The first line of standard input, without a question. As above. */
char *outpost_cli_prompt_read (void);
void outpost_cli_prompt_wipe (char *secret);
/* Asks and reads a line, also from a pipe: "" for an empty one, %NULL when there is no more. Free as above. */
char *outpost_cli_prompt_line (const char *question);

/* Whether the answer begins with y, or its translation; anything else is no. */
gboolean outpost_cli_prompt_yes (const char *question);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * outpost_terminal_text_dup_plain:
 * @line: a line that a program wrote for a terminal, UTF-8 from outside
 *
 * Returns: (transfer full): what a person would read there: without colours and other escape sequences, tabs as blanks, of what
 *   was written over itself after a carriage return the last; everything else as outpost_text_dup_visible() has it
 */
char *outpost_terminal_text_dup_plain (const char *line);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * outpost_markdown_dup_markup:
 * @text: Markdown from a deployment
 *
 * Returns: (transfer full): Pango markup of it: words as they are, bold and code, and links to pages of the web only; all else of
 *   Markdown stays text, and nothing of @text is ever taken for markup
 */
char *outpost_markdown_dup_markup (const char *text);

G_END_DECLS

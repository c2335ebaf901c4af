/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text from outside, and times as the command line prints them. */

/**
 * outpost_text_dup_visible:
 * @text: UTF-8 from a server
 *
 * Returns: (transfer full): the same with control characters, line breaks, bidi overrides and isolates, zero-width and
 *   other invisible characters each shown as a mark (U+2400 block or U+FFFD), so that a name can not hide or reorder what
 *   stands beside it
 */
char *outpost_text_dup_visible  (const char *text);

/* The same for text of several lines: line feeds and tabs stay. */
char *outpost_text_dup_visible_lines (const char *text);

/* Whether @text needs no change; a fast way round the copy. */
gboolean outpost_text_is_visible (const char *text);

/* Whether a terminal or a label shows @c in its place: no control, break, bidi or invisible character. */
gboolean outpost_text_is_visible_char (gunichar c);

/**
 * outpost_text_dup_age:
 * @microseconds: an age; below 0 counts as 0
 *
 * Returns: (transfer full): as the command line's LAST BUILT: `<1m`, `15m`, `2h5m`, `3d4h`; not translated
 */
char *outpost_text_dup_age      (gint64      microseconds);

G_END_DECLS

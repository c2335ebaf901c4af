/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JSON text as the command line prints it: two blanks a level, `<`, `>` and `&` as escapes. */

/**
 * outpost_json_append_string:
 * @text: UTF-8; wrong bytes become U+FFFD
 *
 * Appends @text as a JSON string with its quotes. What a terminal would obey or hide is escaped.
 */
void     outpost_json_append_string   (GString    *out,
                                       const char *text);

/**
 * outpost_json_append_pretty:
 * @text: one JSON value, from anywhere
 * @depth: the level it stands at: its first line is not indented, its others are
 * @error: %OUTPOST_ERROR_PROTOCOL with the position; @out then holds the part before it
 *
 * Appends the same value, indented. Numbers and the order of members stay as they are. Strict: what is no JSON, or
 * is nested deeper than 64, is a mistake.
 */
gboolean outpost_json_append_pretty   (GString    *out,
                                       GBytes     *text,
                                       guint       depth,
                                       GError    **error);

/**
 * outpost_json_append_elements:
 * @document: an object
 * @member: the member that holds an array of objects; absent and null count as an empty one
 * @n_elements: (inout): how many the array in @out has already; the new ones are added
 * @error: %OUTPOST_ERROR_PROTOCOL with the position
 *
 * Appends the objects of a page to an array that is being printed, each on a line of its own at depth 1, with the
 * commas between them. The caller prints the brackets.
 */
gboolean outpost_json_append_elements (GString    *out,
                                       GBytes     *document,
                                       const char *member,
                                       guint      *n_elements,
                                       GError    **error);

/* The whole number that is @member of the object @document; @fallback where there is none, or the document is wrong. */
gint64   outpost_json_find_int        (GBytes     *document,
                                       const char *member,
                                       gint64      fallback);

/**
 * outpost_json_write_strings:
 * @first_key: a key, its value, more of these pairs, %NULL
 *
 * Returns: (transfer full): an object of strings, for a request's body; its memory is wiped when it is freed
 */
GBytes  *outpost_json_write_strings   (const char *first_key,
                                       ...) G_GNUC_NULL_TERMINATED;

/* The finished @text (taken) as a request's body; its memory is wiped when it is freed. */
GBytes  *outpost_json_take_body       (GString    *text);

G_END_DECLS

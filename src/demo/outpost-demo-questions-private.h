/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <json-glib/json-glib.h>

#include "outpost-demo-private.h"

G_BEGIN_DECLS

/* What the templates of the demo ask for, and what it says of the answers (coder-api 2.5 and 2.6). */

/* The definitions of a template's questions, and of its presets (NULL: none), as JSON text; see the table's own file. */
const char *demo_question_table_get (const char *template);
const char *demo_question_table_get_presets (const char *template);
/* Both arrays as JSON text: the classic one, and a whole message of the conversation. @inputs: name → string, nullable. */
char *demo_questions_dup_classic (const DemoTemplate *template);
char *demo_questions_dup_answer (const DemoTemplate *template, gint64 id, JsonObject *inputs);
/* The refusal of a build with these values, or NULL. @values: `[{name,value}]`, nullable. @previous: those of the build before,
 * NULL for the first one. */
char *demo_questions_refuse (const DemoTemplate *template, JsonArray *values, GHashTable *previous);
/* name → value of a build: what is given, else what there was, else the default. */
GHashTable *demo_questions_settle (const DemoTemplate *template, JsonArray *values, GHashTable *previous);
/* The presets as JSON text, `null` without any; and the values of one, NULL where there is none of that id. */
char *demo_questions_dup_presets (const DemoTemplate *template);
JsonArray *demo_questions_find_preset (const DemoTemplate *template, const char *id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * OutpostJson:
 *
 * A strict, typed reader of one JSON document from outside. Values are cursors: pass them by value, they borrow from the
 * document. The first mistake is kept with its path (`workspaces[3].name: expected a string`); readers go on with neutral values
 * after it, so a decoder reads all it wants and asks outpost_json_finish() once. Unknown keys are never looked at.
 */
typedef struct _OutpostJson OutpostJson;

typedef struct _OutpostJsonValue OutpostJsonValue;
struct _OutpostJsonValue
{
  OutpostJson            *document;
  JsonNode               *node; /* NULL: absent */
  const OutpostJsonValue *parent;
  const char             *key;  /* in an object */
  guint                   index; /* in an array */
};

/**
 * outpost_json_parse:
 * @bytes: UTF-8 JSON text
 * @error: %OUTPOST_ERROR_PROTOCOL with line and column
 *
 * Nesting deeper than 64 and text that is not UTF-8 are mistakes. May be called in any thread.
 */
OutpostJson     *outpost_json_parse      (GBytes      *bytes,
                                          GError     **error);
void             outpost_json_free       (OutpostJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostJson, outpost_json_free)

OutpostJsonValue outpost_json_get_root   (OutpostJson *self);

/**
 * outpost_json_finish:
 * @error: %OUTPOST_ERROR_PROTOCOL with the path of the first mistake
 *
 * Returns: %TRUE when nothing was wrong so far
 */
gboolean         outpost_json_finish     (OutpostJson *self,
                                          GError     **error);

/* Says that @value is wrong, in words such as "expected a time". */
void             outpost_json_fail       (const OutpostJsonValue *value,
                                          const char             *what);

/* A member. `get`: absent or null is a mistake for what is read from it next; `opt`: it is not.
 * @parent must outlive the result (a local variable of the decoder). */
OutpostJsonValue outpost_json_member     (const OutpostJsonValue *parent,
                                          const char             *key);

gboolean         outpost_json_is_present (const OutpostJsonValue *value);

/* The members of an object by name; strings are borrowed from the document, never NULL for get. */
const char      *outpost_json_get_string (const OutpostJsonValue *object, const char *key);
const char      *outpost_json_opt_string (const OutpostJsonValue *object, const char *key, const char *fallback);
gint64           outpost_json_get_int    (const OutpostJsonValue *object, const char *key);
gint64           outpost_json_opt_int    (const OutpostJsonValue *object, const char *key, gint64 fallback);
double           outpost_json_opt_double (const OutpostJsonValue *object, const char *key, double fallback);
gboolean         outpost_json_get_bool   (const OutpostJsonValue *object, const char *key);
gboolean         outpost_json_opt_bool   (const OutpostJsonValue *object, const char *key, gboolean fallback);

/* RFC 3339 as microseconds of unix time; absent, null and Go's zero time (year 1) are 0 for opt. */
gint64           outpost_json_get_time   (const OutpostJsonValue *object, const char *key);
gint64           outpost_json_opt_time   (const OutpostJsonValue *object, const char *key);

/* Arrays: null and absent are empty (coder-api 0: a Go slice can be either). */
guint            outpost_json_get_length (const OutpostJsonValue *array);
OutpostJsonValue outpost_json_element    (const OutpostJsonValue *array, guint index);

/* The members of an object whose keys are data (a map), in the document's order; null and absent are empty. */
guint            outpost_json_get_n_members (const OutpostJsonValue *object);
OutpostJsonValue outpost_json_nth_member (const OutpostJsonValue *object, guint index);

/* The elements themselves, for arrays of plain values. */
const char      *outpost_json_as_string  (const OutpostJsonValue *value);

G_END_DECLS

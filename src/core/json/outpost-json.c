/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-json.h"

#include <string.h>

#include "outpost-error.h"

#define DEEPEST 64

/* A parsed document and the first mistake found in it. */
struct _OutpostJson
{
  JsonParser *parser;
  char *mistake;
};

static gboolean
is_too_deep (const char *text,
             gsize size)
{
  gsize depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (in_string)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            in_string = FALSE;
        }
      else if (text[i] == '"')
        in_string = TRUE;
      else if ((text[i] == '[' || text[i] == '{') && ++depth > DEEPEST)
        return TRUE;
      else if ((text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }
  return FALSE;
}

OutpostJson *
outpost_json_parse (GBytes *bytes,
                    GError **error)
{
  g_autoptr(OutpostJson) self = g_new0 (OutpostJson, 1);
  g_autoptr(GError) local = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  /* json-glib recurses, and takes no end for the end of the text. */
  if (size == 0 || !g_utf8_validate (text, size, NULL) || is_too_deep (text, size))
    {
      g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL,
                           size == 0 ? "The answer is empty" : "The answer is not UTF-8, or is nested too deeply");
      return NULL;
    }

  /* An immutable tree is hashed while it is read, which takes half as long again; nobody writes to this one. */
  self->parser = json_parser_new ();
  json_parser_set_strict (self->parser, TRUE);
  if (!json_parser_load_from_data (self->parser, text, size, &local) || json_parser_get_root (self->parser) == NULL)
    {
      /* The parser's message can quote the text, which can be a secret: only the place is told. */
      g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, "The answer is not JSON (line %u, column %u)",
                   json_parser_get_current_line (self->parser), json_parser_get_current_pos (self->parser));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
outpost_json_free (OutpostJson *self)
{
  g_clear_object (&self->parser);
  g_free (self->mistake);
  g_free (self);
}

OutpostJsonValue
outpost_json_get_root (OutpostJson *self)
{
  return (OutpostJsonValue) { .document = self, .node = json_parser_get_root (self->parser) };
}

gboolean
outpost_json_finish (OutpostJson *self,
                     GError **error)
{
  if (self->mistake == NULL)
    return TRUE;
  g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, self->mistake);
  return FALSE;
}

static void
append_path (GString *path,
             const OutpostJsonValue *value)
{
  if (value->parent == NULL)
    return;
  append_path (path, value->parent);
  if (value->key == NULL)
    g_string_append_printf (path, "[%u]", value->index);
  else
    g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", value->key);
}

void
outpost_json_fail (const OutpostJsonValue *value,
                   const char *what)
{
  g_autoptr(GString) path = NULL;

  if (value->document->mistake != NULL)
    return;
  path = g_string_new (NULL);
  append_path (path, value);
  value->document->mistake = g_strdup_printf ("%s: %s", path->len > 0 ? path->str : "(whole answer)", what);
}

static gboolean
is_absent (const OutpostJsonValue *value)
{
  return value->node == NULL || JSON_NODE_HOLDS_NULL (value->node);
}

OutpostJsonValue
outpost_json_member (const OutpostJsonValue *parent,
                     const char *key)
{
  OutpostJsonValue value = { .document = parent->document, .parent = parent, .key = key };

  if (is_absent (parent))
    return value;
  if (!JSON_NODE_HOLDS_OBJECT (parent->node))
    outpost_json_fail (parent, "expected an object");
  else
    value.node = json_object_get_member (json_node_get_object (parent->node), key);
  return value;
}

gboolean
outpost_json_is_present (const OutpostJsonValue *value)
{
  return !is_absent (value);
}

static gboolean
holds (const OutpostJsonValue *value,
       GType type)
{
  return JSON_NODE_HOLDS_VALUE (value->node) && json_node_get_value_type (value->node) == type;
}

const char *
outpost_json_as_string (const OutpostJsonValue *value)
{
  if (!is_absent (value) && holds (value, G_TYPE_STRING))
    return json_node_get_string (value->node);
  outpost_json_fail (value, "expected a string");
  return "";
}

const char *
outpost_json_get_string (const OutpostJsonValue *object,
                         const char *key)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return outpost_json_as_string (&value);
}

const char *
outpost_json_opt_string (const OutpostJsonValue *object,
                         const char *key,
                         const char *fallback)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return is_absent (&value) ? fallback : outpost_json_as_string (&value);
}

static gint64
as_int (const OutpostJsonValue *value)
{
  if (!is_absent (value) && holds (value, G_TYPE_INT64))
    return json_node_get_int (value->node);
  outpost_json_fail (value, "expected a whole number");
  return 0;
}

gint64
outpost_json_get_int (const OutpostJsonValue *object,
                      const char *key)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return as_int (&value);
}

gint64
outpost_json_opt_int (const OutpostJsonValue *object,
                      const char *key,
                      gint64 fallback)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return is_absent (&value) ? fallback : as_int (&value);
}

double
outpost_json_opt_double (const OutpostJsonValue *object,
                         const char *key,
                         double fallback)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  if (is_absent (&value))
    return fallback;
  if (holds (&value, G_TYPE_DOUBLE) || holds (&value, G_TYPE_INT64))
    return json_node_get_double (value.node);
  outpost_json_fail (&value, "expected a number");
  return fallback;
}

static gboolean
as_bool (const OutpostJsonValue *value)
{
  if (!is_absent (value) && holds (value, G_TYPE_BOOLEAN))
    return json_node_get_boolean (value->node);
  outpost_json_fail (value, "expected true or false");
  return FALSE;
}

gboolean
outpost_json_get_bool (const OutpostJsonValue *object,
                       const char *key)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return as_bool (&value);
}

gboolean
outpost_json_opt_bool (const OutpostJsonValue *object,
                       const char *key,
                       gboolean fallback)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return is_absent (&value) ? fallback : as_bool (&value);
}

static gboolean
read_digits (const char **text,
             guint n,
             int *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
read_char (const char **text,
           char wanted)
{
  if (**text != wanted)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* Days since 1970-01-01 of a date in the Gregorian calendar. */
static gint64
count_days (gint64 year,
            int month,
            int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return (gint64) g_date_get_julian (&date) - 719163;
}

static gboolean
read_offset (const char **text,
             gint64 *seconds)
{
  int hours, minutes;
  gint64 sign = **text == '-' ? -1 : 1;

  *seconds = 0;
  if (read_char (text, 'Z') || read_char (text, 'z'))
    return TRUE;
  if (!read_char (text, '+') && !read_char (text, '-'))
    return FALSE;
  if (!read_digits (text, 2, &hours) || !read_char (text, ':') || !read_digits (text, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *seconds = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

/* GDateTime reads the same, but is ten times slower, and a list holds thousands of times. */
static gboolean
read_time (const char *text,
           gint64 *result)
{
  int year, month, day, hour, minute, second;
  gint64 fraction = 0, offset;

  if (!read_digits (&text, 4, &year) || !read_char (&text, '-') || !read_digits (&text, 2, &month) || !read_char (&text, '-')
      || !read_digits (&text, 2, &day) || !(read_char (&text, 'T') || read_char (&text, 't')) || !read_digits (&text, 2, &hour)
      || !read_char (&text, ':') || !read_digits (&text, 2, &minute) || !read_char (&text, ':') || !read_digits (&text, 2, &second))
    return FALSE;
  if (read_char (&text, '.'))
    for (gint64 unit = G_USEC_PER_SEC / 10; g_ascii_isdigit (*text); text++, unit /= 10)
      fraction += (*text - '0') * unit;
  if (!read_offset (&text, &offset) || *text != '\0')
    return FALSE;
  if (year < 1 || !g_date_valid_dmy (day, month, year) || hour > 23 || minute > 59 || second > 60)
    return FALSE;
  *result = (count_days (year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset) * G_USEC_PER_SEC + fraction;
  return TRUE;
}

static gint64
as_time (const OutpostJsonValue *value)
{
  const char *text = outpost_json_as_string (value);
  gint64 result = 0;

  if (!read_time (text, &result))
    outpost_json_fail (value, "expected a time");
  /* Go's zero time, the first of January of year 1, means never. */
  return MAX (result, 0);
}

gint64
outpost_json_get_time (const OutpostJsonValue *object,
                       const char *key)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return as_time (&value);
}

gint64
outpost_json_opt_time (const OutpostJsonValue *object,
                       const char *key)
{
  OutpostJsonValue value = outpost_json_member (object, key);

  return is_absent (&value) ? 0 : as_time (&value);
}

guint
outpost_json_get_length (const OutpostJsonValue *array)
{
  if (is_absent (array))
    return 0;
  if (JSON_NODE_HOLDS_ARRAY (array->node))
    return json_array_get_length (json_node_get_array (array->node));
  outpost_json_fail (array, "expected an array");
  return 0;
}

OutpostJsonValue
outpost_json_element (const OutpostJsonValue *array,
                      guint index)
{
  OutpostJsonValue value = { .document = array->document, .parent = array, .index = index };

  if (index < outpost_json_get_length (array))
    value.node = json_array_get_element (json_node_get_array (array->node), index);
  return value;
}

guint
outpost_json_get_n_members (const OutpostJsonValue *object)
{
  if (is_absent (object))
    return 0;
  if (JSON_NODE_HOLDS_OBJECT (object->node))
    return json_object_get_size (json_node_get_object (object->node));
  outpost_json_fail (object, "expected an object");
  return 0;
}

OutpostJsonValue
outpost_json_nth_member (const OutpostJsonValue *object,
                         guint index)
{
  OutpostJsonValue value = { .document = object->document, .parent = object, .index = index };
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (outpost_json_get_n_members (object) == 0)
    return value;
  json_object_iter_init_ordered (&iter, json_node_get_object (object->node));
  for (guint i = 0; json_object_iter_next_ordered (&iter, &key, &node); i++)
    if (i == index)
      {
        value.key = key;
        value.node = node;
      }
  return value;
}

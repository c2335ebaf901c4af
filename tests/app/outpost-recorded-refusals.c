/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-recorded-refusals.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "outpost-error.h"
#include "outpost-test.h"

static void
recorded_refusal_free (gpointer data)
{
  RecordedRefusal *self = data;

  g_free (self->name);
  g_free (self->type);
  g_free (self->location);
  g_free (self->request_id);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/* Of several, the first. */
static char *
dup_header (JsonObject *headers,
            const char *wanted)
{
  g_autoptr(GList) names = json_object_get_members (headers);

  for (GList *l = names; l != NULL; l = l->next)
    if (g_ascii_strcasecmp (l->data, wanted) == 0)
      {
        JsonNode *value = json_object_get_member (headers, l->data);

        if (JSON_NODE_HOLDS_ARRAY (value))
          return g_strdup (json_array_get_string_element (json_node_get_array (value), 0));
        return g_strdup (json_node_get_string (value));
      }
  return NULL;
}

static GBytes *
dup_body (JsonNode *node)
{
  char *text;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  text = JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : json_to_string (node, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
add (GPtrArray *refusals,
     const char *path,
     JsonObject *response)
{
  g_autofree char *version = NULL;
  RecordedRefusal *self;
  JsonObject *headers;

  if (json_object_get_int_member_with_default (response, "status", 0) < 300)
    return;
  headers = json_object_get_object_member (response, "headers");
  version = dup_header (headers, "X-Coder-Build-Version");
  self = g_new0 (RecordedRefusal, 1);
  self->name = g_path_get_basename (path);
  self->status = json_object_get_int_member (response, "status");
  self->type = dup_header (headers, "Content-Type");
  self->from_coder = version != NULL;
  self->location = dup_header (headers, "Location");
  self->request_id = dup_header (headers, "X-Coder-Request-Id");
  self->body = dup_body (json_object_get_member (response, "body"));
  g_ptr_array_add (refusals, self);
}

static void
add_exchange (GPtrArray *refusals,
              const char *path)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  add (refusals, path, json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "response"));
}

/* The second line of a conversation is the answer to the handshake. */
static void
add_handshake (GPtrArray *refusals,
               const char *path)
{
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", 3);
  for (guint i = 0; i < 2 && lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr(JsonParser) parser = json_parser_new ();
      JsonObject *frame;

      json_parser_load_from_data (parser, lines[i], -1, &error);
      g_assert_no_error (error);
      frame = json_node_get_object (json_parser_get_root (parser));
      if (g_str_equal (json_object_get_string_member_with_default (frame, "op", ""), "open")
          && g_str_equal (json_object_get_string_member_with_default (frame, "dir", ""), "recv"))
        add (refusals, path, json_object_get_object_member (frame, "data"));
    }
}

GPtrArray *
recorded_refusals_load (void)
{
  GPtrArray *refusals;
  g_auto(GStrv) exchanges = NULL;
  g_auto(GStrv) conversations = NULL;

  if (outpost_test_get_captures () == NULL)
    return NULL;
  refusals = g_ptr_array_new_with_free_func (recorded_refusal_free);
  exchanges = outpost_test_list_captures ("rest", ".json");
  conversations = outpost_test_list_captures ("ws", ".jsonl");
  for (guint i = 0; exchanges[i] != NULL; i++)
    add_exchange (refusals, exchanges[i]);
  for (guint i = 0; conversations[i] != NULL; i++)
    add_handshake (refusals, conversations[i]);
  return refusals;
}

GError *
recorded_refusal_dup_error (const RecordedRefusal *self)
{
  return outpost_error_new_for_answer (self->status, self->type, self->from_coder, self->location, self->request_id, 0, self->body);
}

static void
append_validations (GString *sentences,
                    JsonObject *object)
{
  JsonArray *validations
      = json_object_has_member (object, "validations") ? json_object_get_array_member (object, "validations") : NULL;

  for (guint i = 0; validations != NULL && i < json_array_get_length (validations); i++)
    {
      JsonObject *validation = json_array_get_object_element (validations, i);

      g_string_append_printf (sentences, "\n%s: %s", json_object_get_string_member (validation, "field"),
                              json_object_get_string_member (validation, "detail"));
    }
}

char *
recorded_refusal_dup_sentences (const RecordedRefusal *self)
{
  g_autoptr(GString) sentences = g_string_new (NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  gsize size = 0;
  const char *text = self->body != NULL ? g_bytes_get_data (self->body, &size) : NULL;
  JsonObject *object;

  if (size == 0 || g_str_has_prefix (self->type, "text/html"))
    return g_strdup ("");
  if (!json_parser_load_from_data (parser, text, size, NULL))
    return g_strstrip (g_strndup (text, size));
  object = json_node_get_object (json_parser_get_root (parser));
  g_string_append (sentences, json_object_get_string_member (object, "message"));
  if (json_object_has_member (object, "detail"))
    g_string_append_printf (sentences, "\n%s", json_object_get_string_member (object, "detail"));
  append_validations (sentences, object);
  return g_string_free (g_steal_pointer (&sentences), FALSE);
}

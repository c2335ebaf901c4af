/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "attach/outpost-attach-form.h"
#include "attach/outpost-quote.h"
#include "attach/outpost-stop-command.h"
#include "outpost-attach-fixture.h"

/* What core makes of agents, for tests in other languages that hold it against parsers: reads a JSON array of questions and writes
 * the array of answers. A question is {"form", "part", "platform", "address", "owner", "workspace", "agent", "token"},
 * {"quote", "text"}, or {"yaml"}: the documents in that text, as libyaml reads them. */

typedef char *(*Quote) (const char *text);

static const struct
{
  const char *name;
  Quote quote;
} quotes[] = {
  { "sh", outpost_quote_sh },
  { "powershell", outpost_quote_powershell },
  { "yaml", outpost_quote_yaml },
  { "xml", outpost_quote_xml },
  { "systemd", outpost_quote_systemd },
  { "environment", outpost_quote_environment },
};

static char *
answer_quote (JsonObject *question)
{
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_equal (quotes[i].name, json_object_get_string_member (question, "quote")))
      return quotes[i].quote (json_object_get_string_member (question, "text"));
  g_error ("no such language");
}

static char *
answer_form (JsonObject *question)
{
  OutpostAttachForm form = outpost_attach_form_find (json_object_get_string_member (question, "form"));
  const char *part = json_object_get_string_member (question, "part");
  g_autoptr(OutpostAttachSubject) subject = attach_fixture_new (
      outpost_platform_parse (json_object_get_string_member (question, "platform")),
      json_object_get_string_member (question, "address"), json_object_get_string_member (question, "owner"),
      json_object_get_string_member (question, "workspace"), json_object_get_string_member (question, "agent"),
      json_object_get_string_member (question, "token"));

  if (g_str_equal (part, "file"))
    return outpost_attach_form_dup_file_name (form, subject);
  if (g_str_equal (part, "replace"))
    return outpost_attach_form_dup_replacement (form, subject);
  if (g_str_equal (part, "stop"))
    return outpost_stop_command_dup_for_subject (subject);
  if (g_str_equal (part, "remove"))
    return outpost_attach_form_dup_removal (form, subject);
  return outpost_attach_form_dup_text (form, subject);
}

/* ---- YAML --------------------------------------------------------------------------------------------------------- */

static JsonNode *
read_node (yaml_document_t *document,
           yaml_node_t *node)
{
  JsonNode *read = json_node_new (node->type == YAML_MAPPING_NODE    ? JSON_NODE_OBJECT
                                  : node->type == YAML_SEQUENCE_NODE ? JSON_NODE_ARRAY
                                                                     : JSON_NODE_VALUE);

  if (node->type == YAML_MAPPING_NODE)
    {
      json_node_take_object (read, json_object_new ());
      for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++)
        json_object_set_member (json_node_get_object (read),
                                (const char *) yaml_document_get_node (document, pair->key)->data.scalar.value,
                                read_node (document, yaml_document_get_node (document, pair->value)));
    }
  else if (node->type == YAML_SEQUENCE_NODE)
    {
      json_node_take_array (read, json_array_new ());
      for (yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top; item++)
        json_array_add_element (json_node_get_array (read), read_node (document, yaml_document_get_node (document, *item)));
    }
  else
    json_node_set_string (read, (const char *) node->data.scalar.value);
  return read;
}

static JsonNode *
answer_yaml (const char *text)
{
  JsonNode *read = json_node_init_array (json_node_alloc (), json_array_new ());
  yaml_parser_t parser;
  yaml_document_t document;
  yaml_node_t *root;

  json_array_unref (json_node_get_array (read));
  g_assert_true (yaml_parser_initialize (&parser));
  yaml_parser_set_input_string (&parser, (const guchar *) text, strlen (text));
  for (root = (gpointer) 1; root != NULL;)
    {
      if (!yaml_parser_load (&parser, &document))
        g_error ("line %" G_GSIZE_FORMAT ": %s in\n%s", parser.problem_mark.line + 1, parser.problem, text);
      root = yaml_document_get_root_node (&document);
      if (root != NULL)
        json_array_add_element (json_node_get_array (read), read_node (&document, root));
      yaml_document_delete (&document);
    }
  yaml_parser_delete (&parser);
  return read;
}

static JsonNode *
answer (JsonObject *question)
{
  JsonNode *node;
  g_autofree char *text = NULL;

  if (json_object_has_member (question, "yaml"))
    return answer_yaml (json_object_get_string_member (question, "yaml"));
  text = json_object_has_member (question, "quote") ? answer_quote (question) : answer_form (question);
  if (text == NULL)
    return json_node_new (JSON_NODE_NULL);
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  return node;
}

int
main (void)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(JsonNode) answers = json_node_init_array (json_node_alloc (), json_array_new ());
  g_autoptr(GString) input = g_string_new (NULL);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  char block[4096];
  JsonArray *questions;

  json_array_unref (json_node_get_array (answers));
  for (gsize n; (n = fread (block, 1, sizeof block, stdin)) > 0;)
    g_string_append_len (input, block, n);
  if (!json_parser_load_from_data (parser, input->str, input->len, &error))
    g_error ("%s", error->message);
  questions = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (questions); i++)
    json_array_add_element (json_node_get_array (answers), answer (json_array_get_object_element (questions, i)));
  output = json_to_string (answers, FALSE);
  puts (output);
  return 0;
}

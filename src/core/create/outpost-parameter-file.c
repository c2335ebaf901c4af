/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-parameter-file.h"

#include <yaml.h>

#include "outpost-error.h"

/* A document of libyaml's, freed with its scope. */
typedef struct
{
  yaml_parser_t parser;
  yaml_document_t document;
  gboolean has_document;
} Document;

static void
document_clear (Document *self)
{
  if (self->has_document)
    yaml_document_delete (&self->document);
  yaml_parser_delete (&self->parser);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Document, document_clear)

static gboolean
fail (GError **error,
      const yaml_mark_t *mark,
      const char *what)
{
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_INPUT, "line %" G_GSIZE_FORMAT ": %s", (gsize) mark->line + 1, what);
  return FALSE;
}

static const char *
get_text (const yaml_node_t *node)
{
  return (const char *) node->data.scalar.value;
}

/* A word without quotes, so that it may mean something. */
static gboolean
is_plain (const yaml_node_t *node)
{
  return node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static gboolean
is_one_of (const char *text,
           const char *const *words)
{
  return g_strv_contains (words, text);
}

static gboolean
is_null (const yaml_node_t *node)
{
  static const char *const words[] = { "", "~", "null", "Null", "NULL", NULL };

  return node->type == YAML_SCALAR_NODE && is_plain (node) && is_one_of (get_text (node), words);
}

/* `true`, `True` and `TRUE` are the same value; the deployment knows it in small letters. */
static const char *
get_scalar (const yaml_node_t *node)
{
  static const char *const yes[] = { "true", "True", "TRUE", NULL };
  static const char *const no[] = { "false", "False", "FALSE", NULL };

  if (is_plain (node) && is_one_of (get_text (node), yes))
    return "true";
  if (is_plain (node) && is_one_of (get_text (node), no))
    return "false";
  return get_text (node);
}

static char *
dup_list (Document *self,
          const yaml_node_t *node,
          GError **error)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (const yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top; item++)
    {
      const yaml_node_t *element = yaml_document_get_node (&self->document, *item);

      if (element->type != YAML_SCALAR_NODE || is_null (element))
        {
          fail (error, &element->start_mark, "a list holds words and numbers");
          return NULL;
        }
      g_strv_builder_add (words, get_scalar (element));
    }
  list = g_strv_builder_end (words);
  return outpost_parameter_list_format ((const char *const *) list);
}

static char *
dup_value (Document *self,
           const yaml_node_t *node,
           GError **error)
{
  if (node->type == YAML_SEQUENCE_NODE)
    return dup_list (self, node, error);
  if (node->type == YAML_SCALAR_NODE && !is_null (node))
    return g_strdup (get_scalar (node));
  fail (error, &node->start_mark, "a value is a word, a number, true, false, or a list of these");
  return NULL;
}

static gboolean
take_pair (Document *self,
           const yaml_node_pair_t *pair,
           GPtrArray *values,
           GError **error)
{
  const yaml_node_t *key = yaml_document_get_node (&self->document, pair->key);
  g_autofree char *value = NULL;

  if (key->type != YAML_SCALAR_NODE || *get_text (key) == '\0')
    return fail (error, &key->start_mark, "this is no name of a parameter");
  if (outpost_parameter_values_find (values, get_text (key)) != NULL)
    return fail (error, &key->start_mark, "this parameter stands there twice");
  value = dup_value (self, yaml_document_get_node (&self->document, pair->value), error);
  if (value == NULL)
    return FALSE;
  outpost_parameter_values_add (values, get_text (key), value);
  return TRUE;
}

static gboolean
take_root (Document *self,
           GPtrArray *values,
           GError **error)
{
  const yaml_node_t *root = yaml_document_get_root_node (&self->document);

  if (root == NULL || is_null (root))
    return TRUE;
  if (root->type != YAML_MAPPING_NODE)
    return fail (error, &root->start_mark, "this has to be lines of “name: value”");
  for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start; pair < root->data.mapping.pairs.top; pair++)
    if (!take_pair (self, pair, values, error))
      return FALSE;
  return TRUE;
}

GPtrArray *
outpost_parameter_file_parse (const char *text,
                              gsize length,
                              GError **error)
{
  g_auto(Document) self = { 0 };
  g_autoptr(GPtrArray) values = outpost_parameter_values_new ();

  yaml_parser_initialize (&self.parser);
  yaml_parser_set_input_string (&self.parser, (const unsigned char *) text, length);
  if (!yaml_parser_load (&self.parser, &self.document))
    {
      fail (error, &self.parser.problem_mark, self.parser.problem != NULL ? self.parser.problem : "this is no YAML");
      return NULL;
    }
  self.has_document = TRUE;
  return take_root (&self, values, error) ? g_steal_pointer (&values) : NULL;
}

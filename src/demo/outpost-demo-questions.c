/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-questions-private.h"

#include <string.h>

/* ---- Reading the definitions ------------------------------------------------------------------------------------------- */

static JsonArray *
parse (const char *text)
{
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  return json_array_ref (json_node_get_array (node));
}

/* More of them, for trying how many are shown: of mixed kinds. */
static void
add_many (JsonArray *definitions,
          guint n)
{
  static const char *const shapes[]
      = { "{\"n\":\"more_%u\",\"t\":\"Question %u\",\"d\":\"\"}",
          "{\"n\":\"more_%u\",\"t\":\"Number %u\",\"type\":\"number\",\"d\":\"5\",\"min\":1,\"max\":9}",
          "{\"n\":\"more_%u\",\"t\":\"Switch %u\",\"type\":\"bool\",\"d\":\"false\"}",
          "{\"n\":\"more_%u\",\"t\":\"Choice %u\",\"form\":\"dropdown\",\"d\":\"a\",\"o\":[[\"A\",\"a\"],[\"B\",\"b\"]]}" };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GString) text = g_string_new (shapes[i % G_N_ELEMENTS (shapes)]);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      g_string_replace (text, "%u", number, 0);
      json_array_add_element (definitions, json_from_string (text->str, NULL));
    }
}

static JsonArray *
get_definitions (const DemoTemplate *template)
{
  JsonArray *definitions = parse (demo_question_table_get (template->name));

  add_many (definitions, template->more_questions);
  return definitions;
}

static const char *
opt (JsonObject *definition,
     const char *key,
     const char *fallback)
{
  return json_object_get_string_member_with_default (definition, key, fallback);
}

static const char *
get_name (JsonObject *definition)
{
  return json_object_get_string_member (definition, "n");
}

static gboolean
has (JsonObject *definition,
     const char *key)
{
  return json_object_has_member (definition, key);
}

/* What counts for a question: what is given, else its default; NULL: nothing. */
static const char *
get_value (JsonObject *definition,
           GHashTable *given)
{
  const char *value = g_hash_table_lookup (given, get_name (definition));

  return value != NULL ? value : opt (definition, "d", NULL);
}

static gboolean
is_asked (JsonArray *definitions,
          JsonObject *definition,
          GHashTable *given)
{
  JsonArray *condition = has (definition, "if") ? json_object_get_array_member (definition, "if") : NULL;

  for (guint i = 0; condition != NULL && i < json_array_get_length (definitions); i++)
    {
      JsonObject *other = json_array_get_object_element (definitions, i);

      if (g_str_equal (get_name (other), json_array_get_string_element (condition, 0)))
        return g_strcmp0 (get_value (other, given), json_array_get_string_element (condition, 1)) == 0;
    }
  return TRUE;
}

/* ---- Judging an answer ------------------------------------------------------------------------------------------------- */

typedef struct
{
  char *summary;
  char *detail;
  const char *code;
} Verdict;

static void
verdict_clear (Verdict *self)
{
  g_free (self->summary);
  g_free (self->detail);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verdict, verdict_clear)

static void
condemn (Verdict *verdict,
         const char *summary,
         char *detail)
{
  verdict->summary = g_strdup (summary);
  verdict->detail = detail;
  verdict->code = "";
}

static gboolean
is_option (JsonObject *definition,
           const char *value)
{
  JsonArray *options = json_object_get_array_member (definition, "o");

  for (guint i = 0; i < json_array_get_length (options); i++)
    if (g_str_equal (json_array_get_string_element (json_array_get_array_element (options, i), 1), value))
      return TRUE;
  return FALSE;
}

#define VALIDATION "Invalid parameter value according to 'validation' block"

/* The template's own words for a number out of its bounds. */
static char *
dup_own_words (JsonObject *definition,
               const char *value,
               gint64 min,
               gint64 max)
{
  g_autofree char *min_text = g_strdup_printf ("%" G_GINT64_FORMAT, min);
  g_autofree char *max_text = g_strdup_printf ("%" G_GINT64_FORMAT, max);
  GString *words = g_string_new (opt (definition, "error", ""));

  g_string_replace (words, "{min}", min_text, 0);
  g_string_replace (words, "{max}", max_text, 0);
  g_string_replace (words, "{value}", value, 0);
  return g_string_free (words, FALSE);
}

static void
judge_number (JsonObject *definition,
              const char *value,
              Verdict *verdict)
{
  gint64 min = json_object_get_int_member_with_default (definition, "min", G_MININT64);
  gint64 max = json_object_get_int_member_with_default (definition, "max", G_MAXINT64);
  gint64 number = 0;

  if (!g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    condemn (verdict, "Parameter value is not of type \"number\"", g_strdup_printf ("\"%s\" is not a number", value));
  else if (number >= min && number <= max)
    return;
  else if (has (definition, "error"))
    condemn (verdict, VALIDATION, dup_own_words (definition, value, min, max));
  else if (number < min)
    condemn (verdict, VALIDATION, g_strdup_printf ("value %s is less than the minimum %" G_GINT64_FORMAT, value, min));
  else
    condemn (verdict, VALIDATION, g_strdup_printf ("value %s is more than the maximum %" G_GINT64_FORMAT, value, max));
}

static void
judge_option (JsonObject *definition,
              const char *value,
              Verdict *verdict)
{
  g_autofree char *quoted = g_strescape (value, NULL);

  if (!is_option (definition, value))
    condemn (verdict, "Value must be a valid option",
             g_strdup_printf ("the value \"%s\" must be defined as one of options", quoted));
}

static void
judge_list (JsonObject *definition,
            const char *value,
            Verdict *verdict)
{
  g_autoptr(JsonNode) node = json_from_string (value, NULL);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL)
    {
      condemn (verdict, "Parameter value is not of type \"list(string)\"",
               g_strdup_printf ("value \"%s\" is not a valid list of strings", value));
      return;
    }
  if (has (definition, "o") && !g_str_equal (opt (definition, "form", ""), "multi-select"))
    {
      judge_option (definition, value, verdict);
      return;
    }
  for (guint i = 0; has (definition, "o") && i < json_array_get_length (list); i++)
    if (!is_option (definition, json_array_get_string_element (list, i)))
      {
        g_autofree char *quoted = g_strescape (value, NULL);

        condemn (verdict, "Values must be a valid option",
                 g_strdup_printf ("Value \"%s\" is not a valid option, values \"%s\" are missing from the options", quoted,
                                  json_array_get_string_element (list, i)));
        return;
      }
}

static void
judge_text (JsonObject *definition,
            const char *value,
            Verdict *verdict)
{
  const char *pattern = opt (definition, "regex", NULL);

  if (has (definition, "o"))
    judge_option (definition, value, verdict);
  else if (pattern != NULL && !g_regex_match_simple (pattern, value, 0, 0))
    {
      const char *words = opt (definition, "error", "");

      condemn (verdict, VALIDATION, g_strdup_printf ("%s (value \"%s\" does not match \"%s\")", words, value, pattern));
    }
}

/* An empty verdict is a good one. */
static void
judge (JsonObject *definition,
       const char *value,
       Verdict *verdict)
{
  const char *type = opt (definition, "type", "string");

  if (value == NULL)
    {
      condemn (verdict, "Required parameter not provided", g_strdup ("parameter value is null"));
      verdict->code = "required";
    }
  else if (g_str_equal (type, "number"))
    judge_number (definition, value, verdict);
  else if (g_str_equal (type, "list(string)"))
    judge_list (definition, value, verdict);
  else if (!g_str_equal (type, "bool"))
    judge_text (definition, value, verdict);
  else if (!g_str_equal (value, "true") && !g_str_equal (value, "false"))
    condemn (verdict, "Parameter value is not of type \"bool\"", g_strdup_printf ("\"%s\" is not a bool", value));
}

/* ---- The shapes of the answers ----------------------------------------------------------------------------------------- */

/* `{"value":…,"valid":…}` */
static JsonObject *
new_value (const char *value,
           const char *without)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "value", value != NULL ? value : without);
  json_object_set_boolean_member (object, "valid", value != NULL);
  return object;
}

static JsonArray *
new_options (JsonObject *definition,
             gboolean classic)
{
  JsonArray *options = json_array_new ();
  JsonArray *defined = has (definition, "o") ? json_object_get_array_member (definition, "o") : NULL;

  for (guint i = 0; defined != NULL && i < json_array_get_length (defined); i++)
    {
      JsonArray *from = json_array_get_array_element (defined, i);
      JsonObject *option = json_object_new ();

      json_object_set_string_member (option, "name", json_array_get_string_element (from, 0));
      json_object_set_string_member (option, "description",
                                     json_array_get_length (from) > 2 ? json_array_get_string_element (from, 2) : "");
      if (classic)
        json_object_set_string_member (option, "value", json_array_get_string_element (from, 1));
      else
        json_object_set_object_member (option, "value", new_value (json_array_get_string_element (from, 1), ""));
      json_object_set_string_member (option, "icon", "");
      json_array_add_object_element (options, option);
    }
  return options;
}

static void
set_or_null (JsonObject *target,
             const char *key,
             JsonObject *definition,
             const char *from)
{
  if (has (definition, from))
    json_object_set_member (target, key, json_node_copy (json_object_get_member (definition, from)));
  else
    json_object_set_null_member (target, key);
}

static JsonArray *
new_validations (JsonObject *definition)
{
  JsonArray *validations = json_array_new ();
  JsonObject *validation;

  if (!has (definition, "regex") && !has (definition, "min"))
    return validations;
  validation = json_object_new ();
  json_object_set_string_member (validation, "validation_error", opt (definition, "error", ""));
  set_or_null (validation, "validation_regex", definition, "regex");
  set_or_null (validation, "validation_min", definition, "min");
  set_or_null (validation, "validation_max", definition, "max");
  set_or_null (validation, "validation_monotonic", definition, "monotonic");
  json_array_add_object_element (validations, validation);
  return validations;
}

static JsonArray *
new_diagnostics (const Verdict *verdict)
{
  JsonArray *diagnostics = json_array_new ();
  JsonObject *diagnostic, *extra;

  if (verdict->summary == NULL)
    return diagnostics;
  diagnostic = json_object_new ();
  extra = json_object_new ();
  json_object_set_string_member (diagnostic, "severity", "error");
  json_object_set_string_member (diagnostic, "summary", verdict->summary);
  json_object_set_string_member (diagnostic, "detail", verdict->detail);
  json_object_set_string_member (extra, "code", verdict->code);
  json_object_set_object_member (diagnostic, "extra", extra);
  json_array_add_object_element (diagnostics, diagnostic);
  return diagnostics;
}

/* What both ways have in common. */
static JsonObject *
new_parameter (JsonObject *definition)
{
  JsonObject *parameter = json_object_new ();

  json_object_set_string_member (parameter, "name", get_name (definition));
  json_object_set_string_member (parameter, "display_name", opt (definition, "t", ""));
  json_object_set_string_member (parameter, "description", opt (definition, "about", ""));
  json_object_set_string_member (parameter, "type", opt (definition, "type", "string"));
  json_object_set_string_member (parameter, "form_type", opt (definition, "form", "input"));
  json_object_set_boolean_member (parameter, "mutable", !has (definition, "fixed"));
  json_object_set_string_member (parameter, "icon", "");
  json_object_set_boolean_member (parameter, "required", !has (definition, "d"));
  json_object_set_boolean_member (parameter, "ephemeral", has (definition, "ephemeral"));
  return parameter;
}

static JsonObject *
new_dynamic (JsonObject *definition,
             const char *value,
             guint order)
{
  JsonObject *parameter = new_parameter (definition);
  JsonObject *styling = json_object_new ();
  g_autofree char *reference = g_strdup_printf ("data.coder_parameter.%s.value", get_name (definition));
  g_auto(Verdict) verdict = { NULL };

  judge (definition, value, &verdict);
  if (has (definition, "placeholder"))
    json_object_set_string_member (styling, "placeholder", opt (definition, "placeholder", ""));
  if (has (definition, "masked"))
    json_object_set_boolean_member (styling, "mask_input", TRUE);
  json_object_set_object_member (parameter, "styling", styling);
  json_object_set_object_member (parameter, "default_value", new_value (opt (definition, "d", NULL), ""));
  json_object_set_array_member (parameter, "options", new_options (definition, FALSE));
  json_object_set_array_member (parameter, "validations", new_validations (definition));
  json_object_set_int_member (parameter, "order", order);
  json_object_set_object_member (parameter, "value", new_value (value, reference));
  json_object_set_array_member (parameter, "diagnostics", new_diagnostics (&verdict));
  return parameter;
}

static char *
take_text (JsonNode *node)
{
  char *text = json_to_string (node, FALSE);

  json_node_unref (node);
  return text;
}

static GHashTable *
read_inputs (JsonObject *inputs)
{
  GHashTable *given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GList) names = inputs != NULL ? json_object_get_members (inputs) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    g_hash_table_insert (given, g_strdup (l->data), g_strdup (opt (inputs, l->data, "")));
  return given;
}

char *
demo_questions_dup_answer (const DemoTemplate *template,
                           gint64 id,
                           JsonObject *inputs)
{
  g_autoptr(JsonArray) definitions = get_definitions (template);
  g_autoptr(GHashTable) given = read_inputs (inputs);
  JsonObject *answer = json_object_new ();
  JsonArray *parameters = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < json_array_get_length (definitions); i++)
    {
      JsonObject *definition = json_array_get_object_element (definitions, i);

      if (is_asked (definitions, definition, given))
        json_array_add_object_element (parameters, new_dynamic (definition, get_value (definition, given), i + 1));
    }
  json_object_set_int_member (answer, "id", id);
  json_object_set_array_member (answer, "diagnostics", json_array_new ());
  json_object_set_array_member (answer, "parameters", parameters);
  json_node_take_object (node, answer);
  return take_text (node);
}

static JsonObject *
new_classic (JsonObject *definition)
{
  JsonObject *parameter = new_parameter (definition);

  json_object_set_string_member (parameter, "description_plaintext", opt (definition, "about", ""));
  json_object_set_string_member (parameter, "default_value", opt (definition, "d", ""));
  json_object_set_array_member (parameter, "options", new_options (definition, TRUE));
  if (has (definition, "error"))
    json_object_set_string_member (parameter, "validation_error", opt (definition, "error", ""));
  if (has (definition, "regex"))
    json_object_set_string_member (parameter, "validation_regex", opt (definition, "regex", ""));
  if (has (definition, "min"))
    {
      json_object_set_int_member (parameter, "validation_min", json_object_get_int_member (definition, "min"));
      json_object_set_int_member (parameter, "validation_max", json_object_get_int_member (definition, "max"));
    }
  if (has (definition, "monotonic"))
    json_object_set_string_member (parameter, "validation_monotonic", opt (definition, "monotonic", ""));
  return parameter;
}

char *
demo_questions_dup_classic (const DemoTemplate *template)
{
  g_autoptr(JsonArray) definitions = get_definitions (template);
  JsonArray *parameters = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < json_array_get_length (definitions); i++)
    json_array_add_object_element (parameters, new_classic (json_array_get_object_element (definitions, i)));
  json_node_take_array (node, parameters);
  return take_text (node);
}

/* ---- Builds ------------------------------------------------------------------------------------------------------ */

/* What is ephemeral counts for one build. */
static gboolean
is_forgotten (JsonArray *definitions,
              const char *name)
{
  for (guint i = 0; i < json_array_get_length (definitions); i++)
    {
      JsonObject *definition = json_array_get_object_element (definitions, i);

      if (g_str_equal (get_name (definition), name))
        return has (definition, "ephemeral");
    }
  return FALSE;
}

static GHashTable *
read_values (JsonArray *definitions,
             JsonArray *values,
             GHashTable *previous)
{
  GHashTable *given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, value;

  if (previous != NULL)
    {
      g_hash_table_iter_init (&iter, previous);
      while (g_hash_table_iter_next (&iter, &name, &value))
        if (!is_forgotten (definitions, name))
          g_hash_table_insert (given, g_strdup (name), g_strdup (value));
    }
  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    {
      JsonObject *entry = json_array_get_object_element (values, i);

      g_hash_table_insert (given, g_strdup (opt (entry, "name", "")), g_strdup (opt (entry, "value", "")));
    }
  return given;
}

GHashTable *
demo_questions_settle (const DemoTemplate *template,
                       JsonArray *values,
                       GHashTable *previous)
{
  g_autoptr(JsonArray) definitions = get_definitions (template);
  GHashTable *given = read_values (definitions, values, previous);

  for (guint i = 0; i < json_array_get_length (definitions); i++)
    {
      JsonObject *definition = json_array_get_object_element (definitions, i);

      if (is_asked (definitions, definition, given) && get_value (definition, given) != NULL)
        g_hash_table_insert (given, g_strdup (get_name (definition)), g_strdup (get_value (definition, given)));
    }
  return given;
}

/* How a value relates to the former one (correction 37: only when a build is asked for). */
static void
judge_change (JsonObject *definition,
              const char *value,
              const char *before,
              Verdict *verdict)
{
  const char *name = get_name (definition);

  if (has (definition, "fixed") && !g_str_equal (value, before))
    condemn (verdict, "Immutable parameter changed",
             g_strdup_printf ("Parameter \"%s\" is not mutable, so it can't be updated after creating a workspace.", name));
  else if (has (definition, "monotonic") && g_ascii_strtoll (value, NULL, 10) < g_ascii_strtoll (before, NULL, 10))
    {
      g_autofree char *summary = g_strdup_printf ("Parameter \"%s\" monotonicity", name);

      condemn (verdict, summary,
               g_strdup_printf ("parameter value '%s' must be equal or greater than previous value: %s", value, before));
    }
}

static int
compare_fields (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const char *const *) a)[0], ((const char *const *) b)[0]);
}

/* Of the classic way only the first is named, in a sentence (correction 48). */
static char *
dup_classic_refusal (JsonObject *definition,
                     const Verdict *verdict)
{
  g_autofree char *message = g_strdup_printf ("Unable to validate parameter \"%s\"", get_name (definition));
  g_autofree char *detail
      = g_str_equal (verdict->code, "required")
            ? g_strdup_printf ("parameter validation failed\nParameter \"%s\" is required but not provided", get_name (definition))
            : g_strdup_printf ("parameter validation failed\ncan't validate build parameter \"%s\": %s", get_name (definition),
                               verdict->detail);

  return demo_dup_message (message, detail);
}

/* Field and detail. */
static char **
new_fault (const char *field,
           const Verdict *verdict)
{
  char **fault = g_new0 (char *, 3);

  fault[0] = g_strdup (field);
  fault[1] = g_strdup_printf ("%s; %s", verdict->summary, verdict->detail);
  return fault;
}

static char *
dup_refusal (GPtrArray *faults)
{
  JsonArray *validations = json_array_new ();
  JsonObject *refusal = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  g_ptr_array_sort_values (faults, compare_fields);
  for (guint i = 0; i < faults->len; i++)
    {
      char **fault = g_ptr_array_index (faults, i);
      JsonObject *validation = json_object_new ();

      json_object_set_string_member (validation, "field", fault[0]);
      json_object_set_string_member (validation, "detail", fault[1]);
      json_array_add_object_element (validations, validation);
    }
  json_object_set_string_member (refusal, "message", "Unable to validate parameters");
  json_object_set_array_member (refusal, "validations", validations);
  json_node_take_object (node, refusal);
  return take_text (node);
}

char *
demo_questions_refuse (const DemoTemplate *template,
                       JsonArray *values,
                       GHashTable *previous)
{
  g_autoptr(JsonArray) definitions = get_definitions (template);
  g_autoptr(GHashTable) given = read_values (definitions, values, previous);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < json_array_get_length (definitions); i++)
    {
      JsonObject *definition = json_array_get_object_element (definitions, i);
      const char *value = get_value (definition, given);
      const char *before = previous != NULL ? g_hash_table_lookup (previous, get_name (definition)) : NULL;
      g_auto(Verdict) verdict = { NULL };

      if (!is_asked (definitions, definition, given))
        continue;
      judge (definition, value, &verdict);
      if (verdict.summary == NULL && before != NULL)
        judge_change (definition, value, before, &verdict);
      if (verdict.summary == NULL)
        continue;
      if (template->classic)
        return dup_classic_refusal (definition, &verdict);
      g_ptr_array_add (faults, new_fault (get_name (definition), &verdict));
    }
  return faults->len > 0 ? dup_refusal (faults) : NULL;
}

/* ---- Presets ----------------------------------------------------------------------------------------------------- */

char *
demo_questions_dup_presets (const DemoTemplate *template)
{
  const char *presets = demo_question_table_get_presets (template->name);

  return g_strdup (presets != NULL ? presets : "null");
}

JsonArray *
demo_questions_find_preset (const DemoTemplate *template,
                            const char *id)
{
  const char *presets = demo_question_table_get_presets (template->name);
  g_autoptr(JsonArray) all = parse (presets != NULL ? presets : "[]");
  JsonArray *values = NULL;

  for (guint i = 0; i < json_array_get_length (all) && values == NULL; i++)
    {
      JsonObject *preset = json_array_get_object_element (all, i);
      JsonArray *parameters = json_object_get_array_member (preset, "Parameters");

      if (!g_str_equal (opt (preset, "ID", ""), id))
        continue;
      values = json_array_new ();
      for (guint j = 0; j < json_array_get_length (parameters); j++)
        {
          JsonObject *from = json_array_get_object_element (parameters, j);
          JsonObject *value = json_object_new ();

          json_object_set_string_member (value, "name", opt (from, "Name", ""));
          json_object_set_string_member (value, "value", opt (from, "Value", ""));
          json_array_add_object_element (values, value);
        }
    }
  return values;
}

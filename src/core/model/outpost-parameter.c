/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-parameter.h"

#include <string.h>

#include "outpost-json-writer.h"
#include "outpost-json.h"

G_DEFINE_BOXED_TYPE (OutpostParameter, outpost_parameter, outpost_parameter_ref, outpost_parameter_unref)
G_DEFINE_BOXED_TYPE (OutpostParameterAnswer,
                     outpost_parameter_answer,
                     outpost_parameter_answer_ref,
                     outpost_parameter_answer_unref)

/* ---- Memory ------------------------------------------------------------------------------------------------------ */

static void
option_free (gpointer data)
{
  OutpostParameterOption *self = data;

  g_free (self->name);
  g_free (self->description);
  g_free (self->value);
  g_free (self);
}

static void
diagnostic_free (gpointer data)
{
  OutpostDiagnostic *self = data;

  g_free (self->summary);
  g_free (self->detail);
  g_free (self->code);
  g_free (self);
}

OutpostParameter *
outpost_parameter_ref (OutpostParameter *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
wipe (char *value)
{
  if (value != NULL)
    explicit_bzero (value, strlen (value));
  g_free (value);
}

static void
parameter_clear (gpointer data)
{
  OutpostParameter *self = data;

  g_free (self->name);
  g_free (self->display_name);
  g_free (self->description);
  g_free (self->placeholder);
  g_free (self->default_value);
  /* It can be a password. */
  wipe (self->value);
  g_ptr_array_unref (self->options);
  g_ptr_array_unref (self->diagnostics);
  g_free (self->pattern);
  g_free (self->pattern_error);
}

void
outpost_parameter_unref (OutpostParameter *self)
{
  g_atomic_rc_box_release_full (self, parameter_clear);
}

OutpostParameterAnswer *
outpost_parameter_answer_ref (OutpostParameterAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
answer_clear (gpointer data)
{
  OutpostParameterAnswer *self = data;

  g_ptr_array_unref (self->parameters);
  g_ptr_array_unref (self->diagnostics);
}

void
outpost_parameter_answer_unref (OutpostParameterAnswer *self)
{
  g_atomic_rc_box_release_full (self, answer_clear);
}

/* ---- Words ------------------------------------------------------------------------------------------------------- */

static OutpostParameterKind
read_kind (const char *word)
{
  if (g_str_equal (word, "number"))
    return OUTPOST_PARAMETER_NUMBER;
  if (g_str_equal (word, "bool"))
    return OUTPOST_PARAMETER_BOOL;
  if (g_str_equal (word, "list(string)"))
    return OUTPOST_PARAMETER_LIST;
  return OUTPOST_PARAMETER_STRING;
}

static OutpostParameterForm
read_form (const char *word)
{
  static const char *const words[]
      = { "", "radio", "dropdown", "input", "textarea", "slider", "checkbox", "switch", "tag-select", "multi-select", "error" };

  for (guint i = 1; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return (OutpostParameterForm) i;
  return OUTPOST_FORM_DEFAULT;
}

static void
read_validation (OutpostParameter *self,
                 const OutpostJsonValue *value)
{
  OutpostJsonValue min = outpost_json_member (value, "validation_min");
  OutpostJsonValue max = outpost_json_member (value, "validation_max");
  const char *monotonic = outpost_json_opt_string (value, "validation_monotonic", "");

  g_set_str (&self->pattern, outpost_json_opt_string (value, "validation_regex", ""));
  g_set_str (&self->pattern_error, outpost_json_opt_string (value, "validation_error", ""));
  self->has_min = outpost_json_is_present (&min);
  self->has_max = outpost_json_is_present (&max);
  self->min = outpost_json_opt_double (value, "validation_min", 0);
  self->max = outpost_json_opt_double (value, "validation_max", 0);
  if (g_str_equal (monotonic, "increasing"))
    self->monotonic = OUTPOST_MONOTONIC_INCREASING;
  else if (g_str_equal (monotonic, "decreasing"))
    self->monotonic = OUTPOST_MONOTONIC_DECREASING;
}

static OutpostParameter *
parameter_new_from_value (const OutpostJsonValue *value)
{
  OutpostParameter *self = g_atomic_rc_box_new0 (OutpostParameter);

  self->name = g_strdup (outpost_json_get_string (value, "name"));
  self->display_name = g_strdup (outpost_json_opt_string (value, "display_name", ""));
  self->description = g_strdup (outpost_json_opt_string (value, "description", ""));
  self->kind = read_kind (outpost_json_opt_string (value, "type", "string"));
  self->form = read_form (outpost_json_opt_string (value, "form_type", ""));
  self->is_mutable = outpost_json_opt_bool (value, "mutable", FALSE);
  self->ephemeral = outpost_json_opt_bool (value, "ephemeral", FALSE);
  self->required = outpost_json_opt_bool (value, "required", FALSE);
  self->placeholder = g_strdup ("");
  self->pattern = g_strdup ("");
  self->pattern_error = g_strdup ("");
  self->options = g_ptr_array_new_with_free_func (option_free);
  self->diagnostics = g_ptr_array_new_with_free_func (diagnostic_free);
  return self;
}

static void
add_option (OutpostParameter *self,
            const OutpostJsonValue *value,
            const char *sent)
{
  OutpostParameterOption *option = g_new0 (OutpostParameterOption, 1);

  option->name = g_strdup (outpost_json_opt_string (value, "name", ""));
  option->description = g_strdup (outpost_json_opt_string (value, "description", ""));
  option->value = g_strdup (sent);
  g_ptr_array_add (self->options, option);
}

/* ---- The classic way --------------------------------------------------------------------------------------------- */

static OutpostParameter *
read_classic (const OutpostJsonValue *value)
{
  OutpostParameter *self = parameter_new_from_value (value);
  OutpostJsonValue options = outpost_json_member (value, "options");

  read_validation (self, value);
  if (!self->required)
    self->default_value = g_strdup (outpost_json_opt_string (value, "default_value", ""));
  self->value = g_strdup (self->default_value);
  for (guint i = 0; i < outpost_json_get_length (&options); i++)
    {
      OutpostJsonValue option = outpost_json_element (&options, i);

      add_option (self, &option, outpost_json_get_string (&option, "value"));
    }
  return self;
}

static OutpostParameterAnswer *
answer_new (void)
{
  OutpostParameterAnswer *self = g_atomic_rc_box_new0 (OutpostParameterAnswer);

  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) outpost_parameter_unref);
  self->diagnostics = g_ptr_array_new_with_free_func (diagnostic_free);
  return self;
}

OutpostParameterAnswer *
outpost_parameter_answer_new_from_classic_json (GBytes *bytes,
                                                GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostParameterAnswer) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  self = answer_new ();
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);

      g_ptr_array_add (self->parameters, read_classic (&value));
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- The dynamic way --------------------------------------------------------------------------------------------- */

/* `{"value":…,"valid":…}`: what is not valid is nothing (correction 30). */
static char *
dup_valid (const OutpostJsonValue *object,
           const char *key)
{
  OutpostJsonValue member = outpost_json_member (object, key);

  if (!outpost_json_is_present (&member) || !outpost_json_opt_bool (&member, "valid", FALSE))
    return NULL;
  return g_strdup (outpost_json_opt_string (&member, "value", ""));
}

static void
read_diagnostics (GPtrArray *diagnostics,
                  const OutpostJsonValue *parent)
{
  OutpostJsonValue array = outpost_json_member (parent, "diagnostics");

  for (guint i = 0; i < outpost_json_get_length (&array); i++)
    {
      OutpostJsonValue value = outpost_json_element (&array, i);
      OutpostJsonValue extra = outpost_json_member (&value, "extra");
      OutpostDiagnostic *diagnostic = g_new0 (OutpostDiagnostic, 1);

      /* A word that is not known could be worse than an error. */
      diagnostic->is_error = !g_str_equal (outpost_json_opt_string (&value, "severity", "error"), "warning");
      diagnostic->summary = g_strdup (outpost_json_opt_string (&value, "summary", ""));
      diagnostic->detail = g_strdup (outpost_json_opt_string (&value, "detail", ""));
      diagnostic->code = g_strdup (outpost_json_opt_string (&extra, "code", ""));
      g_ptr_array_add (diagnostics, diagnostic);
    }
}

static OutpostParameter *
read_dynamic (const OutpostJsonValue *value)
{
  OutpostParameter *self = parameter_new_from_value (value);
  OutpostJsonValue styling = outpost_json_member (value, "styling");
  OutpostJsonValue options = outpost_json_member (value, "options");
  OutpostJsonValue validations = outpost_json_member (value, "validations");

  self->masked = outpost_json_opt_bool (&styling, "mask_input", FALSE);
  self->disabled = outpost_json_opt_bool (&styling, "disabled", FALSE);
  g_set_str (&self->placeholder, outpost_json_opt_string (&styling, "placeholder", ""));
  self->default_value = dup_valid (value, "default_value");
  self->value = dup_valid (value, "value");
  for (guint i = 0; i < outpost_json_get_length (&options); i++)
    {
      OutpostJsonValue option = outpost_json_element (&options, i);
      g_autofree char *sent = dup_valid (&option, "value");

      if (sent != NULL)
        add_option (self, &option, sent);
    }
  for (guint i = 0; i < outpost_json_get_length (&validations); i++)
    {
      OutpostJsonValue validation = outpost_json_element (&validations, i);

      read_validation (self, &validation);
    }
  read_diagnostics (self->diagnostics, value);
  return self;
}

OutpostParameterAnswer *
outpost_parameter_answer_new_from_json (GBytes *bytes,
                                        GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostParameterAnswer) self = NULL;
  OutpostJsonValue root, parameters;

  if (document == NULL)
    return NULL;
  self = answer_new ();
  root = outpost_json_get_root (document);
  parameters = outpost_json_member (&root, "parameters");
  self->id = outpost_json_get_int (&root, "id");
  for (guint i = 0; i < outpost_json_get_length (&parameters); i++)
    {
      OutpostJsonValue value = outpost_json_element (&parameters, i);

      g_ptr_array_add (self->parameters, read_dynamic (&value));
    }
  read_diagnostics (self->diagnostics, &root);
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- Looking --------------------------------------------------------------------------------------------------- */

const char *
outpost_parameter_get_title (const OutpostParameter *self)
{
  return *self->display_name != '\0' ? self->display_name : self->name;
}

const OutpostParameterOption *
outpost_parameter_find_option (const OutpostParameter *self,
                               const char *value)
{
  for (guint i = 0; i < self->options->len; i++)
    {
      const OutpostParameterOption *option = g_ptr_array_index (self->options, i);

      if (g_str_equal (option->value, value))
        return option;
    }
  return NULL;
}

static void
value_free (gpointer data)
{
  OutpostParameterValue *self = data;

  g_free (self->name);
  wipe (self->value);
  g_free (self);
}

GPtrArray *
outpost_parameter_values_new (void)
{
  return g_ptr_array_new_with_free_func (value_free);
}

void
outpost_parameter_values_add (GPtrArray *values,
                              const char *name,
                              const char *value)
{
  OutpostParameterValue *added = g_new0 (OutpostParameterValue, 1);

  added->name = g_strdup (name);
  added->value = g_strdup (value);
  g_ptr_array_add (values, added);
}

GPtrArray *
outpost_parameter_values_new_from_json (GBytes *bytes,
                                        GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(GPtrArray) values = outpost_parameter_values_new ();
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);

      outpost_parameter_values_add (values, outpost_json_get_string (&value, "name"), outpost_json_get_string (&value, "value"));
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&values) : NULL;
}

const char *
outpost_parameter_values_find (GPtrArray *values,
                               const char *name)
{
  for (guint i = 0; i < values->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (values, i);

      if (g_str_equal (value->name, name))
        return value->value;
    }
  return NULL;
}

char **
outpost_parameter_list_parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  if (!outpost_json_is_present (&root))
    return NULL;
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue element = outpost_json_element (&root, i);

      g_strv_builder_add (builder, outpost_json_as_string (&element));
    }
  return outpost_json_finish (document, NULL) ? g_strv_builder_end (builder) : NULL;
}

char *
outpost_parameter_list_format (const char *const *elements)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; elements[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      outpost_json_append_string (text, elements[i]);
    }
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

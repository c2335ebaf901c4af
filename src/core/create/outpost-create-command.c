/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-create-command.h"

#include <string.h>

#define SECRET "<secret>"

/* Nothing in it has a meaning for a shell. */
static gboolean
is_plain (const char *word)
{
  if (*word == '\0')
    return FALSE;
  for (const char *c = word; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-_=./:@%+,", *c) == NULL)
      return FALSE;
  return TRUE;
}

static void
append (GString *line,
        const char *option,
        const char *word)
{
  g_autofree char *quoted = is_plain (word) ? g_strdup (word) : g_shell_quote (word);

  g_string_append_printf (line, " %s %s", option, quoted);
}

/* Coder's command line reads each answer as a line of CSV. */
static char *
dup_csv_field (const char *text)
{
  GString *field;

  if (strpbrk (text, ",\"\r\n") == NULL)
    return g_strdup (text);
  field = g_string_new (text);
  g_string_replace (field, "\"", "\"\"", 0);
  g_string_prepend_c (field, '"');
  g_string_append_c (field, '"');
  return g_string_free (field, FALSE);
}

char *
outpost_create_command_read_answer (const char *word)
{
  gsize length = strlen (word);
  GString *answer;

  if (length < 2 || word[0] != '"' || word[length - 1] != '"')
    return g_strdup (word);
  answer = g_string_new (NULL);
  for (gsize i = 1; i + 1 < length; i++)
    {
      /* A quote within stands for itself when there are two, none of which is the last. */
      if (word[i] == '"' && (word[++i] != '"' || i + 1 == length))
        {
          g_string_free (answer, TRUE);
          return g_strdup (word);
        }
      g_string_append_c (answer, word[i]);
    }
  return g_string_free (answer, FALSE);
}

static void
append_answers (GString *line,
                OutpostCreation *creation)
{
  OutpostQuestionList *questions = outpost_creation_get_questions (creation);
  g_autoptr(GPtrArray) values = outpost_question_list_dup_values (questions);

  for (guint i = 0; i < values->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (values, i);
      const OutpostParameter *parameter
          = outpost_question_get_parameter (outpost_question_list_find (questions, value->name));
      g_autofree char *answer = g_strconcat (value->name, "=", parameter->masked ? SECRET : value->value, NULL);
      g_autofree char *word = dup_csv_field (answer);

      append (line, parameter->ephemeral ? "--ephemeral-parameter" : "--parameter", word);
    }
}

char *
outpost_create_command_dup (OutpostCreation *creation,
                            const char *name,
                            gboolean with_organization)
{
  const OutpostTemplate *template = outpost_creation_get_template (creation);
  OutpostPreset *preset = outpost_creation_get_preset (creation);
  GString *line = g_string_new ("coder external-workspaces create");

  g_string_append_printf (line, " %s", name);
  append (line, "--template", template->name);
  if (with_organization)
    append (line, "--org", template->organization_name);
  if (outpost_creation_is_pinned (creation))
    append (line, "--template-version", outpost_creation_get_version (creation)->name);
  /* Without the word its default one would be taken. */
  if (outpost_creation_get_presets (creation)->len > 0)
    append (line, "--preset", preset != NULL ? preset->name : "none");
  append_answers (line, creation);
  if (g_list_model_get_n_items (G_LIST_MODEL (outpost_creation_get_questions (creation))) > 0)
    g_string_append (line, " --use-parameter-defaults");
  return g_string_free (line, FALSE);
}

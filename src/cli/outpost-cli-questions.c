/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-questions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-cli-prompt.h"
#include "outpost-create-command.h"
#include "outpost-create-words.h"
#include "outpost-error.h"
#include "outpost-parameter-file.h"
#include "outpost-text.h"

#define PATIENCE_S 60

/* ---- Answers that came with the call ----------------------------------------------------------------------------- */

static GPtrArray *
read_file (const char *file,
           GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) mistake = NULL;
  GPtrArray *values = NULL;
  gsize length = 0;

  if (g_file_get_contents (file, &text, &length, &mistake))
    values = outpost_parameter_file_parse (text, length, &mistake);
  if (text != NULL)
    explicit_bzero (text, length);
  if (values == NULL)
    outpost_cli_fail (error, NULL, _("the answers in “%s” cannot be read: %s"), file, mistake->message);
  return values;
}

static void
set_value (GPtrArray *values,
           const char *name,
           const char *value)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (((OutpostParameterValue *) g_ptr_array_index (values, i))->name, name))
      {
        g_ptr_array_remove_index (values, i);
        break;
      }
  outpost_parameter_values_add (values, name, value);
}

GPtrArray *
outpost_cli_questions_read (char **parameters,
                            const char *file,
                            GError **error)
{
  g_autoptr(GPtrArray) values = file != NULL ? read_file (file, error) : outpost_parameter_values_new ();

  if (values == NULL)
    return NULL;
  for (guint i = 0; parameters != NULL && parameters[i] != NULL; i++)
    {
      g_autofree char *answer = outpost_create_command_read_answer (parameters[i]);
      const char *equals = strchr (answer, '=');
      g_autofree char *name = equals != NULL ? g_strndup (answer, equals - answer) : NULL;

      if (name == NULL || *name == '\0')
        {
          outpost_cli_fail (error, _("It is --parameter NAME=VALUE."), _("“%s” is not an answer"), parameters[i]);
          return NULL;
        }
      set_value (values, name, equals + 1);
    }
  return g_steal_pointer (&values);
}

/* ---- Waiting ----------------------------------------------------------------------------------------------------- */

static gboolean
over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Until the deployment has said all that it has to say. */
static gboolean
settle (OutpostCreation *creation,
        GError **error)
{
  gboolean over = FALSE;
  guint bound = g_timeout_add_seconds (PATIENCE_S, over_cb, &over);

  while (!over && !outpost_creation_is_settled (creation))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (bound);
  if (outpost_creation_get_error (creation) != NULL)
    {
      g_propagate_error (error, g_error_copy (outpost_creation_get_error (creation)));
      return FALSE;
    }
  if (over)
    g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_TIMED_OUT, "No answer about the parameters");
  return !over;
}

/* ---- Giving ------------------------------------------------------------------------------------------------------ */

static gboolean
fail_preset (OutpostCreation *creation,
             OutpostQuestion *question,
             GError **error)
{
  return outpost_cli_fail (error, _("Leave that answer out, or say --preset none."),
                           _("the preset “%s” answers “%s” already, differently"), outpost_creation_get_preset (creation)->name,
                           outpost_question_get_parameter (question)->name);
}

/* One answer can make the next question appear: so on until no more can be given. */
static gboolean
give (OutpostCreation *creation,
      GPtrArray *given,
      GHashTable *done,
      GError **error)
{
  OutpostQuestionList *questions = outpost_creation_get_questions (creation);
  gboolean more = TRUE;

  while (more)
    {
      if (!settle (creation, error))
        return FALSE;
      more = FALSE;
      for (guint i = 0; i < given->len; i++)
        {
          const OutpostParameterValue *value = g_ptr_array_index (given, i);
          OutpostQuestion *question = outpost_question_list_find (questions, value->name);

          if (question == NULL || !g_hash_table_add (done, g_strdup (value->name)))
            continue;
          if (outpost_question_is_preset (question) && !g_str_equal (outpost_question_get_value (question), value->value))
            return fail_preset (creation, question, error);
          outpost_question_answer (question, value->value);
          more = TRUE;
        }
    }
  return TRUE;
}

static gboolean
check_all_given (OutpostCreation *creation,
                 GPtrArray *given,
                 GHashTable *done,
                 GError **error)
{
  GListModel *questions = G_LIST_MODEL (outpost_creation_get_questions (creation));
  g_autoptr(GString) names = g_string_new (NULL);
  const OutpostParameterValue *lost = NULL;

  for (guint i = 0; lost == NULL && i < given->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (given, i);

      if (!g_hash_table_contains (done, value->name))
        lost = value;
    }
  if (lost == NULL)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (questions); i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (questions, i);

      g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", outpost_question_get_parameter (question)->name);
    }
  if (names->len == 0)
    return outpost_cli_fail (error, NULL, _("the template does not ask for “%s”, nor for anything else"), lost->name);
  return outpost_cli_fail (error, NULL, _("the template does not ask for “%s”; it asks for: %s"), lost->name, names->str);
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

/* Words of one's own, or several of the options: not where each option is a whole list. */
static gboolean
takes_words (const OutpostParameter *parameter)
{
  return outpost_parameter_takes_several (parameter)
         || (parameter->kind == OUTPOST_PARAMETER_LIST && parameter->options->len == 0);
}

static void
print_question (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  g_autofree char *title = outpost_text_dup_visible (outpost_parameter_get_title (parameter));
  g_autofree char *description = outpost_text_dup_visible (parameter->description);

  outpost_cli_notice ("\n%s", title);
  if (*description != '\0')
    outpost_cli_notice ("  %s", description);
  for (guint i = 0; i < parameter->options->len; i++)
    {
      const OutpostParameterOption *option = g_ptr_array_index (parameter->options, i);
      g_autofree char *name = outpost_text_dup_visible (option->name);
      g_autofree char *value = outpost_text_dup_visible (option->value);

      outpost_cli_notice ("  %s  (%s)", value, name);
    }
  if (takes_words (parameter))
    outpost_cli_notice ("  %s", _("Several, with commas between them"));
}

/* As it would be typed: lists with commas. */
static char *
dup_offered (OutpostQuestion *question)
{
  const char *value = outpost_question_get_value (question);
  g_auto(GStrv) words
      = takes_words (outpost_question_get_parameter (question)) ? outpost_parameter_list_parse (value) : NULL;
  g_autofree char *joined = words != NULL ? g_strjoinv (", ", words) : NULL;

  return outpost_text_dup_visible (joined != NULL ? joined : value);
}

static char *
ask (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  g_autofree char *value = dup_offered (question);
  g_autofree char *prompt = NULL;

  if (parameter->masked && outpost_cli_prompt_is_possible ())
    {
      char *secret = outpost_cli_prompt_secret (">");

      return secret != NULL ? secret : g_strdup ("");
    }
  prompt = parameter->required && *value == '\0' ? g_strdup (">")
                                                 : g_strdup_printf ("> [%s]", parameter->masked ? "" : value);
  return outpost_cli_prompt_line (prompt);
}

/* Lists are typed with commas, or as JSON. */
static char *
dup_answer (const OutpostParameter *parameter,
            const char *typed)
{
  g_auto(GStrv) words = NULL;

  if (!takes_words (parameter) || *typed == '[')
    return g_strdup (typed);
  words = g_strsplit (typed, ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    g_strstrip (words[i]);
  return outpost_parameter_list_format ((const char *const *) words);
}

/* Asks until the answer is good. */
static gboolean
ask_one (OutpostCreation *creation,
         OutpostQuestion *question,
         GError **error)
{
  g_autofree char *offered = g_strdup (outpost_question_get_value (question));

  print_question (question);
  for (;;)
    {
      char *typed = ask (question);
      g_autofree char *complaint = NULL;
      gboolean is_error;

      if (typed == NULL)
        return outpost_cli_fail (error, _("Answer with --parameter NAME=VALUE, or take the defaults with --yes."),
                                 _("nothing was created: “%s” was not answered"),
                                 outpost_question_get_parameter (question)->name);
      if (*typed != '\0')
        {
          g_autofree char *answer = dup_answer (outpost_question_get_parameter (question), typed);

          outpost_question_answer (question, answer);
        }
      outpost_cli_prompt_wipe (typed);
      outpost_question_reveal (question);
      if (!settle (creation, error))
        return FALSE;
      complaint = outpost_create_words_dup_complaint (question, &is_error);
      if (complaint != NULL)
        outpost_cli_notice ("  %s", complaint);
      if (outpost_question_is_good (question))
        return TRUE;
      /* An empty line takes what was offered, not what was refused. */
      outpost_question_answer (question, offered);
    }
}

/* The first that was neither given nor asked; answers can bring new ones, and take others away. What is for one build only is
 * asked when somebody says so. */
static OutpostQuestion *
find_open (OutpostCreation *creation,
           OutpostCliAsking asking,
           GHashTable *done)
{
  GListModel *questions = G_LIST_MODEL (outpost_creation_get_questions (creation));

  for (guint i = 0; i < g_list_model_get_n_items (questions); i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (questions, i);

      const OutpostParameter *parameter = outpost_question_get_parameter (question);
      OutpostCliAsking wanted = parameter->ephemeral ? OUTPOST_CLI_ASK_EPHEMERAL : OUTPOST_CLI_ASK;

      if ((asking & wanted) && !outpost_question_is_fixed (question) && !g_hash_table_contains (done, parameter->name))
        return g_steal_pointer (&question);
    }
  return NULL;
}

static gboolean
ask_open (OutpostCreation *creation,
          OutpostCliAsking asking,
          GHashTable *done,
          GError **error)
{
  for (;;)
    {
      g_autoptr(OutpostQuestion) question = find_open (creation, asking, done);

      if (question == NULL)
        return TRUE;
      if (!ask_one (creation, question, error))
        return FALSE;
      g_hash_table_add (done, g_strdup (outpost_question_get_parameter (question)->name));
    }
}

/* ---- Judging ----------------------------------------------------------------------------------------------------- */

static void
append_complaint (GString *lines,
                  OutpostQuestion *question)
{
  g_autofree char *name = outpost_text_dup_visible (outpost_question_get_parameter (question)->name);
  gboolean is_error;
  g_autofree char *complaint = outpost_create_words_dup_complaint (question, &is_error);

  if (complaint != NULL && is_error)
    g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n  " : "  ", name, complaint);
}

static gboolean
judge (OutpostCreation *creation,
       GError **error)
{
  OutpostQuestionList *questions = outpost_creation_get_questions (creation);
  const OutpostDiagnostic *complaint = outpost_question_list_get_complaint (questions);
  g_autoptr(GString) lines = g_string_new (NULL);

  if (complaint != NULL && !complaint->is_error)
    {
      g_autofree char *words = outpost_create_words_dup_diagnostic (complaint);

      outpost_cli_notice ("%s", words);
    }
  if (outpost_creation_is_ready (creation))
    return TRUE;
  outpost_question_list_reveal (questions);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (questions)); i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (G_LIST_MODEL (questions), i);

      append_complaint (lines, question);
    }
  if (lines->len == 0 && complaint != NULL && complaint->is_error)
    {
      g_autofree char *words = outpost_create_words_dup_diagnostic (complaint);

      g_string_append (lines, words);
    }
  return outpost_cli_fail (error, lines->str, _("nothing was created: the answers are incomplete or not valid"));
}

gboolean
outpost_cli_questions_refuse (OutpostCreation *creation,
                              GError *refusal,
                              GError **error)
{
  g_autoptr(GError) taken = refusal;

  if (outpost_question_list_refuse (outpost_creation_get_questions (creation), taken) > 0)
    return judge (creation, error);
  g_propagate_error (error, g_steal_pointer (&taken));
  return FALSE;
}

gboolean
outpost_cli_questions_answer (OutpostCreation *creation,
                              GPtrArray *given,
                              OutpostCliAsking asking,
                              GError **error)
{
  g_autoptr(GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return give (creation, given, done, error) && ask_open (creation, asking, done, error)
         && give (creation, given, done, error) && check_all_given (creation, given, done, error) && judge (creation, error);
}

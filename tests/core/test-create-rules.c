/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-error.h"
#include "outpost-parameter-check.h"
#include "outpost-parameter-file.h"
#include "outpost-question-list.h"
#include "outpost-starter-template.h"
#include "outpost-template-check.h"
#include "outpost-workspace-name.h"

/* What decides without asking the deployment: names, templates, answers, files of answers. */

/* ---- Names ----------------------------------------------------------------------------------------------------------- */

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    OutpostNameProblem problem;
    const char *suggestion; /* NULL: none */
  } rows[] = {
    { "a", OUTPOST_NAME_OK, "a" },
    { "gpu-01", OUTPOST_NAME_OK, "gpu-01" },
    { "GPU-01", OUTPOST_NAME_OK, "GPU-01" },
    { "12345678901234567890123456789012", OUTPOST_NAME_OK, "12345678901234567890123456789012" },
    { "123456789012345678901234567890123", OUTPOST_NAME_TOO_LONG, "12345678901234567890123456789012" },
    { "", OUTPOST_NAME_EMPTY, NULL },
    { "bad_name", OUTPOST_NAME_BAD_CHARACTER, "bad-name" },
    { "two words", OUTPOST_NAME_BAD_CHARACTER, "two-words" },
    { "a.b", OUTPOST_NAME_BAD_CHARACTER, "a-b" },
    { "-a", OUTPOST_NAME_HYPHENS, "a" },
    { "a-", OUTPOST_NAME_HYPHENS, "a" },
    { "a--b", OUTPOST_NAME_HYPHENS, "a-b" },
    { "new", OUTPOST_NAME_RESERVED, NULL },
    { "create", OUTPOST_NAME_RESERVED, NULL },
    { "New", OUTPOST_NAME_OK, "New" },
    { "ä", OUTPOST_NAME_BAD_CHARACTER, NULL },
    { "___", OUTPOST_NAME_BAD_CHARACTER, NULL },
    { "a\nb", OUTPOST_NAME_BAD_CHARACTER, "a-b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *suggestion = outpost_workspace_name_suggest (rows[i].name);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (outpost_workspace_name_check (rows[i].name), ==, rows[i].problem);
      if (rows[i].suggestion != NULL)
        g_assert_cmpstr (suggestion, ==, rows[i].suggestion);
      /* Whatever is suggested can be used. */
      if (suggestion != NULL)
        g_assert_cmpint (outpost_workspace_name_check (suggestion), ==, OUTPOST_NAME_OK);
    }
}

static void
test_next_name (void)
{
  static const char *const rows[][2] = {
    { "gpu", "gpu-2" },
    { "gpu-02", "gpu-03" },
    { "gpu-9", "gpu-10" },
    { "gpu-99", "gpu-100" },
    { "a1", NULL },
    { "12345678901234567890123456789012", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *next = outpost_workspace_name_next (rows[i][0]);

      if (rows[i][1] != NULL)
        g_assert_cmpstr (next, ==, rows[i][1]);
      g_assert_cmpint (outpost_workspace_name_check (next), ==, OUTPOST_NAME_OK);
      g_assert_cmpstr (next, !=, rows[i][0]);
    }
}

/* ---- Templates ------------------------------------------------------------------------------------------------------- */

static void
test_templates (void)
{
  static const struct
  {
    const char *version;
    int code; /* -1: nothing speaks against it */
  } rows[] = {
    { "\"job\":{\"status\":\"succeeded\"},\"has_external_agent\":true", -1 },
    { "\"job\":{\"status\":\"succeeded\"},\"has_external_agent\":false", OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT },
    { "\"job\":{\"status\":\"succeeded\"}", OUTPOST_TEMPLATE_ERROR_UNKNOWN },
    { "\"job\":{\"status\":\"pending\"},\"has_external_agent\":true", OUTPOST_TEMPLATE_ERROR_IMPORTING },
    { "\"job\":{\"status\":\"running\"}", OUTPOST_TEMPLATE_ERROR_IMPORTING },
    { "\"job\":{\"status\":\"a new word\"}", OUTPOST_TEMPLATE_ERROR_IMPORTING },
    { "\"job\":{\"status\":\"failed\",\"error\":\"no plan\"}", OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED },
    { "\"job\":{\"status\":\"canceled\"}", OUTPOST_TEMPLATE_ERROR_IMPORT_CANCELED },
    { "\"job\":{\"status\":\"succeeded\"},\"archived\":true,\"has_external_agent\":true", OUTPOST_TEMPLATE_ERROR_ARCHIVED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\":\"v\",\"name\":\"v1\",\"created_at\":\"2026-01-01T00:00:00Z\",\"created_by\":{\"username\":\"ada\"},%s}",
          rows[i].version);
      g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
      g_autoptr(GError) error = NULL;
      g_autoptr(OutpostTemplateVersion) version = outpost_template_version_new_from_json (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpint (outpost_template_check (NULL, version, &error), ==, rows[i].code == -1);
      if (rows[i].code != -1)
        g_assert_error (error, OUTPOST_TEMPLATE_ERROR, rows[i].code);
      if (rows[i].code == OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED)
        g_assert_cmpstr (error->message, ==, "no plan");
    }
}

/* Braces, brackets and quotes close what they open; every name that is used is there. */
static void
test_starter_template (void)
{
  const char *text = outpost_starter_template_get_text ();
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  int braces = 0, brackets = 0, parentheses = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean quoted = FALSE;

      for (const char *c = lines[i]; *c != '\0'; c++)
        {
          quoted ^= *c == '"';
          braces += quoted ? 0 : (*c == '{') - (*c == '}');
          brackets += quoted ? 0 : (*c == '[') - (*c == ']');
          parentheses += quoted ? 0 : (*c == '(') - (*c == ')');
          g_assert_true (braces >= 0 && brackets >= 0 && parentheses >= 0);
        }
      g_assert_false (quoted);
    }
  g_assert_cmpint (braces, ==, 0);
  g_assert_cmpint (brackets, ==, 0);
  g_assert_cmpint (parentheses, ==, 0);
  g_assert_nonnull (strstr (text, "resource \"coder_external_agent\" \"main\""));
  g_assert_nonnull (strstr (text, "agent_id = coder_agent.main.id"));
  g_assert_nonnull (strstr (text, "resource \"coder_agent\" \"main\""));
  g_assert_nonnull (strstr (text, "data \"coder_parameter\" \"platform\""));
  g_assert_nonnull (strstr (text, "data.coder_parameter.platform.value"));
}

/* ---- Answers --------------------------------------------------------------------------------------------------------- */

#define NUMBER "\"type\":\"number\",\"validations\":[{\"validation_min\":1,\"validation_max\":9"
#define OPTION(name, value) "{\"name\":\"" name "\",\"value\":{\"value\":\"" value "\",\"valid\":true}}"
#define OPTIONS "\"options\":[" OPTION ("A", "a") "," OPTION ("B", "b") "]"
#define SEVERAL "\"type\":\"list(string)\",\"form_type\":\"multi-select\","
#define WHOLE_LISTS                                                          \
  "\"type\":\"list(string)\",\"form_type\":\"radio\",\"options\":[" OPTION ( \
      "A, B", "[\\\"a\\\",\\\"b\\\"]") "," OPTION ("B", "[\\\"b\\\"]") "]"
#define PATTERN                                                              \
  "\"type\":\"string\",\"validations\":[{\"validation_regex\":\"^[a-z]+$\"," \
  "\"validation_error\":\"{value} is not small\"}]"

static OutpostParameterAnswer *
parse (const char *parameters)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":0,\"diagnostics\":[],\"parameters\":[%s]}", parameters);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  OutpostParameterAnswer *answer = outpost_parameter_answer_new_from_json (bytes, &error);

  g_assert_no_error (error);
  return answer;
}

static void
test_answers (void)
{
  static const struct
  {
    const char *parameter;
    const char *value;    /* NULL: none */
    const char *previous; /* NULL: a new workspace */
    OutpostParameterProblem problem;
  } rows[] = {
    { "\"type\":\"string\",\"required\":true", NULL, NULL, OUTPOST_PARAMETER_MISSING },
    { "\"type\":\"string\",\"required\":true", NULL, "x", OUTPOST_PARAMETER_OK },
    { "\"type\":\"string\"", NULL, NULL, OUTPOST_PARAMETER_OK },
    { "\"type\":\"string\"", "", NULL, OUTPOST_PARAMETER_OK },
    { PATTERN, "abc", NULL, OUTPOST_PARAMETER_OK },
    { PATTERN, "Abc", NULL, OUTPOST_PARAMETER_NO_MATCH },
    { NUMBER "}]", "1", NULL, OUTPOST_PARAMETER_OK },
    { NUMBER "}]", "9", NULL, OUTPOST_PARAMETER_OK },
    { NUMBER "}]", "8.5", NULL, OUTPOST_PARAMETER_OK },
    { NUMBER "}]", "8,5", NULL, OUTPOST_PARAMETER_NOT_A_NUMBER },
    { NUMBER "}]", "0", NULL, OUTPOST_PARAMETER_TOO_SMALL },
    { NUMBER "}]", "10", NULL, OUTPOST_PARAMETER_TOO_LARGE },
    { NUMBER "}]", "five", NULL, OUTPOST_PARAMETER_NOT_A_NUMBER },
    { NUMBER "}]", "5 ", NULL, OUTPOST_PARAMETER_NOT_A_NUMBER },
    { NUMBER "}]", "inf", NULL, OUTPOST_PARAMETER_NOT_A_NUMBER },
    { NUMBER ",\"validation_monotonic\":\"increasing\"}],\"mutable\":true", "4", "5", OUTPOST_PARAMETER_DECREASED },
    { NUMBER ",\"validation_monotonic\":\"increasing\"}],\"mutable\":true", "5", "5", OUTPOST_PARAMETER_OK },
    { NUMBER ",\"validation_monotonic\":\"decreasing\"}],\"mutable\":true", "6", "5", OUTPOST_PARAMETER_INCREASED },
    { "\"type\":\"bool\"", "true", NULL, OUTPOST_PARAMETER_OK },
    { "\"type\":\"bool\"", "maybe", NULL, OUTPOST_PARAMETER_NOT_A_BOOL },
    { "\"type\":\"list(string)\"", "[\"a\",\"b\"]", NULL, OUTPOST_PARAMETER_OK },
    { "\"type\":\"list(string)\"", "[]", NULL, OUTPOST_PARAMETER_OK },
    { "\"type\":\"list(string)\"", "a, b", NULL, OUTPOST_PARAMETER_NOT_A_LIST },
    { "\"type\":\"list(string)\"", "[1]", NULL, OUTPOST_PARAMETER_NOT_A_LIST },
    { SEVERAL OPTIONS, "[\"a\"]", NULL, OUTPOST_PARAMETER_OK },
    { SEVERAL OPTIONS, "[]", NULL, OUTPOST_PARAMETER_OK },
    { SEVERAL OPTIONS, "[\"a\",\"c\"]", NULL, OUTPOST_PARAMETER_NOT_AN_OPTION },
    /* Each option is a whole list. */
    { WHOLE_LISTS, "[\"a\",\"b\"]", NULL, OUTPOST_PARAMETER_OK },
    { WHOLE_LISTS, "[\"b\"]", NULL, OUTPOST_PARAMETER_OK },
    { WHOLE_LISTS, "[\"a\"]", NULL, OUTPOST_PARAMETER_NOT_AN_OPTION },
    { WHOLE_LISTS, "[]", NULL, OUTPOST_PARAMETER_NOT_AN_OPTION },
    { WHOLE_LISTS, "a", NULL, OUTPOST_PARAMETER_NOT_A_LIST },
    { "\"type\":\"string\"," OPTIONS, "b", NULL, OUTPOST_PARAMETER_OK },
    { "\"type\":\"string\"," OPTIONS, "c", NULL, OUTPOST_PARAMETER_NOT_AN_OPTION },
    { "\"type\":\"string\",\"mutable\":false", "x", "y", OUTPOST_PARAMETER_CHANGED },
    { "\"type\":\"string\",\"mutable\":false", "y", "y", OUTPOST_PARAMETER_OK },
    { "\"type\":\"string\",\"mutable\":true", "x", "y", OUTPOST_PARAMETER_OK },
    /* An expression that only the deployment's dialect knows is left to it. */
    { "\"type\":\"string\",\"validations\":[{\"validation_regex\":\"^(?X:a)(\"}]", "x", NULL, OUTPOST_PARAMETER_OK },
    /* One that would take for ever is given up. */
    { "\"type\":\"string\",\"validations\":[{\"validation_regex\":\"^(a+)+$\"}]", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
      NULL, OUTPOST_PARAMETER_OK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"n\",%s}", rows[i].parameter);
      g_autoptr(OutpostParameterAnswer) answer = parse (json);
      const OutpostParameter *parameter = g_ptr_array_index (answer->parameters, 0);

      g_test_message ("%s: %s", rows[i].parameter, rows[i].value);
      g_assert_cmpint (outpost_parameter_check (parameter, rows[i].value, rows[i].previous), ==, rows[i].problem);
    }
}

static void
test_own_words (void)
{
  g_autoptr(OutpostParameterAnswer) answer = parse ("{\"name\":\"n\"," PATTERN "}");
  g_autofree char *words = outpost_parameter_dup_own_words (g_ptr_array_index (answer->parameters, 0), "A{min}");

  g_assert_cmpstr (words, ==, "A{min} is not small");
}

/* ---- Questions ------------------------------------------------------------------------------------------------------- */

static void
count_cb (guint *n)
{
  ++*n;
}

/* A question that vanishes, because of another answer, comes back as the same object with what was typed. */
static void
test_questions (void)
{
  g_autoptr(OutpostParameterAnswer) both
      = parse ("{\"name\":\"gpu\",\"type\":\"bool\",\"mutable\":true},{\"name\":\"model\",\"type\":\"string\",\"mutable\":true}");
  g_autoptr(OutpostParameterAnswer) one = parse ("{\"name\":\"gpu\",\"type\":\"bool\",\"mutable\":true}");
  g_autoptr(OutpostQuestionList) list = outpost_question_list_new ();
  g_autoptr(GPtrArray) values = NULL;
  g_autoptr(GPtrArray) inputs = NULL;
  OutpostQuestion *model;
  guint n_changed = 0, n_answered = 0;

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (list, "answered", G_CALLBACK (count_cb), &n_answered);
  outpost_question_list_apply (list, both, TRUE);
  outpost_question_list_apply (list, both, TRUE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_answered, ==, 0);
  model = outpost_question_list_find (list, "model");
  outpost_question_answer (model, "h200");
  outpost_question_answer (model, "h200");
  g_assert_cmpuint (n_answered, ==, 1);

  outpost_question_list_apply (list, one, TRUE);
  g_assert_null (outpost_question_list_find (list, "model"));
  g_assert_cmpuint (n_changed, ==, 2);
  values = outpost_question_list_dup_values (list);
  inputs = outpost_question_list_dup_inputs (list);
  g_assert_cmpuint (values->len, ==, 0);
  g_assert_cmpstr (outpost_parameter_values_find (inputs, "model"), ==, "h200");

  outpost_question_list_apply (list, both, TRUE);
  g_assert_true (outpost_question_list_find (list, "model") == model);
  g_assert_cmpstr (outpost_question_get_value (model), ==, "h200");
}

/* Who takes an answer away sees it gone: neither the deployment's echo of it nor the build before puts it back. */
static void
test_emptied (void)
{
  g_autoptr(OutpostParameterAnswer) echo
      = parse ("{\"name\":\"host\",\"type\":\"string\",\"mutable\":true,\"required\":true,"
               "\"value\":{\"value\":\"old\",\"valid\":true}}");
  g_autoptr(OutpostQuestionList) list = outpost_question_list_new ();
  OutpostQuestion *host;

  outpost_question_list_apply (list, echo, TRUE);
  host = outpost_question_list_find (list, "host");
  g_assert_cmpstr (outpost_question_get_value (host), ==, "old");
  outpost_question_answer (host, "new");
  outpost_question_answer (host, "");
  g_assert_cmpstr (outpost_question_get_value (host), ==, "");
  g_assert_null (outpost_question_get_sent (host));
  g_assert_cmpint (outpost_question_get_problem (host), ==, OUTPOST_PARAMETER_MISSING);
  outpost_question_list_apply (list, echo, TRUE);
  g_assert_cmpstr (outpost_question_get_value (host), ==, "");
  g_assert_false (outpost_question_is_good (host));
  outpost_question_answer (host, "newer");
  g_assert_cmpstr (outpost_question_get_value (host), ==, "newer");
  g_assert_true (outpost_question_list_is_good (list));
}

/* A preset's values count while it is chosen; what was typed comes back without it. What a prebuilt workspace alone needs is
 * no answer. */
static void
test_preset (void)
{
  static const char json[] = "[{\"ID\":\"p\",\"Name\":\"Small\",\"Parameters\":[{\"Name\":\"size\",\"Value\":\"1\"},"
                             "{\"Name\":\"unknown\",\"Value\":\"x\"}],\"DesiredPrebuildInstances\":3}]";
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(GPtrArray) presets = outpost_presets_new_from_json (bytes, NULL);
  g_autoptr(OutpostParameterAnswer) answer = parse ("{\"name\":\"size\",\"type\":\"number\",\"mutable\":true}");
  g_autoptr(OutpostQuestionList) list = outpost_question_list_new ();
  g_autoptr(GPtrArray) values = NULL;
  OutpostQuestion *size;

  outpost_question_list_apply (list, answer, TRUE);
  size = outpost_question_list_find (list, "size");
  outpost_question_answer (size, "5");
  outpost_question_list_set_preset (list, g_ptr_array_index (presets, 0));
  g_assert_true (outpost_question_is_preset (size));
  g_assert_true (outpost_question_is_fixed (size));
  g_assert_cmpstr (outpost_question_get_value (size), ==, "1");
  values = outpost_question_list_dup_values (list);
  g_assert_cmpuint (values->len, ==, 0);
  outpost_question_list_set_preset (list, NULL);
  g_assert_false (outpost_question_is_fixed (size));
  g_assert_cmpstr (outpost_question_get_value (size), ==, "5");
}

/* The deployment's word wins over the local check, and is about the value that it was asked about. */
static void
test_judgement (void)
{
  g_autoptr(OutpostParameterAnswer) good = parse ("{\"name\":\"n\"," PATTERN ",\"mutable\":true}");
  g_autoptr(OutpostParameterAnswer) bad
      = parse ("{\"name\":\"n\"," PATTERN ",\"mutable\":true,"
               "\"diagnostics\":[{\"severity\":\"error\",\"summary\":\"s\",\"detail\":\"too plain\"}]}");
  g_autoptr(OutpostQuestionList) list = outpost_question_list_new ();
  OutpostQuestion *question;

  outpost_question_list_apply (list, good, TRUE);
  question = outpost_question_list_find (list, "n");
  outpost_question_answer (question, "ABC");
  g_assert_cmpint (outpost_question_get_problem (question), ==, OUTPOST_PARAMETER_NO_MATCH);
  g_assert_false (outpost_question_list_is_good (list));
  outpost_question_list_apply (list, good, TRUE);
  g_assert_true (outpost_question_list_is_good (list));
  outpost_question_list_apply (list, bad, TRUE);
  g_assert_false (outpost_question_list_is_good (list));
  g_assert_cmpstr (outpost_question_get_complaint (question)->detail, ==, "too plain");
}

static void
refuse (OutpostQuestionList *list,
        const char *field)
{
  g_autofree char *json
      = g_strdup_printf ("{\"message\":\"No.\",\"validations\":[{\"field\":\"%s\",\"detail\":\"Taken.\"}]}", field);
  g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = outpost_error_new_for_answer (400, "application/json", TRUE, NULL, NULL, 0, body);

  g_assert_cmpuint (outpost_question_list_refuse (list, error), ==, 1);
}

/* What a request was refused for is said until that answer changes, or another version asks. What else changes may have mended
 * it: then it keeps nobody from trying again. */
static void
test_refusal (void)
{
  g_autoptr(OutpostParameterAnswer) answer = parse ("{\"name\":\"a\",\"mutable\":true},{\"name\":\"b\",\"mutable\":true}");
  g_autoptr(OutpostQuestionList) list = outpost_question_list_new ();
  OutpostQuestion *a, *b;

  outpost_question_list_apply (list, answer, TRUE);
  a = outpost_question_list_find (list, "a");
  b = outpost_question_list_find (list, "b");
  outpost_question_answer (a, "1");
  refuse (list, "a");
  g_assert_true (outpost_question_list_find_bad (list) == a);
  outpost_question_list_apply (list, answer, TRUE);
  g_assert_false (outpost_question_list_is_good (list));

  outpost_question_answer (b, "2");
  g_assert_cmpstr (outpost_question_get_refusal (a), ==, "Taken.");
  g_assert_true (outpost_question_list_is_good (list));
  refuse (list, "b");
  g_assert_null (outpost_question_get_refusal (a));
  g_assert_true (outpost_question_list_find_bad (list) == b);
  outpost_question_answer (b, "3");
  g_assert_null (outpost_question_get_refusal (b));

  refuse (list, "a");
  outpost_question_list_clear (list);
  outpost_question_list_apply (list, answer, TRUE);
  g_assert_null (outpost_question_get_refusal (a));
  g_assert_true (outpost_question_list_is_good (list));
}

/* A warning about the whole form is told, and stops nobody; an error comes before it. */
static void
test_form_complaint (void)
{
#define DIAGNOSTIC(severity) "{\"severity\":\"" severity "\",\"summary\":\"s\",\"detail\":\"" severity "\"}"
  static const char *const rows[][2] = {
    { DIAGNOSTIC ("warning"), "warning" },
    { DIAGNOSTIC ("warning") "," DIAGNOSTIC ("error"), "error" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\":0,\"diagnostics\":[%s],\"parameters\":[]}", rows[i][0]);
      g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
      g_autoptr(OutpostParameterAnswer) answer = outpost_parameter_answer_new_from_json (bytes, NULL);
      g_autoptr(OutpostQuestionList) list = outpost_question_list_new ();

      outpost_question_list_apply (list, answer, TRUE);
      g_assert_cmpstr (outpost_question_list_get_complaint (list)->detail, ==, rows[i][1]);
      g_assert_cmpint (outpost_question_list_is_good (list), ==, g_str_equal (rows[i][1], "warning"));
    }
}

/* ---- Files ----------------------------------------------------------------------------------------------------------- */

static void
test_file (void)
{
  static const char text[] = "# a comment\n"
                             "plain: word\n"
                             "quoted: \"true\"\n"
                             "yes: True\n"
                             "no: FALSE\n"
                             "number: 7\n"
                             "list: [a, \"b c\", 3]\n"
                             "empty: \"\"\n"
                             "long: |\n  one\n  two\n";
  static const char *const wanted[][2] = {
    { "plain", "word" },
    { "quoted", "true" },
    { "yes", "true" },
    { "no", "false" },
    { "number", "7" },
    { "list", "[\"a\",\"b c\",\"3\"]" },
    { "empty", "" },
    { "long", "one\ntwo\n" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) values = outpost_parameter_file_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (values->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_assert_cmpstr (((OutpostParameterValue *) g_ptr_array_index (values, i))->name, ==, wanted[i][0]);
      g_assert_cmpstr (((OutpostParameterValue *) g_ptr_array_index (values, i))->value, ==, wanted[i][1]);
    }
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    const char *where;
  } rows[] = {
    { "- a\n- b\n", "line 1: " },
    { "a: 1\na: 2\n", "line 2: " },
    { "a: {b: c}\n", "line 1: " },
    { "a:\n", "line 1: " },
    { "a: [[b]]\n", "line 1: " },
    { "a: [b\n", "line " },
    { "a: 'b\n", "line " },
    { "just words\n", "line 1: " },
    { "\x01", "line 1: " },
    { "a: ~\n", "line 1: " },
    { "? [a]\n: b\n", "line 1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (outpost_parameter_file_parse (rows[i].text, strlen (rows[i].text), &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_INPUT);
      g_assert_true (g_str_has_prefix (error->message, rows[i].where));
    }
}

/* Nothing that can stand in a file brings the reader down. */
static void
test_random_files (void)
{
  static const char letters[] = "ab:-[]{}'\"\n\t #&*!|>%@,?~\xc3\xa4";

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GPtrArray) values = NULL;
      guint n = g_test_rand_int_range (0, 40);

      for (guint j = 0; j < n; j++)
        g_string_append_c (text, letters[g_test_rand_int_range (0, sizeof letters - 1)]);
      values = outpost_parameter_file_parse (text->str, text->len, NULL);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/create-rules/names", test_names);
  g_test_add_func ("/create-rules/next-name", test_next_name);
  g_test_add_func ("/create-rules/templates", test_templates);
  g_test_add_func ("/create-rules/starter-template", test_starter_template);
  g_test_add_func ("/create-rules/answers", test_answers);
  g_test_add_func ("/create-rules/own-words", test_own_words);
  g_test_add_func ("/create-rules/questions", test_questions);
  g_test_add_func ("/create-rules/emptied", test_emptied);
  g_test_add_func ("/create-rules/preset", test_preset);
  g_test_add_func ("/create-rules/judgement", test_judgement);
  g_test_add_func ("/create-rules/refusal", test_refusal);
  g_test_add_func ("/create-rules/form-complaint", test_form_complaint);
  g_test_add_func ("/create-rules/file", test_file);
  g_test_add_func ("/create-rules/bad-files", test_bad_files);
  g_test_add_func ("/create-rules/random-files", test_random_files);
  return g_test_run ();
}

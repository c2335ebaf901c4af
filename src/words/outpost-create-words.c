/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-create-words.h"

#include <glib/gi18n.h>

#include "outpost-text.h"

/* ---- Templates --------------------------------------------------------------------------------------------------- */

static char *
dup_with (const char *sentence,
          const char *detail)
{
  g_autofree char *visible = outpost_text_dup_visible (detail);

  /* Translators: a sentence, and what somebody else says of it */
  return *visible != '\0' ? g_strdup_printf (_("%s: %s"), sentence, visible) : g_strdup (sentence);
}

char *
outpost_create_words_dup_reason (const GError *error)
{
  switch ((OutpostTemplateError) error->code)
    {
    case OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT:
      return g_strdup (_("Has no external agent: Coder runs its machines itself"));
    case OUTPOST_TEMPLATE_ERROR_UNKNOWN:
      return g_strdup (_("The deployment does not say whether it has an external agent; that needs Coder 2.26 or newer"));
    case OUTPOST_TEMPLATE_ERROR_IMPORTING:
      return g_strdup (_("This version is still being imported; try again in a moment"));
    case OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED:
      return dup_with (_("This version could not be imported"), error->message);
    case OUTPOST_TEMPLATE_ERROR_IMPORT_CANCELED:
      return g_strdup (_("The import of this version was canceled"));
    case OUTPOST_TEMPLATE_ERROR_DEPRECATED:
      return dup_with (_("Deprecated"), error->message);
    case OUTPOST_TEMPLATE_ERROR_ARCHIVED:
      return g_strdup (_("This version is archived"));
    case OUTPOST_TEMPLATE_ERROR_NEW_VERSION:
      return g_strdup (_("Meanwhile the template got a new version. Your answers are kept; look through them once more."));
    case OUTPOST_TEMPLATE_ERROR_NONE:
    case OUTPOST_TEMPLATE_ERROR_SEVERAL:
    default:
      return outpost_text_dup_visible (error->message);
    }
}

const char *
outpost_create_words_get_refusal (const GError *error)
{
  return error->code == OUTPOST_TEMPLATE_ERROR_NEW_VERSION ? _("There Is a New Version") : _("This Template Cannot Be Used");
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

const char *
outpost_create_words_get_name_problem (OutpostNameProblem problem)
{
  switch (problem)
    {
    case OUTPOST_NAME_EMPTY:
      return _("The workspace needs a name");
    case OUTPOST_NAME_TOO_LONG:
      return _("At most 32 characters");
    case OUTPOST_NAME_BAD_CHARACTER:
      return _("Only letters from a to z, digits and hyphens");
    case OUTPOST_NAME_HYPHENS:
      return _("A hyphen stands between letters or digits, one at a time");
    case OUTPOST_NAME_RESERVED:
      return _("“new” and “create” are reserved for the deployment’s own pages");
    case OUTPOST_NAME_OK:
    default:
      return NULL;
    }
}

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

static char *
dup_bound (const char *format,
           double bound)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.10g", bound);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, number);
#pragma GCC diagnostic pop
}

static char *
dup_problem (OutpostQuestion *question,
             OutpostParameterProblem problem)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);

  switch (problem)
    {
    case OUTPOST_PARAMETER_MISSING:
      return g_strdup (_("This needs an answer"));
    case OUTPOST_PARAMETER_NOT_A_NUMBER:
      return g_strdup (_("This has to be a number"));
    case OUTPOST_PARAMETER_TOO_SMALL:
      /* Translators: %s is a number */
      return dup_bound (_("At least %s"), parameter->min);
    case OUTPOST_PARAMETER_TOO_LARGE:
      /* Translators: %s is a number */
      return dup_bound (_("At most %s"), parameter->max);
    case OUTPOST_PARAMETER_NOT_A_BOOL:
      return g_strdup (_("This has to be yes or no"));
    case OUTPOST_PARAMETER_NOT_A_LIST:
      return g_strdup (_("This has to be a list of words"));
    case OUTPOST_PARAMETER_NOT_AN_OPTION:
      return g_strdup (_("This is not one of the choices"));
    case OUTPOST_PARAMETER_NO_MATCH:
      /* Translators: %s is a regular expression */
      return g_strdup_printf (_("This has to match %s"), parameter->pattern);
    case OUTPOST_PARAMETER_DECREASED:
      /* Translators: %s is a number */
      return g_strdup_printf (_("This can only grow; it was %s"), outpost_question_get_previous (question));
    case OUTPOST_PARAMETER_INCREASED:
      /* Translators: %s is a number */
      return g_strdup_printf (_("This can only shrink; it was %s"), outpost_question_get_previous (question));
    case OUTPOST_PARAMETER_CHANGED:
      return g_strdup (_("This cannot be changed after the workspace was created"));
    case OUTPOST_PARAMETER_OK:
    default:
      return NULL;
    }
}

/* The template's own words come first, as somebody wrote them for this. */
static char *
dup_own_or_problem (OutpostQuestion *question,
                    OutpostParameterProblem problem)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  g_autofree char *own = NULL;

  if (problem == OUTPOST_PARAMETER_NO_MATCH || problem == OUTPOST_PARAMETER_TOO_SMALL || problem == OUTPOST_PARAMETER_TOO_LARGE)
    own = outpost_parameter_dup_own_words (parameter, outpost_question_get_value (question));
  return own != NULL ? outpost_text_dup_visible (own) : dup_problem (question, problem);
}

char *
outpost_create_words_dup_diagnostic (const OutpostDiagnostic *diagnostic)
{
  const char *text = *diagnostic->detail != '\0' ? diagnostic->detail : diagnostic->summary;

  if (g_str_equal (diagnostic->code, "required"))
    return g_strdup (_("This needs an answer"));
  return outpost_text_dup_visible (text);
}

/* The deployment wraps the template's own words into technical ones: where it does, they are told alone. */
static char *
dup_judgement (OutpostQuestion *question,
               const OutpostDiagnostic *complaint)
{
  g_autofree char *own
      = outpost_parameter_dup_own_words (outpost_question_get_parameter (question), outpost_question_get_value (question));

  if (own != NULL && g_str_has_prefix (complaint->detail, own))
    return outpost_text_dup_visible (own);
  return outpost_create_words_dup_diagnostic (complaint);
}

char *
outpost_create_words_dup_complaint (OutpostQuestion *question,
                                    gboolean *is_error)
{
  const OutpostDiagnostic *complaint = outpost_question_get_complaint (question);
  OutpostParameterProblem problem = outpost_question_get_problem (question);

  *is_error = TRUE;
  if (outpost_question_get_refusal (question) != NULL)
    return outpost_text_dup_visible (outpost_question_get_refusal (question));
  if (!outpost_question_is_revealed (question))
    return NULL;
  if (problem != OUTPOST_PARAMETER_OK)
    return dup_own_or_problem (question, problem);
  if (complaint == NULL)
    return NULL;
  *is_error = complaint->is_error;
  return dup_judgement (question, complaint);
}

static const char *
get_option_name (const OutpostParameter *parameter,
                 const char *value)
{
  const OutpostParameterOption *option = outpost_parameter_find_option (parameter, value);

  return option != NULL && *option->name != '\0' ? option->name : value;
}

static char *
dup_list (const OutpostParameter *parameter,
          const char *value)
{
  g_auto(GStrv) elements = outpost_parameter_list_parse (value);
  g_autofree char *joined = NULL;

  for (guint i = 0; elements != NULL && elements[i] != NULL; i++)
    {
      g_autofree char *element = elements[i];

      elements[i] = g_strdup (get_option_name (parameter, element));
    }
  /* Translators: between the words of a list */
  joined = elements != NULL ? g_strjoinv (_(", "), elements) : g_strdup (value);
  return outpost_text_dup_visible (joined);
}

char *
outpost_create_words_dup_answer (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  const char *value = outpost_question_get_value (question);
  /* Of a list too, where each option is a whole one. */
  gboolean is_option = outpost_parameter_find_option (parameter, value) != NULL;

  if (!is_option && (*value == '\0' || g_str_equal (value, "[]")))
    return g_strdup (C_("value of a parameter", "Nothing"));
  if (parameter->masked)
    return g_strdup ("••••••••");
  if (parameter->kind == OUTPOST_PARAMETER_BOOL)
    return g_strdup (outpost_parameter_is_true (value) ? _("Yes") : _("No"));
  if (parameter->kind == OUTPOST_PARAMETER_LIST && !is_option)
    return dup_list (parameter, value);
  return outpost_text_dup_visible (get_option_name (parameter, value));
}

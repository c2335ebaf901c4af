/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-parameter-check.h"

#include <math.h>

/* A pattern comes from outside, and some take for ever on some texts: then the deployment is asked instead. */
#define LIMITS "(*LIMIT_MATCH=100000)(*LIMIT_DEPTH=1000)"

static const char *const truths[] = { "1", "t", "T", "true", "TRUE", "True", NULL };
static const char *const lies[] = { "0", "f", "F", "false", "FALSE", "False", NULL };

gboolean
outpost_parameter_is_true (const char *value)
{
  return g_strv_contains (truths, value);
}

static gboolean
read_number (const char *text,
             double *number)
{
  char *end = NULL;

  if (*text == '\0' || g_ascii_isspace (*text))
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*number);
}

static OutpostParameterProblem
check_number (const OutpostParameter *self,
              const char *value,
              const char *previous)
{
  double number, before;

  if (!read_number (value, &number))
    return OUTPOST_PARAMETER_NOT_A_NUMBER;
  if (self->has_min && number < self->min)
    return OUTPOST_PARAMETER_TOO_SMALL;
  if (self->has_max && number > self->max)
    return OUTPOST_PARAMETER_TOO_LARGE;
  if (previous != NULL && read_number (previous, &before))
    {
      if (self->monotonic == OUTPOST_MONOTONIC_INCREASING && number < before)
        return OUTPOST_PARAMETER_DECREASED;
      if (self->monotonic == OUTPOST_MONOTONIC_DECREASING && number > before)
        return OUTPOST_PARAMETER_INCREASED;
    }
  return OUTPOST_PARAMETER_OK;
}

gboolean
outpost_parameter_takes_several (const OutpostParameter *self)
{
  return self->kind == OUTPOST_PARAMETER_LIST && self->form == OUTPOST_FORM_MULTI_SELECT;
}

static OutpostParameterProblem
check_list (const OutpostParameter *self,
            const char *value)
{
  g_auto(GStrv) elements = outpost_parameter_list_parse (value);

  if (elements == NULL)
    return OUTPOST_PARAMETER_NOT_A_LIST;
  if (self->options->len == 0)
    return OUTPOST_PARAMETER_OK;
  if (!outpost_parameter_takes_several (self))
    return outpost_parameter_find_option (self, value) != NULL ? OUTPOST_PARAMETER_OK : OUTPOST_PARAMETER_NOT_AN_OPTION;
  for (guint i = 0; elements[i] != NULL; i++)
    if (outpost_parameter_find_option (self, elements[i]) == NULL)
      return OUTPOST_PARAMETER_NOT_AN_OPTION;
  return OUTPOST_PARAMETER_OK;
}

/* What cannot be compiled or takes too long here counts as a match: the dialect is another one, and the deployment decides. */
static gboolean
matches (const char *pattern,
         const char *value)
{
  g_autofree char *limited = g_strconcat (LIMITS, pattern, NULL);
  g_autoptr(GRegex) regex = g_regex_new (limited, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr(GError) error = NULL;

  return regex == NULL || g_regex_match_full (regex, value, -1, 0, G_REGEX_MATCH_DEFAULT, NULL, &error) || error != NULL;
}

static OutpostParameterProblem
check_kind (const OutpostParameter *self,
            const char *value,
            const char *previous)
{
  switch (self->kind)
    {
    case OUTPOST_PARAMETER_NUMBER:
      return check_number (self, value, previous);
    case OUTPOST_PARAMETER_BOOL:
      return g_strv_contains (truths, value) || g_strv_contains (lies, value) ? OUTPOST_PARAMETER_OK : OUTPOST_PARAMETER_NOT_A_BOOL;
    case OUTPOST_PARAMETER_LIST:
      return check_list (self, value);
    case OUTPOST_PARAMETER_STRING:
    default:
      return *self->pattern == '\0' || matches (self->pattern, value) ? OUTPOST_PARAMETER_OK : OUTPOST_PARAMETER_NO_MATCH;
    }
}

OutpostParameterProblem
outpost_parameter_check (const OutpostParameter *self,
                         const char *value,
                         const char *previous)
{
  if (value == NULL)
    return self->required && previous == NULL ? OUTPOST_PARAMETER_MISSING : OUTPOST_PARAMETER_OK;
  if (!self->is_mutable && previous != NULL && !g_str_equal (value, previous))
    return OUTPOST_PARAMETER_CHANGED;
  if (self->kind != OUTPOST_PARAMETER_LIST && self->options->len > 0 && outpost_parameter_find_option (self, value) == NULL)
    return OUTPOST_PARAMETER_NOT_AN_OPTION;
  return check_kind (self, value, previous);
}

static void
fill (GString *words,
      const char *place,
      gboolean has,
      double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (has)
    g_string_replace (words, place, g_ascii_formatd (text, sizeof text, "%.10g", number), 0);
}

char *
outpost_parameter_dup_own_words (const OutpostParameter *self,
                                 const char *value)
{
  GString *words;

  if (*self->pattern_error == '\0')
    return NULL;
  words = g_string_new (self->pattern_error);
  fill (words, "{min}", self->has_min, self->min);
  fill (words, "{max}", self->has_max, self->max);
  g_string_replace (words, "{value}", value, 0);
  return g_string_free (words, FALSE);
}

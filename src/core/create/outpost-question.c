/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-question-private.h"

#include <string.h>

/* A parameter with what somebody answers. */
struct _OutpostQuestion
{
  GObject parent_instance;

  OutpostParameter *parameter;
  char *own;        /* NULL: not answered */
  char *preset;     /* NULL: no preset sets it */
  char *previous;   /* NULL: a new workspace */
  char *refusal;    /* what a request was refused for */
  gboolean doubted; /* something else was changed since, which may have mended it */
  gboolean judged;  /* the parameter's diagnostics are about the value as it is now */
  gboolean revealed;
  gboolean emptied; /* somebody took the answer away where there must be one */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (OutpostQuestion, outpost_question, G_TYPE_OBJECT)

static void
emit_changed (OutpostQuestion *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
wipe (char **value)
{
  if (*value != NULL)
    explicit_bzero (*value, strlen (*value));
  g_clear_pointer (value, g_free);
}

static void
outpost_question_finalize (GObject *object)
{
  OutpostQuestion *self = OUTPOST_QUESTION (object);

  wipe (&self->own);
  wipe (&self->preset);
  wipe (&self->previous);
  g_free (self->refusal);
  g_clear_pointer (&self->parameter, outpost_parameter_unref);
  G_OBJECT_CLASS (outpost_question_parent_class)->finalize (object);
}

static void
outpost_question_class_init (OutpostQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_question_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_question_init (OutpostQuestion *self)
{
}

OutpostQuestion *
outpost_question_new (OutpostParameter *parameter)
{
  OutpostQuestion *self = g_object_new (OUTPOST_TYPE_QUESTION, NULL);

  self->parameter = outpost_parameter_ref (parameter);
  return self;
}

OutpostParameter *
outpost_question_get_parameter (OutpostQuestion *self)
{
  return self->parameter;
}

/* ---- The value --------------------------------------------------------------------------------------------------- */

const char *
outpost_question_get_sent (OutpostQuestion *self)
{
  if (self->preset != NULL)
    return self->preset;
  return self->own != NULL ? self->own : self->previous;
}

/* The deployment's value, or that of the build before, does not come back while somebody types. */
static gboolean
is_emptied (OutpostQuestion *self)
{
  return self->emptied && self->preset == NULL;
}

const char *
outpost_question_get_value (OutpostQuestion *self)
{
  const char *sent = outpost_question_get_sent (self);

  if (is_emptied (self))
    return "";
  if (sent != NULL)
    return sent;
  if (self->parameter->value != NULL)
    return self->parameter->value;
  return self->parameter->default_value != NULL ? self->parameter->default_value : "";
}

const char *
outpost_question_get_previous (OutpostQuestion *self)
{
  return self->previous;
}

gboolean
outpost_question_is_preset (OutpostQuestion *self)
{
  return self->preset != NULL;
}

gboolean
outpost_question_is_fixed (OutpostQuestion *self)
{
  return self->preset != NULL || self->parameter->disabled || (self->previous != NULL && !self->parameter->is_mutable);
}

/* Sets one of the values; what was said of the former is no longer about this one. */
static void
set_value (OutpostQuestion *self,
           char **place,
           const char *value)
{
  g_autofree char *before = g_strdup (outpost_question_get_sent (self));

  if (g_strcmp0 (*place, value) == 0)
    return;
  wipe (place);
  *place = g_strdup (value);
  if (g_strcmp0 (before, outpost_question_get_sent (self)) != 0)
    {
      self->judged = FALSE;
      g_clear_pointer (&self->refusal, g_free);
    }
  emit_changed (self);
}

void
outpost_question_answer (OutpostQuestion *self,
                         const char *value)
{
  gboolean emptied
      = value != NULL && *value == '\0' && self->parameter->default_value == NULL && self->parameter->required;
  gboolean toggled = emptied != self->emptied;

  self->emptied = emptied;
  self->revealed = TRUE;
  set_value (self, &self->own, emptied ? NULL : value);
  if (toggled)
    emit_changed (self);
}

void
outpost_question_set_preset (OutpostQuestion *self,
                             const char *value)
{
  set_value (self, &self->preset, value);
}

void
outpost_question_set_previous (OutpostQuestion *self,
                               const char *value)
{
  set_value (self, &self->previous, value);
}

void
outpost_question_set_parameter (OutpostQuestion *self,
                                OutpostParameter *parameter,
                                gboolean judged)
{
  g_autoptr(OutpostParameter) former = self->parameter;

  self->parameter = outpost_parameter_ref (parameter);
  self->judged = judged;
  emit_changed (self);
}

/* ---- What is wrong with it ----------------------------------------------------------------------------------------- */

OutpostParameterProblem
outpost_question_get_problem (OutpostQuestion *self)
{
  const char *given = self->preset != NULL ? self->preset : self->own;
  OutpostParameterProblem problem = outpost_parameter_check (self->parameter, given, self->previous);

  if (is_emptied (self))
    return OUTPOST_PARAMETER_MISSING;
  /* How a value relates to that of the build before is checked only when a build is asked for (correction 37). */
  if (problem == OUTPOST_PARAMETER_DECREASED || problem == OUTPOST_PARAMETER_INCREASED || problem == OUTPOST_PARAMETER_CHANGED)
    return problem;
  return self->judged ? OUTPOST_PARAMETER_OK : problem;
}

const OutpostDiagnostic *
outpost_question_get_complaint (OutpostQuestion *self)
{
  const OutpostDiagnostic *warning = NULL;

  if (!self->judged)
    return NULL;
  for (guint i = 0; i < self->parameter->diagnostics->len; i++)
    {
      const OutpostDiagnostic *diagnostic = g_ptr_array_index (self->parameter->diagnostics, i);

      if (diagnostic->is_error)
        return diagnostic;
      if (warning == NULL)
        warning = diagnostic;
    }
  return warning;
}

const char *
outpost_question_get_refusal (OutpostQuestion *self)
{
  return self->refusal;
}

void
outpost_question_refuse (OutpostQuestion *self,
                         const char *detail)
{
  g_set_str (&self->refusal, detail);
  self->doubted = FALSE;
  self->revealed = TRUE;
  emit_changed (self);
}

void
outpost_question_doubt_refusal (OutpostQuestion *self)
{
  self->doubted = TRUE;
}

void
outpost_question_forget_refusal (OutpostQuestion *self)
{
  if (self->refusal == NULL)
    return;
  g_clear_pointer (&self->refusal, g_free);
  emit_changed (self);
}

gboolean
outpost_question_is_good (OutpostQuestion *self)
{
  const OutpostDiagnostic *complaint = outpost_question_get_complaint (self);

  return (self->refusal == NULL || self->doubted) && (complaint == NULL || !complaint->is_error)
         && outpost_question_get_problem (self) == OUTPOST_PARAMETER_OK;
}

gboolean
outpost_question_is_revealed (OutpostQuestion *self)
{
  return self->revealed || self->preset != NULL;
}

void
outpost_question_reveal (OutpostQuestion *self)
{
  if (self->revealed)
    return;
  self->revealed = TRUE;
  emit_changed (self);
}

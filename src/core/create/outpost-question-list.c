/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-question-list.h"

#include <string.h>

#include "outpost-error.h"
#include "outpost-question-private.h"

/* The questions of a version, and all that was ever asked. */
struct _OutpostQuestionList
{
  GObject parent_instance;

  GPtrArray *asked;  /* of OutpostQuestion, as they are shown */
  GHashTable *known; /* name → OutpostQuestion, also those that are not asked now */
  OutpostPreset *preset;
  GPtrArray *previous;
  OutpostParameterAnswer *answer;
  gboolean quiet; /* what changes now is not somebody's doing */
};

static guint answered_signal;

static GType
get_item_type (GListModel *model)
{
  return OUTPOST_TYPE_QUESTION;
}

static guint
get_n_items (GListModel *model)
{
  return OUTPOST_QUESTION_LIST (model)->asked->len;
}

static gpointer
get_item (GListModel *model,
          guint position)
{
  OutpostQuestionList *self = OUTPOST_QUESTION_LIST (model);

  return position < self->asked->len ? g_object_ref (g_ptr_array_index (self->asked, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostQuestionList,
                               outpost_question_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
for_all_known (OutpostQuestionList *self,
               void (*func) (OutpostQuestion *question))
{
  gboolean was_quiet = self->quiet;
  GHashTableIter iter;
  gpointer question;

  self->quiet = TRUE;
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    func (question);
  self->quiet = was_quiet;
}

static void
emit_answered (OutpostQuestionList *self)
{
  for_all_known (self, outpost_question_doubt_refusal);
  g_signal_emit (self, answered_signal, 0);
}

static void
changed_cb (OutpostQuestionList *self)
{
  if (!self->quiet)
    emit_answered (self);
}

static void
outpost_question_list_finalize (GObject *object)
{
  OutpostQuestionList *self = OUTPOST_QUESTION_LIST (object);

  g_ptr_array_unref (self->asked);
  g_hash_table_unref (self->known);
  g_clear_pointer (&self->preset, outpost_preset_unref);
  g_clear_pointer (&self->previous, g_ptr_array_unref);
  g_clear_pointer (&self->answer, outpost_parameter_answer_unref);
  G_OBJECT_CLASS (outpost_question_list_parent_class)->finalize (object);
}

static void
outpost_question_list_class_init (OutpostQuestionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_question_list_finalize;
  answered_signal = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_question_list_init (OutpostQuestionList *self)
{
  self->asked = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

OutpostQuestionList *
outpost_question_list_new (void)
{
  return g_object_new (OUTPOST_TYPE_QUESTION_LIST, NULL);
}

OutpostQuestion *
outpost_question_list_find (OutpostQuestionList *self,
                            const char *name)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      OutpostQuestion *question = g_ptr_array_index (self->asked, i);

      if (g_str_equal (outpost_question_get_parameter (question)->name, name))
        return question;
    }
  return NULL;
}

/* ---- Taking over what the deployment says ---------------------------------------------------------------------------- */

/* What the build before had; %NULL of an ephemeral one, as the deployment does not remember it either (coder-api 2.5). */
static const char *
find_previous (OutpostQuestionList *self,
               const OutpostParameter *parameter)
{
  return self->previous != NULL && !parameter->ephemeral ? outpost_parameter_values_find (self->previous, parameter->name) : NULL;
}

static void
fill (OutpostQuestionList *self,
      OutpostQuestion *question,
      const OutpostParameter *parameter)
{
  outpost_question_set_preset (question, self->preset != NULL ? outpost_preset_get_value (self->preset, parameter->name) : NULL);
  outpost_question_set_previous (question, find_previous (self, parameter));
}

/* Before it was known to be ephemeral the deployment was told the former value, and took it. */
static gboolean
was_told_too_much (OutpostQuestionList *self,
                   const OutpostParameter *parameter)
{
  return parameter->ephemeral && self->previous != NULL && outpost_parameter_values_find (self->previous, parameter->name) != NULL
         && g_hash_table_lookup (self->known, parameter->name) == NULL;
}

static OutpostQuestion *
recall (OutpostQuestionList *self,
        OutpostParameter *parameter,
        gboolean judged)
{
  OutpostQuestion *question = g_hash_table_lookup (self->known, parameter->name);

  if (question == NULL)
    {
      question = outpost_question_new (parameter);
      g_signal_connect_object (question, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_hash_table_insert (self->known, g_strdup (parameter->name), question);
    }
  fill (self, question, parameter);
  outpost_question_set_parameter (question, parameter, judged);
  return question;
}

/* Only the part that differs is told: rows outside of it keep their widgets. */
static void
replace (OutpostQuestionList *self,
         GPtrArray *asked)
{
  g_autoptr(GPtrArray) former = self->asked;
  guint start = 0, end = 0;

  self->asked = asked;
  while (start < MIN (former->len, asked->len) && former->pdata[start] == asked->pdata[start])
    start++;
  while (end < MIN (former->len, asked->len) - start
         && former->pdata[former->len - 1 - end] == asked->pdata[asked->len - 1 - end])
    end++;
  if (former->len != asked->len || start != asked->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, former->len - start - end, asked->len - start - end);
}

void
outpost_question_list_apply (OutpostQuestionList *self,
                             OutpostParameterAnswer *answer,
                             gboolean judged)
{
  GPtrArray *asked = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean told_too_much = FALSE;

  g_clear_pointer (&self->answer, outpost_parameter_answer_unref);
  self->answer = outpost_parameter_answer_ref (answer);
  self->quiet = TRUE;
  for (guint i = 0; i < answer->parameters->len; i++)
    {
      OutpostParameter *parameter = g_ptr_array_index (answer->parameters, i);

      told_too_much = told_too_much || was_told_too_much (self, parameter);
      if (g_hash_table_add (names, parameter->name))
        g_ptr_array_add (asked, g_object_ref (recall (self, parameter, judged)));
    }
  self->quiet = FALSE;
  replace (self, asked);
  if (told_too_much)
    g_signal_emit (self, answered_signal, 0);
}

void
outpost_question_list_clear (OutpostQuestionList *self)
{
  g_clear_pointer (&self->answer, outpost_parameter_answer_unref);
  for_all_known (self, outpost_question_forget_refusal);
  replace (self, g_ptr_array_new_with_free_func (g_object_unref));
}

static void
fill_all (OutpostQuestionList *self)
{
  GHashTableIter iter;
  gpointer question;

  self->quiet = TRUE;
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    fill (self, question, outpost_question_get_parameter (question));
  self->quiet = FALSE;
  emit_answered (self);
}

void
outpost_question_list_set_preset (OutpostQuestionList *self,
                                  OutpostPreset *preset)
{
  if (self->preset == preset)
    return;
  g_clear_pointer (&self->preset, outpost_preset_unref);
  self->preset = preset != NULL ? outpost_preset_ref (preset) : NULL;
  fill_all (self);
}

void
outpost_question_list_set_previous (OutpostQuestionList *self,
                                    GPtrArray *values)
{
  g_clear_pointer (&self->previous, g_ptr_array_unref);
  self->previous = values != NULL ? g_ptr_array_ref (values) : NULL;
  fill_all (self);
}

/* ---- Values ------------------------------------------------------------------------------------------------------ */

/* What a preset sets, or a build had, before its question was ever asked. */
static void
add_unknown (OutpostQuestionList *self,
             GPtrArray *inputs)
{
  for (guint i = 0; self->preset != NULL && i < self->preset->names->len; i++)
    if (g_hash_table_lookup (self->known, g_ptr_array_index (self->preset->names, i)) == NULL)
      outpost_parameter_values_add (inputs, g_ptr_array_index (self->preset->names, i),
                                    g_ptr_array_index (self->preset->values, i));
  for (guint i = 0; self->previous != NULL && i < self->previous->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (self->previous, i);

      if (g_hash_table_lookup (self->known, value->name) == NULL && outpost_parameter_values_find (inputs, value->name) == NULL)
        outpost_parameter_values_add (inputs, value->name, value->value);
    }
}

GPtrArray *
outpost_question_list_dup_inputs (OutpostQuestionList *self)
{
  GPtrArray *inputs = outpost_parameter_values_new ();
  GHashTableIter iter;
  gpointer name, question;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &name, &question))
    {
      const char *sent = outpost_question_get_sent (question);

      if (sent != NULL)
        outpost_parameter_values_add (inputs, name, sent);
    }
  add_unknown (self, inputs);
  return inputs;
}

GPtrArray *
outpost_question_list_dup_values (OutpostQuestionList *self)
{
  GPtrArray *values = outpost_parameter_values_new ();

  for (guint i = 0; i < self->asked->len; i++)
    {
      OutpostQuestion *question = g_ptr_array_index (self->asked, i);
      const char *sent = outpost_question_get_sent (question);

      if (sent != NULL && !outpost_question_is_preset (question) && g_strcmp0 (sent, outpost_question_get_previous (question)) != 0)
        outpost_parameter_values_add (values, outpost_question_get_parameter (question)->name, sent);
    }
  return values;
}

/* ---- What is wrong with them --------------------------------------------------------------------------------------- */

OutpostQuestion *
outpost_question_list_find_bad (OutpostQuestionList *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    if (!outpost_question_is_good (g_ptr_array_index (self->asked, i)))
      return g_ptr_array_index (self->asked, i);
  return NULL;
}

const OutpostDiagnostic *
outpost_question_list_get_complaint (OutpostQuestionList *self)
{
  const OutpostDiagnostic *warning = NULL;

  for (guint i = 0; self->answer != NULL && i < self->answer->diagnostics->len; i++)
    {
      const OutpostDiagnostic *diagnostic = g_ptr_array_index (self->answer->diagnostics, i);

      if (diagnostic->is_error)
        return diagnostic;
      if (warning == NULL)
        warning = diagnostic;
    }
  return warning;
}

gboolean
outpost_question_list_is_good (OutpostQuestionList *self)
{
  const OutpostDiagnostic *complaint = outpost_question_list_get_complaint (self);

  return outpost_question_list_find_bad (self) == NULL && (complaint == NULL || !complaint->is_error);
}

void
outpost_question_list_reveal (OutpostQuestionList *self)
{
  self->quiet = TRUE;
  for (guint i = 0; i < self->asked->len; i++)
    outpost_question_reveal (g_ptr_array_index (self->asked, i));
  self->quiet = FALSE;
}

/* The older way of asking names the one parameter in a sentence, and tells the reason in the last line of another. */
static guint
refuse_named (OutpostQuestionList *self,
              const GError *error)
{
  const char *message = outpost_error_get_message (error);
  const char *detail = outpost_error_get_detail (error);
  const char *start = message != NULL ? strchr (message, '"') : NULL;
  const char *end = start != NULL ? strrchr (message, '"') : NULL;
  const char *reason = detail != NULL ? strrchr (detail, '\n') : NULL;
  g_autofree char *name = end != start ? g_strndup (start + 1, end - start - 1) : NULL;
  OutpostQuestion *question = name != NULL ? outpost_question_list_find (self, name) : NULL;

  if (question == NULL)
    return 0;
  outpost_question_refuse (question, reason != NULL ? reason + 1 : detail != NULL ? detail
                                                                                  : message);
  return 1;
}

guint
outpost_question_list_refuse (OutpostQuestionList *self,
                              const GError *error)
{
  gsize n_validations = 0;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n_validations);
  guint found = 0;

  for_all_known (self, outpost_question_forget_refusal);
  self->quiet = TRUE;
  for (gsize i = 0; i < n_validations; i++)
    {
      OutpostQuestion *question = outpost_question_list_find (self, validations[i].field);

      if (question == NULL)
        continue;
      outpost_question_refuse (question, validations[i].detail);
      found++;
    }
  if (n_validations == 0)
    found = refuse_named (self, error);
  self->quiet = FALSE;
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-plan.h"

#include <glib/gi18n.h>

#include "outpost-api-templates.h"
#include "outpost-build-log.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-cli-questions.h"
#include "outpost-cli-session.h"
#include "outpost-error.h"
#include "outpost-text.h"

#define PAUSE_MS 250

/* A plan that is being made, and how far its log has been printed. */
typedef struct
{
  OutpostClient *client; /* borrowed */
  const char *version_id;
  char *job_id;
  gint64 after;
  char *stage;
} Plan;

static void
plan_clear (Plan *self)
{
  g_free (self->job_id);
  g_free (self->stage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

/* All that is known: a plan knows no presets. */
static GPtrArray *
dup_values (OutpostCreation *creation)
{
  GPtrArray *values = outpost_question_list_dup_values (outpost_creation_get_questions (creation));
  OutpostPreset *preset = outpost_creation_get_preset (creation);

  for (guint i = 0; preset != NULL && i < preset->names->len; i++)
    outpost_parameter_values_add (values, g_ptr_array_index (preset->names, i), g_ptr_array_index (preset->values, i));
  return values;
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN)
         || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND);
}

/* What keeps from planning keeps nobody from making. Takes @refusal. */
static gboolean
go_on_without (GError *refusal,
               GError **error)
{
  if (!is_refusal (refusal))
    {
      g_propagate_error (error, refusal);
      return FALSE;
    }
  g_error_free (refusal);
  outpost_cli_notice ("%s", _("The deployment does not show beforehand what it would make; going on without."));
  return TRUE;
}

/* ---- Following --------------------------------------------------------------------------------------------------- */

/* The stages, and what went wrong in them. */
static gboolean
print_line (Plan *self,
            const OutpostLogLine *line,
            GError **error)
{
  g_autofree char *stage = outpost_text_dup_visible (line->stage);
  g_autofree char *output = outpost_text_dup_visible (line->output);
  g_autoptr(GString) text = g_string_new (NULL);

  self->after = MAX (self->after, line->id);
  if (g_set_str (&self->stage, stage))
    g_string_append_printf (text, "==> %s\n", stage);
  if (g_str_equal (line->level, "error") && *output != '\0')
    g_string_append_printf (text, "%s\n", output);
  return outpost_cli_print (text->str, error);
}

/* A log that may not be read is no reason not to wait for the plan. */
static gboolean
print_more (Plan *self,
            GError **error)
{
  GError *refusal = NULL;
  g_autoptr(OutpostBuildLog) log = outpost_cli_await_boxed (
      outpost_api_get_dry_run_log (self->client, self->version_id, self->job_id, self->after), &refusal);

  if (log == NULL)
    {
      if (!is_refusal (refusal))
        {
          g_propagate_error (error, refusal);
          return FALSE;
        }
      g_error_free (refusal);
      return TRUE;
    }
  for (guint i = 0; i < outpost_build_log_get_n_lines (log); i++)
    if (!print_line (self, outpost_build_log_get_line (log, i), error))
      return FALSE;
  return TRUE;
}

static OutpostDryRun *
follow (Plan *self,
        GError **error)
{
  for (;;)
    {
      /* The job before its log: what ended then has said everything. */
      g_autoptr(OutpostDryRun) run
          = outpost_cli_await_boxed (outpost_api_get_dry_run (self->client, self->version_id, self->job_id), error);

      if (run == NULL || !print_more (self, error))
        return NULL;
      if (!outpost_dry_run_is_active (run))
        return g_steal_pointer (&run);
      outpost_cli_await (dex_timeout_new_msec (PAUSE_MS), NULL);
    }
}

/* ---- The plan ---------------------------------------------------------------------------------------------------- */

static void
append_agent (GString *text,
              const OutpostPlannedAgent *agent)
{
  g_autofree char *name = outpost_text_dup_visible (agent->name);
  g_autofree char *os = outpost_text_dup_visible (agent->operating_system);
  g_autofree char *arch = outpost_text_dup_visible (agent->architecture);

  /* Translators: an agent, its operating system, its architecture */
  g_string_append_printf (text, _("    agent %s (%s, %s)\n"), name, os, arch);
}

static gboolean
print_plan (GPtrArray *resources,
            GError **error)
{
  g_autoptr(GString) text = g_string_new (_("This would be made:\n"));
  guint n = 0;

  for (guint i = 0; i < resources->len; i++)
    {
      const OutpostPlannedResource *resource = g_ptr_array_index (resources, i);
      g_autofree char *type = outpost_text_dup_visible (resource->type);
      g_autofree char *name = outpost_text_dup_visible (resource->name);

      if (resource->hidden)
        continue;
      n++;
      g_string_append_printf (text, "  %s.%s\n", type, name);
      for (guint j = 0; j < resource->agents->len; j++)
        append_agent (text, g_ptr_array_index (resource->agents, j));
    }
  return outpost_cli_print (n > 0 ? text->str : _("Nothing would be made.\n"), error);
}

/* As far as it goes: a refusal at whatever step is left to the caller. */
static gboolean
make (Plan *self,
      GError **error)
{
  g_autoptr(OutpostDryRun) run = follow (self, error);
  g_autoptr(GPtrArray) resources = NULL;

  if (run == NULL)
    return FALSE;
  if (!g_str_equal (run->status, "succeeded"))
    return outpost_cli_fail (error, _("Nothing was created."), _("the workspace cannot be planned: %s"),
                             *run->error != '\0' ? run->error : run->status);
  resources = outpost_cli_await_boxed (outpost_api_list_planned_resources (self->client, self->version_id, self->job_id), error);
  return resources != NULL && print_plan (resources, error);
}

gboolean
outpost_cli_plan_show (OutpostClient *client,
                       OutpostCreation *creation,
                       const char *name,
                       GError **error)
{
  g_auto(Plan) plan = { client, outpost_creation_get_version (creation)->id };
  g_autoptr(GPtrArray) values = dup_values (creation);
  g_autoptr(OutpostDryRun) run = NULL;
  GError *refusal = NULL;

  run = outpost_cli_await_boxed (outpost_api_begin_dry_run (client, plan.version_id, name, values), &refusal);
  if (run == NULL && is_refusal (refusal))
    return go_on_without (refusal, error);
  if (run == NULL)
    {
      outpost_cli_questions_refuse (creation, refusal, error);
      return FALSE;
    }
  plan.job_id = g_strdup (run->id);
  return (outpost_cli_print (_("Planning…\n"), error) && make (&plan, &refusal)) || go_on_without (refusal, error);
}

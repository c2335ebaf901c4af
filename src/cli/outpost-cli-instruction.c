/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-instruction.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-attach-words.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-instructions.h"
#include "outpost-text.h"

OutpostCliInstruction *
outpost_cli_instruction_new (OutpostWorkspace *workspace,
                             OutpostAgent *agent,
                             OutpostCredentials *credentials)
{
  OutpostCliInstruction *self = g_new (OutpostCliInstruction, 1);

  self->workspace = g_object_ref (workspace);
  self->agent = g_object_ref (agent);
  self->credentials = credentials;
  return self;
}

void
outpost_cli_instruction_free (gpointer instruction)
{
  OutpostCliInstruction *self = instruction;

  g_object_unref (self->workspace);
  g_object_unref (self->agent);
  outpost_credentials_unref (self->credentials);
  g_free (self);
}

gboolean
outpost_cli_fail_missing (GError **error,
                          guint n)
{
  return outpost_cli_fail (error, NULL, ngettext ("%u agent is missing", "%u agents are missing", n), n);
}

/* ---- Options ----------------------------------------------------------------------------------------------------- */

static char *
dup_platforms (void)
{
  GString *list = g_string_new (NULL);

  for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
    g_string_append_printf (list, "%s%s/%s", platform > 0 ? _(", ") : "", outpost_platform_get_system (platform),
                            outpost_platform_get_architecture (platform));
  return g_string_free (list, FALSE);
}

/* @platform: OUTPOST_N_PLATFORMS for those of any */
static char *
dup_form_ids (OutpostPlatform platform)
{
  GString *list = g_string_new (NULL);

  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    if (platform == OUTPOST_N_PLATFORMS || outpost_attach_form_suits (form, platform))
      g_string_append_printf (list, "%s%s", list->len > 0 ? _(", ") : "", outpost_attach_form_get_id (form));
  return g_string_free (list, FALSE);
}

gboolean
outpost_cli_instruction_style_parse (OutpostCliInstructionStyle *self,
                                     const OutpostCliOptions *options,
                                     GError **error)
{
  g_autofree char *platforms = dup_platforms ();
  g_autofree char *forms = dup_form_ids (OUTPOST_N_PLATFORMS);

  self->json = g_str_equal (options->output, "json");
  self->all = options->all;
  self->form = options->format != NULL ? outpost_attach_form_find (options->format) : OUTPOST_N_ATTACH_FORMS;
  self->platform = options->platform != NULL ? outpost_platform_parse (options->platform) : OUTPOST_N_PLATFORMS;
  if (options->format != NULL && self->form == OUTPOST_N_ATTACH_FORMS)
    return outpost_cli_fail (error, NULL, _("“%s” is not a form; there are: %s"), options->format, forms);
  if (options->platform != NULL && self->platform == OUTPOST_N_PLATFORMS)
    return outpost_cli_fail (error, NULL, _("“%s” is not a platform; there are: %s"), options->platform, platforms);
  if (self->json && options->format != NULL)
    return outpost_cli_fail (error, NULL, _("a form is always text: it cannot be combined with another output"));
  return TRUE;
}

char *
outpost_cli_instruction_dup_forms (void)
{
  GString *text = g_string_new (_("Forms:"));

  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    g_string_append_printf (text, "\n  %-16s %s", outpost_attach_form_get_id (form), outpost_attach_words_get_does (form));
  return g_string_free (text, FALSE);
}

/* ---- One agent ---------------------------------------------------------------------------------------------------- */

static OutpostPlatform
find_own (const OutpostCliInstruction *instruction)
{
  return outpost_platform_find (outpost_agent_get_operating_system (instruction->agent),
                                outpost_agent_get_architecture (instruction->agent));
}

static OutpostAttachSubject *
dup_subject (const OutpostCliInstructionStyle *self,
             const OutpostCliInstruction *instruction)
{
  OutpostPlatform own = find_own (instruction);
  OutpostPlatform platform = self->platform != OUTPOST_N_PLATFORMS ? self->platform : own;
  g_autofree char *warning = outpost_attach_words_dup_warning (own, platform);

  if (warning != NULL)
    outpost_cli_notice ("%s", warning);
  return outpost_attach_subject_new (instruction->workspace, instruction->agent, instruction->credentials, platform,
                                     self->base_url);
}

static void
warn_invisible (const char *command)
{
  if (!outpost_text_is_visible (command))
    outpost_cli_notice ("%s",
                        _("The command holds characters that cannot be shown; they are marked, and it will not work as it is."));
}

/* The deployment's command, or ours for another platform; also where the agent's own is none that is known. */
static char *
dup_command (const OutpostAttachSubject *subject)
{
  return subject->command != NULL ? g_strdup (subject->command) : outpost_attach_form_dup_text (OUTPOST_ATTACH_ONCE, subject);
}

static void
fail_unsuited (const OutpostCliInstructionStyle *self,
               const OutpostCliInstruction *instruction,
               OutpostPlatform platform,
               GError **error)
{
  g_autofree char *forms = dup_form_ids (platform);

  if (platform == OUTPOST_N_PLATFORMS)
    outpost_cli_fail (error, _("Name the machine’s with --platform."), _("the platform of the agent “%s” is unknown"),
                      outpost_agent_get_name (instruction->agent));
  else
    outpost_cli_fail (error, NULL, _("“%s” is not a form for %s/%s; there are: %s"), outpost_attach_form_get_id (self->form),
                      outpost_platform_get_system (platform), outpost_platform_get_architecture (platform), forms);
}

static char *
dup_form_text (const OutpostCliInstructionStyle *self,
               const OutpostCliInstruction *instruction,
               GError **error)
{
  g_autoptr(OutpostAttachSubject) subject = dup_subject (self, instruction);
  g_autofree char *command = NULL;
  g_autofree char *visible = NULL;

  if (self->form == OUTPOST_ATTACH_ONCE)
    {
      command = dup_command (subject);
      warn_invisible (command);
      visible = outpost_text_dup_visible (command);
      return g_strconcat (visible, "\n", NULL);
    }
  if (!outpost_attach_form_suits (self->form, subject->platform))
    fail_unsuited (self, instruction, subject->platform, error);
  else if (!outpost_attach_form_carries (self->form, subject))
    outpost_cli_fail (error, NULL, _("the token or the address contains characters that the form “%s” cannot carry"),
                      outpost_attach_form_get_id (self->form));
  else
    return outpost_attach_form_dup_text (self->form, subject);
  return NULL;
}

/* ---- All ---------------------------------------------------------------------------------------------------------- */

/* One after another they are a file of no use, or worse: a shell would make one machine all of them. Only Kubernetes reads several
 * documents from one file. */
gboolean
outpost_cli_instruction_style_takes (const OutpostCliInstructionStyle *self,
                                     guint n,
                                     GError **error)
{
  if (n <= 1 || self->form == OUTPOST_N_ATTACH_FORMS || self->form == OUTPOST_ATTACH_KUBERNETES)
    return TRUE;
  return outpost_cli_fail (error, _("Name one as WORKSPACE.AGENT, or leave --format out."),
                           ngettext ("the form “%s” takes one agent, and there is %u",
                                     "the form “%s” takes one agent, and there are %u", n),
                           outpost_attach_form_get_id (self->form), n);
}

static gboolean
print_forms (const OutpostCliInstructionStyle *self,
             GPtrArray *instructions,
             GError **error)
{
  guint n = 0;

  for (guint i = 0; i < instructions->len; i++)
    {
      g_autoptr(GError) refusal = NULL;
      g_autofree char *text = dup_form_text (self, g_ptr_array_index (instructions, i), &refusal);

      if (text == NULL && !self->all)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
      if (text == NULL)
        outpost_cli_errors_print (refusal);
      else if ((n++ > 0 && !outpost_cli_print ("---\n", error)) || !outpost_cli_print (text, error))
        return FALSE;
    }
  return n == instructions->len || outpost_cli_fail_missing (error, instructions->len - n);
}

/* An object, or an array of them: lines of JSON can be moved to the right, as its strings hold no line breaks. */
static gboolean
print_json (const OutpostCliInstructionStyle *self,
            GPtrArray *instructions,
            GError **error)
{
  if (self->all && !outpost_cli_print (instructions->len > 0 ? "[\n" : "[]\n", error))
    return FALSE;
  for (guint i = 0; i < instructions->len; i++)
    {
      const OutpostCliInstruction *instruction = g_ptr_array_index (instructions, i);
      g_autoptr(OutpostAttachSubject) subject = dup_subject (self, instruction);
      g_autofree char *command = dup_command (subject);
      const OutpostCredentials credentials = { .agent_token = instruction->credentials->agent_token, .command = command };
      g_autofree char *json = outpost_instructions_dup_json (outpost_workspace_get_name (instruction->workspace),
                                                             outpost_agent_get_name (instruction->agent), &credentials);
      g_auto(GStrv) lines = g_strsplit (g_strchomp (json), "\n", -1);

      for (guint line = 0; lines[line] != NULL; line++)
        {
          gboolean more = self->all && lines[line + 1] == NULL && i < instructions->len - 1;
          g_autofree char *text = g_strdup_printf ("%s%s%s\n", self->all ? "  " : "", lines[line], more ? "," : "");

          if (!outpost_cli_print (text, error))
            return FALSE;
        }
    }
  return !self->all || instructions->len == 0 || outpost_cli_print ("]\n", error);
}

/* The agents of one workspace, from @begin on. */
static gboolean
print_workspace (const OutpostCliInstructionStyle *self,
                 GPtrArray *instructions,
                 guint begin,
                 guint end,
                 GError **error)
{
  const OutpostCliInstruction *first = g_ptr_array_index (instructions, begin);
  const char *name = outpost_workspace_get_name (first->workspace);
  g_autoptr(GPtrArray) agents = g_ptr_array_new ();
  g_autoptr(GPtrArray) commands = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) views = g_array_new (FALSE, TRUE, sizeof (OutpostCredentials));
  g_autoptr(GPtrArray) credentials = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_array_set_size (views, end - begin);
  for (guint i = begin; i < end; i++)
    {
      const OutpostCliInstruction *instruction = g_ptr_array_index (instructions, i);
      g_autoptr(OutpostAttachSubject) subject = dup_subject (self, instruction);
      OutpostCredentials *view = &g_array_index (views, OutpostCredentials, i - begin);

      view->agent_token = instruction->credentials->agent_token;
      view->command = dup_command (subject);
      warn_invisible (view->command);
      g_ptr_array_add (commands, view->command);
      g_ptr_array_add (agents, instruction->agent);
      g_ptr_array_add (credentials, view);
    }
  text = outpost_instructions_dup_text_of_all (name, agents, credentials);
  return outpost_cli_print (text, error);
}

static gboolean
print_texts (const OutpostCliInstructionStyle *self,
             GPtrArray *instructions,
             GError **error)
{
  for (guint begin = 0, end = 0; begin < instructions->len; begin = end)
    {
      const OutpostCliInstruction *first = g_ptr_array_index (instructions, begin);

      while (end < instructions->len
             && ((const OutpostCliInstruction *) g_ptr_array_index (instructions, end))->workspace == first->workspace)
        end++;
      if (!print_workspace (self, instructions, begin, end, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
outpost_cli_instruction_style_print (const OutpostCliInstructionStyle *self,
                                     GPtrArray *instructions,
                                     GError **error)
{
  if (self->json)
    return print_json (self, instructions, error);
  return self->form != OUTPOST_N_ATTACH_FORMS ? print_forms (self, instructions, error) : print_texts (self, instructions, error);
}

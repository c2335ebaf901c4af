/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-template.h"

#include <glib/gi18n.h>

#include "outpost-api-templates.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-cli-prompt.h"
#include "outpost-cli-session.h"
#include "outpost-create-words.h"
#include "outpost-error.h"
#include "outpost-template-check.h"
#include "outpost-template-list.h"
#include "outpost-text.h"

/* ---- Templates --------------------------------------------------------------------------------------------------- */

static gboolean
is_of (OutpostTemplate *template,
       const char *organization)
{
  return organization == NULL || g_ascii_strcasecmp (template->organization_name, organization) == 0
         || g_ascii_strcasecmp (template->organization_id, organization) == 0;
}

static void
keep_organization (GPtrArray *templates,
                   const char *organization)
{
  for (guint i = templates->len; i > 0; i--)
    if (!is_of (g_ptr_array_index (templates, i - 1), organization))
      g_ptr_array_remove_index (templates, i - 1);
}

static char *
dup_organizations (GPtrArray *templates)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < templates->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "",
                            ((OutpostTemplate *) g_ptr_array_index (templates, i))->organization_name);
  return g_string_free (names, FALSE);
}

/* The search knows blanks, colons and quotes, which no name has. */
static GPtrArray *
list_by_name (OutpostClient *client,
              const char *name,
              GError **error)
{
  g_autofree char *query = g_strdup_printf ("exact_name:%s", name);
  GPtrArray *templates;

  if (g_strcmp0 (name, "") == 0 || strpbrk (name, "\" :\\") != NULL)
    return g_ptr_array_new ();
  templates = outpost_cli_await_boxed (outpost_api_list_templates (client, query), error);
  for (guint i = templates != NULL ? templates->len : 0; i > 0; i--)
    if (g_ascii_strcasecmp (((OutpostTemplate *) g_ptr_array_index (templates, i - 1))->name, name) != 0)
      g_ptr_array_remove_index (templates, i - 1);
  return templates;
}

OutpostTemplate *
outpost_cli_template_find (OutpostClient *client,
                           const char *name,
                           const char *organization,
                           GError **error)
{
  g_autoptr(GPtrArray) templates = list_by_name (client, name, error);
  g_autofree char *organizations = NULL;
  guint n_all;

  if (templates == NULL)
    return NULL;
  organizations = dup_organizations (templates);
  n_all = templates->len;
  if (organization != NULL)
    keep_organization (templates, organization);
  if (templates->len == 1)
    return outpost_template_ref (g_ptr_array_index (templates, 0));
  if (n_all == 0)
    outpost_cli_fail (error, _("Deprecated templates are left out: no workspace can be created from them."),
                      _("there is no template “%s”"), name);
  else if (templates->len == 0)
    outpost_cli_fail (error, NULL, _("the organization “%s” has no template “%s”; these have one: %s"), organization, name,
                      organizations);
  else
    outpost_cli_fail (error, _("Say which one with --org."), _("several organizations have a template “%s”: %s"), name,
                      organizations);
  return NULL;
}

/* The names of those that can be used, printed as they come. */
static GStrvBuilder *
offer (GListModel *suitable,
       const char *organization,
       gboolean several_organizations)
{
  GStrvBuilder *names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (suitable); i++)
    {
      g_autoptr(OutpostTemplateChoice) choice = g_list_model_get_item (suitable, i);
      OutpostTemplate *template = outpost_template_choice_get_template (choice);
      g_autofree char *name = outpost_text_dup_visible (template->name);
      g_autofree char *title = outpost_text_dup_visible (outpost_template_get_title (template));
      g_autofree char *of = outpost_text_dup_visible (template->organization_name);

      if (!is_of (template, organization))
        continue;
      outpost_cli_notice (several_organizations ? "  %s  (%s, %s)" : "  %s  (%s)", name, title, of);
      g_strv_builder_add (names, template->name);
    }
  return names;
}

/* Until one of them is said. */
static char *
ask (const char *const *names,
     GError **error)
{
  for (;;)
    {
      char *typed = outpost_cli_prompt_line (">");
      g_autofree char *visible = NULL;

      if (typed == NULL)
        {
          outpost_cli_fail (error, _("Say which one with --template."), _("the template is missing"));
          return NULL;
        }
      if (g_strv_contains (names, typed))
        return typed;
      visible = outpost_text_dup_visible (typed);
      if (*typed != '\0')
        /* Translators: %s is what was typed for the name of a template */
        outpost_cli_notice (_("  “%s” is not one of them"), visible);
      g_free (typed);
    }
}

char *
outpost_cli_template_ask (OutpostClient *client,
                          const char *organization,
                          GError **error)
{
  g_autoptr(OutpostTemplateList) list = outpost_template_list_new (client);
  g_autoptr(GStrvBuilder) builder = NULL;
  g_auto(GStrv) names = NULL;

  outpost_template_list_load (list);
  while (outpost_template_list_is_busy (list))
    g_main_context_iteration (NULL, TRUE);
  if (outpost_template_list_get_error (list) != NULL)
    {
      g_propagate_error (error, g_error_copy (outpost_template_list_get_error (list)));
      return NULL;
    }
  outpost_cli_notice ("%s", _("Which template?"));
  builder
      = offer (outpost_template_list_get_suitable (list), organization, outpost_template_list_has_several_organizations (list));
  names = g_strv_builder_end (builder);
  if (names[0] != NULL)
    return ask ((const char *const *) names, error);
  outpost_cli_fail (error, _("Only templates with an external agent can be used for external workspaces."),
                    _("there is no such template"));
  return NULL;
}

/* ---- Versions ---------------------------------------------------------------------------------------------------- */

gboolean
outpost_cli_template_refuse (GError *refusal,
                             GError **error)
{
  g_autoptr(GError) taken = refusal;
  g_autofree char *reason = NULL;

  if (taken->domain != OUTPOST_TEMPLATE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&taken));
      return FALSE;
    }
  /* Scripts look for this one, with the version's id in it. */
  if (taken->code == OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT)
    return outpost_cli_fail (error, _("Only templates with an external agent can be used for external workspaces."), "%s",
                             taken->message);
  if (taken->code == OUTPOST_TEMPLATE_ERROR_NEW_VERSION)
    return outpost_cli_fail (error, _("Nothing was created. Run the command again to use that version."),
                             _("the template got a new version meanwhile: %s"), taken->message);
  reason = outpost_create_words_dup_reason (taken);
  return outpost_cli_fail (error, NULL, _("this template cannot be used: %s"), reason);
}

static char *
find_version (OutpostClient *client,
              OutpostTemplate *template,
              const char *name,
              GError **error)
{
  g_autoptr(GError) refusal = NULL;
  g_autoptr(OutpostTemplateVersion) version
      = outpost_cli_await_boxed (outpost_api_get_template_version_by_name (client, template->id, name), &refusal);

  if (version != NULL)
    return g_strdup (version->id);
  if (g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    outpost_cli_fail (error, NULL, _("the template “%s” has no version “%s”"), template->name, name);
  else
    g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

gboolean
outpost_cli_template_choose (OutpostCreation *creation,
                             OutpostClient *client,
                             OutpostTemplate *template,
                             const char *version,
                             GError **error)
{
  g_autofree char *id = version != NULL ? find_version (client, template, version, error) : NULL;
  GError *refusal = NULL;

  if (version != NULL && id == NULL)
    return FALSE;
  return outpost_cli_await (outpost_creation_choose (creation, template, id), &refusal)
         || outpost_cli_template_refuse (refusal, error);
}

/* ---- Presets ----------------------------------------------------------------------------------------------------- */

static char *
dup_preset_names (GPtrArray *presets)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < presets->len; i++)
    {
      g_string_append (names, i > 0 ? _(", ") : "");
      /* Translators: quotation marks around a name */
      g_string_append_printf (names, _("“%s”"), ((OutpostPreset *) g_ptr_array_index (presets, i))->name);
    }
  return g_string_free (names, FALSE);
}

gboolean
outpost_cli_template_choose_preset (OutpostCreation *creation,
                                    const char *name,
                                    GError **error)
{
  GPtrArray *presets = outpost_creation_get_presets (creation);
  g_autofree char *names = NULL;

  if (name == NULL)
    return TRUE;
  for (guint i = 0; i < presets->len; i++)
    if (g_str_equal (((OutpostPreset *) g_ptr_array_index (presets, i))->name, name))
      {
        outpost_creation_set_preset (creation, g_ptr_array_index (presets, i));
        return TRUE;
      }
  if (g_str_equal (name, "none"))
    {
      outpost_creation_set_preset (creation, NULL);
      return TRUE;
    }
  names = dup_preset_names (presets);
  if (presets->len == 0)
    return outpost_cli_fail (error, NULL, _("this version of the template has no presets"));
  return outpost_cli_fail (error, NULL, _("there is no preset “%s”; there are: %s"), name, names);
}

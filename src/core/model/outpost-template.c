/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-template.h"

#include "outpost-json.h"

#define NIL_ID "00000000-0000-0000-0000-000000000000"

G_DEFINE_BOXED_TYPE (OutpostTemplate, outpost_template, outpost_template_ref, outpost_template_unref)
G_DEFINE_BOXED_TYPE (OutpostTemplateVersion,
                     outpost_template_version,
                     outpost_template_version_ref,
                     outpost_template_version_unref)

/* ---- Template ---------------------------------------------------------------------------------------------------- */

OutpostTemplate *
outpost_template_ref (OutpostTemplate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
template_clear (gpointer data)
{
  OutpostTemplate *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->display_name);
  g_free (self->description);
  g_free (self->organization_id);
  g_free (self->organization_name);
  g_free (self->organization_display_name);
  g_free (self->active_version_id);
  g_free (self->created_by_name);
  g_free (self->deprecation_message);
}

void
outpost_template_unref (OutpostTemplate *self)
{
  g_atomic_rc_box_release_full (self, template_clear);
}

const char *
outpost_template_get_title (const OutpostTemplate *self)
{
  return *self->display_name != '\0' ? self->display_name : self->name;
}

static gpointer
template_new_from_value (const OutpostJsonValue *value)
{
  OutpostTemplate *self = g_atomic_rc_box_new0 (OutpostTemplate);

  self->id = g_strdup (outpost_json_get_string (value, "id"));
  self->name = g_strdup (outpost_json_get_string (value, "name"));
  self->display_name = g_strdup (outpost_json_opt_string (value, "display_name", ""));
  self->description = g_strdup (outpost_json_opt_string (value, "description", ""));
  self->organization_id = g_strdup (outpost_json_get_string (value, "organization_id"));
  self->organization_name = g_strdup (outpost_json_opt_string (value, "organization_name", ""));
  self->organization_display_name = g_strdup (outpost_json_opt_string (value, "organization_display_name", ""));
  self->active_version_id = g_strdup (outpost_json_get_string (value, "active_version_id"));
  self->created_by_name = g_strdup (outpost_json_opt_string (value, "created_by_name", ""));
  self->active_user_count = outpost_json_opt_int (value, "active_user_count", -1);
  self->default_ttl_ms = outpost_json_opt_int (value, "default_ttl_ms", 0);
  self->deprecated = outpost_json_opt_bool (value, "deprecated", FALSE);
  self->deprecation_message = g_strdup (outpost_json_opt_string (value, "deprecation_message", ""));
  /* Deployments before 2.24 do not know another way. */
  self->classic_parameters = outpost_json_opt_bool (value, "use_classic_parameter_flow", TRUE);
  return self;
}

/* ---- Version ----------------------------------------------------------------------------------------------------- */

OutpostTemplateVersion *
outpost_template_version_ref (OutpostTemplateVersion *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
version_clear (gpointer data)
{
  OutpostTemplateVersion *self = data;

  g_free (self->id);
  g_free (self->template_id);
  g_free (self->name);
  g_free (self->message);
  g_free (self->created_by_name);
  g_free (self->job_status);
  g_free (self->job_error);
}

void
outpost_template_version_unref (OutpostTemplateVersion *self)
{
  g_atomic_rc_box_release_full (self, version_clear);
}

static OutpostTristate
read_tristate (const OutpostJsonValue *value,
               const char *key)
{
  OutpostJsonValue member = outpost_json_member (value, key);

  if (!outpost_json_is_present (&member))
    return OUTPOST_UNKNOWN;
  return outpost_json_get_bool (value, key) ? OUTPOST_YES : OUTPOST_NO;
}

static gpointer
version_new_from_value (const OutpostJsonValue *value)
{
  OutpostTemplateVersion *self = g_atomic_rc_box_new0 (OutpostTemplateVersion);
  OutpostJsonValue job = outpost_json_member (value, "job");
  OutpostJsonValue creator = outpost_json_member (value, "created_by");
  const char *template_id = outpost_json_opt_string (value, "template_id", "");

  self->id = g_strdup (outpost_json_get_string (value, "id"));
  self->template_id = g_strdup (g_str_equal (template_id, NIL_ID) ? "" : template_id);
  self->name = g_strdup (outpost_json_get_string (value, "name"));
  self->message = g_strdup (outpost_json_opt_string (value, "message", ""));
  self->created_by_name = g_strdup (outpost_json_opt_string (&creator, "username", ""));
  self->created_at = outpost_json_opt_time (value, "created_at");
  self->job_status = g_strdup (outpost_json_get_string (&job, "status"));
  self->job_error = g_strdup (outpost_json_opt_string (&job, "error", ""));
  self->archived = outpost_json_opt_bool (value, "archived", FALSE);
  self->has_external_agent = read_tristate (value, "has_external_agent");
  return self;
}

/* ---- Codecs ------------------------------------------------------------------------------------------------------ */

static GPtrArray *
read_array (GBytes *bytes,
            gpointer (*read) (const OutpostJsonValue *value),
            GDestroyNotify unref,
            GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(GPtrArray) array = g_ptr_array_new_with_free_func (unref);
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);

      g_ptr_array_add (array, read (&value));
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&array) : NULL;
}

OutpostTemplate *
outpost_template_new_from_json (GBytes *bytes,
                                GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostTemplate) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  self = template_new_from_value (&root);
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

GPtrArray *
outpost_templates_new_from_json (GBytes *bytes,
                                 GError **error)
{
  return read_array (bytes, template_new_from_value, (GDestroyNotify) outpost_template_unref, error);
}

OutpostTemplateVersion *
outpost_template_version_new_from_json (GBytes *bytes,
                                        GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostTemplateVersion) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  self = version_new_from_value (&root);
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

GPtrArray *
outpost_template_versions_new_from_json (GBytes *bytes,
                                         GError **error)
{
  return read_array (bytes, version_new_from_value, (GDestroyNotify) outpost_template_version_unref, error);
}

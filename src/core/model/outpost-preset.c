/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-preset.h"

#include "outpost-json.h"

G_DEFINE_BOXED_TYPE (OutpostPreset, outpost_preset, outpost_preset_ref, outpost_preset_unref)
G_DEFINE_BOXED_TYPE (OutpostExternalAuth, outpost_external_auth, outpost_external_auth_ref, outpost_external_auth_unref)

OutpostPreset *
outpost_preset_ref (OutpostPreset *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
preset_clear (gpointer data)
{
  OutpostPreset *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
}

void
outpost_preset_unref (OutpostPreset *self)
{
  g_atomic_rc_box_release_full (self, preset_clear);
}

const char *
outpost_preset_get_value (const OutpostPreset *self,
                          const char *parameter)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), parameter))
      return g_ptr_array_index (self->values, i);
  return NULL;
}

OutpostExternalAuth *
outpost_external_auth_ref (OutpostExternalAuth *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
external_auth_clear (gpointer data)
{
  OutpostExternalAuth *self = data;

  g_free (self->id);
  g_free (self->display_name);
  g_free (self->authenticate_url);
}

void
outpost_external_auth_unref (OutpostExternalAuth *self)
{
  g_atomic_rc_box_release_full (self, external_auth_clear);
}

/* Its keys begin with capitals, unlike all others; how many are made ahead is of no interest here. */
static OutpostPreset *
read_preset (const OutpostJsonValue *value)
{
  OutpostPreset *self = g_atomic_rc_box_new0 (OutpostPreset);
  OutpostJsonValue parameters = outpost_json_member (value, "Parameters");

  self->id = g_strdup (outpost_json_get_string (value, "ID"));
  self->name = g_strdup (outpost_json_get_string (value, "Name"));
  self->description = g_strdup (outpost_json_opt_string (value, "Description", ""));
  self->is_default = outpost_json_opt_bool (value, "Default", FALSE);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < outpost_json_get_length (&parameters); i++)
    {
      OutpostJsonValue parameter = outpost_json_element (&parameters, i);

      g_ptr_array_add (self->names, g_strdup (outpost_json_get_string (&parameter, "Name")));
      g_ptr_array_add (self->values, g_strdup (outpost_json_get_string (&parameter, "Value")));
    }
  return self;
}

GPtrArray *
outpost_presets_new_from_json (GBytes *bytes,
                               GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(GPtrArray) presets = g_ptr_array_new_with_free_func ((GDestroyNotify) outpost_preset_unref);
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);

      g_ptr_array_add (presets, read_preset (&value));
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&presets) : NULL;
}

static OutpostExternalAuth *
read_external_auth (const OutpostJsonValue *value)
{
  OutpostExternalAuth *self = g_atomic_rc_box_new0 (OutpostExternalAuth);

  self->id = g_strdup (outpost_json_get_string (value, "id"));
  self->display_name = g_strdup (outpost_json_opt_string (value, "display_name", ""));
  if (*self->display_name == '\0')
    g_set_str (&self->display_name, self->id);
  self->authenticate_url = g_strdup (outpost_json_opt_string (value, "authenticate_url", ""));
  self->authenticated = outpost_json_opt_bool (value, "authenticated", FALSE);
  self->optional = outpost_json_opt_bool (value, "optional", FALSE);
  return self;
}

GPtrArray *
outpost_external_auths_new_from_json (GBytes *bytes,
                                      GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(GPtrArray) auths = g_ptr_array_new_with_free_func ((GDestroyNotify) outpost_external_auth_unref);
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);

      g_ptr_array_add (auths, read_external_auth (&value));
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&auths) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api-templates.h"

#include "outpost-api-private.h"
#include "outpost-answers.h"
#include "outpost-build-log.h"
#include "outpost-json-writer.h"

#define MANAGES "manages"

static DexFuture *
get (OutpostClient *client,
     const char *path)
{
  return outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT);
}

/* ---- Templates and versions -------------------------------------------------------------------------------------- */

DexFuture *
outpost_api_list_templates (OutpostClient *client,
                            const char *query)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templates?q=%s", query);

  return DECODE (get (client, path), G_TYPE_PTR_ARRAY, outpost_templates_new_from_json);
}

DexFuture *
outpost_api_get_template (OutpostClient *client,
                          const char *id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templates/%s", id);

  return DECODE (get (client, path), OUTPOST_TYPE_TEMPLATE, outpost_template_new_from_json);
}

DexFuture *
outpost_api_get_template_version (OutpostClient *client,
                                  const char *id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s", id);

  return DECODE (get (client, path), OUTPOST_TYPE_TEMPLATE_VERSION, outpost_template_version_new_from_json);
}

DexFuture *
outpost_api_get_template_version_by_name (OutpostClient *client,
                                          const char *template_id,
                                          const char *name)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templates/%s/versions/%s", template_id, name);

  return DECODE (get (client, path), OUTPOST_TYPE_TEMPLATE_VERSION, outpost_template_version_new_from_json);
}

DexFuture *
outpost_api_list_presets (OutpostClient *client,
                          const char *version_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s/presets", version_id);

  return DECODE (get (client, path), G_TYPE_PTR_ARRAY, outpost_presets_new_from_json);
}

DexFuture *
outpost_api_list_external_auths (OutpostClient *client,
                                 const char *version_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s/external-auth", version_id);

  return DECODE (get (client, path), G_TYPE_PTR_ARRAY, outpost_external_auths_new_from_json);
}

static DexFuture *
manages_cb (DexFuture *completed,
            gpointer data)
{
  const char *const *passed = g_value_get_boxed (dex_future_get_value (completed, NULL));

  return dex_future_new_for_boolean (g_strv_contains (passed, MANAGES));
}

DexFuture *
outpost_api_manages_template (OutpostClient *client,
                              const char *id)
{
  g_autoptr(GString) words = g_string_new ("{\"checks\":{\"" MANAGES "\":{\"action\":\"update\",\"object\":{");
  g_autoptr(GBytes) body = NULL;

  g_string_append (words, "\"resource_type\":\"template\",\"resource_id\":");
  outpost_json_append_string (words, id);
  g_string_append (words, "}}}}");
  body = outpost_json_take_body (g_steal_pointer (&words));
  return dex_future_then (DECODE (outpost_client_send (client, "POST", "/api/v2/authcheck", body, OUTPOST_REQUEST_DEFAULT),
                                  G_TYPE_STRV, outpost_permissions_new_from_json),
                          manages_cb, NULL, NULL);
}

/* ---- Parameters -------------------------------------------------------------------------------------------------- */

DexFuture *
outpost_api_get_classic_parameters (OutpostClient *client,
                                    const char *version_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s/rich-parameters", version_id);

  return DECODE (get (client, path), OUTPOST_TYPE_PARAMETER_ANSWER, outpost_parameter_answer_new_from_classic_json);
}

static GString *
body_new (void)
{
  /* With room for what people type: growing would leave a copy of a password behind. */
  return g_string_append_c (g_string_sized_new (64 * 1024), '{');
}

static void
append_member (GString *body,
               const char *key,
               const char *value)
{
  if (body->str[body->len - 1] != '{')
    g_string_append_c (body, ',');
  outpost_json_append_string (body, key);
  g_string_append_c (body, ':');
  outpost_json_append_string (body, value);
}

static GBytes *
end_body (GString *body)
{
  return outpost_json_take_body (g_string_append_c (body, '}'));
}

GBytes *
outpost_api_write_parameter_request (gint64 id,
                                     const char *owner_id,
                                     GPtrArray *values)
{
  GString *body = body_new ();

  g_string_append_printf (body, "\"id\":%" G_GINT64_FORMAT ",\"inputs\":{", id);
  for (guint i = 0; i < values->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (values, i);

      append_member (body, value->name, value->value);
    }
  g_string_append_c (body, '}');
  if (owner_id != NULL)
    append_member (body, "owner_id", owner_id);
  return end_body (body);
}

DexFuture *
outpost_api_evaluate_parameters (OutpostClient *client,
                                 const char *version_id,
                                 const char *owner_id,
                                 GPtrArray *values)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s/dynamic-parameters/evaluate", version_id);
  g_autoptr(GBytes) body = outpost_api_write_parameter_request (0, owner_id, values);

  return DECODE (outpost_client_send (client, "POST", path, body, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_PARAMETER_ANSWER,
                 outpost_parameter_answer_new_from_json);
}

/* ---- Workspaces -------------------------------------------------------------------------------------------------- */

static void
append_values (GString *body,
               GPtrArray *values)
{
  g_string_append (body, ",\"rich_parameter_values\":[");
  for (guint i = 0; i < values->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (values, i);

      g_string_append (body, i > 0 ? ",{" : "{");
      append_member (body, "name", value->name);
      append_member (body, "value", value->value);
      g_string_append_c (body, '}');
    }
  g_string_append_c (body, ']');
}

DexFuture *
outpost_api_create_workspace (OutpostClient *client,
                              const char *owner,
                              const char *name,
                              const char *version_id,
                              const char *preset_id,
                              GPtrArray *values)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/users/%s/workspaces", owner);
  g_autoptr(GBytes) bytes = NULL;
  GString *body = body_new ();

  append_member (body, "name", name);
  append_member (body, "template_version_id", version_id);
  if (preset_id != NULL)
    append_member (body, "template_version_preset_id", preset_id);
  append_values (body, values);
  bytes = end_body (body);
  return DECODE (outpost_client_send (client, "POST", path, bytes, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_WORKSPACE,
                 outpost_workspace_new_from_json);
}

DexFuture *
outpost_api_update_workspace (OutpostClient *client,
                              const char *workspace_id,
                              const char *version_id,
                              GPtrArray *values)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspaces/%s/builds", workspace_id);
  g_autoptr(GBytes) bytes = NULL;
  GString *body = body_new ();

  append_member (body, "transition", "start");
  append_member (body, "template_version_id", version_id);
  append_values (body, values);
  bytes = end_body (body);
  return DECODE (outpost_client_send (client, "POST", path, bytes, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_BUILD,
                 outpost_build_new_from_json);
}

static DexFuture *
true_cb (DexFuture *completed,
         gpointer data)
{
  return dex_future_new_true ();
}

DexFuture *
outpost_api_rename_workspace (OutpostClient *client,
                              const char *workspace_id,
                              const char *name)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspaces/%s", workspace_id);
  g_autoptr(GBytes) body = outpost_json_write_strings ("name", name, NULL);

  return dex_future_then (outpost_client_send (client, "PATCH", path, body, OUTPOST_REQUEST_EMPTY), true_cb, NULL, NULL);
}

/* ---- Plans ------------------------------------------------------------------------------------------------------- */

DexFuture *
outpost_api_begin_dry_run (OutpostClient *client,
                           const char *version_id,
                           const char *workspace_name,
                           GPtrArray *values)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s/dry-run", version_id);
  g_autoptr(GBytes) bytes = NULL;
  GString *body = body_new ();

  append_member (body, "workspace_name", workspace_name);
  append_values (body, values);
  bytes = end_body (body);
  return DECODE (outpost_client_send (client, "POST", path, bytes, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_DRY_RUN,
                 outpost_dry_run_new_from_json);
}

DexFuture *
outpost_api_get_dry_run (OutpostClient *client,
                         const char *version_id,
                         const char *job_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s/dry-run/%s", version_id, job_id);

  return DECODE (get (client, path), OUTPOST_TYPE_DRY_RUN, outpost_dry_run_new_from_json);
}

DexFuture *
outpost_api_get_dry_run_log (OutpostClient *client,
                             const char *version_id,
                             const char *job_id,
                             gint64 after)
{
  g_autofree char *encoded = outpost_client_dup_path ("/api/v2/templateversions/%s/dry-run/%s/logs", version_id, job_id);
  g_autofree char *path = g_strdup_printf ("%s?after=%" G_GINT64_FORMAT, encoded, after);

  return DECODE (get (client, path), OUTPOST_TYPE_BUILD_LOG, outpost_build_log_new_from_json);
}

DexFuture *
outpost_api_list_planned_resources (OutpostClient *client,
                                    const char *version_id,
                                    const char *job_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/templateversions/%s/dry-run/%s/resources", version_id, job_id);

  return DECODE (get (client, path), G_TYPE_PTR_ARRAY, outpost_planned_resources_new_from_json);
}

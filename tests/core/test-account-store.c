/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-account-store.h"
#include "outpost-context.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-fake-secrets.h"
#include "outpost-test.h"

#include <glib/gstdio.h>

/* Nothing listens there. */
#define NOWHERE "http://127.0.0.1:1"
#define KEY "hC1nbSv2Xk-3P1bqTQ0a8w5hJp6dYk2Zr"
#define OTHER_KEY "AAAAAAAAAA-BBBBBBBBBBBBBBBBBBBBBB"

/* One person's folders and keyring. */
typedef struct
{
  char *config_dir;
  char *cache_dir;
  char *file;
  OutpostFakeSecrets *secrets;
  OutpostAccountStore *store;
} Fixture;

static OutpostAccountStore *
new_store (Fixture *fixture)
{
  return outpost_account_store_new (fixture->config_dir, fixture->cache_dir, OUTPOST_SECRETS (fixture->secrets));
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autofree char *dir = outpost_test_dup_dir ();

  fixture->config_dir = g_build_filename (dir, "config", "outpost", NULL);
  fixture->cache_dir = g_build_filename (dir, "cache", "outpost", NULL);
  fixture->file = g_build_filename (fixture->config_dir, "accounts.ini", NULL);
  fixture->secrets = outpost_fake_secrets_new ();
  fixture->store = new_store (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->secrets);
  g_free (fixture->config_dir);
  g_free (fixture->cache_dir);
  g_free (fixture->file);
}

static OutpostUser *
new_user (const char *id,
          const char *username)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"username\":\"%s\",\"name\":\"\",\"email\":\"%s@example.com\","
                                           "\"created_at\":\"2026-01-01T00:00:00Z\",\"status\":\"active\","
                                           "\"organization_ids\":[],\"roles\":[]}",
                                           id, username, username);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  OutpostUser *user = outpost_user_new_from_json (bytes, &error);

  g_assert_no_error (error);
  return user;
}

static OutpostAccount *
try_add (Fixture *fixture,
         const char *url,
         const char *username,
         const char *key,
         OutpostKeep keep,
         GError **error)
{
  g_autofree char *id = g_strconcat ("id-of-", username, NULL);
  g_autoptr(OutpostUser) user = new_user (id, username);

  return outpost_test_await_object (outpost_account_store_add (fixture->store, url, user, key, keep), error);
}

/* borrowed from the store */
static OutpostAccount *
add (Fixture *fixture,
     const char *url,
     const char *username,
     OutpostKeep keep)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostAccount) account = try_add (fixture, url, username, KEY, keep, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_SIGNED_IN);
  g_assert_true (outpost_account_store_get_current (fixture->store) == account);
  return account;
}

static guint
n_accounts (OutpostAccountStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static OutpostAccount *
nth (OutpostAccountStore *store,
     guint position)
{
  g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (store), position);

  return account;
}

static void
count_cb (gpointer object,
          gpointer pspec,
          guint *count)
{
  (*count)++;
}

static void
assert_nowhere_below (const char *path,
                      const char *needle)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        assert_nowhere_below (child, needle);
      else if (g_file_get_contents (child, &text, &length, NULL))
        g_assert_null (g_strstr_len (text, length, needle));
    }
}

static void
assert_mode (const char *path,
             guint mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

/* ---- The file ---------------------------------------------------------------------------------------------------- */

static void
test_round_trip (Fixture *fixture,
                 gconstpointer data)
{
  OutpostAccount *alice = add (fixture, NOWHERE, "alice", OUTPOST_KEEP_IN_KEYRING);
  OutpostAccount *bob = add (fixture, NOWHERE, "bob", OUTPOST_KEEP_IN_KEYRING);
  OutpostAccount *carol = add (fixture, NOWHERE "/prefix", "carol", OUTPOST_KEEP_IN_KEYRING);
  g_autoptr(OutpostAccountStore) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (outpost_fake_secrets_get_label (fixture->secrets), ==, "Outpost key for carol on 127.0.0.1:1/prefix");
  outpost_account_store_set_current (fixture->store, bob);
  again = new_store (fixture);
  g_assert_true (outpost_account_store_load (again, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_accounts (again), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      OutpostAccount *before = nth (fixture->store, i);
      OutpostAccount *after = nth (again, i);

      g_assert_cmpstr (outpost_account_get_id (after), ==, outpost_account_get_id (before));
      g_assert_cmpstr (outpost_account_get_url (after), ==, outpost_account_get_url (before));
      g_assert_cmpstr (outpost_account_get_user_id (after), ==, outpost_account_get_user_id (before));
      g_assert_cmpstr (outpost_account_get_username (after), ==, outpost_account_get_username (before));
      g_assert_cmpint (outpost_account_get_state (after), ==, OUTPOST_ACCOUNT_NO_KEY);
      g_assert_false (outpost_account_is_session_only (after));
    }
  g_assert_true (outpost_account_store_get_current (again) == nth (again, 1));
  g_assert_true (alice == nth (fixture->store, 0) && carol == nth (fixture->store, 2));
  assert_mode (fixture->file, 0600);
  assert_mode (fixture->config_dir, 0700);
  assert_nowhere_below (fixture->config_dir, KEY);
  assert_nowhere_below (fixture->cache_dir, KEY);
}

static void
test_no_file (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (outpost_account_store_load (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_accounts (fixture->store), ==, 0);
  g_assert_null (outpost_account_store_get_current (fixture->store));
  g_assert_false (g_file_test (fixture->config_dir, G_FILE_TEST_EXISTS));
}

static void
test_not_written (Fixture *fixture,
                  gconstpointer data)
{
  OutpostAccount *session = add (fixture, NOWHERE, "alice", OUTPOST_KEEP_FOR_SESSION);
  OutpostAccount *demo = add (fixture, NOWHERE, "you", OUTPOST_KEEP_DEMO);

  g_assert_true (outpost_account_is_session_only (session) && !outpost_account_is_demo (session));
  g_assert_true (outpost_account_is_session_only (demo) && outpost_account_is_demo (demo));
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (outpost_fake_secrets_n_asked (fixture->secrets), ==, 0);
}

static char *
many_accounts (void)
{
  GString *text = g_string_new ("[Outpost]\nversion=1\n");

  for (guint i = 0; i < 65; i++)
    {
      g_autofree char *id = g_uuid_string_random ();

      g_string_append_printf (text, "[Account %s]\nurl=http://127.0.0.1:1\nuser-id=%u\nusername=u%u\n", id, i, i);
    }
  return g_string_free_and_steal (text);
}

#define ONE "[Account 6d8b1c0a-94a5-4e57-8a87-3f4f2f6b0a11]\n"

static void
test_damaged (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *many = many_accounts ();
  g_autofree char *large = g_strnfill (300 * 1024, '#');
  const struct
  {
    const char *text;
    guint n_left;
  } cases[] = {
    { "not an ini file", 0 },
    { "\xff\xfe\x00", 0 },
    { "[Outpost]\nversion=2\n" ONE "url=http://127.0.0.1:1\nuser-id=a\nusername=a\n", 0 },
    { ONE "url=http://127.0.0.1:1\nuser-id=a\nusername=a\n", 0 },
    { "[Outpost]\nversion=1\n[Account ../../../etc/passwd]\nurl=http://127.0.0.1:1\nuser-id=a\nusername=a\n", 0 },
    { "[Outpost]\nversion=1\n" ONE "url=HTTP://127.0.0.1:1/\nuser-id=a\nusername=a\n", 0 },
    { "[Outpost]\nversion=1\n" ONE "url=file:///etc/passwd\nuser-id=a\nusername=a\n", 0 },
    { "[Outpost]\nversion=1\n" ONE "url=http://127.0.0.1:1\nuser-id=\nusername=a\n", 0 },
    { "[Outpost]\nversion=1\n" ONE "url=http://127.0.0.1:1\nuser-id=a\n", 0 },
    { "[Outpost]\nversion=1\n" ONE "url=http://127.0.0.1:1\nuser-id=a\nusername=a\n[Account x]\n", 1 },
    { many, 64 },
    { large, 0 },
  };

  g_assert_cmpint (g_mkdir_with_parents (fixture->config_dir, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OutpostAccountStore) store = new_store (fixture);
      g_autoptr(OutpostAccountStore) again = new_store (fixture);
      g_autoptr(GError) error = NULL;
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", fixture->file, MIN (i + 1, 9));
      g_autofree char *kept = NULL;

      g_assert_true (g_file_set_contents (fixture->file, cases[i].text, -1, NULL));
      g_assert_false (outpost_account_store_load (store, &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE);
      g_assert_cmpuint (n_accounts (store), ==, cases[i].n_left);
      g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, cases[i].text);
      g_clear_error (&error);
      g_assert_true (outpost_account_store_load (again, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n_accounts (again), ==, cases[i].n_left);
      g_unlink (fixture->file);
    }
}

static void
test_most (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostAccount) refused = NULL;

  for (guint i = 0; i < 64; i++)
    {
      g_autofree char *name = g_strdup_printf ("user%u", i);

      add (fixture, NOWHERE, name, OUTPOST_KEEP_DEMO);
    }
  refused = try_add (fixture, NOWHERE, "one-more", KEY, OUTPOST_KEEP_IN_KEYRING, &error);
  g_assert_null (refused);
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE);
  g_assert_cmpuint (outpost_fake_secrets_n_asked (fixture->secrets), ==, 0);
}

static void
test_unwritable (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->config_dir);
  g_autofree char *above = g_path_get_dirname (parent);
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostAccount) account = NULL;

  g_assert_true (g_file_test (above, G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_set_contents (parent, "a file where the folder should be", -1, NULL));
  account = try_add (fixture, NOWHERE, "alice", KEY, OUTPOST_KEEP_IN_KEYRING, &error);
  g_assert_null (account);
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE);
  g_assert_cmpuint (n_accounts (fixture->store), ==, 0);
  g_assert_null (outpost_account_store_get_current (fixture->store));
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 0);
}

/* ---- Adding ------------------------------------------------------------------------------------------------------ */

static void
test_taken_over (Fixture *fixture,
                 gconstpointer data)
{
  OutpostAccount *alice = add (fixture, NOWHERE, "alice", OUTPOST_KEEP_IN_KEYRING);
  OutpostWorkspaceList *list = outpost_account_get_workspaces (alice);
  g_autoptr(OutpostUser) renamed = new_user ("id-of-alice", "alice2");
  g_autoptr(OutpostAccount) again = NULL;

  again = outpost_test_await_object (
      outpost_account_store_add (fixture->store, NOWHERE, renamed, OTHER_KEY, OUTPOST_KEEP_IN_KEYRING), NULL);
  g_assert_true (again == alice);
  g_assert_true (outpost_account_get_workspaces (again) == list);
  g_assert_cmpuint (n_accounts (fixture->store), ==, 1);
  g_assert_cmpstr (outpost_account_get_username (again), ==, "alice2");
  g_assert_cmpstr (outpost_fake_secrets_get (fixture->secrets, NOWHERE, "id-of-alice"), ==, OTHER_KEY);
  g_assert_true (outpost_account_store_find (fixture->store, NOWHERE "/", "alice2") == alice);
  g_assert_true (outpost_account_store_find (fixture->store, "127.0.0.1:1", NULL) == alice);
  g_assert_null (outpost_account_store_find (fixture->store, NOWHERE, "alice"));
  g_assert_null (outpost_account_store_find (fixture->store, "not an address", NULL));
}

static void
test_keyring_fails (Fixture *fixture,
                    gconstpointer data)
{
  const OutpostError codes[] = { OUTPOST_ERROR_KEYRING_LOCKED, OUTPOST_ERROR_KEYRING_MISSING, OUTPOST_ERROR_KEYRING_REFUSED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OutpostAccount) account = NULL;

      outpost_fake_secrets_fail (fixture->secrets, codes[i]);
      account = try_add (fixture, NOWHERE, "alice", KEY, OUTPOST_KEEP_IN_KEYRING, &error);
      g_assert_null (account);
      g_assert_error (error, OUTPOST_ERROR, (int) codes[i]);
      g_assert_cmpuint (n_accounts (fixture->store), ==, 0);
      g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
    }
}

static void
test_current (Fixture *fixture,
              gconstpointer data)
{
  OutpostAccount *alice = add (fixture, NOWHERE, "alice", OUTPOST_KEEP_FOR_SESSION);
  OutpostAccount *bob = add (fixture, NOWHERE, "bob", OUTPOST_KEEP_FOR_SESSION);
  guint n_notified = 0;

  g_signal_connect (fixture->store, "notify::current", G_CALLBACK (count_cb), &n_notified);
  outpost_account_store_set_current (fixture->store, bob);
  g_assert_cmpuint (n_notified, ==, 0);
  g_object_set (fixture->store, "current", alice, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  outpost_test_await_true (outpost_account_store_sign_out (fixture->store, alice), NULL);
  g_assert_true (outpost_account_store_get_current (fixture->store) == bob);
  outpost_test_await_true (outpost_account_store_sign_out (fixture->store, bob), NULL);
  g_assert_null (outpost_account_store_get_current (fixture->store));
  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_cmpuint (n_accounts (fixture->store), ==, 0);
}

/* ---- Unlocking --------------------------------------------------------------------------------------------------- */

static void
test_unlock (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr(OutpostAccountStore) again = NULL;
  g_autoptr(GError) error = NULL;
  OutpostAccount *account;
  DexFuture *first, *second;
  guint n_asked;

  add (fixture, NOWHERE, "alice", OUTPOST_KEEP_IN_KEYRING);
  again = new_store (fixture);
  g_assert_true (outpost_account_store_load (again, NULL));
  account = nth (again, 0);

  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_false (outpost_test_await_true (outpost_account_unlock (account), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_KEY_UNAVAILABLE);
  g_assert_error (outpost_account_get_error (account), OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_LOCKED);

  outpost_fake_secrets_fail (fixture->secrets, -1);
  outpost_fake_secrets_hold (fixture->secrets);
  n_asked = outpost_fake_secrets_n_asked (fixture->secrets);
  first = outpost_account_unlock (account);
  second = outpost_account_unlock (account);
  dex_unref (first);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_KEY_UNAVAILABLE);
  outpost_fake_secrets_release (fixture->secrets);
  g_assert_true (outpost_test_await_true (second, NULL));
  g_assert_cmpuint (outpost_fake_secrets_n_asked (fixture->secrets), ==, n_asked + 1);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_SIGNED_IN);
  g_assert_null (outpost_account_get_error (account));
  g_assert_true (outpost_client_has_key (outpost_account_get_client (account)));
  g_assert_true (outpost_test_await_true (outpost_account_unlock (account), NULL));
  g_assert_cmpuint (outpost_fake_secrets_n_asked (fixture->secrets), ==, n_asked + 1);
}

static void
test_unlock_without_key (Fixture *fixture,
                         gconstpointer data)
{
  g_autoptr(OutpostFakeSecrets) empty = outpost_fake_secrets_new ();
  g_autoptr(OutpostContext) context = NULL;
  g_autoptr(GError) error = NULL;
  OutpostAccount *account;

  add (fixture, NOWHERE, "alice", OUTPOST_KEEP_IN_KEYRING);
  context = outpost_context_new_at (fixture->config_dir, fixture->cache_dir, OUTPOST_SECRETS (empty));
  g_assert_true (outpost_account_store_load (outpost_context_get_accounts (context), NULL));
  account = nth (outpost_context_get_accounts (context), 0);
  g_assert_false (outpost_test_await_true (outpost_account_unlock (account), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING);
  g_assert_cmpint (outpost_account_get_state (account), ==, OUTPOST_ACCOUNT_KEY_UNAVAILABLE);
}

/* ---- Signing out ------------------------------------------------------------------------------------------------- */

static gboolean
is_unlicensed (gpointer account)
{
  OutpostEntitlements *entitlements = outpost_account_get_entitlements (account);

  return entitlements != NULL && !entitlements->external_agents;
}

static gboolean
is_licensed (gpointer account)
{
  return outpost_account_get_entitlements (account) != NULL && !is_unlicensed (account);
}

/* A licence that comes later is noticed with the next look at the list, and then not asked for any more. */
static void
test_license (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostDemo) demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_autoptr(OutpostAccount) account = NULL;
  OutpostWorkspaceList *list;

  g_assert_no_error (error);
  outpost_demo_add_fault (demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/entitlements", 1, 200, 0,
                          "{\"features\":{},\"has_license\":false}", NULL);
  account = try_add (fixture, outpost_demo_get_url (demo), "alice", outpost_demo_get_key (demo), OUTPOST_KEEP_FOR_SESSION, &error);
  g_assert_no_error (error);
  list = outpost_account_get_workspaces (account);
  outpost_test_wait_until (is_unlicensed, account);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
  outpost_test_wait_until (is_licensed, account);
  outpost_demo_clear_requests (demo);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
  g_assert_cmpuint (outpost_demo_count_requests (demo, "GET", "/api/v2/entitlements"), ==, 0);
}

static void
test_sign_out_unreachable (Fixture *fixture,
                           gconstpointer data)
{
  OutpostAccount *account = add (fixture, NOWHERE, "alice", OUTPOST_KEEP_IN_KEYRING);
  g_autofree char *name = g_strconcat (outpost_account_get_id (account), ".workspaces", NULL);
  g_autofree char *cache = g_build_filename (fixture->cache_dir, name, NULL);
  g_autofree char *seen_name = g_strconcat (outpost_account_get_id (account), ".seen", NULL);
  g_autofree char *seen = g_build_filename (fixture->cache_dir, seen_name, NULL);
  g_autoptr(OutpostAccountStore) again = new_store (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->cache_dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (cache, "a list", -1, NULL));
  g_assert_true (g_file_set_contents (seen, "what was seen", -1, NULL));
  g_assert_false (outpost_test_await_true (outpost_account_store_sign_out (fixture->store, account), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNREACHABLE);
  g_assert_cmpuint (n_accounts (fixture->store), ==, 0);
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 0);
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (seen, G_FILE_TEST_EXISTS));
  g_assert_true (outpost_account_store_load (again, NULL));
  g_assert_cmpuint (n_accounts (again), ==, 0);
}

static void
test_sign_out_keyring_fails (Fixture *fixture,
                             gconstpointer data)
{
  OutpostAccount *account = add (fixture, NOWHERE, "alice", OUTPOST_KEEP_IN_KEYRING);
  g_autoptr(GError) error = NULL;

  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_false (outpost_test_await_true (outpost_account_store_sign_out (fixture->store, account), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (n_accounts (fixture->store), ==, 1);
}

/* The key is only in the keyring yet: it is fetched from there to be ended. */
static void
test_sign_out_not_unlocked (Fixture *fixture,
                            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostDemo) demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_autoptr(OutpostUser) user = NULL;
  g_autoptr(OutpostAccount) account = NULL;
  g_autoptr(OutpostAccountStore) again = new_store (fixture);
  DexFuture *added;
  guint n_keys;

  g_assert_no_error (error);
  n_keys = outpost_demo_count_keys (demo);
  user = new_user (outpost_demo_get_user_id (demo), outpost_demo_get_username (demo));
  added = outpost_account_store_add (fixture->store, outpost_demo_get_url (demo), user, outpost_demo_get_key (demo),
                                     OUTPOST_KEEP_IN_KEYRING);
  account = outpost_test_await_object (added, NULL);
  g_assert_nonnull (account);
  g_assert_true (outpost_account_store_load (again, NULL));
  g_assert_true (outpost_test_await_true (outpost_account_store_sign_out (again, nth (again, 0)), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outpost_demo_count_keys (demo), ==, n_keys - 1);
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 0);
}

int
main (int argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/accounts/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("no-file", test_no_file);
  ADD ("not-written", test_not_written);
  ADD ("damaged", test_damaged);
  ADD ("most", test_most);
  ADD ("unwritable", test_unwritable);
  ADD ("taken-over", test_taken_over);
  ADD ("keyring-fails", test_keyring_fails);
  ADD ("current", test_current);
  ADD ("license", test_license);
  ADD ("unlock", test_unlock);
  ADD ("unlock-without-key", test_unlock_without_key);
  ADD ("sign-out/unreachable", test_sign_out_unreachable);
  ADD ("sign-out/keyring-fails", test_sign_out_keyring_fails);
  ADD ("sign-out/not-unlocked", test_sign_out_not_unlocked);
  return g_test_run ();
}

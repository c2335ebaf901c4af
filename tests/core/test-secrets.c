/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error.h"
#include "outpost-secrets.h"
#include "outpost-test.h"

#define URL "https://coder.example.com"
#define ALICE "5a0b31e2-3a2e-4f67-8a53-9bb0a4cbbd5d"
#define BOB "0c8f0d0e-7a58-4f9e-b3a4-c4a0c3b1a111"
#define KEY "hC1nbSv2Xk-3P1bqTQ0a8w5hJp6dYk2Zr"
#define OTHER_KEY "AAAAAAAAAA-BBBBBBBBBBBBBBBBBBBBBB"

static void
assert_key (OutpostSecrets *secrets,
            const char *user_id,
            const char *key)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *found = outpost_test_await_string (outpost_secrets_lookup (secrets, URL, user_id), &error);

  if (key != NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING);
  g_assert_cmpstr (found, ==, key);
}

static void
keep (OutpostSecrets *secrets,
      const char *user_id,
      const char *key)
{
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (outpost_secrets_store (secrets, URL, user_id, "A key for tests", key), &error);
  g_assert_no_error (error);
}

static void
forget (OutpostSecrets *secrets,
        const char *user_id)
{
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (outpost_secrets_clear (secrets, URL, user_id), &error);
  g_assert_no_error (error);
}

static void
walk (OutpostSecrets *secrets)
{
  assert_key (secrets, ALICE, NULL);
  forget (secrets, ALICE);
  keep (secrets, ALICE, KEY);
  keep (secrets, BOB, OTHER_KEY);
  assert_key (secrets, ALICE, KEY);
  assert_key (secrets, BOB, OTHER_KEY);
  keep (secrets, ALICE, OTHER_KEY);
  assert_key (secrets, ALICE, OTHER_KEY);
  forget (secrets, ALICE);
  assert_key (secrets, ALICE, NULL);
  assert_key (secrets, BOB, OTHER_KEY);
}

static void
test_session (void)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_session ();
  g_autoptr(OutpostSecrets) another = outpost_secrets_new_for_session ();

  walk (secrets);
  assert_key (another, BOB, NULL);
}

/* libsecret chooses its backend once a process: what needs another one runs in a process of its own. */
static void
run_part (const char *path,
          const char *const *variables)
{
  g_auto(GStrv) environment = g_get_environ ();

  for (guint i = 0; variables[i] != NULL; i += 2)
    environment = g_environ_setenv (environment, variables[i], variables[i + 1], TRUE);
  environment = g_environ_unsetenv (environment, "DISPLAY");
  g_test_trap_subprocess_with_envp (path, (const char *const *) environment, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_file (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "keyring", NULL);
  g_autofree char *content = NULL;
  gsize length;

  run_part ("/secrets/file/subprocess/walk", (const char *[]) { "SECRET_BACKEND", "file", "SECRET_FILE_TEST_PATH", path,
                                                                "SECRET_FILE_TEST_PASSWORD", "a password", NULL });
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, length, OTHER_KEY));

  run_part ("/secrets/file/subprocess/wrong-password", (const char *[]) { "SECRET_BACKEND", "file", "SECRET_FILE_TEST_PATH", path,
                                                                          "SECRET_FILE_TEST_PASSWORD", "another password", NULL });
  g_assert_true (g_file_set_contents (path, "no keyring", -1, NULL));
  /* libsecret leaks the text of a file that is no keyring. */
  run_part ("/secrets/file/subprocess/refused",
            (const char *[]) { "SECRET_BACKEND", "file", "SECRET_FILE_TEST_PATH", path, "SECRET_FILE_TEST_PASSWORD", "a password",
                               "ASAN_OPTIONS", "detect_leaks=0:halt_on_error=1:detect_stack_use_after_return=0", NULL });
}

static void
part_walk (void)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();

  walk (secrets);
}

static void
assert_all (OutpostError code)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();
  DexFuture *futures[] = {
    outpost_secrets_store (secrets, URL, BOB, "A key for tests", KEY),
    outpost_secrets_lookup (secrets, URL, BOB),
    outpost_secrets_clear (secrets, URL, BOB),
  };

  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autoptr(GError) error = NULL;

      outpost_test_await_true (futures[i], &error);
      g_assert_error (error, OUTPOST_ERROR, (int) code);
      g_assert_null (strstr (error->message, KEY));
    }
}

static void
part_missing (void)
{
  assert_all (OUTPOST_ERROR_KEYRING_MISSING);
}

static void
part_refused (void)
{
  assert_all (OUTPOST_ERROR_KEYRING_REFUSED);
}

/* What a file sealed with another password holds is not found in it. */
static void
part_wrong_password (void)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();

  assert_key (secrets, BOB, NULL);
}

static void
test_no_bus (void)
{
  run_part ("/secrets/absent/subprocess/missing", (const char *[]) { "SECRET_BACKEND", "service", "DBUS_SESSION_BUS_ADDRESS", "",
                                                                     "XDG_RUNTIME_DIR", "/nonexistent", NULL });
  run_part ("/secrets/absent/subprocess/missing", (const char *[]) { "SECRET_BACKEND", "service", "DBUS_SESSION_BUS_ADDRESS",
                                                                     "unix:path=/nonexistent/bus", NULL });
  run_part ("/secrets/absent/subprocess/missing",
            (const char *[]) { "SECRET_BACKEND", "service", "DBUS_SESSION_BUS_ADDRESS", "nonsense", NULL });
}

static void
test_bus_without_service (void)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  g_autoptr(GTestDBus) bus = NULL;

  if (daemon == NULL)
    {
      g_test_skip ("no dbus-daemon");
      return;
    }
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  run_part ("/secrets/absent/subprocess/missing", (const char *[]) { "SECRET_BACKEND", "service", "DBUS_SESSION_BUS_ADDRESS",
                                                                     g_test_dbus_get_bus_address (bus), NULL });
  g_test_dbus_down (bus);
}

int
main (int argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secrets/session", test_session);
  g_test_add_func ("/secrets/file", test_file);
  g_test_add_func ("/secrets/absent/no-bus", test_no_bus);
  g_test_add_func ("/secrets/absent/bus-without-service", test_bus_without_service);
  g_test_add_func ("/secrets/file/subprocess/walk", part_walk);
  g_test_add_func ("/secrets/file/subprocess/wrong-password", part_wrong_password);
  g_test_add_func ("/secrets/file/subprocess/refused", part_refused);
  g_test_add_func ("/secrets/absent/subprocess/missing", part_missing);
  return g_test_run ();
}

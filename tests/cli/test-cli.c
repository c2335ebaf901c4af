/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-test.h"
#include "outpost-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define WORKSPACES "/api/v2/workspaces?*"

static void
sign_in (CliTest *test)
{
  g_autofree char *key = g_strconcat (outpost_demo_get_key (test->demo), "\n", NULL);

  cli_test_run (test, key, "login %s", outpost_demo_get_url (test->demo));
  cli_test_assert_works (test);
}

/* ---- What is typed ----------------------------------------------------------------------------------------------- */

static void
test_help (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_run (&test, NULL, "--version");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.out, ==, "outpost-cli " PACKAGE_VERSION "\n");
  cli_test_run (&test, NULL, "--help");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "agent-instructions"));
  cli_test_run (&test, NULL, "list --help");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "--search"));
  cli_test_run (&test, NULL, "login -h");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "CODER_SESSION_TOKEN"));
  cli_test_run (&test, NULL, "agent-instructions --help");
  cli_test_assert_works (&test);
  cli_test_run (&test, NULL, "logout --help");
  cli_test_assert_works (&test);
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, NULL), ==, 0);
}

static void
test_mistakes (void)
{
  static const char *const cases[][2] = {
    { "nonsense", "no command “nonsense”" },
    { "--nonsense", "a command is missing" },
    { "list --nonsense", "--nonsense" },
    { "list much", "“much” is one argument too many" },
    { "list -o yaml", "there are: table, json" },
    { "agent-instructions x -o table", "there are: text, json" },
    { "list -c nope",
      "“nope” is not a column; there are: favorite, workspace, organization id, organization name, template, status, healthy, "
      "last built, current version, outdated, starts at, starts next, stops after, stops next, daily cost" },
    { "list -c workspace,", "“” is not a column" },
    { "list -c ''", "“” is not a column" },
    { "agent-instructions", "is missing" },
    { "agent-instructions a/b/c", "not a valid workspace name" },
    { "agent-instructions /b", "not a valid workspace name" },
    { "agent-instructions a.", "not a valid workspace name" },
    { "login", "URL is missing" },
    { "list", "not signed in" },
    { "logout", "not signed in" },
    { "list --url http://127.0.0.1:1", "not signed in to http://127.0.0.1:1" },
  };
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_test_run (&test, NULL, "%s", cases[i][0]);
      cli_test_assert_fails (&test, cases[i][1]);
    }
  g_assert_nonnull (strstr (test.err, "outpost-cli login URL"));
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, NULL), ==, 0);
}

/* ---- Signing in and out ------------------------------------------------------------------------------------------ */

static void
test_login (void)
{
  g_auto(CliTest) test = { NULL };
  guint keys;

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  keys = outpost_demo_count_keys (test.demo);
  sign_in (&test);
  g_assert_nonnull (strstr (test.out, outpost_demo_get_username (test.demo)));
  g_assert_cmpuint (outpost_demo_count_keys (test.demo), ==, keys + 1);

  cli_test_run (&test, NULL, "list");
  cli_test_assert_works (&test);
  cli_test_run (&test, NULL, "--url %s ls", outpost_demo_get_url (test.demo));
  cli_test_assert_works (&test);

  cli_test_run (&test, NULL, "logout");
  cli_test_assert_works (&test);
  g_assert_cmpuint (outpost_demo_count_keys (test.demo), ==, keys);
  cli_test_run (&test, NULL, "list");
  cli_test_assert_fails (&test, "not signed in");
}

static void
test_login_wrong_key (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_run (&test, "nonsense\n", "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_fails (&test, "this is not a session key");
  cli_test_run (&test, "aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb\n", "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_fails (&test, "does not accept the session key");
  g_assert_null (strstr (test.err, "bbbbbbbb"));
  cli_test_run (&test, "", "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_fails (&test, "no session key was given");
  cli_test_run (&test, "x", "login 'not an address'");
  cli_test_assert_fails (&test, "not the address");
  cli_test_run (&test, "x", "login http://127.0.0.1:1");
  cli_test_assert_fails (&test, "cannot be reached");
}

static void
test_login_variable (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_set_variable (&test, "CODER_SESSION_TOKEN", outpost_demo_get_key (test.demo));
  cli_test_run (&test, NULL, "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_works (&test);
}

/* What was typed must not be shown. */
static void
test_login_terminal (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *key = NULL;

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  key = g_strconcat (outpost_demo_get_key (test.demo), "\n", NULL);
  cli_test_run_on_terminal (&test, "not shown", key, "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.err, "/cli-auth"));
  g_assert_null (strstr (test.err, outpost_demo_get_key (test.demo)));
  cli_test_run (&test, NULL, "list");
  cli_test_assert_works (&test);
}

/* Without a keyring nothing is kept anywhere, our key is ended, and the other way is named. */
static void
test_login_no_keyring (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *key = NULL;
  guint keys;

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  keys = outpost_demo_count_keys (test.demo);
  key = g_strconcat (outpost_demo_get_key (test.demo), "\n", NULL);
  cli_test_set_variable (&test, "SECRET_BACKEND", "service");
  cli_test_run (&test, key, "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_fails (&test, "could not be kept: there is no keyring service");
  g_assert_nonnull (strstr (test.err, "CODER_URL and CODER_SESSION_TOKEN"));
  g_assert_cmpuint (outpost_demo_count_keys (test.demo), ==, keys);
  cli_test_run (&test, NULL, "list");
  cli_test_assert_fails (&test, "not signed in");
}

static void
test_login_moved (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *key = NULL;

  cli_test_init (&test, OUTPOST_DEMO_STILL | OUTPOST_DEMO_REDIRECT, 0);
  key = g_strconcat (outpost_demo_get_key (test.demo), "\n", NULL);
  cli_test_run (&test, key, "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_fails (&test, "under another address: http://localhost:");
  g_assert_nonnull (strstr (test.err, "outpost-cli login http://localhost:"));
  cli_test_run_on_terminal (&test, "Go on there?", "n\n", "login %s", outpost_demo_get_url (test.demo));
  cli_test_assert_fails (&test, "under another address: http://localhost:");
}

static void
test_logout_unreachable (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  sign_in (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", "/api/v2/users/logout", 0, 500, 0, "Broken.", NULL);
  cli_test_run (&test, NULL, "logout");
  cli_test_assert_fails (&test, "the key may still be valid there");
  cli_test_run (&test, NULL, "list");
  cli_test_assert_fails (&test, "not signed in");
}

/* ---- The environment --------------------------------------------------------------------------------------------- */

static guint
count_files (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n += g_file_test (child, G_FILE_TEST_IS_DIR) ? count_files (child) : 1;
    }
  return n;
}

static void
test_environment (void)
{
  g_auto(CliTest) test = { NULL };
  guint keys;

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  keys = outpost_demo_count_keys (test.demo);
  cli_test_use_environment (&test);
  cli_test_run (&test, NULL, "list");
  cli_test_assert_works (&test);
  g_assert_cmpuint (outpost_demo_count_keys (test.demo), ==, keys);
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, NULL), ==, 1);
  g_assert_cmpuint (count_files (test.dir), ==, 0);
}

/* The key of one address never goes to another. */
static void
test_environment_elsewhere (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_set_variable (&test, "CODER_URL", "https://other.invalid");
  cli_test_set_variable (&test, "CODER_SESSION_TOKEN", outpost_demo_get_key (test.demo));
  cli_test_run (&test, NULL, "list --url %s", outpost_demo_get_url (test.demo));
  cli_test_assert_fails (&test, "not signed in to");
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, NULL), ==, 0);
  cli_test_set_variable (&test, "CODER_URL", outpost_demo_get_url (test.demo));
  cli_test_set_variable (&test, "CODER_SESSION_TOKEN", "a\nX-Other: b");
  cli_test_run (&test, NULL, "list");
  cli_test_assert_fails (&test, "this is not a session key");
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, NULL), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/cli/help", test_help);
  g_test_add_func ("/cli/mistakes", test_mistakes);
  g_test_add_func ("/cli/login", test_login);
  g_test_add_func ("/cli/login/wrong-key", test_login_wrong_key);
  g_test_add_func ("/cli/login/variable", test_login_variable);
  g_test_add_func ("/cli/login/terminal", test_login_terminal);
  g_test_add_func ("/cli/login/no-keyring", test_login_no_keyring);
  g_test_add_func ("/cli/login/moved", test_login_moved);
  g_test_add_func ("/cli/logout/unreachable", test_logout_unreachable);
  g_test_add_func ("/cli/environment", test_environment);
  g_test_add_func ("/cli/environment/elsewhere", test_environment_elsewhere);
  return g_test_run ();
}

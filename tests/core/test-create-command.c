/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-create-command.h"
#include "outpost-creation-fixture.h"

/* A real shell takes it apart into the words that were meant. */
static void
test_command (CreationFixture *fixture,
              gconstpointer data)
{
  static const char expected[] = "notes=it's \"$HOME\" `id` $(id) \\ ü\n;rm";
  g_autofree char *command = NULL;
  g_autofree char *script = NULL;
  g_autofree char *output = NULL;
  g_auto(GStrv) words = NULL;
  g_autoptr(GError) error = NULL;
  const char *argv[] = { "/bin/sh", "-c", NULL, NULL };
  int status = 0;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "sh-1");
  answer (fixture, "notes", expected + strlen ("notes="));
  answer (fixture, "secret", "hidden-value");
  answer (fixture, "reset", "true");
  command = outpost_create_command_dup (fixture->creation, "made-14", TRUE);
  g_assert_null (strstr (command, "hidden-value"));
  script = g_strdup_printf ("coder () { printf '%%s\\001' \"$@\"; }\n%s", command);
  argv[2] = script;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  words = g_strsplit (output, "\001", -1);
  g_assert_cmpstr (words[0], ==, "external-workspaces");
  g_assert_cmpstr (words[1], ==, "create");
  g_assert_cmpstr (words[2], ==, "made-14");
  g_assert_true (g_strv_contains ((const char *const *) words, expected));
  g_assert_true (g_strv_contains ((const char *const *) words, "secret=<secret>"));
  g_assert_true (g_strv_contains ((const char *const *) words, "--ephemeral-parameter"));
  g_assert_true (g_strv_contains ((const char *const *) words, "none"));
}

/* An answer that is not a person's is left to the template. */
static void
test_defaults (CreationFixture *fixture,
               gconstpointer data)
{
  g_autofree char *command = NULL;

  choose (fixture, "externally-managed");
  command = outpost_create_command_dup (fixture->creation, "made-1", FALSE);
  g_assert_cmpstr (command, ==,
                   "coder external-workspaces create made-1 --template externally-managed --use-parameter-defaults");
}

#define ADD(name, function) \
  g_test_add ("/create-command/" name, CreationFixture, NULL, creation_fixture_set_up, function, creation_fixture_tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("quoted", test_command);
  ADD ("defaults", test_defaults);
  return g_test_run ();
}

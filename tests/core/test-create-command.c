/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-create-command.h"
#include "outpost-creation-fixture.h"

/* What a reader of CSV makes of a word: its one field. */
static char *
dup_field (const char *word)
{
  static const char script[] = "import csv, io, sys\n"
                               "rows = list(csv.reader(io.StringIO(sys.argv[1], newline=''), strict=True))\n"
                               "assert len(rows) == 1 and len(rows[0]) == 1, rows\n"
                               "sys.stdout.write(rows[0][0])";
  const char *argv[] = { "python3", "-X", "utf8", "-c", script, word, NULL };
  g_autofree char *complaint = NULL;
  g_autoptr(GError) error = NULL;
  char *field = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &field, &complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaint, ==, "");
  g_assert_cmpint (status, ==, 0);
  return field;
}

/* One of the words after an option for answers, once it is read as CSV; Outpost's own command line reads each alike. */
static void
assert_answered (char **words,
                 const char *answer)
{
  gboolean found = FALSE;

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (g_str_has_suffix (words[i - 1], "-parameter"))
      {
        g_autofree char *field = dup_field (words[i]);
        g_autofree char *own = outpost_create_command_read_answer (words[i]);

        g_assert_cmpstr (field, ==, own);
        found = found || g_str_equal (field, answer);
      }
  if (!found)
    g_error ("“%s” is not answered", answer);
}

/* A real shell takes it apart into the words that were meant, and a reader of CSV each answer, as Coder does. */
static void
test_command (CreationFixture *fixture,
              gconstpointer data)
{
  static const char expected[] = "notes=it's, \"$HOME\" `id` $(id) \\ ü\n;rm";
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
  answer (fixture, "labels", "[\"a b\",\"x,y\",\"ü\"]");
  answer (fixture, "mirrors", "[\"near\",\"ohio\"]");
  answer (fixture, "cores", "4");
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
  assert_answered (words, expected);
  assert_answered (words, "labels=[\"a b\",\"x,y\",\"ü\"]");
  assert_answered (words, "mirrors=[\"near\",\"ohio\"]");
  g_assert_true (g_strv_contains ((const char *const *) words, "cores=4"));
  g_assert_true (g_strv_contains ((const char *const *) words, "secret=<secret>"));
  g_assert_true (g_strv_contains ((const char *const *) words, "--ephemeral-parameter"));
  g_assert_true (g_strv_contains ((const char *const *) words, "none"));
}

/* Only what is quoted as a whole is unquoted. */
static void
test_read_answer (void)
{
  static const char *const rows[][2] = {
    { "a=b", "a=b" },
    { "a=b,c", "a=b,c" },
    { "a=\"b\"", "a=\"b\"" },
    { "\"a=b,c\"", "a=b,c" },
    { "\"a=\"\"b\"\"\"", "a=\"b\"" },
    { "\"a=b\nc\"", "a=b\nc" },
    { "\"a=b\",\"c=d\"", "\"a=b\",\"c=d\"" },
    { "\"a=b\"\"", "\"a=b\"\"" },
    { "\"a=b", "\"a=b" },
    { "\"", "\"" },
    { "\"\"", "" },
    { "\"\"\"", "\"\"\"" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *answer = outpost_create_command_read_answer (rows[i][0]);

      g_assert_cmpstr (answer, ==, rows[i][1]);
    }
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
  g_test_add_func ("/create-command/read-answer", test_read_answer);
  return g_test_run ();
}

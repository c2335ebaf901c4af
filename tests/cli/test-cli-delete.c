/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "outpost-cli-test.h"
#include "outpost-test.h"

static void
begin (CliTest *test)
{
  cli_test_init (test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (test);
}

static guint
count_builds (CliTest *test)
{
  return outpost_demo_count_requests (test->demo, "POST", "/api/v2/workspaces/*/builds");
}

/* Where each of @parts first stands after the one before it. */
static void
assert_in_order (const char *text,
                 const char *const *parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *found = strstr (text, parts[i]);

      if (found == NULL)
        g_error ("“%s” does not stand there, or not after the one before: %s", parts[i], text);
      g_assert_null (strstr (found + strlen (parts[i]), parts[i]));
      text = found + strlen (parts[i]);
    }
}

/* Each stage and each line once, then that it is gone, then how to stop what still runs. */
static void
test_delete (void)
{
  static const char *const said[] = { "==> Setting up\n",
                                      "==> Initializing Terraform Directory\n",
                                      "==> Planning Infrastructure\n",
                                      "coder_agent.main: Plan to delete\n",
                                      "==> Destroying workspace\n",
                                      "Destruction complete",
                                      "==> Cleaning Up\n",
                                      "you/gpu-01 is deleted.\n",
                                      NULL };
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "delete gpu-01 --yes");
  g_assert_cmpint (test.code, ==, 0);
  assert_in_order (test.out, said);
  g_assert_nonnull (strstr (test.err, "systemctl disable --now coder-agent-gpu-01-main-"));
  g_assert_nonnull (strstr (test.err, "pkill"));
  g_assert_cmpuint (count_builds (&test), ==, 1);

  cli_test_run (&test, NULL, "delete gpu-01 --yes");
  cli_test_assert_fails (&test, "there is no workspace “gpu-01”");
}

/* Nothing was ever attached: nothing is to be stopped. */
static void
test_never_attached (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "delete you/attic-nas -y");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.err, ==, "");
}

static void
test_question (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, "y\n", "delete attic-nas");
  cli_test_assert_fails (&test, "--yes");
  cli_test_run_on_terminal (&test, "[y/N]", "n\n", "delete attic-nas");
  g_assert_cmpint (test.code, ==, 1);
  g_assert_nonnull (strstr (test.err, "nothing was deleted"));
  g_assert_nonnull (strstr (test.err, "Delete you/attic-nas? [y/N] n"));
  g_assert_cmpuint (count_builds (&test), ==, 0);
  cli_test_run_on_terminal (&test, "[y/N]", "y\n", "delete attic-nas");
  g_assert_cmpint (test.code, ==, 0);
  g_assert_cmpuint (count_builds (&test), ==, 1);
}

#define VERSIONS "/api/v2/templateversions/*"
#define KEPT "The machine is left as it is."
#define REMOVED "everything that it made for it."

/* After a failed build the version says what it is. Where that is not known, nothing is promised. */
static void
test_unknown (void)
{
  static const struct
  {
    guint status;
    const char *body;
    gboolean kept;
  } rows[] = {
    { 0, NULL, TRUE },
    { 200, "{\"id\":\"v\",\"name\":\"n\",\"job\":{\"status\":\"succeeded\"},\"has_external_agent\":false}", FALSE },
    { 403, "{\"message\":\"no\"}", FALSE },
    { 200, "nonsense", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(CliTest) test = { NULL };

      begin (&test);
      if (rows[i].body != NULL)
        outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_BODY, "GET", VERSIONS, 0, rows[i].status, 0, rows[i].body, NULL);
      cli_test_run_on_terminal (&test, "[y/N]", "n\n", "delete ci-runner-7");
      g_assert_cmpint (strstr (test.err, KEPT) != NULL, ==, rows[i].kept);
      g_assert_cmpint (strstr (test.err, "Whatever else the template made is removed too.") != NULL, ==, rows[i].kept);
      g_assert_cmpint (strstr (test.err, REMOVED) != NULL, ==, !rows[i].kept);
      g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", VERSIONS), ==, 1);
    }
}

/* What the template made beside the agent goes, and nothing more is asked to say so. */
static void
test_others (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/users/*/workspace/*", 0, 200, 0,
                          OUTPOST_TEST_WITH_DISKS, NULL);
  cli_test_run_on_terminal (&test, "[y/N]", "n\n", "delete rack");
  g_assert_nonnull (strstr (test.err, KEPT));
  g_assert_nonnull (strstr (test.err, "2 other things that the template made are removed too."));
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", VERSIONS), ==, 0);
}

/* Whether the program can speak German here. */
static gboolean
begin_in_german (CliTest *test)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);
  g_autofree char *words = g_build_filename (folder, "de", "LC_MESSAGES", "outpost.mo", NULL);
  locale_t locale = newlocale (LC_ALL_MASK, "de_DE.UTF-8", NULL);

  if (locale == NULL || !g_file_test (words, G_FILE_TEST_EXISTS))
    return FALSE;
  freelocale (locale);
  begin (test);
  cli_test_set_variable (test, "OUTPOST_LOCALEDIR", folder);
  cli_test_set_variable (test, "LC_ALL", "de_DE.UTF-8");
  cli_test_set_variable (test, "LANGUAGE", "de");
  return TRUE;
}

/* The language’s own letter counts, and the one that fingers know: the deployment is asked, which refuses here. */
static void
test_question_in_german (void)
{
  static const struct
  {
    const char *answer;
    const char *words;
  } rows[] = {
    { "n\n", "nichts wurde gelöscht" },
    { "nein\n", "nichts wurde gelöscht" },
    { "\n", "nichts wurde gelöscht" },
    { "j\n", "das dürfen Sie nicht" },
    { "Ja\n", "das dürfen Sie nicht" },
    { "y\n", "das dürfen Sie nicht" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(CliTest) test = { NULL };

      if (!begin_in_german (&test))
        {
          g_test_skip ("no German here");
          return;
        }
      outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", "/api/v2/workspaces/*/builds", 0, 403, 0, "Forbidden.",
                              NULL);
      cli_test_run_on_terminal (&test, "you/attic-nas löschen? [j/N]", rows[i].answer, "delete attic-nas");
      g_assert_cmpint (test.code, ==, 1);
      g_assert_nonnull (strstr (test.err, rows[i].words));
    }
}

/* What is under way is said, whatever is not known of it. */
static void
test_cannot_follow (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspacebuilds/*", 0, 403, 0, "Forbidden.", NULL);
  cli_test_run (&test, NULL, "delete attic-nas -y");
  g_assert_cmpint (test.code, ==, 5);
  g_assert_nonnull (strstr (test.err, "“you/attic-nas” is being deleted, but that could not be followed: you are not permitted"));
}

/* That it waits in vain is said where nobody looks at a terminal, too (coder-api 2.8). */
static void
test_no_provisioner (void)
{
  g_auto(CliTest) test = { NULL };
  const char *words = "No provisioner takes this job: tell an administrator\n";

  cli_test_init (&test, OUTPOST_DEMO_STILL | OUTPOST_DEMO_NO_PROVISIONER, 0);
  cli_test_use_environment (&test);
  cli_test_run (&test, NULL, "delete attic-nas -y");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.err, words));
  g_assert_null (strstr (strstr (test.err, words) + 1, words));
}

static void
test_refused (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "delete nope -y");
  cli_test_assert_fails (&test, "there is no workspace “nope”");
  cli_test_run (&test, NULL, "delete gpu-01.main -y");
  cli_test_assert_fails (&test, "[OWNER/]WORKSPACE");
  cli_test_run (&test, NULL, "delete render-node-11 -y");
  cli_test_assert_fails (&test, "build");
  cli_test_run (&test, NULL, "delete");
  cli_test_assert_fails (&test, "missing");
}

/* Only who manages the template may; nothing is deleted otherwise. */
static void
test_orphan (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "delete attic-nas -y --orphan");
  cli_test_assert_fails (&test, "Only template managers may provide custom state");
  cli_test_run_on_terminal (&test, "[y/N]", "n\n", "delete attic-nas --orphan");
  g_assert_nonnull (strstr (test.err, "What the template made stays"));
  cli_test_run (&test, NULL, "delete attic-nas -y");
  cli_test_assert_works (&test);
  cli_test_run (&test, NULL, "delete ci-runner-7 -y --orphan");
  cli_test_assert_works (&test);
}

/* A log that may not be read does not keep anybody from deleting; what the build came to is told by the build. */
static void
test_without_log (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspacebuilds/*/logs*", 0, 403, 0, "Forbidden.",
                          NULL);
  cli_test_run (&test, NULL, "delete attic-nas -y");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.out, ==, "you/attic-nas is deleted.\n");
}

#define ENDED(job) "{\"id\":\"b\",\"transition\":\"delete\",\"status\":\"x\",\"resources\":[],\"job\":" job "}"

static void
test_comes_to_nothing (void)
{
  static const struct
  {
    const char *build;
    const char *words;
  } rows[] = {
    { ENDED ("{\"id\":\"j\",\"status\":\"canceled\"}"), "canceled" },
    { ENDED ("{\"id\":\"j\",\"status\":\"failed\",\"error\":\"no such machine\"}"), "no such machine" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(CliTest) test = { NULL };

      begin (&test);
      outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspacebuilds/*/logs*", 0, 404, 0,
                              "Not found.", NULL);
      outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/workspacebuilds/*", 0, 200, 0, rows[i].build,
                              NULL);
      cli_test_run (&test, NULL, "delete attic-nas -y");
      cli_test_assert_fails (&test, rows[i].words);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/delete/delete", test_delete);
  g_test_add_func ("/cli/delete/orphan", test_orphan);
  g_test_add_func ("/cli/delete/never-attached", test_never_attached);
  g_test_add_func ("/cli/delete/question", test_question);
  g_test_add_func ("/cli/delete/unknown", test_unknown);
  g_test_add_func ("/cli/delete/others", test_others);
  g_test_add_func ("/cli/delete/question-in-german", test_question_in_german);
  g_test_add_func ("/cli/delete/cannot-follow", test_cannot_follow);
  g_test_add_func ("/cli/delete/no-provisioner", test_no_provisioner);
  g_test_add_func ("/cli/delete/refused", test_refused);
  g_test_add_func ("/cli/delete/without-log", test_without_log);
  g_test_add_func ("/cli/delete/comes-to-nothing", test_comes_to_nothing);
  return g_test_run ();
}

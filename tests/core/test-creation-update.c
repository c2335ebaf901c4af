/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-creation-fixture.h"
#include "outpost-error.h"

/* Building a workspace that there is: after a failed build, and as an update. */

/* After a failed build: another answer, and a build instead of a workspace. */
static void
test_retry (CreationFixture *fixture,
            gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostBuild) build = NULL;
  g_autoptr(GError) error = NULL;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "again-1");
  answer (fixture, "cores", "4");
  workspace = make (fixture, "made-11");
  outpost_demo_rebuild (fixture->demo, "made-11");
  outpost_creation_set_workspace (fixture->creation, workspace);
  settle (fixture);
  g_assert_true (outpost_creation_is_update (fixture->creation));
  g_assert_cmpstr (outpost_question_get_previous (find (fixture, "hostname")), ==, "again-1");
  g_assert_true (outpost_question_is_fixed (find (fixture, "region")));
  answer (fixture, "cores", "3");
  g_assert_false (outpost_question_is_good (find (fixture, "cores"))); /* it may only grow */
  answer (fixture, "cores", "6");
  build = submit (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (OUTPOST_IS_BUILD (build));
  assert_built (fixture, build, "cores", "6");
  assert_built (fixture, build, "hostname", "again-1");
  g_assert_cmpuint (count (fixture, "POST", CREATE), ==, 1);
  g_assert_cmpuint (count (fixture, "POST", BUILDS), ==, 1);
}

/* What counts for one build only is sent again with the next, whoever answered it: the deployment has forgotten it. */
static void
test_retry_ephemeral (CreationFixture *fixture,
                      gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostBuild) again = NULL;
  g_autoptr(OutpostBuild) build = NULL;
  g_autoptr(GError) error = NULL;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "again-2");
  answer (fixture, "reset", "true");
  workspace = make (fixture, "made-14");
  assert_built (fixture, outpost_workspace_get_latest_build (workspace), "reset", "true");
  outpost_demo_rebuild (fixture->demo, "made-14");
  outpost_creation_set_workspace (fixture->creation, workspace);
  settle (fixture);
  g_assert_null (outpost_question_get_previous (find (fixture, "reset")));
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "reset")), ==, "true");
  build = submit (fixture, NULL, &error);
  g_assert_no_error (error);
  assert_built (fixture, build, "reset", "true");
  outpost_demo_rebuild (fixture->demo, "made-14");

  again = outpost_test_await_object (
      outpost_api_create_build (fixture->client, outpost_workspace_get_id (workspace), "start"), &error);
  g_assert_no_error (error);
  assert_built (fixture, again, "reset", "false");
  assert_built (fixture, again, "hostname", "again-2");
}

/* A preset's too: a build takes no preset. */
static void
test_retry_ephemeral_preset (CreationFixture *fixture,
                             gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostBuild) build = NULL;
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "GET", PRESETS, 0, 200, 0,
                          "[{\"ID\":\"1a26e000-0000-4000-8000-000000000002\",\"Name\":\"Large\",\"Default\":true,"
                          "\"Parameters\":[{\"Name\":\"reset\",\"Value\":\"true\"},{\"Name\":\"hostname\",\"Value\":\"p-1\"}]}]",
                          NULL);
  choose (fixture, "workshop");
  settle (fixture);
  workspace = make (fixture, "made-15");
  outpost_demo_rebuild (fixture->demo, "made-15");
  outpost_creation_set_workspace (fixture->creation, workspace);
  settle (fixture);
  build = submit (fixture, NULL, &error);
  g_assert_no_error (error);
  assert_built (fixture, build, "reset", "true");
}

/* Of a workspace whose first build is done. */
static OutpostCreation *
begin_update (CreationFixture *fixture,
              OutpostWorkspace *workspace)
{
  OutpostCreation *update = outpost_creation_new_update (fixture->client, workspace);
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (outpost_creation_load (update), &error);
  g_assert_no_error (error);
  outpost_test_wait_until (is_settled, update);
  g_assert_true (outpost_creation_is_update (update));
  g_assert_true (outpost_creation_is_ready (update));
  return update;
}

static void
test_update (CreationFixture *fixture,
             gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostCreation) update = NULL;
  g_autoptr(OutpostBuild) build = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "up-1");
  workspace = make (fixture, "made-12");
  outpost_demo_rebuild (fixture->demo, "made-12");
  before = outpost_demo_dup_token (fixture->demo, "made-12", "main");
  outpost_demo_change_template (fixture->demo, "workshop", OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  update = begin_update (fixture, workspace);
  build = outpost_test_await_object (outpost_creation_submit (update, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outpost_build_get_template_version_id (build), ==, outpost_creation_get_version (update)->id);
  assert_built (fixture, build, "hostname", "up-1");
  after = outpost_demo_dup_token (fixture->demo, "made-12", "main");
  g_assert_cmpstr (before, !=, after);

  /* One at a time. */
  g_assert_null (outpost_test_await_object (outpost_creation_submit (update, NULL), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT);
}

/* What counted for the build before only is not shown as if it still did, and what is said for this one is sent. */
static void
test_update_ephemeral (CreationFixture *fixture,
                       gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostCreation) update = NULL;
  g_autoptr(OutpostBuild) build = NULL;
  g_autoptr(GError) error = NULL;
  OutpostQuestion *reset;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "up-2");
  answer (fixture, "reset", "true");
  workspace = make (fixture, "made-16");
  update = begin_update (fixture, workspace);
  reset = outpost_question_list_find (outpost_creation_get_questions (update), "reset");
  g_assert_null (outpost_question_get_sent (reset));
  g_assert_cmpstr (outpost_question_get_value (reset), ==, "false");
  outpost_demo_rebuild (fixture->demo, "made-16");
  outpost_question_answer (reset, "true");
  outpost_test_wait_until (is_settled, update);
  build = outpost_test_await_object (outpost_creation_submit (update, NULL), &error);
  g_assert_no_error (error);
  assert_built (fixture, build, "reset", "true");
}

/* A template that makes no new workspaces still builds those that there are. */
static void
test_update_deprecated (CreationFixture *fixture,
                        gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostCreation) update = NULL;
  g_autoptr(OutpostBuild) build = NULL;
  g_autoptr(GError) error = NULL;

  choose (fixture, "externally-managed");
  workspace = make (fixture, "made-13");
  outpost_demo_rebuild (fixture->demo, "made-13");
  outpost_demo_change_template (fixture->demo, "externally-managed", OUTPOST_DEMO_TEMPLATE_DEPRECATED);
  update = begin_update (fixture, workspace);
  build = outpost_test_await_object (outpost_creation_submit (update, NULL), &error);
  g_assert_no_error (error);
  g_assert_nonnull (build);
}

#define ADD(name, function) \
  g_test_add ("/creation-update/" name, CreationFixture, NULL, creation_fixture_set_up, function, creation_fixture_tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("retry", test_retry);
  ADD ("retry-ephemeral", test_retry_ephemeral);
  ADD ("retry-ephemeral-preset", test_retry_ephemeral_preset);
  ADD ("update", test_update);
  ADD ("update-ephemeral", test_update_ephemeral);
  ADD ("update-deprecated", test_update_deprecated);
  return g_test_run ();
}

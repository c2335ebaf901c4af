/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "outpost-api.h"
#include "outpost-creation-fixture.h"
#include "outpost-error.h"
#include "outpost-template-check.h"
#include "outpost-template-list.h"
#include "outpost-test.h"

static gboolean
is_asked (CreationFixture *fixture,
          const char *name)
{
  return outpost_question_list_find (outpost_creation_get_questions (fixture->creation), name) != NULL;
}

/* ---- A new one --------------------------------------------------------------------------------------------------- */

static void
test_defaults (CreationFixture *fixture,
               gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostWorkspace) found = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (outpost_creation_get_version (fixture->creation));
  g_assert_false (outpost_creation_is_ready (fixture->creation));
  choose (fixture, "externally-managed");
  g_assert_cmpint (outpost_creation_get_mode (fixture->creation), !=, OUTPOST_PARAMETERS_CLASSIC);
  g_assert_false (outpost_creation_is_update (fixture->creation));
  outpost_test_await_true (outpost_creation_check_name (fixture->creation, "made-1"), &error);
  g_assert_no_error (error);
  workspace = make (fixture, "made-1");
  assert_built (fixture, outpost_workspace_get_latest_build (workspace), "agent_config", "linux-amd64");
  g_assert_cmpuint (count (fixture, "POST", CREATE), ==, 1);
  found = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", "made-1"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outpost_workspace_get_id (found), ==, outpost_workspace_get_id (workspace));
}

/* Each kind of parameter as it was answered; one that was not asked in the end is not sent. */
static void
test_every_kind (CreationFixture *fixture,
                 gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  OutpostBuild *build;

  choose (fixture, "workshop");
  g_assert_false (outpost_creation_is_ready (fixture->creation));
  g_assert_false (is_asked (fixture, "gpu_model"));
  answer (fixture, "hostname", "bench-2");
  answer (fixture, "cores", "8");
  answer (fixture, "disk", "120");
  answer (fixture, "gpu", "true");
  answer (fixture, "gpu_model", "a10");
  answer (fixture, "region", "asia");
  answer (fixture, "tools", "[\"git\",\"py\\\"3\"]");
  answer (fixture, "mirrors", "[\"near\",\"ohio\"]");
  answer (fixture, "labels", "[\"a b\",\"ü\"]");
  answer (fixture, "notes", "one\ntwo");
  answer (fixture, "secret", "s3");
  answer (fixture, "agent_config", "darwin-arm64");
  /* It vanishes and comes back with its answer. */
  answer (fixture, "gpu", "false");
  g_assert_false (is_asked (fixture, "gpu_model"));
  answer (fixture, "gpu", "true");
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "gpu_model")), ==, "a10");

  workspace = make (fixture, "made-2");
  build = outpost_workspace_get_latest_build (workspace);
  assert_built (fixture, build, "hostname", "bench-2");
  assert_built (fixture, build, "cores", "8");
  assert_built (fixture, build, "disk", "120");
  assert_built (fixture, build, "gpu", "true");
  assert_built (fixture, build, "gpu_model", "a10");
  assert_built (fixture, build, "region", "asia");
  assert_built (fixture, build, "tools", "[\"git\",\"py\\\"3\"]");
  assert_built (fixture, build, "mirrors", "[\"near\",\"ohio\"]");
  assert_built (fixture, build, "labels", "[\"a b\",\"ü\"]");
  assert_built (fixture, build, "notes", "one\ntwo");
  assert_built (fixture, build, "agent_config", "darwin-arm64");
}

/* The deployment's no is as good as one's own; nothing is sent until it is mended. */
static void
test_bad_answers (CreationFixture *fixture,
                  gconstpointer data)
{
  choose (fixture, "workshop");
  answer (fixture, "hostname", "NO");
  g_assert_false (outpost_question_is_good (find (fixture, "hostname")));
  g_assert_nonnull (outpost_question_get_complaint (find (fixture, "hostname")));
  answer (fixture, "cores", "99");
  g_assert_false (outpost_creation_is_ready (fixture->creation));
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "NO");
  answer (fixture, "hostname", "yes-1");
  answer (fixture, "cores", "9");
  g_assert_true (outpost_creation_is_ready (fixture->creation));
}

static void
test_preset (CreationFixture *fixture,
             gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  GPtrArray *presets;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "mine");
  presets = outpost_creation_get_presets (fixture->creation);
  g_assert_cmpuint (presets->len, ==, 2);
  outpost_creation_set_preset (fixture->creation, g_ptr_array_index (presets, 1));
  settle (fixture);
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "large-1");
  g_assert_true (outpost_question_is_preset (find (fixture, "gpu_model")));
  outpost_creation_set_preset (fixture->creation, NULL);
  settle (fixture);
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "mine");
  outpost_creation_set_preset (fixture->creation, g_ptr_array_index (presets, 1));
  settle (fixture);
  workspace = make (fixture, "made-3");
  assert_built (fixture, outpost_workspace_get_latest_build (workspace), "cores", "32");
  assert_built (fixture, outpost_workspace_get_latest_build (workspace), "gpu_model", "a10");
}

/* Another version has presets of its own: the one of the same name is taken, and where there is none that is known. */
static void
test_preset_moves (CreationFixture *fixture,
                   gconstpointer data)
{
  GPtrArray *presets;

  choose (fixture, "workshop");
  outpost_creation_set_preset (fixture->creation, g_ptr_array_index (outpost_creation_get_presets (fixture->creation), 1));
  settle (fixture);
  outpost_demo_change_template (fixture->demo, "workshop", OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  choose (fixture, "workshop");
  presets = outpost_creation_get_presets (fixture->creation);
  g_assert_true (outpost_creation_get_preset (fixture->creation) == g_ptr_array_index (presets, 1));
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "large-1");
  /* The same version, read once more. */
  choose (fixture, "workshop");
  presets = outpost_creation_get_presets (fixture->creation);
  g_assert_true (outpost_creation_get_preset (fixture->creation) == g_ptr_array_index (presets, 1));
  g_assert_null (outpost_creation_get_lost_preset (fixture->creation));

  outpost_demo_change_template (fixture->demo, "workshop", OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "GET", PRESETS, 1, 200, 0, "[]", NULL);
  choose (fixture, "workshop");
  g_assert_null (outpost_creation_get_preset (fixture->creation));
  g_assert_cmpstr (outpost_creation_get_lost_preset (fixture->creation), ==, "Large & GPU");
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "");
  choose (fixture, "workshop");
  g_assert_nonnull (outpost_creation_get_preset (fixture->creation));
  outpost_creation_set_preset (fixture->creation, NULL);
  settle (fixture);
  choose (fixture, "runners");
  g_assert_null (outpost_creation_get_lost_preset (fixture->creation));
}

/* Who takes a template's default preset away has none of its next version either. */
static void
test_preset_declined (CreationFixture *fixture,
                      gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "GET", PRESETS, 0, 200, 0,
                          "[{\"ID\":\"1a26e000-0000-4000-8000-000000000002\",\"Name\":\"Large\",\"Default\":true,\"Parameters\":"
                          "[{\"Name\":\"cores\",\"Value\":\"9\"}]}]",
                          NULL);
  choose (fixture, "workshop");
  g_assert_nonnull (outpost_creation_get_preset (fixture->creation));
  outpost_creation_set_preset (fixture->creation, NULL);
  settle (fixture);
  outpost_demo_change_template (fixture->demo, "workshop", OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  choose (fixture, "workshop");
  g_assert_null (outpost_creation_get_preset (fixture->creation));
  choose (fixture, "runners");
  g_assert_nonnull (outpost_creation_get_preset (fixture->creation));
}

/* The older way: asked once, judged here. */
static void
test_classic (CreationFixture *fixture,
              gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;

  choose (fixture, "classic-rack");
  g_assert_cmpint (outpost_creation_get_mode (fixture->creation), ==, OUTPOST_PARAMETERS_CLASSIC);
  g_assert_false (outpost_creation_is_ready (fixture->creation));
  answer (fixture, "user_name", "Ann");
  g_assert_false (outpost_creation_is_ready (fixture->creation));
  answer (fixture, "user_name", "ann");
  answer (fixture, "size", "11");
  g_assert_false (outpost_creation_is_ready (fixture->creation));
  answer (fixture, "size", "10");
  workspace = make (fixture, "made-4");
  assert_built (fixture, outpost_workspace_get_latest_build (workspace), "size", "10");
  assert_built (fixture, outpost_workspace_get_latest_build (workspace), "zone", "a");
}

/* Somebody else took it after the page had said that it is free. */
static void
test_clash (CreationFixture *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  choose (fixture, "externally-managed");
  g_assert_null (submit (fixture, "attic-nas", &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT);
  g_assert_cmpuint (count (fixture, "POST", CREATE), ==, 0);
  g_clear_error (&error);

  /* And even between the look and the request. */
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/users/me/workspace/attic-nas", 1, 404, 0,
                          "Resource not found", NULL);
  g_assert_null (submit (fixture, "attic-nas", &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT);
  g_assert_cmpuint (count (fixture, "POST", CREATE), ==, 1);
  g_clear_error (&error);
  g_assert_false (outpost_test_await_true (outpost_creation_check_name (fixture->creation, "attic-nas"), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT);
}

/* What a template becomes between the choice and the request is seen before anything is made. */
static void
test_changes_meanwhile (CreationFixture *fixture,
                        gconstpointer data)
{
  static const struct
  {
    const char *template;
    OutpostDemoTemplateChange change;
    int code; /* OutpostTemplateError */
  } changes[] = {
    { "externally-managed", OUTPOST_DEMO_TEMPLATE_NOT_EXTERNAL, OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT },
    { "windows-box", OUTPOST_DEMO_TEMPLATE_IMPORTING, OUTPOST_TEMPLATE_ERROR_IMPORTING },
    { "two-machines", OUTPOST_DEMO_TEMPLATE_FAILED_IMPORT, OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED },
    { "runners", OUTPOST_DEMO_TEMPLATE_DEPRECATED, OUTPOST_TEMPLATE_ERROR_DEPRECATED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GError) error = NULL;

      choose (fixture, changes[i].template);
      outpost_demo_change_template (fixture->demo, changes[i].template, changes[i].change);
      g_assert_null (submit (fixture, "made-5", &error));
      g_assert_error (error, OUTPOST_TEMPLATE_ERROR, changes[i].code);
    }
  g_assert_cmpuint (count (fixture, "POST", CREATE), ==, 0);
}

/* What was chosen before stays when the next one cannot be. */
static void
test_refused_choice (CreationFixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostTemplate) docker = dup_template (fixture, "docker");
  g_autoptr(OutpostTemplate) before = dup_template (fixture, "runners");
  g_autoptr(OutpostTemplate) old = NULL;
  g_autoptr(GError) error = NULL;

  outpost_demo_change_template (fixture->demo, "runners", OUTPOST_DEMO_TEMPLATE_DEPRECATED);
  old = outpost_test_await_boxed (outpost_api_get_template (fixture->client, before->id), &error);
  g_assert_no_error (error);
  choose (fixture, "workshop");
  answer (fixture, "hostname", "kept");
  g_assert_false (outpost_test_await_true (outpost_creation_choose (fixture->creation, docker, NULL), &error));
  g_assert_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT);
  g_clear_error (&error);
  g_assert_false (outpost_test_await_true (outpost_creation_choose (fixture->creation, old, NULL), &error));
  g_assert_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_DEPRECATED);
  g_assert_cmpstr (outpost_creation_get_template (fixture->creation)->name, ==, "workshop");
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "kept");
}

static gboolean
is_read (gpointer list)
{
  return !outpost_template_list_is_busy (list);
}

/* Whichever of the questions about a version is not answered. */
static void
test_failed_choice (CreationFixture *fixture,
                    gconstpointer data)
{
  static const char *const paths[] = { "/api/v2/templateversions/*", PRESETS, "/api/v2/templateversions/*/external-auth" };
  g_autoptr(OutpostTemplate) template = dup_template (fixture, "runners");

  choose (fixture, "workshop");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;

      outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", paths[i], 1, 403, 0, "Not for you.", NULL);
      g_assert_false (outpost_test_await_true (outpost_creation_choose (fixture->creation, template, NULL), &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN);
      outpost_demo_clear_faults (fixture->demo);
      g_assert_cmpstr (outpost_creation_get_template (fixture->creation)->name, ==, "workshop");
    }
}

/* Nor is the list what it seems when one of its questions fails. */
static void
test_failed_list (CreationFixture *fixture,
                  gconstpointer data)
{
  g_autoptr(OutpostTemplateList) list = outpost_template_list_new (fixture->client);

  /* Two of three: only the one for those that are deprecated can be done without. */
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/templates", 2, 403, 0, "Not for you.", NULL);
  outpost_template_list_load (list);
  outpost_test_wait_until (is_read, list);
  g_assert_error (outpost_template_list_get_error (list), OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN);
  outpost_demo_clear_faults (fixture->demo);
  outpost_template_list_load (list);
  outpost_test_wait_until (is_read, list);
  g_assert_no_error (outpost_template_list_get_error (list));
}

/* A new active version is told, not taken silently; one that was named stays what was meant. */
static void
test_new_version (CreationFixture *fixture,
                  gconstpointer data)
{
  g_autoptr(OutpostTemplate) before = dup_template (fixture, "workshop");
  g_autoptr(OutpostTemplate) after = NULL;
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostWorkspace) pinned = NULL;
  g_autoptr(GError) error = NULL;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "kept-1");
  outpost_demo_change_template (fixture->demo, "workshop", OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  g_assert_null (submit (fixture, "made-6", &error));
  g_assert_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_NEW_VERSION);
  g_assert_cmpuint (count (fixture, "POST", CREATE), ==, 0);
  g_clear_error (&error);

  after = dup_template (fixture, "workshop");
  g_assert_cmpstr (after->active_version_id, !=, before->active_version_id);
  choose (fixture, "workshop");
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "kept-1");
  workspace = make (fixture, "made-6");

  outpost_test_await_true (outpost_creation_choose (fixture->creation, after, before->active_version_id), &error);
  g_assert_no_error (error);
  settle (fixture);
  g_assert_true (outpost_creation_is_pinned (fixture->creation));
  pinned = make (fixture, "made-7");
  g_assert_cmpstr (outpost_build_get_template_version_id (outpost_workspace_get_latest_build (pinned)), ==,
                   before->active_version_id);
}

/* The last of several choices counts, whichever is answered last. */
static void
test_last_choice (CreationFixture *fixture,
                  gconstpointer data)
{
  g_autoptr(OutpostTemplate) first = dup_template (fixture, "workshop");
  g_autoptr(OutpostTemplate) last = dup_template (fixture, "runners");
  g_autofree char *slow = g_strconcat ("/api/v2/templateversions/", first->active_version_id, NULL);
  g_autoptr(GError) error = NULL;
  DexFuture *choice;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", slow, 1, 0, 50, NULL, NULL);
  choice = outpost_creation_choose (fixture->creation, first, NULL);
  outpost_test_await_true (outpost_creation_choose (fixture->creation, last, NULL), &error);
  g_assert_no_error (error);
  g_assert_false (outpost_test_await_true (choice, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  settle (fixture);
  g_assert_cmpstr (outpost_creation_get_template (fixture->creation)->name, ==, "runners");
  g_assert_true (is_asked (fixture, "pool"));
}

/* The request goes on although nobody waits for it: what was asked for is made once, and whole. */
static void
test_goes_on (CreationFixture *fixture,
              gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;
  DexFuture *submitted;

  choose (fixture, "externally-managed");
  submitted = outpost_creation_submit (fixture->creation, "made-8");
  g_assert_finalize_object (g_steal_pointer (&fixture->creation));
  workspace = outpost_test_await_object (submitted, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outpost_workspace_get_name (workspace), ==, "made-8");
}

static void
linked_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) page = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) data = page != NULL;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

/* The account is linked on a page of the browser's; here one learns of it. */
static void
test_accounts (CreationFixture *fixture,
               gconstpointer data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(SoupMessage) page = NULL;
  g_autoptr(GError) error = NULL;
  const OutpostExternalAuth *auth;
  gboolean linked = FALSE;

  choose (fixture, "linked");
  g_assert_cmpuint (outpost_creation_get_auths (fixture->creation)->len, ==, 1);
  auth = g_ptr_array_index (outpost_creation_get_auths (fixture->creation), 0);
  g_assert_false (auth->authenticated);
  g_assert_true (outpost_creation_needs_auth (fixture->creation));
  outpost_test_await_true (outpost_creation_check_auths (fixture->creation), &error);
  g_assert_no_error (error);
  g_assert_true (outpost_creation_needs_auth (fixture->creation));

  auth = g_ptr_array_index (outpost_creation_get_auths (fixture->creation), 0);
  page = soup_message_new ("GET", auth->authenticate_url);
  soup_session_send_and_read_async (browser, page, G_PRIORITY_DEFAULT, NULL, linked_cb, &linked);
  outpost_test_wait_until (is_set, &linked);
  outpost_test_await_true (outpost_creation_check_auths (fixture->creation), &error);
  g_assert_no_error (error);
  g_assert_false (outpost_creation_needs_auth (fixture->creation));
}

/* ---- What the deployment refuses --------------------------------------------------------------------------------- */

static void
test_refusal (CreationFixture *fixture,
              gconstpointer data)
{
  OutpostQuestionList *questions = outpost_creation_get_questions (fixture->creation);
  g_autoptr(GError) error = NULL;

  choose (fixture, "workshop");
  answer (fixture, "hostname", "fine");
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "POST", CREATE, 1, 400, 0,
                          "{\"message\":\"Unable to validate parameters\",\"validations\":["
                          "{\"field\":\"hostname\",\"detail\":\"Taken by another rack.\"},"
                          "{\"field\":\"cores\",\"detail\":\"Too many for today.\"},{\"field\":\"none\",\"detail\":\"?\"}]}",
                          NULL);
  g_assert_null (submit (fixture, "made-9", &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_INPUT);
  g_assert_cmpuint (outpost_question_list_refuse (questions, error), ==, 2);
  g_assert_cmpstr (outpost_question_get_refusal (find (fixture, "hostname")), ==, "Taken by another rack.");
  g_assert_cmpstr (outpost_question_get_refusal (find (fixture, "cores")), ==, "Too many for today.");
  g_assert_cmpstr (outpost_question_get_value (find (fixture, "hostname")), ==, "fine");
  g_assert_false (outpost_creation_is_ready (fixture->creation));
  answer (fixture, "hostname", "finer");
  answer (fixture, "cores", "4");
  g_assert_null (outpost_question_get_refusal (find (fixture, "hostname")));
  g_assert_true (outpost_creation_is_ready (fixture->creation));
}

/* Of the older way: no validations, the name in a sentence. */
static void
test_classic_refusal (CreationFixture *fixture,
                      gconstpointer data)
{
  OutpostQuestionList *questions = outpost_creation_get_questions (fixture->creation);
  g_autoptr(GError) error = NULL;

  choose (fixture, "classic-rack");
  answer (fixture, "user_name", "ann");
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "POST", CREATE, 1, 400, 0,
                          "{\"message\":\"Unable to validate parameter \\\"size\\\"\",\"detail\":"
                          "\"parameter validation failed\\nvalue 7 is too much for this rack\"}",
                          NULL);
  g_assert_null (submit (fixture, "made-10", &error));
  g_assert_cmpuint (outpost_question_list_refuse (questions, error), ==, 1);
  g_assert_cmpstr (outpost_question_get_refusal (find (fixture, "size")), ==, "value 7 is too much for this rack");
  g_clear_error (&error);

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "POST", CREATE, 1, 400, 0, "Nothing is \"named\" here", NULL);
  g_assert_null (submit (fixture, "made-10", &error));
  g_assert_cmpuint (outpost_question_list_refuse (questions, error), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/creation/" name, CreationFixture, NULL, creation_fixture_set_up, function, creation_fixture_tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("defaults", test_defaults);
  ADD ("every-kind", test_every_kind);
  ADD ("bad-answers", test_bad_answers);
  ADD ("preset", test_preset);
  ADD ("preset-moves", test_preset_moves);
  ADD ("preset-declined", test_preset_declined);
  ADD ("classic", test_classic);
  ADD ("clash", test_clash);
  ADD ("changes-meanwhile", test_changes_meanwhile);
  ADD ("refused-choice", test_refused_choice);
  ADD ("failed-choice", test_failed_choice);
  ADD ("failed-list", test_failed_list);
  ADD ("new-version", test_new_version);
  ADD ("last-choice", test_last_choice);
  ADD ("goes-on", test_goes_on);
  ADD ("accounts", test_accounts);
  ADD ("refusal", test_refusal);
  ADD ("classic-refusal", test_classic_refusal);
  return g_test_run ();
}

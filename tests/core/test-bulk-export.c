/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-api.h"
#include "outpost-bulk-export.h"
#include "outpost-bulk.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-export-files.h"
#include "outpost-test.h"

#define CREDENTIALS "/api/v2/workspaces/*/external-agent/*/credentials"
#define LIMITED "You've been rate limited for sending more than 512 requests in 1m0s."

/* The credentials of many agents at once, from a demo deployment. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  GPtrArray *workspaces;
  OutpostBulkExport *export;
} Fixture;

/* @data: how many workspaces; 0: the believable ones */
static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(OutpostWorkspaceBatch) batch = NULL;
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, GPOINTER_TO_UINT (data), &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  batch = outpost_test_await_boxed (outpost_api_list_workspaces (fixture->client, "", 200, 0), &error);
  g_assert_no_error (error);
  fixture->workspaces = g_ptr_array_ref (batch->workspaces);
  outpost_demo_clear_requests (fixture->demo);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->export != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->export));
  g_ptr_array_unref (fixture->workspaces);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
}

static OutpostBulkExport *
make (Fixture *fixture)
{
  fixture->export = outpost_bulk_export_new (fixture->client, fixture->workspaces, NULL);
  return fixture->export;
}

static OutpostWorkspace *
find (Fixture *fixture,
      const char *name)
{
  for (guint i = 0; i < fixture->workspaces->len; i++)
    if (g_str_equal (outpost_workspace_get_name (fixture->workspaces->pdata[i]), name))
      return fixture->workspaces->pdata[i];
  g_error ("no workspace “%s”", name);
}

static const OutpostExportItem *
find_item (Fixture *fixture,
           const char *name,
           const char *agent)
{
  for (guint i = 0; i < outpost_bulk_export_get_n_items (fixture->export); i++)
    {
      const OutpostExportItem *item = outpost_bulk_export_get_item (fixture->export, i);

      if (item->workspace == find (fixture, name) && g_strcmp0 (item->agent_name, agent) == 0)
        return item;
    }
  return NULL;
}

/* A fault for one workspace's credentials alone. */
static void
add_fault (Fixture *fixture,
           const char *name,
           guint times,
           guint status,
           const char *text,
           const char *headers)
{
  g_autofree char *path
      = g_strdup_printf ("/api/v2/workspaces/%s/external-agent/*/credentials", outpost_workspace_get_id (find (fixture, name)));

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", path, times, status, 0, text, headers);
}

static gboolean
is_at_rest (gpointer export)
{
  return !outpost_bulk_export_get_running (export);
}

static void
run (Fixture *fixture)
{
  outpost_bulk_export_run (fixture->export);
  g_assert_true (outpost_bulk_export_get_running (fixture->export));
  outpost_test_wait_until (is_at_rest, fixture->export);
}

static guint
count (Fixture *fixture,
       OutpostExportState state)
{
  return outpost_bulk_export_count (fixture->export, state);
}

static guint
count_asked (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->demo, "GET", CREDENTIALS);
}

static guint
count_kept (Fixture *fixture)
{
  g_autoptr(GPtrArray) records = outpost_bulk_export_dup_records (fixture->export);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += ((OutpostExportRecord *) records->pdata[i])->credentials != NULL ? 1 : 0;
  return n;
}

/* What has none is known before anything is asked. */
static void
test_plan (Fixture *fixture,
           gconstpointer data)
{
  static const struct
  {
    const char *workspace;
    const char *agent;
    OutpostExportSkip skip;
  } wanted[] = {
    { "gpu-01", "main", OUTPOST_EXPORT_SKIP_NONE },
    { "lab-bench", "main", OUTPOST_EXPORT_SKIP_NONE },
    { "lab-bench", "aux", OUTPOST_EXPORT_SKIP_NONE },
    { "old-tower", "main", OUTPOST_EXPORT_SKIP_NONE },
    { "web-dev", NULL, OUTPOST_EXPORT_SKIP_NOT_EXTERNAL },
    { "ci-runner-7", NULL, OUTPOST_EXPORT_SKIP_BUILD_FAILED },
    { "render-node-11", NULL, OUTPOST_EXPORT_SKIP_BUILD_RUNNING },
  };

  make (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const OutpostExportItem *item = find_item (fixture, wanted[i].workspace, wanted[i].agent);

      g_test_message ("%s", wanted[i].workspace);
      g_assert_nonnull (item);
      g_assert_cmpint (item->skip, ==, wanted[i].skip);
      g_assert_cmpint (item->state, ==, wanted[i].agent != NULL ? OUTPOST_EXPORT_WANTED : OUTPOST_EXPORT_SKIPPED);
    }
  g_assert_cmpuint (count_asked (fixture), ==, 0);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_SKIPPED), ==, 3);
}

static void
test_all (Fixture *fixture,
          gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->demo, "lab-bench", "aux");
  const OutpostExportItem *item;

  make (fixture);
  run (fixture);
  item = find_item (fixture, "lab-bench", "aux");
  g_assert_cmpint (item->state, ==, OUTPOST_EXPORT_GOT);
  g_assert_cmpstr (item->credentials->agent_token, ==, token);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_FAILED), ==, 0);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_GOT), ==, count_asked (fixture));
  g_assert_cmpuint (count_kept (fixture), ==, count_asked (fixture));
  outpost_bulk_export_forget (fixture->export);
  g_assert_cmpuint (count_kept (fixture), ==, 0);
  g_assert_null (item->credentials);
  g_assert_cmpint (item->state, ==, OUTPOST_EXPORT_GOT);
}

/* A hundred, at most four at once; the one that fails is asked for again, and nothing else. */
static void
test_hundred (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "all.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GPtrArray) records = NULL;
  g_autofree char *text = NULL;
  g_autofree char *token = outpost_demo_dup_token (fixture->demo, "node-00010", "main");
  g_autoptr(GError) error = NULL;
  guint n;

  add_fault (fixture, "node-00010", 1, 500, "Failed to get workspace agents.", NULL);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 5, NULL, NULL);
  make (fixture);
  n = count (fixture, OUTPOST_EXPORT_WANTED);
  g_assert_cmpuint (fixture->workspaces->len, ==, 100);
  g_assert_cmpuint (n, >, 70);
  run (fixture);
  g_assert_cmpuint (outpost_bulk_export_get_n_asked (fixture->export), ==, n);
  g_assert_cmpuint (outpost_bulk_export_get_n_answered (fixture->export), ==, n);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_GOT), ==, n - 1);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_FAILED), ==, 1);
  g_assert_error (find_item (fixture, "node-00010", "main")->error, OUTPOST_ERROR, OUTPOST_ERROR_SERVER);
  g_assert_cmpuint (count_asked (fixture), ==, n);
  g_assert_cmpuint (outpost_demo_count_at_once (fixture->demo, "GET", CREDENTIALS), ==, OUTPOST_BULK_AT_ONCE);

  run (fixture);
  g_assert_cmpuint (outpost_bulk_export_get_n_asked (fixture->export), ==, 1);
  g_assert_cmpuint (count_asked (fixture), ==, n + 1);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_GOT), ==, n);
  records = outpost_bulk_export_dup_records (fixture->export);
  outpost_test_await_true (outpost_export_files_write (file, OUTPOST_EXPORT_JSON, records), &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, token));
}

/* ---- Limits and refusals ----------------------------------------------------------------------------------------- */

static char *
dup_reset_in (guint seconds)
{
  return g_strdup_printf ("Retry-After: %u\nX-Ratelimit-Reset: %" G_GINT64_FORMAT, seconds,
                          g_get_real_time () / G_USEC_PER_SEC + seconds);
}

static gboolean
is_waiting (gpointer export)
{
  return outpost_bulk_export_get_waiting_until (export) > 0;
}

/* Longer than a request may take: it is waited for all the same, and nothing is asked meanwhile. */
static void
test_limit (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *headers = dup_reset_in (2);
  guint asked;

  outpost_client_set_deadline (fixture->client, 300);
  add_fault (fixture, "lab-bench", 1, 429, LIMITED, headers);
  make (fixture);
  outpost_bulk_export_run (fixture->export);
  outpost_test_wait_until (is_waiting, fixture->export);
  asked = count_asked (fixture);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_FAILED), ==, 0);
  while (is_waiting (fixture->export))
    {
      /* Those that were under way when it came. */
      g_assert_cmpuint (count_asked (fixture), <=, asked + OUTPOST_BULK_AT_ONCE - 1);
      g_main_context_iteration (NULL, TRUE);
    }
  outpost_test_wait_until (is_at_rest, fixture->export);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_FAILED), ==, 0);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_WANTED), ==, 0);
  g_assert_cmpuint (count_asked (fixture), ==, count (fixture, OUTPOST_EXPORT_GOT) + 1);
}

/* A short one is waited for inside the request. */
static void
test_short_limit (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *headers = dup_reset_in (1);

  add_fault (fixture, "lab-bench", 1, 429, LIMITED, headers);
  make (fixture);
  outpost_bulk_export_run (fixture->export);
  outpost_test_wait_until (is_waiting, fixture->export);
  outpost_test_wait_until (is_at_rest, fixture->export);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_FAILED), ==, 0);
  g_assert_cmpuint (count_asked (fixture), ==, count (fixture, OUTPOST_EXPORT_GOT) + 1);
}

static void
test_no_license (Fixture *fixture,
                 gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 0, 403, 0,
                          "Workspace External Agent is a Premium feature. Contact sales!", NULL);
  make (fixture);
  run (fixture);
  /* One refusal is for all: only those that were under way already heard it too. */
  g_assert_cmpuint (count_asked (fixture), <=, OUTPOST_BULK_AT_ONCE);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_FAILED), ==, 0);
  g_assert_cmpint (find_item (fixture, "node-00001", "main")->skip, ==, OUTPOST_EXPORT_SKIP_NO_LICENSE);
}

static void
test_known_license (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr(OutpostEntitlements) entitlements = outpost_entitlements_new_open_source ();

  fixture->export = outpost_bulk_export_new (fixture->client, fixture->workspaces, entitlements);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_WANTED), ==, 0);
  g_assert_cmpint (find_item (fixture, "gpu-01", NULL)->skip, ==, OUTPOST_EXPORT_SKIP_NO_LICENSE);
  g_assert_cmpint (find_item (fixture, "web-dev", NULL)->skip, ==, OUTPOST_EXPORT_SKIP_NOT_EXTERNAL);
}

static void
test_signed_out (Fixture *fixture,
                 gconstpointer data)
{
  outpost_demo_revoke_keys (fixture->demo);
  make (fixture);
  run (fixture);
  g_assert_cmpuint (count_asked (fixture), <=, OUTPOST_BULK_AT_ONCE);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_WANTED), ==, 0);
  g_assert_error (find_item (fixture, "node-00001", "main")->error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED);
}

static void
test_instance_identity (Fixture *fixture,
                        gconstpointer data)
{
  add_fault (fixture, "gpu-01", 1, 404, "External agent is authenticated with an instance ID.", NULL);
  make (fixture);
  run (fixture);
  g_assert_cmpint (find_item (fixture, "gpu-01", "main")->state, ==, OUTPOST_EXPORT_SKIPPED);
  g_assert_cmpint (find_item (fixture, "gpu-01", "main")->skip, ==, OUTPOST_EXPORT_SKIP_NO_TOKEN);
}

/* ---- Ends -------------------------------------------------------------------------------------------------------- */

static gboolean
has_some (gpointer export)
{
  return outpost_bulk_export_get_n_answered (export) >= 8;
}

/* Comes and goes: time enough for one too many. */
static void
ask_something_else (Fixture *fixture)
{
  g_autoptr(OutpostBuildInfo) info = outpost_test_await_boxed (outpost_api_get_build_info (fixture->client), NULL);

  g_assert_nonnull (info);
}

/* Nothing is asked any more; what was got stays, and the rest can be had later. */
static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  guint n_answered, n;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 5, NULL, NULL);
  make (fixture);
  n = count (fixture, OUTPOST_EXPORT_WANTED);
  outpost_bulk_export_run (fixture->export);
  outpost_test_wait_until (has_some, fixture->export);
  outpost_bulk_export_cancel (fixture->export);
  g_assert_false (outpost_bulk_export_get_running (fixture->export));
  n_answered = outpost_bulk_export_get_n_answered (fixture->export);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_GOT) + count (fixture, OUTPOST_EXPORT_WANTED), ==, n);
  ask_something_else (fixture);
  /* Those that were on their way arrive all the same. */
  g_assert_cmpuint (count_asked (fixture), <=, n_answered + OUTPOST_BULK_AT_ONCE);
  run (fixture);
  g_assert_cmpuint (count (fixture, OUTPOST_EXPORT_GOT), ==, n);
}

static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 5, NULL, NULL);
  make (fixture);
  outpost_bulk_export_run (fixture->export);
  outpost_test_wait_until (has_some, fixture->export);
  g_assert_finalize_object (g_steal_pointer (&fixture->export));
  ask_something_else (fixture);
}

/* A token of a build that is not the newest attaches nothing. */
static void
test_new_build (Fixture *fixture,
                gconstpointer data)
{
  OutpostWorkspace *workspace = find (fixture, "node-00001");
  g_autoptr(OutpostWorkspace) newer = NULL;
  g_autofree char *token = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 5, NULL, NULL);
  make (fixture);
  outpost_bulk_export_run (fixture->export);
  outpost_test_wait_until (has_some, fixture->export);
  outpost_demo_rebuild (fixture->demo, "node-00001");
  newer = outpost_test_await_object (outpost_api_get_workspace (fixture->client, outpost_workspace_get_id (workspace)), NULL);
  outpost_workspace_update (workspace, newer, g_get_monotonic_time ());
  outpost_test_wait_until (is_at_rest, fixture->export);
  g_assert_cmpint (find_item (fixture, "node-00001", "main")->state, ==, OUTPOST_EXPORT_FAILED);
  g_assert_cmpuint (outpost_error_get_status (find_item (fixture, "node-00001", "main")->error), ==, 412);
  g_assert_null (find_item (fixture, "node-00001", "main")->credentials);

  run (fixture);
  token = outpost_demo_dup_token (fixture->demo, "node-00001", "main");
  g_assert_cmpstr (find_item (fixture, "node-00001", "main")->credentials->agent_token, ==, token);
  g_assert_cmpint (find_item (fixture, "node-00001", "main")->build_number, ==, 2);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
#define ADD(path, n, test) g_test_add ("/bulk-export/" path, Fixture, GUINT_TO_POINTER (n), set_up, test, tear_down)
  ADD ("plan", 0, test_plan);
  ADD ("all", 0, test_all);
  ADD ("hundred", 100, test_hundred);
  ADD ("corrections-7/limit", 0, test_limit);
  ADD ("corrections-7/short-limit", 0, test_short_limit);
  ADD ("correction-66/no-license", 100, test_no_license);
  ADD ("correction-74/known-license", 0, test_known_license);
  ADD ("signed-out", 100, test_signed_out);
  ADD ("instance-identity", 0, test_instance_identity);
  ADD ("cancel", 100, test_cancel);
  ADD ("gone", 100, test_gone);
  ADD ("new-build", 100, test_new_build);
  return g_test_run ();
}

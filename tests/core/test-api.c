/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-answers.h"
#include "outpost-api.h"
#include "outpost-api-templates.h"
#include "outpost-client-fixture.h"
#include "outpost-error.h"
#include "outpost-test.h"

static OutpostWorkspaceBatch *
dup_batch (Fixture *fixture,
           const char *query,
           guint limit,
           guint offset)
{
  g_autoptr(GError) error = NULL;
  OutpostWorkspaceBatch *batch
      = outpost_test_await_boxed (outpost_api_list_workspaces (fixture->client, query, limit, offset), &error);

  g_assert_no_error (error);
  return batch;
}

/* The workspace called @name, out of a list of everything, in which each is. */
static OutpostWorkspace *
dup_workspace (Fixture *fixture,
               const char *name)
{
  g_autoptr(OutpostWorkspaceBatch) batch = dup_batch (fixture, "", 100, 0);

  for (guint i = 0; i < batch->workspaces->len; i++)
    if (g_str_equal (outpost_workspace_get_name (g_ptr_array_index (batch->workspaces, i)), name))
      return g_object_ref (g_ptr_array_index (batch->workspaces, i));
  return NULL;
}

static gboolean
lists (Fixture *fixture,
       const char *query,
       const char *name)
{
  g_autoptr(OutpostWorkspaceBatch) batch = dup_batch (fixture, query, 100, 0);
  gboolean found = FALSE;

  for (guint i = 0; i < batch->workspaces->len; i++)
    found |= g_str_equal (outpost_workspace_get_name (g_ptr_array_index (batch->workspaces, i)), name);
  return found;
}

/* ---- The list ---------------------------------------------------------------------------------------------------- */

/* What is building or has failed is in neither half of the list; only a list of all has it (correction 38). */
static void
test_neither_half (Fixture *fixture,
                   gconstpointer data)
{
  const char *const names[] = { "render-node-11", "ci-runner-7" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, names[i]);

      g_assert_false (lists (fixture, "has_external_agent:true", names[i]));
      g_assert_false (lists (fixture, "has_external_agent:false", names[i]));
      g_assert_nonnull (workspace);
      g_assert_cmpint (outpost_workspace_is_external (workspace), ==, OUTPOST_UNKNOWN);
    }
}

/* A page past the end is empty and tells the true count (correction 51). */
static void
test_past_the_end (Fixture *fixture,
                   gconstpointer data)
{
  g_autoptr(OutpostWorkspaceBatch) all = dup_batch (fixture, "owner:me", 100, 0);
  g_autoptr(OutpostWorkspaceBatch) none = dup_batch (fixture, "owner:me", 25, 1000);

  g_assert_cmpuint (all->workspaces->len, >, 0);
  g_assert_cmpint (all->count, ==, all->workspaces->len);
  g_assert_cmpuint (none->workspaces->len, ==, 0);
  g_assert_cmpint (none->count, ==, all->count);
}

/* Some mistakes in a search are answered with nothing, others with what is wrong (correction 52). */
static void
test_mistakes_in_a_search (Fixture *fixture,
                           gconstpointer data)
{
  const char *const empty[] = { "owner:nobody", "template:unknown", "has-agent:maybe", "name:\"nothing" };
  const char *const refused[] = { "status:nonsense", "healthy:maybe", "colour:red" };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr(OutpostWorkspaceBatch) batch = dup_batch (fixture, empty[i], 25, 0);

      g_assert_cmpint (batch->count, ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;
      gsize n;

      g_assert_false (outpost_test_await_true (outpost_api_list_workspaces (fixture->client, refused[i], 25, 0), &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_INPUT);
      g_assert_nonnull (outpost_error_get_validations (error, &n));
      g_assert_cmpuint (n, ==, 1);
    }
}

/* Who has not connected yet is in neither half, although it is not healthy (correction 53): the program judges for itself. */
static void
test_not_yet_connected (Fixture *fixture,
                        gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");

  g_assert_false (lists (fixture, "healthy:false", "gpu-02"));
  g_assert_true (lists (fixture, "healthy:false", "lab-bench"));
  g_assert_cmpint (outpost_workspace_get_health (workspace), ==, OUTPOST_HEALTH_UNHEALTHY);
}

/* ---- Versions of a template ---------------------------------------------------------------------------------------- */

/* The answer begins with the oldest, each has its readme, and there is no count (coder-api 2.3): the newest are found. */
static void
test_many_versions (Fixture *fixture,
                    gconstpointer data)
{
  static const guint more[] = { 97, 1, 1, 1, 96, 4, 2800 };
  g_autoptr(GPtrArray) templates
      = outpost_test_await_boxed (outpost_api_list_templates (fixture->client, "exact_name:two-machines"), NULL);
  OutpostTemplate *template = g_ptr_array_index (templates, 0);
  guint n = 2;

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autoptr(GPtrArray) found = NULL;
      OutpostTemplateVersion *first, *last;
      g_autofree char *expected = NULL;

      n += more[i];
      outpost_demo_add_versions (fixture->demo, "two-machines", more[i]);
      outpost_demo_clear_requests (fixture->demo);
      found = outpost_test_await_boxed (outpost_api_list_template_versions (fixture->client, template->id), NULL);
      g_assert_cmpuint (found->len, ==, MIN (n, OUTPOST_MOST_TEMPLATE_VERSIONS));
      first = g_ptr_array_index (found, 0);
      last = g_ptr_array_index (found, found->len - 1);
      expected = g_strdup_printf ("older-%u", n - found->len);
      g_assert_cmpstr (first->name, ==, expected);
      g_assert_cmpstr (last->id, ==, template->active_version_id);
      g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "GET", "*"), <=, n < OUTPOST_MOST_TEMPLATE_VERSIONS ? 1 : 20);
    }
}

/* A server that has a version wherever one looks: it comes to an end. */
static void
test_endless_versions (Fixture *fixture,
                       gconstpointer data)
{
  g_autoptr(GPtrArray) templates
      = outpost_test_await_boxed (outpost_api_list_templates (fixture->client, "exact_name:two-machines"), NULL);
  OutpostTemplate *template = g_ptr_array_index (templates, 0);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  outpost_demo_add_versions (fixture->demo, "two-machines", 2000000);
  found = outpost_test_await_boxed (outpost_api_list_template_versions (fixture->client, template->id), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, OUTPOST_MOST_TEMPLATE_VERSIONS);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "GET", "/api/v2/templates/*"), <, 30);
}

/* ---- One workspace ----------------------------------------------------------------------------------------------- */

/* Unknown, of somebody else, deleted: the server does not tell which (correction 4, correction 42). */
static void
test_not_found (Fixture *fixture,
                gconstpointer data)
{
  const char *const names[][2] = { { "nobody", "gpu-02" }, { "me", "nothing" }, { "me", "shared-rig" }, { "me", "gpu-01" } };

  outpost_demo_remove (fixture->demo, "gpu-01");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (
          outpost_test_await_true (outpost_api_get_workspace_by_name (fixture->client, names[i][0], names[i][1]), &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND);
      g_assert_cmpuint (outpost_error_get_status (error), ==, 404);
    }
}

/* ---- Credentials ------------------------------------------------------------------------------------------------- */

static OutpostCredentials *
dup_credentials (Fixture *fixture,
                 const char *workspace_name,
                 const char *agent,
                 GError **error)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, workspace_name);
  const char *id = outpost_workspace_get_id (workspace);

  return outpost_test_await_boxed (outpost_api_get_credentials (fixture->client, id, agent), error);
}

/* They are the same in whichever state the agent is, also in a stopped build (correction 41, correction 63); reading the
 * workspace is enough, so somebody else's that is shared will do (correction 64); each of several has its own (correction 65). */
static void
test_credentials (Fixture *fixture,
                  gconstpointer data)
{
  const char *const agents[][2] = {
    { "gpu-01", "main" },
    { "gpu-02", "main" },
    { "attic-nas", "main" },
    { "lab-bench", "main" },
    { "lab-bench", "aux" },
    { "old-tower", "main" },
    { "winter-store", "main" },
    { "shared-rig", "main" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OutpostCredentials) credentials = dup_credentials (fixture, agents[i][0], agents[i][1], &error);
      g_autofree char *token = outpost_demo_dup_token (fixture->demo, agents[i][0], agents[i][1]);

      g_assert_no_error (error);
      g_assert_cmpstr (credentials->agent_token, ==, token);
      g_assert_nonnull (g_strstr_len (credentials->command, -1, token));
    }
}

static void
test_same_after_connecting (Fixture *fixture,
                            gconstpointer data)
{
  const char *const states[] = { "connecting", "timeout", "connected", "disconnected" };
  g_autofree char *token = outpost_demo_dup_token (fixture->demo, "gpu-02", "main");

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(OutpostCredentials) credentials = NULL;

      outpost_demo_set_agent (fixture->demo, "gpu-02", "main", states[i], "ready");
      credentials = dup_credentials (fixture, "gpu-02", "main", NULL);
      g_assert_cmpstr (credentials->agent_token, ==, token);
    }
}

/* Each build has its own (correction 62). */
static void
test_rotation (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr(OutpostCredentials) before = dup_credentials (fixture, "gpu-02", "main", NULL);
  g_autoptr(OutpostCredentials) after = NULL;

  outpost_demo_rebuild (fixture->demo, "gpu-02");
  after = dup_credentials (fixture, "gpu-02", "main", NULL);
  g_assert_cmpstr (before->agent_token, !=, after->agent_token);
  g_assert_cmpstr (before->command, !=, after->command);
}

/* While a build runs and after one failed the words are those for an ordinary workspace, and mean less (correction 63). */
static void
test_no_credentials (Fixture *fixture,
                     gconstpointer data)
{
  const struct
  {
    const char *workspace;
    const char *agent;
    OutpostError code;
    OutpostTristate external;
  } rows[] = {
    { "web-dev", "main", OUTPOST_ERROR_NOT_EXTERNAL, OUTPOST_NO },
    { "render-node-11", "main", OUTPOST_ERROR_NOT_EXTERNAL, OUTPOST_UNKNOWN },
    { "ci-runner-7", "main", OUTPOST_ERROR_NOT_EXTERNAL, OUTPOST_UNKNOWN },
    { "gpu-02", "no pe/x", OUTPOST_ERROR_UNSUPPORTED_SERVER, OUTPOST_YES }, /* a slash is never one segment (correction 10) */
    { "gpu-02", "aux", OUTPOST_ERROR_NOT_FOUND, OUTPOST_YES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, rows[i].workspace);
      g_autoptr(GError) error = NULL;

      g_assert_null (dup_credentials (fixture, rows[i].workspace, rows[i].agent, &error));
      g_assert_error (error, OUTPOST_ERROR, (int) rows[i].code);
      g_assert_cmpint (outpost_workspace_is_external (workspace), ==, rows[i].external);
    }
}

/* ---- Editions ---------------------------------------------------------------------------------------------------- */

/* Without a licence (correction 66, correction 67), and in the open-source edition (correction 73, correction 74), workspaces are
 * listed as ever; only tokens are not to be had. */
static void
test_edition (Fixture *fixture,
              gconstpointer flags)
{
  gboolean open_source = GPOINTER_TO_UINT (flags) == OUTPOST_DEMO_OPEN_SOURCE;
  OutpostError code = open_source ? OUTPOST_ERROR_UNSUPPORTED_SERVER : OUTPOST_ERROR_NOT_LICENSED;
  g_autoptr(OutpostEntitlements) entitlements
      = outpost_test_await_boxed (outpost_api_get_entitlements (fixture->client), NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (entitlements->edition, ==, open_source ? OUTPOST_EDITION_OPEN_SOURCE : OUTPOST_EDITION_PREMIUM);
  g_assert_false (entitlements->external_agents);
  g_assert_false (entitlements->has_license);
  g_assert_true (lists (fixture, "owner:me has_external_agent:true", "gpu-02"));
  g_assert_null (dup_credentials (fixture, "gpu-02", "main", &error));
  g_assert_error (error, OUTPOST_ERROR, (int) code);
}

#define ADD(path, flags, function) g_test_add (path, Fixture, GUINT_TO_POINTER (flags), set_up, function, tear_down)

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/api/list/neither-half", 0, test_neither_half);
  ADD ("/api/list/past-the-end", 0, test_past_the_end);
  ADD ("/api/list/mistakes-in-a-search", 0, test_mistakes_in_a_search);
  ADD ("/api/list/not-yet-connected", 0, test_not_yet_connected);
  ADD ("/api/many-versions", 0, test_many_versions);
  ADD ("/api/endless-versions", 0, test_endless_versions);
  ADD ("/api/not-found", 0, test_not_found);
  ADD ("/api/credentials/given", 0, test_credentials);
  ADD ("/api/credentials/same-after-connecting", 0, test_same_after_connecting);
  ADD ("/api/credentials/rotation", 0, test_rotation);
  ADD ("/api/credentials/refused", 0, test_no_credentials);
  ADD ("/api/edition/no-licence", OUTPOST_DEMO_NO_LICENSE, test_edition);
  ADD ("/api/edition/open-source", OUTPOST_DEMO_OPEN_SOURCE, test_edition);
  return g_test_run ();
}

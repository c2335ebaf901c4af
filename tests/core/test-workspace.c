/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-workspace-codec-private.h"
#include "outpost-sighting.h"
#include "outpost-workspace.h"

/* What is made of a workspace in each of the situations that are easily misread. */

#define AGENT(more) "{\"id\":\"a1\",\"name\":\"main\"," more "}"
#define CONNECTED "\"status\":\"connected\",\"lifecycle_state\":\"ready\",\"health\":{\"healthy\":true}"
#define REASON(text) "\"health\":{\"healthy\":false,\"reason\":\"" text "\"}"
#define WAITING "\"status\":\"connecting\",\"lifecycle_state\":\"created\"," REASON ("agent has not yet connected")
#define RESOURCE(type, agents) "{\"type\":\"" type "\",\"agents\":[" agents "]}"
#define EXTERNAL(agents) RESOURCE ("coder_external_agent", agents)

/* @flag: `has_external_agent` with a comma, or nothing */
static OutpostWorkspace *
new_workspace (const char *transition,
               const char *job,
               const char *flag,
               const char *resources,
               gboolean healthy)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"w\",\"name\":\"box\",\"owner_name\":\"ann\",\"template_name\":\"bare\",\"health\":{\"healthy\":%s},"
      "\"latest_build\":{\"id\":\"b\",\"transition\":\"%s\",%s\"status\":\"x\",\"resources\":[%s],"
      "\"job\":{\"id\":\"j\",\"status\":\"%s\"}}}",
      healthy ? "true" : "false", transition, flag, resources, job);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace = outpost_workspace_new_from_json (bytes, &error);

  g_assert_no_error (error);
  return workspace;
}

/* Of a build that has started. */
static OutpostWorkspace *
new_started (const char *resources,
             gboolean healthy)
{
  return new_workspace ("start", "succeeded", "\"has_external_agent\":true,", resources, healthy);
}

/* ---- Builds ------------------------------------------------------------------------------------------------------ */

#define YES "\"has_external_agent\":true,"
#define NO "\"has_external_agent\":false,"

typedef struct
{
  const char *transition;
  const char *job;
  const char *flag;
  const char *resources;
  gboolean healthy;
  OutpostBuildStatus status;
  OutpostTristate external;
  OutpostHealth health;
  gboolean has_agent;
} Row;

static const Row rows[] = {
  { "start", "succeeded", YES, EXTERNAL (AGENT (CONNECTED)), TRUE, OUTPOST_BUILD_STARTED, OUTPOST_YES, OUTPOST_HEALTH_HEALTHY,
    TRUE },
  { "start", "succeeded", YES, EXTERNAL (AGENT (WAITING)), FALSE, OUTPOST_BUILD_STARTED, OUTPOST_YES, OUTPOST_HEALTH_UNHEALTHY,
    TRUE },
  { "start", "succeeded", NO, RESOURCE ("docker_container", AGENT (CONNECTED)), TRUE, OUTPOST_BUILD_STARTED, OUTPOST_NO,
    OUTPOST_HEALTH_HEALTHY, TRUE },
  /* The flag is not known before the build is done, nor after it failed: neither external nor not (correction 38). What the
   * server says of health then is that of no agents (correction 40). */
  { "start", "pending", "", "", TRUE, OUTPOST_BUILD_QUEUED, OUTPOST_UNKNOWN, OUTPOST_HEALTH_NONE, FALSE },
  { "start", "running", "", "", TRUE, OUTPOST_BUILD_STARTING, OUTPOST_UNKNOWN, OUTPOST_HEALTH_NONE, FALSE },
  { "start", "failed", "", "", TRUE, OUTPOST_BUILD_FAILED, OUTPOST_UNKNOWN, OUTPOST_HEALTH_NONE, FALSE },
  { "start", "canceled", "", "", TRUE, OUTPOST_BUILD_CANCELED, OUTPOST_UNKNOWN, OUTPOST_HEALTH_NONE, FALSE },
  /* A canceled job can have finished all the same (correction 39). */
  { "start", "canceled", YES, EXTERNAL (AGENT (WAITING)), FALSE, OUTPOST_BUILD_CANCELED, OUTPOST_YES, OUTPOST_HEALTH_NONE, TRUE },
  /* A stopped one keeps its agent, which waits for a machine in vain (correction 41). */
  { "stop", "succeeded", YES, EXTERNAL (AGENT (WAITING)), FALSE, OUTPOST_BUILD_STOPPED, OUTPOST_YES, OUTPOST_HEALTH_NONE, TRUE },
  /* A deleted one is not external any more (correction 42). */
  { "delete", "succeeded", NO, "", TRUE, OUTPOST_BUILD_DELETED, OUTPOST_NO, OUTPOST_HEALTH_NONE, FALSE },
};

static void
test_builds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr(OutpostWorkspace) workspace
          = new_workspace (row->transition, row->job, row->flag, row->resources, row->healthy);
      g_autoptr(OutpostSighting) seen = NULL;
      gboolean started;

      g_test_message ("%s %s", row->transition, row->job);
      g_assert_cmpint (outpost_build_get_status (outpost_workspace_get_latest_build (workspace)), ==, row->status);
      g_assert_cmpint (outpost_workspace_is_external (workspace), ==, row->external);
      g_assert_cmpint (outpost_workspace_get_health (workspace), ==, row->health);
      g_assert_cmpint (outpost_workspace_get_main_agent (workspace) != NULL, ==, row->has_agent);
      started = row->status == OUTPOST_BUILD_STARTED || (row->status == OUTPOST_BUILD_CANCELED && row->has_agent);
      g_assert_cmpint (outpost_build_has_started (outpost_workspace_get_latest_build (workspace)), ==, started);
      /* What is to be watched is seen. */
      seen = outpost_sighting_new (workspace);
      g_assert_cmpint (seen != NULL, ==, started && row->external == OUTPOST_YES);
    }
}

static void
count_cb (OutpostWorkspace *workspace,
          guint *n)
{
  (*n)++;
}

/* Each build brings another agent; the one before is not that one in a new state (correction 62). What was known to be external
 * is so while the next build runs. */
static void
test_rebuild (void)
{
  g_autoptr(OutpostWorkspace) workspace = new_started (EXTERNAL (AGENT (CONNECTED)), TRUE);
  g_autoptr(OutpostWorkspace) building = new_workspace ("start", "running", "", "", TRUE);
  g_autoptr(OutpostWorkspace) rebuilt
      = new_started (EXTERNAL ("{\"id\":\"a2\",\"name\":\"main\"," WAITING "}"), FALSE);
  g_autoptr(OutpostAgent) before = g_object_ref (outpost_workspace_get_main_agent (workspace));
  guint n_changed = 0;

  g_signal_connect (workspace, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_true (outpost_workspace_update (workspace, building, g_get_monotonic_time ()));
  g_assert_null (outpost_workspace_get_main_agent (workspace));
  g_assert_cmpint (outpost_workspace_is_external (workspace), ==, OUTPOST_YES);
  g_assert_true (outpost_workspace_update (workspace, rebuilt, g_get_monotonic_time ()));
  g_assert_cmpstr (outpost_agent_get_id (outpost_workspace_get_main_agent (workspace)), ==, "a2");
  g_assert_cmpint (outpost_agent_get_state (outpost_workspace_get_main_agent (workspace)), ==, OUTPOST_AGENT_WAITING);
  g_assert_cmpstr (outpost_agent_get_id (before), ==, "a1");
  g_assert_cmpint (outpost_agent_get_state (before), ==, OUTPOST_AGENT_CONNECTED);
  g_assert_false (outpost_workspace_update (workspace, rebuilt, g_get_monotonic_time ()));
  g_assert_cmpuint (n_changed, ==, 2);
}

/* An answer that was overtaken by an event does not turn Connected back into Waiting. */
static void
test_older_is_not_taken (void)
{
  g_autoptr(OutpostWorkspace) workspace = new_started (EXTERNAL ("{\"id\":\"a1\",\"name\":\"main\"," WAITING "}"), TRUE);
  g_autoptr(OutpostWorkspace) overtaken = new_started (EXTERNAL ("{\"id\":\"a1\",\"name\":\"main\"," WAITING "}"), FALSE);
  g_autoptr(OutpostWorkspace) event = new_started (EXTERNAL (AGENT (CONNECTED)), TRUE);

  g_assert_true (outpost_workspace_update (workspace, event, 20));
  g_assert_false (outpost_workspace_update (workspace, overtaken, 10));
  g_assert_cmpint (outpost_agent_get_state (outpost_workspace_get_main_agent (workspace)), ==, OUTPOST_AGENT_CONNECTED);
  g_assert_true (outpost_workspace_update (workspace, overtaken, 20));
}

/* ---- Agents ------------------------------------------------------------------------------------------------------ */

#define GONE(lifecycle) "\"status\":\"disconnected\",\"lifecycle_state\":\"" lifecycle "\","
#define TIMES                                                                                       \
  "\"first_connected_at\":\"2026-01-01T10:00:00Z\",\"last_connected_at\":\"2026-01-01T12:00:00Z\"," \
  "\"disconnected_at\":\"2026-01-01T11:00:00Z\","

typedef struct
{
  const char *text;
  OutpostAgentState state;
  OutpostAgentHealth health;
} AgentRow;

static const AgentRow agents[] = {
  /* It came back, and when it had gone stays written (correction 55). */
  { EXTERNAL (AGENT (TIMES CONNECTED)), OUTPOST_AGENT_CONNECTED, OUTPOST_AGENT_HEALTHY },
  /* Shut down in order, and killed (correction 56). */
  { EXTERNAL (AGENT (TIMES GONE ("off") REASON ("agent is not running"))),
    OUTPOST_AGENT_OFF, OUTPOST_AGENT_NOT_RUNNING },
  { EXTERNAL (AGENT (TIMES GONE ("ready") REASON ("agent has lost connection"))),
    OUTPOST_AGENT_LOST, OUTPOST_AGENT_LOST_CONNECTION },
  { EXTERNAL (AGENT (TIMES GONE ("start_error") REASON ("agent has lost connection"))),
    OUTPOST_AGENT_LOST, OUTPOST_AGENT_LOST_CONNECTION },
  /* Connected and of use, whatever its script says (correction 57). */
  { EXTERNAL (AGENT ("\"status\":\"connected\",\"lifecycle_state\":\"start_error\"," REASON (
        "agent startup script exited with an error"))),
    OUTPOST_AGENT_CONNECTED, OUTPOST_AGENT_START_SCRIPT_FAILED },
};

static void
test_agents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (agents); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = new_started (agents[i].text, agents[i].health == OUTPOST_AGENT_HEALTHY);
      OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);

      g_test_message ("agent %u", i);
      g_assert_cmpint (outpost_agent_get_state (agent), ==, agents[i].state);
      g_assert_cmpint (outpost_agent_get_health (agent), ==, agents[i].health);
      g_assert_cmpint (outpost_workspace_needs_attention (workspace), ==, agents[i].health != OUTPOST_AGENT_HEALTHY);
      /* When it went is not when it came back. */
      if (agents[i].state == OUTPOST_AGENT_CONNECTED)
        g_assert_cmpint (outpost_agent_get_since (agent), ==, 0);
      else
        g_assert_cmpint (outpost_agent_get_since (agent), >=, outpost_agent_get_disconnected_at (agent));
    }
}

#define NAMED(id, name, more) "{\"id\":\"" id "\",\"name\":\"" name "\"," more "\"status\":\"connected\"}"
#define NO_PARENT "\"parent_id\":\"00000000-0000-0000-0000-000000000000\","
#define ORDINARY RESOURCE ("docker_container", NAMED ("a0", "inner", ""))
#define WITH_SUB_AGENT EXTERNAL (NAMED ("a1", "first", "\"parent_id\":null,") "," NAMED ("a2", "box", "\"parent_id\":\"a1\","))
#define SECOND EXTERNAL (NAMED ("a3", "second", NO_PARENT))

/* Only those of external resources are attached to: others are agents of the same workspace, or live in one of its agents
 * (correction 65). */
static void
test_which_are_external (void)
{
  g_autoptr(OutpostWorkspace) workspace = new_started (ORDINARY "," WITH_SUB_AGENT "," SECOND, TRUE);
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autoptr(GPtrArray) to_attach = outpost_build_dup_external_agents (build);
  const gboolean external[] = { FALSE, TRUE, FALSE, TRUE };

  g_assert_cmpuint (outpost_build_get_n_agents (build), ==, G_N_ELEMENTS (external));
  for (guint i = 0; i < G_N_ELEMENTS (external); i++)
    g_assert_cmpint (outpost_agent_is_external (outpost_build_get_agent (build, i)), ==, external[i]);
  g_assert_true (outpost_agent_is_sub_agent (outpost_build_get_agent (build, 2)));
  g_assert_cmpuint (to_attach->len, ==, 2);
  g_assert_true (g_ptr_array_index (to_attach, 0) == outpost_build_get_agent (build, 1));
  g_assert_true (g_ptr_array_index (to_attach, 1) == outpost_build_get_agent (build, 3));
  g_assert_true (outpost_agent_is_external (outpost_workspace_get_main_agent (workspace)));
}

/* ---- What goes beside the record --------------------------------------------------------------------------------- */

#define DISK "{\"type\":\"aws_instance\",\"name\":\"disk\",\"hide\":false,\"daily_cost\":5}"
#define HIDDEN "{\"type\":\"random_id\",\"name\":\"seed\",\"hide\":true,\"agents\":[]}"
#define ONE EXTERNAL (AGENT (WAITING))

/* All but external agents and what is hidden; with or without agents. Where a build says nothing, nothing is known. */
static void
test_others (void)
{
  static const struct
  {
    const char *job;
    const char *flag;
    const char *resources;
    gint64 n;
  } others[] = {
    { "succeeded", YES, ONE, 0 },
    { "succeeded", YES, ONE "," DISK, 1 },
    { "succeeded", YES, DISK "," HIDDEN "," ONE "," ORDINARY, 2 },
    { "succeeded", YES, ONE "," HIDDEN, 0 },
    { "succeeded", NO, ORDINARY, 1 },
    { "succeeded", NO, "", 0 },
    { "canceled", YES, ONE "," DISK, 1 },
    { "failed", "", DISK, 1 },
    { "failed", "", "", -1 },
    { "running", "", "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = new_workspace ("start", others[i].job, others[i].flag, others[i].resources, FALSE);

      g_test_message ("%s %s", others[i].job, others[i].resources);
      g_assert_cmpint (outpost_build_get_n_others (outpost_workspace_get_latest_build (workspace)), ==, others[i].n);
      g_assert_cmpint (outpost_workspace_get_n_others (workspace), ==, others[i].n);
    }
}

/* A build that failed undoes nothing of what the one before made, and its copy on disk knows that. */
static void
test_others_are_kept (void)
{
  g_autoptr(OutpostWorkspace) workspace = new_started (ONE "," DISK, FALSE);
  g_autoptr(OutpostWorkspace) failed = new_workspace ("start", "failed", "", "", TRUE);
  g_autoptr(OutpostWorkspace) rebuilt = new_started (ONE, FALSE);
  g_autoptr(OutpostWorkspace) read = NULL;
  g_autoptr(GVariant) kept = NULL;

  g_assert_true (outpost_workspace_update (workspace, failed, g_get_monotonic_time ()));
  g_assert_cmpint (outpost_workspace_get_n_others (workspace), ==, 1);
  kept = g_variant_ref_sink (outpost_workspace_to_variant (workspace));
  read = outpost_workspace_new_from_variant (kept);
  g_assert_cmpint (outpost_workspace_get_n_others (read), ==, 1);
  g_assert_cmpint (outpost_workspace_is_external (read), ==, OUTPOST_YES);
  g_assert_true (outpost_workspace_update (workspace, rebuilt, g_get_monotonic_time ()));
  g_assert_cmpint (outpost_workspace_get_n_others (workspace), ==, 0);
}

/* Only what waits can wait in vain: of what runs or has ended nothing is told (correction 20). */
static void
test_provisioners (void)
{
  static const struct
  {
    const char *job;
    const char *matched;
    gboolean lacks;
  } queues[] = {
    { "pending", "\"matched_provisioners\":{\"count\":0},", TRUE },
    { "pending", "\"matched_provisioners\":{\"count\":2},", FALSE },
    { "pending", "\"matched_provisioners\":null,", FALSE },
    { "pending", "", FALSE },
    { "running", "\"matched_provisioners\":{\"count\":0},", FALSE },
    { "succeeded", "\"matched_provisioners\":{\"count\":0},", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queues); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = new_workspace ("start", queues[i].job, queues[i].matched, "", TRUE);

      g_assert_true (outpost_build_lacks_provisioner (outpost_workspace_get_latest_build (workspace)) == queues[i].lacks);
    }
}

/* ---- Members ----------------------------------------------------------------------------------------------------- */

/* What may be null or absent, and a resource's secret, which comes in clear and is not kept (correction 58). */
static void
test_members (void)
{
  g_autoptr(OutpostWorkspace) workspace = new_started (
      "{\"type\":\"coder_external_agent\",\"metadata\":[{\"key\":\"password\",\"value\":\"hunter2\",\"sensitive\":true}],"
      "\"agents\":[{\"id\":\"a1\",\"name\":\"main\",\"environment_variables\":null,\"apps\":null,\"latency\":null,"
      "\"troubleshooting_url\":\"https://coder.com/docs/admin/templates/troubleshooting\"," CONNECTED "}]},"
      "{\"type\":\"null_resource\",\"agents\":null}",
      TRUE);
  OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);
  g_autoptr(GVariant) kept = g_variant_ref_sink (outpost_workspace_to_variant (workspace));
  g_autofree char *text = g_variant_print (kept, TRUE);

  g_assert_cmpstr (outpost_workspace_get_autostart_schedule (workspace), ==, "");
  g_assert_true (outpost_workspace_get_allows_cancel (workspace));
  g_assert_cmpint (outpost_workspace_get_ttl_ms (workspace), ==, 0);
  g_assert_cmpfloat (outpost_agent_get_latency (agent), <, 0);
  g_assert_cmpstr (outpost_agent_get_troubleshooting_url (agent), ==, "https://coder.com/docs/admin/templates/troubleshooting");
  g_assert_nonnull (strstr (text, "box"));
  g_assert_null (strstr (text, "hunter2"));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/builds", test_builds);
  g_test_add_func ("/workspace/rebuild", test_rebuild);
  g_test_add_func ("/workspace/older-is-not-taken", test_older_is_not_taken);
  g_test_add_func ("/workspace/agents", test_agents);
  g_test_add_func ("/workspace/which-are-external", test_which_are_external);
  g_test_add_func ("/workspace/others", test_others);
  g_test_add_func ("/workspace/others-are-kept", test_others_are_kept);
  g_test_add_func ("/workspace/provisioners", test_provisioners);
  g_test_add_func ("/workspace/members", test_members);
  return g_test_run ();
}

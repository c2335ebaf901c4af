/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "attach/outpost-attach-form.h"
#include "outpost-cli-test.h"
#include "outpost-test.h"

#include <string.h>

#define WORKSPACE "/api/v2/users/*/workspace/*"
#define BY_ID "/api/v2/workspaces/11111111-1111-4111-8111-111111111111*"
#define CREDENTIALS "*/external-agent/*/credentials*"

/* A workspace as the deployment answers; each name of @agents becomes an external agent. */
static char *
dup_workspace (const char *transition,
               const char *job,
               const char *agents)
{
  g_auto(GStrv) names = g_strsplit (agents, " ", -1);
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (list, "%s{\"id\":\"a%u\",\"name\":\"%s\",\"status\":\"connecting\",\"lifecycle_state\":\"created\"}",
                            i > 0 ? "," : "", i, names[i]);
  return g_strdup_printf (
      "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"box\",\"owner_name\":\"ann\",\"latest_build\":{"
      "\"id\":\"b\",\"transition\":\"%s\",\"status\":\"running\",\"job\":%s,\"resources\":[{\"type\":"
      "\"coder_external_agent\",\"agents\":[%s]}]}}",
      transition, job, list->str);
}

#define DONE "{\"id\":\"j\",\"status\":\"succeeded\"}"

static void
answer (CliTest *test,
        const char *path,
        guint times,
        const char *body)
{
  outpost_demo_add_fault (test->demo, OUTPOST_DEMO_FAULT_BODY, "GET", path, times, 200, 0, body, NULL);
}

static void
begin (CliTest *test,
       const char *transition,
       const char *job,
       const char *agents)
{
  g_autofree char *workspace = dup_workspace (transition, job, agents);

  cli_test_init (test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (test);
  answer (test, WORKSPACE, 0, workspace);
  answer (test, CREDENTIALS, 0, "{\"agent_token\":\"t-1\",\"command\":\"curl \\\"u\\\" | X=\\\"t-1\\\" sh\"}");
}

static void
test_text (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, "start", DONE, "main");
  cli_test_run (&test, NULL, "agent-instructions box");
  cli_test_assert_works (&test);
  g_assert_cmpstr (
      test.out, ==,
      "\nPlease run the following command to attach external agent to the workspace box:\n\ncurl \"u\" | X=\"t-1\" sh\n\n");
  g_assert_cmpstr (test.err, ==, "");
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", "/api/v2/users/me/workspace/box*"), ==, 1);
}

static void
test_json (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, "start", DONE, "main aux");
  cli_test_run (&test, NULL, "agent-instructions ann/box.aux -o json");
  cli_test_assert_works (&test);
  g_assert_cmpstr (
      test.out, ==,
      "{\n  \"workspace_name\": \"box\",\n  \"agent_name\": \"aux\",\n  \"auth_type\": \"token\",\n  \"auth_token\": \"t-1\",\n"
      "  \"init_script\": \"curl \\\"u\\\" | X=\\\"t-1\\\" sh\"\n}\n");
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", "/api/v2/users/ann/workspace/box*"), ==, 1);
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", "*/external-agent/aux/credentials*"), ==, 1);
}

/* Also when its machine is attached already (correction 69). */
static void
test_connected (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *token = NULL;

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  token = outpost_demo_dup_token (test.demo, "gpu-01", "main");
  cli_test_run (&test, NULL, "agent-instructions gpu-01");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, token));
}

static void
test_several (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, "start", DONE, "main aux");
  cli_test_run (&test, NULL, "agent-instructions box");
  cli_test_assert_fails (&test, "has several agents: main, aux");
  cli_test_run (&test, NULL, "agent-instructions box.nope");
  cli_test_assert_fails (&test, "has no agent “nope”; there are: main, aux");
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, CREDENTIALS), ==, 0);
}

/* The deployment would give the token of a stopped one: it is of no use (correction 41). */
static void
test_stopped (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, "stop", DONE, "main");
  cli_test_run (&test, NULL, "agent-instructions box");
  cli_test_assert_fails (&test, "“box” is not started");
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, CREDENTIALS), ==, 0);
}

/* Errors go to standard error, with exit code 1 (correction 68). */
static void
test_failed (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  answer (
      &test, WORKSPACE, 0,
      "{\"id\":\"w\",\"name\":\"box\",\"owner_name\":\"ann\",\"latest_build\":{\"id\":\"b\",\"transition\":\"start\",\"status\":"
      "\"failed\",\"resources\":[],\"job\":{\"id\":\"j\",\"status\":\"failed\",\"error\":\"no \\u001b[2Jroom\"}}}");
  cli_test_run (&test, NULL, "agent-instructions box");
  cli_test_assert_fails (&test, "“box” has no agents");
  g_assert_nonnull (strstr (test.err, "no ␛[2Jroom"));
}

/* A running build is waited for; what it made is what counts. */
static void
test_building (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *done = NULL;

  begin (&test, "start", "{\"id\":\"j\",\"status\":\"running\"}", "main");
  done = dup_workspace ("start", DONE, "new");
  answer (&test, BY_ID, 0, done);
  cli_test_run (&test, NULL, "agent-instructions box -o json");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.err, "waiting for it"));
  g_assert_nonnull (strstr (test.out, "\"agent_name\": \"new\""));
}

static void
test_refusals (void)
{
  static const struct
  {
    guint status;
    const char *message;
    const char *said;
  } cases[] = {
    { 401, "You are signed out or your session has expired. Please sign in again to continue.", "does not accept the session key" },
    { 403, "Workspace External Agent is a Premium feature. Contact sales!", "license does not include external workspaces" },
    { 404, "Workspace does not have an external agent.", "has no external agent" },
    { 404, "Resource not found or you do not have access to this resource", "not found, or you have no access" },
    { 500, "Broken\033[2J.", "the deployment failed: Broken␛[2J." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(CliTest) test = { NULL };
      g_autofree char *workspace = dup_workspace ("start", DONE, "main");

      cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
      cli_test_use_environment (&test);
      answer (&test, WORKSPACE, 0, workspace);
      outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 0, cases[i].status, 0, cases[i].message,
                              NULL);
      cli_test_run (&test, NULL, "agent-instructions box");
      cli_test_assert_fails (&test, cases[i].said);
      g_assert_null (strstr (test.err, outpost_demo_get_key (test.demo)));
    }
}

static void
test_unknown (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  cli_test_run (&test, NULL, "agent-instructions nobody-has-this");
  cli_test_assert_fails (&test, "there is no workspace “nobody-has-this”, or you have no access");
  cli_test_run (&test, NULL, "agent-instructions 'a%%2Fb/../x'");
  g_assert_cmpint (test.code, ==, 1);
}

/* A deployment cannot write to the terminal. */
static void
test_invisible (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *workspace = dup_workspace ("start", DONE, "main");

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  answer (&test, WORKSPACE, 0, workspace);
  answer (&test, CREDENTIALS, 0, "{\"agent_token\":\"t\",\"command\":\"sh\\u001b]0;x\\u0007\\nrm\"}");
  cli_test_run (&test, NULL, "agent-instructions box");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "sh␛]0;x␇␊rm"));
  g_assert_nonnull (strstr (test.err, "cannot be shown"));
  cli_test_run (&test, NULL, "agent-instructions box -o json");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "sh\\u001b]0;x\\u0007\\nrm"));
}

/* The token of an agent that the deployment runs itself is given out too: only to who names it (correction 65). */
static void
test_mixed (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *token = NULL;
  g_autofree char *inner = NULL;

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  outpost_demo_add_ordinary_agent (test.demo, "gpu-02", "inner");
  token = outpost_demo_dup_token (test.demo, "gpu-02", "main");
  inner = outpost_demo_dup_token (test.demo, "gpu-02", "inner");
  cli_test_run (&test, NULL, "agent-instructions gpu-02");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, token));
  cli_test_run (&test, NULL, "agent-instructions gpu-02 --all");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, token));
  g_assert_null (strstr (test.out, inner));
  cli_test_run (&test, NULL, "agent-instructions --all");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, token));
  g_assert_null (strstr (test.out, inner));
  cli_test_run (&test, NULL, "agent-instructions gpu-02.nobody");
  cli_test_assert_fails (&test, "has no agent “nobody”; there are: main");
  cli_test_run (&test, NULL, "agent-instructions gpu-02.inner");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, inner));
}

/* ---- Forms ------------------------------------------------------------------------------------------------------- */

#define AGENT(name, os, arch)                                                                             \
  "{\"id\":\"" name "\",\"name\":\"" name "\",\"status\":\"connecting\",\"lifecycle_state\":\"created\"," \
  "\"operating_system\":\"" os "\",\"architecture\":\"" arch "\"}"
#define TWO_AGENTS AGENT ("main", "linux", "amd64") "," AGENT ("desk", "windows", "arm64")

/* A workspace with two agents that say what they run on. */
static void
begin_platforms (CliTest *test)
{
  cli_test_init (test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (test);
  answer (test, WORKSPACE, 0,
          "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"box\",\"owner_name\":\"ann\",\"latest_build\":{"
          "\"id\":\"b\",\"build_number\":7,\"transition\":\"start\",\"status\":\"running\",\"job\":" DONE ","
          "\"resources\":[{\"type\":\"coder_external_agent\",\"agents\":[" TWO_AGENTS "]}]}}");
  answer (test, CREDENTIALS, 0,
          "{\"agent_token\":\"t-1\",\"command\":\"curl -fsSL \\\"https://c.example/api/v2/init-script/linux/amd64\\\" | "
          "CODER_AGENT_TOKEN=\\\"t-1\\\" sh\"}");
}

static void
test_platform (void)
{
  g_auto(CliTest) test = { NULL };

  begin_platforms (&test);
  cli_test_run (&test, NULL, "agent-instructions box.main --platform macos/arm64");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.out, ==,
                   "\nPlease run the following command to attach external agent to the workspace box:\n\n"
                   "curl -fsSL \"https://c.example/api/v2/init-script/darwin/arm64\" | CODER_AGENT_TOKEN=\"t-1\" sh\n\n");
  g_assert_nonnull (strstr (test.err, "The template is made for Linux, x86 64-bit."));
  cli_test_run (&test, NULL, "agent-instructions box.main --platform windows/amd64 -o json");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "\"init_script\": \"$env:CODER_AGENT_TOKEN=\\\"t-1\\\"; iwr -useb "
                                      "\\\"https://c.example/api/v2/init-script/windows/amd64\\\" | iex\""));
  cli_test_run (&test, NULL, "agent-instructions box.main --platform plan9/386");
  cli_test_assert_fails (&test, "“plan9/386” is not a platform; there are: linux/amd64, ");
}

static void
test_format (void)
{
  g_auto(CliTest) test = { NULL };

  begin_platforms (&test);
  cli_test_run (&test, NULL, "agent-instructions box.main --format environment");
  cli_test_assert_works (&test);
  g_assert_true (g_str_has_prefix (test.out, "# Coder agent “main” of the workspace ann/box on https://c.example, build 7.\n"));
  g_assert_nonnull (strstr (test.out, "\nCODER_AGENT_TOKEN=t-1\nCODER_AGENT_URL=https://c.example/\nCODER_AGENT_AUTH=token\n"));
  g_assert_cmpstr (test.err, ==, "");
  cli_test_run (&test, NULL, "agent-instructions box.main --format once");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.out, ==,
                   "curl -fsSL \"https://c.example/api/v2/init-script/linux/amd64\" | CODER_AGENT_TOKEN=\"t-1\" sh\n");
  cli_test_run (&test, NULL, "agent-instructions box.desk --format scheduled-task");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "Register-ScheduledTask"));
  cli_test_run (&test, NULL, "agent-instructions box.main --format nope");
  cli_test_assert_fails (&test, "“nope” is not a form; there are: once, systemd-user, ");
  cli_test_run (&test, NULL, "agent-instructions box.main --format launchd");
  cli_test_assert_fails (&test, "“launchd” is not a form for linux/amd64; there are: once, systemd-user, ");
  cli_test_run (&test, NULL, "agent-instructions box.main --format ssh -o json");
  cli_test_assert_fails (&test, "cannot be combined with another output");
  cli_test_run (&test, NULL, "agent-instructions --help");
  cli_test_assert_works (&test);
  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    g_assert_nonnull (strstr (test.out, outpost_attach_form_get_id (form)));
}

/* What a form cannot carry is an error, not a text that would not work. */
static void
test_not_carried (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *workspace = dup_workspace ("start", DONE, "main");

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  answer (&test, WORKSPACE, 0, workspace);
  answer (&test, CREDENTIALS, 0, "{\"agent_token\":\"a\\nb\",\"command\":\"sh\"}");
  cli_test_run (&test, NULL, "agent-instructions box --platform linux/amd64 --format systemd-user");
  cli_test_assert_fails (&test, "cannot carry");
  cli_test_run (&test, NULL, "agent-instructions box --format systemd-user");
  cli_test_assert_fails (&test, "the platform of the agent “main” is unknown");
}

static void
test_all_agents (void)
{
  g_auto(CliTest) test = { NULL };

  begin_platforms (&test);
  cli_test_run (&test, NULL, "agent-instructions box --all");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "workspace box:\n\nFor agent main:\ncurl "));
  g_assert_nonnull (strstr (test.out, "\nFor agent desk:\n"));
  cli_test_run (&test, NULL, "agent-instructions box --all -o json");
  cli_test_assert_works (&test);
  g_assert_true (g_str_has_prefix (test.out, "[\n  {\n    \"workspace_name\": \"box\",\n    \"agent_name\": \"main\",\n"));
  g_assert_nonnull (strstr (test.out, "\"\n  },\n  {\n    \"workspace_name\": \"box\",\n    \"agent_name\": \"desk\",\n"));
  g_assert_true (g_str_has_suffix (test.out, "\"\n  }\n]\n"));
  cli_test_run (&test, NULL, "agent-instructions box.main --all");
  g_assert_cmpint (test.code, ==, 1);
}

/* A form that does not suit one of them is told of; the others are printed, and the exit code says that one is missing. */
static void
test_all_format (void)
{
  g_auto(CliTest) test = { NULL };

  begin_platforms (&test);
  cli_test_run (&test, NULL, "agent-instructions box --all --format kubernetes");
  g_assert_cmpint (test.code, ==, 1);
  g_assert_nonnull (strstr (test.out, "kind: Deployment"));
  g_assert_nonnull (strstr (test.err, "“kubernetes” is not a form for windows/arm64"));
  g_assert_nonnull (strstr (test.err, "1 agent is missing"));
  cli_test_run (&test, NULL, "agent-instructions box --all --format kubernetes --platform linux/arm64");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "\n---\n# Coder agent “desk”"));
}

/* What no reader takes is not printed, and no token is asked for: YAML with a second document, shell that would make one machine of
 * two. */
static void
test_one_form (void)
{
  g_auto(CliTest) test = { NULL };

  begin_platforms (&test);
  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    if (form != OUTPOST_ATTACH_KUBERNETES)
      {
        cli_test_run (&test, NULL, "agent-instructions box --all --platform linux/amd64 --format %s",
                      outpost_attach_form_get_id (form));
        cli_test_assert_fails (&test, "takes one agent, and there are 2");
        g_assert_nonnull (strstr (test.err, "Name one as WORKSPACE.AGENT"));
      }
  cli_test_run (&test, NULL, "agent-instructions --all --format cloud-init");
  cli_test_assert_fails (&test, "the form “cloud-init” takes one agent, and there are ");
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, NULL, CREDENTIALS), ==, 0);
  cli_test_run (&test, NULL, "agent-instructions --help");
  g_assert_nonnull (strstr (test.out, "only “kubernetes” takes several"));
}

/* Of one agent --all is that one. */
static void
test_all_of_one (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, "start", DONE, "main");
  cli_test_run (&test, NULL, "agent-instructions box --all --format cloud-init --platform linux/amd64");
  cli_test_assert_works (&test);
  g_assert_true (g_str_has_prefix (test.out, "#cloud-config"));
}

/* Without a workspace: those of the person who asks that are started; what one refuses keeps no other away. */
static void
test_all_workspaces (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *token = NULL;

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  token = outpost_demo_dup_token (test.demo, "gpu-01", "main");
  cli_test_run (&test, NULL, "agent-instructions --all -o json");
  g_assert_nonnull (strstr (test.out, token));
  g_assert_nonnull (strstr (test.err, "is not started."));
  cli_test_assert_works (&test);

  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 1, 403, 0, "No.", NULL);
  cli_test_run (&test, NULL, "agent-instructions --all");
  g_assert_cmpint (test.code, ==, 1);
  g_assert_nonnull (strstr (test.err, "1 agent is missing"));
  g_assert_nonnull (strstr (test.out, "CODER_AGENT_TOKEN="));
  cli_test_run (&test, NULL, "agent-instructions");
  cli_test_assert_fails (&test, "is missing");
}

static guint
count_words (const char *text,
             const char *words)
{
  guint n = 0;

  for (const char *at = strstr (text, words); at != NULL; at = strstr (at + 1, words))
    n++;
  return n;
}

/* What concerns all is not asked of each, and said once. */
static void
test_all_refused (void)
{
  g_auto(CliTest) test = { NULL };

  cli_test_init (&test, OUTPOST_DEMO_STILL, 40);
  cli_test_use_environment (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 0, 403, 0,
                          "Workspace External Agent is a Premium feature. Contact sales!", NULL);
  cli_test_run (&test, NULL, "agent-instructions --all");
  cli_test_assert_fails (&test, "agents are missing");
  g_assert_cmpuint (count_words (test.err, "license does not include"), ==, 1);
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", CREDENTIALS), <=, 4);
}

/* A rate limit is no refusal: it is waited for. */
static void
test_all_limited (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *headers = g_strdup_printf ("X-Ratelimit-Reset: %" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + 1);

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 1, 429, 0, "Rate limited.", headers);
  cli_test_run (&test, NULL, "agent-instructions --all -o json");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.err, "The deployment asks to wait"));
  g_assert_null (strstr (test.err, "asked too often"));
}

/* A build that runs is told of as one: it is not “not started”. */
static void
test_all_building (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *workspace = dup_workspace ("start", "{\"id\":\"j\",\"status\":\"running\"}", "main");
  g_autofree char *list = g_strdup_printf ("{\"count\":1,\"workspaces\":[%s]}", workspace);

  cli_test_init (&test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (&test);
  answer (&test, "/api/v2/workspaces*", 0, list);
  cli_test_run (&test, NULL, "agent-instructions --all");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.err, "Left out: a build of “box” is running; there is no token until it has ended."));
  g_assert_null (strstr (test.err, "not started"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/cli/instructions/text", test_text);
  g_test_add_func ("/cli/instructions/json", test_json);
  g_test_add_func ("/cli/instructions/connected", test_connected);
  g_test_add_func ("/cli/instructions/several", test_several);
  g_test_add_func ("/cli/instructions/stopped", test_stopped);
  g_test_add_func ("/cli/instructions/failed", test_failed);
  g_test_add_func ("/cli/instructions/building", test_building);
  g_test_add_func ("/cli/instructions/refusals", test_refusals);
  g_test_add_func ("/cli/instructions/unknown", test_unknown);
  g_test_add_func ("/cli/instructions/invisible", test_invisible);
  g_test_add_func ("/cli/instructions/mixed", test_mixed);
  g_test_add_func ("/cli/instructions/platform", test_platform);
  g_test_add_func ("/cli/instructions/format", test_format);
  g_test_add_func ("/cli/instructions/not-carried", test_not_carried);
  g_test_add_func ("/cli/instructions/all-agents", test_all_agents);
  g_test_add_func ("/cli/instructions/all-format", test_all_format);
  g_test_add_func ("/cli/instructions/one-form", test_one_form);
  g_test_add_func ("/cli/instructions/all-of-one", test_all_of_one);
  g_test_add_func ("/cli/instructions/all-workspaces", test_all_workspaces);
  g_test_add_func ("/cli/instructions/all-refused", test_all_refused);
  g_test_add_func ("/cli/instructions/all-limited", test_all_limited);
  g_test_add_func ("/cli/instructions/all-building", test_all_building);
  return g_test_run ();
}

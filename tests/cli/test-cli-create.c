/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-cli-test.h"
#include "outpost-test.h"

#define BUILD "/api/v2/workspacebuilds/*"
#define DRY_RUN "/api/v2/templateversions/*/dry-run"

static void
begin (CliTest *test)
{
  cli_test_init (test, OUTPOST_DEMO_STILL, 0);
  cli_test_use_environment (test);
}

static guint
count_created (CliTest *test)
{
  return outpost_demo_count_requests (test->demo, "POST", "/api/v2/users/*/workspaces");
}

static void
assert_says (const char *text,
             const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not said: %s", words, text);
}

/* Fails before anything was created. */
static void
assert_refused (CliTest *test,
                const char *words)
{
  cli_test_assert_fails (test, words);
  g_assert_cmpuint (count_created (test), ==, 0);
}

/* The same, after what would be made was shown. */
static void
assert_stopped (CliTest *test,
                const char *words)
{
  g_assert_cmpint (test->code, ==, 1);
  assert_says (test->err, words);
  g_assert_cmpuint (count_created (test), ==, 0);
}

/* The command at the end carries the token that the deployment would give now. */
static void
assert_instructions (CliTest *test,
                     const char *workspace,
                     const char *agent)
{
  g_autofree char *token = outpost_demo_dup_token (test->demo, workspace, agent);
  g_autofree char *sentence
      = g_strdup_printf ("\nPlease run the following command to attach external agent to the workspace %s:\n\n", workspace);

  assert_says (test->out, sentence);
  assert_says (test->out, token);
}

static void
test_create (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create cli-1 -t externally-managed --parameter agent_config=linux-arm64 -y");
  cli_test_assert_works (&test);
  assert_says (test.out, "Planning…\n==> Setting up\n==> Initializing Terraform Directory\n==> Planning Infrastructure\n"
                         "==> Cleaning Up\nThis would be made:\n  coder_external_agent.main\n    agent main (linux, arm64)\n");
  assert_says (test.out, "\ncli-1 is created.\n");
  assert_says (test.out, "init-script/linux/arm64");
  assert_instructions (&test, "cli-1", "main");
  g_assert_cmpuint (count_created (&test), ==, 1);

  cli_test_run (&test, NULL, "create cli-1 -t externally-managed -y");
  cli_test_assert_fails (&test, "a workspace “cli-1” exists already");
  cli_test_run (&test, NULL, "create you/CLI-1 -t externally-managed -y");
  cli_test_assert_fails (&test, "exists already");
  g_assert_cmpuint (count_created (&test), ==, 1);
}

static void
test_two_agents (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create cli-2 --template two-machines -y");
  cli_test_assert_works (&test);
  assert_says (test.out, "\nFor agent main:\ncurl ");
  assert_instructions (&test, "cli-2", "main");
}

/* Before the deployment is asked for anything. */
static void
test_said_wrong (void)
{
  static const struct
  {
    const char *line;
    const char *words;
  } rows[] = {
    { "create cli-1", "--template" },
    { "create -t externally-managed", "[OWNER/]WORKSPACE is missing" },
    { "create a b -t externally-managed", "one argument too many" },
    { "create bad_name -t externally-managed -y", "“bad-name” could be used" },
    { "create new -t externally-managed -y", "new" },
    { "create a/b/c -t externally-managed -y", "not a valid workspace name" },
    { "create cli-1 -t externally-managed --parameter agent_config -y", "NAME=VALUE" },
    { "create cli-1 -t externally-managed --rich-parameter-file /nonexistent/p.yaml -y", "/nonexistent/p.yaml" },
  };
  g_auto(CliTest) test = { NULL };

  begin (&test);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cli_test_run (&test, NULL, "%s", rows[i].line);
      assert_refused (&test, rows[i].words);
    }
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "*", "*"), ==, 0);
}

static void
test_template_refused (void)
{
  static const struct
  {
    const char *line;
    const char *words;
  } rows[] = {
    { "create cli-1 -t nope -y", "there is no template “nope”" },
    { "create cli-1 -t \"two words\" -y", "there is no template “two words”" },
    { "create cli-1 -t old-rack -y", "Deprecated templates are left out" },
    { "create cli-1 -t externally-managed -O nope -y", "the organization “nope” has no template “externally-managed”" },
    { "create cli-1 -t externally-managed --template-version nope -y", "has no version “nope”" },
    { "create cli-1 -t workshop --preset nope -y", "there are: “Small”, “Large & GPU”" },
    { "create cli-1 -t externally-managed --preset nope -y", "no presets" },
    { "create nobody/cli-1 -t externally-managed -y", "there is no user “nobody”" },
  };
  g_auto(CliTest) test = { NULL };

  begin (&test);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cli_test_run (&test, NULL, "%s", rows[i].line);
      assert_refused (&test, rows[i].words);
    }
}

/* Two organizations have a template of that name: none is guessed, and an organization that has none is no help. */
static void
test_organizations (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create cli-1 -t windows-box");
  assert_refused (&test, "several organizations have a template “windows-box”: coder, lab");
  assert_says (test.err, "--org");
  cli_test_run (&test, NULL, "create cli-1 -t windows-box -O nope -y");
  assert_refused (&test, "the organization “nope” has no template “windows-box”; these have one: coder, lab");
  cli_test_run (&test, "no\n", "create cli-1 -t windows-box -O coder");
  assert_stopped (&test, "sharp_noether3");
  cli_test_run (&test, "no\n", "create cli-1 -t windows-box -O lab");
  assert_stopped (&test, "clear_pascal5");
  cli_test_run (&test, NULL, "create cli-1 -t windows-box -O lab -y --no-wait");
  cli_test_assert_works (&test);
}

/* What is planned is shown before it is asked about; a plan that fails is the end. */
static void
test_plan (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, "no\n", "create cli-1 -t two-machines");
  assert_stopped (&test, "nothing was created");
  assert_says (test.out, "  coder_external_agent.main\n    agent main (linux, amd64)\n"
                         "  coder_external_agent.aux\n    agent aux (linux, arm64)\n");

  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/templateversions/*/dry-run/*", 1, 200, 0,
                          "{\"id\":\"j\",\"status\":\"failed\",\"error\":\"terraform plan: exit status 1\"}", NULL);
  cli_test_run (&test, NULL, "create cli-1 -t two-machines -y");
  assert_stopped (&test, "the workspace cannot be planned: terraform plan: exit status 1");

  /* The values of a preset are planned with. */
  cli_test_run (&test, "no\n", "create cli-1 -t workshop --preset Small --use-parameter-defaults");
  assert_stopped (&test, "nothing was created");
  assert_says (test.out, "This would be made:\n");
}

/* Who may not plan, or whose deployment cannot, may still create; whatever step is refused. */
static void
test_no_plan (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
  } rows[] = {
    { "POST", DRY_RUN, 403 },
    { "POST", DRY_RUN, 404 },
    { "GET", "/api/v2/templateversions/*/dry-run/*", 404 },
    { "GET", "/api/v2/templateversions/*/dry-run/*/resources", 403 },
  };
  g_auto(CliTest) test = { NULL };

  begin (&test);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, rows[i].method, rows[i].path, 0, rows[i].status, 0, "No.",
                              NULL);
      cli_test_run (&test, NULL, "create cli-%u -t two-machines -y --no-wait", i);
      cli_test_assert_works (&test);
      assert_says (test.err, "The deployment does not show beforehand what it would make");
      outpost_demo_clear_faults (test.demo);
    }
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", DRY_RUN, 0, 500, 0, "No.",
                          NULL);
  cli_test_run (&test, NULL, "create cli-9 -t two-machines -y --no-wait");
  g_assert_cmpint (test.code, ==, 1);
  g_assert_cmpuint (count_created (&test), ==, G_N_ELEMENTS (rows));
}

/* The version's id is named, as scripts look for it. */
static void
test_without_external_agent (void)
{
  g_auto(CliTest) test = { NULL };
  const char *start;

  begin (&test);
  cli_test_run (&test, NULL, "create cli-1 -t docker -y");
  assert_refused (&test, "\" does not have an external agent");
  start = strstr (test.err, "template version \"");
  g_assert_nonnull (start);
  start += strlen ("template version \"");
  {
    g_autofree char *id = g_strndup (start, 36);

    g_assert_true (g_uuid_string_is_valid (id));
  }
}

static void
test_answers_refused (void)
{
  static const struct
  {
    const char *line;
    const char *words;
  } rows[] = {
    { "create cli-1 -t externally-managed --parameter agent_config=beos -y", "agent_config: " },
    { "create cli-1 -t externally-managed --parameter nope=1 -y", "does not ask for “nope”; it asks for: agent_config" },
    { "create cli-1 -t two-machines --parameter nope=1 -y", "nor for anything else" },
    { "create cli-1 -t workshop --preset none -y", "hostname: " },
    { "create cli-1 -t workshop --preset none --parameter hostname=X -y", "The host name has 2 to 15 lower case characters." },
    { "create cli-1 -t workshop --preset \"Large & GPU\" --parameter cores=3 -y", "“Large & GPU” answers “cores”" },
    { "create cli-1 -t workshop --preset Small --parameter \"mirrors=[\\\"ohio\\\"]\" -y", "mirrors: " },
    { "create cli-1 -t classic-rack --parameter user_name=A -y", "Only small letters." },
    { "create cli-1 -t classic-rack --parameter user_name=a --parameter size=11 -y", "size: " },
  };
  g_auto(CliTest) test = { NULL };

  begin (&test);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cli_test_run (&test, NULL, "%s", rows[i].line);
      assert_refused (&test, rows[i].words);
    }
}

static void
test_preset (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create cli-6 -t workshop --preset Small --parameter \"tools=[\\\"docker\\\"]\" -y");
  cli_test_assert_works (&test);
  assert_says (test.out, "The preset “Small” sets:\n  hostname: small-1\n");
  cli_test_run (&test, NULL, "create cli-7 -t workshop --preset \"Large & GPU\" --parameter hostname=large-1 -y");
  cli_test_assert_works (&test);
  assert_says (test.out, "  gpu_model: A10\n");
}

/* Nobody has to name it; “none” keeps it away. */
static void
test_default_preset (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/templateversions/*/presets", 0, 200, 0,
                          "[{\"ID\":\"1a26e000-0000-4000-8000-000000000002\",\"Name\":\"Large\",\"Default\":true,"
                          "\"Parameters\":[{\"Name\":\"size\",\"Value\":\"9\"}]}]",
                          NULL);
  cli_test_run (&test, NULL, "create cli-1 -t classic-rack --parameter user_name=ann --use-parameter-defaults");
  g_assert_cmpint (test.code, ==, 1);
  assert_says (test.err, "Size: 9\n");
  cli_test_run (&test, NULL, "create cli-1 -t classic-rack --preset none --parameter user_name=ann --use-parameter-defaults");
  assert_stopped (&test, "Size: 3\n");
}

/* As they stand, or quoted as Coder's own command line wants them: the same. */
static void
test_answers (void)
{
  static const char *const lines[] = {
    "--parameter 'labels=[\"x,y\",\"z\"]' --parameter 'notes=a, \"b\"'",
    "--parameter '\"labels=[\"\"x,y\"\",\"\"z\"\"]\"' --parameter '\"notes=a, \"\"b\"\"\"'",
  };
  g_auto(CliTest) test = { NULL };

  begin (&test);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      cli_test_run (&test, "", "create cli-1 -t workshop --preset none --parameter hostname=one --use-parameter-defaults %s",
                    lines[i]);
      assert_stopped (&test, "Labels: x,y, z\n  Notes: a, \"b\"\n");
    }
  cli_test_run (&test, NULL, "create --help");
  cli_test_assert_works (&test);
  assert_says (test.out, "commas and all");
}

/* A question that only another answer brings can be answered too. */
static void
test_file (void)
{
  static const char yaml[] = "# what it is\n"
                             "gpu_model: a10\n"
                             "gpu: True\n"
                             "hostname: 'rack-7'\n"
                             "cores: 4\n"
                             "tools: [git, docker]\n"
                             "labels:\n  - \"true\"\n  - 7\n";
  g_auto(CliTest) test = { NULL };
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *file = g_build_filename (dir, "answers.yaml", NULL);

  begin (&test);
  g_assert_true (g_file_set_contents (file, yaml, -1, NULL));
  cli_test_run (&test, "",
                "create cli-8 -t workshop --preset none --rich-parameter-file %s --parameter cores=5 --use-parameter-defaults",
                file);
  g_assert_cmpint (test.code, ==, 1);
  assert_says (test.err, "Cores: 5\n");
  assert_says (test.err, "GPU Model: A10\n");
  assert_says (test.err, "Tools: Git, Docker\n");
  assert_says (test.err, "Labels: true, 7\n");
  assert_says (test.err, "nothing was created");
  cli_test_run (&test, NULL, "create cli-8 -t workshop --preset none --rich-parameter-file %s -y", file);
  cli_test_assert_works (&test);

  g_assert_true (g_file_set_contents (file, "a: 1\nb:\n  c: d\n", -1, NULL));
  cli_test_run (&test, NULL, "create cli-9 -t workshop --rich-parameter-file %s -y", file);
  cli_test_assert_fails (&test, "line 3: ");
  g_assert_cmpuint (count_created (&test), ==, 1);
}

static void
test_question (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, "no\n", "create asked -t two-machines");
  assert_stopped (&test, "nothing was created");
  cli_test_run (&test, NULL, "create asked -t two-machines");
  assert_stopped (&test, "nothing was created");
  cli_test_run_on_terminal (&test, "[y/N]", "n\n", "create asked -t two-machines");
  g_assert_cmpint (test.code, ==, 1);
  assert_says (test.err, "you/asked will be created from the template Two Machines");
  g_assert_cmpuint (count_created (&test), ==, 0);
  cli_test_run (&test, "yes\n", "create asked -t two-machines");
  cli_test_assert_works (&test);
}

/* Each question until its answer is good; an empty line takes what is offered. */
static void
test_asks (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, "A\nann\n11\n4\n\ny\n", "create asked -t classic-rack");
  cli_test_assert_works (&test);
  assert_says (test.err, "User Name\n");
  assert_says (test.err, "Only small letters.");
  assert_says (test.err, "> [3]");
  assert_says (test.err, "b  (Zone B)");
  assert_says (test.err, "User Name: ann\n  Size: 4\n  Zone: Zone A\n");
  assert_instructions (&test, "asked", "main");

  /* What was refused is not offered afterwards. */
  cli_test_run (&test, "ann\n11\n\n\ny\n", "create more -t classic-rack");
  cli_test_assert_works (&test);
  assert_says (test.err, "User Name: ann\n  Size: 3\n  Zone: Zone A\n");
  g_assert_null (strstr (test.err, "> [11]"));

  cli_test_run (&test, "ann\n", "create again -t classic-rack");
  cli_test_assert_fails (&test, "“size” was not answered");
  g_assert_cmpuint (count_created (&test), ==, 2);
}

/* Without a template those that can be used are offered, until one of them is said. */
static void
test_asks_for_template (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, "ordinary-docker\n\ntwo-machines\ny\n", "create asked");
  cli_test_assert_works (&test);
  assert_says (test.err, "  two-machines  (Two Machines");
  assert_says (test.err, "“ordinary-docker” is not one of them");
  g_assert_null (strstr (test.err, "  ordinary-docker "));
  g_assert_cmpuint (count_created (&test), ==, 1);

  cli_test_run (&test, "", "create again");
  cli_test_assert_fails (&test, "the template is missing");
  cli_test_run (&test, "two-machines\n", "create again -y");
  cli_test_assert_fails (&test, "the template is missing");
  cli_test_run (&test, "two-machines\n", "create again -O nowhere");
  cli_test_assert_fails (&test, "there is no such template");
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/templates*", 9, 403, 0, "Forbidden.", NULL);
  cli_test_run (&test, "two-machines\n", "create again");
  cli_test_assert_fails (&test, "");
  g_assert_cmpuint (count_created (&test), ==, 1);
}

/* After all that was printed and asked. */
static void
assert_declined (CliTest *test,
                 const char *words)
{
  g_assert_cmpint (test->code, ==, 1);
  assert_says (test->err, words);
  assert_says (test->err, "nothing was created");
  g_assert_cmpuint (count_created (test), ==, 0);
}

/* What counts for one build only is asked when somebody says so. */
static void
test_asks_ephemeral (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, "\n\n\n\n\n\n\n\nn\n", "create asked -t workshop --preset \"Large & GPU\"");
  assert_declined (&test, "Join Secret\n");
  g_assert_null (strstr (test.err, "Reset on This Build\n"));
  cli_test_run (&test, "true\nn\n",
                "create asked -t workshop --preset Small --use-parameter-defaults --prompt-ephemeral-parameters");
  assert_declined (&test, "Reset on This Build\n");
  assert_says (test.err, "Reset on This Build: Yes\n");
  cli_test_run (&test, "n\n",
                "create asked -t workshop --preset Small --use-parameter-defaults --ephemeral-parameter reset=true");
  assert_declined (&test, "Reset on This Build: Yes\n");
}

static void
test_build_fails (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create cli-3 -t runners -y");
  g_assert_cmpint (test.code, ==, 1);
  assert_says (test.out, "==> ");
  assert_says (test.err, "“cli-3” was created, but its build failed: ");
  g_assert_null (strstr (test.out, "Please run"));
}

/* Over one websocket, with a look at the build now and then. */
static void
test_follows (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", BUILD, 5, 502, 0, "Bad gateway.", NULL);
  cli_test_run (&test, NULL, "create cli-3 -t two-machines -y");
  cli_test_assert_works (&test);
  assert_says (test.out, "==> Initializing Terraform Directory\n");
  g_assert_null (strchr (test.out, '\r'));
  g_assert_null (strchr (test.err, '\r'));
  outpost_demo_clear_requests (test.demo);
  cli_test_run (&test, NULL, "create cli-4 -t two-machines -y");
  cli_test_assert_works (&test);
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", BUILD "/logs*follow*"), ==, 1);
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", BUILD), <, 8);
}

/* What was made is said, whatever is not known of it. */
static void
test_cannot_follow (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", BUILD, 0, 403, 0, "Forbidden.", NULL);
  cli_test_run (&test, NULL, "create cli-3 -t two-machines -y");
  g_assert_cmpint (test.code, ==, 5);
  assert_says (test.err, "outpost-cli: “cli-3” was created, but its build could not be followed: you are not permitted");
  g_assert_cmpuint (count_created (&test), ==, 1);

  outpost_demo_clear_faults (test.demo);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", BUILD "/logs", 0, 403, 0, "Forbidden.", NULL);
  cli_test_run (&test, NULL, "create cli-4 -t two-machines -y");
  cli_test_assert_works (&test);
  assert_instructions (&test, "cli-4", "main");
}

/* A person sees what goes on, and for how long. */
static void
test_progress (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run_on_terminal (&test, "[y/N]", "y\n", "create cli-3 -t two-machines");
  cli_test_assert_works (&test);
  assert_says (test.err, "Waiting for its turn, 0:00 min");
  assert_says (test.err, "\nInitializing Terraform Directory, 0:00 min\r\033[K    0:0");
  assert_says (test.out, "==> Initializing Terraform Directory\n");
  g_assert_null (strchr (test.out, '\033'));
}

static void
test_no_wait (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create cli-5 -t externally-managed -y --no-wait");
  cli_test_assert_works (&test);
  g_assert_true (g_str_has_suffix (test.out, ")\ncli-5 is created; its build goes on in the background.\n"));
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", "/api/v2/workspacebuilds/*"), ==, 0);
}

static void
test_version (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_change_template (test.demo, "classic-rack", OUTPOST_DEMO_TEMPLATE_NOT_EXTERNAL);
  cli_test_run (&test, NULL, "create cli-4 -t classic-rack -y");
  assert_refused (&test, "does not have an external agent");
  outpost_demo_change_template (test.demo, "two-machines", OUTPOST_DEMO_TEMPLATE_IMPORTING);
  cli_test_run (&test, NULL, "create cli-4 -t two-machines -y");
  assert_refused (&test, "still being imported");
  outpost_demo_change_template (test.demo, "runners", OUTPOST_DEMO_TEMPLATE_FAILED_IMPORT);
  cli_test_run (&test, NULL, "create cli-4 -t runners -y");
  assert_refused (&test, "could not be imported");
}

/* An account that has to be linked is not waited for where nobody is. */
static void
test_external_account (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create cli-4 -t linked -y");
  assert_refused (&test, "Git of the Demo: http");
}

/* Of the one that was made, though one's own has the same name. */
static void
test_for_somebody_else (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *own = NULL;
  g_autofree char *made = NULL;

  cli_test_init (&test, OUTPOST_DEMO_STILL | OUTPOST_DEMO_USER_ADMIN, 0);
  cli_test_use_environment (&test);
  cli_test_run (&test, NULL, "create ada/gpu-01 -t two-machines -y");
  cli_test_assert_works (&test);
  assert_says (test.out, "\ngpu-01 is created.\n");
  own = outpost_demo_dup_token (test.demo, "you/gpu-01", "main");
  made = outpost_demo_dup_token (test.demo, "ada/gpu-01", "main");
  g_assert_cmpstr (own, !=, made);
  assert_says (test.out, made);
  g_assert_null (strstr (test.out, own));
  cli_test_run (&test, NULL, "create ada/gpu-01 -t two-machines -y");
  cli_test_assert_fails (&test, "a workspace “gpu-01” exists already");
}

/* Who administers nobody does not even see them. */
static void
test_for_nobody_else (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  cli_test_run (&test, NULL, "create ada/cli-4 -t two-machines -y");
  assert_refused (&test, "there is no user “ada”");
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", "/api/v2/users/*/workspaces", 0, 403, 0,
                          "Unauthorized to create workspace.", NULL);
  cli_test_run (&test, NULL, "create cli-4 -t two-machines -y");
  g_assert_cmpint (test.code, ==, 1);
  assert_says (test.err, "not permitted");
}

/* What could only be refused at the end is neither planned nor made (correction 74). */
static void
test_no_license (void)
{
  static const struct
  {
    OutpostDemoFlags flag;
    const char *words;
  } rows[] = {
    { OUTPOST_DEMO_NO_LICENSE, "license does not include external workspaces" },
    { OUTPOST_DEMO_OPEN_SOURCE, "this deployment is the open-source edition" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(CliTest) test = { NULL };

      cli_test_init (&test, OUTPOST_DEMO_STILL | rows[i].flag, 0);
      cli_test_use_environment (&test);
      cli_test_run (&test, NULL, "create cli-4 -t two-machines -y");
      assert_refused (&test, rows[i].words);
      g_assert_cmpuint (outpost_demo_count_requests (test.demo, "POST", DRY_RUN), ==, 0);
    }
}

/* What cannot be read is no reason to stop. */
static void
test_license_unknown (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/entitlements", 0, 500, 0, "No.", NULL);
  cli_test_run (&test, NULL, "create cli-4 -t two-machines -y");
  cli_test_assert_works (&test);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/create/create", test_create);
  g_test_add_func ("/cli/create/two-agents", test_two_agents);
  g_test_add_func ("/cli/create/said-wrong", test_said_wrong);
  g_test_add_func ("/cli/create/template-refused", test_template_refused);
  g_test_add_func ("/cli/create/organizations", test_organizations);
  g_test_add_func ("/cli/create/plan", test_plan);
  g_test_add_func ("/cli/create/no-plan", test_no_plan);
  g_test_add_func ("/cli/create/without-external-agent", test_without_external_agent);
  g_test_add_func ("/cli/create/answers-refused", test_answers_refused);
  g_test_add_func ("/cli/create/preset", test_preset);
  g_test_add_func ("/cli/create/default-preset", test_default_preset);
  g_test_add_func ("/cli/create/answers", test_answers);
  g_test_add_func ("/cli/create/file", test_file);
  g_test_add_func ("/cli/create/question", test_question);
  g_test_add_func ("/cli/create/asks", test_asks);
  g_test_add_func ("/cli/create/asks-for-template", test_asks_for_template);
  g_test_add_func ("/cli/create/asks-ephemeral", test_asks_ephemeral);
  g_test_add_func ("/cli/create/build-fails", test_build_fails);
  g_test_add_func ("/cli/create/follows", test_follows);
  g_test_add_func ("/cli/create/cannot-follow", test_cannot_follow);
  g_test_add_func ("/cli/create/progress", test_progress);
  g_test_add_func ("/cli/create/no-wait", test_no_wait);
  g_test_add_func ("/cli/create/version", test_version);
  g_test_add_func ("/cli/create/external-account", test_external_account);
  g_test_add_func ("/cli/create/for-somebody-else", test_for_somebody_else);
  g_test_add_func ("/cli/create/for-nobody-else", test_for_nobody_else);
  g_test_add_func ("/cli/create/no-license", test_no_license);
  g_test_add_func ("/cli/create/license-unknown", test_license_unknown);
  return g_test_run ();
}

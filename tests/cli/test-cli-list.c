/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-test.h"
#include "outpost-test.h"

#include <string.h>

#define LIST "/api/v2/workspaces*"

static void
begin (CliTest *test,
       guint n_workspaces)
{
  cli_test_init (test, OUTPOST_DEMO_STILL, n_workspaces);
  cli_test_use_environment (test);
}

static guint
count_lines (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_length (lines) - 1;
}

static guint
count_of (const char *text,
          const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* The last request for the list asked with this query. */
static void
assert_query (CliTest *test,
              const char *query)
{
  g_auto(GStrv) requests = outpost_demo_dup_requests (test->demo);
  g_autofree char *last = g_uri_unescape_string (requests[g_strv_length (requests) - 1], NULL);
  g_autofree char *wanted = g_strdup_printf ("q=%s&", query);
  g_autofree char *wanted_last = g_strdup_printf ("q=%s", query);

  g_strdelimit (last, "+", ' ');
  g_test_message ("%s", last);
  g_assert_true (strstr (last, wanted) != NULL || g_str_has_suffix (last, wanted_last));
}

static void
test_table (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, 0);
  cli_test_run (&test, NULL, "list");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.err, ==, "");
  g_assert_true (g_str_has_prefix (test.out, "WORKSPACE "));
  g_assert_nonnull (strstr (test.out, "  TEMPLATE "));
  g_assert_nonnull (strstr (test.out, "  OUTDATED  \n"));
  g_assert_cmpuint (count_lines (test.out), >, 4);
  assert_query (&test, "owner:me has_external_agent:true");
}

static void
test_queries (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, 0);
  cli_test_run (&test, NULL, "list --all");
  cli_test_assert_works (&test);
  assert_query (&test, "has_external_agent:true");
  cli_test_run (&test, NULL, "ls --search name:nothing-has-this");
  cli_test_assert_works (&test);
  assert_query (&test, "name:nothing-has-this has_external_agent:true");
  cli_test_run (&test, NULL, "ls -a --search 'owner:me b'");
  cli_test_assert_works (&test);
  assert_query (&test, "owner:me b has_external_agent:true");
}

static void
test_columns (void)
{
  static const char *const lines[] = {
    "list -c 'workspace,organization name,daily cost'",
    "list -c workspace -c 'Organization Name' --column 'daily cost'",
    "list --column=workspace,'organization name' -c 'daily cost'",
  };
  g_auto(CliTest) test = { NULL };

  begin (&test, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto(GStrv) rows = NULL;
      g_auto(GStrv) headers = NULL;

      cli_test_run (&test, NULL, "%s", lines[i]);
      cli_test_assert_works (&test);
      rows = g_strsplit (test.out, "\n", -1);
      headers = g_regex_split_simple (" {2,}", g_strchomp (rows[0]), 0, 0);
      g_assert_cmpuint (g_strv_length (headers), ==, 3);
      g_assert_cmpstr (headers[1], ==, "ORGANIZATION NAME");
      g_assert_cmpstr (headers[2], ==, "DAILY COST");
    }
}

/* Nothing found is no failure: told on standard error, and an empty array in JSON (correction 68). */
static void
test_empty (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, 0);
  cli_test_run (&test, NULL, "list --search name:nothing-has-this");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.out, ==, "");
  g_assert_nonnull (strstr (test.err, "No external workspaces found."));
  cli_test_run (&test, NULL, "list --search name:nothing-has-this -o json");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.out, ==, "[]\n");
  g_assert_cmpstr (test.err, ==, "");
}

/* Who looks is told that there are more (correction 38); what others read stays as it is, and nothing more is asked for it. */
static void
test_left_out (void)
{
  g_auto(CliTest) test = { NULL };
  g_autofree char *list = NULL;

  begin (&test, 0);
  cli_test_run (&test, NULL, "list -c workspace,status");
  cli_test_assert_works (&test);
  g_assert_cmpstr (test.err, ==, "");
  g_assert_null (strstr (test.out, "ci-runner-7"));
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", LIST), ==, 1);
  list = g_strdup (test.out);
  cli_test_run_on_terminal (&test, "more workspace", "", "list -c workspace,status");
  g_assert_cmpstr (test.out, ==, list);
  g_assert_nonnull (strstr (test.err, "2 more workspaces are left out: "));
}

/* The pages together are the list, each workspace once. */
static void
test_pages (void)
{
  g_auto(CliTest) test = { NULL };
  guint n;

  begin (&test, 450);
  cli_test_run (&test, NULL, "list --all");
  cli_test_assert_works (&test);
  n = count_lines (test.out) - 1;
  g_assert_cmpuint (n, >, 400);
  g_assert_cmpuint (outpost_demo_count_requests (test.demo, "GET", LIST), ==, (n + 99) / 100);
  cli_test_run (&test, NULL, "list --all -o json");
  cli_test_assert_works (&test);
  g_assert_true (g_str_has_prefix (test.out, "[\n  {\n    \"id\": \""));
  g_assert_true (g_str_has_suffix (test.out, "\n  }\n]\n"));
  g_assert_cmpuint (count_of (test.out, "\n  {\n"), ==, n);
  g_assert_cmpuint (count_of (test.out, "\n  },\n"), ==, n - 1);
}

static void
test_faults (void)
{
  static const struct
  {
    OutpostDemoFaultKind kind;
    guint status;
    const char *text;
    const char *said;
  } cases[] = {
    { OUTPOST_DEMO_FAULT_STATUS, 401, "You are signed out.", "does not accept the session key" },
    { OUTPOST_DEMO_FAULT_STATUS, 403, "Forbidden.", "not permitted" },
    { OUTPOST_DEMO_FAULT_STATUS, 500, "Broken.", "the deployment failed: Broken." },
    { OUTPOST_DEMO_FAULT_HTML, 0, NULL, "not a Coder deployment" },
    { OUTPOST_DEMO_FAULT_BODY, 200, "{\"workspaces\":[", "answer makes no sense" },
    { OUTPOST_DEMO_FAULT_BODY, 200, "{\"workspaces\":[7],\"count\":1}", "answer makes no sense" },
    { OUTPOST_DEMO_FAULT_EMPTY, 0, NULL, "outpost-cli: " },
    { OUTPOST_DEMO_FAULT_DROP, 0, NULL, "cannot be reached" },
    { OUTPOST_DEMO_FAULT_TRUNCATE, 0, NULL, "outpost-cli: " },
    { OUTPOST_DEMO_FAULT_REDIRECT, 307, "http://other.invalid/", "under another address: http://other.invalid" },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      guint fault = i / 2;
      g_auto(CliTest) test = { NULL };

      begin (&test, 0);
      outpost_demo_add_fault (test.demo, cases[fault].kind, "GET", LIST, 0, cases[fault].status, 0, cases[fault].text, NULL);
      cli_test_run (&test, NULL, "list -o %s", i % 2 == 0 ? "table" : "json");
      cli_test_assert_fails (&test, cases[fault].said);
      g_assert_null (strstr (test.err, outpost_demo_get_key (test.demo)));
    }
}

static void
test_bad_search (void)
{
  g_auto(CliTest) test = { NULL };

  begin (&test, 0);
  cli_test_run (&test, NULL, "list --search colour:red");
  cli_test_assert_fails (&test, "colour");
}

static void
test_invisible (void)
{
  static const char body[]
      = "{\"count\":1,\"workspaces\":[{\"id\":\"w\",\"name\":\"a\\u001b[2J\",\"owner_name\":\"b\\u202e\",\"template_name\":"
        "\"t\\n\","
        "\"latest_build\":{\"id\":\"b\",\"transition\":\"start\",\"status\":\"running\",\"resources\":[],\"job\":{\"id\":\"j\","
        "\"status\":\"succeeded\"}}}]}";
  g_auto(CliTest) test = { NULL };

  begin (&test, 0);
  outpost_demo_add_fault (test.demo, OUTPOST_DEMO_FAULT_BODY, "GET", LIST, 0, 200, 0, body, NULL);
  cli_test_run (&test, NULL, "list");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "  b\ufffd/a␛[2J  t␊"));
  g_assert_null (strchr (test.out, '\033'));
  cli_test_run (&test, NULL, "list -o json");
  cli_test_assert_works (&test);
  g_assert_nonnull (strstr (test.out, "\"name\": \"a\\u001b[2J\""));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/cli/list/table", test_table);
  g_test_add_func ("/cli/list/queries", test_queries);
  g_test_add_func ("/cli/list/columns", test_columns);
  g_test_add_func ("/cli/list/empty", test_empty);
  g_test_add_func ("/cli/list/left-out", test_left_out);
  g_test_add_func ("/cli/list/pages", test_pages);
  g_test_add_func ("/cli/list/faults", test_faults);
  g_test_add_func ("/cli/list/bad-search", test_bad_search);
  g_test_add_func ("/cli/list/invisible", test_invisible);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api.h"
#include "outpost-table.h"
#include "outpost-test.h"

#include <string.h>

#define DEFAULT "workspace,template,status,healthy,last built,current version,outdated"
#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

static void
test_layout (void)
{
  static const char *const headers[] = { "A", "NAME", NULL };
  static const char *const wide[] = { "東京", "x", NULL };
  static const char *const marked[] = { "e\u0301", "a\033b", NULL };
  g_autoptr(OutpostTable) table = outpost_table_new (headers);
  g_autofree char *text = NULL;

  outpost_table_add (table, wide);
  outpost_table_add (table, marked);
  g_assert_cmpuint (outpost_table_get_n_rows (table), ==, 2);
  text = outpost_table_to_string (table);
  g_assert_cmpstr (text, ==, "A     NAME  \n東京  x     \ne\u0301     a␛b   \n");
}

static void
test_sorted (void)
{
  static const char *const headers[] = { "N", NULL };
  static const char *const rows[][2] = { { "2", NULL }, { "★", NULL }, { "1", NULL } };
  g_autoptr(OutpostTable) table = outpost_table_new (headers);
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    outpost_table_add_sorted (table, rows[i], rows[i][0]);
  text = outpost_table_to_string (table);
  g_assert_cmpstr (text, ==, "N  \n1  \n2  \n★  \n");
}

static void
test_status_words (void)
{
  g_assert_cmpstr (outpost_table_status_word (OUTPOST_BUILD_CANCELING), ==, "Canceling");
  g_assert_cmpstr (outpost_table_status_word (OUTPOST_BUILD_FAILED), ==, "Failed");
  g_assert_cmpstr (outpost_table_status_word ((OutpostBuildStatus) 99), ==, "Unknown");
}

/* What our program sorts and pads, from workspaces and columns. */
static char *
dup_table (GPtrArray *workspaces,
           const char *columns,
           gint64 now)
{
  g_auto(GStrv) names = g_strsplit (columns, ",", -1);
  g_autofree char *upper = g_ascii_strup (columns, -1);
  g_auto(GStrv) headers = g_strsplit (upper, ",", -1);
  g_autoptr(OutpostTable) table = outpost_table_new ((const char *const *) headers);

  for (guint i = 0; i < workspaces->len; i++)
    {
      g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *key = outpost_table_dup_cell (workspaces->pdata[i], OUTPOST_TABLE_SORT_COLUMN, now);

      for (guint j = 0; names[j] != NULL; j++)
        g_ptr_array_add (cells, outpost_table_dup_cell (workspaces->pdata[i], names[j], now));
      outpost_table_add_sorted (table, (const char *const *) cells->pdata, key);
    }
  return outpost_table_to_string (table);
}

static char *
dup_capture (const char *name)
{
  g_autofree char *path = g_build_filename (outpost_test_get_captures (), name, NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* The standard output of a recorded call. */
static char *
dup_output (const char *name)
{
  g_autofree char *text = dup_capture (name);
  const char *start = strstr (text, "--- stdout ---\n");
  const char *end = strstr (text, "\n--- stderr ---");

  g_assert_true (start != NULL && end != NULL);
  start += strlen ("--- stdout ---\n");
  return g_strndup (start, end - start);
}

/* The workspaces in a recording: the array that follows `"workspaces":`, or the standard output of `-o json`. */
static GPtrArray *
read_workspaces (const char *name)
{
  g_autofree char *text = g_str_has_suffix (name, ".txt") ? dup_output (name) : dup_capture (name);
  const char *start = strstr (text, "\"workspaces\": [");
  const char *from = start != NULL ? strchr (start, '[') : text;
  GString *json = g_string_new ("{\"count\":1,\"workspaces\":");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(OutpostWorkspaceBatch) batch = NULL;
  g_autoptr(GError) error = NULL;
  guint depth = 0;
  const char *p = from;

  do
    {
      if (*p == '"')
        for (p++; *p != '"'; p++)
          p += *p == '\\' ? 1 : 0;
      depth += (*p == '[' ? 1 : 0) - (*p == ']' ? 1 : 0);
      p++;
    }
  while (depth > 0);
  g_string_append_len (json, from, p - from);
  g_string_append_c (json, '}');
  bytes = g_string_free_to_bytes (json);
  batch = outpost_workspace_batch_new_from_json (bytes, &error);
  g_assert_no_error (error);
  return g_ptr_array_ref (batch->workspaces);
}

static gboolean
is_listed (const char *output,
           OutpostWorkspace *workspace)
{
  g_autofree char *name
      = g_strdup_printf (" %s/%s ", outpost_workspace_get_owner_name (workspace), outpost_workspace_get_name (workspace));

  return strstr (output, name) != NULL;
}

/* Without the widths, which the rows left out have their part in. */
static char *
dup_squeezed (const char *table)
{
  g_autoptr(GRegex) blanks = g_regex_new (" {2,}", 0, 0, NULL);

  return g_regex_replace_literal (blanks, table, -1, 0, "|", 0, NULL);
}

/* The recordings do not say the second: there must be one, shortly after the newest build, at which all cells agree. */
static void
assert_agrees (GPtrArray *workspaces,
               const char *columns,
               const char *output,
               gboolean squeeze)
{
  gint64 newest = 0;
  g_autofree char *last = NULL;

  for (guint i = 0; i < workspaces->len; i++)
    newest = MAX (newest, outpost_build_get_job_created_at (outpost_workspace_get_latest_build (workspaces->pdata[i])));
  for (gint64 now = newest; now < newest + 30 * MINUTE; now += G_USEC_PER_SEC)
    {
      g_autofree char *padded = dup_table (workspaces, columns, now);
      g_autofree char *table = squeeze ? dup_squeezed (padded) : g_steal_pointer (&padded);

      if (g_str_equal (table, output))
        return;
      g_free (last);
      last = g_steal_pointer (&table);
    }
  g_assert_cmpstr (last, ==, output);
}

static void
check (const char *source,
       const char *columns,
       const char *recorded)
{
  g_autoptr(GPtrArray) all = read_workspaces (source);
  g_autoptr(GPtrArray) listed = g_ptr_array_new ();
  g_autofree char *output = dup_output (recorded);

  for (guint i = 0; i < all->len; i++)
    if (is_listed (output, all->pdata[i]))
      g_ptr_array_add (listed, all->pdata[i]);
  assert_agrees (listed, columns, output, FALSE);
}

static gboolean
has_captures (void)
{
  if (outpost_test_get_captures () != NULL)
    return TRUE;
  g_test_skip ("the recordings are not here");
  return FALSE;
}

static void
test_recorded (void)
{
  if (!has_captures ())
    return;
  check ("cli/471-list-json.txt", DEFAULT, "cli/469-list-table.txt");
  check ("cli/471-list-json.txt", DEFAULT, "cli/473-list-all-admin.txt");
  check ("cli/471-list-json.txt", DEFAULT, "cli/475-list-search.txt");
  check ("rest/591-workspaces-mixed-states.json", DEFAULT, "cli/592-external-workspaces-list-stopped.txt");
  check ("rest/605-workspaces-licence-removed.json", DEFAULT, "cli/610-external-workspaces-list-licence-removed.txt");
  check ("rest/818-agpl-workspaces-has-external.json", DEFAULT, "cli/820-agpl-list.txt");
}

/* Stopped when the list was read, attached when the table was printed: all other rows, and the header, must agree. */
static void
check_rows (const char *source,
            const char *columns,
            const char *recorded,
            const char *const *changed)
{
  g_autoptr(GPtrArray) all = read_workspaces (source);
  g_autofree char *output = dup_output (recorded);
  g_auto(GStrv) lines = g_strsplit (output, "\n", -1);
  g_autoptr(GPtrArray) listed = g_ptr_array_new ();
  g_autoptr(GString) wanted = g_string_new (NULL);
  g_autofree char *squeezed = NULL;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      OutpostWorkspace *found = NULL;

      for (guint j = 0; j < all->len; j++)
        if (is_listed (lines[i], all->pdata[j]) && !g_strv_contains (changed, outpost_workspace_get_name (all->pdata[j])))
          found = all->pdata[j];
      if (found != NULL)
        g_ptr_array_add (listed, found);
      if (found != NULL || i == 0)
        g_string_append_printf (wanted, "%s\n", lines[i]);
    }
  g_assert_cmpuint (listed->len, >=, 5);
  squeezed = dup_squeezed (wanted->str);
  assert_agrees (listed, columns, squeezed, TRUE);
}

static void
test_recorded_rows (void)
{
  static const char *const attached[] = { "hello-world", NULL };
  static const char *const later[] = { "dup1", "hello-world", "x1", NULL };
  static const char *const none[] = { "kitchen", NULL };

  if (!has_captures ())
    return;
  check_rows ("rest/591-workspaces-mixed-states.json", DEFAULT, "cli/587-external-workspaces-list-with-attached.txt", attached);
  check_rows ("rest/591-workspaces-mixed-states.json",
              "favorite,workspace,template,status,healthy,last built,current version,outdated,starts at,starts next,stops after,"
              "stops next,daily cost",
              "cli/618-external-workspaces-list-columns-all.txt", later);
  check_rows ("cli/471-list-json.txt", "workspace,status,healthy,starts at,stops after,daily cost,organization name",
              "cli/477-list-columns.txt", none);
}

#define JOB_CREATED_AT 1796040000 /* 2026-11-30T12:00:00Z */

static OutpostWorkspace *
new_workspace (const char *transition,
               const char *members)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"w\",\"name\":\"box\",\"owner_name\":\"ann\\u001b\",\"template_name\":\"t\",\"organization_id\":\"o-1\","
      "\"organization_name\":\"org\",\"outdated\":true,\"health\":{\"healthy\":true,\"failing_agents\":[]},%s\"latest_build\":"
      "{\"id\":\"b\",\"transition\":\"%s\",\"template_version_name\":\"v1\",\"daily_cost\":7,\"deadline\":\"2026-11-30T14:05:00Z\","
      "\"status\":\"running\",\"resources\":[],\"job\":{\"id\":\"j\",\"status\":\"succeeded\",\"created_at\":\"2026-11-30T12:00:"
      "00Z\"}}}",
      members, transition);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace = outpost_workspace_new_from_json (bytes, &error);

  g_assert_no_error (error);
  return workspace;
}

static void
assert_cell (OutpostWorkspace *workspace,
             const char *column,
             gint64 minutes,
             const char *expected)
{
  g_autofree char *cell = outpost_table_dup_cell (workspace, column, JOB_CREATED_AT * (gint64) G_USEC_PER_SEC + minutes * MINUTE);

  g_assert_cmpstr (cell, ==, expected);
}

static void
test_cells (void)
{
  g_autoptr(OutpostWorkspace) plain = new_workspace ("stop", "");
  g_autoptr(OutpostWorkspace) timed = new_workspace (
      "start", "\"favorite\":true,\"ttl_ms\":28800000,\"autostart_schedule\":\"CRON_TZ=Europe/Dublin 30 9 * * 1-5\",");

  g_assert_cmpuint (g_strv_length ((char **) outpost_table_get_columns ()), ==, 15);
  assert_cell (plain, "nope", 0, NULL);
  assert_cell (plain, "favorite", 0, "false");
  assert_cell (timed, "favorite", 0, "true");
  assert_cell (plain, "workspace", 0, "  ann\033/box");
  assert_cell (timed, "workspace", 0, "★ ann\033/box");
  assert_cell (plain, "organization id", 0, "o-1");
  assert_cell (plain, "status", 0, "Stopped");
  assert_cell (plain, "healthy", 0, "");
  assert_cell (timed, "healthy", 0, "true");
  assert_cell (plain, "last built", 125, "2h5m");
  assert_cell (plain, "daily cost", 0, "7");
  assert_cell (plain, "starts at", 0, "");
  assert_cell (timed, "starts at", 0, "9:30AM Mon-Fri (Europe/Dublin)");
  assert_cell (plain, "stops after", 0, "");
  assert_cell (timed, "stops after", 0, "8h");
  assert_cell (plain, "stops next", 0, "");
  assert_cell (timed, "stops next", 0, "in 2h5m");
  assert_cell (timed, "stops next", 130, "5m ago");
}

static void
test_schedules (void)
{
  static const char *const cases[][2] = {
    { "CRON_TZ=UTC 0 0 * * *", "12:00AM daily" },
    { "5 13 * * 0,6", "1:05PM Sun,Sat" },
    { "0 12 * * 7", "12:00PM Sun" },
    { "*/5 9 * * 1", "*/5 9 * * 1" },
    { "nonsense", "nonsense" },
    { "CRON_TZ=X", "CRON_TZ=X" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"autostart_schedule\":\"%s\",", cases[i][0]);
      g_autoptr(OutpostWorkspace) workspace = new_workspace ("start", member);

      assert_cell (workspace, "starts at", 0, cases[i][1]);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/layout", test_layout);
  g_test_add_func ("/table/sorted", test_sorted);
  g_test_add_func ("/table/status-words", test_status_words);
  g_test_add_func ("/table/cells", test_cells);
  g_test_add_func ("/table/schedules", test_schedules);
  g_test_add_func ("/table/recorded", test_recorded);
  g_test_add_func ("/table/recorded-rows", test_recorded_rows);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "outpost-export-files.h"
#include "outpost-test.h"

/* Exported instructions, read back by parsers that are not ours, and as files. */

#define TOKEN "5f0c6d2e-0000-4000-8000-00000000000a"
#define CREDENTIALS "{\"agent_token\":\"t\",\"command\":\"c\"}"
#define NASTY "say \"hi\", it's; two\nlines\r\nand\ta tab – ümläut <&> \\ $HOME `id`"

/* Each prints its rows as JSON in ASCII, which is compared. */
#define PYTHON_CSV          \
  "import csv, json, sys\n" \
  "print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True))))"
#define PYTHON_JSON    \
  "import json, sys\n" \
  "print(json.dumps([[list(o), list(o.values())] for o in json.load(open(sys.argv[1], encoding='utf-8'))]))"
#define PYTHON_ANY "import json, sys\nprint(json.dumps(json.load(open(sys.argv[1]))))"

static void
add (GPtrArray *records,
     const char *workspace,
     const char *agent,
     const char *system,
     const char *token,
     const char *command)
{
  OutpostExportRecord *record = g_new0 (OutpostExportRecord, 1);

  record->owner_name = g_strdup ("you");
  record->workspace_name = g_strdup (workspace);
  record->agent_name = g_strdup (agent);
  record->operating_system = g_strdup (system);
  record->build_number = 3;
  if (token != NULL)
    {
      /* The codec makes them; then they are what is wanted. */
      g_autoptr(GBytes) bytes = g_bytes_new_static (CREDENTIALS, strlen (CREDENTIALS));
      OutpostCredentials *credentials = outpost_credentials_new_from_json (bytes, NULL);

      g_set_str (&credentials->agent_token, token);
      g_set_str (&credentials->command, command);
      record->credentials = credentials;
    }
  g_ptr_array_add (records, record);
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func (outpost_export_record_free);
}

static const char *
get_text (GBytes *bytes)
{
  return g_bytes_get_data (bytes, NULL);
}

static gboolean
has (GBytes *bytes,
     const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strstr_len (data, (gssize) size, text) != NULL;
}

/* What Python's own parser says of @bytes; NULL where there is no Python. */
static char *
dup_parsed (GBytes *bytes,
            const char *program)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "file", NULL);
  const char *argv[] = { "python3", "-c", program, path, NULL };
  g_autofree char *complaint = NULL;
  g_autoptr(GError) error = NULL;
  char *out = NULL;
  int status;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &complaint, &status, &error))
    return NULL;
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s", complaint);
  return out;
}

static void
assert_parses_as (GBytes *bytes,
                  const char *program,
                  const char *json)
{
  g_autoptr(GBytes) wanted_bytes = g_bytes_new (json, strlen (json));
  g_autofree char *parsed = dup_parsed (bytes, program);
  g_autofree char *wanted = dup_parsed (wanted_bytes, PYTHON_ANY);

  if (parsed == NULL)
    {
      g_test_skip ("no python3 here");
      return;
    }
  g_assert_cmpstr (parsed, ==, wanted);
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

#define KEYS "[\"workspace_name\",\"agent_name\",\"auth_type\",\"auth_token\",\"init_script\"]"
#define NASTY_JSON "say \\\"hi\\\", it's; two\\nlines\\r\\nand\\ta tab \\u2013 \\u00fcml\\u00e4ut <&> \\\\ $HOME `id`"

static void
test_json (void)
{
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GBytes) none = outpost_export_text_new_json (records);
  g_autoptr(GBytes) json = NULL;

  g_assert_cmpstr (get_text (none), ==, "[]\n");
  add (records, "gpu-01", "main", "linux", TOKEN, "curl | sh");
  add (records, "gpu-02", "main", "linux", NULL, NULL);
  add (records, "lab", "aux", "linux", "\"t\"", NASTY);
  json = outpost_export_text_new_json (records);
  g_assert_true (g_str_has_prefix (get_text (json), "[\n  {\n    \"workspace_name\": \"gpu-01\",\n    \"agent_name\": "));
  g_assert_true (has (json, "\n  },\n  {\n"));
  g_assert_true (has (json, "\n  }\n]\n"));
  assert_parses_as (json, PYTHON_JSON,
                    "[[" KEYS ",[\"gpu-01\",\"main\",\"token\",\"" TOKEN "\",\"curl | sh\"]],"
                    "[" KEYS ",[\"lab\",\"aux\",\"token\",\"\\\"t\\\"\",\"" NASTY_JSON "\"]]]");
}

/* ---- CSV --------------------------------------------------------------------------------------------------------- */

static void
test_csv (void)
{
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GBytes) csv = NULL;

  add (records, "gpu-01", "main", "linux", TOKEN, "curl \"https://x\" | sh");
  add (records, "gpu-02", "main", "linux", NULL, NULL);
  add (records, "lab", "aux", "linux", "t", NASTY);
  csv = outpost_export_text_new_csv (records);
  g_assert_true (g_str_has_prefix (get_text (csv), "workspace_name,agent_name,auth_type,auth_token,init_script\r\n\"gpu-01\","));
  g_assert_true (g_bytes_get_size (csv) > 2 && g_str_has_suffix (get_text (csv), "\"\r\n"));
  assert_parses_as (csv, PYTHON_CSV,
                    "[" KEYS ",[\"gpu-01\",\"main\",\"token\",\"" TOKEN "\",\"curl \\\"https://x\\\" | sh\"],"
                    "[\"lab\",\"aux\",\"token\",\"t\",\"" NASTY_JSON "\"]]");
}

/* Nothing that a deployment says is calculated by whoever opens the table. */
static void
test_csv_formulas (void)
{
  static const char *const formulas[] = { "=1+1", "+1", "-1", "@SUM(1)", "  =1", "\t=1",
                                          "\r\n=1", "\xef\xbc\x9d"
                                                    "1",
                                          "\xe2\x80\x8b=1", "\xef\xbb\xbf=1", "\xc2\xa0-1" };
  static const char *const harmless[] = { "a=1", "1-1", "curl -fsSL x", "", "$x = 1", "'=1" };

  for (guint i = 0; i < G_N_ELEMENTS (formulas) + G_N_ELEMENTS (harmless); i++)
    {
      gboolean guarded = i < G_N_ELEMENTS (formulas);
      const char *text = guarded ? formulas[i] : harmless[i - G_N_ELEMENTS (formulas)];
      g_autofree char *wanted = g_strdup_printf ("\"w\",\"main\",\"token\",\"t\",\"%s%s\"\r\n", guarded ? "'" : "", text);
      g_autofree char *as_name = g_strdup_printf ("\"%s%s\",\"main\"", guarded ? "'" : "", text);
      g_autoptr(GPtrArray) records = new_records ();
      g_autoptr(GBytes) csv = NULL;

      add (records, "w", "main", "linux", "t", text);
      add (records, text, "main", "linux", "t", "c");
      csv = outpost_export_text_new_csv (records);
      g_assert_true (has (csv, wanted));
      g_assert_true (has (csv, as_name));
    }
}

/* ---- Scripts ----------------------------------------------------------------------------------------------------- */

static void
test_script (void)
{
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GBytes) sh = NULL;
  g_autoptr(GBytes) ps1 = NULL;
  g_autoptr(GBytes) foreign = NULL;

  add (records, "gpu-01", "main", "linux", "t", "curl | sh");
  add (records, "win", "main", "windows", "t", "irm | iex\n");
  add (records, "gr\xc3\xbcn", "main", "windows", "t", "irm | iex");
  sh = outpost_export_text_new_script (records->pdata[0]);
  ps1 = outpost_export_text_new_script (records->pdata[1]);
  foreign = outpost_export_text_new_script (records->pdata[2]);
  g_assert_true (g_str_has_prefix (get_text (sh), "#!/bin/sh\n# Workspace you/gpu-01, agent main, build 3.\n# "));
  g_assert_true (g_str_has_suffix (get_text (sh), "\ncurl | sh\n"));
  g_assert_true (g_str_has_prefix (get_text (ps1), "# Workspace you/win, agent main, build 3.\n# "));
  g_assert_true (g_str_has_suffix (get_text (ps1), "any more.\nirm | iex\n"));
  g_assert_true (g_str_has_prefix (get_text (foreign), "\xef\xbb\xbf# Workspace"));
}

/* A real shell does the command and nothing of the names. */
static void
test_script_runs (void)
{
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GBytes) script = NULL;
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "script", NULL);
  const char *argv[] = { "/bin/sh", path, NULL };
  g_autofree char *out = NULL;
  g_autofree char *complaint = NULL;
  int status;

  add (records, "a\nprintf evil\n", "b\rprintf evil\xe2\x80\xa8printf evil", "linux", "t", "printf %s \"it's done\"");
  script = outpost_export_text_new_script (records->pdata[0]);
  g_assert_true (g_file_set_contents (path, get_text (script), (gssize) g_bytes_get_size (script), NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &complaint, &status, NULL));
  g_assert_cmpstr (complaint, ==, "");
  g_assert_cmpstr (out, ==, "it's done");
}

static void
test_names (void)
{
  g_autoptr(GPtrArray) records = new_records ();
  g_auto(GStrv) names = NULL;
  static const char *const wanted[] = { "gpu-01-main.sh", "gpu-01-main-2.sh", "GPU-01-Main-3.sh", "win-main.ps1",
                                        "_._etc_passwd-x.sh", "_rf-_.sh", "a-b-c.sh", "a-b-c-2.sh" };

  add (records, "gpu-01", "main", "linux", "t", "c");
  add (records, "gpu-01", "main", "linux", NULL, NULL);
  add (records, "GPU-01", "Main", "darwin", "t", "c");
  add (records, "win", "main", "windows", "t", "c");
  add (records, "../etc/passwd", "x", "linux", "t", "c");
  add (records, "-rf", "/", "linux", "t", "c");
  add (records, "a-b", "c", "linux", "t", "c");
  add (records, "a", "b-c", "linux", "t", "c");
  names = outpost_export_text_dup_names (records);
  g_assert_cmpuint (g_strv_length (names), ==, records->len);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpstr (names[i], ==, wanted[i]);
}

/* ---- Files ------------------------------------------------------------------------------------------------------- */

static guint
get_mode (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_file (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  g_autoptr(GFile) file = g_file_get_child (folder, "all.csv");
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;

  add (records, "gpu-01", "main", "linux", TOKEN, "c");
  /* An older file that anybody could read. */
  g_assert_true (g_file_replace_contents (file, "old", 3, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  g_assert_cmpint (g_chmod (g_file_peek_path (file), 0644), ==, 0);
  outpost_test_await_true (outpost_export_files_write (file, OUTPOST_EXPORT_CSV, records), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_mode (dir, "all.csv"), ==, 0600);
  g_assert_true (g_file_load_contents (file, NULL, &contents, NULL, NULL, NULL));
  g_assert_nonnull (strstr (contents, TOKEN));
  g_assert_cmpuint (count_files (dir), ==, 1);
}

static void
test_file_fails (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GFile) folder = g_file_new_for_path (dir);
  g_autoptr(GFile) file = g_file_get_child (folder, "taken");
  g_autoptr(GFile) far = g_file_new_for_uri ("nothing-like-it://host/all.json");
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GError) error = NULL;

  add (records, "gpu-01", "main", "linux", TOKEN, "c");
  /* A folder stands in its place. */
  g_assert_true (g_file_make_directory (file, NULL, NULL));
  g_assert_false (outpost_test_await_true (outpost_export_files_write (file, OUTPOST_EXPORT_JSON, records), &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, TOKEN));
  g_assert_cmpuint (count_files (dir), ==, 1);
  g_clear_error (&error);
  g_assert_false (outpost_test_await_true (outpost_export_files_write (far, OUTPOST_EXPORT_JSON, records), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_folder (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GFile) parent = g_file_new_for_path (dir);
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GPtrArray) missing = new_records ();
  g_autoptr(GFile) first = NULL;
  g_autoptr(GFile) second = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  add (records, "gpu-01", "main", "linux", TOKEN, "c");
  add (records, "gpu-02", "main", "linux", NULL, NULL);
  add (records, "win", "main", "windows", TOKEN, "c");
  first = outpost_test_await_object (outpost_export_files_create (parent, "scripts", records), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_mode (dir, "scripts"), ==, 0700);
  g_assert_cmpuint (get_mode (g_file_peek_path (first), "gpu-01-main.sh"), ==, 0600);
  g_assert_cmpuint (get_mode (g_file_peek_path (first), "win-main.ps1"), ==, 0600);
  g_assert_cmpuint (count_files (g_file_peek_path (first)), ==, 2);

  /* What is there is left alone. */
  second = outpost_test_await_object (outpost_export_files_create (parent, "scripts", records), &error);
  g_assert_no_error (error);
  name = g_file_get_basename (second);
  g_assert_cmpstr (name, ==, "scripts-2");
  g_assert_cmpuint (count_files (dir), ==, 2);

  /* The one that was missing, got later, when the others are forgotten. */
  add (missing, "gpu-01", "main", "linux", NULL, NULL);
  add (missing, "gpu-02", "main", "linux", TOKEN, "c");
  add (missing, "win", "main", "windows", NULL, NULL);
  outpost_test_await_true (outpost_export_files_add (first, missing), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_mode (g_file_peek_path (first), "gpu-02-main.sh"), ==, 0600);
  g_assert_cmpuint (count_files (g_file_peek_path (first)), ==, 3);
}

static void
test_folder_fails (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *nowhere = g_build_filename (dir, "nowhere", NULL);
  g_autoptr(GFile) gone = g_file_new_for_path (nowhere);
  g_autoptr(GFile) folder = NULL;
  g_autofree char *blocked = NULL;
  g_autoptr(GPtrArray) records = new_records ();
  g_autoptr(GError) error = NULL;

  add (records, "gpu-01", "main", "linux", TOKEN, "c");
  add (records, "gpu-02", "main", "linux", TOKEN, "c");
  g_assert_null (outpost_test_await_object (outpost_export_files_create (gone, "scripts", records), &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (dir), ==, 0);
  g_clear_error (&error);

  /* The second cannot be written: the first does not stay. */
  g_assert_cmpint (g_mkdir (nowhere, 0700), ==, 0);
  folder = g_file_new_for_path (nowhere);
  blocked = g_build_filename (nowhere, "gpu-02-main.sh", NULL);
  g_assert_cmpint (g_mkdir (blocked, 0700), ==, 0);
  g_assert_false (outpost_test_await_true (outpost_export_files_add (folder, records), &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_files (nowhere), ==, 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/export-text/json", test_json);
  g_test_add_func ("/export-text/csv", test_csv);
  g_test_add_func ("/export-text/csv-formulas", test_csv_formulas);
  g_test_add_func ("/export-text/script", test_script);
  g_test_add_func ("/export-text/script-runs", test_script_runs);
  g_test_add_func ("/export-text/names", test_names);
  g_test_add_func ("/export-files/file", test_file);
  g_test_add_func ("/export-files/file-fails", test_file_fails);
  g_test_add_func ("/export-files/folder", test_folder);
  g_test_add_func ("/export-files/folder-fails", test_folder_fails);
  return g_test_run ();
}

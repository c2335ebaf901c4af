/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "outpost-export-dialog.h"
#include "outpost-page-fixture.h"

/* The commands of many machines as files, from the dialog. */

#define CREDENTIALS "/api/v2/workspaces/*/external-agent/*/credentials"

typedef struct
{
  PageFixture page;
  GPtrArray *workspaces;
  GtkWidget *dialog;
  char *dir;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  page_fixture_set_up (&fixture->page);
  fixture->workspaces = page_fixture_list (&fixture->page);
  fixture->dir = outpost_test_dup_dir ();
  page_fixture_present (&fixture->page, gtk_label_new ("below"));
  fixture->dialog = GTK_WIDGET (outpost_export_dialog_new (fixture->page.account, fixture->workspaces));
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->page.window));
  page_wait_shown (fixture->dialog, "Export Instructions");
  outpost_demo_clear_requests (fixture->page.demo);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_ptr_array_unref (fixture->workspaces);
  g_free (fixture->dir);
}

static gboolean
is_button (GtkWidget *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
press (Fixture *fixture,
       const char *label)
{
  GtkWidget *button = page_find_named (fixture->dialog, is_button, label);

  if (button == NULL)
    g_error ("no button “%s”", label);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
save_to (Fixture *fixture,
         OutpostExportFormat format,
         const char *name)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  outpost_export_dialog_set_format (OUTPOST_EXPORT_DIALOG (fixture->dialog), format);
  outpost_export_dialog_save_to (OUTPOST_EXPORT_DIALOG (fixture->dialog), file);
}

static void
refuse (Fixture *fixture,
        const char *workspace,
        guint times)
{
  g_autoptr(OutpostWorkspace) found = page_fixture_dup_workspace (&fixture->page, workspace);
  g_autofree char *path
      = g_strdup_printf ("/api/v2/workspaces/%s/external-agent/*/credentials", outpost_workspace_get_id (found));

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", path, times, 500, 0, "Out of order", NULL);
}

static guint
count_asked (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->page.demo, "GET", CREDENTIALS);
}

static char *
dup_contents (Fixture *fixture,
              const char *name)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  char *contents = NULL;
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
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

static gboolean
holds_token (Fixture *fixture,
             const char *contents,
             const char *workspace,
             const char *agent)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->page.demo, workspace, agent);

  return strstr (contents, token) != NULL;
}

/* ---- Tests ------------------------------------------------------------------------------------------------------- */

/* What is skipped is said before anything is asked. */
static void
test_choice (Fixture *fixture,
             gconstpointer data)
{
  page_wait_shown (fixture->dialog, "10 Agents of 9 Workspaces");
  page_wait_shown (fixture->dialog, "lab-bench");
  page_wait_shown (fixture->dialog, "main, aux");
  page_wait_shown (fixture->dialog, "The files hold tokens");
  page_wait_shown (fixture->dialog, "3 Skipped");
  page_wait_shown (fixture->dialog, "web-dev");
  page_wait_shown (fixture->dialog, "Not external: the deployment runs its machine itself");
  page_wait_shown (fixture->dialog, "Its last build failed: there is no token until one succeeds");
  page_wait_shown (fixture->dialog, "A build is running: there is no token until it has ended");
  g_assert_cmpuint (count_asked (fixture), ==, 0);
}

/* Where each has one agent the workspaces are counted alone. */
static void
test_one_each (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr(GPtrArray) two = g_ptr_array_new_with_free_func (g_object_unref);

  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  g_ptr_array_add (two, page_fixture_dup_workspace (&fixture->page, "gpu-01"));
  g_ptr_array_add (two, page_fixture_dup_workspace (&fixture->page, "attic-nas"));
  fixture->dialog = GTK_WIDGET (outpost_export_dialog_new (fixture->page.account, two));
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->page.window));
  page_wait_shown (fixture->dialog, "2 Workspaces");
  g_assert_false (page_shows (fixture->dialog, "Agents"));
  g_assert_false (page_shows (fixture->dialog, "Skipped"));
}

static void
test_json (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *contents = NULL;

  save_to (fixture, OUTPOST_EXPORT_JSON, "all.json");
  page_wait_shown (fixture->dialog, "10 Saved");
  page_wait_shown (fixture->dialog, "all.json");
  /* What was skipped does not look as if it were what was saved. */
  page_wait_shown (fixture->dialog, "3 Not Saved");
  page_wait_shown (fixture->dialog, "web-dev");
  contents = dup_contents (fixture, "all.json");
  g_assert_true (holds_token (fixture, contents, "lab-bench", "aux"));
  g_assert_cmpuint (count_asked (fixture), ==, 10);
  press (fixture, "_Close");
  g_assert_null (adw_window_get_visible_dialog (ADW_WINDOW (fixture->page.window)));
}

/* One fails: the others are saved; tried again it is the only one asked for, and all are in the file. */
static void
test_retry (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  refuse (fixture, "lab-bench", 2);
  save_to (fixture, OUTPOST_EXPORT_CSV, "all.csv");
  page_wait_shown (fixture->dialog, "8 Saved, 2 Failed");
  page_wait_shown (fixture->dialog, "5 Not Saved");
  page_wait_shown (fixture->dialog, "lab-bench.aux");
  before = dup_contents (fixture, "all.csv");
  g_assert_false (holds_token (fixture, before, "lab-bench", "aux"));
  outpost_demo_clear_requests (fixture->page.demo);
  press (fixture, "_Retry Failed");
  page_wait_shown (fixture->dialog, "10 Saved");
  page_wait_gone (fixture->dialog, "lab-bench.aux");
  g_assert_cmpuint (count_asked (fixture), ==, 2);
  after = dup_contents (fixture, "all.csv");
  g_assert_true (holds_token (fixture, after, "lab-bench", "aux"));
  g_assert_true (holds_token (fixture, after, "gpu-01", "main"));
  g_assert_cmpuint (count_files (fixture->dir), ==, 1);
}

static void
test_scripts (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "outpost-scripts", NULL);
  g_autofree char *script = NULL;
  GStatBuf info;

  refuse (fixture, "gpu-02", 1);
  save_to (fixture, OUTPOST_EXPORT_SCRIPTS, ".");
  page_wait_shown (fixture->dialog, "9 Saved, 1 Failed");
  g_assert_cmpuint (count_files (folder), ==, 9);
  press (fixture, "_Retry Failed");
  page_wait_shown (fixture->dialog, "10 Saved");
  g_assert_cmpuint (count_files (folder), ==, 10);
  g_assert_cmpuint (count_files (fixture->dir), ==, 1);
  g_assert_cmpint (g_lstat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0700);
  script = dup_contents (fixture, "outpost-scripts/win-bench-main.ps1");
  g_assert_true (holds_token (fixture, script, "win-bench", "main"));
}

/* Nothing is written, and the choice is as it was. */
static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_HANG, "GET", CREDENTIALS, 0, 0, 0, NULL, NULL);
  save_to (fixture, OUTPOST_EXPORT_CSV, "all.csv");
  page_wait_shown (fixture->dialog, "0 of 10");
  press (fixture, "_Cancel");
  page_wait_shown (fixture->dialog, "10 Agents of 9 Workspaces");
  g_assert_cmpuint (count_files (fixture->dir), ==, 0);
  outpost_demo_clear_faults (fixture->page.demo);
  save_to (fixture, OUTPOST_EXPORT_CSV, "all.csv");
  page_wait_shown (fixture->dialog, "10 Saved");
}

static void
test_closed_meanwhile (Fixture *fixture,
                       gconstpointer data)
{
  GtkWidget *dialog = fixture->dialog;

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", CREDENTIALS, 0, 0, 20, NULL, NULL);
  save_to (fixture, OUTPOST_EXPORT_JSON, "all.json");
  page_wait_shown (fixture->dialog, "of 10");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_files (fixture->dir), ==, 0);
}

static void
test_not_written (Fixture *fixture,
                  gconstpointer data)
{
  save_to (fixture, OUTPOST_EXPORT_JSON, "nowhere/all.json");
  page_wait_shown (fixture->dialog, "Not saved: ");
  page_wait_shown (fixture->dialog, "10 Agents of 9 Workspaces");
  outpost_demo_clear_requests (fixture->page.demo);
  save_to (fixture, OUTPOST_EXPORT_JSON, "all.json");
  page_wait_shown (fixture->dialog, "10 Saved");
  /* They were had already. */
  g_assert_cmpuint (count_asked (fixture), ==, 0);
}

static void
test_limit (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *headers
      = g_strdup_printf ("X-Ratelimit-Reset: %" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + 2);

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 1, 429, 0, "Slow down", headers);
  save_to (fixture, OUTPOST_EXPORT_JSON, "all.json");
  page_wait_shown (fixture->dialog, "The deployment asks to wait until");
  page_wait_shown (fixture->dialog, "10 Saved");
  g_assert_cmpuint (count_asked (fixture), ==, 11);
}

static gboolean
is_narrow (gpointer dialog)
{
  return gtk_widget_get_width (dialog) <= 360;
}

/* In the narrowest window, with names. */
static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  gtk_window_set_default_size (fixture->page.window, 360, 640);
  outpost_test_wait_until (is_narrow, fixture->dialog);
  refuse (fixture, "lab-bench", 2);
  save_to (fixture, OUTPOST_EXPORT_JSON, "a-file-with-quite-a-long-name-that-does-not-fit-into-a-line.json");
  page_wait_shown (fixture->dialog, "8 Saved, 2 Failed");
  g_assert_true (is_narrow (fixture->dialog));
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add ("/export-dialog/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("choice", test_choice);
  ADD ("one-each", test_one_each);
  ADD ("json", test_json);
  ADD ("retry", test_retry);
  ADD ("scripts", test_scripts);
  ADD ("cancel", test_cancel);
  ADD ("closed-meanwhile", test_closed_meanwhile);
  ADD ("not-written", test_not_written);
  ADD ("limit", test_limit);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}

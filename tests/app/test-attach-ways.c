/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-attach-words.h"
#include "outpost-check-page.h"
#include "outpost-check-words.h"
#include "outpost-command-box.h"
#include "outpost-command-dialog.h"
#include "outpost-command-view.h"
#include "outpost-form-row.h"
#include "outpost-machine-row.h"
#include "outpost-page-fixture.h"
#include "outpost-script-page.h"
#include "outpost-script-words.h"
#include "outpost-workspace-page.h"

/* The page of a workspace for linux amd64, with its command. */
typedef struct
{
  PageFixture page;
  OutpostWorkspace *workspace;
  AdwNavigationView *view;
  GtkWidget *widget;
  char *token;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  page_fixture_set_up (&fixture->page);
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connecting", "created");
  fixture->token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");
  fixture->workspace = page_fixture_dup_workspace (&fixture->page, "gpu-02");
  fixture->widget = GTK_WIDGET (outpost_workspace_page_new (fixture->page.account, fixture->workspace));
  fixture->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_set_animate_transitions (fixture->view, FALSE);
  adw_navigation_view_push (fixture->view, ADW_NAVIGATION_PAGE (fixture->widget));
  page_fixture_present (&fixture->page, GTK_WIDGET (fixture->view));
  page_wait_shown (fixture->widget, "curl ");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_clear_object (&fixture->workspace);
  g_free (fixture->token);
}

static gboolean
has_label (GtkWidget *widget,
           const char *name)
{
  return ADW_IS_TOGGLE_GROUP (widget) && adw_toggle_group_get_toggle_by_name (ADW_TOGGLE_GROUP (widget), name) != NULL;
}

static void
choose_machine (Fixture *fixture,
                const char *word)
{
  adw_toggle_group_set_active_name (page_find_named (fixture->widget, has_label, word), word);
}

static void
choose_form (Fixture *fixture,
             OutpostAttachForm form)
{
  AdwComboRow *row = page_find (fixture->widget, OUTPOST_TYPE_FORM_ROW);
  GListModel *titles = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr(GtkStringObject) title = g_list_model_get_item (titles, i);

      if (g_str_equal (gtk_string_object_get_string (title), outpost_attach_words_get_title (form)))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static char *
dup_copied (Fixture *fixture)
{
  gtk_widget_activate_action (page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX), "attach.copy-command", NULL);
  return page_dup_clipboard (fixture->widget);
}

/* The template's own is chosen, another one warned of, and there is no 32-bit agent but for Linux. */
static void
test_machine (Fixture *fixture,
              gconstpointer data)
{
  OutpostMachineRow *row = page_find (fixture->widget, OUTPOST_TYPE_MACHINE_ROW);
  g_autofree char *own = NULL;
  g_autofree char *arm = NULL;
  g_autofree char *mac = NULL;
  g_autofree char *windows = NULL;

  g_assert_cmpuint (outpost_machine_row_get_platform (row), ==, OUTPOST_PLATFORM_LINUX_AMD64);
  g_assert_false (page_shows (GTK_WIDGET (row), "The template is made for"));
  own = dup_copied (fixture);
  g_assert_nonnull (strstr (own, "/api/v2/init-script/linux/amd64\" | CODER_AGENT_TOKEN=\""));
  g_assert_nonnull (strstr (own, fixture->token));

  choose_machine (fixture, "armv7");
  g_assert_true (page_shows (GTK_WIDGET (row), "The template is made for Linux, x86 64-bit"));
  arm = dup_copied (fixture);
  g_assert_nonnull (strstr (arm, "/init-script/linux/armv7\""));
  choose_machine (fixture, "darwin");
  g_assert_cmpuint (outpost_machine_row_get_platform (row), ==, OUTPOST_PLATFORM_DARWIN_ARM64);
  mac = dup_copied (fixture);
  g_assert_nonnull (strstr (mac, "/init-script/darwin/arm64\""));
  choose_machine (fixture, "windows");
  windows = dup_copied (fixture);
  g_assert_true (g_str_has_prefix (windows, "$env:CODER_AGENT_TOKEN=\""));
  g_assert_nonnull (strstr (windows, fixture->token));
}

/* What somebody chose stays when the workspace changes. */
static void
test_choice_stays (Fixture *fixture,
                   gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autofree char *copied = NULL;

  choose_machine (fixture, "arm64");
  choose_form (fixture, OUTPOST_ATTACH_SYSTEMD_USER);
  page_wait_shown (fixture->widget, "systemctl");
  g_free (dup_copied (fixture));
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");
  page_wait_shown (fixture->widget, "made a new token");
  page_wait_shown (fixture->widget, "systemctl");
  token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");
  copied = dup_copied (fixture);
  g_assert_nonnull (strstr (copied, token));
  g_assert_nonnull (strstr (copied, "/linux/arm64"));
  g_assert_nonnull (strstr (copied, "build 2"));
}

/* Each form that suits: hidden on the screen, whole in the clipboard, with its own words. */
static void
test_forms (Fixture *fixture,
            gconstpointer data)
{
  GtkWidget *box = page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX);

  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    {
      gboolean has_token = form != OUTPOST_ATTACH_DOCKERFILE && form != OUTPOST_ATTACH_COMPOSE;
      g_autofree char *copied = NULL;

      if (!outpost_attach_form_suits (form, OUTPOST_PLATFORM_LINUX_AMD64))
        continue;
      choose_form (fixture, form);
      g_assert_true (page_shows (box, outpost_attach_words_get_needs (form)));
      outpost_command_view_set_whole (page_find (box, OUTPOST_TYPE_COMMAND_VIEW), TRUE);
      g_assert_cmpint (page_shows (box, "••••"), ==, has_token);
      g_assert_false (page_shows (box, fixture->token));
      g_assert_true (page_shows (box, outpost_attach_form_is_command (form) ? "Copy Command" : "Copy File"));
      copied = dup_copied (fixture);
      g_assert_cmpint (strstr (copied, fixture->token) != NULL, ==, has_token);
    }
}

/* A form that does not suit another machine gives way to the first. */
static void
test_form_lost (Fixture *fixture,
                gconstpointer data)
{
  OutpostFormRow *row = page_find (fixture->widget, OUTPOST_TYPE_FORM_ROW);

  choose_form (fixture, OUTPOST_ATTACH_KUBERNETES);
  choose_machine (fixture, "windows");
  g_assert_cmpuint (outpost_form_row_get_form (row), ==, OUTPOST_ATTACH_ONCE);
  choose_form (fixture, OUTPOST_ATTACH_SCHEDULED_TASK);
  page_wait_shown (fixture->widget, "a scheduled task");
}

static void
test_replace_token (Fixture *fixture,
                    gconstpointer data)
{
  GtkWidget *box = page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX);
  GtkWidget *dialog, *view;
  g_autofree char *copied = NULL;
  GtkWidget *window = GTK_WIDGET (fixture->page.window);

  g_assert_false (page_shows (box, "Replace Token"));
  choose_form (fixture, OUTPOST_ATTACH_SYSTEMD_USER);
  g_assert_true (page_shows (box, "Replace Token"));
  gtk_widget_activate_action (box, "attach.replace-token", NULL);
  page_wait_shown (window, "replaces the old token");
  dialog = page_find (window, OUTPOST_TYPE_COMMAND_DIALOG);
  view = page_find (dialog, OUTPOST_TYPE_COMMAND_VIEW);
  g_assert_false (page_shows (dialog, fixture->token));
  outpost_command_view_set_revealed (OUTPOST_COMMAND_VIEW (view), TRUE);
  g_assert_true (page_shows (dialog, fixture->token));
  gtk_widget_activate (adw_dialog_get_default_widget (ADW_DIALOG (dialog)));
  page_wait_shown (dialog, "Copied");
  copied = page_dup_clipboard (dialog);
  g_assert_nonnull (strstr (copied, fixture->token));
  g_assert_nonnull (strstr (copied, "restart"));
  /* All of it is seen, however long. */
  g_strchomp (copied);
  g_assert_cmpstr (outpost_command_view_get_text (OUTPOST_COMMAND_VIEW (view)), ==, copied);
  /* It was taken there: a machine may have it. */
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");
  page_wait_shown (fixture->widget, "made a new token");
}

/* The undoing has no secret, and nothing to reveal. */
static void
test_undo (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *box = page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX);
  GtkWidget *window = GTK_WIDGET (fixture->page.window);

  choose_form (fixture, OUTPOST_ATTACH_SYSTEMD_USER);
  gtk_widget_activate_action (box, "attach.undo", NULL);
  page_wait_shown (window, outpost_attach_words_get_undoing (OUTPOST_ATTACH_SYSTEMD_USER));
  page_wait_shown (page_find (window, OUTPOST_TYPE_COMMAND_DIALOG), "rm -rf");
}

static void
test_script (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *panel = page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX);
  GtkWidget *page;

  gtk_widget_activate_action (panel, "attach.view-script", NULL);
  page_wait_shown (GTK_WIDGET (fixture->view), "The script fits the digest sent with it.");
  page = page_find (GTK_WIDGET (fixture->view), OUTPOST_TYPE_SCRIPT_PAGE);
  g_assert_true (page_shows (page, "The demo’s own script"));
  g_assert_true (page_shows (page, "It is not one of Coder’s."));
  g_assert_true (page_shows (page, "Linux, x86 64-bit"));
  g_assert_true (page_shows (page, "This is the first time it is shown."));

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "navigation.pop", NULL);
  page_wait_shown (fixture->widget, "curl ");
  gtk_widget_activate_action (panel, "attach.view-script", NULL);
  page_wait_shown (GTK_WIDGET (fixture->view), "It is the same.");
}

/* A script of somebody else's is told, with where it leads; hosts are made visible. */
static void
test_verdict (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(OutpostScriptReport) report = outpost_script_report_new ("curl https://else.test/x\nset -eux\nrm -rf /y\n",
                                                                      OUTPOST_PLATFORM_LINUX_AMD64, "https://d.test");
  g_autofree char *verdict = outpost_script_words_dup_verdict (report);

  g_assert_cmpstr (verdict, ==,
                   "2 lines are not of the script of Coder 2.26 to 2.36. They are marked below. Other hosts are named there: "
                   "else.test");
}

/* What cannot be had is said where it was to be, and can be asked for again. */
static void
test_script_missing (Fixture *fixture,
                     gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/init-script/*/*", 0, 404, 0,
                          "Route not found.", NULL);
  gtk_widget_activate_action (page_find (fixture->widget, OUTPOST_TYPE_COMMAND_BOX), "attach.view-script", NULL);
  page_wait_shown (view, "Retry");
  g_assert_false (page_shows (view, "SHA-256"));
}

static gboolean
is_row_named (GtkWidget *widget,
              const char *title)
{
  return ADW_IS_ACTION_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

/* The checks are those of the chosen machine, and go when it is connected. */
static void
test_checks (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *row = page_find_named (fixture->widget, is_row_named, "It Does Not Connect");
  GtkWidget *view = GTK_WIDGET (fixture->view);

  g_assert_true (gtk_widget_get_mapped (row));
  choose_machine (fixture, "darwin");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  page_wait_shown (view, "Run these in a terminal on the machine (macOS, Intel)");
  g_assert_true (page_shows (view, "scutil --proxy"));
  g_assert_true (page_shows (view, "such as /usr/bin/curl"));
  g_assert_true (page_shows (view, "wget or busybox is not enough"));
  g_assert_true (page_shows (view, outpost_check_words_get_title (OUTPOST_CHECK_RUNNING)));
  g_assert_false (page_shows (view, outpost_check_words_get_title (OUTPOST_CHECK_LINGERING)));
  gtk_widget_activate_action (view, "navigation.pop", NULL);
  page_wait_shown (fixture->widget, "curl ");
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connected", "ready");
  page_wait_gone (fixture->widget, "It Does Not Connect");
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/attach-ways/machine", test_machine);
  ADD ("/attach-ways/choice-stays", test_choice_stays);
  ADD ("/attach-ways/forms", test_forms);
  ADD ("/attach-ways/form-lost", test_form_lost);
  ADD ("/attach-ways/replace-token", test_replace_token);
  ADD ("/attach-ways/undo", test_undo);
  ADD ("/attach-ways/script", test_script);
  ADD ("/attach-ways/verdict", test_verdict);
  ADD ("/attach-ways/script-missing", test_script_missing);
  ADD ("/attach-ways/checks", test_checks);
  return g_test_run ();
}

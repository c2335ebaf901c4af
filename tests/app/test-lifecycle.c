/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "outpost-bulk-delete-dialog.h"
#include "outpost-delete-dialog.h"
#include "outpost-lifecycle.h"
#include "outpost-page-fixture.h"
#include "outpost-test.h"
#include "outpost-workspace-page.h"

/* What can be done to a workspace, from its page. */

#define LONG_NAME                                                                                                  \
  "{\"id\":\"w\",\"name\":\"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW\",\"owner_name\":\"ann\",\"template_name\":\"bare\"," \
  "\"health\":{\"healthy\":true},\"latest_build\":{\"id\":\"b\",\"transition\":\"start\",\"status\":\"failed\","   \
  "\"resources\":[],\"job\":{\"id\":\"j\",\"status\":\"failed\",\"created_at\":\"2026-01-01T10:00:00Z\"}}}"

typedef struct
{
  PageFixture page;
  OutpostWorkspace *workspace;
  GtkWidget *widget; /* the page */
  char *said;        /* the newest toast */
  char *offered;     /* what its button would copy */
} Fixture;

static void
toast_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer data)
{
  Fixture *fixture = data;

  g_set_str (&fixture->said, g_variant_get_string (parameter, NULL));
}

static void
offer_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer data)
{
  Fixture *fixture = data;

  g_clear_pointer (&fixture->said, g_free);
  g_clear_pointer (&fixture->offered, g_free);
  g_variant_get (parameter, "(sss)", &fixture->said, NULL, &fixture->offered);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  page_fixture_set_up (&fixture->page);
}

static void
open_page (Fixture *fixture,
           const char *name)
{
  static const GActionEntry actions[] = { { "toast", toast_cb, "s" }, { "offer-copy", offer_cb, "(sss)" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->page.account);
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;

  /* The page shows the list's own object, as in the window. */
  outpost_test_await_true (outpost_workspace_list_refresh (list), &error);
  g_assert_no_error (error);
  fixture->workspace = page_fixture_dup_workspace (&fixture->page, name);
  id = g_strdup (outpost_workspace_get_id (fixture->workspace));
  g_set_object (&fixture->workspace, outpost_workspace_list_lookup (list, id));
  fixture->widget = GTK_WIDGET (outpost_workspace_page_new (fixture->page.account, fixture->workspace));
  page_fixture_present (&fixture->page, fixture->widget);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->page.window), "win", G_ACTION_GROUP (group));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_clear_object (&fixture->workspace);
  g_free (fixture->said);
  g_free (fixture->offered);
}

static AdwAlertDialog *
get_dialog (Fixture *fixture)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->page.window));

  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  return ADW_ALERT_DIALOG (dialog);
}

static void
answer (Fixture *fixture,
        const char *response)
{
  AdwAlertDialog *dialog = get_dialog (fixture);

  g_assert_true (adw_alert_dialog_get_response_enabled (dialog, response));
  adw_alert_dialog_set_close_response (dialog, response);
  adw_dialog_close (ADW_DIALOG (dialog));
}

static guint
count_builds (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->page.demo, "POST", "/api/v2/workspaces/*/builds");
}

static gboolean
has_said (gpointer data)
{
  return ((Fixture *) data)->said != NULL;
}

/* Nobody is connected: one question, and the record is gone. */
static void
test_delete (Fixture *fixture,
             gconstpointer data)
{
  open_page (fixture, "attic-nas");
  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_dialog (fixture)), "attic-nas"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_dialog (fixture)), "The machine is left as it is"));
  g_assert_null (adw_alert_dialog_get_extra_child (get_dialog (fixture)));
  answer (fixture, "cancel");
  g_assert_cmpuint (count_builds (fixture), ==, 0);

  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  answer (fixture, "delete");
  page_wait_shown (fixture->widget, "This Workspace Was Deleted");
  g_assert_cmpuint (count_builds (fixture), ==, 1);
  g_assert_cmpstr (fixture->said, ==, "attic-nas is being deleted");
  g_assert_null (fixture->offered);
  g_assert_false (page_shows (fixture->widget, "Copy Stop Command"));
}

/* Somebody works on that machine: the name is typed, and the command that stops its agent is offered. */
static void
test_delete_connected (Fixture *fixture,
                       gconstpointer data)
{
  g_autofree char *copied = NULL;
  GtkEditable *entry;

  open_page (fixture, "gpu-01");
  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  g_assert_false (adw_alert_dialog_get_response_enabled (get_dialog (fixture), "delete"));
  entry = page_find (adw_alert_dialog_get_extra_child (get_dialog (fixture)), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (entry, "gpu-0");
  g_assert_false (adw_alert_dialog_get_response_enabled (get_dialog (fixture), "delete"));
  gtk_editable_set_text (entry, " gpu-01 ");
  answer (fixture, "delete");
  page_wait_shown (fixture->widget, "Copy Stop Command");
  g_assert_nonnull (strstr (fixture->offered, "systemctl disable --now coder-agent-gpu-01-main-"));
  g_assert_nonnull (strstr (fixture->offered, "pkill"));
  gtk_widget_activate_action (fixture->widget, "workspace.copy-stop-command", NULL);
  copied = page_dup_clipboard (fixture->widget);
  g_assert_cmpstr (copied, ==, fixture->offered);
}

/* What the deployment refuses is said, and everything is as before. */
static void
test_delete_refused (Fixture *fixture,
                     gconstpointer data)
{
  open_page (fixture, "attic-nas");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", "/api/v2/workspaces/*/builds", 1, 409, 0,
                          "A workspace build is already active.", NULL);
  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  answer (fixture, "delete");
  outpost_test_wait_until (has_said, fixture);
  g_assert_true (g_str_has_prefix (fixture->said, "attic-nas was not deleted: "));
  g_assert_true (page_shows (fixture->widget, "External Workspace"));
}

/* Its machine stays, but what else the template made does not: that is said, and the name is typed. */
static void
test_delete_others (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr(GBytes) json = g_bytes_new_static (OUTPOST_TEST_WITH_DISKS, strlen (OUTPOST_TEST_WITH_DISKS));
  g_autoptr(OutpostWorkspace) workspace = outpost_workspace_new_from_json (json, NULL);
  AdwDialog *dialog;

  open_page (fixture, "attic-nas");
  dialog = outpost_delete_dialog_new (fixture->page.client, workspace);
  adw_dialog_present (dialog, fixture->widget);
  page_wait_shown (GTK_WIDGET (dialog), "The machine is left as it is");
  page_wait_shown (GTK_WIDGET (dialog), "2 other things that the template made are removed too.");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "delete"));
  gtk_editable_set_text (page_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW), "rack");
  answer (fixture, "delete");
}

/* The same is said of several. */
static void
test_delete_others_of_several (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr(GBytes) json = g_bytes_new_static (OUTPOST_TEST_WITH_DISKS, strlen (OUTPOST_TEST_WITH_DISKS));
  g_autoptr(GPtrArray) workspaces = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AdwAlertDialog) dialog = NULL;

  g_ptr_array_add (workspaces, outpost_workspace_new_from_json (json, NULL));
  g_ptr_array_add (workspaces, page_fixture_dup_workspace (&fixture->page, "attic-nas"));
  dialog = g_object_ref_sink (ADW_ALERT_DIALOG (outpost_bulk_delete_dialog_new (workspaces)));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "The machines are left as they are"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "2 other things that the template made are removed too."));
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "delete"));
}

/* Nothing is promised of what is not known. */
static void
test_delete_unknown_of_several (Fixture *fixture,
                                gconstpointer data)
{
  g_autoptr(GPtrArray) workspaces = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AdwAlertDialog) dialog = NULL;

  g_ptr_array_add (workspaces, page_fixture_dup_workspace (&fixture->page, "ci-runner-7"));
  g_ptr_array_add (workspaces, page_fixture_dup_workspace (&fixture->page, "ci-runner-7"));
  dialog = g_object_ref_sink (ADW_ALERT_DIALOG (outpost_bulk_delete_dialog_new (workspaces)));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "everything that it made for them"));
  g_assert_null (strstr (adw_alert_dialog_get_body (dialog), "left as they are"));
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "delete"));
}

#define VERSIONS "/api/v2/templateversions/*"

static guint
count_versions (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->page.demo, "GET", VERSIONS);
}

static gboolean
asks_for_name (AdwAlertDialog *dialog)
{
  GtkWidget *row = page_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW);

  return row != NULL && gtk_widget_get_visible (row);
}

/* After a failed build nothing is promised before the deployment says what it is. Then nothing is to be typed. */
static void
test_delete_unknown (Fixture *fixture,
                     gconstpointer data)
{
  AdwAlertDialog *dialog;

  open_page (fixture, "ci-runner-7");
  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  dialog = get_dialog (fixture);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "everything that it made for it"));
  g_assert_null (strstr (adw_alert_dialog_get_body (dialog), "left as it is"));
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "delete"));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "delete");
  page_wait_shown (GTK_WIDGET (dialog), "The machine is left as it is");
  g_assert_cmpuint (count_versions (fixture), ==, 1);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "Whatever else the template made is removed too."));
  g_assert_null (strstr (adw_alert_dialog_get_body (dialog), "Type the name"));
  g_assert_false (asks_for_name (dialog));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "cancel");
  answer (fixture, "delete");
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "ci-runner-7 is being deleted");
}

/* What somebody types stays where it is; only the words become the usual ones. */
static void
test_delete_typing (Fixture *fixture,
                    gconstpointer data)
{
  AdwAlertDialog *dialog;

  open_page (fixture, "ci-runner-7");
  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  dialog = get_dialog (fixture);
  gtk_editable_set_text (page_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW), "ci-");
  page_wait_shown (GTK_WIDGET (dialog), "The machine is left as it is");
  g_assert_true (asks_for_name (dialog));
  g_assert_false (adw_alert_dialog_get_response_enabled (dialog, "delete"));
  gtk_editable_set_text (page_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW), "ci-runner-7");
  answer (fixture, "delete");
}

static gboolean
was_version_asked (gpointer data)
{
  return count_versions (data) == 1;
}

/* An ordinary one whose update failed is taken with all that is in it; so is what nobody knows. */
static void
test_delete_ordinary_failed (Fixture *fixture,
                             gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
  } rows[] = {
    { 200, "{\"id\":\"v\",\"name\":\"n\",\"job\":{\"status\":\"succeeded\"},\"has_external_agent\":false}" },
    { 200, "{\"id\":\"v\",\"name\":\"n\",\"job\":{\"status\":\"succeeded\"}}" },
    { 404, "{}" },
    { 200, "nonsense" },
  };

  open_page (fixture, "ci-runner-7");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      outpost_demo_clear_requests (fixture->page.demo);
      outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_BODY, "GET", VERSIONS, 1, rows[i].status, 0, rows[i].body,
                              NULL);
      gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
      outpost_test_wait_until (was_version_asked, fixture);
      /* Whatever is asked after it is answered after it. */
      g_object_unref (page_fixture_dup_workspace (&fixture->page, "attic-nas"));
      g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_dialog (fixture)), "everything that it made for it"));
      g_assert_null (strstr (adw_alert_dialog_get_body (get_dialog (fixture)), "left as it is"));
      g_assert_true (asks_for_name (get_dialog (fixture)));
      g_assert_false (adw_alert_dialog_get_response_enabled (get_dialog (fixture), "delete"));
      answer (fixture, "cancel");
    }
}

static guint
count_checks (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->page.demo, "POST", "/api/v2/authcheck");
}

/* After a failed build, who manages the template may remove the mere record. */
static void
test_only_record (Fixture *fixture,
                  gconstpointer data)
{
  GtkWidget *row;

  open_page (fixture, "ci-runner-7");
  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  page_wait_shown (GTK_WIDGET (get_dialog (fixture)), "What the template made is not undone");
  page_wait_shown (GTK_WIDGET (get_dialog (fixture)), "The machine is left as it is");
  row = page_find (GTK_WIDGET (get_dialog (fixture)), ADW_TYPE_SWITCH_ROW);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_assert_cmpuint (count_checks (fixture), ==, 1);
  /* Only such a request is refused where that is taken away meanwhile. */
  outpost_demo_change_template (fixture->page.demo, "runners", OUTPOST_DEMO_TEMPLATE_NOT_MANAGED);
  answer (fixture, "delete");
  outpost_test_wait_until (has_said, fixture);
  g_assert_true (g_str_has_prefix (fixture->said, "ci-runner-7 was not deleted: "));
}

static gboolean
was_checked (gpointer data)
{
  return count_checks (data) == 1;
}

/* Not permitted, refused, unknown, nonsense: nothing is offered, nothing is said. A workspace that is well asks nothing. */
static void
test_record_not_offered (Fixture *fixture,
                         gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
  } rows[] = {
    { 200, "{\"manages\":false}" },
    { 200, "{}" },
    { 200, "{\"manages\":1}" },
    { 403, "{\"message\":\"no\"}" },
    { 404, "{}" },
    { 200, "nonsense" },
  };
  g_autoptr(OutpostWorkspace) well = page_fixture_dup_workspace (&fixture->page, "attic-nas");
  AdwDialog *dialog;

  open_page (fixture, "ci-runner-7");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      outpost_demo_clear_requests (fixture->page.demo);
      outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_BODY, "POST", "/api/v2/authcheck", 1, rows[i].status, 0,
                              rows[i].body, NULL);
      gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
      outpost_test_wait_until (was_checked, fixture);
      /* Whatever is asked after it is answered after it. */
      g_object_unref (page_fixture_dup_workspace (&fixture->page, "attic-nas"));
      g_assert_null (page_find (GTK_WIDGET (get_dialog (fixture)), ADW_TYPE_SWITCH_ROW));
      answer (fixture, "cancel");
      g_assert_null (fixture->said);
    }
  outpost_demo_clear_requests (fixture->page.demo);
  dialog = outpost_delete_dialog_new (fixture->page.client, well);
  adw_dialog_present (dialog, fixture->widget);
  page_wait_shown (GTK_WIDGET (dialog), "attic-nas");
  g_assert_cmpuint (count_checks (fixture), ==, 0);
}

static void
test_cancel_and_build_again (Fixture *fixture,
                             gconstpointer data)
{
  open_page (fixture, "render-node-11");
  g_assert_true (page_shows (fixture->widget, "Cancel Build"));
  g_assert_false (page_shows (fixture->widget, "Build Again…"));
  gtk_widget_activate_action (fixture->widget, "workspace.cancel-build", NULL);
  page_wait_shown (fixture->widget, "Build Again…");
  g_assert_false (page_shows (fixture->widget, "Cancel Build"));

  gtk_widget_activate_action (fixture->widget, "workspace.build-again", NULL);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_dialog (fixture)), "attached again"));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (get_dialog (fixture)), ==, "cancel");
  answer (fixture, "build");
  page_wait_shown (fixture->widget, "Cancel Build");
  page_wait_shown (fixture->widget, "curl ");
  g_assert_false (page_shows (fixture->widget, "Cancel Build"));
  g_assert_cmpuint (count_builds (fixture), ==, 1);
  g_assert_null (fixture->said);
}

static gboolean
is_cancel_row (GtkWidget *widget,
               const char *title)
{
  return ADW_IS_BUTTON_ROW (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static GtkWidget *
find_cancel_row (Fixture *fixture)
{
  GtkWidget *row = page_find_named (fixture->widget, is_cancel_row, "_Cancel Build");

  g_assert_nonnull (row);
  return row;
}

static gboolean
can_be_canceled (gpointer data)
{
  return gtk_widget_get_sensitive (find_cancel_row (data));
}

static void
build_ci_runner (Fixture *fixture)
{
  open_page (fixture, "ci-runner-7");
  page_wait_shown (fixture->widget, "Build Again…");
  gtk_widget_activate_action (fixture->widget, "workspace.build-again", NULL);
  answer (fixture, "build");
  page_wait_shown (fixture->widget, "Cancel Build");
}

static gboolean
was_asked_for_role (gpointer data)
{
  return outpost_demo_count_requests (((Fixture *) data)->page.demo, "GET", "/api/v2/users/me") > 0;
}

/* Its template does not let its users cancel: they are not offered what will be refused (coder-api 3.3, correction 49). */
static void
test_cancel_not_offered (Fixture *fixture,
                         gconstpointer data)
{
  GtkWidget *row;

  outpost_demo_clear_requests (fixture->page.demo);
  build_ci_runner (fixture);
  row = find_cancel_row (fixture);
  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (row), ==, "The template lets only owners of the deployment cancel a build.");
  outpost_test_wait_until (was_asked_for_role, fixture);
  gtk_widget_activate_action (fixture->widget, "workspace.cancel-build", NULL);
  page_wait_gone (fixture->widget, "Cancel Build");
  g_assert_null (fixture->said);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "PATCH", "/api/v2/workspacebuilds/*/cancel"), ==, 0);
}

/* An owner of the deployment may; what is refused nevertheless is said as the deployment says it. */
static void
test_cancel_forbidden (Fixture *fixture,
                       gconstpointer data)
{
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/users/me", 0, 200, 0,
                          "{\"id\":\"1\",\"username\":\"you\",\"email\":\"\",\"roles\":[{\"name\":\"owner\"}]}", NULL);
  build_ci_runner (fixture);
  outpost_test_wait_until (can_be_canceled, fixture);
  g_assert_null (gtk_widget_get_tooltip_text (find_cancel_row (fixture)));
  gtk_widget_activate_action (fixture->widget, "workspace.cancel-build", NULL);
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "The build goes on: User is not allowed to cancel workspace builds. Owner role is required.");
}

/* The template wants something since that is not known: what it is, is said (coder-api 3.7, correction 36). */
static void
test_build_again_refused (Fixture *fixture,
                          gconstpointer data)
{
  open_page (fixture, "ci-runner-7");
  page_wait_shown (fixture->widget, "Build Again…");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_BODY, "POST", "/api/v2/workspaces/*/builds", 1, 400, 0,
                          "{\"message\":\"Unable to validate parameters\",\"validations\":[{\"field\":\"rack\","
                          "\"detail\":\"Required parameter not provided; parameter value is null\"}]}",
                          NULL);
  gtk_widget_activate_action (fixture->widget, "workspace.build-again", NULL);
  answer (fixture, "build");
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "ci-runner-7 was not built: rack: a value is needed");
}

static guint
count_credentials (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->page.demo, "GET", "/api/v2/workspaces/*/external-agent/*/credentials");
}

/* Where there is no one agent to speak of, and where the deployment refuses, it is said and no file is asked for. */
static void
test_export_refused (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostWorkspace) other = page_fixture_dup_workspace (&fixture->page, "lab-bench");

  open_page (fixture, "ci-runner-7");
  outpost_lifecycle_export (fixture->widget, fixture->page.account, fixture->workspace);
  g_assert_cmpstr (fixture->said, ==, "There is no command until a build succeeds");
  outpost_lifecycle_export (fixture->widget, fixture->page.account, other);
  g_assert_cmpstr (fixture->said, ==, "It has several agents: open it to choose one");
  g_assert_cmpuint (count_credentials (fixture), ==, 0);

  g_clear_object (&other);
  other = page_fixture_dup_workspace (&fixture->page, "attic-nas");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspaces/*/credentials", 1, 403, 0,
                          "Not for you.", NULL);
  g_clear_pointer (&fixture->said, g_free);
  outpost_lifecycle_export (fixture->widget, fixture->page.account, other);
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "There is no command: Not for you.");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
}

/* From a search: somebody is asked first, and nothing is copied by a second Enter. */
static void
test_offer_command (Fixture *fixture,
                    gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *copied = NULL;

  open_page (fixture, "gpu-02");
  page_wait_shown (fixture->widget, "CODER_AGENT_TOKEN");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->widget), "mine");
  outpost_demo_clear_requests (fixture->page.demo);
  outpost_lifecycle_offer_command (fixture->widget, fixture->page.account, fixture->workspace);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_dialog (fixture)), "gpu-02"));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (get_dialog (fixture)), ==, "cancel");
  answer (fixture, "cancel");
  page_settle ();
  before = page_dup_clipboard (fixture->widget);
  g_assert_cmpstr (before, ==, "mine");
  g_assert_cmpuint (count_credentials (fixture), ==, 0);

  outpost_lifecycle_offer_command (fixture->widget, fixture->page.account, fixture->workspace);
  answer (fixture, "copy");
  outpost_test_wait_until (has_said, fixture);
  g_assert_cmpstr (fixture->said, ==, "Command copied");
  copied = page_dup_clipboard (fixture->widget);
  g_assert_nonnull (strstr (copied, "CODER_AGENT_TOKEN="));
}

static gboolean
is_favorite (gpointer workspace)
{
  return outpost_workspace_get_favorite (workspace);
}

static gboolean
is_no_favorite (gpointer workspace)
{
  return !outpost_workspace_get_favorite (workspace);
}

static void
test_favorite (Fixture *fixture,
               gconstpointer data)
{
  open_page (fixture, "attic-nas");
  gtk_widget_activate_action (fixture->widget, "workspace.add-favorite", NULL);
  outpost_test_wait_until (is_favorite, fixture->workspace);
  /* The page notices when it is its turn, and offers the other one then. */
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  gtk_widget_activate_action (fixture->widget, "workspace.remove-favorite", NULL);
  outpost_test_wait_until (is_no_favorite, fixture->workspace);
  g_assert_null (fixture->said);
}

static gboolean
is_going (gpointer workspace)
{
  return g_str_equal (outpost_build_get_transition (outpost_workspace_get_latest_build (workspace)), "delete");
}

/* The request goes on, and nothing is touched that is gone. */
static void
test_closed_meanwhile (Fixture *fixture,
                       gconstpointer data)
{
  open_page (fixture, "attic-nas");
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "POST", "/api/v2/workspaces/*/builds", 1, 0, 50, NULL,
                          NULL);
  gtk_widget_activate_action (fixture->widget, "workspace.delete", NULL);
  answer (fixture, "delete");
  gtk_window_destroy (g_steal_pointer (&fixture->page.window));
  outpost_test_wait_until (is_going, fixture->workspace);
  g_assert_null (fixture->said);
}

/* In the narrowest window, with the longest name there can be. */
static void
test_long_name (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr(GBytes) json = g_bytes_new_static (LONG_NAME, strlen (LONG_NAME));
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;
  AdwDialog *dialog;

  workspace = outpost_workspace_new_from_json (json, &error);
  g_assert_no_error (error);
  open_page (fixture, "attic-nas");
  gtk_window_set_default_size (fixture->page.window, 360, 640);
  dialog = outpost_delete_dialog_new (fixture->page.client, workspace);
  adw_dialog_present (dialog, fixture->widget);
  page_wait_shown (GTK_WIDGET (dialog), "WWWW");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (dialog)), <=, 360);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/lifecycle/delete", test_delete);
  ADD ("/lifecycle/delete-connected", test_delete_connected);
  ADD ("/lifecycle/delete-refused", test_delete_refused);
  ADD ("/lifecycle/delete-others", test_delete_others);
  ADD ("/lifecycle/delete-others-of-several", test_delete_others_of_several);
  ADD ("/lifecycle/delete-unknown-of-several", test_delete_unknown_of_several);
  ADD ("/lifecycle/delete-unknown", test_delete_unknown);
  ADD ("/lifecycle/delete-typing", test_delete_typing);
  ADD ("/lifecycle/delete-ordinary-failed", test_delete_ordinary_failed);
  ADD ("/lifecycle/only-record", test_only_record);
  ADD ("/lifecycle/record-not-offered", test_record_not_offered);
  ADD ("/lifecycle/cancel-and-build-again", test_cancel_and_build_again);
  ADD ("/lifecycle/correction-49/cancel-not-offered", test_cancel_not_offered);
  ADD ("/lifecycle/correction-49/cancel-forbidden", test_cancel_forbidden);
  ADD ("/lifecycle/build-again-refused", test_build_again_refused);
  ADD ("/lifecycle/export-refused", test_export_refused);
  ADD ("/lifecycle/offer-command", test_offer_command);
  ADD ("/lifecycle/favorite", test_favorite);
  ADD ("/lifecycle/long-name", test_long_name);
  ADD ("/lifecycle/closed-meanwhile", test_closed_meanwhile);
  return g_test_run ();
}

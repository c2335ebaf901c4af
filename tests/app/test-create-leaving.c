/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-update-page.h"
#include "outpost-wizard-fixture.h"

/* Going back, choosing something else, and closing the wizard. */

/* Back and forth: nothing is lost, and a preset is taken back. */
static void
test_back (Fixture *fixture,
           gconstpointer data)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (fixture->view);

  choose (fixture, "Workshop");
  name (fixture, "made-2");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  type_in (fixture, "Host Name", "mine");
  g_assert_true (adw_navigation_view_pop (view));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_name_row (fixture))), ==, "made-2");
  adw_combo_row_set_selected (wait_row (fixture, "Preset"), 2);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  page_wait_shown (GTK_WIDGET (fixture->dialog), "Set by the preset.");
  g_assert_cmpstr (get_value (fixture, "hostname"), ==, "large-1");
  g_assert_true (adw_navigation_view_pop (view));
  wait_for (fixture, OUTPOST_TYPE_NAME_PAGE);
  g_assert_true (adw_navigation_view_pop (view));
  choose (fixture, "Workshop");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_name_row (fixture))), ==, "made-2");
}

static gboolean
is_echoed (gpointer question)
{
  return g_strcmp0 (outpost_question_get_parameter (question)->value, "mine") == 0;
}

/* The deployment has answered what it was asked until now, be that slow. */
static void
wait_answers (Fixture *fixture)
{
  const char *asked = "/api/v2/users/me/workspace/attic-nas";
  g_autoptr(OutpostWorkspace) last = NULL;

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", asked, 1, 0, SLOW_MS, NULL, NULL);
  last = page_fixture_dup_workspace (&fixture->page, "attic-nas");
  page_settle ();
}

/* ---- Version and preset ------------------------------------------------------------------------------------------ */

/* What a row shows as chosen. */
static const char *
get_selected (Fixture *fixture,
              const char *title)
{
  gpointer item = adw_combo_row_get_selected_item (wait_row (fixture, title));

  return gtk_string_object_get_string (item);
}

static gboolean
is_sensitive (gpointer row)
{
  return gtk_widget_is_sensitive (row);
}

/* What is shown is what will be built: after going back and forth, after a refusal, and when the template moves. */
static void
test_version (Fixture *fixture,
              gconstpointer data)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (fixture->view);
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  choose (fixture, "Workshop");
  outpost_test_wait_until (is_sensitive, wait_row (fixture, "Version"));
  g_assert_cmpstr (get_selected (fixture, "Version"), ==, "Active (quiet_faraday2)");
  adw_combo_row_set_selected (wait_row (fixture, "Version"), 1);
  name (fixture, "made-5");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  g_assert_true (adw_navigation_view_pop (view));
  wait_for (fixture, OUTPOST_TYPE_NAME_PAGE);
  g_assert_true (adw_navigation_view_pop (view));
  choose (fixture, "Workshop");
  g_assert_cmpstr (get_selected (fixture, "Version"), ==, "early_volta1");

  /* Another one is refused: the one before is built. */
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/templateversions/*/presets", 1, 403, 0,
                          "Not for you.", NULL);
  adw_combo_row_set_selected (wait_row (fixture, "Version"), 0);
  page_wait_shown (dialog, "Not for you.");
  g_assert_cmpstr (get_selected (fixture, "Version"), ==, "early_volta1");
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  go_to_review (fixture);
  g_assert_true (page_shows (dialog, "early_volta1"));
}

/* Only the active one can be taken then, and the reason is said. */
static void
test_versions_not_read (Fixture *fixture,
                        gconstpointer data)
{
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/templates/*/versions", 1, 403, 0,
                          "Not for you.", NULL);
  choose (fixture, "Workshop");
  page_wait_shown (GTK_WIDGET (fixture->dialog), "The other versions could not be read");
  g_assert_cmpstr (get_selected (fixture, "Version"), ==, "Active (quiet_faraday2)");
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (wait_row (fixture, "Version"))));
  name (fixture, "made-6");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  go_to_review (fixture);
  g_assert_true (page_shows (GTK_WIDGET (fixture->dialog), "quiet_faraday2"));
}

static void
test_version_moves (Fixture *fixture,
                    gconstpointer data)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (fixture->view);
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  choose (fixture, "Workshop");
  adw_combo_row_set_selected (wait_row (fixture, "Preset"), 1);
  name (fixture, "made-5");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  outpost_demo_change_template (fixture->page.demo, "workshop", OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/templateversions/*/presets", 1, 200, 0, "[]",
                          NULL);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  page_wait_shown (dialog, "which lacks the preset “Small”");
  g_assert_true (page_shows (dialog, "There Is a New Version"));
  g_assert_true (adw_navigation_view_pop (view));
  wait_for (fixture, OUTPOST_TYPE_NAME_PAGE);
  g_assert_cmpstr (get_selected (fixture, "Version"), ==, "Active (fresh_planck7)");
  g_assert_cmpstr (get_selected (fixture, "Preset"), ==, "None");
  page_wait_shown (dialog, "This version has no preset “Small”");
}

/* ---- Going back -------------------------------------------------------------------------------------------------- */

/* What a page waited for when somebody went back does not lead on, however it ends. */
static void
test_back_while_checking (Fixture *fixture,
                          gconstpointer data)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (fixture->view);
  const char *checked = "/api/v2/users/me/workspace/made-2";
  OutpostQuestion *question;

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", checked, 1, 0, SLOW_MS, NULL, NULL);
  choose (fixture, "Workshop");
  name (fixture, "made-2");
  g_assert_true (adw_navigation_view_pop (view));
  wait_answers (fixture);
  g_assert_true (OUTPOST_IS_TEMPLATE_PAGE (get_page (fixture)));
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_NAME_PAGE);
  g_assert_true (can_press (fixture));
  next (fixture);

  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  type_in (fixture, "Host Name", "mine");
  question = outpost_question_row_get_question (find_question (GTK_WIDGET (get_page (fixture)), "hostname"));
  next (fixture);
  g_assert_false (can_press (fixture));
  g_assert_true (adw_navigation_view_pop (view));
  outpost_test_wait_until (is_echoed, question);
  page_settle ();
  g_assert_true (OUTPOST_IS_NAME_PAGE (get_page (fixture)));
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  g_assert_true (can_press (fixture));
}

/* Closing asks as soon as there is something to lose. */
static void
test_close (Fixture *fixture,
            gconstpointer data)
{
  choose (fixture, "Runners");
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  name (fixture, "made-3");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  g_assert_false (adw_dialog_get_can_close (fixture->dialog));
  adw_dialog_close (fixture->dialog);
  g_assert_true (ADW_IS_ALERT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (fixture->page.window))));
  adw_dialog_close (adw_window_get_visible_dialog (ADW_WINDOW (fixture->page.window)));
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
}

/* ---- Closing while it is asked for --------------------------------------------------------------------------------- */

static AdwAlertDialog *
get_alert (Fixture *fixture)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->page.window));

  return ADW_IS_ALERT_DIALOG (dialog) ? ADW_ALERT_DIALOG (dialog) : NULL;
}

static gboolean
has_said (gpointer data)
{
  return ((Fixture *) data)->said != NULL;
}

static gboolean
has_no_alert (gpointer data)
{
  return get_alert (data) == NULL;
}

/* Closed while the request is under way, which is said. */
static void
close_meanwhile (Fixture *fixture,
                 const char *words)
{
  next (fixture);
  g_assert_false (adw_dialog_get_can_close (fixture->dialog));
  g_assert_false (adw_navigation_view_get_pop_on_escape (ADW_NAVIGATION_VIEW (fixture->view)));
  adw_dialog_close (fixture->dialog);
  g_assert_nonnull (get_alert (fixture));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (get_alert (fixture)), words));
  adw_alert_dialog_set_close_response (get_alert (fixture), "close");
  adw_dialog_close (ADW_DIALOG (get_alert (fixture)));
  outpost_test_wait_until (is_null, &fixture->dialog);
  outpost_test_wait_until (has_said, fixture);
}

static gboolean
is_listed (gpointer data)
{
  Fixture *fixture = data;

  return outpost_demo_count_requests (fixture->page.demo, "GET", "/api/v2/workspaces*") > 0;
}

static void
test_close_creating (Fixture *fixture,
                     gconstpointer data)
{
  begin (fixture);
  go_to_review (fixture);
  outpost_demo_clear_requests (fixture->page.demo);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "POST", CREATE, 1, 0, SLOW_MS, NULL, NULL);
  close_meanwhile (fixture, "is created anyway");
  g_assert_cmpstr (fixture->said, ==, "made-5 is being created");
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "POST", CREATE), ==, 1);
  outpost_test_wait_until (is_listed, fixture);
}

static void
test_close_refused (Fixture *fixture,
                    gconstpointer data)
{
  begin (fixture);
  go_to_review (fixture);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", "/api/v2/users/me/workspace/made-5", 1, 0, SLOW_MS,
                          NULL, NULL);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", CREATE, 1, 500, 0, "Out of order", NULL);
  close_meanwhile (fixture, "is created anyway");
  g_assert_true (g_str_has_prefix (fixture->said, "made-5 was not created: "));
}

/* What was asked is answered by the end of the request: the question goes, and nothing that was typed with it. */
static void
test_close_too_late (Fixture *fixture,
                     gconstpointer data)
{
  begin (fixture);
  go_to_review (fixture);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "GET", "/api/v2/users/me/workspace/made-5", 1, 0, SLOW_MS,
                          NULL, NULL);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", CREATE, 1, 500, 0, "Out of order", NULL);
  next (fixture);
  adw_dialog_close (fixture->dialog);
  g_assert_nonnull (get_alert (fixture));
  outpost_test_wait_until (has_no_alert, fixture);
  page_wait_shown (GTK_WIDGET (fixture->dialog), "Out of order");
  g_assert_null (fixture->said);
}

/* ---- Cancel ------------------------------------------------------------------------------------------------------ */

static gboolean
is_labelled (GtkWidget *widget,
             const char *label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* Canceled as soon as @stage is read; what was answered is there for the next try. */
static void
cancel_at (Fixture *fixture,
           const char *stage)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_BUILD_PAGE);
  page_wait_shown (dialog, stage);
  g_signal_emit_by_name (page_find_named (dialog, is_labelled, "_Cancel Build"), "clicked");
  page_wait_shown (dialog, "The Build Was Canceled");
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  g_assert_cmpstr (get_value (fixture, "user_name"), ==, "ann");
}

static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  choose (fixture, "Classic Rack");
  name (fixture, "made-7");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  type_in (fixture, "User Name", "ann");
  cancel_at (fixture, "Waiting");
  cancel_at (fixture, "Starting workspace");
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  next (fixture);
  outpost_test_wait_until (was_created, fixture);
  g_assert_cmpint (outpost_build_get_number (outpost_workspace_get_latest_build (fixture->created)), ==, 3);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "POST", CREATE), ==, 1);
}

/* Where it is not allowed it is said, and the build goes on. */
static void
test_cancel_refused (Fixture *fixture,
                     gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  choose (fixture, "Externally Managed");
  name (fixture, "made-8");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_BUILD_PAGE);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "PATCH", "/api/v2/workspacebuilds/*/cancel", 1, 403, 0,
                          "Not for you.", NULL);
  page_wait_shown (dialog, "Cancel Build");
  g_signal_emit_by_name (page_find_named (dialog, is_labelled, "_Cancel Build"), "clicked");
  page_wait_shown (dialog, "Not for you.");
  outpost_test_wait_until (was_created, fixture);
}

/* Nor is it offered where the template keeps it for owners of the deployment (coder-api 3.3). */
static void
test_cancel_not_offered (Fixture *fixture,
                         gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);
  GtkWidget *button;

  choose (fixture, "Runners");
  name (fixture, "made-9");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_BUILD_PAGE);
  page_wait_shown (dialog, "Cancel Build");
  button = page_find_named (dialog, is_labelled, "_Cancel Build");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "only owners of the deployment"));
}

/* What the deployment could not do for a while is not said any more when it can. */
static void
test_overcome (Fixture *fixture,
               gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  choose (fixture, "Externally Managed");
  name (fixture, "made-8");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspacebuilds/*", 1, 400, 0,
                          "Out of order", NULL);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_BUILD_PAGE);
  page_wait_shown (dialog, "Out of order");
  page_wait_gone (dialog, "Out of order");
  g_assert_true (OUTPOST_IS_BUILD_PAGE (get_page (fixture)));
  g_assert_null (fixture->created);
}

/* ---- Update ------------------------------------------------------------------------------------------------------ */

static void
open_update (Fixture *fixture,
             gboolean newer)
{
  g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (&fixture->page, "attic-nas");
  g_autofree char *template = g_strdup (outpost_workspace_get_template_name (workspace));

  adw_dialog_force_close (fixture->dialog);
  outpost_test_wait_until (is_null, &fixture->dialog);
  if (newer)
    outpost_demo_change_template (fixture->page.demo, template, OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  present (fixture, outpost_create_dialog_new_update (fixture->page.account, workspace));
  wait_for (fixture, OUTPOST_TYPE_UPDATE_PAGE);
}

static void
begin_update (Fixture *fixture)
{
  open_update (fixture, TRUE);
}

/* Who expects something newer is told that there is nothing. */
static void
test_update_same (Fixture *fixture,
                  gconstpointer data)
{
  open_update (fixture, FALSE);
  page_wait_shown (GTK_WIDGET (fixture->dialog), "This builds the same version again.");
  g_assert_true (page_shows (GTK_WIDGET (fixture->dialog), "attic-nas was last built from version "));
}

/* It makes a new token: that is not left unsaid. */
static void
test_close_updating (Fixture *fixture,
                     gconstpointer data)
{
  begin_update (fixture);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_DELAY, "POST", "/api/v2/workspaces/*/builds", 1, 0, SLOW_MS, NULL,
                          NULL);
  close_meanwhile (fixture, "with a new token");
  g_assert_cmpstr (fixture->said, ==, "attic-nas is being built; attach its machine again afterwards");
}

static void
test_update (Fixture *fixture,
             gconstpointer data)
{
  begin_update (fixture);
  page_wait_shown (GTK_WIDGET (fixture->dialog), "must be attached again afterwards");
  page_wait_shown (GTK_WIDGET (fixture->dialog), "Active (");
  g_assert_false (page_shows (GTK_WIDGET (fixture->dialog), "the same version"));
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  page_wait_shown (GTK_WIDGET (fixture->dialog), "Cannot be changed any more.");
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "POST", "/api/v2/workspaces/*/builds", 1, 409, 0,
                          "A workspace build is already active.", NULL);
  next (fixture);
  page_wait_shown (GTK_WIDGET (fixture->dialog), "A Build Is Running");
  g_assert_true (OUTPOST_IS_REVIEW_PAGE (get_page (fixture)));
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_BUILD_PAGE);
  outpost_test_wait_until (was_created, fixture);
  g_assert_cmpint (outpost_build_get_number (outpost_workspace_get_latest_build (fixture->created)), >, 1);
}

#define ADD(name, function) g_test_add ("/create-leaving/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("back", test_back);
  ADD ("back-while-checking", test_back_while_checking);
  ADD ("version", test_version);
  ADD ("versions-not-read", test_versions_not_read);
  ADD ("version-moves", test_version_moves);
  ADD ("close", test_close);
  ADD ("close-creating", test_close_creating);
  ADD ("close-refused", test_close_refused);
  ADD ("close-too-late", test_close_too_late);
  ADD ("close-updating", test_close_updating);
  ADD ("cancel", test_cancel);
  ADD ("cancel-refused", test_cancel_refused);
  ADD ("cancel-not-offered", test_cancel_not_offered);
  ADD ("overcome", test_overcome);
  ADD ("update", test_update);
  ADD ("update-same", test_update_same);
  return g_test_run ();
}

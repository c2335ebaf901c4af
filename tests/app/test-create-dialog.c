/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-recorded-refusals.h"
#include "outpost-wizard-fixture.h"

/* ---- From the template to the attached machine --------------------------------------------------------------------- */

static void
test_every_kind (Fixture *fixture,
                 gconstpointer data)
{
  OutpostQuestionRow *row;
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  choose (fixture, "Workshop");
  name (fixture, "made-1");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  type_in (fixture, "Host Name", "bench-1");
  type_in (fixture, "Cores", "12");
  gtk_range_set_value (page_find (GTK_WIDGET (wait_row (fixture, "Disk (GiB)")), GTK_TYPE_SCALE), 75);
  g_assert_null (find_question (dialog, "gpu_model"));
  adw_switch_row_set_active (wait_row (fixture, "Has a GPU"), TRUE);
  adw_combo_row_set_selected (wait_row (fixture, "GPU Model"), 1);
  adw_action_row_activate (wait_row (fixture, "North America"));
  adw_action_row_activate (wait_row (fixture, "Docker"));
  adw_action_row_activate (wait_row (fixture, "Nearest, Then Ohio"));
  g_assert_cmpstr (get_value (fixture, "mirrors"), ==, "[\"near\",\"ohio\"]");
  type_in (fixture, "Labels", "blue rack");
  g_signal_emit_by_name (wait_row (fixture, "Labels"), "apply");
  row = find_question (dialog, "notes");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (page_find (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW)), "one\ntwo", -1);
  type_in (fixture, "Join Secret", "hidden-value");
  g_assert_true (ADW_IS_PASSWORD_ENTRY_ROW (wait_row (fixture, "Join Secret")));
  adw_action_row_activate (wait_row (fixture, "macOS AMD64"));
  page_wait_shown (GTK_WIDGET (find_question (dialog, "notes")), "Anything worth knowing");
  g_assert_true (page_shows (GTK_WIDGET (find_question (dialog, "region")), "Cannot be changed later."));
  g_assert_true (page_shows (GTK_WIDGET (find_question (dialog, "reset")), "For this build only."));
  next (fixture);

  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  page_wait_shown (dialog, "Equivalent Command");
  g_assert_true (page_shows (dialog, "bench-1"));
  g_assert_true (page_shows (dialog, "North America"));
  g_assert_true (page_shows (dialog, "Nearest, Then Ohio"));
  g_assert_true (page_shows (dialog, "75"));
  g_assert_false (page_shows (dialog, "hidden-value"));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "POST", CREATE), ==, 0);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_BUILD_PAGE);
  outpost_test_wait_until (was_created, fixture);
  g_assert_cmpstr (outpost_workspace_get_name (fixture->created), ==, "made-1");
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "POST", CREATE), ==, 1);
}

/* A question that comes or goes in between costs no other its row, and nobody the focus. */
static void
test_conditional (Fixture *fixture,
                  gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);
  OutpostQuestionRow *last;

  choose (fixture, "Workshop");
  name (fixture, "made-9");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  wait_row (fixture, "Linux AMD64");
  last = find_question (dialog, "agent_config");
  g_object_add_weak_pointer (G_OBJECT (last), (gpointer *) &last);
  adw_switch_row_set_active (wait_row (fixture, "Has a GPU"), TRUE);
  wait_row (fixture, "GPU Model");
  g_assert_nonnull (last);
  adw_switch_row_set_active (wait_row (fixture, "Has a GPU"), FALSE);
  page_wait_gone (dialog, "GPU Model");
  g_assert_nonnull (last);
  g_assert_true (find_question (dialog, "agent_config") == last);
  g_object_remove_weak_pointer (G_OBJECT (last), (gpointer *) &last);
}

/* What cannot be used says why and cannot be chosen. */
static void
test_unsuitable (Fixture *fixture,
                 gconstpointer data)
{
  GtkWidget *row;

  page_wait_shown (GTK_WIDGET (fixture->dialog), "Not Suitable");
  row = wait_row (fixture, "Docker");
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
}

/* A wrong answer stays where it is, with its reason; one cannot go on. */
static void
test_wrong_answer (Fixture *fixture,
                   gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  choose (fixture, "Classic Rack");
  name (fixture, "made-4");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  type_in (fixture, "User Name", "Ann");
  next (fixture);
  page_wait_shown (dialog, "Only small letters.");
  g_assert_true (OUTPOST_IS_PARAMETERS_PAGE (get_page (fixture)));
  g_assert_cmpstr (get_value (fixture, "user_name"), ==, "Ann");
  type_in (fixture, "User Name", "ann");
  page_wait_gone (dialog, "Only small letters.");
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
}

#define FORM(severity, detail) \
  "{\"id\":-1,\"parameters\":[],\"diagnostics\":[{\"severity\":\"" severity "\",\"summary\":\"s\",\"detail\":\"" detail "\"}]}"

/* What is wrong with the form as a whole keeps one here; what is only worth knowing is told. */
static void
test_form_error (Fixture *fixture,
                 gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, "GET", SOCKET, 1, 0, 0,
                          FORM ("error", "No such zone."),
                          NULL);
  choose (fixture, "Workshop");
  name (fixture, "made-7");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  page_wait_shown (dialog, "The Deployment Cannot Evaluate the Template");
  g_assert_true (page_shows (dialog, "No such zone."));
  next (fixture);
  page_settle ();
  g_assert_true (OUTPOST_IS_PARAMETERS_PAGE (get_page (fixture)));
  g_assert_true (page_shows (dialog, "No such zone."));
}

static void
test_form_warning (Fixture *fixture,
                   gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, "GET", SOCKET, 1, 0, 0,
                          FORM ("warning", "It was not imported."), NULL);
  choose (fixture, "Workshop");
  name (fixture, "made-7");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  page_wait_shown (dialog, "It was not imported.");
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
}

/* ---- Refusals ---------------------------------------------------------------------------------------------------- */

/* Refused with @body: to @page, where @words are. */
static void
refuse (Fixture *fixture,
        guint status,
        const char *body,
        GType page,
        const char *words)
{
  go_to_review (fixture);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_BODY, "POST", CREATE, 1, status, 0, body, NULL);
  next (fixture);
  page_wait_shown (GTK_WIDGET (fixture->dialog), words);
  wait_for (fixture, page);
  if (page == OUTPOST_TYPE_PARAMETERS_PAGE)
    g_assert_cmpstr (get_value (fixture, "hostname"), ==, "kept-1");
  if (page == OUTPOST_TYPE_NAME_PAGE)
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_name_row (fixture))), ==, "made-5");
}

static void
test_refusals (Fixture *fixture,
               gconstpointer data)
{
  begin (fixture);
  refuse (fixture, 409,
          "{\"message\":\"Workspace \\\"made-5\\\" already exists.\",\"validations\":[{\"field\":\"name\",\"detail\":\"-\"}]}",
          OUTPOST_TYPE_NAME_PAGE, "already");
  gtk_editable_set_text (GTK_EDITABLE (get_name_row (fixture)), "");
  refuse (fixture, 400, "{\"message\":\"Validation failed.\",\"validations\":[{\"field\":\"name\",\"detail\":\"Not this one.\"}]}",
          OUTPOST_TYPE_NAME_PAGE, "Not this one.");
  refuse (fixture, 400,
          "{\"message\":\"Unable to validate parameters\",\"validations\":[{\"field\":\"hostname\",\"detail\":\"Taken there.\"}]}",
          OUTPOST_TYPE_PARAMETERS_PAGE, "Taken there.");
  refuse (fixture, 400, "{\"message\":\"Unable to validate parameter \\\"cores\\\"\",\"detail\":\"a\\nToo many cores.\"}",
          OUTPOST_TYPE_PARAMETERS_PAGE, "Too many cores.");
  refuse (fixture, 403, "{\"message\":\"Unauthorized to create workspace.\",\"detail\":\"Not in this organization.\"}",
          OUTPOST_TYPE_REVIEW_PAGE, "Not in this organization.");
  refuse (fixture, 500, "{\"message\":\"Out of order\"}", OUTPOST_TYPE_REVIEW_PAGE, "Out of order");
  next (fixture);
  outpost_test_wait_until (was_created, fixture);
}

/* The questions of the version that is active now are there. */
static gboolean
asks_again (gpointer data)
{
  Fixture *fixture = data;

  return outpost_demo_count_requests (fixture->page.demo, "GET", SOCKET "*") == 2
         && find_question (GTK_WIDGET (get_page (fixture)), "hostname") != NULL && can_press (fixture);
}

static gboolean
is_listed_anew (gpointer data)
{
  return outpost_template_list_is_loaded (data) && !outpost_template_list_is_busy (data);
}

/* What the template became meanwhile: its own page, or the questions once more. Why one was led back is there still when all
 * is read anew. */
static void
test_template_changes (Fixture *fixture,
                       gconstpointer data)
{
  OutpostTemplateList *list;

  begin (fixture);
  go_to_review (fixture);
  outpost_demo_change_template (fixture->page.demo, "workshop", OUTPOST_DEMO_TEMPLATE_NEW_VERSION);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  page_wait_shown (GTK_WIDGET (fixture->dialog), "There Is a New Version");
  outpost_test_wait_until (asks_again, fixture);
  page_settle ();
  g_assert_true (page_shows (GTK_WIDGET (fixture->dialog), "There Is a New Version"));
  g_assert_cmpstr (get_value (fixture, "hostname"), ==, "kept-1");
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  outpost_demo_change_template (fixture->page.demo, "workshop", OUTPOST_DEMO_TEMPLATE_NOT_EXTERNAL);
  next (fixture);
  list = outpost_template_page_get_list (wait_for (fixture, OUTPOST_TYPE_TEMPLATE_PAGE));
  page_wait_shown (GTK_WIDGET (fixture->dialog), "This Template Cannot Be Used");
  outpost_test_wait_until (is_listed_anew, list);
  page_settle ();
  g_assert_true (page_shows (GTK_WIDGET (fixture->dialog), "This Template Cannot Be Used"));
  g_assert_true (page_shows (GTK_WIDGET (fixture->dialog), "Has no external agent"));
  g_assert_null (outpost_template_page_get_template (OUTPOST_TEMPLATE_PAGE (get_page (fixture))));
  g_assert_false (can_press (fixture));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "POST", CREATE), ==, 0);
}

/* ---- Recorded refusals ------------------------------------------------------------------------------------------- */

/* Where a refusal is shown: at the name, at a question that there is (then @detail are its words), else before the request. */
static GType
get_expected_page (guint status,
                   const GError *error,
                   const char **detail)
{
  gsize n = 0;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  if (status == 409)
    return OUTPOST_TYPE_NAME_PAGE;
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (validations[i].field, "name"))
      return OUTPOST_TYPE_NAME_PAGE;
    else if (g_str_equal (validations[i].field, "hostname") || g_str_equal (validations[i].field, "agent_config"))
      {
        *detail = validations[i].detail;
        return OUTPOST_TYPE_PARAMETERS_PAGE;
      }
  return OUTPOST_TYPE_REVIEW_PAGE;
}

static void
replay (Fixture *fixture,
        const RecordedRefusal *refusal)
{
  g_autoptr(GError) error = recorded_refusal_dup_error (refusal);
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);
  const char *detail = NULL;
  GType page = get_expected_page (refusal->status, error, &detail);
  g_autofree char *text = g_strndup (g_bytes_get_data (refusal->body, NULL), g_bytes_get_size (refusal->body));
  const char *expected = page == OUTPOST_TYPE_PARAMETERS_PAGE ? detail : words->heading;

  g_test_message ("%s", refusal->name);
  refuse (fixture, refusal->status, text, page, refusal->status == 409 ? "already" : expected);
  if (page == OUTPOST_TYPE_NAME_PAGE)
    gtk_editable_set_text (GTK_EDITABLE (get_name_row (fixture)), "");
}

static void
test_recorded (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr(GPtrArray) refusals = recorded_refusals_load ();
  guint n = 0;

  if (refusals == NULL)
    {
      g_test_skip ("no recordings here");
      return;
    }
  begin (fixture);
  for (guint i = 0; i < refusals->len; i++)
    {
      const RecordedRefusal *refusal = g_ptr_array_index (refusals, i);

      if (strstr (refusal->name, "-workspace-create-") == NULL || refusal->body == NULL)
        continue;
      replay (fixture, refusal);
      n++;
    }
  g_assert_cmpuint (n, >, 30);
}

/* ---- Sizes --------------------------------------------------------------------------------------------------------- */

/* Each page is as narrow as a phone. */
static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  gtk_window_set_default_size (fixture->page.window, 360, 640);
  choose (fixture, "Workshop");
  name (fixture, "made-6");
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *page = GTK_WIDGET (get_page (fixture));
      int minimum;

      gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: %d", G_OBJECT_TYPE_NAME (page), minimum);
      g_assert_cmpint (minimum, <=, 360);
      if (i == 0)
        wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
      if (i == 1)
        go_to_review (fixture);
    }
}

#define ADD(name, function) g_test_add ("/create-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("every-kind", test_every_kind);
  ADD ("conditional", test_conditional);
  ADD ("unsuitable", test_unsuitable);
  ADD ("wrong-answer", test_wrong_answer);
  ADD ("form-error", test_form_error);
  ADD ("form-warning", test_form_warning);
  ADD ("refusals", test_refusals);
  ADD ("template-changes", test_template_changes);
  ADD ("recorded", test_recorded);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}

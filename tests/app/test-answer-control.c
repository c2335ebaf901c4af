/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "outpost-answer-control.h"
#include "outpost-page-fixture.h"
#include "outpost-question-list.h"

/* What a question is answered with, for each kind and form. */

#define OPTION(name, value) "{\"name\":\"" name "\",\"value\":{\"value\":\"" value "\",\"valid\":true}}"
#define DEFAULT(value) \
  ",\"default_value\":{\"value\":\"" value "\",\"valid\":true},\"value\":{\"value\":\"" value "\",\"valid\":true}"
#define BOUNDS ",\"validations\":[{\"validation_min\":3,\"validation_max\":9}]"
#define LISTS ",\"options\":[" OPTION ("One", "[\\\"a\\\"]") "," OPTION ("Both", "[\\\"a\\\",\\\"b\\\"]") "]"
#define SINGLES ",\"options\":[" OPTION ("A", "a") "," OPTION ("B", "b") "]"

/* A question with its control. */
typedef struct
{
  OutpostQuestionList *list;
  OutpostQuestion *question;
  OutpostAnswerControl control;
} Asked;

static void
ask (Asked *self,
     const char *parameter)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":0,\"parameters\":[{\"name\":\"n\",\"mutable\":true,%s}]}", parameter);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostParameterAnswer) answer = outpost_parameter_answer_new_from_json (bytes, &error);

  g_assert_no_error (error);
  self->list = outpost_question_list_new ();
  outpost_question_list_apply (self->list, answer, FALSE);
  self->question = outpost_question_list_find (self->list, "n");
  self->control = outpost_answer_control_new (self->question);
  g_object_ref_sink (self->control.widget);
  self->control.show (self->control.widget, self->question);
}

static void
asked_clear (Asked *self)
{
  g_object_unref (self->control.widget);
  g_object_unref (self->list);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static void
assert_value (Asked *self,
              const char *value)
{
  g_assert_cmpstr (outpost_question_get_value (self->question), ==, value);
}

/* Not to be read, however long it may be. */
static void
test_masked_area (void)
{
  g_auto(Asked) asked = { NULL };
  GtkWidget *row;

  ask (&asked, "\"type\":\"string\",\"form_type\":\"textarea\",\"styling\":{\"mask_input\":true}" DEFAULT ("secret"));
  row = page_find (asked.control.widget, ADW_TYPE_PASSWORD_ENTRY_ROW);
  g_assert_nonnull (row);
  g_assert_null (page_find (asked.control.widget, GTK_TYPE_TEXT_VIEW));
  gtk_editable_set_text (GTK_EDITABLE (row), "one\ntwo");
  assert_value (&asked, "one\ntwo");
}

static void
test_area (void)
{
  g_auto(Asked) asked = { NULL };

  ask (&asked, "\"type\":\"string\",\"form_type\":\"textarea\"" DEFAULT (""));
  g_assert_nonnull (page_find (asked.control.widget, GTK_TYPE_TEXT_VIEW));
}

static const char *
get_selected (AdwComboRow *row)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (row));
}

/* Nothing is chosen until somebody does; both answers can be given, and taken back. */
static void
test_required_bool (void)
{
  g_auto(Asked) asked = { NULL };
  AdwComboRow *row;

  ask (&asked, "\"type\":\"bool\",\"form_type\":\"switch\",\"required\":true");
  row = page_find (asked.control.widget, ADW_TYPE_COMBO_ROW);
  g_assert_nonnull (row);
  g_assert_cmpstr (get_selected (row), ==, "Nothing Chosen");
  g_assert_null (outpost_question_get_sent (asked.question));
  adw_combo_row_set_selected (row, 2);
  g_assert_cmpstr (get_selected (row), ==, "No");
  assert_value (&asked, "false");
  g_assert_true (outpost_question_is_good (asked.question));
  adw_combo_row_set_selected (row, 1);
  assert_value (&asked, "true");
  outpost_question_answer (asked.question, "0");
  asked.control.show (asked.control.widget, asked.question);
  g_assert_cmpstr (get_selected (row), ==, "No");
  adw_combo_row_set_selected (row, 0);
  g_assert_null (outpost_question_get_sent (asked.question));
  g_assert_false (outpost_question_is_good (asked.question));
}

/* The first of several is shown as chosen only where it is, and can be chosen at once. */
static void
test_required_choice (void)
{
  g_auto(Asked) asked = { NULL };
  AdwComboRow *row;

  ask (&asked, "\"type\":\"string\",\"form_type\":\"dropdown\",\"required\":true" SINGLES);
  row = page_find (asked.control.widget, ADW_TYPE_COMBO_ROW);
  g_assert_cmpstr (get_selected (row), ==, "Nothing Chosen");
  g_assert_null (outpost_question_get_sent (asked.question));
  adw_combo_row_set_selected (row, 1);
  assert_value (&asked, "a");
  outpost_question_answer (asked.question, "gone");
  asked.control.show (asked.control.widget, asked.question);
  g_assert_cmpstr (get_selected (row), ==, "Nothing Chosen");
  assert_value (&asked, "gone");
}

static void
test_choice (void)
{
  g_auto(Asked) asked = { NULL };
  AdwComboRow *row;

  ask (&asked, "\"type\":\"string\",\"form_type\":\"dropdown\"" SINGLES DEFAULT ("b"));
  row = page_find (asked.control.widget, ADW_TYPE_COMBO_ROW);
  g_assert_cmpstr (get_selected (row), ==, "B");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, 2);
  g_assert_null (outpost_question_get_sent (asked.question));
  adw_combo_row_set_selected (row, 0);
  assert_value (&asked, "a");
}

static void
test_bool (void)
{
  g_auto(Asked) asked = { NULL };

  ask (&asked, "\"type\":\"bool\",\"form_type\":\"checkbox\"" DEFAULT ("true"));
  g_assert_true (adw_switch_row_get_active (page_find (asked.control.widget, ADW_TYPE_SWITCH_ROW)));
}

/* Its smallest number can be answered too. */
static void
test_required_slider (void)
{
  g_auto(Asked) asked = { NULL };
  GtkWidget *row;

  ask (&asked, "\"type\":\"number\",\"form_type\":\"slider\",\"required\":true" BOUNDS);
  g_assert_null (page_find (asked.control.widget, GTK_TYPE_SCALE));
  row = page_find (asked.control.widget, ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (row), "3");
  assert_value (&asked, "3");
  g_assert_true (outpost_question_is_good (asked.question));
}

static void
test_slider (void)
{
  g_auto(Asked) asked = { NULL };

  ask (&asked, "\"type\":\"number\",\"form_type\":\"slider\"" BOUNDS DEFAULT ("5"));
  g_assert_cmpfloat (gtk_range_get_value (page_find (asked.control.widget, GTK_TYPE_SCALE)), ==, 5);
}

/* As people write it there; the deployment gets a point, and what was typed stays. */
static void
test_decimal_comma (void)
{
  g_auto(Asked) asked = { NULL };
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  GtkEditable *row;

  ask (&asked, "\"type\":\"number\",\"form_type\":\"input\"" DEFAULT ("1"));
  row = page_find (asked.control.widget, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (row, "2,5");
  assert_value (&asked, "2,5");
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale here");
      return;
    }
  gtk_editable_set_text (row, "3,5");
  assert_value (&asked, "3.5");
  asked.control.show (asked.control.widget, asked.question);
  g_assert_cmpstr (gtk_editable_get_text (row), ==, "3,5");
  setlocale (LC_NUMERIC, before);
}

/* One of several whole lists, or any number of single words. */
static void
test_lists (void)
{
  static const char *const forms[] = { "radio", "dropdown", "" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto(Asked) asked = { NULL };
      g_autofree char *parameter
          = g_strdup_printf ("\"type\":\"list(string)\",\"form_type\":\"%s\"%s", forms[i], LISTS DEFAULT ("[\\\"a\\\"]"));

      ask (&asked, parameter);
      if (g_str_equal (forms[i], "radio"))
        adw_action_row_activate (ADW_ACTION_ROW (
            gtk_list_box_get_row_at_index (page_find (asked.control.widget, GTK_TYPE_LIST_BOX), 1)));
      else
        {
          g_assert_cmpuint (adw_combo_row_get_selected (page_find (asked.control.widget, ADW_TYPE_COMBO_ROW)), ==, 0);
          adw_combo_row_set_selected (page_find (asked.control.widget, ADW_TYPE_COMBO_ROW), 1);
        }
      assert_value (&asked, "[\"a\",\"b\"]");
      g_assert_true (outpost_question_is_good (asked.question));
    }
}

static void
test_several (void)
{
  g_auto(Asked) asked = { NULL };
  GtkListBox *list;

  ask (&asked, "\"type\":\"list(string)\",\"form_type\":\"multi-select\"" SINGLES DEFAULT ("[]"));
  list = page_find (asked.control.widget, GTK_TYPE_LIST_BOX);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_list_box_get_row_at_index (list, 0)));
  adw_action_row_activate (ADW_ACTION_ROW (gtk_list_box_get_row_at_index (list, 1)));
  assert_value (&asked, "[\"a\",\"b\"]");
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/answer-control/decimal-comma", test_decimal_comma);
  g_test_add_func ("/answer-control/masked-area", test_masked_area);
  g_test_add_func ("/answer-control/area", test_area);
  g_test_add_func ("/answer-control/required-bool", test_required_bool);
  g_test_add_func ("/answer-control/required-choice", test_required_choice);
  g_test_add_func ("/answer-control/choice", test_choice);
  g_test_add_func ("/answer-control/bool", test_bool);
  g_test_add_func ("/answer-control/required-slider", test_required_slider);
  g_test_add_func ("/answer-control/slider", test_slider);
  g_test_add_func ("/answer-control/lists", test_lists);
  g_test_add_func ("/answer-control/several", test_several);
  return g_test_run ();
}

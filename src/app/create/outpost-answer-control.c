/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-answer-control.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "outpost-scroll-guard.h"
#include "outpost-text.h"

/* Up to so many options all are seen at once where the template wants that; above, one searches among them. */
#define MANY_OPTIONS 8

/* A control that shows a value is not a person who answers. */
static void
answer (GtkWidget *widget,
        OutpostQuestion *question,
        const char *value)
{
  if (g_object_get_data (G_OBJECT (widget), "showing") == NULL && g_strcmp0 (value, outpost_question_get_value (question)) != 0)
    outpost_question_answer (question, value);
}

static void
begin_showing (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (widget), "showing", widget);
}

static void
end_showing (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (widget), "showing", NULL);
}

static char *
dup_title (OutpostQuestion *question)
{
  return outpost_text_dup_visible (outpost_parameter_get_title (outpost_question_get_parameter (question)));
}

static void
set_title (GtkWidget *row,
           OutpostQuestion *question)
{
  g_autofree char *title = dup_title (question);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

static GtkWidget *
list_new (GtkWidget *row)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  if (row != NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

/* The one row of a list. */
static GtkWidget *
get_row (GtkWidget *list)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
}

/* A title over several rows. */
static GtkWidget *
titled_new (GtkWidget *child,
            OutpostQuestion *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *text = dup_title (question);
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_start (title, 3);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), child);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
  g_object_set_data (G_OBJECT (box), "child", child);
  return box;
}

static GtkWidget *
get_child (GtkWidget *titled)
{
  return g_object_get_data (G_OBJECT (titled), "child");
}

/* ---- Text and numbers ------------------------------------------------------------------------------------------------ */

/* What was typed, as the deployment reads it: where people write numbers with a comma, theirs has a point. */
static char *
dup_typed (GtkEditable *row,
           OutpostQuestion *question)
{
  char *text = g_strdup (gtk_editable_get_text (row));

  if (outpost_question_get_parameter (question)->kind == OUTPOST_PARAMETER_NUMBER
      && g_str_equal (localeconv ()->decimal_point, ","))
    g_strdelimit (text, ",", '.');
  return text;
}

static void
text_changed_cb (GtkEditable *row,
                 OutpostQuestion *question)
{
  g_autofree char *typed = dup_typed (row, question);

  answer (GTK_WIDGET (row), question, typed);
}

static void
show_text (GtkWidget *list,
           OutpostQuestion *question)
{
  GtkWidget *row = get_row (list);
  const char *value = outpost_question_get_value (question);
  g_autofree char *typed = dup_typed (GTK_EDITABLE (row), question);

  begin_showing (row);
  if (!g_str_equal (typed, value))
    gtk_editable_set_text (GTK_EDITABLE (row), value);
  end_showing (row);
}

static OutpostAnswerControl
text_new (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  GtkWidget *row = parameter->masked ? adw_password_entry_row_new () : adw_entry_row_new ();

  set_title (row, question);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  if (parameter->kind == OUTPOST_PARAMETER_NUMBER)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_object (row, "changed", G_CALLBACK (text_changed_cb), question, G_CONNECT_DEFAULT);
  return (OutpostAnswerControl) { list_new (row), show_text };
}

/* ---- Long text ------------------------------------------------------------------------------------------------------- */

static void
area_changed_cb (GtkTextBuffer *buffer,
                 GtkWidget *area)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  answer (area, g_object_get_data (G_OBJECT (area), "question"), text);
}

static void
show_area (GtkWidget *titled,
           OutpostQuestion *question)
{
  GtkWidget *area = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (get_child (titled)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (area));
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  begin_showing (area);
  if (!g_str_equal (text, outpost_question_get_value (question)))
    gtk_text_buffer_set_text (buffer, outpost_question_get_value (question), -1);
  end_showing (area);
}

static OutpostAnswerControl
area_new (OutpostQuestion *question)
{
  GtkWidget *area = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *title = dup_title (question);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (area), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (area), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (area), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (area), 12);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (area), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (area), 12);
  gtk_widget_add_css_class (area, "inline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 96);
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scroller, "card");
  g_object_set_data_full (G_OBJECT (area), "question", g_object_ref (question), g_object_unref);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (area)), "changed", G_CALLBACK (area_changed_cb), area,
                           G_CONNECT_DEFAULT);
  return (OutpostAnswerControl) { titled_new (scroller, question), show_area };
}

/* ---- Yes and no ------------------------------------------------------------------------------------------------------ */

static void
active_cb (AdwSwitchRow *row,
           GParamSpec *pspec,
           OutpostQuestion *question)
{
  answer (GTK_WIDGET (row), question, adw_switch_row_get_active (row) ? "true" : "false");
}

static void
show_switch (GtkWidget *list,
             OutpostQuestion *question)
{
  GtkWidget *row = get_row (list);

  begin_showing (row);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), outpost_parameter_is_true (outpost_question_get_value (question)));
  end_showing (row);
}

static OutpostAnswerControl
switch_new (OutpostQuestion *question)
{
  GtkWidget *row = adw_switch_row_new ();

  set_title (row, question);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (active_cb), question, G_CONNECT_DEFAULT);
  return (OutpostAnswerControl) { list_new (row), show_switch };
}

/* ---- A number between two others --------------------------------------------------------------------------------------- */

static void
moved_cb (GtkRange *scale,
          OutpostQuestion *question)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.0f", gtk_range_get_value (scale));
  answer (GTK_WIDGET (scale), question, number);
}

static void
show_scale (GtkWidget *list,
            OutpostQuestion *question)
{
  GtkWidget *scale = g_object_get_data (G_OBJECT (get_row (list)), "scale");

  begin_showing (scale);
  gtk_range_set_value (GTK_RANGE (scale), g_ascii_strtod (outpost_question_get_value (question), NULL));
  end_showing (scale);
}

static OutpostAnswerControl
scale_new (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  GtkWidget *row = adw_action_row_new ();
  double max = MAX (parameter->max, parameter->min + 1);
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, parameter->min, max, 1);
  g_autofree char *title = dup_title (question);

  set_title (row, question);
  gtk_scale_set_draw_value (GTK_SCALE (scale), TRUE);
  gtk_scale_set_value_pos (GTK_SCALE (scale), GTK_POS_LEFT);
  gtk_range_set_round_digits (GTK_RANGE (scale), 0);
  gtk_scale_set_digits (GTK_SCALE (scale), 0);
  gtk_widget_set_size_request (scale, 180, -1);
  gtk_widget_set_valign (scale, GTK_ALIGN_CENTER);
  outpost_scroll_guard_add (scale);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), scale);
  g_object_set_data (G_OBJECT (row), "scale", scale);
  g_signal_connect_object (scale, "value-changed", G_CALLBACK (moved_cb), question, G_CONNECT_DEFAULT);
  return (OutpostAnswerControl) { list_new (row), show_scale };
}

/* ---- One of several -------------------------------------------------------------------------------------------------- */

static char *
dup_option_name (const OutpostParameterOption *option)
{
  return outpost_text_dup_visible (*option->name != '\0' ? option->name : option->value);
}

/* The values behind a row's choices. A row of choices always shows one of them: where none is the answer there is one more in
 * front, which says so. */
static GPtrArray *
get_values (AdwComboRow *row)
{
  return g_object_get_data (G_OBJECT (row), "values");
}

static guint
get_offset (AdwComboRow *row)
{
  return g_list_model_get_n_items (adw_combo_row_get_model (row)) - get_values (row)->len;
}

static void
selected_cb (AdwComboRow *row,
             GParamSpec *pspec,
             OutpostQuestion *question)
{
  guint selected = adw_combo_row_get_selected (row);
  guint offset = get_offset (row);

  if (selected < offset)
    answer (GTK_WIDGET (row), question, "");
  else if (selected - offset < get_values (row)->len)
    answer (GTK_WIDGET (row), question, g_ptr_array_index (get_values (row), selected - offset));
}

static gboolean
is_same (const OutpostParameter *parameter,
         const char *value,
         const char *other)
{
  if (parameter->kind == OUTPOST_PARAMETER_BOOL && *value != '\0')
    return outpost_parameter_is_true (value) == outpost_parameter_is_true (other);
  return g_str_equal (value, other);
}

static void
show_combo (GtkWidget *list,
            OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  const char *value = outpost_question_get_value (question);
  AdwComboRow *row = ADW_COMBO_ROW (get_row (list));
  GPtrArray *values = get_values (row);
  guint selected = 0;

  while (selected < values->len && !is_same (parameter, value, g_ptr_array_index (values, selected)))
    selected++;
  begin_showing (GTK_WIDGET (row));
  if (selected == values->len && get_offset (row) == 0)
    {
      const char *words[] = { _("Nothing Chosen"), NULL };

      gtk_string_list_splice (GTK_STRING_LIST (adw_combo_row_get_model (row)), 0, 0, words);
    }
  adw_combo_row_set_selected (row, selected == values->len ? 0 : selected + get_offset (row));
  end_showing (GTK_WIDGET (row));
}

/* @names: (transfer full); @values: (transfer full) (element-type utf8) */
static OutpostAnswerControl
choices_new (OutpostQuestion *question,
             GtkStringList *names,
             GPtrArray *values)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) taken = names;

  set_title (row, question);
  g_object_set_data_full (G_OBJECT (row), "values", values, (GDestroyNotify) g_ptr_array_unref);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (taken));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), values->len > MANY_OPTIONS);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), question, G_CONNECT_DEFAULT);
  return (OutpostAnswerControl) { list_new (row), show_combo };
}

static OutpostAnswerControl
combo_new (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  GtkStringList *names = gtk_string_list_new (NULL);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parameter->options->len; i++)
    {
      const OutpostParameterOption *option = g_ptr_array_index (parameter->options, i);

      gtk_string_list_take (names, dup_option_name (option));
      g_ptr_array_add (values, g_strdup (option->value));
    }
  return choices_new (question, names, values);
}

/* A switch that is off would look like an answer. */
static OutpostAnswerControl
yes_no_new (OutpostQuestion *question)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  gtk_string_list_append (names, _("Yes"));
  gtk_string_list_append (names, _("No"));
  g_ptr_array_add (values, g_strdup ("true"));
  g_ptr_array_add (values, g_strdup ("false"));
  return choices_new (question, names, values);
}

/* ---- Rows with marks: one of a few, or some of several ------------------------------------------------------------------- */

static GtkCheckButton *
get_mark (GtkWidget *list,
          guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "mark") : NULL;
}

static void
radio_toggled_cb (GtkCheckButton *mark,
                  OutpostQuestion *question)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (mark), GTK_TYPE_LIST_BOX);

  if (list != NULL && gtk_check_button_get_active (mark))
    answer (list, question, g_object_get_data (G_OBJECT (mark), "value"));
}

static void
check_toggled_cb (GtkCheckButton *mark,
                  OutpostQuestion *question)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (mark), GTK_TYPE_LIST_BOX);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *value = NULL;
  GtkCheckButton *other;

  for (guint i = 0; list != NULL && (other = get_mark (list, i)) != NULL; i++)
    if (gtk_check_button_get_active (other))
      g_ptr_array_add (chosen, g_object_get_data (G_OBJECT (other), "value"));
  g_ptr_array_add (chosen, NULL);
  value = outpost_parameter_list_format ((const char *const *) chosen->pdata);
  if (list != NULL)
    answer (list, question, value);
}

static void
show_marks (GtkWidget *titled,
            OutpostQuestion *question)
{
  GtkWidget *list = get_child (titled);
  gboolean several = outpost_parameter_takes_several (outpost_question_get_parameter (question));
  const char *value = outpost_question_get_value (question);
  g_auto(GStrv) chosen = several ? outpost_parameter_list_parse (value) : NULL;
  GtkCheckButton *mark;

  begin_showing (list);
  for (guint i = 0; (mark = get_mark (list, i)) != NULL; i++)
    {
      const char *own = g_object_get_data (G_OBJECT (mark), "value");

      gtk_check_button_set_active (mark, several ? chosen != NULL && g_strv_contains ((const char *const *) chosen, own)
                                                 : g_str_equal (own, value));
    }
  end_showing (list);
}

static GtkWidget *
mark_row_new (const OutpostParameterOption *option,
              GtkWidget *mark)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = dup_option_name (option);
  g_autofree char *description = outpost_text_dup_visible (option->description);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  g_object_set_data_full (G_OBJECT (mark), "value", g_strdup (option->value), g_free);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  return row;
}

static OutpostAnswerControl
marks_new (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);
  gboolean several = outpost_parameter_takes_several (parameter);
  GtkWidget *list = list_new (NULL);
  GtkWidget *first = NULL;

  for (guint i = 0; i < parameter->options->len; i++)
    {
      GtkWidget *mark = gtk_check_button_new ();

      if (!several && first != NULL)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), GTK_CHECK_BUTTON (first));
      first = first != NULL ? first : mark;
      gtk_list_box_append (GTK_LIST_BOX (list), mark_row_new (g_ptr_array_index (parameter->options, i), mark));
      g_signal_connect_object (mark, "toggled", G_CALLBACK (several ? check_toggled_cb : radio_toggled_cb), question,
                               G_CONNECT_DEFAULT);
    }
  return (OutpostAnswerControl) { titled_new (list, question), show_marks };
}

/* ---- Words of one's own ---------------------------------------------------------------------------------------------- */

/* With @added (nullable) at the end, and without the one at @without (-1: none). */
static void
answer_tags (OutpostQuestion *question,
             const char *added,
             int without)
{
  g_auto(GStrv) former = outpost_parameter_list_parse (outpost_question_get_value (question));
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) tags = NULL;
  g_autofree char *value = NULL;

  for (int i = 0; former != NULL && former[i] != NULL; i++)
    if (i != without && g_strcmp0 (former[i], added) != 0)
      g_strv_builder_add (builder, former[i]);
  if (added != NULL)
    g_strv_builder_add (builder, added);
  tags = g_strv_builder_end (builder);
  value = outpost_parameter_list_format ((const char *const *) tags);
  outpost_question_answer (question, value);
}

static void
tag_entered_cb (GtkEditable *row,
                OutpostQuestion *question)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  if (*tag == '\0')
    return;
  gtk_editable_set_text (row, "");
  answer_tags (question, tag, -1);
}

static void
tag_clicked_cb (GtkButton *button,
                OutpostQuestion *question)
{
  answer_tags (question, NULL, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "index")));
}

static GtkWidget *
tag_new (OutpostQuestion *question,
         const char *tag,
         int index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *visible = outpost_text_dup_visible (tag);
  /* Translators: %s is a word somebody typed */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), visible);

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), visible);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "index", GINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (tag_clicked_cb), question, G_CONNECT_DEFAULT);
  return button;
}

static void
show_tags (GtkWidget *box,
           OutpostQuestion *question)
{
  GtkWidget *tags = gtk_widget_get_last_child (box);
  g_auto(GStrv) words = outpost_parameter_list_parse (outpost_question_get_value (question));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (tags)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (tags), child);
  for (int i = 0; words != NULL && words[i] != NULL; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (tags), tag_new (question, words[i], i));
  gtk_widget_set_visible (tags, words != NULL && words[0] != NULL);
}

static OutpostAnswerControl
tags_new (OutpostQuestion *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *tags = adw_wrap_box_new ();

  set_title (row, question);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (tag_entered_cb), question, G_CONNECT_DEFAULT);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (tags), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (tags), 6);
  gtk_box_append (GTK_BOX (box), list_new (row));
  gtk_box_append (GTK_BOX (box), tags);
  return (OutpostAnswerControl) { box, show_tags };
}

/* What is shown before somebody answers must not look like an answer. */
static gboolean
starts_empty (const OutpostParameter *parameter)
{
  return parameter->required && parameter->default_value == NULL;
}

static gboolean
is_slider (const OutpostParameter *parameter)
{
  return parameter->form == OUTPOST_FORM_SLIDER && parameter->has_min && parameter->has_max && !starts_empty (parameter);
}

OutpostAnswerControl
outpost_answer_control_new (OutpostQuestion *question)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (question);

  if (parameter->options->len > 0 && outpost_parameter_takes_several (parameter))
    return marks_new (question);
  if (parameter->options->len > 0)
    return parameter->form == OUTPOST_FORM_RADIO && parameter->options->len <= MANY_OPTIONS ? marks_new (question)
                                                                                            : combo_new (question);
  if (parameter->kind == OUTPOST_PARAMETER_LIST)
    return tags_new (question);
  if (parameter->kind == OUTPOST_PARAMETER_BOOL)
    return starts_empty (parameter) ? yes_no_new (question) : switch_new (question);
  if (is_slider (parameter))
    return scale_new (question);
  /* What is not to be read on the screen is that before all else. */
  return parameter->form == OUTPOST_FORM_TEXTAREA && !parameter->masked ? area_new (question) : text_new (question);
}

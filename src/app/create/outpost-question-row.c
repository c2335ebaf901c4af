/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-question-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-answer-control.h"
#include "outpost-create-words.h"
#include "outpost-markdown.h"
#include "outpost-text.h"

/* One question. */
struct _OutpostQuestionRow
{
  AdwBin parent_instance;

  OutpostQuestion *question;
  OutpostAnswerControl control;
  char *shape; /* of the question that the control was made for */
  GtkBox *box;
  GtkLabel *description;
  GtkWidget *complaint;
  GtkImage *complaint_icon;
  GtkLabel *complaint_label;
};

G_DEFINE_FINAL_TYPE (OutpostQuestionRow, outpost_question_row, ADW_TYPE_BIN)

/* What makes another control necessary. */
static char *
dup_shape (const OutpostParameter *parameter)
{
  GString *shape = g_string_new (outpost_parameter_get_title (parameter));

  g_string_append_printf (shape, "\n%d %d %d %d %g %g", parameter->kind, parameter->form, parameter->masked,
                          parameter->required && parameter->default_value == NULL, parameter->min, parameter->max);
  for (guint i = 0; i < parameter->options->len; i++)
    {
      const OutpostParameterOption *option = g_ptr_array_index (parameter->options, i);

      g_string_append_printf (shape, "\n%s\n%s\n%s", option->name, option->value, option->description);
    }
  return g_string_free (shape, FALSE);
}

static void
show_control (OutpostQuestionRow *self)
{
  g_autofree char *shape = dup_shape (outpost_question_get_parameter (self->question));

  if (g_strcmp0 (shape, self->shape) != 0)
    {
      if (self->control.widget != NULL)
        gtk_box_remove (self->box, self->control.widget);
      self->control = outpost_answer_control_new (self->question);
      gtk_box_prepend (self->box, self->control.widget);
      g_free (self->shape);
      self->shape = g_steal_pointer (&shape);
    }
  self->control.show (self->control.widget, self->question);
  gtk_widget_set_sensitive (self->control.widget, !outpost_question_is_fixed (self->question));
}

/* The template's words, and what follows from the question's kind. */
static void
show_description (OutpostQuestionRow *self)
{
  const OutpostParameter *parameter = outpost_question_get_parameter (self->question);
  g_autofree char *description = outpost_markdown_dup_markup (parameter->description);
  g_autofree char *placeholder = outpost_text_dup_visible (parameter->placeholder);
  g_autofree char *example = g_markup_escape_text (placeholder, -1);
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (*description != '\0')
    g_ptr_array_add (parts, description);
  if (*example != '\0')
    g_ptr_array_add (parts, example);
  if (outpost_question_is_preset (self->question))
    g_ptr_array_add (parts, (char *) _("Set by the preset."));
  else if (!parameter->is_mutable && outpost_question_get_previous (self->question) == NULL)
    g_ptr_array_add (parts, (char *) _("Cannot be changed later."));
  else if (!parameter->is_mutable)
    g_ptr_array_add (parts, (char *) _("Cannot be changed any more."));
  if (parameter->ephemeral)
    g_ptr_array_add (parts, (char *) _("For this build only."));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" ", (char **) parts->pdata);
  gtk_label_set_markup (self->description, text);
  gtk_widget_set_visible (GTK_WIDGET (self->description), *text != '\0');
  /* A link that is dimmed too cannot be read. */
  if (strstr (text, "<a ") != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->description), "dimmed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->description), "dimmed");
}

static void
show_complaint (OutpostQuestionRow *self)
{
  gboolean is_error = TRUE;
  g_autofree char *text = outpost_create_words_dup_complaint (self->question, &is_error);

  gtk_widget_set_visible (self->complaint, text != NULL);
  if (text == NULL || g_str_equal (text, gtk_label_get_label (self->complaint_label)))
    return;
  gtk_label_set_label (self->complaint_label, text);
  gtk_image_set_from_icon_name (self->complaint_icon, is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (self->complaint, is_error ? "warning" : "error");
  gtk_widget_add_css_class (self->complaint, is_error ? "error" : "warning");
}

static void
show (OutpostQuestionRow *self)
{
  show_control (self);
  show_description (self);
  show_complaint (self);
}

static void
outpost_question_row_dispose (GObject *object)
{
  OutpostQuestionRow *self = OUTPOST_QUESTION_ROW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  self->control.widget = NULL;
  g_clear_object (&self->question);
  g_clear_pointer (&self->shape, g_free);
  G_OBJECT_CLASS (outpost_question_row_parent_class)->dispose (object);
}

static void
outpost_question_row_class_init (OutpostQuestionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_question_row_dispose;
}

static GtkLabel *
note_new (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), "caption");
  return label;
}

static void
outpost_question_row_init (OutpostQuestionRow *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->complaint = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->complaint_icon = GTK_IMAGE (gtk_image_new ());
  self->complaint_label = note_new ();
  self->description = note_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->complaint_icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->complaint_icon), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->description), "dimmed");
  gtk_widget_set_margin_start (GTK_WIDGET (self->description), 12);
  gtk_widget_set_margin_start (self->complaint, 12);
  gtk_box_append (GTK_BOX (self->complaint), GTK_WIDGET (self->complaint_icon));
  gtk_box_append (GTK_BOX (self->complaint), GTK_WIDGET (self->complaint_label));
  gtk_box_append (self->box, self->complaint);
  gtk_box_append (self->box, GTK_WIDGET (self->description));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
outpost_question_row_new (OutpostQuestion *question)
{
  OutpostQuestionRow *self = g_object_new (OUTPOST_TYPE_QUESTION_ROW, NULL);

  self->question = g_object_ref (question);
  g_signal_connect_object (question, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

OutpostQuestion *
outpost_question_row_get_question (OutpostQuestionRow *self)
{
  return self->question;
}

void
outpost_question_row_focus (OutpostQuestionRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, self->control.widget)))
    gtk_widget_child_focus (self->control.widget, GTK_DIR_TAB_FORWARD);
}

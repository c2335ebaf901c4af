/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-parameters-page.h"

#include <glib/gi18n.h>

#include "list/outpost-list-pacer.h"
#include "outpost-create-words.h"
#include "outpost-question-row.h"

/* The questions of the version. */
struct _OutpostParametersPage
{
  OutpostWizardPage parent_instance;

  OutpostCreation *creation;
  OutpostListPacer *pacer; /* of the questions */
  GtkBox *rows;
  GtkWidget *spinner;
  GtkWidget *nothing;
  GtkWidget *fixed; /* said where no answer can be changed any more */
  GtkWidget *classic_note;
  GtkWidget *warning; /* of the form as a whole */
  gboolean troubled;  /* its trouble is what is shown above */
  gboolean wants_on;  /* as soon as the deployment has judged the answers */
};

static guint answered_signal;

G_DEFINE_FINAL_TYPE (OutpostParametersPage, outpost_parameters_page, OUTPOST_TYPE_WIZARD_PAGE)

static GtkWidget *
get_nth_row (OutpostParametersPage *self,
             guint position)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (position-- > 0 && row != NULL)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static gboolean
row_asks (GtkWidget *row,
          GListModel *questions,
          guint position)
{
  g_autoptr(OutpostQuestion) question = g_list_model_get_item (questions, position);

  return outpost_question_row_get_question (OUTPOST_QUESTION_ROW (row)) == question;
}

/* Only what differs: the row somebody types in stays. */
static void
items_changed_cb (OutpostParametersPage *self,
                  guint position,
                  guint removed,
                  guint added,
                  GListModel *questions)
{
  GtkWidget *before = position > 0 ? get_nth_row (self, position - 1) : NULL;

  /* A slice of a list says of all that follows a change that it changed. */
  while (removed > 0 && added > 0 && row_asks (get_nth_row (self, position + removed - 1), questions, position + added - 1))
    {
      removed--;
      added--;
    }
  while (removed-- > 0)
    gtk_box_remove (self->rows, get_nth_row (self, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (questions, position + i);
      GtkWidget *row = outpost_question_row_new (question);

      gtk_box_insert_child_after (self->rows, row, before);
      before = row;
    }
}

void
outpost_parameters_page_show_bad (OutpostParametersPage *self)
{
  OutpostQuestion *bad = outpost_question_list_find_bad (outpost_creation_get_questions (self->creation));

  for (GtkWidget *row = get_nth_row (self, 0); bad != NULL && row != NULL; row = gtk_widget_get_next_sibling (row))
    if (outpost_question_row_get_question (OUTPOST_QUESTION_ROW (row)) == bad)
      {
        outpost_question_row_focus (OUTPOST_QUESTION_ROW (row));
        return;
      }
}

static void
go_on (OutpostParametersPage *self)
{
  self->wants_on = FALSE;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self), NULL);
  if (outpost_creation_is_ready (self->creation))
    g_signal_emit (self, answered_signal, 0);
  else
    outpost_parameters_page_show_bad (self);
}

/* What is wrong with the form as a whole, or with asking at all. What else is said there stays: why one was led back here. */
static void
show_trouble (OutpostParametersPage *self)
{
  const OutpostDiagnostic *complaint
      = outpost_question_list_get_complaint (outpost_creation_get_questions (self->creation));
  const GError *error = outpost_creation_get_error (self->creation);
  g_autofree char *words = complaint != NULL ? outpost_create_words_dup_diagnostic (complaint) : NULL;
  gboolean is_error = complaint != NULL && complaint->is_error;
  gboolean was_troubled = self->troubled;

  self->troubled = is_error || error != NULL;
  gtk_widget_set_visible (self->warning, complaint != NULL && !is_error);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->warning)), words != NULL ? words : "");
  if (is_error)
    {
      g_autofree char *body
          = g_strconcat (words, "\n", _("Other answers may help; otherwise, whoever made the template can fix it."), NULL);

      outpost_wizard_page_set_refusal (OUTPOST_WIZARD_PAGE (self), _("The Deployment Cannot Evaluate the Template"), body);
    }
  else if (self->troubled || was_troubled)
    outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), error);
}

/* Rows that cannot be answered need a word why they are shown at all. */
static gboolean
is_fixed (OutpostParametersPage *self)
{
  GListModel *questions = G_LIST_MODEL (outpost_creation_get_questions (self->creation));
  guint n = g_list_model_get_n_items (questions);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (questions, i);

      if (outpost_question_get_parameter (question)->is_mutable)
        return FALSE;
    }
  return n > 0 && outpost_creation_has_former_build (self->creation);
}

static void
changed_cb (OutpostParametersPage *self)
{
  OutpostParameterMode mode = outpost_creation_get_mode (self->creation);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (outpost_creation_get_questions (self->creation)));
  gboolean failed = mode == OUTPOST_PARAMETERS_FAILED;
  gboolean waiting = n == 0 && outpost_creation_is_busy (self->creation);

  gtk_widget_set_visible (self->spinner, waiting);
  gtk_widget_set_visible (self->nothing, n == 0 && !waiting && !failed);
  gtk_widget_set_visible (self->fixed, is_fixed (self));
  gtk_widget_set_visible (self->classic_note, n > 0 && mode == OUTPOST_PARAMETERS_CLASSIC);
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), failed ? _("_Retry") : _("_Next"), !waiting);
  show_trouble (self);
  if (self->wants_on && !outpost_creation_is_busy (self->creation))
    go_on (self);
}

static void
next_cb (OutpostParametersPage *self)
{
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), NULL);
  show_trouble (self);
  if (outpost_creation_get_mode (self->creation) == OUTPOST_PARAMETERS_FAILED)
    {
      outpost_creation_ask_again (self->creation);
      return;
    }
  outpost_question_list_reveal (outpost_creation_get_questions (self->creation));
  if (!outpost_creation_is_busy (self->creation))
    {
      go_on (self);
      return;
    }
  self->wants_on = TRUE;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self), _("Checking the Answers…"));
}

/* Who goes back meanwhile does not go on. */
static void
hiding_cb (OutpostParametersPage *self)
{
  self->wants_on = FALSE;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self), NULL);
}

static void
outpost_parameters_page_dispose (GObject *object)
{
  OutpostParametersPage *self = OUTPOST_PARAMETERS_PAGE (object);

  g_clear_object (&self->pacer);
  g_clear_object (&self->creation);
  G_OBJECT_CLASS (outpost_parameters_page_parent_class)->dispose (object);
}

static void
outpost_parameters_page_class_init (OutpostParametersPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_parameters_page_dispose;
  answered_signal = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
note_new (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dimmed");
  return label;
}

static GtkWidget *
warning_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "warning");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
outpost_parameters_page_init (OutpostParametersPage *self)
{
  GtkBox *box = outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self));

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  self->spinner = adw_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  self->nothing = note_new (_("This version asks for nothing."));
  self->fixed = note_new (_("These answers were given when the workspace was created, and stay as they are."));
  self->classic_note = note_new (_("The deployment checks these answers when the workspace is made."));
  self->warning = warning_new ();
  gtk_box_append (box, self->warning);
  gtk_box_append (box, self->spinner);
  gtk_box_append (box, self->nothing);
  gtk_box_append (box, self->fixed);
  gtk_box_append (box, GTK_WIDGET (self->rows));
  gtk_box_append (box, self->classic_note);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Parameters"));
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "parameters");
  g_signal_connect (self, "next", G_CALLBACK (next_cb), NULL);
  g_signal_connect (self, "hiding", G_CALLBACK (hiding_cb), NULL);
}

OutpostParametersPage *
outpost_parameters_page_new (OutpostCreation *creation)
{
  OutpostParametersPage *self = g_object_new (OUTPOST_TYPE_PARAMETERS_PAGE, NULL);
  GListModel *questions;

  self->pacer = outpost_list_pacer_new_for_box (G_LIST_MODEL (outpost_creation_get_questions (creation)), GTK_WIDGET (self));
  questions = outpost_list_pacer_get_model (self->pacer);
  self->creation = g_object_ref (creation);
  g_signal_connect_object (questions, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (creation, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (questions), questions);
  changed_cb (self);
  return self;
}

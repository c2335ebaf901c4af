/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-review-page.h"

#include <glib/gi18n.h>

#include "create/outpost-create-command.h"
#include "outpost-announce.h"
#include "outpost-create-words.h"
#include "outpost-text.h"

/* All that was chosen. */
struct _OutpostReviewPage
{
  OutpostWizardPage parent_instance;

  OutpostCreation *creation;
  GtkWidget *warning; /* of an update */
  GtkWidget *facts;
  GtkWidget *answers;
  GtkWidget *command_list;
  GtkLabel *command;
};

G_DEFINE_FINAL_TYPE (OutpostReviewPage, outpost_review_page, OUTPOST_TYPE_WIZARD_PAGE)

static void
add_fact (GtkWidget *list,
          const char *title,
          const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *visible_title = outpost_text_dup_visible (title);
  g_autofree char *visible_value = outpost_text_dup_visible (value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), visible_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), visible_value);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
fill_facts (OutpostReviewPage *self,
            const char *name,
            gboolean several_organizations)
{
  const OutpostTemplate *template = outpost_creation_get_template (self->creation);
  OutpostPreset *preset = outpost_creation_get_preset (self->creation);

  gtk_list_box_remove_all (GTK_LIST_BOX (self->facts));
  add_fact (self->facts, _("Name"), name);
  add_fact (self->facts, _("Template"), outpost_template_get_title (template));
  if (several_organizations)
    add_fact (self->facts, _("Organization"), template->organization_name);
  add_fact (self->facts, _("Version"), outpost_creation_get_version (self->creation)->name);
  if (preset != NULL)
    add_fact (self->facts, _("Preset"), preset->name);
}

static void
fill_answers (OutpostReviewPage *self)
{
  GListModel *questions = G_LIST_MODEL (outpost_creation_get_questions (self->creation));
  guint n = g_list_model_get_n_items (questions);

  gtk_list_box_remove_all (GTK_LIST_BOX (self->answers));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (questions, i);
      g_autofree char *answer = outpost_create_words_dup_answer (question);

      add_fact (self->answers, outpost_parameter_get_title (outpost_question_get_parameter (question)), answer);
    }
  gtk_widget_set_visible (self->answers, n > 0);
}

static const char *
get_button_label (OutpostReviewPage *self)
{
  if (outpost_creation_has_former_build (self->creation))
    return _("_Update Workspace");
  return outpost_creation_is_update (self->creation) ? _("_Build Workspace") : _("_Create Workspace");
}

void
outpost_review_page_show (OutpostReviewPage *self,
                          const char *name,
                          gboolean several_organizations)
{
  g_autofree char *command = outpost_create_command_dup (self->creation, name, several_organizations);

  fill_facts (self, name, several_organizations);
  fill_answers (self);
  gtk_label_set_label (self->command, command);
  /* What there is already is only built again. */
  gtk_widget_set_visible (self->command_list, !outpost_creation_is_update (self->creation));
  gtk_widget_set_visible (self->warning, outpost_creation_has_former_build (self->creation));
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), get_button_label (self), TRUE);
}

static void
copy_cb (OutpostReviewPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->command));
  outpost_announce (GTK_WIDGET (self), _("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
outpost_review_page_dispose (GObject *object)
{
  g_clear_object (&OUTPOST_REVIEW_PAGE (object)->creation);
  G_OBJECT_CLASS (outpost_review_page_parent_class)->dispose (object);
}

static void
outpost_review_page_class_init (OutpostReviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_review_page_dispose;
}

static GtkWidget *
list_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkWidget *
command_row_new (OutpostReviewPage *self)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *inner = gtk_list_box_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Equivalent Command"));
  gtk_widget_set_tooltip_text (copy, _("Copy Command"));
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "flat");
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), copy);
  self->command = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->command, TRUE);
  gtk_label_set_wrap_mode (self->command, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->command, TRUE);
  gtk_label_set_xalign (self->command, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->command), "monospace");
  gtk_widget_set_margin_top (GTK_WIDGET (self->command), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->command), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self->command), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->command), 12);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), GTK_WIDGET (self->command));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
outpost_review_page_init (OutpostReviewPage *self)
{
  GtkBox *box = outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self));

  self->facts = list_new ();
  self->answers = list_new ();
  self->command_list = list_new ();
  gtk_list_box_append (GTK_LIST_BOX (self->command_list), command_row_new (self));
  self->warning = gtk_label_new (_("The machine must be attached again afterwards."));
  gtk_label_set_wrap (GTK_LABEL (self->warning), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->warning), 0);
  gtk_box_append (box, self->warning);
  gtk_box_append (box, self->facts);
  gtk_box_append (box, self->answers);
  gtk_box_append (box, self->command_list);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), C_("page title", "Review"));
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "review");
  outpost_wizard_page_set_button_first (OUTPOST_WIZARD_PAGE (self));
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), _("_Create Workspace"), TRUE);
}

OutpostReviewPage *
outpost_review_page_new (OutpostCreation *creation)
{
  OutpostReviewPage *self = g_object_new (OUTPOST_TYPE_REVIEW_PAGE, NULL);

  self->creation = g_object_ref (creation);
  return self;
}

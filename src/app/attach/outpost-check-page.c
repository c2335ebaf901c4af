/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-check-page.h"

#include <glib/gi18n.h>

#include "outpost-attach-words.h"
#include "outpost-check-words.h"
#include "outpost-copy-block.h"

/* A check-list for one deployment and one platform. */
struct _OutpostCheckPage
{
  AdwNavigationPage parent_instance;

  AdwToastOverlay *toasts;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (OutpostCheckPage, outpost_check_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
answers_new (const char *answers)
{
  GtkWidget *label = gtk_label_new (answers);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
outpost_check_page_add (OutpostCheckPage *self,
                        OutpostCheck check,
                        OutpostPlatform platform,
                        const char *address)
{
  const char *title = outpost_check_words_get_title (check);
  g_autofree char *command = outpost_check_dup_command (check, platform, address);
  g_autofree char *name = NULL;
  GtkWidget *group, *box;

  if (command == NULL)
    return;
  group = adw_preferences_group_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  /* Translators: %s is a question, such as “Is the Agent Running?” */
  name = g_strdup_printf (_("Copy the Command of “%s”"), title);
  gtk_box_append (GTK_BOX (box), outpost_copy_block_new (command, name));
  gtk_box_append (GTK_BOX (box), answers_new (outpost_check_words_get_answers (check, platform)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  gtk_box_append (self->groups, group);
}

static void
outpost_check_page_add_link (OutpostCheckPage *self,
                             const char *url)
{
  GtkWidget *link;

  if (!g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://"))
    return;
  link = gtk_link_button_new_with_label (url, _("What the Deployment Says About This"));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (link))), TRUE);
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_box_append (self->groups, link);
}

/* Where the words are that are no command. */
static void
outpost_check_page_add_help (OutpostCheckPage *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_More About This"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "app.help-topic::connect");
  gtk_box_append (self->groups, button);
}

static void
outpost_check_page_dispose (GObject *object)
{
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (object), NULL);
  G_OBJECT_CLASS (outpost_check_page_parent_class)->dispose (object);
}

static void
outpost_check_page_class_init (OutpostCheckPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_check_page_dispose;
}

static GtkWidget *
column_new (OutpostCheckPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_margin_top (GTK_WIDGET (self->groups), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->groups), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (self->groups), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->groups), 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 664);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->groups));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
outpost_check_page_init (OutpostCheckPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, column_new (self));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("It Does Not Connect"));
}

AdwNavigationPage *
outpost_check_page_new (OutpostPlatform platform,
                        const char *address,
                        const char *more)
{
  OutpostCheckPage *self = g_object_new (OUTPOST_TYPE_CHECK_PAGE, NULL);
  GtkWidget *intro = gtk_label_new (NULL);
  /* Translators: %s is a platform, such as “Linux, ARM 64-bit” */
  g_autofree char *words
      = g_strdup_printf (_("Run these in a terminal on the machine (%s), from top to bottom. They only look: nothing is changed, "
                           "and no token is printed."),
                         outpost_attach_words_get_platform (platform));

  gtk_label_set_text (GTK_LABEL (intro), words);
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_xalign (GTK_LABEL (intro), 0);
  gtk_widget_add_css_class (intro, "dimmed");
  gtk_box_append (self->groups, intro);
  for (OutpostCheck check = 0; check < OUTPOST_N_CHECKS; check++)
    outpost_check_page_add (self, check, platform, address);
  outpost_check_page_add_link (self, more);
  outpost_check_page_add_help (self);
  return ADW_NAVIGATION_PAGE (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-check-page.h"

#include <glib/gi18n.h>

#include "outpost-attach-words.h"
#include "outpost-check-words.h"
#include "outpost-text.h"

/* A check-list for one deployment and one platform. */
struct _OutpostCheckPage
{
  AdwNavigationPage parent_instance;

  AdwToastOverlay *toasts;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (OutpostCheckPage, outpost_check_page, ADW_TYPE_NAVIGATION_PAGE)

static void
copy_cb (GtkButton *button,
         const char *command)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_TOAST_OVERLAY);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), command);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (_("Command copied")));
}

static void
free_command (gpointer command,
              GClosure *closure)
{
  g_free (command);
}

static GtkWidget *
command_new (const char *command,
             const char *title)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *visible = outpost_text_dup_visible (command);
  /* Translators: %s is a question, such as “Does the Agent Run?” */
  g_autofree char *name = g_strdup_printf (_("Copy the Command of “%s”"), title);

  gtk_label_set_text (GTK_LABEL (label), visible);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_valign (copy, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (copy, _("Copy Command"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_add_css_class (copy, "circular");
  g_signal_connect_data (copy, "clicked", G_CALLBACK (copy_cb), g_strdup (command), free_command, 0);
  gtk_box_append (GTK_BOX (block), label);
  gtk_box_append (GTK_BOX (block), copy);
  gtk_widget_add_css_class (block, "command-block");
  return block;
}

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
  GtkWidget *group, *box;

  if (command == NULL)
    return;
  group = adw_preferences_group_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), command_new (command, title));
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
  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_box_append (self->groups, link);
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
      = g_strdup_printf (_("Run these in a terminal of the machine (%s), from the top. They only look: nothing is changed, and no "
                           "token is printed."),
                         outpost_attach_words_get_platform (platform));

  gtk_label_set_text (GTK_LABEL (intro), words);
  gtk_label_set_wrap (GTK_LABEL (intro), TRUE);
  gtk_label_set_xalign (GTK_LABEL (intro), 0);
  gtk_widget_add_css_class (intro, "dimmed");
  gtk_box_append (self->groups, intro);
  for (OutpostCheck check = 0; check < OUTPOST_N_CHECKS; check++)
    outpost_check_page_add (self, check, platform, address);
  outpost_check_page_add_link (self, more);
  return ADW_NAVIGATION_PAGE (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-help-dialog.h"

#include <glib/gi18n.h>

#include "outpost-help-page.h"

/* The help: what there is to read, and its pages. */
struct _OutpostHelpDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *view;
};

G_DEFINE_FINAL_TYPE (OutpostHelpDialog, outpost_help_dialog, ADW_TYPE_DIALOG)

static void
outpost_help_dialog_push (OutpostHelpDialog *self,
                          const OutpostHelpTopic *topic)
{
  const char *seen = adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (self->view));

  if (g_strcmp0 (seen, topic->id) != 0)
    adw_navigation_view_push (self->view, outpost_help_page_new (topic));
}

static void
activated_cb (OutpostHelpDialog *self,
              AdwActionRow *row)
{
  outpost_help_dialog_push (self, g_object_get_data (G_OBJECT (row), "topic"));
}

static GtkWidget *
row_new (OutpostHelpDialog *self,
         const OutpostHelpTopic *topic)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(topic->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(topic->subtitle));
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "topic", (gpointer) topic);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static AdwNavigationPage *
contents_new (OutpostHelpDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  for (const OutpostHelpTopic *topic = outpost_help_topics_get (); topic->id != NULL; topic++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (self, topic));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  return adw_navigation_page_new (view, _("Help"));
}

static void
outpost_help_dialog_class_init (OutpostHelpDialogClass *klass)
{
}

static void
outpost_help_dialog_init (OutpostHelpDialog *self)
{
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_navigation_view_add (self->view, contents_new (self));
  adw_dialog_set_title (ADW_DIALOG (self), _("Help"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 600);
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->view));
}

void
outpost_help_dialog_show (AdwApplicationWindow *window,
                          const char *topic)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);
  const OutpostHelpTopic *wanted = outpost_help_topics_find (topic);

  if (!OUTPOST_IS_HELP_DIALOG (dialog))
    {
      dialog = g_object_new (OUTPOST_TYPE_HELP_DIALOG, NULL);
      adw_dialog_present (dialog, GTK_WIDGET (window));
    }
  if (wanted != NULL)
    outpost_help_dialog_push (OUTPOST_HELP_DIALOG (dialog), wanted);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-builds-group.h"

#include <glib/gi18n.h>

#include "outpost-history-page.h"

/* Two rows that lead on. */
struct _OutpostBuildsGroup
{
  AdwPreferencesGroup parent_instance;

  OutpostAccount *account;
  OutpostWorkspace *workspace;
  GtkWidget *newest_row; /* NULL until a workspace is shown */
  GtkWidget *history_row;
};

G_DEFINE_FINAL_TYPE (OutpostBuildsGroup, outpost_builds_group, ADW_TYPE_PREFERENCES_GROUP)

static void
history_cb (OutpostBuildsGroup *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), outpost_history_page_new (self->account, self->workspace));
}

static void
outpost_builds_group_dispose (GObject *object)
{
  OutpostBuildsGroup *self = OUTPOST_BUILDS_GROUP (object);

  g_clear_object (&self->account);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (outpost_builds_group_parent_class)->dispose (object);
}

static void
outpost_builds_group_class_init (OutpostBuildsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_builds_group_dispose;
}

static void
outpost_builds_group_init (OutpostBuildsGroup *self)
{
  self->history_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->history_row), _("History"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->history_row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->history_row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Builds"));
  g_signal_connect_object (self->history_row, "activated", G_CALLBACK (history_cb), self, G_CONNECT_SWAPPED);
}

void
outpost_builds_group_show (OutpostBuildsGroup *self,
                           OutpostAccount *account,
                           OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  g_set_object (&self->account, account);
  g_set_object (&self->workspace, workspace);
  if (self->newest_row != NULL)
    {
      outpost_history_row_show (self->newest_row, build);
      return;
    }
  self->newest_row = outpost_history_row_new (account, build);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->newest_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->history_row);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-connections-group.h"

#include <glib/gi18n.h>

#include "outpost-connections-page.h"
#include "outpost-timeline-words.h"

/* One row that leads on. */
struct _OutpostConnectionsGroup
{
  AdwPreferencesGroup parent_instance;

  OutpostAccount *account;
  OutpostWorkspace *workspace;
  GtkWidget *row;
};

G_DEFINE_FINAL_TYPE (OutpostConnectionsGroup, outpost_connections_group, ADW_TYPE_PREFERENCES_GROUP)

static void
activated_cb (OutpostConnectionsGroup *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), outpost_connections_page_new (self->account, self->workspace));
}

static void
outpost_connections_group_dispose (GObject *object)
{
  OutpostConnectionsGroup *self = OUTPOST_CONNECTIONS_GROUP (object);

  g_clear_object (&self->account);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (outpost_connections_group_parent_class)->dispose (object);
}

static void
outpost_connections_group_class_init (OutpostConnectionsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_connections_group_dispose;
}

static void
outpost_connections_group_init (OutpostConnectionsGroup *self)
{
  self->row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("What Was Seen"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Connections"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
  g_signal_connect_object (self->row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

void
outpost_connections_group_show (OutpostConnectionsGroup *self,
                                OutpostAccount *account,
                                OutpostWorkspace *workspace)
{
  g_autoptr(GArray) items
      = outpost_memory_dup_timeline (outpost_observer_get_memory (outpost_account_get_observer (account)),
                                     outpost_workspace_get_id (workspace));
  g_autofree char *newest = NULL;

  g_return_if_fail (OUTPOST_IS_CONNECTIONS_GROUP (self));

  g_set_object (&self->account, account);
  g_set_object (&self->workspace, workspace);
  newest = outpost_timeline_words_dup_newest (items, g_get_real_time ());
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), newest);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0);
}

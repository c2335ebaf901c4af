/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-connections-page.h"

#include <glib/gi18n.h>

#include "outpost-timeline-words.h"

/* The timeline of one workspace. */
struct _OutpostConnectionsPage
{
  AdwNavigationPage parent_instance;

  OutpostMemory *memory;
  char *workspace_id;
  GtkWidget *group; /* owned by the box */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (OutpostConnectionsPage, outpost_connections_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
row_new (const OutpostTimelineItem *item,
         gint64 now)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (outpost_timeline_words_get_icon (item));
  g_autofree char *title = outpost_timeline_words_dup_title (item);
  g_autofree char *subtitle = outpost_timeline_words_dup_subtitle (item, now);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (icon, outpost_timeline_words_get_class (item));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
outpost_connections_page_show (OutpostConnectionsPage *self)
{
  g_autoptr(GArray) items = outpost_memory_dup_timeline (self->memory, self->workspace_id);
  gint64 now = g_get_real_time ();

  if (self->group != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->group);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->group),
      _("Recorded while Outpost was watching, on this computer only. What happens in between is known only as far as the "
        "deployment reports it afterwards."));
  for (guint i = 0; i < items->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group),
                               row_new (&g_array_index (items, OutpostTimelineItem, i), now));
  gtk_box_append (GTK_BOX (self->box), self->group);
}

static void
changed_cb (OutpostConnectionsPage *self,
            const char *workspace_id)
{
  if (g_str_equal (workspace_id, self->workspace_id))
    outpost_connections_page_show (self);
}

static void
outpost_connections_page_dispose (GObject *object)
{
  OutpostConnectionsPage *self = OUTPOST_CONNECTIONS_PAGE (object);

  if (self->memory != NULL)
    g_signal_handlers_disconnect_by_data (self->memory, self);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->workspace_id, g_free);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  G_OBJECT_CLASS (outpost_connections_page_parent_class)->dispose (object);
}

static void
outpost_connections_page_class_init (OutpostConnectionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_connections_page_dispose;
}

static void
outpost_connections_page_init (OutpostConnectionsPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_margin_top (self->box, 24);
  gtk_widget_set_margin_bottom (self->box, 24);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 664);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Connections"));
}

AdwNavigationPage *
outpost_connections_page_new (OutpostAccount *account,
                              OutpostWorkspace *workspace)
{
  OutpostConnectionsPage *self = g_object_new (OUTPOST_TYPE_CONNECTIONS_PAGE, NULL);

  self->memory = g_object_ref (outpost_observer_get_memory (outpost_account_get_observer (account)));
  self->workspace_id = g_strdup (outpost_workspace_get_id (workspace));
  g_signal_connect_object (self->memory, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  outpost_connections_page_show (self);
  return ADW_NAVIGATION_PAGE (self);
}

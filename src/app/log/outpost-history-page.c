/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-history-page.h"

#include <glib/gi18n.h>

#include "api/outpost-api.h"
#include "outpost-build-log-page.h"
#include "outpost-error-box.h"
#include "outpost-text.h"
#include "outpost-weak.h"
#include "outpost-words.h"

#define PAGE_SIZE 25

/* The builds that were read so far. */
struct _OutpostHistoryPage
{
  AdwNavigationPage parent_instance;

  OutpostAccount *account;
  char *workspace_id;
  guint n_builds;
  DexFuture *loading;
  OutpostErrorBox *error_box;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *spinner;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (OutpostHistoryPage, outpost_history_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- Rows ------------------------------------------------------------------------------------------------------------ */

static void
activated_cb (GtkWidget *row)
{
  GtkWidget *view = gtk_widget_get_ancestor (row, ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), outpost_build_log_page_new (g_object_get_data (G_OBJECT (row), "account"),
                                                                                      g_object_get_data (G_OBJECT (row), "build")));
}

GtkWidget *
outpost_history_row_new (OutpostAccount *account,
                         OutpostBuild *build)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  g_object_set_data_full (G_OBJECT (row), "account", g_object_ref (account), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), NULL);
  outpost_history_row_show (row, build);
  return row;
}

void
outpost_history_row_show (GtkWidget *row,
                          OutpostBuild *build)
{
  g_autofree char *status = outpost_words_dup_build_status (build);
  g_autofree char *ago = outpost_words_dup_ago (outpost_build_get_created_at (build), g_get_real_time ());
  g_autofree char *version = outpost_text_dup_visible (outpost_build_get_template_version_name (build));
  g_autofree char *who = outpost_text_dup_visible (outpost_build_get_initiator_name (build));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  /* Translators: the number of a build, and what became of it */
  title = g_strdup_printf (_("Build %d: %s"), (int) outpost_build_get_number (build), status);
  /* Translators: when a build began, a version, who began it */
  subtitle = g_strdup_printf (_("%s · version %s · by %s"), ago, version, who);
  g_object_set_data_full (G_OBJECT (row), "build", g_object_ref (build), g_object_unref);
  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (row), "icon"), outpost_words_get_build_icon (build));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

/* ---- Loading --------------------------------------------------------------------------------------------------------- */

static DexFuture *
loaded_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(OutpostHistoryPage) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);
  GPtrArray *builds = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self == NULL)
    return NULL;
  for (guint i = 0; builds != NULL && i < builds->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), outpost_history_row_new (self->account, g_ptr_array_index (builds, i)));
  if (builds != NULL)
    self->n_builds += builds->len;
  outpost_error_box_set_error (self->error_box, error);
  gtk_widget_set_visible (self->list, self->n_builds > 0);
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_visible (self->more_button, error != NULL || builds->len == PAGE_SIZE);
  gtk_button_set_label (GTK_BUTTON (self->more_button), error != NULL ? _("_Retry") : _("_Show More"));
  /* The scrolled area has the focus for as long as there is nothing in it. */
  if (gtk_widget_is_focus (self->scroller))
    gtk_widget_child_focus (builds != NULL ? self->list : self->more_button, GTK_DIR_TAB_FORWARD);
  return NULL;
}

static void
load (OutpostHistoryPage *self)
{
  DexFuture *asked
      = outpost_api_list_builds (outpost_account_get_client (self->account), self->workspace_id, self->n_builds, PAGE_SIZE);

  gtk_widget_set_visible (self->more_button, FALSE);
  gtk_widget_set_visible (self->spinner, TRUE);
  dex_clear (&self->loading);
  self->loading = dex_future_finally (asked, loaded_cb, outpost_weak_new (self), outpost_weak_free);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_history_page_dispose (GObject *object)
{
  OutpostHistoryPage *self = OUTPOST_HISTORY_PAGE (object);

  dex_clear (&self->loading);
  g_clear_object (&self->account);
  g_clear_pointer (&self->workspace_id, g_free);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  G_OBJECT_CLASS (outpost_history_page_parent_class)->dispose (object);
}

static void
outpost_history_page_class_init (OutpostHistoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_history_page_dispose;
}

static GtkWidget *
column_new (OutpostHistoryPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->error_box = g_object_new (OUTPOST_TYPE_ERROR_BOX, NULL);
  self->list = gtk_list_box_new ();
  self->spinner = adw_spinner_new ();
  self->more_button = gtk_button_new_with_mnemonic (_("_Show More"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_size_request (self->spinner, 32, 32);
  gtk_widget_add_css_class (self->more_button, "pill");
  gtk_widget_set_halign (self->more_button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error_box));
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->more_button);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 664);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  g_signal_connect_object (self->more_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return clamp;
}

static void
outpost_history_page_init (OutpostHistoryPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), column_new (self));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->scroller);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("History"));
}

AdwNavigationPage *
outpost_history_page_new (OutpostAccount *account,
                          OutpostWorkspace *workspace)
{
  OutpostHistoryPage *self = g_object_new (OUTPOST_TYPE_HISTORY_PAGE, NULL);

  self->account = g_object_ref (account);
  self->workspace_id = g_strdup (outpost_workspace_get_id (workspace));
  load (self);
  return ADW_NAVIGATION_PAGE (self);
}

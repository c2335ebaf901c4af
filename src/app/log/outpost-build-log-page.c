/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-build-log-page.h"

#include <glib/gi18n.h>

#include "api/outpost-api.h"
#include "live/outpost-build-watch.h"
#include "model/outpost-parameter.h"
#include "outpost-error-box.h"
#include "outpost-log-view.h"
#include "outpost-text.h"
#include "outpost-weak.h"
#include "outpost-words.h"

#define HIDDEN "••••••••"

/* A build that was, or is. */
struct _OutpostBuildLogPage
{
  AdwNavigationPage parent_instance;

  OutpostBuildWatch *watch;
  DexFuture *asking;
  OutpostErrorBox *error_box;
  AdwActionRow *status_row;
  GtkWidget *failure_row;
  AdwExpanderRow *values_row;
  GtkWidget *reveal_button;
  OutpostLogView *log;
  GPtrArray *value_rows; /* AdwActionRow, with their value as data */
};

G_DEFINE_FINAL_TYPE (OutpostBuildLogPage, outpost_build_log_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- What it was made with ------------------------------------------------------------------------------------------- */

/* A deployment does not say which of them are secrets. */
static void
show_values (OutpostBuildLogPage *self)
{
  gboolean revealed = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reveal_button));

  for (guint i = 0; i < self->value_rows->len; i++)
    {
      AdwActionRow *row = g_ptr_array_index (self->value_rows, i);
      const char *value = g_object_get_data (G_OBJECT (row), "value");
      g_autofree char *visible = outpost_text_dup_visible (value);

      adw_action_row_set_subtitle (row, *value == '\0' ? C_("value of a parameter", "Nothing") : revealed ? visible
                                                                                                           : HIDDEN);
    }
}

static DexFuture *
values_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(OutpostBuildLogPage) self = g_weak_ref_get (data);
  const GValue *answer = dex_future_get_value (completed, NULL);
  GPtrArray *values = answer != NULL ? g_value_get_boxed (answer) : NULL;

  if (self == NULL)
    return NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->values_row), values != NULL && values->len > 0);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (values, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *name = outpost_text_dup_visible (value->name);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      gtk_widget_add_css_class (row, "property");
      g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value->value), g_free);
      adw_expander_row_add_row (self->values_row, row);
      g_ptr_array_add (self->value_rows, row);
    }
  show_values (self);
  return NULL;
}

/* ---- How it goes ----------------------------------------------------------------------------------------------------- */

static void
show (OutpostBuildLogPage *self)
{
  OutpostBuild *build = outpost_build_watch_get_build (self->watch);
  gint64 now = g_get_real_time ();
  gint64 ended_at = outpost_build_get_job_completed_at (build);
  gint64 seconds = MAX (0, (ended_at > 0 ? ended_at : now) - outpost_build_get_job_created_at (build)) / G_USEC_PER_SEC;
  g_autofree char *status = outpost_words_dup_build_status (build);
  g_autofree char *clock = outpost_words_dup_clock (outpost_build_get_created_at (build), now);
  g_autofree char *version = outpost_text_dup_visible (outpost_build_get_template_version_name (build));
  g_autofree char *who = outpost_text_dup_visible (outpost_build_get_initiator_name (build));
  g_autofree char *failure = outpost_text_dup_visible (outpost_build_get_job_error (build));
  g_autofree char *facts = NULL;

  /* Translators: a version, a time of day, who began it, and how long it took in minutes and seconds */
  facts = g_strdup_printf (_("Version %s · %s · by %s · %d:%02d min"), version, clock, who, (int) (seconds / 60),
                           (int) (seconds % 60));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status_row), status);
  adw_action_row_set_subtitle (self->status_row, facts);
  gtk_widget_set_visible (self->failure_row, *failure != '\0');
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->failure_row), failure);
  outpost_error_box_set_error (self->error_box, outpost_build_watch_get_error (self->watch));
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_build_log_page_dispose (GObject *object)
{
  OutpostBuildLogPage *self = OUTPOST_BUILD_LOG_PAGE (object);

  dex_clear (&self->asking);
  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self->log);
      g_signal_handlers_disconnect_by_data (self->watch, self);
    }
  g_clear_object (&self->watch);
  g_clear_pointer (&self->value_rows, g_ptr_array_unref);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  G_OBJECT_CLASS (outpost_build_log_page_parent_class)->dispose (object);
}

static void
outpost_build_log_page_class_init (OutpostBuildLogPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_build_log_page_dispose;
}

static GtkWidget *
facts_new (OutpostBuildLogPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->status_row = ADW_ACTION_ROW (adw_action_row_new ());
  self->failure_row = adw_action_row_new ();
  self->values_row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  self->reveal_button = gtk_toggle_button_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->status_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->failure_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->failure_row), _("What the Build Said"));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self->failure_row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->values_row), _("Parameters"));
  gtk_button_set_icon_name (GTK_BUTTON (self->reveal_button), "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (self->reveal_button, _("Reveal Values"));
  gtk_widget_set_valign (self->reveal_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->reveal_button, "flat");
  adw_expander_row_add_suffix (self->values_row, self->reveal_button);
  gtk_widget_set_visible (GTK_WIDGET (self->values_row), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->status_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->failure_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->values_row));
  g_signal_connect_object (self->reveal_button, "toggled", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  return group;
}

static void
outpost_build_log_page_init (OutpostBuildLogPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->value_rows = g_ptr_array_new ();
  self->error_box = g_object_new (OUTPOST_TYPE_ERROR_BOX, NULL);
  self->log = OUTPOST_LOG_VIEW (outpost_log_view_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error_box));
  gtk_box_append (GTK_BOX (box), facts_new (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->log));
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 800);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
}

AdwNavigationPage *
outpost_build_log_page_new (OutpostAccount *account,
                            OutpostBuild *build)
{
  OutpostBuildLogPage *self = g_object_new (OUTPOST_TYPE_BUILD_LOG_PAGE, NULL);
  OutpostClient *client = outpost_account_get_client (account);
  g_autofree char *title = NULL;

  /* Translators: %d is the number of a build */
  title = g_strdup_printf (_("Build %d"), (int) outpost_build_get_number (build));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  self->watch = outpost_build_watch_new (client, build);
  g_signal_connect_swapped (self->watch, "log", G_CALLBACK (outpost_log_view_add), self->log);
  g_signal_connect_swapped (self->watch, "notify", G_CALLBACK (show), self);
  self->asking = dex_future_finally (outpost_api_get_build_parameters (client, outpost_build_get_id (build)), values_cb,
                                     outpost_weak_new (self), outpost_weak_free);
  show (self);
  return ADW_NAVIGATION_PAGE (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-status-group.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-words.h"

/* What a workspace is and what its newest build made of it; what is out of order has its own row. */
struct _OutpostStatusGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *status_row;
  GtkImage *status_icon;
  GtkWidget *lifecycle_box;
  GtkWidget *start_button;
  GtkWidget *stop_button;
  GtkWidget *restart_button;
  GtkWidget *cancel_row;
  GtkWidget *retry_row;
  AdwActionRow *failure_row;
  AdwActionRow *external_row;
  GtkImage *external_icon;
  GtkWidget *outdated_row;
  AdwActionRow *dormant_row;
  AdwActionRow *schedule_row;
  const char *style_class;
};

G_DEFINE_FINAL_TYPE (OutpostStatusGroup, outpost_status_group, ADW_TYPE_PREFERENCES_GROUP)

static void
outpost_status_group_show_status (OutpostStatusGroup *self,
                                  OutpostWorkspace *workspace,
                                  gint64 now)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  gint64 completed = outpost_build_get_job_completed_at (build);
  g_autofree char *status = outpost_words_dup_status (workspace);
  g_autofree char *ago = outpost_words_dup_ago (completed > 0 ? completed : outpost_build_get_created_at (build), now);
  g_autofree char *subtitle = NULL;

  /* Translators: when and by which build: "4 minutes ago, build 1" */
  subtitle = g_strdup_printf (_("%s, build %d"), ago, (int) outpost_build_get_number (build));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status_row), status);
  adw_action_row_set_subtitle (self->status_row, subtitle);
  gtk_image_set_from_icon_name (self->status_icon, outpost_words_get_status_icon (workspace));
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), self->style_class);
  self->style_class = outpost_words_get_status_class (workspace);
  if (self->style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), self->style_class);
}

static void
outpost_status_group_show_kind (OutpostStatusGroup *self,
                                OutpostTristate external)
{
  gtk_widget_set_visible (self->lifecycle_box, external == OUTPOST_YES);
  gtk_widget_set_visible (GTK_WIDGET (self->external_row), external != OUTPOST_UNKNOWN);
  if (external == OUTPOST_YES)
    {
      gtk_image_set_from_icon_name (self->external_icon, "network-server-symbolic");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->external_row), _("External Workspace"));
      adw_action_row_set_subtitle (self->external_row,
                                   _("The deployment does not start or stop its machine. Its agent runs where you attach it."));
    }
  else
    {
      gtk_image_set_from_icon_name (self->external_icon, "computer-symbolic");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->external_row), _("Ordinary Workspace"));
      adw_action_row_set_subtitle (self->external_row, _("Coder runs its machine itself: there is nothing to attach."));
    }
}

static void
outpost_status_group_show_failure (OutpostStatusGroup *self,
                                   OutpostBuild *build)
{
  gboolean failed = outpost_build_get_status (build) == OUTPOST_BUILD_FAILED;
  g_autofree char *error = outpost_text_dup_visible (outpost_build_get_job_error (build));

  gtk_widget_set_visible (GTK_WIDGET (self->failure_row), failed);
  adw_action_row_set_subtitle (self->failure_row, *error != '\0' ? error : _("The deployment gave no reason."));
}

/* A build that is under way can be canceled, one that came to nothing can be tried again: deleting has a button of its own. */
static void
outpost_status_group_show_ways_out (OutpostStatusGroup *self,
                                    OutpostBuild *build,
                                    const char *obstacle)
{
  OutpostBuildStatus status = outpost_build_get_status (build);
  gboolean came_to_nothing = status == OUTPOST_BUILD_FAILED || status == OUTPOST_BUILD_CANCELED;

  gtk_widget_set_visible (self->cancel_row, outpost_build_is_active (build) && status != OUTPOST_BUILD_CANCELING);
  gtk_widget_set_tooltip_text (self->cancel_row, obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cancel_row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : "", -1);
  gtk_widget_set_visible (self->retry_row, came_to_nothing && g_str_equal (outpost_build_get_transition (build), "start"));
}

static void
outpost_status_group_show_dormant (OutpostStatusGroup *self,
                                   gint64 dormant_at,
                                   gint64 now)
{
  g_autofree char *clock = NULL;
  g_autofree char *subtitle = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->dormant_row), dormant_at > 0);
  if (dormant_at <= 0)
    return;
  clock = outpost_words_dup_clock (dormant_at, now);
  /* Translators: %s is a date, or a time of day such as "Mon 10:12" */
  subtitle = g_strdup_printf (_("Since %s, because nobody used it. The deployment may delete it."), clock);
  adw_action_row_set_subtitle (self->dormant_row, subtitle);
}

static void
outpost_status_group_show_schedule (OutpostStatusGroup *self,
                                    OutpostWorkspace *workspace)
{
  gboolean starts = *outpost_workspace_get_autostart_schedule (workspace) != '\0';
  gboolean stops = outpost_workspace_get_ttl_ms (workspace) > 0;
  gboolean shown = (starts || stops) && outpost_workspace_is_external (workspace) == OUTPOST_YES;
  const char *words;

  gtk_widget_set_visible (GTK_WIDGET (self->schedule_row), shown);
  if (starts && stops)
    words = _("It is started and stopped on a schedule. Each such build makes a new token: the machine must then be attached "
              "again.");
  else if (starts)
    words = _("It is started on a schedule. Each such build makes a new token: the machine must then be attached again.");
  else
    words = _("It is stopped on a schedule. Each such build makes a new token: the machine must then be attached again.");
  adw_action_row_set_subtitle (self->schedule_row, words);
}

static void
outpost_status_group_dispose (GObject *object)
{
  G_OBJECT_CLASS (outpost_status_group_parent_class)->dispose (object);
  /* After the parent, which owns the child that this would take from it. */
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_STATUS_GROUP);
}

static void
outpost_status_group_class_init (OutpostStatusGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_status_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/workspace/outpost-status-group.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, status_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, status_icon);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, lifecycle_box);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, start_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, stop_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, restart_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, cancel_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, retry_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, failure_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, external_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, external_icon);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, outdated_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, dormant_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostStatusGroup, schedule_row);
}

static void
outpost_status_group_init (OutpostStatusGroup *self)
{
  GtkWidget *buttons[3];
  const char *reasons[] = {
    _("The deployment cannot start a machine that it did not make. Start it yourself, then attach it."),
    _("The deployment cannot stop a machine that it did not make. Stop the agent on the machine itself."),
    _("The deployment cannot restart a machine that it did not make. Restart it yourself; the agent must run again afterwards."),
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  buttons[0] = self->start_button;
  buttons[1] = self->stop_button;
  buttons[2] = self->restart_button;
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_set_tooltip_text (buttons[i], reasons[i]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reasons[i], -1);
    }
}

void
outpost_status_group_show (OutpostStatusGroup *self,
                           OutpostWorkspace *workspace,
                           const char *obstacle,
                           gint64 now)
{
  OutpostBuild *build;

  g_return_if_fail (OUTPOST_IS_STATUS_GROUP (self));
  g_return_if_fail (OUTPOST_IS_WORKSPACE (workspace));

  build = outpost_workspace_get_latest_build (workspace);
  outpost_status_group_show_status (self, workspace, now);
  outpost_status_group_show_failure (self, build);
  outpost_status_group_show_ways_out (self, build, obstacle);
  outpost_status_group_show_kind (self, outpost_workspace_is_external (workspace));
  gtk_widget_set_visible (self->outdated_row, outpost_workspace_get_outdated (workspace));
  outpost_status_group_show_dormant (self, outpost_workspace_get_dormant_at (workspace), now);
  outpost_status_group_show_schedule (self, workspace);
}

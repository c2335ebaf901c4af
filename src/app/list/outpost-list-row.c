/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-row.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-words.h"

/* A workspace where there is no room for columns: the same facts in a row of three lines. */
struct _OutpostListRow
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkWidget *star;
  GtkLabel *template_name;
  GtkLabel *agent;
  GtkLabel *status;
  GtkImage *status_icon;
  GtkWidget *outdated_icon;
  GtkLabel *age;
  GtkListItem *item; /* borrowed while it is bound */
  GtkWidget *mark;   /* NULL before the first time that rows are chosen */

  const char *icon_class;
  OutpostWorkspace *workspace;
  gulong handler;
  gboolean is_mine;
};

G_DEFINE_FINAL_TYPE (OutpostListRow, outpost_list_row, GTK_TYPE_WIDGET)

static char *
dup_name (OutpostWorkspace *workspace,
          gboolean is_mine)
{
  g_autofree char *full = NULL;

  if (is_mine)
    return outpost_text_dup_visible (outpost_workspace_get_name (workspace));
  full = g_strdup_printf ("%s/%s", outpost_workspace_get_owner_name (workspace), outpost_workspace_get_name (workspace));
  return outpost_text_dup_visible (full);
}

static char *
dup_template (OutpostWorkspace *workspace)
{
  const char *name = outpost_workspace_get_template_display_name (workspace);

  return outpost_text_dup_visible (*name != '\0' ? name : outpost_workspace_get_template_name (workspace));
}

static void
set_status_class (OutpostListRow *self,
                  const char *style_class)
{
  if (self->icon_class == style_class)
    return;
  if (self->icon_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), self->icon_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), style_class);
  self->icon_class = style_class;
}

/* Connected and yet unhealthy says nothing without the reason, and a finger has no tooltip. */
static char *
dup_agent_line (OutpostWorkspace *workspace,
                gint64 now)
{
  OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);

  if (agent != NULL && outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED
      && outpost_workspace_get_health (workspace) == OUTPOST_HEALTH_UNHEALTHY)
    return outpost_words_dup_health_reason (workspace);
  return outpost_words_dup_agent_summary (workspace, now);
}

static char *
dup_label (OutpostWorkspace *workspace,
           gboolean is_mine)
{
  g_autofree char *name = dup_name (workspace, is_mine);
  g_autofree char *template_name = dup_template (workspace);
  g_autofree char *status = outpost_words_dup_status (workspace);
  g_autofree char *agent = dup_agent_line (workspace, g_get_real_time ());
  g_autoptr(GStrvBuilder) facts = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;

  g_strv_builder_add (facts, name);
  if (outpost_workspace_get_favorite (workspace))
    g_strv_builder_add (facts, _("favorite"));
  g_strv_builder_add_many (facts, template_name, status, NULL);
  if (*agent != '\0')
    g_strv_builder_add (facts, agent);
  if (outpost_workspace_get_outdated (workspace))
    g_strv_builder_add (facts, _("Outdated"));
  parts = g_strv_builder_end (facts);
  return g_strjoinv (_(", "), parts);
}

static void
show (OutpostListRow *self)
{
  g_autofree char *name = dup_name (self->workspace, self->is_mine);
  g_autofree char *template_name = dup_template (self->workspace);
  g_autofree char *status = outpost_words_dup_status (self->workspace);

  gtk_label_set_text (self->name, name);
  gtk_widget_set_visible (self->star, outpost_workspace_get_favorite (self->workspace));
  gtk_label_set_text (self->template_name, template_name);
  gtk_label_set_text (self->status, status);
  gtk_image_set_from_icon_name (self->status_icon, outpost_words_get_status_icon (self->workspace));
  set_status_class (self, outpost_words_get_status_class (self->workspace));
  gtk_widget_set_visible (self->outdated_icon, outpost_workspace_get_outdated (self->workspace));
  outpost_list_row_update (self);
}

static void
outpost_list_row_dispose (GObject *object)
{
  OutpostListRow *self = OUTPOST_LIST_ROW (object);
  GtkWidget *child;

  outpost_list_row_unbind (self);
  self->mark = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_LIST_ROW);
  /* The boxes have no names, so that the template does not take them down. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (outpost_list_row_parent_class)->dispose (object);
}

static void
outpost_list_row_class_init (OutpostListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_list_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/list/outpost-list-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, name);
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, star);
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, template_name);
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, agent);
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, status);
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, status_icon);
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, outdated_icon);
  gtk_widget_class_bind_template_child (widget_class, OutpostListRow, age);
  gtk_widget_class_set_css_name (widget_class, "listrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
outpost_list_row_init (OutpostListRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
outpost_list_row_new (void)
{
  return g_object_new (OUTPOST_TYPE_LIST_ROW, NULL);
}

void
outpost_list_row_bind (OutpostListRow *self,
                       OutpostWorkspace *workspace,
                       const char *me)
{
  outpost_list_row_unbind (self);
  self->workspace = g_object_ref (workspace);
  self->is_mine = g_strcmp0 (outpost_workspace_get_owner_name (workspace), me) == 0;
  self->handler = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (show), self);
  show (self);
}

void
outpost_list_row_unbind (OutpostListRow *self)
{
  self->item = NULL;
  if (self->workspace == NULL)
    return;
  g_clear_signal_handler (&self->handler, self->workspace);
  g_clear_object (&self->workspace);
}

OutpostWorkspace *
outpost_list_row_get_workspace (OutpostListRow *self)
{
  return self->workspace;
}

void
outpost_list_row_update (OutpostListRow *self)
{
  gint64 now = g_get_real_time ();
  g_autofree char *agent = NULL;
  g_autofree char *age = NULL;

  if (self->workspace == NULL)
    return;
  agent = dup_agent_line (self->workspace, now);
  age = outpost_words_dup_duration (now - outpost_build_get_job_created_at (outpost_workspace_get_latest_build (self->workspace)));
  gtk_label_set_text (self->agent, agent);
  gtk_widget_set_visible (GTK_WIDGET (self->agent), *agent != '\0');
  gtk_label_set_text (self->age, age);
  if (self->item != NULL)
    {
      g_autofree char *label = dup_label (self->workspace, self->is_mine);

      gtk_list_item_set_accessible_label (self->item, label);
    }
}

void
outpost_list_row_set_item (OutpostListRow *self,
                           GtkListItem *item)
{
  self->item = item;
  outpost_list_row_update (self);
}

void
outpost_list_row_update_mark (OutpostListRow *self,
                              OutpostListSelection *selection)
{
  gboolean active = outpost_list_selection_get_active (selection);
  gboolean chosen = active && self->workspace != NULL && outpost_list_selection_contains (selection, self->workspace);

  if (!active && self->mark == NULL)
    return;
  if (self->mark == NULL)
    {
      self->mark = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_insert_after (self->mark, GTK_WIDGET (self), NULL);
    }
  gtk_widget_set_visible (self->mark, active);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->mark), chosen ? "outpost-checked-symbolic" : "outpost-unchecked-symbolic");
  gtk_widget_remove_css_class (self->mark, chosen ? "dim-label" : "accent");
  gtk_widget_add_css_class (self->mark, chosen ? "accent" : "dim-label");
}

char *
outpost_list_row_dup_label (OutpostWorkspace *workspace,
                            const char *me)
{
  return dup_label (workspace, g_strcmp0 (outpost_workspace_get_owner_name (workspace), me) == 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-cell.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-words.h"

/* One fact of a workspace in the column view: text, in some columns with a symbolic icon before it. */
struct _OutpostListCell
{
  GtkWidget parent_instance;

  OutpostListColumn column;
  GtkImage *icon; /* NULL in columns without one */
  GtkInscription *text;
  const char *icon_class;
  OutpostWorkspace *workspace;
  gulong handler;
  gboolean is_mine;
};

G_DEFINE_FINAL_TYPE (OutpostListCell, outpost_list_cell, GTK_TYPE_WIDGET)

/* How wide each is by itself and at least, in characters. */
static const struct
{
  guint least;
  guint natural;
  gboolean has_icon;
} shapes[OUTPOST_LIST_N_COLUMNS] = {
  [OUTPOST_LIST_COLUMN_WORKSPACE] = { 8, 15, TRUE },
  [OUTPOST_LIST_COLUMN_TEMPLATE] = { 6, 24, FALSE },
  [OUTPOST_LIST_COLUMN_STATUS] = { 7, 8, TRUE },
  [OUTPOST_LIST_COLUMN_HEALTHY] = { 4, 5, FALSE },
  [OUTPOST_LIST_COLUMN_AGENT] = { 8, 26, FALSE },
  [OUTPOST_LIST_COLUMN_LAST_BUILT] = { 5, 6, FALSE },
  [OUTPOST_LIST_COLUMN_VERSION] = { 6, 13, FALSE },
  [OUTPOST_LIST_COLUMN_OUTDATED] = { 4, 8, TRUE },
};

static void
set_icon (OutpostListCell *self,
          const char *name,
          const char *style_class)
{
  if (g_strcmp0 (gtk_image_get_icon_name (self->icon), name) != 0)
    gtk_image_set_from_icon_name (self->icon, name);
  if (self->icon_class == style_class)
    return;
  if (self->icon_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->icon_class);
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), style_class);
  self->icon_class = style_class;
}

static void
set_text (OutpostListCell *self,
          const char *text)
{
  gboolean is_empty = *text == '\0';

  gtk_inscription_set_text (self->text, is_empty ? "–" : text);
  if (is_empty)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "dim-label");
}

static void
set_outside_text (OutpostListCell *self,
                  const char *text)
{
  g_autofree char *visible = outpost_text_is_visible (text) ? NULL : outpost_text_dup_visible (text);

  set_text (self, visible != NULL ? visible : text);
}

static void
show_name (OutpostListCell *self)
{
  const char *name = outpost_workspace_get_name (self->workspace);
  gboolean favorite = outpost_workspace_get_favorite (self->workspace);
  g_autofree char *full = NULL;

  set_icon (self, favorite ? "starred-symbolic" : NULL, NULL);
  if (!self->is_mine)
    full = g_strdup_printf ("%s/%s", outpost_workspace_get_owner_name (self->workspace), name);
  set_outside_text (self, full != NULL ? full : name);
}

static void
show_template (OutpostListCell *self)
{
  const char *name = outpost_workspace_get_template_display_name (self->workspace);

  set_outside_text (self, *name != '\0' ? name : outpost_workspace_get_template_name (self->workspace));
}

static void
show_status (OutpostListCell *self)
{
  g_autofree char *status = outpost_words_dup_status (self->workspace);

  set_icon (self, outpost_words_get_status_icon (self->workspace), outpost_words_get_status_class (self->workspace));
  set_text (self, status);
}

static void
show_health (OutpostListCell *self)
{
  g_autofree char *reason = outpost_words_dup_health_reason (self->workspace);

  set_text (self, outpost_words_get_healthy (self->workspace));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason != NULL ? reason : "",
                                  -1);
}

static void
show_times (OutpostListCell *self)
{
  gint64 now = g_get_real_time ();
  g_autofree char *text = NULL;

  if (self->column == OUTPOST_LIST_COLUMN_AGENT)
    text = outpost_words_dup_agent_summary (self->workspace, now);
  else
    text = outpost_text_dup_age (
        now - outpost_build_get_job_created_at (outpost_workspace_get_latest_build (self->workspace)));
  set_text (self, text);
}

static void
show_outdated (OutpostListCell *self)
{
  gboolean outdated = outpost_workspace_get_outdated (self->workspace);

  set_icon (self, outdated ? "software-update-available-symbolic" : NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), outdated);
  set_text (self, outdated ? _("Outdated") : "");
}

static void
show (OutpostListCell *self)
{
  switch (self->column)
    {
    case OUTPOST_LIST_COLUMN_WORKSPACE:
      show_name (self);
      break;
    case OUTPOST_LIST_COLUMN_TEMPLATE:
      show_template (self);
      break;
    case OUTPOST_LIST_COLUMN_STATUS:
      show_status (self);
      break;
    case OUTPOST_LIST_COLUMN_HEALTHY:
      show_health (self);
      break;
    case OUTPOST_LIST_COLUMN_VERSION:
      set_outside_text (
          self, outpost_build_get_template_version_name (outpost_workspace_get_latest_build (self->workspace)));
      break;
    case OUTPOST_LIST_COLUMN_OUTDATED:
      show_outdated (self);
      break;
    case OUTPOST_LIST_COLUMN_AGENT:
    case OUTPOST_LIST_COLUMN_LAST_BUILT:
    case OUTPOST_LIST_N_COLUMNS:
    default:
      show_times (self);
    }
}

/* Asked for when the pointer rests: a tooltip set beforehand asks the display where the pointer is, once for each cell that
 * scrolls by. */
static char *
dup_tooltip (OutpostListCell *self)
{
  if (self->workspace == NULL)
    return NULL;
  if (self->column == OUTPOST_LIST_COLUMN_HEALTHY)
    return outpost_words_dup_health_reason (self->workspace);
  if (self->column == OUTPOST_LIST_COLUMN_OUTDATED && outpost_workspace_get_outdated (self->workspace))
    return g_strdup (_("The template has a newer version than this workspace"));
  return self->column == OUTPOST_LIST_COLUMN_AGENT ? g_strdup (gtk_inscription_get_text (self->text)) : NULL;
}

static gboolean
outpost_list_cell_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean keyboard_mode,
                                 GtkTooltip *tooltip)
{
  g_autofree char *text = dup_tooltip (OUTPOST_LIST_CELL (widget));

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && *text != '\0';
}

static void
outpost_list_cell_dispose (GObject *object)
{
  OutpostListCell *self = OUTPOST_LIST_CELL (object);
  GtkWidget *child;

  outpost_list_cell_unbind (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (outpost_list_cell_parent_class)->dispose (object);
}

static void
outpost_list_cell_class_init (OutpostListCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_list_cell_dispose;
  widget_class->query_tooltip = outpost_list_cell_query_tooltip;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "listcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
outpost_list_cell_init (OutpostListCell *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

GtkWidget *
outpost_list_cell_new (OutpostListColumn column)
{
  OutpostListCell *self = g_object_new (OUTPOST_TYPE_LIST_CELL, NULL);

  self->column = column;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), column == OUTPOST_LIST_COLUMN_HEALTHY || column == OUTPOST_LIST_COLUMN_AGENT
                                                     || column == OUTPOST_LIST_COLUMN_OUTDATED);
  if (shapes[column].has_icon)
    {
      self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
    }
  self->text = g_object_new (GTK_TYPE_INSCRIPTION, "min-chars", shapes[column].least, "nat-chars", shapes[column].natural,
                             "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, "hexpand", TRUE, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  if (column == OUTPOST_LIST_COLUMN_WORKSPACE)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "name");
  if (column == OUTPOST_LIST_COLUMN_LAST_BUILT)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
  return GTK_WIDGET (self);
}

void
outpost_list_cell_bind (OutpostListCell *self,
                        OutpostWorkspace *workspace,
                        const char *me)
{
  outpost_list_cell_unbind (self);
  self->workspace = g_object_ref (workspace);
  self->is_mine = g_strcmp0 (outpost_workspace_get_owner_name (workspace), me) == 0;
  self->handler = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (show), self);
  show (self);
}

void
outpost_list_cell_unbind (OutpostListCell *self)
{
  if (self->workspace == NULL)
    return;
  g_clear_signal_handler (&self->handler, self->workspace);
  g_clear_object (&self->workspace);
}

OutpostWorkspace *
outpost_list_cell_get_workspace (OutpostListCell *self)
{
  return self->workspace;
}

void
outpost_list_cell_update (OutpostListCell *self)
{
  if (self->workspace != NULL
      && (self->column == OUTPOST_LIST_COLUMN_AGENT || self->column == OUTPOST_LIST_COLUMN_LAST_BUILT))
    show_times (self);
}

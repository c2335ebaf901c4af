/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-cell.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "outpost-list-selection.h"
#include "outpost-text.h"
#include "outpost-words.h"

#define ICON_SIZE 16
#define SPACING 6
#define MARK_SPACING 12
#define DIMMED 0.55

/* One fact of a workspace in the column view: text, in some columns with a symbolic icon before it. A view makes two hundred
 * rows of eight cells, most of which nobody sees: so a cell draws its text itself, has a layout only from the first drawing
 * on, and draws the icon too. A colour that tells the status is the icon's alone, the text keeps that of the row. */
struct _OutpostListCell
{
  GtkWidget parent_instance;

  OutpostListColumn column;
  char *text;
  PangoLayout *layout; /* NULL until it is drawn */
  const char *icon;    /* its name; NULL: none */
  const char *icon_class;
  gboolean icon_is_dim;
  OutpostWorkspace *workspace;
  gulong handler;
  gboolean is_mine;
  gboolean is_described;
  gboolean has_mark;  /* when it was measured last */
  gboolean is_marked; /* when it was drawn last */
};

G_DEFINE_FINAL_TYPE (OutpostListCell, outpost_list_cell, GTK_TYPE_WIDGET)

#define MOST_OF_STATUS 20 /* characters */

/* How wide each is by itself and at least, in characters; a status is as wide as its words. */
static const struct
{
  guint least;
  guint natural;
  gboolean keeps_room; /* for an icon, also where there is none */
} shapes[OUTPOST_LIST_N_COLUMNS] = {
  [OUTPOST_LIST_COLUMN_WORKSPACE] = { 13, 15, TRUE },
  [OUTPOST_LIST_COLUMN_TEMPLATE] = { 15, 24, FALSE },
  [OUTPOST_LIST_COLUMN_STATUS] = { 0, 0, TRUE },
  [OUTPOST_LIST_COLUMN_HEALTHY] = { 4, 5, FALSE },
  [OUTPOST_LIST_COLUMN_AGENT] = { 26, 32, FALSE },
  [OUTPOST_LIST_COLUMN_LAST_BUILT] = { 5, 6, FALSE },
  [OUTPOST_LIST_COLUMN_VERSION] = { 6, 13, FALSE },
  [OUTPOST_LIST_COLUMN_OUTDATED] = { 8, 8, FALSE },
};

static void
set_icon (OutpostListCell *self,
          const char *name,
          const char *style_class)
{
  self->icon_is_dim = g_strcmp0 (style_class, "dim-label") == 0;
  if (self->icon_is_dim)
    style_class = NULL; /* it would dim the text too */
  if (self->icon == name && self->icon_class == style_class)
    return;
  if (self->icon_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->icon_class);
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style_class);
  self->icon_class = style_class;
  self->icon = name;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_text (OutpostListCell *self,
          const char *text)
{
  gboolean is_empty = *text == '\0';

  if (!g_set_str (&self->text, is_empty ? "–" : text))
    return;
  if (is_empty)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dim-label");
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason != NULL ? reason : "",
                                  -1);
}

/* What the pointer is told, for those who have none. */
static void
describe (OutpostListCell *self)
{
  g_autofree char *why = outpost_words_dup_attach_again (self->workspace);

  if (why != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
  else if (self->is_described)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  self->is_described = why != NULL;
}

static void
show_times (OutpostListCell *self)
{
  gint64 now = g_get_real_time ();
  g_autofree char *text = NULL;

  if (self->column == OUTPOST_LIST_COLUMN_AGENT)
    text = outpost_words_dup_agent_summary (self->workspace, now);
  else
    text = outpost_words_dup_duration (
        now - outpost_build_get_job_created_at (outpost_workspace_get_latest_build (self->workspace)));
  set_text (self, text);
  if (self->column == OUTPOST_LIST_COLUMN_AGENT)
    describe (self);
}

static void
show_outdated (OutpostListCell *self)
{
  gboolean outdated = outpost_workspace_get_outdated (self->workspace);

  set_icon (self, outdated ? "software-update-available-symbolic" : NULL, NULL);
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

/* Of the row's first cell, which listens for all: eight handlers a row would be most of what scrolling binds. */
static void
changed_cb (OutpostListCell *self)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (self)));

  for (GtkWidget *place = gtk_widget_get_first_child (row); place != NULL; place = gtk_widget_get_next_sibling (place))
    {
      GtkWidget *cell = gtk_widget_get_first_child (place);

      if (OUTPOST_IS_LIST_CELL (cell) && OUTPOST_LIST_CELL (cell)->workspace == self->workspace)
        show (OUTPOST_LIST_CELL (cell));
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
  if (self->column == OUTPOST_LIST_COLUMN_AGENT && outpost_workspace_get_attach_again (self->workspace))
    return outpost_words_dup_attach_again (self->workspace);
  return self->column == OUTPOST_LIST_COLUMN_AGENT ? g_strdup (self->text) : NULL;
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

/* ---- Drawing ----------------------------------------------------------------------------------------------------- */

/* Of the view: its font is that of all cells, and a context of each would be most of what a cell costs. */
static PangoContext *
get_context (OutpostListCell *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_COLUMN_VIEW);

  return gtk_widget_get_pango_context (view != NULL ? view : GTK_WIDGET (self));
}

static PangoAttrList *
new_attributes (OutpostListCell *self)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (self->column == OUTPOST_LIST_COLUMN_WORKSPACE)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (self->column == OUTPOST_LIST_COLUMN_LAST_BUILT)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  return attributes;
}

static PangoLayout *
new_layout (OutpostListCell *self)
{
  g_autoptr(PangoAttrList) attributes = new_attributes (self);
  PangoLayout *layout = pango_layout_new (get_context (self));

  pango_layout_set_text (layout, self->text, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/* NULL while rows are not chosen one by one. The first cell of a row has its mark. */
static OutpostListSelection *
get_selection (OutpostListCell *self)
{
  GtkWidget *view = self->column == OUTPOST_LIST_COLUMN_WORKSPACE
                        ? gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_COLUMN_VIEW)
                        : NULL;
  GtkSelectionModel *model = view != NULL ? gtk_column_view_get_model (GTK_COLUMN_VIEW (view)) : NULL;

  if (!OUTPOST_IS_LIST_SELECTION (model) || !outpost_list_selection_get_active (OUTPOST_LIST_SELECTION (model)))
    return NULL;
  return OUTPOST_LIST_SELECTION (model);
}

static gboolean
is_chosen (OutpostListCell *self,
           OutpostListSelection *selection)
{
  return selection != NULL && self->workspace != NULL && outpost_list_selection_contains (selection, self->workspace);
}

static int
get_room_for_mark (OutpostListCell *self)
{
  return self->has_mark ? ICON_SIZE + MARK_SPACING : 0;
}

static int
get_room_for_icon (OutpostListCell *self)
{
  return get_room_for_mark (self) + (self->icon != NULL || shapes[self->column].keeps_room ? ICON_SIZE + SPACING : 0);
}

static guint
get_status_width (void)
{
  static guint longest;

  if (longest == 0)
    longest = MIN (outpost_words_get_status_width (), MOST_OF_STATUS);
  return longest;
}

guint
outpost_list_cell_get_least_width (OutpostListColumn column)
{
  g_return_val_if_fail (column < OUTPOST_LIST_N_COLUMNS, 0);
  return column == OUTPOST_LIST_COLUMN_STATUS ? get_status_width () : shapes[column].least;
}

static void
outpost_list_cell_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  OutpostListCell *self = OUTPOST_LIST_CELL (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (get_context (self), NULL, NULL);

  self->has_mark = get_selection (self) != NULL;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));
      guint least = outpost_list_cell_get_least_width (self->column);

      *minimum = PANGO_PIXELS_CEIL (width * least) + get_room_for_icon (self);
      *natural = PANGO_PIXELS_CEIL (width * MAX (shapes[self->column].natural, least)) + get_room_for_icon (self);
    }
  else
    {
      int height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

      *minimum = *natural = MAX (PANGO_PIXELS_CEIL (height), ICON_SIZE);
    }
  pango_font_metrics_unref (metrics);
}

/* The theme keeps the picture, so that looking it up costs nothing. @start: where it begins */
static void
draw_symbol (OutpostListCell *self,
             GtkSnapshot *snapshot,
             const char *name,
             int start,
             const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr(GtkIconPaintable) icon
      = gtk_icon_theme_lookup_icon (theme, name, NULL, ICON_SIZE, gtk_widget_get_scale_factor (widget),
                                    gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (rtl ? gtk_widget_get_width (widget) - ICON_SIZE - start : start,
                                                (gtk_widget_get_height (widget) - ICON_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, colors,
                                            G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

/* In the colour of the cell by its class. */
static void
draw_icon (OutpostListCell *self,
           GtkSnapshot *snapshot)
{
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= self->icon_is_dim ? DIMMED : 1;
  draw_symbol (self, snapshot, self->icon, get_room_for_mark (self), &color);
}

static void
draw_mark (OutpostListCell *self,
           GtkSnapshot *snapshot)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr(GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  GdkRGBA color;

  self->is_marked = is_chosen (self, get_selection (self));
  adw_rgba_to_standalone (accent, adw_style_manager_get_dark (style), &color);
  if (!self->is_marked)
    {
      gtk_widget_get_color (gtk_widget_get_parent (GTK_WIDGET (self)), &color);
      color.alpha *= DIMMED;
    }
  draw_symbol (self, snapshot, self->is_marked ? "outpost-checked-symbolic" : "outpost-unchecked-symbolic", 0, &color);
}

static void
outpost_list_cell_snapshot (GtkWidget *widget,
                            GtkSnapshot *snapshot)
{
  OutpostListCell *self = OUTPOST_LIST_CELL (widget);
  int room = get_room_for_icon (self);
  int width = gtk_widget_get_width (widget) - room;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA color;
  int text_width, text_height;

  if (self->has_mark)
    draw_mark (self, snapshot);
  if (self->icon != NULL)
    draw_icon (self, snapshot);
  if (self->text == NULL || width <= 0)
    return;
  if (self->layout == NULL)
    self->layout = new_layout (self);
  pango_layout_set_width (self->layout, width * PANGO_SCALE);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (self->layout, &text_width, &text_height);
  gtk_widget_get_color (gtk_widget_get_parent (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? 0 : room, (gtk_widget_get_height (widget) - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_list_cell_dispose (GObject *object)
{
  OutpostListCell *self = OUTPOST_LIST_CELL (object);

  outpost_list_cell_unbind (self);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (outpost_list_cell_parent_class)->dispose (object);
}

static void
outpost_list_cell_finalize (GObject *object)
{
  g_free (OUTPOST_LIST_CELL (object)->text);
  G_OBJECT_CLASS (outpost_list_cell_parent_class)->finalize (object);
}

static void
outpost_list_cell_class_init (OutpostListCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_list_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = outpost_list_cell_finalize;
  widget_class->query_tooltip = outpost_list_cell_query_tooltip;
  widget_class->measure = outpost_list_cell_measure;
  widget_class->snapshot = outpost_list_cell_snapshot;
  gtk_widget_class_set_css_name (widget_class, "listcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
outpost_list_cell_init (OutpostListCell *self)
{
}

GtkWidget *
outpost_list_cell_new (OutpostListColumn column)
{
  OutpostListCell *self = g_object_new (OUTPOST_TYPE_LIST_CELL, NULL);

  self->column = column;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), column == OUTPOST_LIST_COLUMN_HEALTHY || column == OUTPOST_LIST_COLUMN_AGENT
                                                     || column == OUTPOST_LIST_COLUMN_OUTDATED);
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
  if (self->column == OUTPOST_LIST_COLUMN_WORKSPACE)
    self->handler = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  show (self);
}

void
outpost_list_cell_unbind (OutpostListCell *self)
{
  if (self->workspace == NULL)
    return;
  g_clear_signal_handler (&self->handler, self->workspace);
  g_clear_object (&self->workspace);
  g_clear_object (&self->layout);
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

void
outpost_list_cell_update_mark (OutpostListCell *self)
{
  OutpostListSelection *selection = get_selection (self);

  if (self->has_mark != (selection != NULL))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else if (self->is_marked != is_chosen (self, selection))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
outpost_list_cell_get_text (OutpostListCell *self)
{
  return self->text;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-probe-look.h"

#include <adwaita.h>

#include "outpost-weak.h"

/* What is on the screen now, widget by widget. */
typedef struct
{
  JsonBuilder *builder;
  GPtrArray *seen; /* of GWeakRef: what the numbers given out stand for */
} Look;

static void
add_string (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value != NULL ? value : "");
}

static void
add_int (JsonBuilder *builder,
         const char *name,
         gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* Only what is so is said. */
static void
add_flag (JsonBuilder *builder,
          const char *name,
          gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
add_box (JsonBuilder *builder,
         const char *name,
         double x,
         double y,
         double width,
         double height)
{
  double values[] = { x, y, width, height };

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    json_builder_add_double_value (builder, values[i]);
  json_builder_end_array (builder);
}

/* The biggest letters of a text and its heaviest, in points of the screen and of Pango's scale. */
static void
add_font (JsonBuilder *builder,
          PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int size = 0, weight = 0;

  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      g_autoptr(PangoFontDescription) font = run != NULL ? pango_font_describe_with_absolute_size (run->item->analysis.font) : NULL;

      if (font == NULL)
        continue;
      size = MAX (size, pango_font_description_get_size (font) / PANGO_SCALE);
      weight = MAX (weight, (int) pango_font_description_get_weight (font));
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  add_int (builder, "font", size);
  add_int (builder, "weight", weight);
}

static void
add_label (JsonBuilder *builder,
           GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int x, y, width, height;

  add_string (builder, "text", gtk_label_get_text (label));
  gtk_label_get_layout_offsets (label, &x, &y);
  pango_layout_get_pixel_size (layout, &width, &height);
  add_box (builder, "letters", x, y, width, height);
  add_flag (builder, "ellipsized", pango_layout_is_ellipsized (layout));
  add_font (builder, layout);
}

static void
add_view (JsonBuilder *builder,
          GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  add_string (builder, "text", text);
}

static void
add_words (JsonBuilder *builder,
           GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    add_label (builder, GTK_LABEL (widget));
  else if (GTK_IS_TEXT (widget))
    add_string (builder, "text", gtk_editable_get_text (GTK_EDITABLE (widget)));
  else if (GTK_IS_TEXT_VIEW (widget))
    add_view (builder, GTK_TEXT_VIEW (widget));
  else if (GTK_IS_IMAGE (widget))
    add_string (builder, "icon", gtk_image_get_icon_name (GTK_IMAGE (widget)));
  else if (GTK_IS_STACK (widget))
    add_string (builder, "page", gtk_stack_get_visible_child_name (GTK_STACK (widget)));
  else if (ADW_IS_NAVIGATION_PAGE (widget))
    add_string (builder, "page", adw_navigation_page_get_tag (ADW_NAVIGATION_PAGE (widget)));
  else if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkPolicyType across, down;

      gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
      add_flag (builder, "across", across != GTK_POLICY_NEVER);
      add_flag (builder, "down", down != GTK_POLICY_NEVER);
    }
}

/* Where a person can see and reach it: relative to the surface that it is on. */
static void
add_place (JsonBuilder *builder,
           GtkWidget *widget)
{
  graphene_rect_t bounds;
  GtkWidget *native = GTK_WIDGET (gtk_widget_get_native (widget));

  if (!gtk_widget_compute_bounds (widget, native, &bounds))
    graphene_rect_init (&bounds, 0, 0, 0, 0);
  add_box (builder, "box", bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height);
}

static void
add_state (JsonBuilder *builder,
           GtkWidget *widget)
{
  g_auto(GStrv) classes = gtk_widget_get_css_classes (widget);
  g_autofree char *joined = g_strjoinv (" ", classes);
  GtkRoot *root = gtk_widget_get_root (widget);

  add_string (builder, "classes", joined);
  add_string (builder, "tip", gtk_widget_get_tooltip_text (widget));
  add_flag (builder, "sensitive", gtk_widget_is_sensitive (widget));
  add_flag (builder, "focusable", gtk_widget_get_focusable (widget));
  add_flag (builder, "focused", root != NULL && gtk_root_get_focus (root) == widget);
  add_flag (builder, "window", GTK_IS_NATIVE (widget));
  add_flag (builder, "clear", gtk_widget_get_opacity (widget) == 0);
}

static void
add_widget (Look *self,
            GtkWidget *widget,
            int parent)
{
  int number = self->seen->len;

  if (!gtk_widget_get_mapped (widget))
    return;
  g_ptr_array_add (self->seen, outpost_weak_new (widget));
  json_builder_begin_object (self->builder);
  add_int (self->builder, "parent", parent);
  add_string (self->builder, "type", G_OBJECT_TYPE_NAME (widget));
  add_place (self->builder, widget);
  add_state (self->builder, widget);
  add_words (self->builder, widget);
  json_builder_end_object (self->builder);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    add_widget (self, child, number);
}

JsonNode *
outpost_probe_look (GPtrArray *seen)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GListModel *windows = gtk_window_get_toplevels ();
  Look self = { builder, seen };

  g_ptr_array_set_size (seen, 0);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      add_widget (&self, window, -1);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

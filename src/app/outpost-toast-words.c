/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-toast-words.h"

#define AROUND 92 /* a toast's own edges and its cross */
#define BESIDE 12 /* between words and button */
#define BENEATH 6
#define LEAST_WORDS 200 /* less room than that beside a button is too little */

/* A label, and maybe a button beside it, or beneath it where there is little room. */
struct _OutpostToastWords
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *button; /* nullable */
  int room;          /* 0: not looked for yet */
  guint idle;
};

G_DEFINE_FINAL_TYPE (OutpostToastWords, outpost_toast_words, GTK_TYPE_WIDGET)

static int
get_natural_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static int
get_natural_height (GtkWidget *widget,
                    int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* What the button takes of a width; 0 where it has to be beneath. */
static int
get_taken (OutpostToastWords *self,
           int width)
{
  int taken = self->button != NULL ? get_natural_width (self->button) + BESIDE : 0;

  return width - taken >= MIN (LEAST_WORDS, get_natural_width (self->label)) ? taken : 0;
}

static void
look_for_room (OutpostToastWords *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  self->room = MAX ((overlay != NULL ? gtk_widget_get_width (overlay) : 0) - AROUND, 1);
}

static GtkSizeRequestMode
outpost_toast_words_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (OutpostToastWords *self,
               int *minimum,
               int *natural)
{
  int least, words, button_least = 0, button = 0, taken;

  /* The same until all is measured anew. */
  if (self->room == 0)
    look_for_room (self);
  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &least, &words, NULL, NULL);
  if (self->button != NULL)
    gtk_widget_measure (self->button, GTK_ORIENTATION_HORIZONTAL, -1, &button_least, &button, NULL, NULL);
  taken = get_taken (self, self->room);
  *minimum = MAX (least, button_least);
  *natural = MAX (MIN (taken > 0 ? words + taken : MAX (words, button), self->room), *minimum);
}

static void
outpost_toast_words_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  OutpostToastWords *self = OUTPOST_TOAST_WORDS (widget);
  int least, width, taken, words, button;

  measure_width (self, &least, &width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = width;
      return;
    }
  if (for_size >= 0)
    width = MAX (for_size, least);
  taken = get_taken (self, width);
  words = get_natural_height (self->label, width - taken);
  button = self->button != NULL ? get_natural_height (self->button, -1) : 0;
  /* It has what it likes; no window becomes higher for it. */
  *minimum = 0;
  *natural = self->button != NULL && taken == 0 ? words + BENEATH + button : MAX (words, button);
}

/* At the end beside the words, at the beginning beneath them. */
static void
allocate_button (OutpostToastWords *self,
                 int width,
                 int height,
                 gboolean beneath)
{
  int wide = MIN (get_natural_width (self->button), width);
  int high = get_natural_height (self->button, -1);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  graphene_point_t place
      = GRAPHENE_POINT_INIT (beneath == is_rtl ? width - wide : 0, beneath ? height - high : (height - high) / 2);

  gtk_widget_allocate (self->button, wide, high, -1, gsk_transform_translate (NULL, &place));
}

static void
outpost_toast_words_size_allocate (GtkWidget *widget,
                                   int width,
                                   int height,
                                   int baseline)
{
  OutpostToastWords *self = OUTPOST_TOAST_WORDS (widget);
  int taken = get_taken (self, width);
  gboolean beneath = self->button != NULL && taken == 0;
  graphene_point_t place = GRAPHENE_POINT_INIT (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? taken : 0, 0);

  gtk_widget_allocate (self->label, width - taken, beneath ? get_natural_height (self->label, width) : height, -1,
                       gsk_transform_translate (NULL, &place));
  if (self->button != NULL)
    allocate_button (self, width, height, beneath);
}

static gboolean
resize_cb (gpointer data)
{
  OutpostToastWords *self = data;

  self->idle = 0;
  look_for_room (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Once the overlay has its new width. */
static void
width_cb (OutpostToastWords *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (resize_cb, self);
}

static void
outpost_toast_words_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (outpost_toast_words_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (gtk_widget_get_native (widget)), "notify::width", G_CALLBACK (width_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
outpost_toast_words_dispose (GObject *object)
{
  OutpostToastWords *self = OUTPOST_TOAST_WORDS (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (outpost_toast_words_parent_class)->dispose (object);
}

static void
outpost_toast_words_class_init (OutpostToastWordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_toast_words_dispose;
  widget_class->get_request_mode = outpost_toast_words_get_request_mode;
  widget_class->realize = outpost_toast_words_realize;
  widget_class->measure = outpost_toast_words_measure;
  widget_class->size_allocate = outpost_toast_words_size_allocate;
}

static void
outpost_toast_words_init (OutpostToastWords *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
outpost_toast_words_new (const char *words,
                         GtkWidget *button)
{
  OutpostToastWords *self = g_object_new (OUTPOST_TYPE_TOAST_WORDS, NULL);

  gtk_label_set_label (GTK_LABEL (self->label), words);
  self->button = button;
  if (button != NULL)
    gtk_widget_set_parent (button, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

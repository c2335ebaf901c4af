/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-pacer.h"

#define FIRST 16 /* the rows of a window that is about to appear: nothing can stutter yet */
#define FIRST_SHOWN 8
#define BUDGET_US 2000 /* of a frame; styling and laying out the new rows takes as much again */
#define PORTION 8      /* rows that leave between two looks at the clock */
#define ENOUGH 220     /* a list view keeps no more rows than 200 */

/* A growing window on a model. */
struct _OutpostListPacer
{
  GObject parent_instance;

  GListModel *model;
  GtkSliceListModel *slice;
  GtkWidget *clock;
  guint tick;
  guint enough;
  GtkFilter *filter; /* nullable: to be told as soon as only few rows are left */
};

G_DEFINE_FINAL_TYPE (OutpostListPacer, outpost_list_pacer, G_TYPE_OBJECT)

static guint
get_first (OutpostListPacer *self)
{
  return gtk_widget_get_mapped (self->clock) ? FIRST_SHOWN : FIRST;
}

static void
tell_filter (OutpostListPacer *self)
{
  g_autoptr(GtkFilter) filter = g_steal_pointer (&self->filter);

  gtk_slice_list_model_set_size (self->slice, get_first (self));
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
shrink (OutpostListPacer *self)
{
  gint64 end = g_get_monotonic_time () + BUDGET_US;
  guint size = MIN (gtk_slice_list_model_get_size (self->slice), g_list_model_get_n_items (self->model));
  guint first = get_first (self);

  while (size > first && g_get_monotonic_time () < end)
    {
      size -= MIN (PORTION, size - first);
      gtk_slice_list_model_set_size (self->slice, size);
    }
  if (size <= first)
    tell_filter (self);
}

static gboolean
tick_cb (GtkWidget *widget,
         GdkFrameClock *frame_clock,
         gpointer data)
{
  OutpostListPacer *self = data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;
  guint n_items = g_list_model_get_n_items (self->model);
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (self->filter != NULL)
    {
      shrink (self);
      return G_SOURCE_CONTINUE;
    }
  do
    gtk_slice_list_model_set_size (self->slice, ++size);
  while (size < MIN (self->enough, n_items) && g_get_monotonic_time () < end);
  if (size < MIN (self->enough, n_items))
    return G_SOURCE_CONTINUE;
  /* What a box has stays: an item more in the middle must not cost the last one its place. */
  if (size >= self->enough || self->enough == G_MAXUINT)
    gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (OutpostListPacer *self)
{
  if (self->filter != NULL)
    return;
  if (self->enough == G_MAXUINT && g_list_model_get_n_items (self->model) == 0)
    gtk_slice_list_model_set_size (self->slice, FIRST_SHOWN);
  if (self->tick == 0 && gtk_slice_list_model_get_size (self->slice) < g_list_model_get_n_items (self->model))
    self->tick = gtk_widget_add_tick_callback (self->clock, tick_cb, self, NULL);
}

static void
outpost_list_pacer_dispose (GObject *object)
{
  OutpostListPacer *self = OUTPOST_LIST_PACER (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->clock, self->tick);
  self->tick = 0;
  g_clear_object (&self->filter);
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (outpost_list_pacer_parent_class)->dispose (object);
}

static void
outpost_list_pacer_class_init (OutpostListPacerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_list_pacer_dispose;
}

static void
outpost_list_pacer_init (OutpostListPacer *self)
{
  self->enough = ENOUGH;
}

OutpostListPacer *
outpost_list_pacer_new (GListModel *model,
                        GtkWidget *clock)
{
  OutpostListPacer *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model) && GTK_IS_WIDGET (clock), NULL);

  self = g_object_new (OUTPOST_TYPE_LIST_PACER, NULL);
  self->clock = clock;
  self->model = g_object_ref (model);
  self->slice = gtk_slice_list_model_new (g_object_ref (model), 0, FIRST);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
  return self;
}

OutpostListPacer *
outpost_list_pacer_new_for_box (GListModel *model,
                                GtkWidget *clock)
{
  OutpostListPacer *self = outpost_list_pacer_new (model, clock);

  self->enough = G_MAXUINT;
  return self;
}

GListModel *
outpost_list_pacer_get_model (OutpostListPacer *self)
{
  g_return_val_if_fail (OUTPOST_IS_LIST_PACER (self), NULL);
  return G_LIST_MODEL (self->slice);
}

void
outpost_list_pacer_restart (OutpostListPacer *self)
{
  g_return_if_fail (OUTPOST_IS_LIST_PACER (self));
  gtk_slice_list_model_set_size (self->slice, get_first (self));
  items_changed_cb (self);
}

void
outpost_list_pacer_filter (OutpostListPacer *self,
                           GtkFilter *filter)
{
  g_return_if_fail (OUTPOST_IS_LIST_PACER (self));
  g_return_if_fail (GTK_IS_FILTER (filter));

  g_set_object (&self->filter, filter);
  if (!gtk_widget_get_mapped (self->clock))
    tell_filter (self);
  else if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->clock, tick_cb, self, NULL);
}

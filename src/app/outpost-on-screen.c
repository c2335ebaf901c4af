/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-on-screen.h"

/* A widget that is watched; kept by its signals. */
typedef struct
{
  GtkWidget *widget; /* borrowed */
  GtkWindow *window; /* borrowed, while the widget is in it */
  gulong suspended;
  void (*changed) (GtkWidget *widget);
} OnScreen;

static void
leave (OnScreen *self)
{
  if (self->window != NULL)
    g_clear_signal_handler (&self->suspended, self->window);
  g_clear_weak_pointer (&self->window);
}

static void
on_screen_free (gpointer data,
                GClosure *closure)
{
  leave (data);
  g_free (data);
}

static void
suspended_cb (OnScreen *self)
{
  self->changed (self->widget);
}

static void
map_cb (OnScreen *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  leave (self);
  if (GTK_IS_WINDOW (root))
    {
      g_set_weak_pointer (&self->window, GTK_WINDOW (root));
      self->suspended = g_signal_connect_swapped (root, "notify::suspended", G_CALLBACK (suspended_cb), self);
    }
  self->changed (self->widget);
}

static void
unmap_cb (OnScreen *self)
{
  leave (self);
  self->changed (self->widget);
}

gboolean
outpost_on_screen_is_seen (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return gtk_widget_get_mapped (widget) && GTK_IS_WINDOW (root) && !gtk_window_is_suspended (GTK_WINDOW (root));
}

void
outpost_on_screen_watch (GtkWidget *widget,
                         void (*changed) (GtkWidget *widget))
{
  OnScreen *self = g_new0 (OnScreen, 1);

  self->widget = widget;
  self->changed = changed;
  g_signal_connect_swapped (widget, "map", G_CALLBACK (map_cb), self);
  g_signal_connect_data (widget, "unmap", G_CALLBACK (unmap_cb), self, on_screen_free, G_CONNECT_SWAPPED);
}

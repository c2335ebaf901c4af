/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-unfinished.h"

#define COUNT "outpost-unfinished"
#define HELD "outpost-held"

/* One thing that is being written. */
struct _OutpostUnfinished
{
  GtkWindow *window; /* nullable: it was in none, or that is gone */
};

static int
get_count (GtkWindow *window)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (window), COUNT));
}

OutpostUnfinished *
outpost_unfinished_begin (GtkWidget *widget)
{
  OutpostUnfinished *self = g_new0 (OutpostUnfinished, 1);
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  if (!GTK_IS_WINDOW (root))
    return self;
  g_set_weak_pointer (&self->window, GTK_WINDOW (root));
  g_object_set_data (G_OBJECT (root), COUNT, GINT_TO_POINTER (get_count (self->window) + 1));
  return self;
}

static gboolean
is_held (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), HELD) != NULL && !gtk_widget_get_visible (GTK_WIDGET (window));
}

/* Once more is asked whether it is still so: a person may have come back. */
static void
close_cb (gpointer data)
{
  GtkWindow *window = data;

  if (get_count (window) == 0 && is_held (window))
    gtk_window_destroy (window);
  g_object_unref (window);
}

void
outpost_unfinished_end (OutpostUnfinished *self,
                        gboolean well)
{
  GtkWindow *window = self->window;
  gboolean held;

  g_clear_weak_pointer (&self->window);
  g_free (self);
  if (window == NULL)
    return;
  held = is_held (window);
  g_object_set_data (G_OBJECT (window), COUNT, GINT_TO_POINTER (get_count (window) - 1));
  if (held && !well)
    gtk_window_present (window);
  else if (held && get_count (window) == 0)
    /* Not from below whoever lives in it. */
    g_idle_add_once (close_cb, g_object_ref (window));
}

gboolean
outpost_unfinished_hold (GtkWindow *window)
{
  if (get_count (window) == 0)
    return FALSE;
  g_object_set_data (G_OBJECT (window), HELD, window);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  return TRUE;
}

gboolean
outpost_unfinished_hold_where_closing (GtkWindow *window)
{
  GSignalInvocationHint *asked = g_signal_get_invocation_hint (window);
  gboolean closing = asked != NULL && asked->signal_id == g_signal_lookup ("close-request", GTK_TYPE_WINDOW);

  return closing && outpost_unfinished_hold (window);
}

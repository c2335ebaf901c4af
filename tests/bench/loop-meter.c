/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "loop-meter.h"

#include <stdio.h>

#define QUIET_US (400 * G_TIME_SPAN_MILLISECOND)
#define QUIET_BLOCK_US (4 * G_TIME_SPAN_MILLISECOND)
#define MS(us) ((us) / 1000.0)

static struct
{
  gint64 woken;
  gint64 paint_start;
  gint64 painting; /* in this turn of the loop */
  gint64 longest_block;
  gint64 longest_paint;
  gint64 longest_turn;
  gint64 last_work; /* when it was last away for more than a moment */
} loop;

static gint
measured_poll (GPollFD *fds,
               guint n_fds,
               gint timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint result;

  if (loop.woken != 0)
    {
      loop.longest_block = MAX (loop.longest_block, now - loop.woken - loop.painting);
      loop.longest_paint = MAX (loop.longest_paint, loop.painting);
      loop.longest_turn = MAX (loop.longest_turn, now - loop.woken);
      if (now - loop.woken > QUIET_BLOCK_US)
        loop.last_work = now;
    }
  loop.painting = 0;
  result = g_poll (fds, n_fds, timeout);
  loop.woken = g_get_monotonic_time ();
  return result;
}

/* Layout and drawing follow the update of a frame. */
static void
paint_begins_cb (void)
{
  loop.paint_start = g_get_monotonic_time ();
}

static void
paint_ends_cb (void)
{
  if (loop.paint_start != 0)
    loop.painting += g_get_monotonic_time () - loop.paint_start;
  loop.paint_start = 0;
}

void
loop_meter_install (void)
{
  loop.last_work = g_get_monotonic_time ();
  g_main_context_set_poll_func (NULL, measured_poll);
}

void
loop_meter_watch (GdkFrameClock *clock)
{
  g_signal_connect (clock, "before-paint", G_CALLBACK (paint_begins_cb), NULL);
  g_signal_connect_after (clock, "update", G_CALLBACK (paint_begins_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (paint_ends_cb), NULL);
}

/* What came before in this turn of the loop belongs to what was measured before. */
void
loop_meter_reset (void)
{
  loop.longest_block = 0;
  loop.longest_paint = 0;
  loop.longest_turn = 0;
  loop.woken = g_get_monotonic_time ();
}

void
loop_meter_print (const char *part)
{
  printf ("block-%s %.1f\npaint-%s %.1f\nframe-%s %.1f\n", part, MS (loop.longest_block), part, MS (loop.longest_paint), part,
          MS (loop.longest_turn));
}

gboolean
loop_meter_is_quiet (void)
{
  return g_get_monotonic_time () - loop.last_work >= QUIET_US;
}

GtkWidget *
loop_meter_find (GtkWidget *root,
                 GType type)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = loop_meter_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

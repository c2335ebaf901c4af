/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-probe-reach.h"

/* Where the focus was, and from where it was not moved on yet. */
typedef struct
{
  GtkWindow *window;
  GHashTable *reached; /* of borrowed widgets: nothing is destroyed meanwhile */
  GQueue pending;
} Reach;

static void
note_focus (Reach *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (focus != NULL && g_hash_table_add (self->reached, focus))
    g_queue_push_tail (&self->pending, focus);
}

static void
move_from (Reach *self,
           GtkWidget *place)
{
  static const GtkDirectionType directions[]
      = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD, GTK_DIR_UP, GTK_DIR_DOWN, GTK_DIR_LEFT, GTK_DIR_RIGHT };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      gtk_window_set_focus (self->window, place);
      g_signal_emit_by_name (self->window, "move-focus", directions[i]);
      note_focus (self);
    }
}

JsonNode *
outpost_probe_reach (GtkWindow *window,
                     GPtrArray *seen)
{
  GtkWidget *before = gtk_window_get_focus (window);
  g_autoptr(GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  Reach self = { window, reached, G_QUEUE_INIT };

  note_focus (&self);
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  note_focus (&self);
  while (!g_queue_is_empty (&self.pending))
    move_from (&self, g_queue_pop_head (&self.pending));
  gtk_window_set_focus (window, before);
  json_builder_begin_array (builder);
  for (guint i = 0; i < seen->len; i++)
    {
      g_autoptr(GtkWidget) widget = g_weak_ref_get (seen->pdata[i]);

      if (widget != NULL && g_hash_table_contains (reached, widget))
        json_builder_add_int_value (builder, i);
    }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

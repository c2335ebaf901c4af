/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-log-view.h"

#include <glib/gi18n.h>

#include "outpost-terminal-text.h"

/* More are not kept in sight. */
#define MOST_LINES 5000
/* So many of the lines that say what went wrong are kept apart. */
#define MOST_ERRORS 8

/* The text of a log. */
struct _OutpostLogView
{
  AdwBin parent_instance;

  GtkTextView *text;
  OutpostAgent *agent; /* NULL for the log of a build */
  char *stage;
  GString *errors;
  guint n_errors;
};

G_DEFINE_FINAL_TYPE (OutpostLogView, outpost_log_view, ADW_TYPE_BIN)

static void
append (OutpostLogView *self,
        const char *text,
        const char *tag)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *visible = outpost_terminal_text_dup_plain (text);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (gtk_text_buffer_get_char_count (buffer) > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, visible, -1, tag, NULL);
}

static void
take_stage (OutpostLogView *self,
            const char *stage)
{
  g_autofree char *source = self->agent != NULL ? outpost_agent_dup_source_name (self->agent, stage) : NULL;
  const char *heading = self->agent != NULL ? source : stage;

  if (*stage == '\0' || g_strcmp0 (self->stage, stage) == 0)
    return;
  g_set_str (&self->stage, stage);
  if (heading != NULL && *heading != '\0')
    append (self, heading, "stage");
}

static void
take_line (OutpostLogView *self,
           const OutpostLogLine *line)
{
  take_stage (self, line->stage);
  if (*line->output == '\0')
    return;
  append (self, line->output, g_str_equal (line->level, "error") ? "error" : "line");
  if (g_str_equal (line->level, "error") && self->n_errors++ < MOST_ERRORS)
    {
      g_autofree char *visible = outpost_terminal_text_dup_plain (line->output);

      g_string_append_printf (self->errors, "%s%s", self->errors->len > 0 ? "\n" : "", visible);
    }
}

static void
drop_oldest (OutpostLogView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  int more = gtk_text_buffer_get_line_count (buffer) - MOST_LINES;
  GtkTextIter begin, end;

  if (more <= 0)
    return;
  gtk_text_buffer_get_start_iter (buffer, &begin);
  gtk_text_buffer_get_iter_at_line (buffer, &end, more);
  gtk_text_buffer_delete (buffer, &begin, &end);
}

/* The end stays in view, unless somebody reads further up. */
void
outpost_log_view_add (OutpostLogView *self,
                      OutpostBuildLog *log)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->text));
  double bottom = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gboolean at_end = gtk_adjustment_get_value (adjustment) >= bottom - 24;
  GtkTextIter end;

  for (guint i = 0; i < outpost_build_log_get_n_lines (log); i++)
    take_line (self, outpost_build_log_get_line (log, i));
  drop_oldest (self);
  if (!at_end)
    return;
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (self->text), &end);
  gtk_text_buffer_move_mark_by_name (gtk_text_view_get_buffer (self->text), "end", &end);
  gtk_text_view_scroll_mark_onscreen (self->text, gtk_text_buffer_get_mark (gtk_text_view_get_buffer (self->text), "end"));
}

void
outpost_log_view_clear (OutpostLogView *self)
{
  g_clear_pointer (&self->stage, g_free);
  g_string_truncate (self->errors, 0);
  self->n_errors = 0;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", 0);
}

void
outpost_log_view_set_agent (OutpostLogView *self,
                            OutpostAgent *agent)
{
  g_set_object (&self->agent, agent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Start-up log"), -1);
}

const char *
outpost_log_view_get_stage (OutpostLogView *self)
{
  return self->stage;
}

const char *
outpost_log_view_get_errors (OutpostLogView *self)
{
  return self->errors->str;
}

static void
outpost_log_view_dispose (GObject *object)
{
  g_clear_object (&OUTPOST_LOG_VIEW (object)->agent);
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (outpost_log_view_parent_class)->dispose (object);
}

static void
outpost_log_view_finalize (GObject *object)
{
  OutpostLogView *self = OUTPOST_LOG_VIEW (object);

  g_free (self->stage);
  g_string_free (self->errors, TRUE);
  G_OBJECT_CLASS (outpost_log_view_parent_class)->finalize (object);
}

static void
outpost_log_view_class_init (OutpostLogViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = outpost_log_view_dispose;
  object_class->finalize = outpost_log_view_finalize;
}

static void
outpost_log_view_init (OutpostLogView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;
  GtkTextIter end;

  self->errors = g_string_new (NULL);
  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_create_tag (buffer, "stage", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 6, NULL);
  gtk_text_buffer_create_tag (buffer, "error", "weight", PANGO_WEIGHT_BOLD, "left-margin", 24, NULL);
  gtk_text_buffer_create_tag (buffer, "line", "left-margin", 24, NULL);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_create_mark (buffer, "end", &end, FALSE);
  gtk_text_view_set_editable (self->text, FALSE);
  gtk_text_view_set_cursor_visible (self->text, FALSE);
  gtk_text_view_set_monospace (self->text, TRUE);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->text, 12);
  gtk_text_view_set_right_margin (self->text, 12);
  gtk_text_view_set_top_margin (self->text, 6);
  gtk_text_view_set_bottom_margin (self->text, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "inline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Log of the build"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->text));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 220);
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "card");
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
outpost_log_view_new (void)
{
  return g_object_new (OUTPOST_TYPE_LOG_VIEW, NULL);
}

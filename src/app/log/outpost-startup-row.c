/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-startup-row.h"

#include <glib/gi18n.h>

#include "live/outpost-agent-log-watch.h"
#include "outpost-error-words.h"
#include "outpost-log-view.h"
#include "outpost-on-screen.h"
#include "outpost-startup-words.h"

/* The start-up log of one agent, and in which state its scripts are. */
struct _OutpostStartupRow
{
  AdwExpanderRow parent_instance;

  OutpostClient *client;
  OutpostAgent *agent;         /* whose log it is */
  OutpostAgentLogWatch *watch; /* while the row is open and seen */
  gint64 last_line;
  gboolean over; /* there will be no more lines */

  GtkImage *icon;
  const char *style_class;
  GtkLabel *note;
  OutpostLogView *log;
};

G_DEFINE_FINAL_TYPE (OutpostStartupRow, outpost_startup_row, ADW_TYPE_EXPANDER_ROW)

/* What is said in the place of lines, or above them. */
static char *
dup_note (OutpostStartupRow *self)
{
  const GError *error = self->watch != NULL ? outpost_agent_log_watch_get_error (self->watch) : NULL;
  g_autoptr(OutpostErrorWords) words = error != NULL ? outpost_error_words_new (error) : NULL;

  if (words != NULL)
    return g_strdup (words->heading);
  if (self->over)
    return g_strdup (_("A new build has another agent: this log has ended."));
  if (self->last_line != 0)
    return NULL;
  if (self->watch == NULL || !outpost_agent_log_watch_is_read (self->watch))
    return g_strdup (_("Reading the log…"));
  return g_strdup (_("The start-up scripts have written nothing."));
}

static void
show_note (OutpostStartupRow *self)
{
  g_autofree char *note = dup_note (self);

  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->log), self->last_line != 0);
}

/* ---- Following --------------------------------------------------------------------------------------------------- */

static void
log_cb (OutpostStartupRow *self,
        OutpostBuildLog *log)
{
  self->last_line = outpost_agent_log_watch_get_last (self->watch);
  show_note (self);
  outpost_log_view_add (self->log, log);
}

static void
state_cb (OutpostStartupRow *self)
{
  self->over = outpost_agent_log_watch_is_complete (self->watch);
  show_note (self);
}

static void
stop (OutpostStartupRow *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
}

/* What is known stays: the log goes on after its last line when it is opened or seen again. */
static void
follow (OutpostStartupRow *self)
{
  gboolean wanted = self->agent != NULL && !self->over && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self))
                    && outpost_on_screen_is_seen (GTK_WIDGET (self));

  if (!wanted)
    stop (self);
  else if (self->watch == NULL)
    {
      self->watch = outpost_agent_log_watch_new (self->client, outpost_agent_get_id (self->agent), self->last_line);
      g_signal_connect_object (self->watch, "log", G_CALLBACK (log_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->watch, "notify", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
    }
  show_note (self);
}

static void
seen_cb (GtkWidget *widget)
{
  follow (OUTPOST_STARTUP_ROW (widget));
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_startup_row_dispose (GObject *object)
{
  OutpostStartupRow *self = OUTPOST_STARTUP_ROW (object);

  stop (self);
  g_clear_object (&self->agent);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (outpost_startup_row_parent_class)->dispose (object);
}

static void
outpost_startup_row_class_init (OutpostStartupRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_startup_row_dispose;
}

static GtkWidget *
content_new (OutpostStartupRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  self->log = OUTPOST_LOG_VIEW (outpost_log_view_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->log));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Start-Up Log"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
outpost_startup_row_init (OutpostStartupRow *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Start-Up Log"));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->icon));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), content_new (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (follow), NULL);
  outpost_on_screen_watch (GTK_WIDGET (self), seen_cb);
}

GtkWidget *
outpost_startup_row_new (void)
{
  return g_object_new (OUTPOST_TYPE_STARTUP_ROW, NULL);
}

static void
set_style_class (OutpostStartupRow *self,
                 const char *style_class)
{
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style_class);
  self->style_class = style_class;
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style_class);
}

/* Another agent has another log. */
static void
set_agent (OutpostStartupRow *self,
           OutpostAgent *agent)
{
  if (self->agent == NULL || g_strcmp0 (outpost_agent_get_id (self->agent), outpost_agent_get_id (agent)) != 0)
    {
      stop (self);
      self->last_line = 0;
      self->over = FALSE;
      outpost_log_view_clear (self->log);
    }
  g_set_object (&self->agent, agent);
  outpost_log_view_set_agent (self->log, agent);
}

void
outpost_startup_row_show (OutpostStartupRow *self,
                          OutpostClient *client,
                          OutpostAgent *agent)
{
  g_autofree char *state = outpost_startup_words_dup_state (agent);

  g_return_if_fail (OUTPOST_IS_STARTUP_ROW (self));

  g_set_object (&self->client, client);
  set_agent (self, agent);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), state);
  gtk_image_set_from_icon_name (self->icon, outpost_startup_words_get_icon (agent));
  set_style_class (self, outpost_startup_words_get_class (agent));
  gtk_widget_set_visible (GTK_WIDGET (self), outpost_agent_get_first_connected_at (agent) > 0);
  follow (self);
}

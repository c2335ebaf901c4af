/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-command-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-text.h"

#define HIDE_AFTER 30000
#define FIRST_LINES 14

/* The command that attaches a machine, in a monospace block. The token is in the label only while it is revealed. */
struct _OutpostCommandView
{
  AdwBin parent_instance;

  GtkLabel *label;
  char *masked;
  char *clear;
  guint hide_after;
  guint hide_source;
  gboolean revealed;
  gboolean whole;
};

G_DEFINE_FINAL_TYPE (OutpostCommandView, outpost_command_view, ADW_TYPE_BIN)

enum
{
  PROP_REVEALED = 1,
  PROP_HIDE_AFTER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* A command of one line has no line break: one that came with it is shown as a mark. */
static char *
dup_visible (const char *text)
{
  return g_str_has_suffix (text, "\n") ? outpost_text_dup_visible_lines (text) : outpost_text_dup_visible (text);
}

/* Its first lines, unless all of it is wanted. */
static void
cut (OutpostCommandView *self,
     char *text)
{
  for (guint line = 0; !self->whole && text != NULL; line++)
    {
      text = strchr (text, '\n');
      if (line == FIRST_LINES - 1 && text != NULL)
        memset (text, 0, strlen (text));
      text = text != NULL && *text != '\0' ? text + 1 : NULL;
    }
}

static void
outpost_command_view_show (OutpostCommandView *self)
{
  const char *text = self->revealed ? self->clear : self->masked;
  g_autofree char *visible = text != NULL ? dup_visible (text) : g_strdup ("");

  cut (self, visible);

  /* The clear text is never a selection: it would also be the primary selection, which any window can read. */
  gtk_label_set_selectable (self->label, !self->revealed);
  g_strchomp (visible);
  gtk_label_set_text (self->label, visible);
  if (self->revealed)
    explicit_bzero (visible, strlen (visible));
}

static void
outpost_command_view_forget (OutpostCommandView *self)
{
  g_clear_pointer (&self->masked, g_free);
  if (self->clear != NULL)
    explicit_bzero (self->clear, strlen (self->clear));
  g_clear_pointer (&self->clear, g_free);
}

static gboolean
outpost_command_view_hide_cb (gpointer data)
{
  OutpostCommandView *self = data;

  self->hide_source = 0;
  outpost_command_view_set_revealed (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
outpost_command_view_unmap (GtkWidget *widget)
{
  outpost_command_view_set_revealed (OUTPOST_COMMAND_VIEW (widget), FALSE);
  GTK_WIDGET_CLASS (outpost_command_view_parent_class)->unmap (widget);
}

static void
outpost_command_view_dispose (GObject *object)
{
  OutpostCommandView *self = OUTPOST_COMMAND_VIEW (object);

  g_clear_handle_id (&self->hide_source, g_source_remove);
  outpost_command_view_forget (self);
  G_OBJECT_CLASS (outpost_command_view_parent_class)->dispose (object);
}

static void
outpost_command_view_get_property (GObject *object,
                                   guint prop_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  OutpostCommandView *self = OUTPOST_COMMAND_VIEW (object);

  switch (prop_id)
    {
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;
    case PROP_HIDE_AFTER:
      g_value_set_uint (value, self->hide_after);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_command_view_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  OutpostCommandView *self = OUTPOST_COMMAND_VIEW (object);

  switch (prop_id)
    {
    case PROP_REVEALED:
      outpost_command_view_set_revealed (self, g_value_get_boolean (value));
      break;
    case PROP_HIDE_AFTER:
      self->hide_after = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_command_view_class_init (OutpostCommandViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = outpost_command_view_dispose;
  object_class->get_property = outpost_command_view_get_property;
  object_class->set_property = outpost_command_view_set_property;
  widget_class->unmap = outpost_command_view_unmap;
  properties[PROP_REVEALED]
      = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HIDE_AFTER]
      = g_param_spec_uint ("hide-after", NULL, NULL, 0, G_MAXUINT, HIDE_AFTER, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_command_view_init (OutpostCommandView *self)
{
  self->hide_after = HIDE_AFTER;
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (self->label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_selectable (self->label, TRUE);
  /* A command line reads from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->label), GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "monospace");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}

GtkWidget *
outpost_command_view_new (void)
{
  return g_object_new (OUTPOST_TYPE_COMMAND_VIEW, NULL);
}

gboolean
outpost_command_view_is_long (OutpostCommandView *self)
{
  const char *end;

  g_return_val_if_fail (OUTPOST_IS_COMMAND_VIEW (self), FALSE);

  end = self->masked;
  for (guint i = 0; end != NULL && i < FIRST_LINES; i++)
    {
      end = strchr (end, '\n');
      end = end != NULL ? end + 1 : NULL;
    }
  return end != NULL && *end != '\0';
}

void
outpost_command_view_set_whole (OutpostCommandView *self,
                                gboolean whole)
{
  g_return_if_fail (OUTPOST_IS_COMMAND_VIEW (self));

  self->whole = whole;
  outpost_command_view_show (self);
}

void
outpost_command_view_set_command (OutpostCommandView *self,
                                  const char *masked,
                                  const char *clear)
{
  g_return_if_fail (OUTPOST_IS_COMMAND_VIEW (self));

  outpost_command_view_forget (self);
  self->masked = g_strdup (masked);
  self->clear = g_strdup (clear);
  self->whole = FALSE;
  if (self->revealed)
    outpost_command_view_set_revealed (self, FALSE);
  else
    outpost_command_view_show (self);
}

gboolean
outpost_command_view_get_revealed (OutpostCommandView *self)
{
  g_return_val_if_fail (OUTPOST_IS_COMMAND_VIEW (self), FALSE);
  return self->revealed;
}

void
outpost_command_view_set_revealed (OutpostCommandView *self,
                                   gboolean revealed)
{
  g_return_if_fail (OUTPOST_IS_COMMAND_VIEW (self));

  revealed = revealed && self->clear != NULL;
  if (self->revealed == revealed)
    return;
  self->revealed = revealed;
  g_clear_handle_id (&self->hide_source, g_source_remove);
  if (revealed)
    self->hide_source = g_timeout_add (self->hide_after, outpost_command_view_hide_cb, self);
  outpost_command_view_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

void
outpost_command_view_name_button (OutpostCommandView *self,
                                  GtkButton *button)
{
  g_return_if_fail (OUTPOST_IS_COMMAND_VIEW (self));

  gtk_button_set_icon_name (button, self->revealed ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), self->revealed ? _("Hide the Token") : _("Show the Token for a While"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->revealed ? _("Hide") : _("Reveal"), -1);
}

const char *
outpost_command_view_get_text (OutpostCommandView *self)
{
  g_return_val_if_fail (OUTPOST_IS_COMMAND_VIEW (self), NULL);
  return gtk_label_get_text (self->label);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-command-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-announce.h"
#include "outpost-command-view.h"
#include "outpost-secret-clipboard.h"

/* A command that is not on the page all the time. */
struct _OutpostCommandDialog
{
  AdwDialog parent_instance;

  GtkLabel *explanation;
  OutpostCommandView *view;
  GtkButton *reveal_button;
  GtkButton *copy_button;
  char *clear; /* may be a secret */
};

G_DEFINE_FINAL_TYPE (OutpostCommandDialog, outpost_command_dialog, ADW_TYPE_DIALOG)

static guint taken_signal;

static void
revealed_changed_cb (OutpostCommandDialog *self)
{
  outpost_command_view_name_button (self->view, self->reveal_button);
  if (outpost_command_view_get_revealed (self->view))
    g_signal_emit (self, taken_signal, 0);
}

static void
reveal_cb (OutpostCommandDialog *self)
{
  outpost_command_view_set_revealed (self->view, !outpost_command_view_get_revealed (self->view));
}

/* It stays open: what was copied can be read again. */
static void
copy_cb (OutpostCommandDialog *self)
{
  outpost_secret_clipboard_set (GTK_WIDGET (self), self->clear);
  g_signal_emit (self, taken_signal, 0);
  gtk_button_set_label (self->copy_button, _("_Copied"));
  outpost_announce (GTK_WIDGET (self), _("Command copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
outpost_command_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_COMMAND_DIALOG);
  G_OBJECT_CLASS (outpost_command_dialog_parent_class)->dispose (object);
}

static void
outpost_command_dialog_finalize (GObject *object)
{
  OutpostCommandDialog *self = OUTPOST_COMMAND_DIALOG (object);

  if (self->clear != NULL)
    explicit_bzero (self->clear, strlen (self->clear));
  g_free (self->clear);
  G_OBJECT_CLASS (outpost_command_dialog_parent_class)->finalize (object);
}

static void
outpost_command_dialog_class_init (OutpostCommandDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = outpost_command_dialog_dispose;
  object_class->finalize = outpost_command_dialog_finalize;
  taken_signal = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (OUTPOST_TYPE_COMMAND_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/attach/outpost-command-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandDialog, view);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandDialog, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandDialog, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, revealed_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
outpost_command_dialog_init (OutpostCommandDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  revealed_changed_cb (self);
}

AdwDialog *
outpost_command_dialog_new (const char *title,
                            const char *explanation,
                            const char *masked,
                            const char *clear)
{
  OutpostCommandDialog *self = g_object_new (OUTPOST_TYPE_COMMAND_DIALOG, "title", title, NULL);

  self->clear = g_strdup (clear);
  gtk_label_set_text (self->explanation, explanation);
  outpost_command_view_set_command (self->view, masked, clear);
  outpost_command_view_set_whole (self->view, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), strcmp (masked, clear) != 0);
  adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (self->copy_button));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->copy_button));
  return ADW_DIALOG (self);
}

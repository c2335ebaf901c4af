/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-copy-block.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-toast.h"

static void
copy_cb (GtkButton *button,
         const char *command)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), command);
  outpost_toast_say (GTK_WIDGET (button), _("Command copied"));
}

static void
free_command (gpointer command,
              GClosure *closure)
{
  g_free (command);
}

static GtkWidget *
label_new (const char *command)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *visible = outpost_text_dup_visible (command);

  gtk_label_set_text (GTK_LABEL (label), visible);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

GtkWidget *
outpost_copy_block_new (const char *command,
                        const char *name)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_valign (copy, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (copy, _("Copy Command"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_add_css_class (copy, "circular");
  g_signal_connect_data (copy, "clicked", G_CALLBACK (copy_cb), g_strdup (command), free_command, 0);
  gtk_box_append (GTK_BOX (block), label_new (command));
  gtk_box_append (GTK_BOX (block), copy);
  gtk_widget_add_css_class (block, "command-block");
  return block;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-busy-button.h"

#include <adwaita.h>

void
outpost_busy_button_show (GtkButton *button,
                          const char *label,
                          const char *busy)
{
  GtkWidget *box;

  if (busy == NULL)
    {
      gtk_button_set_label (button, label);
      gtk_button_set_can_shrink (button, TRUE);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), adw_spinner_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (busy));
  gtk_button_set_child (button, box);
}

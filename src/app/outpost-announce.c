/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-announce.h"

/* The window says it: what was not seen until now is not known to assistive technology yet, and is not heard. */
void
outpost_announce (GtkWidget *widget,
                  const char *words,
                  GtkAccessibleAnnouncementPriority priority)
{
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (words != NULL);

  root = gtk_widget_get_root (widget);
  if (root != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (root), words, priority);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <gtk/gtk.h>

/* In place of GTK's: its accessibility for tests knows no announcements, and would call nothing at all. tests/ui/access.py hears
 * what is announced. */
void
gtk_accessible_announce (GtkAccessible *self,
                         const char *message,
                         GtkAccessibleAnnouncementPriority priority)
{
  g_assert_true (GTK_IS_ACCESSIBLE (self));
  g_assert_nonnull (message);
}

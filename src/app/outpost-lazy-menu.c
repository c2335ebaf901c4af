/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-lazy-menu.h"

static void
open_cb (GtkMenuButton *button,
         gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

void
outpost_lazy_menu_set (GtkMenuButton *button,
                       GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (button, open_cb, g_object_ref (menu), g_object_unref);
}

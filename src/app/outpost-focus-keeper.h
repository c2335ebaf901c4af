/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From here on the focus of @window is never nowhere: where what had it is switched off or hidden, its neighbourhood gets it. */
void outpost_focus_keeper_watch (GtkWindow *window);
/* @focus has the focus and is about to be laid out anew by a breakpoint, which takes it from the screen meanwhile: it gets the
 * focus back then. What is selected in a text stays as it is. */
void outpost_focus_keeper_hold  (GtkWidget *focus);

/* Shows another child of @stack that says what to do now, and gives the focus to the first that can have it there: unless somebody
 * types, chooses in a menu or is in a dialog. Nothing where it is shown already. */
void outpost_focus_keeper_turn  (GtkStack   *stack,
                                 const char *name);

G_END_DECLS

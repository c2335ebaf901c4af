/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a window finishes before it closes: files that somebody chose a place for. Nobody needs to be asked or to look on: the
 * window hides until it is done. Where it did not go well it comes back and says so. */
typedef struct _OutpostUnfinished OutpostUnfinished;

/* @widget: (nullable): in whose window it is */
OutpostUnfinished *outpost_unfinished_begin (GtkWidget         *widget);
/* @well: there is nothing to tell. Frees @self. */
void               outpost_unfinished_end   (OutpostUnfinished *self,
                                             gboolean           well);

/* For a window that is to close: whether it must wait. Then it is hidden, and destroyed as soon as all is finished, unless somebody
 * wanted to see it again meanwhile. */
gboolean           outpost_unfinished_hold  (GtkWindow         *window);
/* The same for a dialog in it, which asks in `close-attempt`, as dialogs are closed before their window: FALSE where somebody wants
 * to close the dialog alone. */
gboolean           outpost_unfinished_hold_where_closing (GtkWindow *window);

G_END_DECLS

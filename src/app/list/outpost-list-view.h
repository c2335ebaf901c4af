/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "outpost-workspace.h"

G_BEGIN_DECLS

/* What the list as columns (a GtkColumnView) and as rows (a GtkListView) have in common. */

/* The workspace of the row that @widget is in, borrowed, and that row itself. Nullable. */
OutpostWorkspace *outpost_list_view_find         (GtkWidget  *view,
                                                  GtkWidget  *widget,
                                                  GtkWidget **row);
/* The workspace of the row that has the focus, borrowed. Nullable. */
OutpostWorkspace *outpost_list_view_find_focused (GtkWidget  *view);
/* Gives the focus to a row. */
void              outpost_list_view_focus        (GtkWidget  *view,
                                                  guint       position);
/* The same by the workspace. @id: (nullable); @otherwise: the row, or the last one, where the workspace is gone */
void              outpost_list_view_focus_workspace (GtkWidget  *view,
                                                     const char *id,
                                                     guint       otherwise);
/* Shows how long ago things were by now. */
void              outpost_list_view_update       (GtkWidget  *view);

G_END_DECLS

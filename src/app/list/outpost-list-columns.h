/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The two shapes of the list: columns, and rows where there is no room for them. @me: whose workspaces need no owner's name. */

/* Adds the columns, each with its sorter and an id such as `last-built`. */
void        outpost_list_columns_add        (GtkColumnView *view,
                                             const char    *me);
/* Sorts by the column of that id; by the first where there is none such. */
void        outpost_list_columns_sort       (GtkColumnView *view,
                                             const char    *id,
                                             gboolean       descending);
/* nullable: unsorted */
const char *outpost_list_columns_get_sort   (GtkColumnView *view,
                                             gboolean      *descending);
/* Sorts as last time, and keeps for the next time how it is sorted, where the settings are installed. */
void        outpost_list_columns_keep_sort  (GtkColumnView *view);
/* Says of each row how long ago things were by now, to who does not see it. */
void        outpost_list_columns_update_labels (GtkColumnView *view);
/* Breakpoints of @bin for what the columns need. */
void        outpost_list_columns_add_breakpoints (AdwBreakpointBin *bin);
/* Leaves out those that one misses least, as the breakpoint of @bin wants it; FALSE: rows are better there. */
gboolean    outpost_list_columns_fit        (GtkColumnView    *view,
                                             AdwBreakpointBin *bin);
/* Favorites come first in every order. (transfer full) */
GtkSorter  *outpost_list_columns_dup_sorter (GtkColumnView *view);

void        outpost_list_rows_set_up        (GtkListView   *view,
                                             const char    *me);

G_END_DECLS

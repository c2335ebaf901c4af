/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "outpost-list-selection.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_ROW (outpost_list_row_get_type ())

G_DECLARE_FINAL_TYPE (OutpostListRow, outpost_list_row, OUTPOST, LIST_ROW, GtkWidget)

GtkWidget        *outpost_list_row_new           (void);
/* @me: whose workspaces need no owner's name */
void              outpost_list_row_bind          (OutpostListRow   *self,
                                                  OutpostWorkspace *workspace,
                                                  const char       *me);
/* The item of a list whose accessible label is kept as what the row says; while it is bound. */
void              outpost_list_row_set_item      (OutpostListRow   *self,
                                                  GtkListItem      *item);
void              outpost_list_row_unbind        (OutpostListRow   *self);
OutpostWorkspace *outpost_list_row_get_workspace (OutpostListRow   *self); /* nullable */
/* Shows how long ago things were by now. */
void              outpost_list_row_update        (OutpostListRow   *self);

/* The mark before it, while rows are chosen one by one. */
void              outpost_list_row_update_mark   (OutpostListRow       *self,
                                                  OutpostListSelection *selection);

/* What a screen reader says for a workspace's row, in either view. */
char             *outpost_list_row_dup_label     (OutpostWorkspace *workspace,
                                                  const char       *me);

G_END_DECLS

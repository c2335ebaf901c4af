/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

/**
 * OutpostListColumn: the columns, in the command line's order
 */
typedef enum
{
  OUTPOST_LIST_COLUMN_WORKSPACE,
  OUTPOST_LIST_COLUMN_TEMPLATE,
  OUTPOST_LIST_COLUMN_STATUS,
  OUTPOST_LIST_COLUMN_HEALTHY,
  OUTPOST_LIST_COLUMN_AGENT,
  OUTPOST_LIST_COLUMN_LAST_BUILT,
  OUTPOST_LIST_COLUMN_VERSION,
  OUTPOST_LIST_COLUMN_OUTDATED,
  OUTPOST_LIST_N_COLUMNS,
} OutpostListColumn;

#define OUTPOST_TYPE_LIST_CELL (outpost_list_cell_get_type ())

G_DECLARE_FINAL_TYPE (OutpostListCell, outpost_list_cell, OUTPOST, LIST_CELL, GtkWidget)

GtkWidget        *outpost_list_cell_new           (OutpostListColumn column);
/* @me: whose workspaces need no owner's name */
void              outpost_list_cell_bind          (OutpostListCell  *self,
                                                   OutpostWorkspace *workspace,
                                                   const char       *me);
void              outpost_list_cell_unbind        (OutpostListCell  *self);
OutpostWorkspace *outpost_list_cell_get_workspace (OutpostListCell  *self); /* nullable */
const char       *outpost_list_cell_get_text      (OutpostListCell  *self); /* as it is shown */
/* In characters, what a cell of @column has room for besides its icon; for a status the longest word of the language, within
 * reason. */
guint             outpost_list_cell_get_least_width (OutpostListColumn column);
/* Shows how long ago things were by now. */
void              outpost_list_cell_update        (OutpostListCell  *self);
/* Draws its mark as it is by now: there are marks only while rows are chosen one by one. */
void              outpost_list_cell_update_mark   (OutpostListCell  *self);

G_END_DECLS

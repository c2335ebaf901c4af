/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "model/outpost-workspace-list.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_SELECTION (outpost_list_selection_get_type ())

/**
 * OutpostListSelection:
 *
 * What is selected in the list. At first one row at most, which follows the pointer and the keyboard. Once several are being
 * chosen (`active`) rows are chosen one by one: what only moves through the list changes nothing. Whatever chooses deliberately
 * (Space, Shift with the arrows, Ctrl+A) begins that. Chosen are workspaces, not places: sorting and refreshing do not matter,
 * and what is searched by words or filtered away stays chosen, so that several searches can gather them. What another query of
 * the deployment does not answer is in the list no longer, and not chosen any more.
 *
 * Properties: `active` (read-write), `n-selected` (read-only): how many are chosen; it is notified also where another number of
 * them is shown.
 */
G_DECLARE_FINAL_TYPE (OutpostListSelection, outpost_list_selection, OUTPOST, LIST_SELECTION, GObject)

/* @rows: what the view shows; @all: everything that can be chosen now, of which @rows may be the beginning; @workspaces: what may
 * stay chosen */
OutpostListSelection *outpost_list_selection_new            (GListModel           *rows,
                                                             GListModel           *all,
                                                             OutpostWorkspaceList *workspaces);
GListModel           *outpost_list_selection_get_all        (OutpostListSelection *self);
gboolean              outpost_list_selection_get_active     (OutpostListSelection *self);
/* Nothing is chosen at the beginning and at the end. */
void                  outpost_list_selection_set_active     (OutpostListSelection *self,
                                                             gboolean              active);
guint                 outpost_list_selection_get_n_selected (OutpostListSelection *self);
/* How many of them are searched or filtered away. */
guint                 outpost_list_selection_get_n_hidden   (OutpostListSelection *self);
gboolean              outpost_list_selection_contains       (OutpostListSelection *self,
                                                             OutpostWorkspace     *workspace);
/* Chooses the row, or no longer. */
void                  outpost_list_selection_toggle         (OutpostListSelection *self,
                                                             guint                 position);
/* Chooses all rows from the one that was chosen last to this one. */
void                  outpost_list_selection_extend         (OutpostListSelection *self,
                                                             guint                 position);
/* The list is another one: counts what is shown of the chosen, and what the account's list has no longer is no longer chosen.
 * Returns: how many these are */
guint                 outpost_list_selection_retain         (OutpostListSelection *self);
/* (transfer full) (element-type OutpostWorkspace): in the order of the list; what is not shown comes last. */
GPtrArray            *outpost_list_selection_dup_selected   (OutpostListSelection *self);

G_END_DECLS

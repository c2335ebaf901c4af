/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-list-selection.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_SELECTOR (outpost_list_selector_get_type ())

/**
 * OutpostListSelector:
 *
 * What pointer and keyboard do in both shapes of the list while several rows are chosen, and the marks at the rows.
 */
G_DECLARE_FINAL_TYPE (OutpostListSelector, outpost_list_selector, OUTPOST, LIST_SELECTOR, GObject)

/* @page: where Ctrl+A and Escape count. All borrowed: they outlive this. */
OutpostListSelector *outpost_list_selector_new      (OutpostListSelection *selection,
                                                     GtkWidget            *page,
                                                     GtkWidget            *column_view,
                                                     GtkWidget            *list_view);
/* A row was clicked, or Enter was pressed on it. Returns: whether that chose it; else it is to be opened. */
gboolean             outpost_list_selector_activate (OutpostListSelector  *self,
                                                     guint                 position);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_PACER (outpost_list_pacer_get_type ())

/**
 * OutpostListPacer:
 *
 * Hands the items of a model to a list view little by little. A view makes the widgets of two hundred rows at once, however
 * few of them are on the screen: with many columns that is a tenth of a second in which nothing moves. Here it is given a
 * screen full, and the others a few in each frame; from then on it has the whole model.
 */
G_DECLARE_FINAL_TYPE (OutpostListPacer, outpost_list_pacer, OUTPOST, LIST_PACER, GObject)

/* @clock: whose frames count; borrowed, it outlives this. */
OutpostListPacer *outpost_list_pacer_new       (GListModel       *model,
                                                GtkWidget        *clock);
/* For a box or a list box, which keep a widget for every item: little by little to the end. */
OutpostListPacer *outpost_list_pacer_new_for_box (GListModel    *model,
                                                  GtkWidget     *clock);
/* What to show: a prefix of the model, or all of it. Borrowed. */
GListModel       *outpost_list_pacer_get_model (OutpostListPacer *self);
/* Begins anew, for a view that is about to be given the model. */
void              outpost_list_pacer_restart   (OutpostListPacer *self);
/* Tells @filter, which the model listens to, that it has changed, once the rows beyond the first ones have left a box, some in
 * each frame: all at once they would stop the program. Then begins anew. */
void              outpost_list_pacer_filter    (OutpostListPacer *self,
                                                GtkFilter        *filter);

G_END_DECLS

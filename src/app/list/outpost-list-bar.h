/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-list-filter.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_BAR (outpost_list_bar_get_type ())

/**
 * OutpostListBar:
 *
 * The search field and the chips above the list. Plain words go to the filter as they are typed; what looks like the
 * deployment's query language (`key:value`) goes to the property `query` (read-only, NULL for none), after a pause or with
 * Enter. Down in the field activates `results.focus`, Enter `results.open` where there is something new to ask for no more.
 * Escape empties the field, and in the empty one activates `search.leave`.
 *
 * Properties: `everyone` (read-write): not only one's own; `revealed` (read-write): FALSE at first. Whoever types is shown it.
 */
G_DECLARE_FINAL_TYPE (OutpostListBar, outpost_list_bar, OUTPOST, LIST_BAR, AdwBin)

/* @workspaces: whose templates can be chosen from */
void        outpost_list_bar_set_filter   (OutpostListBar    *self,
                                           OutpostListFilter *filter,
                                           GListModel        *workspaces);
const char *outpost_list_bar_get_query    (OutpostListBar    *self);
gboolean    outpost_list_bar_get_everyone (OutpostListBar    *self);
/* What the deployment says about the query; NULL takes it away. */
void        outpost_list_bar_set_mistake  (OutpostListBar    *self,
                                           const char        *words);
/* Keys pressed anywhere in @widget go to the field. */
void        outpost_list_bar_set_capture  (OutpostListBar    *self,
                                           GtkWidget         *widget);
/* Reveals it, too. */
void        outpost_list_bar_focus        (OutpostListBar    *self);
/* What in it has the focus keeps it, although the bar is about to be laid out anew. */
void        outpost_list_bar_hold_focus   (OutpostListBar    *self);
/* Whether somebody is in it, has typed something, or narrowed the list by it. */
gboolean    outpost_list_bar_is_used      (OutpostListBar    *self);
/* As if @text was typed where nothing narrows the list. */
void        outpost_list_bar_search       (OutpostListBar    *self,
                                           const char        *text);
/* Words that were typed a moment ago count from now on. */
void        outpost_list_bar_catch_up     (OutpostListBar    *self);
/* Empties the field. */
void        outpost_list_bar_end_search   (OutpostListBar    *self);
/* Empties the field and takes every narrowing back. */
void        outpost_list_bar_clear        (OutpostListBar    *self);

G_END_DECLS

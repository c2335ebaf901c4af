/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-list-selection.h"

G_BEGIN_DECLS

/* What is said of the selection; (transfer full). */

/* The title of the window while workspaces are selected. */
char *outpost_selection_words_dup_title    (OutpostListSelection *selection);
/* Below it; empty where all of them are shown. */
char *outpost_selection_words_dup_subtitle (OutpostListSelection *selection);
/* Both in one, for who does not see the title. */
char *outpost_selection_words_dup_count    (OutpostListSelection *selection);
/* @n: how many the list lost */
char *outpost_selection_words_dup_gone     (guint                 n);

G_END_DECLS

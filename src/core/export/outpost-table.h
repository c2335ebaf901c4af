/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

/**
 * OutpostTable:
 *
 * Plain text in columns: a header row, cells padded to the widest of their column, two blanks between and behind. Widths
 * count terminal cells, not bytes.
 */
typedef struct _OutpostTable OutpostTable;

OutpostTable *outpost_table_new       (const char * const *headers);
void          outpost_table_free      (OutpostTable       *self);
/* One row, as many cells as headers; copies. */
void          outpost_table_add       (OutpostTable       *self,
                                       const char * const *cells);
/* The same; rows with a @key come sorted by its bytes, behind those without. */
void          outpost_table_add_sorted (OutpostTable      *self,
                                        const char * const *cells,
                                        const char         *key);
/* Without the headers. */
guint         outpost_table_get_n_rows (OutpostTable      *self);
char         *outpost_table_to_string (OutpostTable       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostTable, outpost_table_free)

/* What the command line sorts by: the cell of the column `workspace`. Favorites come last. */
#define OUTPOST_TABLE_SORT_COLUMN "workspace"

/* The command line's words for a status: `Started`, `Queued`, `Unknown`… Not translated. */
const char   *outpost_table_status_word (OutpostBuildStatus status);

/**
 * outpost_table_dup_cell:
 * @column: a column of `coder external-workspaces list` in its lower-case name, such as `last built`
 * @now: microseconds of unix time
 *
 * Returns: (transfer full) (nullable): the cell's text as the command line prints it; %NULL for an unknown column
 */
char         *outpost_table_dup_cell  (OutpostWorkspace   *workspace,
                                       const char         *column,
                                       gint64              now);
/* %NULL-terminated: all columns there are, in the command line's order. */
const char * const *outpost_table_get_columns (void);

G_END_DECLS

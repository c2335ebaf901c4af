/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

#include "outpost-export-text.h"

G_BEGIN_DECLS

/* The instructions of many agents on disk, readable by their owner alone: files have mode 0600, folders 0700, from the moment they
 * exist. Each is written beside its place and moved there when it is complete; where that fails nothing is left, and what was there
 * before is as it was. In another thread; dropping the future does not stop it.
 *
 * All take (element-type OutpostExportRecord) @records, of which those with credentials are written, and reject with %G_FILE_ERROR
 * or %G_IO_ERROR; only the file system of this machine can be written to (%G_IO_ERROR_NOT_SUPPORTED). */

/* One file: %OUTPOST_EXPORT_JSON or %OUTPOST_EXPORT_CSV. Resolves to TRUE. An older file is replaced as a whole. */
DexFuture *outpost_export_files_write  (GFile              *file,
                                        OutpostExportFormat format,
                                        GPtrArray          *records);

/* A new folder of scripts below @parent, called @name, or `NAME-2`… where there is one. Resolves to its #GFile. */
DexFuture *outpost_export_files_create (GFile              *parent,
                                        const char         *name,
                                        GPtrArray          *records);

/* The scripts into a folder made before from the same records: those that could not be had then. Resolves to TRUE. */
DexFuture *outpost_export_files_add    (GFile              *folder,
                                        GPtrArray          *records);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The one way in which what others must not read comes to the disk: readable by its owner alone from the moment it exists,
 * whatever the mode of an older file. It is written beside its place and moved there when it is complete and on the disk; where
 * that fails nothing is left, and an older file is as it was. A folder of the document portal, which is what a sandbox sees of the
 * place that a person chose, takes such a file beside the document, and the move. */

/* @path: an existing file is replaced, a link too. Blocks, for any thread.
 * Returns: %FALSE with %G_FILE_ERROR, which names the path and nothing of @bytes */
gboolean   outpost_private_file_set   (const char *path,
                                       GBytes     *bytes,
                                       GError    **error);

/* The same in another thread; dropping the future does not stop it. What is not of this machine's file system is written through
 * GIO, as privately as it can.
 * Returns: (transfer full): a future that resolves to TRUE, or rejects with %G_FILE_ERROR or %G_IO_ERROR */
DexFuture *outpost_private_file_write (GFile      *file,
                                       GBytes     *bytes);

G_END_DECLS

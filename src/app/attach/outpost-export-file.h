/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

#include "model/outpost-answers.h"

G_BEGIN_DECLS

/* An agent's credentials as a file: the command line's five keys, readable by its owner alone. */

/* "workspace-agent.json", without what can not be in a file's name. */
char      *outpost_export_file_dup_name (const char *workspace_name,
                                         const char *agent_name);

/**
 * outpost_export_file_write:
 * @file: where to; an existing one is replaced as a whole
 *
 * Returns: (transfer full): a future that resolves to TRUE when the file is there with mode 0600, or rejects with the error of
 *   the file system; then an older file is as it was
 */
DexFuture *outpost_export_file_write    (GFile                    *file,
                                         const char               *workspace_name,
                                         const char               *agent_name,
                                         const OutpostCredentials *credentials);

/* The same for anything that holds a secret. */
DexFuture *outpost_export_file_write_bytes (GFile                 *file,
                                            GBytes                *bytes);
/* @text (transfer full) as bytes that are overwritten when they are freed. */
GBytes    *outpost_export_file_take_text   (char                  *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-platform.h"

G_BEGIN_DECLS

/* Fingerprints of the init scripts of Coder 2.26 to 2.36, which are the same in all of these (coder-api 4.3, measured on 2.36.0):
 * the first 64 bits of the SHA-256 of each line without the blanks around it, the deployment's address being `@` and the
 * processor `%`; and of all lines together. */

gboolean outpost_script_lines_know     (OutpostPlatform platform,
                                        guint64         hash);
gboolean outpost_script_lines_know_all (OutpostPlatform platform,
                                        guint64         hash);

G_END_DECLS

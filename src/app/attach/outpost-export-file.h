/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An agent's credentials as a file; outpost_private_file_write() writes it. */

/* "workspace-agent.json", without what can not be in a file's name. */
char   *outpost_export_file_dup_name  (const char *workspace_name,
                                       const char *agent_name);
/* @text (transfer full) as bytes that are overwritten when they are freed. */
GBytes *outpost_export_file_take_text (char       *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "model/outpost-answers.h"

G_BEGIN_DECLS

/* Asks where to save an agent's credentials, writes them there, readable by their owner alone, and says in @window how it went. */
void outpost_export_dialog_ask (GtkWindow                *window,
                                const char               *workspace_name,
                                const char               *agent_name,
                                const OutpostCredentials *credentials);

G_END_DECLS

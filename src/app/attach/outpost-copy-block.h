/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A command that holds no secret, with a button that copies it and says so in the toast overlay around; @name is what the button is
 * called by who does not see it. */
GtkWidget *outpost_copy_block_new (const char *command,
                                   const char *name);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_COMMAND_VIEW (outpost_command_view_get_type ())

/**
 * OutpostCommandView:
 *
 * Properties: `revealed` (read-write), `hide-after` (read-write, milliseconds until a revealed token hides itself).
 */
G_DECLARE_FINAL_TYPE (OutpostCommandView, outpost_command_view, OUTPOST, COMMAND_VIEW, AdwBin)

GtkWidget  *outpost_command_view_new             (void);
/* What is shown hidden and revealed; %NULL for both forgets them. Hides the token. */
void        outpost_command_view_set_command     (OutpostCommandView *self,
                                                  const char         *masked,
                                                  const char         *clear);
/* A long one is cut after some lines, unless all of it is wanted. Whether it is long. */
gboolean    outpost_command_view_is_long         (OutpostCommandView *self);
void        outpost_command_view_set_whole       (OutpostCommandView *self,
                                                  gboolean            whole);
gboolean    outpost_command_view_get_revealed    (OutpostCommandView *self);
void        outpost_command_view_set_revealed    (OutpostCommandView *self,
                                                  gboolean            revealed);
/* What a button that reveals the token and hides it is called now. */
void        outpost_command_view_name_button     (OutpostCommandView *self,
                                                  GtkButton          *button);
/* The text on the screen, and to a screen reader. */
const char *outpost_command_view_get_text        (OutpostCommandView *self);

G_END_DECLS

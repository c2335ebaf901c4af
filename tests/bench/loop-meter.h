/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

/* How long the main loop is away from its poll, and how much of that is painting. One of them in a program. */

void       loop_meter_install  (void);
/* @clock: of the window that is painted. */
void       loop_meter_watch    (GdkFrameClock *clock);
void       loop_meter_reset    (void);
/* `block-PART`, `paint-PART` and `frame-PART`, each the longest since the last reset, in milliseconds: outside painting, in
 * painting, and both together in one turn of the loop. */
void       loop_meter_print    (const char    *part);
/* A quarter of a second after the start libadwaita styles everything anew: whether all that is over. */
gboolean   loop_meter_is_quiet (void);
/* The first mapped descendant of a type, NULL without one. */
GtkWidget *loop_meter_find     (GtkWidget     *root,
                                GType          type);

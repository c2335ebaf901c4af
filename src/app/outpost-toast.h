/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says something for a moment in front of what @widget is in, its dialog or its window; what was said there before gives way. */
void outpost_toast_say   (GtkWidget  *widget,
                          const char *words);
/* The same with a button that activates an action, for longer; this gives way to nothing. */
void outpost_toast_offer (GtkWidget  *widget,
                          const char *words,
                          const char *label,
                          const char *action,
                          GVariant   *target);

G_END_DECLS

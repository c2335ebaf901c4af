/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* First thing in a main: from now on words, numbers and times are those of the person's language, as far as it is here. What is
 * built and not installed yet has its languages where OUTPOST_LOCALEDIR says. */
void outpost_translations_load (void);

G_END_DECLS

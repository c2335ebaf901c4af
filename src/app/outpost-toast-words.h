/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_TOAST_WORDS (outpost_toast_words_get_type ())

/**
 * OutpostToastWords:
 *
 * The words of a toast, in as many lines as they need, and the button beside or beneath them. A toast is as wide as it would like
 * to be, or as its overlay, and always as high as at the width that it would like: so these like to be no wider than there is room,
 * also after the window was resized.
 */
G_DECLARE_FINAL_TYPE (OutpostToastWords, outpost_toast_words, OUTPOST, TOAST_WORDS, GtkWidget)

/* @button: (nullable) (transfer floating) */
GtkWidget *outpost_toast_words_new (const char *words,
                                    GtkWidget  *button);

G_END_DECLS

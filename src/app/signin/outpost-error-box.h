/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_ERROR_BOX (outpost_error_box_get_type ())

/**
 * OutpostErrorBox:
 *
 * An error where it can be mended: heading and body, the way to the certificate that was not trusted where it was one
 * (action `sign-in.show-certificate`), and what experts want to know folded away. Hidden without an error; announces a new one.
 */
G_DECLARE_FINAL_TYPE (OutpostErrorBox, outpost_error_box, OUTPOST, ERROR_BOX, GtkBox)

void        outpost_error_box_set_error   (OutpostErrorBox *self,
                                           const GError    *error);
/* The same in words of one's own, without details; %NULL hides it. */
void        outpost_error_box_set_words   (OutpostErrorBox *self,
                                           const char      *heading,
                                           const char      *body);
/* borrowed; "" without an error */
const char *outpost_error_box_get_heading (OutpostErrorBox *self);

G_END_DECLS

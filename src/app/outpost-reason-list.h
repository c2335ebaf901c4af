/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_REASON_LIST (outpost_reason_list_get_type ())

/**
 * OutpostReasonList:
 *
 * Names, each with a line below it: what happens to it, or why it does not. Scrolls where it is long. Plain text.
 */
G_DECLARE_FINAL_TYPE (OutpostReasonList, outpost_reason_list, OUTPOST, REASON_LIST, AdwBin)

/* @label: what a screen reader calls it */
GtkWidget *outpost_reason_list_new       (const char        *label);
void       outpost_reason_list_set_label (OutpostReasonList *self,
                                          const char        *label);
void       outpost_reason_list_add       (OutpostReasonList *self,
                                          const char        *name,
                                          const char        *reason);
void       outpost_reason_list_clear     (OutpostReasonList *self);
guint      outpost_reason_list_get_n     (OutpostReasonList *self);

G_END_DECLS

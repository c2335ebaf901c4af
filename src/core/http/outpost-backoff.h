/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OutpostBackoff:
 *
 * A growing, jittered pause: doubles from @first_ms to @longest_ms, each time between half and all of it. A plain value.
 */
typedef struct
{
  guint first_ms;
  guint longest_ms;
  guint attempts;
} OutpostBackoff;

#define OUTPOST_BACKOFF_INIT(first, longest) { (first), (longest), 0 }

/* The next pause in milliseconds. */
guint outpost_backoff_next  (OutpostBackoff *self);
void  outpost_backoff_reset (OutpostBackoff *self);

G_END_DECLS

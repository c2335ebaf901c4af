/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-weak.h"

GWeakRef *
outpost_weak_new (gpointer object)
{
  GWeakRef *self = g_new0 (GWeakRef, 1);

  g_weak_ref_init (self, object);
  return self;
}

void
outpost_weak_free (gpointer weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

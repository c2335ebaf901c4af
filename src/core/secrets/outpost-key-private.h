/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* A copy of a key or password: wiped before its memory is given back. */
typedef char OutpostKey;

static inline void
outpost_key_free (OutpostKey *key)
{
  if (key == NULL)
    return;
  explicit_bzero (key, strlen (key));
  g_free (key);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostKey, outpost_key_free)

G_END_DECLS

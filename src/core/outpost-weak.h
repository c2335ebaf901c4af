/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A weak reference as the data of a callback that may outlive @object: with outpost_weak_free() as its destroy function. */
GWeakRef *outpost_weak_new  (gpointer object);
void      outpost_weak_free (gpointer weak);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-api.h"

G_BEGIN_DECLS

/* @sent resolves to a reply; what comes back to the decoded value, an object or a boxed one of @type. */
DexFuture *outpost_api_then_decode (DexFuture *sent,
                                    GType      type,
                                    gpointer (*decode) (GBytes *bytes, GError **error));

#define DECODE(sent, TYPE, function)                                                                                               \
  outpost_api_then_decode ((sent), (TYPE), (gpointer (*) (GBytes *, GError **)) (function))

G_END_DECLS

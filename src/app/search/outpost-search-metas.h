/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

#include "search/outpost-search.h"

G_BEGIN_DECLS

/* What a desktop's search says of what was found, and what it gives on. Pure. */

/**
 * outpost_search_metas_new:
 * @ids: from outpost_search_find(), or from anybody: those that are not known are left out
 * @now: µs of unix time
 *
 * Returns: (transfer floating): `aa{sv}` with `id`, `name`, `description` and `gicon` of each
 */
GVariant *outpost_search_metas_new      (OutpostSearch     *search,
                                         const char *const *ids,
                                         gint64             now);

/* The words as one line for a search field, whatever they are. */
char     *outpost_search_metas_dup_text (const char *const *words);

G_END_DECLS

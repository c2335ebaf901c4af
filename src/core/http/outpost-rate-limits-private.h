/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Until when which path is not to be asked. A deployment counts the requests of each path by itself, whatever their queries, and
 * other paths are unaffected (coder-api 1.12, correction 7). All times are real ones in microseconds. */
typedef struct _OutpostRateLimits OutpostRateLimits;

OutpostRateLimits *outpost_rate_limits_new        (void);
void               outpost_rate_limits_free       (OutpostRateLimits *self);
/* @path may have a query. An earlier time than the known one changes nothing. */
void               outpost_rate_limits_note       (OutpostRateLimits *self,
                                                   const char        *path,
                                                   gint64             until);
/* 0 where it may be asked. */
gint64             outpost_rate_limits_get        (OutpostRateLimits *self,
                                                   const char        *path);
/* The latest of all; 0 where everything may be asked. */
gint64             outpost_rate_limits_get_latest (OutpostRateLimits *self);

G_END_DECLS

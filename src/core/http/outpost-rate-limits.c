/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-rate-limits-private.h"

#include <string.h>

/* What a deployment does not want to be asked yet. */
struct _OutpostRateLimits
{
  GHashTable *until; /* path without its query → gint64 */
};

static char *
dup_key (const char *path)
{
  return g_strndup (path, strcspn (path, "?"));
}

static gboolean
has_passed_cb (gpointer path,
               gpointer until,
               gpointer now)
{
  return *(gint64 *) until <= *(gint64 *) now;
}

static void
forget_passed (OutpostRateLimits *self)
{
  gint64 now = g_get_real_time ();

  g_hash_table_foreach_remove (self->until, has_passed_cb, &now);
}

OutpostRateLimits *
outpost_rate_limits_new (void)
{
  OutpostRateLimits *self = g_new0 (OutpostRateLimits, 1);

  self->until = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
outpost_rate_limits_free (OutpostRateLimits *self)
{
  g_hash_table_unref (self->until);
  g_free (self);
}

void
outpost_rate_limits_note (OutpostRateLimits *self,
                          const char *path,
                          gint64 until)
{
  forget_passed (self);
  until = MAX (until, outpost_rate_limits_get (self, path));
  g_hash_table_replace (self->until, dup_key (path), g_memdup2 (&until, sizeof until));
}

gint64
outpost_rate_limits_get (OutpostRateLimits *self,
                         const char *path)
{
  g_autofree char *key = dup_key (path);
  const gint64 *until = g_hash_table_lookup (self->until, key);

  return until != NULL && *until > g_get_real_time () ? *until : 0;
}

gint64
outpost_rate_limits_get_latest (OutpostRateLimits *self)
{
  GHashTableIter iter;
  gpointer until;
  gint64 latest = 0;

  forget_passed (self);
  g_hash_table_iter_init (&iter, self->until);
  while (g_hash_table_iter_next (&iter, NULL, &until))
    latest = MAX (latest, *(gint64 *) until);
  return latest;
}

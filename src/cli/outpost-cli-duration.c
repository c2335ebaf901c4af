/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-duration.h"

#include <glib/gi18n.h>

#include "outpost-cli-errors.h"

/* A year: more is meant otherwise. */
#define LONGEST_S (366 * 24 * 60 * 60)

static gint64
get_unit (char letter)
{
  switch (letter)
    {
    case 'd':
      return 24 * 60 * 60;
    case 'h':
      return 60 * 60;
    case 'm':
      return 60;
    case 's':
    case '\0':
      return 1;
    default:
      return 0;
    }
}

gboolean
outpost_cli_duration_parse (const char *typed,
                            gint64 *us,
                            GError **error)
{
  const char *p = typed;
  gint64 seconds = 0;

  while (*p != '\0')
    {
      char *end = NULL;
      gint64 number = g_ascii_isdigit (*p) ? (gint64) g_ascii_strtoull (p, &end, 10) : -1;

      if (number < 0 || number > LONGEST_S || get_unit (*end) == 0)
        break;
      seconds += number * get_unit (*end);
      p = *end != '\0' ? end + 1 : end;
      if (seconds > LONGEST_S)
        break;
    }
  *us = seconds * G_USEC_PER_SEC;
  if (*p == '\0' && seconds > 0 && seconds <= LONGEST_S)
    return TRUE;
  return outpost_cli_fail (error, _("It looks like 90s, 5m or 1h30m."), _("“%s” is not a duration"), typed);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-quote.h"

#include <string.h>

/* Letters, digits and signs that mean nothing between double quotes, in a shell as in PowerShell. */
static gboolean
is_plain (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-_=./:@%+,~?&#[]", *c) == NULL)
      return FALSE;
  return TRUE;
}

static char *
between (const char *text,
         const char *mark,
         const char *quote,
         const char *instead)
{
  GString *quoted = g_string_new (text);

  if (quote != NULL)
    g_string_replace (quoted, quote, instead, 0);
  g_string_prepend (quoted, mark);
  g_string_append (quoted, mark);
  return g_string_free (quoted, FALSE);
}

char *
outpost_quote_sh (const char *text)
{
  return is_plain (text) ? between (text, "\"", NULL, NULL) : between (text, "'", "'", "'\\''");
}

/* A quotation mark of typography ends a PowerShell string as the plain one does, and is doubled like it. */
char *
outpost_quote_powershell (const char *text)
{
  static const char *const quotes[] = { "'", "‘", "’", "‚", "‛" };
  g_autoptr(GString) doubled = g_string_new (text);

  if (is_plain (text))
    return between (text, "\"", NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *twice = g_strconcat (quotes[i], quotes[i], NULL);

      g_string_replace (doubled, quotes[i], twice, 0);
    }
  return between (doubled->str, "'", NULL, NULL);
}

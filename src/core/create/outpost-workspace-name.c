/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace-name.h"

#include <string.h>

#define LONGEST 32

OutpostNameProblem
outpost_workspace_name_check (const char *name)
{
  gsize length = strlen (name);

  if (length == 0)
    return OUTPOST_NAME_EMPTY;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '-')
      return OUTPOST_NAME_BAD_CHARACTER;
  if (length > LONGEST)
    return OUTPOST_NAME_TOO_LONG;
  if (name[0] == '-' || name[length - 1] == '-' || strstr (name, "--") != NULL)
    return OUTPOST_NAME_HYPHENS;
  if (g_str_equal (name, "new") || g_str_equal (name, "create"))
    return OUTPOST_NAME_RESERVED;
  return OUTPOST_NAME_OK;
}

/* Cuts to @length bytes, and never leaves a hyphen at the end. */
static void
cut (GString *name,
     gsize length)
{
  g_string_truncate (name, MIN (name->len, length));
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
}

char *
outpost_workspace_name_suggest (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *ascii = g_str_to_ascii (valid, "C");
  GString *name = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0'; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (name, *c);
      else if (name->len > 0 && name->str[name->len - 1] != '-' && *c != '?')
        g_string_append_c (name, '-');
    }
  cut (name, LONGEST);
  if (g_str_equal (name->str, "new") || g_str_equal (name->str, "create"))
    g_string_append (name, "-1");
  return g_string_free (name, name->len == 0);
}

char *
outpost_workspace_name_next (const char *name)
{
  GString *next = g_string_new (name);
  g_autofree char *number = NULL;
  gsize digits = next->len;
  guint64 value = 1;
  gsize width = 1;

  while (digits > 0 && g_ascii_isdigit (next->str[digits - 1]))
    digits--;
  /* `a1b2c3` and `2026` are names of their own: only what follows a hyphen is a number. */
  if (digits > 0 && digits < next->len && next->str[digits - 1] == '-' && next->len - digits < 10)
    {
      value = g_ascii_strtoull (next->str + digits, NULL, 10);
      width = next->len - digits;
      g_string_truncate (next, digits - 1);
    }
  number = g_strdup_printf ("-%0*" G_GUINT64_FORMAT, (int) width, value + 1);
  cut (next, LONGEST - strlen (number));
  g_string_append (next, number);
  return g_string_free (next, FALSE);
}

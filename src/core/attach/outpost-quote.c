/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-quote.h"

#include <string.h>

#define BULLET "•"

/* Letters, digits, the signs named, and the bullets that a masked secret is shown as. */
static gboolean
consists_of (const char *text,
             const char *signs)
{
  while (*text != '\0')
    if (g_str_has_prefix (text, BULLET))
      text += strlen (BULLET);
    else if (g_ascii_isalnum (*text) || strchr (signs, *text) != NULL)
      text++;
    else
      return FALSE;
  return TRUE;
}

/* What means nothing between double quotes, in a shell as in PowerShell. */
static gboolean
is_plain (const char *text)
{
  return consists_of (text, "-_=./:@%+,~?&#[]");
}

gboolean
outpost_quote_is_bare (const char *text)
{
  return consists_of (text, "-._:/@+,=%[]");
}

static gboolean
is_no_character (gunichar c)
{
  return c == 0xFFFE || c == 0xFFFF;
}

gboolean
outpost_quote_is_carried (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) || is_no_character (g_utf8_get_char (p)))
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

/* By the escapes of .NET's regular expressions, which know nothing but UTF-16. */
static void
append_utf16 (GString *quoted,
              gunichar c)
{
  if (c >= 0x10000)
    g_string_append_printf (quoted, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
  else
    g_string_append_printf (quoted, "\\u%04x", c);
}

/* Letters outside ASCII are escaped: read in another code page their bytes may be quotation marks of typography, which end a
 * PowerShell string as the plain one does. */
char *
outpost_quote_powershell (const char *text)
{
  gboolean simple = TRUE;
  GString *quoted;

  if (is_plain (text))
    return between (text, "\"", NULL, NULL);
  for (const char *p = text; *p != '\0'; p++)
    simple = simple && g_ascii_isprint (*p);
  if (simple)
    return between (text, "'", "'", "''");

  quoted = g_string_new ("([regex]::Unescape('");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x7F || c < 0x20)
        append_utf16 (quoted, c);
      else if (c == '\'' || c == '\\')
        g_string_append_printf (quoted, "%c%c", c, c);
      else
        g_string_append_c (quoted, c);
    }
  g_string_append (quoted, "'))");
  return g_string_free (quoted, FALSE);
}

/* Line and paragraph separators and the byte order mark are breaks or nothing to some readers. */
static gboolean
is_safe_in_yaml (gunichar c)
{
  return !g_unichar_iscntrl (c) && !is_no_character (c) && c != 0x2028 && c != 0x2029 && c != 0xFEFF;
}

char *
outpost_quote_yaml (const char *text)
{
  GString *quoted = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (quoted, "\\%c", c);
      else if (c == '\n')
        g_string_append (quoted, "\\n");
      else if (is_safe_in_yaml (c))
        g_string_append_unichar (quoted, c);
      else
        g_string_append_printf (quoted, "\\u%04x", c);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

char *
outpost_quote_xml (const char *text)
{
  GString *quoted = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (quoted, "&amp;");
      else if (c == '<')
        g_string_append (quoted, "&lt;");
      else if (c == '>')
        g_string_append (quoted, "&gt;");
      else if (c == '\t' || c == '\n' || c == '\r' || (c >= 0x7F && c < 0xA0))
        g_string_append_printf (quoted, "&#%u;", c);
      else
        g_string_append_unichar (quoted, c < 0x20 || is_no_character (c) ? 0xFFFD : c);
    }
  return g_string_free (quoted, FALSE);
}

char *
outpost_quote_systemd (const char *text)
{
  GString *quoted = g_string_new ("'");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\'' || c == '\\')
        g_string_append_printf (quoted, "\\%c", c);
      else if (c == '%' || c == '$')
        g_string_append_printf (quoted, "%c%c", c, c);
      else if (c >= 0x20 && c < 0x7F)
        g_string_append_c (quoted, c);
      else if (c < 0x80)
        g_string_append_printf (quoted, "\\x%02x", c);
      else
        g_string_append_printf (quoted, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (quoted, FALSE);
}

char *
outpost_quote_specifiers (const char *text)
{
  return between (text, "", "%", "%%");
}

char *
outpost_quote_environment (const char *text)
{
  GString *quoted;

  if (outpost_quote_is_bare (text))
    return g_strdup (text);
  quoted = g_string_new ("\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\"\\`$", *p) != NULL)
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

char *
outpost_quote_dollars (const char *text)
{
  return between (text, "", "$", "$$");
}

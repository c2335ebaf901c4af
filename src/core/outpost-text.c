/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-text.h"

#include <string.h>

/* Letters and marks by Unicode's book that draw nothing: fillers, joiners, the selectors nobody types. */
static gboolean
is_blank_letter (gunichar c)
{
  switch (c)
    {
    case 0x034F:
    case 0x115F:
    case 0x1160:
    case 0x17B4:
    case 0x17B5:
    case 0x2800:
    case 0x3164:
    case 0xFFA0:
      return TRUE;
    default:
      /* The last two of FE00… choose between an emoji and a plain sign and are common in names. */
      return (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0D) || (c >= 0xE0000 && c <= 0xE0FFF);
    }
}

gboolean
outpost_text_is_visible_char (gunichar c)
{
  if (c >= 0x20 && c < 0x7F)
    return TRUE;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
      return FALSE;
    default:
      return !is_blank_letter (c);
    }
}

static gunichar
get_mark (gunichar c)
{
  if (c < 0x20)
    return 0x2400 + c;
  return c == 0x7F ? 0x2421 : 0xFFFD;
}

gboolean
outpost_text_is_visible (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!outpost_text_is_visible_char (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static char *
dup_visible (const char *text,
             const char *kept)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *visible;

  visible = g_string_sized_new (strlen (valid) + 16);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (outpost_text_is_visible_char (c) || (c < 0x80 && strchr (kept, (int) c) != NULL))
        g_string_append_unichar (visible, c);
      else
        g_string_append_unichar (visible, get_mark (c));
    }
  return g_string_free (visible, FALSE);
}

char *
outpost_text_dup_visible (const char *text)
{
  return outpost_text_is_visible (text) ? g_strdup (text) : dup_visible (text, "");
}

char *
outpost_text_dup_visible_lines (const char *text)
{
  return dup_visible (text, "\n\t");
}

char *
outpost_text_dup_age (gint64 microseconds)
{
  gint64 minutes = MAX (microseconds, 0) / (60 * G_USEC_PER_SEC);
  gint64 hours = minutes / 60;
  gint64 days = hours / 24;
  GString *age;

  if (minutes == 0)
    return g_strdup ("<1m");

  age = g_string_new (NULL);
  if (days > 0)
    g_string_append_printf (age, "%" G_GINT64_FORMAT "d", days);
  if (hours % 24 > 0)
    g_string_append_printf (age, "%" G_GINT64_FORMAT "h", hours % 24);
  if (days == 0 && minutes % 60 > 0)
    g_string_append_printf (age, "%" G_GINT64_FORMAT "m", minutes % 60);
  return g_string_free (age, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-terminal-text.h"

#include <string.h>

#include "outpost-text.h"

#define ESCAPE 0x1B
#define BELL 0x07
#define TAB_WIDTH 8

/* What terminals call their controls, by ECMA-48; each also as one character above 0x7F. */
#define CONTROL_SEQUENCE 0x9B
#define STRING_TERMINATOR 0x9C

/* A string for the terminal itself (a title, a link): to its terminator, or to a bell. */
static const char *
skip_string (const char *p)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == BELL || c == STRING_TERMINATOR)
        return g_utf8_next_char (p);
      if (c == ESCAPE)
        return p[1] == '\\' ? p + 2 : p;
    }
  return p;
}

/* Parameters, then what is between, then one final character. */
static const char *
skip_sequence (const char *p)
{
  while (*p >= 0x20 && *p <= 0x3F)
    p++;
  return *p >= 0x40 && *p <= 0x7E ? p + 1 : p;
}

static gboolean
begins_string (gunichar c)
{
  return c == 'P' || c == 'X' || c == ']' || c == '^' || c == '_';
}

/* @p: behind the escape */
static const char *
skip_escape (const char *p)
{
  if (*p == '[')
    return skip_sequence (p + 1);
  if (begins_string ((guchar) *p))
    return skip_string (p + 1);
  while (*p >= 0x20 && *p <= 0x2F)
    p++;
  return *p >= 0x30 && *p <= 0x7E ? p + 1 : p;
}

static void
append_tab (GString *plain)
{
  glong column = g_utf8_strlen (plain->str, -1);

  for (glong i = TAB_WIDTH - column % TAB_WIDTH; i > 0; i--)
    g_string_append_c (plain, ' ');
}

/* What was written before a carriage return is written over, unless nothing follows. */
static const char *
find_last_pass (const char *line)
{
  const char *end = line + strlen (line);
  const char *begin;

  while (end > line && (end[-1] == '\r' || end[-1] == '\n'))
    end--;
  begin = g_strrstr_len (line, end - line, "\r");
  return begin != NULL ? begin + 1 : line;
}

char *
outpost_terminal_text_dup_plain (const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autoptr(GString) plain = g_string_sized_new (strlen (valid));
  const char *p = find_last_pass (valid);

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == ESCAPE)
        next = skip_escape (next);
      else if (c == CONTROL_SEQUENCE)
        next = skip_sequence (next);
      else if (c >= 0x80 && c < 0xA0 && begins_string (c - 0x40))
        next = skip_string (next);
      else if (c == '\t')
        append_tab (plain);
      else if (c != '\r' && !(c == '\n' && *next == '\0'))
        g_string_append_unichar (plain, c);
      p = next;
    }
  return outpost_text_dup_visible (plain->str);
}

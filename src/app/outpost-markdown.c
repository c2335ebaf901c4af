/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-markdown.h"

#include <string.h>

#include "outpost-text.h"

static void
append_text (GString *out,
             const char *text,
             gsize length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *visible = outpost_text_dup_visible (part);
  g_autofree char *escaped = g_markup_escape_text (visible, -1);

  g_string_append (out, escaped);
}

static gboolean
is_web (const char *url,
        gsize length)
{
  g_autofree char *part = g_strndup (url, length);

  if (!g_str_has_prefix (part, "https://") && !g_str_has_prefix (part, "http://"))
    return FALSE;
  return strchr (part, ' ') == NULL && g_uri_is_valid (part, G_URI_FLAGS_NONE, NULL);
}

static void
append_link (GString *out,
             const char *url,
             gsize url_length,
             const char *text,
             gsize text_length)
{
  g_string_append (out, "<a href=\"");
  append_text (out, url, url_length);
  g_string_append (out, "\">");
  append_text (out, text, text_length);
  g_string_append (out, "</a>");
}

/* `[text](https://…)`. Returns what was read of @at, 0 when it is something else. */
static gsize
read_link (GString *out,
           const char *at)
{
  const char *text_end = strchr (at, ']');
  const char *url, *url_end;

  if (text_end == NULL || text_end[1] != '(')
    return 0;
  url = text_end + 2;
  url_end = strchr (url, ')');
  if (url_end == NULL || text_end == at + 1 || !is_web (url, url_end - url))
    return 0;
  append_link (out, url, url_end - url, at + 1, text_end - at - 1);
  return url_end + 1 - at;
}

/* `<https://…>` */
static gsize
read_plain_link (GString *out,
                 const char *at)
{
  const char *end = strchr (at, '>');

  if (end == NULL || !is_web (at + 1, end - at - 1))
    return 0;
  append_link (out, at + 1, end - at - 1, at + 1, end - at - 1);
  return end + 1 - at;
}

/* What stands between two @marks. */
static gsize
read_span (GString *out,
           const char *at,
           const char *marks,
           const char *element)
{
  gsize length = strlen (marks);
  const char *end = g_str_has_prefix (at, marks) ? strstr (at + length, marks) : NULL;

  if (end == NULL || end == at + length || g_ascii_isspace (at[length]))
    return 0;
  g_string_append_printf (out, "<%s>", element);
  append_text (out, at + length, end - at - length);
  g_string_append_printf (out, "</%s>", element);
  return end + length - at;
}

static gsize
read_special (GString *out,
              const char *at)
{
  gsize length;

  switch (*at)
    {
    case '[':
      return read_link (out, at);
    case '<':
      return read_plain_link (out, at);
    case '`':
      return read_span (out, at, "`", "tt");
    case '*':
      length = read_span (out, at, "**", "b");
      return length > 0 ? length : read_span (out, at, "*", "i");
    case '\n':
      g_string_append_c (out, at[1] == '\n' ? '\n' : ' ');
      return 1;
    default:
      return 0;
    }
}

char *
outpost_markdown_dup_markup (const char *text)
{
  g_autofree char *valid = g_strstrip (g_utf8_make_valid (text, -1));
  GString *out = g_string_new (NULL);
  const char *at = valid;

  while (*at != '\0')
    {
      gsize plain = strcspn (at, "[<`*\n");
      gsize special;

      append_text (out, at, plain);
      at += plain;
      if (*at == '\0')
        break;
      special = read_special (out, at);
      if (special == 0)
        append_text (out, at, special = 1);
      at += special;
    }
  return g_string_free (out, FALSE);
}

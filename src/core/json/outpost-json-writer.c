/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-json-writer.h"

#include "outpost-error.h"
#include "outpost-text.h"

#include <string.h>

#define MAX_DEPTH 64

/* Reads JSON text once, from front to end, and prints it again as it goes: a list of thousands of workspaces is never a tree. */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  GString *out; /* NULL: read over it */
  guint depth;
  const char *mistake;
} Copier;

static gboolean
fail (Copier *self,
      const char *mistake)
{
  if (self->mistake == NULL)
    self->mistake = mistake;
  return FALSE;
}

static char
peek (Copier *self)
{
  while (self->at < self->end && strchr (" \t\r\n", *self->at) != NULL && *self->at != '\0')
    self->at++;
  return self->at < self->end ? *self->at : '\0';
}

static void
put (Copier *self,
     const char *text,
     gsize length)
{
  if (self->out != NULL)
    g_string_append_len (self->out, text, length);
}

static void
put_line (Copier *self,
          guint depth)
{
  if (self->out == NULL)
    return;
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (self->out, "  ");
}

static void
append_escape (GString *out,
               gunichar c)
{
  if (c > 0xFFFF)
    g_string_append_printf (out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
  else
    g_string_append_printf (out, "\\u%04x", c);
}

static gboolean
is_plain (gunichar c)
{
  return c != '<' && c != '>' && c != '&' && outpost_text_is_visible_char (c);
}

static void
append_char (GString *out,
             gunichar c)
{
  static const char short_from[] = "\b\f\n\r\t\"\\";
  static const char short_to[] = "bfnrt\"\\";
  const char *found = c != 0 && c < 0x80 ? strchr (short_from, (int) c) : NULL;

  if (found != NULL)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, short_to[found - short_from]);
    }
  else if (is_plain (c))
    g_string_append_unichar (out, c);
  else
    append_escape (out, c);
}

void
outpost_json_append_string (GString *out,
                            const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_char (out, g_utf8_get_char (p));
  g_string_append_c (out, '"');
}

static gboolean
copy_escape (Copier *self)
{
  const char *from = self->at;
  gsize length = 2;

  if (self->end - from < 2 || from[1] == '\0' || strchr ("\"\\/bfnrtu", from[1]) == NULL)
    return fail (self, "expected an escape");
  if (from[1] == 'u')
    {
      length = 6;
      if (self->end - from < 6)
        return fail (self, "expected four hexadecimal digits");
      for (guint i = 2; i < length; i++)
        if (!g_ascii_isxdigit (from[i]))
          return fail (self, "expected four hexadecimal digits");
    }
  put (self, from, length);
  self->at += length;
  return TRUE;
}

/* Nearly all text is letters that stay as they are: those go over in one piece. */
static void
copy_run (Copier *self)
{
  const char *from = self->at;

  while (self->at < self->end && *self->at >= 0x20 && *self->at < 0x7F && *self->at != '"' && *self->at != '\\' && *self->at != '<'
         && *self->at != '>' && *self->at != '&')
    self->at++;
  put (self, from, self->at - from);
}

/* Strings keep the escapes they have; only what is not yet escaped and should be is changed. */
static gboolean
copy_string (Copier *self)
{
  if (peek (self) != '"')
    return fail (self, "expected a string");
  put (self, self->at++, 1);
  for (copy_run (self); self->at < self->end && *self->at != '"'; copy_run (self))
    {
      gunichar c = g_utf8_get_char (self->at);

      if (c < 0x20)
        return fail (self, "expected no control character in a string");
      if (c == '\\')
        {
          if (!copy_escape (self))
            return FALSE;
          continue;
        }
      if (self->out != NULL)
        append_char (self->out, c);
      self->at = g_utf8_next_char (self->at);
    }
  if (self->at == self->end)
    return fail (self, "expected the end of a string");
  put (self, self->at++, 1);
  return TRUE;
}

static gboolean
skip_digits (Copier *self)
{
  const char *from = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > from || fail (self, "expected a digit");
}

static gboolean
skip_one_of (Copier *self,
             const char *choices)
{
  if (self->at == self->end || *self->at == '\0' || strchr (choices, *self->at) == NULL)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
copy_number (Copier *self)
{
  const char *from = self->at;

  skip_one_of (self, "-");
  if (!skip_one_of (self, "0") && !skip_digits (self))
    return FALSE;
  if (skip_one_of (self, ".") && !skip_digits (self))
    return FALSE;
  if (skip_one_of (self, "eE"))
    {
      skip_one_of (self, "+-");
      if (!skip_digits (self))
        return FALSE;
    }
  put (self, from, self->at - from);
  return TRUE;
}

static gboolean
copy_word (Copier *self)
{
  static const char *words[] = { "null", "true", "false" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (self->end - self->at) >= length && memcmp (self->at, words[i], length) == 0)
        {
          put (self, words[i], length);
          self->at += length;
          return TRUE;
        }
    }
  return fail (self, "expected a value");
}

/* Consumes a comma or the closing bracket. */
static gboolean
goes_on (Copier *self,
         char close)
{
  char c = peek (self);

  if (c == ',' || c == close)
    self->at++;
  else
    fail (self, "expected a comma or the end of an object or array");
  return c == ',';
}

static gboolean
copy_colon (Copier *self)
{
  if (peek (self) != ':')
    return fail (self, "expected a colon");
  self->at++;
  put (self, ": ", 2);
  return TRUE;
}

static gboolean
copy_value (Copier *self)
{
  char open = peek (self);
  char close = open == '{' ? '}' : ']';

  if (open == '"')
    return copy_string (self);
  if (open == '-' || g_ascii_isdigit (open))
    return copy_number (self);
  if (open != '{' && open != '[')
    return copy_word (self);
  if (self->depth >= MAX_DEPTH)
    return fail (self, "nested too deeply");

  put (self, self->at++, 1);
  if (peek (self) == close)
    {
      put (self, self->at++, 1);
      return TRUE;
    }
  self->depth++;
  put_line (self, self->depth);
  do
    {
      if (open == '{' && (!copy_string (self) || !copy_colon (self)))
        return FALSE;
      if (!copy_value (self))
        return FALSE;
      if (goes_on (self, close))
        {
          put (self, ",", 1);
          put_line (self, self->depth);
          continue;
        }
      self->depth--;
      put_line (self, self->depth);
      put (self, &close, 1);
      return self->mistake == NULL;
    }
  while (TRUE);
}

static gboolean
begin (Copier *self,
       GBytes *text,
       GString *out)
{
  gsize length;

  self->start = g_bytes_get_data (text, &length);
  self->at = self->start;
  self->end = self->start + length;
  self->out = out;
  return length == 0 || g_utf8_validate (self->start, length, &self->at) || fail (self, "expected UTF-8");
}

static gboolean
finish (Copier *self,
        GError **error)
{
  if (self->mistake == NULL && peek (self) != '\0')
    fail (self, "expected the end");
  if (self->mistake == NULL && self->at < self->end)
    fail (self, "expected the end");
  if (self->mistake == NULL)
    return TRUE;
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, "byte %" G_GSIZE_FORMAT " of the answer: %s",
               (gsize) (self->at - self->start), self->mistake);
  return FALSE;
}

gboolean
outpost_json_append_pretty (GString *out,
                            GBytes *text,
                            guint depth,
                            GError **error)
{
  Copier copier = { .depth = depth };

  if (begin (&copier, text, out))
    {
      copier.at = copier.start;
      copy_value (&copier);
    }
  return finish (&copier, error);
}

static gboolean
copy_elements (Copier *self,
               guint *n_elements)
{
  if (peek (self) == 'n')
    return copy_word (self);
  if (peek (self) != '[')
    return fail (self, "expected an array");
  self->at++;
  if (peek (self) == ']')
    {
      self->at++;
      return TRUE;
    }
  do
    {
      if (peek (self) != '{')
        return fail (self, "expected an object");
      if ((*n_elements)++ > 0)
        put (self, ",", 1);
      put_line (self, 1);
      self->depth = 1;
      if (!copy_value (self))
        return FALSE;
    }
  while (goes_on (self, ']'));
  return self->mistake == NULL;
}

/* The key that begins here, as it is written: the server escapes none of those that are asked for. */
static gboolean
is_at_key (Copier *self,
           const char *key)
{
  gsize length = strlen (key);

  return peek (self) == '"' && (gsize) (self->end - self->at) >= length + 2 && memcmp (self->at + 1, key, length) == 0
         && self->at[length + 1] == '"';
}

static gboolean
copy_members (Copier *self,
              const char *member,
              guint *n_elements)
{
  GString *out = self->out;

  if (peek (self) != '{')
    return fail (self, "expected an object");
  self->at++;
  if (peek (self) == '}')
    {
      self->at++;
      return TRUE;
    }
  do
    {
      gboolean wanted = is_at_key (self, member);

      self->out = NULL;
      self->depth = 1;
      if (!copy_string (self) || !copy_colon (self))
        return FALSE;
      self->out = wanted ? out : NULL;
      if (wanted && peek (self) == 'n')
        self->out = NULL;
      if (wanted ? !copy_elements (self, n_elements) : !copy_value (self))
        return FALSE;
    }
  while (goes_on (self, '}'));
  return self->mistake == NULL;
}

gboolean
outpost_json_append_elements (GString *out,
                              GBytes *document,
                              const char *member,
                              guint *n_elements,
                              GError **error)
{
  Copier copier = { 0 };

  if (begin (&copier, document, out))
    {
      copier.at = copier.start;
      copy_members (&copier, member, n_elements);
    }
  return finish (&copier, error);
}

gint64
outpost_json_find_int (GBytes *document,
                       const char *member,
                       gint64 fallback)
{
  Copier copier = { .depth = 1 };
  gint64 found = fallback;

  if (!begin (&copier, document, NULL))
    return fallback;
  copier.at = copier.start;
  if (peek (&copier) != '{')
    return fallback;
  do
    {
      gboolean wanted = is_at_key (&(Copier) { .at = copier.at + 1, .end = copier.end }, member);
      const char *value;

      copier.at++;
      if (peek (&copier) == '}' || !copy_string (&copier) || !copy_colon (&copier))
        return fallback;
      peek (&copier);
      value = copier.at;
      if (!copy_value (&copier))
        return fallback;
      if (wanted)
        {
          g_autofree char *number = g_strndup (value, copier.at - value);

          if (!g_ascii_string_to_signed (number, 10, G_MININT64, G_MAXINT64, &found, NULL))
            found = fallback;
        }
    }
  while (peek (&copier) == ',');
  return found;
}

static void
wipe (gpointer data)
{
  GString *text = data;

  explicit_bzero (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}

GBytes *
outpost_json_take_body (GString *text)
{
  return g_bytes_new_with_free_func (text->str, text->len, wipe, text);
}

GBytes *
outpost_json_write_strings (const char *first_key,
                            ...)
{
  /* With room for a password or a key: growing would leave a copy behind. */
  GString *text = g_string_sized_new (4096);
  va_list arguments;

  va_start (arguments, first_key);
  g_string_append_c (text, '{');
  for (const char *key = first_key; key != NULL; key = va_arg (arguments, const char *))
    {
      if (key != first_key)
        g_string_append_c (text, ',');
      outpost_json_append_string (text, key);
      g_string_append_c (text, ':');
      outpost_json_append_string (text, va_arg (arguments, const char *));
    }
  va_end (arguments);
  g_string_append_c (text, '}');
  return outpost_json_take_body (text);
}

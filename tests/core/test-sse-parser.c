/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-error.h"
#include "outpost-sse-parser.h"
#include "outpost-test.h"

#define LIMIT (64 * 1024)

/* Everything that waits, as `type=data;` each. */
static void
pop_all (OutpostSseParser *parser,
         GString *told)
{
  char *type;
  GBytes *data;

  while ((data = outpost_sse_parser_pop (parser, &type)) != NULL)
    {
      g_string_append_printf (told, "%s=", type);
      g_string_append_len (told, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
      g_string_append_c (told, ';');
      g_bytes_unref (data);
      g_free (type);
    }
}

/* @text in pieces of @piece bytes. */
static char *
dup_told (const char *text,
          gsize size,
          gsize piece)
{
  g_autoptr(OutpostSseParser) parser = outpost_sse_parser_new (LIMIT);
  GString *told = g_string_new (NULL);

  for (gsize at = 0; at < size; at += piece)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (outpost_sse_parser_feed (parser, (const guint8 *) text + at, MIN (piece, size - at), &error));
      g_assert_no_error (error);
      pop_all (parser, told);
    }
  return g_string_free (told, FALSE);
}

/* What comes, and what is told of it. */
static const struct
{
  const char *text;
  const char *told;
} rows[] = {
  { "", "" },
  { "event: ping\n\n", "" },
  { "event: data\ndata: {\"id\":1}\n\n", "data={\"id\":1};" },
  { "event: data\r\ndata: x\r\n\r\n", "data=x;" },
  { "event: data\rdata: x\r\r", "data=x;" },
  { "event: a\n\ndata: x\n\n", "message=x;" },
  { "data: one\ndata: two\n\n", "message=one\ntwo;" },
  { "data\n\n", "message=;" },
  { "data:\ndata\n\n", "message=\n;" },
  { "data:x\n\ndata: x\n\ndata:  x\n\n", "message=x;message=x;message= x;" },
  { ": a comment\ndata: x\n: another\n\n", "message=x;" },
  { ":\n:\n\n", "" },
  { "id: 7\nretry: 10\nunknown: y\nDATA: no\ndata : no\n data: no\ndata: x\n\n", "message=x;" },
  { "\xef\xbb\xbf"
    "data: x\n\n",
    "message=x;" },
  { "data: x\n\n\xef\xbb\xbf"
    "data: y\n\n",
    "message=x;" },
  { "event: a\nevent: b\ndata: a:b: c\n\n", "b=a:b: c;" },
  { "event:\ndata: x\n\n", "message=x;" },
  { "data: x\n\n\n\n\ndata: y\n\n", "message=x;message=y;" },
  { "data: no end", "" },
  { "data: no end\n", "" },
  { "\n\r\n\rdata: x\n\r\n", "message=x;" },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize piece = 1; piece <= 64; piece++)
      {
        g_autofree char *told = dup_told (rows[i].text, strlen (rows[i].text), piece);

        if (!g_str_equal (told, rows[i].told))
          g_error ("row %u in pieces of %zu: %s", i, piece, told);
      }
}

/* Whatever never ends is given up, wherever it is: in a line, in many lines, in a name. */
static void
test_bounded (void)
{
  static const char *const endless[] = { "x", "data: x\n", "event: x", ":", "data\n", "event: yyyyyyyyyyyyyyyyy\ndata: x\n" };

  for (guint i = 0; i < G_N_ELEMENTS (endless); i++)
    {
      g_autoptr(OutpostSseParser) parser = outpost_sse_parser_new (LIMIT);
      g_autoptr(GError) error = NULL;
      gsize size = strlen (endless[i]);
      gsize fed = 0;

      while (outpost_sse_parser_feed (parser, (const guint8 *) endless[i], size, &error))
        {
          fed += size;
          g_assert_cmpuint (fed, <=, 64 * LIMIT);
          if (i == 3 && fed == LIMIT)
            break;
        }
      if (i != 3)
        g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_TOO_LARGE);
    }
}

/* As large as may be, and one byte more. */
static void
test_limit (void)
{
  for (gsize more = 0; more < 2; more++)
    {
      g_autoptr(OutpostSseParser) parser = outpost_sse_parser_new (LIMIT);
      g_autofree char *value = g_strnfill (LIMIT - strlen ("data:") + more, 'x');
      g_autofree char *text = g_strconcat ("data:", value, "\n\n", NULL);
      g_autoptr(GError) error = NULL;

      if (more == 0)
        g_assert_true (outpost_sse_parser_feed (parser, (const guint8 *) text, strlen (text), &error));
      else
        g_assert_false (outpost_sse_parser_feed (parser, (const guint8 *) text, strlen (text), &error));
    }
}

/* Any bytes, cut in any way, are the same events as in one piece. */
static void
test_fuzz (void)
{
  static const char *const pieces[] = { "data", "event", ":", " ", "\n", "\r", "\r\n", "\n\n", "x", "\xef\xbb\xbf", "\xff", "",
                                        "data: {\"a\":1}\n\n", "event: ping\n\n", ": c\n", "id: 3", "retry: 1" };
  g_autoptr(GRand) random = g_rand_new_with_seed (20260822);

  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(OutpostSseParser) parser = outpost_sse_parser_new (LIMIT);
      g_autoptr(GString) told = g_string_new (NULL);
      g_autofree char *whole = NULL;
      gsize at = 0;

      for (guint i = g_rand_int_range (random, 0, 40); i > 0; i--)
        {
          if (g_rand_int_range (random, 0, 8) == 0)
            g_string_append_c (text, g_rand_int_range (random, 0, 256));
          else
            g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
        }
      whole = dup_told (text->str, text->len, MAX (text->len, 1));
      while (at < text->len)
        {
          gsize size = g_rand_int_range (random, 1, 9);

          size = MIN (text->len - at, size);
          g_assert_true (outpost_sse_parser_feed (parser, (const guint8 *) text->str + at, size, NULL));
          pop_all (parser, told);
          at += size;
        }
      g_assert_cmpstr (told->str, ==, whole);
    }
}

/* The lines of a recorded stream: pings, whole workspaces, nothing else. */
static void
test_recorded (gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) stream = g_string_new (NULL);
  g_autofree char *told = NULL;

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  path = g_build_filename (outpost_test_get_captures (), "ws", data, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      const char *begin = strstr (lines[i], "\"data\": \"");
      const char *end = strstr (lines[i], "\", \"t_ms\"");
      g_autofree char *quoted = begin != NULL && end != NULL ? g_strndup (begin + 9, end - begin - 9) : NULL;
      g_autofree char *line = quoted != NULL ? g_strcompress (quoted) : NULL;

      if (line != NULL)
        g_string_append (stream, line);
    }
  told = dup_told (stream->str, stream->len, 1000);
  g_assert_true (g_str_has_prefix (stream->str, "event: ping\n\nevent: data\n"));
  g_assert_true (g_str_has_prefix (told, "data={\"id\":\""));
  g_assert_nonnull (strstr (told, "};data={\"id\":\""));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sse/rows", test_rows);
  g_test_add_func ("/sse/bounded", test_bounded);
  g_test_add_func ("/sse/limit", test_limit);
  g_test_add_func ("/sse/fuzz", test_fuzz);
  g_test_add_data_func ("/sse/recorded/watch", "367-watch-sse-workspace-kitchen.sse.jsonl", test_recorded);
  g_test_add_data_func ("/sse/recorded/delete", "520-watch-sse-delete.sse.jsonl", test_recorded);
  return g_test_run ();
}

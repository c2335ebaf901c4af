/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error.h"
#include "outpost-json-writer.h"
#include "outpost-text.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static void
test_visible (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } cases[] = {
    { "", "" },
    { "bob/hello-world", "bob/hello-world" },
    { "Größe 東京 ★", "Größe 東京 ★" },
    { "\u2601\ufe0f", "\u2601\ufe0f" },
    { "a\nb\tc", "a␊b␉c" },
    { "\033[31mred", "␛[31mred" },
    { "\x7f", "␡" },
    { "\xc2\x9b"
      "31m",
      "\ufffd31m" },
    { "user\u202egnp.exe", "user\ufffdgnp.exe" },
    { "\u2066x\u2069", "\ufffdx\ufffd" },
    { "a\u200bb\ufeff", "a\ufffdb\ufffd" },
    { "a\u2028b\u2029", "a\ufffdb\ufffd" },
    { "\u3164", "\ufffd" },
    { "\U000e0041", "\ufffd" },
    { "\ue000", "\ufffd" },
    { "bad\xff", "bad\ufffd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = outpost_text_dup_visible (cases[i].text);

      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpint (outpost_text_is_visible (cases[i].text), ==, g_str_equal (cases[i].text, cases[i].shown));
    }
}

static void
test_age (void)
{
  static const struct
  {
    gint64 age;
    const char *shown;
  } cases[] = {
    { G_MININT64, "<1m" },
    { -5, "<1m" },
    { 0, "<1m" },
    { MINUTE - 1, "<1m" },
    { MINUTE, "1m" },
    { 15 * MINUTE + 59 * G_USEC_PER_SEC, "15m" },
    { HOUR, "1h" },
    { 2 * HOUR + 5 * MINUTE, "2h5m" },
    { DAY - 1, "23h59m" },
    { DAY, "1d" },
    { DAY + 59 * MINUTE, "1d" },
    { 3 * DAY + 4 * HOUR + 30 * MINUTE, "3d4h" },
    { 400 * DAY, "400d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = outpost_text_dup_age (cases[i].age);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_json_string (void)
{
  g_autoptr(GString) out = g_string_new (NULL);

  outpost_json_append_string (out, "a\"\\\b\f\n\r\t\001\033<>&/\u2028\u202e\xc2\x9b\U000e0041é東\xff");
  g_assert_cmpstr (out->str, ==,
                   "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001b\\u003c\\u003e\\u0026/\\u2028\\u202e\\u009b\\udb40\\udc41é東\ufffd\"");
}

static void
test_json_pretty (void)
{
  static const char *const text = " {\"a\":[1,-0.5e+3,\"x\\u0041\\/<b>\",{},[]],\"b\":{\"c\":null,\"d\":true},\"a\":false} \n";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (outpost_json_append_pretty (out, bytes, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (out->str, ==,
                   "{\n  \"a\": [\n    1,\n    -0.5e+3,\n    \"x\\u0041\\/\\u003cb\\u003e\",\n    {},\n    []\n  ],\n"
                   "  \"b\": {\n    \"c\": null,\n    \"d\": true\n  },\n  \"a\": false\n}");
}

static void
test_json_mistakes (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "{",
    "[",
    "[1",
    "[1,]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{a:1}",
    "01",
    "1.",
    ".5",
    "1e",
    "-",
    "+1",
    "nul",
    "\"",
    "\"\\x\"",
    "\"\\u12g4\"",
    "\"\\",
    "\"\n\"",
    "[1]2",
    "{}}",
    "\"\xff\"",
    "tru",
    "[1}",
    "{\"a\":1]",
    "{1:2}",
    "]",
    ",",
    "\"\\u1",
    "[1 2]",
    "{\"a\" 1}",
    "NaN",
    "'a'",
    "{\"a\":1 \"b\":2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr(GString) out = g_string_new (NULL);
      g_autoptr(GError) error = NULL;

      g_assert_false (outpost_json_append_pretty (out, bytes, 0, &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
    }
}

static void
test_json_nul (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("[1\0]", 4);
  g_autoptr(GString) out = g_string_new (NULL);

  g_assert_false (outpost_json_append_pretty (out, bytes, 0, NULL));
}

static void
test_json_depth (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr(GBytes) bytes = g_bytes_new_static (deep, 100000);
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (outpost_json_append_pretty (out, bytes, 0, &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
}

static void
test_json_elements (void)
{
  static const char *const pages[] = {
    "{\"workspaces\":[{\"a\":1},{}],\"count\":4}",
    "{\"count\":4,\"more\":{\"workspaces\":[{\"no\":1}]},\"workspaces\":[{\"b\":[2]}]}",
    "{\"workspaces\":null,\"count\":4}",
    "{\"workspaces\":[]}",
    "{}",
  };
  g_autoptr(GString) out = g_string_new ("[");
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (pages[i], strlen (pages[i]));
      g_autoptr(GError) error = NULL;

      g_assert_true (outpost_json_append_elements (out, bytes, "workspaces", &n, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (out->str, ==, "[\n  {\n    \"a\": 1\n  },\n  {},\n  {\n    \"b\": [\n      2\n    ]\n  }");
}

static void
test_json_elements_mistakes (void)
{
  static const char *const texts[]
      = { "[]", "{\"w\":1}", "{\"w\":[1]}", "{\"w\":[{}],}", "{\"w\":[{}]", "{\"w\":[{}]}x", "null", "{\"w\":{}}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(GString) out = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      guint n = 0;

      g_assert_false (outpost_json_append_elements (out, bytes, "w", &n, &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
    }
}

static void
test_json_find_int (void)
{
  static const struct
  {
    const char *text;
    gint64 found;
  } cases[] = {
    { "{\"count\":12}", 12 },
    { " { \"a\" : {\"count\":3} , \"count\" : -4 }", -4 },
    { "{\"count\":\"5\"}", 99 },
    { "{\"count\":1.5}", 99 },
    { "{}", 99 },
    { "[]", 99 },
    { "", 99 },
    { "{\"count\":7", 7 },
    { "{\"count\"", 99 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));

      g_assert_cmpint (outpost_json_find_int (bytes, "count", 99), ==, cases[i].found);
    }
}

static void
test_json_write_strings (void)
{
  g_autoptr(GBytes) bytes = outpost_json_write_strings ("email", "a\"b", "password", "<é>", NULL);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  static const char *const expected = "{\"email\":\"a\\\"b\",\"password\":\"\\u003cé\\u003e\"}";

  g_assert_cmpmem (text, length, expected, strlen (expected));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/visible", test_visible);
  g_test_add_func ("/text/age", test_age);
  g_test_add_func ("/json-writer/string", test_json_string);
  g_test_add_func ("/json-writer/pretty", test_json_pretty);
  g_test_add_func ("/json-writer/mistakes", test_json_mistakes);
  g_test_add_func ("/json-writer/nul", test_json_nul);
  g_test_add_func ("/json-writer/depth", test_json_depth);
  g_test_add_func ("/json-writer/elements", test_json_elements);
  g_test_add_func ("/json-writer/elements-mistakes", test_json_elements_mistakes);
  g_test_add_func ("/json-writer/find-int", test_json_find_int);
  g_test_add_func ("/json-writer/write-strings", test_json_write_strings);
  return g_test_run ();
}

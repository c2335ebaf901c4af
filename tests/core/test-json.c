/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-error.h"
#include "outpost-json.h"

/* Reads @path-like things from a text and returns the mistake, or "" without one. */
typedef void (*Reader) (const OutpostJsonValue *root);

static char *
dup_mistake (const char *text,
             Reader reader)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, &error);
  OutpostJsonValue root;

  if (document != NULL)
    {
      root = outpost_json_get_root (document);
      reader (&root);
      outpost_json_finish (document, &error);
    }
  if (error != NULL)
    g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
  return g_strdup (error != NULL ? error->message : "");
}

static void
read_names (const OutpostJsonValue *root)
{
  OutpostJsonValue array = outpost_json_member (root, "workspaces");

  for (guint i = 0; i < outpost_json_get_length (&array); i++)
    {
      OutpostJsonValue element = outpost_json_element (&array, i);

      outpost_json_get_string (&element, "name");
      outpost_json_opt_int (&element, "ttl_ms", 0);
      outpost_json_opt_time (&element, "dormant_at");
      outpost_json_opt_bool (&element, "outdated", FALSE);
    }
}

static void
test_paths (void)
{
  static const struct
  {
    const char *text;
    const char *mistake;
  } rows[] = {
    { "{\"workspaces\":[{\"name\":\"a\"}]}", "" },
    { "{\"workspaces\":null}", "" },
    { "{}", "" },
    { "{\"unknown\":[1,2],\"workspaces\":[]}", "" },
    { "{\"workspaces\":[{\"name\":\"a\",\"ttl_ms\":null,\"dormant_at\":null,\"outdated\":null}]}", "" },
    { "{\"workspaces\":{}}", "workspaces: expected an array" },
    { "{\"workspaces\":[{\"name\":\"a\"},{\"name\":7}]}", "workspaces[1].name: expected a string" },
    { "{\"workspaces\":[{}]}", "workspaces[0].name: expected a string" },
    { "{\"workspaces\":[{\"name\":null}]}", "workspaces[0].name: expected a string" },
    { "{\"workspaces\":[3]}", "workspaces[0]: expected an object" },
    { "{\"workspaces\":[{\"name\":\"a\",\"ttl_ms\":\"1\"}]}", "workspaces[0].ttl_ms: expected a whole number" },
    { "{\"workspaces\":[{\"name\":\"a\",\"ttl_ms\":1.5}]}", "workspaces[0].ttl_ms: expected a whole number" },
    { "{\"workspaces\":[{\"name\":\"a\",\"outdated\":1}]}", "workspaces[0].outdated: expected true or false" },
    { "{\"workspaces\":[{\"name\":\"a\",\"dormant_at\":\"yesterday\"}]}", "workspaces[0].dormant_at: expected a time" },
    { "[]", "(whole answer): expected an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *mistake = dup_mistake (rows[i].text, read_names);

      g_assert_cmpstr (mistake, ==, rows[i].mistake);
    }
}

static void
test_not_json (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  const char *texts[]
      = { "", " ", "{", "nope", "<html></html>", "{\"a\":1} x", "{'a':1}", "{\"a\":tru}", "\"\xff\"", "{\"a\":1,}", NULL };

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  texts[G_N_ELEMENTS (texts) - 1] = deep->str;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *mistake = dup_mistake (texts[i], read_names);

      if (*mistake == '\0')
        g_error ("taken for JSON: %.40s", texts[i]);
    }
}

static void
test_no_secret_in_mistake (void)
{
  g_autofree char *mistake = dup_mistake ("{\"key\": abcdefghij-0123456789abcdefghijkl}", read_names);

  g_assert_null (strstr (mistake, "abcdefghij"));
}

static gint64 last_time;

static void
read_time (const OutpostJsonValue *root)
{
  last_time = outpost_json_opt_time (root, "t");
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    const char *as_utc;
    int microseconds;
  } rows[] = {
    { "2026-11-23T13:44:16.028177Z", "2026-11-23T13:44:16Z", 28177 },
    { "2026-11-23T13:44:16Z", "2026-11-23T13:44:16Z", 0 },
    { "2026-11-23T13:44:16.5Z", "2026-11-23T13:44:16Z", 500000 },
    { "2026-11-23T13:44:16.123456789Z", "2026-11-23T13:44:16Z", 123456 },
    { "2026-11-23T15:44:16+02:00", "2026-11-23T13:44:16Z", 0 },
    { "2026-11-23T08:14:16-05:30", "2026-11-23T13:44:16Z", 0 },
    { "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", 0 },
  };
  const char *wrong[] = { "",
                          "2026-11-23",
                          "2026-13-01T00:00:00Z",
                          "2026-02-30T00:00:00Z",
                          "2026-11-23T25:00:00Z",
                          "2026-11-23T13:44:16",
                          "2026-11-23T13:44:16Zx",
                          "2026-11-23 13:44:16Z",
                          "0000-01-01T00:00:00Z" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"t\":\"%s\"}", rows[i].text);
      g_autofree char *mistake = dup_mistake (json, read_time);
      g_autoptr(GDateTime) expected = g_date_time_new_from_iso8601 (rows[i].as_utc, NULL);

      g_assert_cmpstr (mistake, ==, "");
      g_assert_cmpint (last_time, ==, g_date_time_to_unix_usec (expected) + rows[i].microseconds);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"t\":\"%s\"}", wrong[i]);
      g_autofree char *mistake = dup_mistake (json, read_time);

      g_assert_cmpstr (mistake, ==, "t: expected a time");
    }
}

static void
test_zero_time (void)
{
  g_autofree char *mistake = dup_mistake ("{\"t\":\"0001-01-01T00:00:00Z\"}", read_time);

  g_assert_cmpstr (mistake, ==, "");
  g_assert_cmpint (last_time, ==, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/paths", test_paths);
  g_test_add_func ("/json/not-json", test_not_json);
  g_test_add_func ("/json/no-secret-in-mistake", test_no_secret_in_mistake);
  g_test_add_func ("/json/times", test_times);
  g_test_add_func ("/json/zero-time-is-never", test_zero_time);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-link.h"

#define WIZARD "outpost://new-workspace"
#define LONGEST "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* What leads somewhere, and where. */
static void
test_known (void)
{
  static const struct
  {
    const char *uri;
    const char *template_name;
  } rows[] = {
    { WIZARD, NULL },
    { WIZARD "/", NULL },
    { "OUTPOST://new-workspace", NULL },
    { WIZARD "?template=windows-box", "windows-box" },
    { WIZARD "/?template=windows-box", "windows-box" },
    { WIZARD "?template=Rack7", "Rack7" },
    { WIZARD "?template=windows%2Dbox", "windows-box" },
    { WIZARD "?template=" LONGEST, LONGEST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostLink) link = outpost_link_parse (rows[i].uri);

      g_test_message ("%s", rows[i].uri);
      g_assert_nonnull (link);
      g_assert_cmpint (link->kind, ==, OUTPOST_LINK_NEW_WORKSPACE);
      g_assert_cmpstr (link->template_name, ==, rows[i].template_name);
    }
}

/* Everything else leads nowhere. */
static void
test_refused (void)
{
  static const char *const uris[] = {
    "",
    "outpost:",
    "outpost://",
    "outpost:///new-workspace",
    "outpost:new-workspace",
    "outposts://new-workspace",
    "https://new-workspace",
    "file:///etc/passwd",
    "/etc/passwd",
    "outpost://New-Workspace",
    "outpost://new%2Dworkspace",
    "outpost://delete-workspace",
    "outpost://workspace/host/owner/name",
    "outpost://ann@new-workspace",
    WIZARD ":80",
    WIZARD ".",
    WIZARD "//",
    WIZARD "/now",
    WIZARD "/..",
    WIZARD "/%2e%2e",
    WIZARD "#template",
    WIZARD "?",
    WIZARD "?#",
    WIZARD "??template=rack",
    WIZARD "?template",
    WIZARD "?template=",
    WIZARD "?=rack",
    WIZARD "?Template=rack",
    WIZARD "?temp%6cate=rack",
    WIZARD "?template=rack&",
    WIZARD "?template=rack&template=rack",
    WIZARD "?template=rack&yes=1",
    WIZARD "?name=rack",
    WIZARD "?template=rack;template=x",
    WIZARD "?template=ra ck",
    WIZARD "?template=ra+ck",
    WIZARD "?template=ra%20ck",
    WIZARD "?template=ra%2Fck",
    WIZARD "?template=ra%00ck",
    WIZARD "?template=rack%0A",
    WIZARD "?template=%E2%80%AEkcar",
    WIZARD "?template=%C3",
    WIZARD "?template=%",
    WIZARD "?template=%2",
    WIZARD "?template=%zz",
    WIZARD "?template=rä",
    WIZARD "?template=-rack",
    WIZARD "?template=rack-",
    WIZARD "?template=ra--ck",
    WIZARD "?template=a" LONGEST,
    WIZARD "\n",
    " " WIZARD,
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_test_message ("%s", uris[i]);
      g_assert_null (outpost_link_parse (uris[i]));
    }
}

/* Long in each of its parts. */
static void
test_long (void)
{
  static const char *const parts[] = { "a", "/", "/a", "?", "&", "&a=b", "%", "%61", "=", "://", "?template=" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint n = 1; n < 5000; n *= 7)
      {
        g_autoptr(GString) uri = g_string_new (WIZARD);

        for (guint j = 0; j < n; j++)
          g_string_append (uri, parts[i]);
        if (n > 1 || !g_str_equal (parts[i], "/"))
          g_assert_null (outpost_link_parse (uri->str));
      }
}

/* Links that are nearly right: whatever comes of one is whole, and as the rules say. */
static void
test_nearly_right (void)
{
  static const char *const pieces[]
      = { "%", "%00", "%2f", "?", "&", "=", "/", "#", "@", ":", "\xff", "\xe2\x80\xae", "template", "new-workspace", "outpost://" };
  static const char right[] = WIZARD "/?template=windows-box";
  g_autoptr(GRand) random = g_rand_new_with_seed (20260822);
  guint n_links = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr(GString) text = g_string_new (right);
      g_autoptr(OutpostLink) link = NULL;

      for (guint i = 0; i <= round % 3 && text->len > 0; i++)
        {
          gsize at = g_rand_int_range (random, 0, text->len);
          gsize length = g_rand_int_range (random, 0, 8);

          if (round % 2 == 0)
            text->str[at] = g_rand_int_range (random, 1, 256);
          else
            {
              g_string_erase (text, at, MIN (text->len - at, length));
              g_string_insert (text, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
            }
        }
      link = outpost_link_parse (text->str);
      if (link == NULL)
        continue;
      n_links++;
      g_assert_cmpint (link->kind, ==, OUTPOST_LINK_NEW_WORKSPACE);
      if (link->template_name != NULL)
        g_assert_cmpuint (strspn (link->template_name,
                                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"),
                          ==, strlen (link->template_name));
    }
  g_assert_cmpuint (n_links, >, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/known", test_known);
  g_test_add_func ("/link/refused", test_refused);
  g_test_add_func ("/link/long", test_long);
  g_test_add_func ("/link/nearly-right", test_nearly_right);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-address.h"
#include "outpost-link.h"

#define WIZARD "outpost://new-workspace"
#define LONGEST "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define WORKSPACE "outpost://workspace/coder.example.com/ada/gpu-01"
#define AT(host) "outpost://workspace/" host "/ada/gpu-01"
#define SIGN_IN "outpost://sign-in?url="
#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

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

/* What leads to a workspace of a deployment. */
static void
test_workspace (void)
{
  static const struct
  {
    const char *uri;
    const char *host;
    const char *owner;
    const char *name;
  } rows[] = {
    { WORKSPACE, "coder.example.com", "ada", "gpu-01" },
    { WORKSPACE "/", "coder.example.com", "ada", "gpu-01" },
    { "Outpost://workspace/Coder.Example.COM/Ada/Rack7", "coder.example.com", "Ada", "Rack7" },
    { "outpost://workspace/coder.example.com./ada/gpu%2D01", "coder.example.com", "ada", "gpu-01" },
    { AT ("coder.example.com:8443"), "coder.example.com:8443", "ada", "gpu-01" },
    { AT ("coder.example.com%3A8443"), "coder.example.com:8443", "ada", "gpu-01" },
    { AT ("coder.example.com:443"), "coder.example.com:443", "ada", "gpu-01" },
    { AT ("localhost:3000"), "localhost:3000", "ada", "gpu-01" },
    { AT ("127.0.0.1:3000"), "127.0.0.1:3000", "ada", "gpu-01" },
    { AT ("[::1]:3000"), "[::1]:3000", "ada", "gpu-01" },
    { AT ("[0:0::1]"), "[::1]", "ada", "gpu-01" },
    { AT ("%5B::1%5D"), "[::1]", "ada", "gpu-01" },
    { AT ("xn--kder-5qa.example"), "xn--kder-5qa.example", "ada", "gpu-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostLink) link = outpost_link_parse (rows[i].uri);

      g_test_message ("%s", rows[i].uri);
      g_assert_nonnull (link);
      g_assert_cmpint (link->kind, ==, OUTPOST_LINK_WORKSPACE);
      g_assert_cmpstr (link->host, ==, rows[i].host);
      g_assert_cmpstr (link->owner, ==, rows[i].owner);
      g_assert_cmpstr (link->name, ==, rows[i].name);
    }
}

/* What leads to signing in, and the address that is filled in. */
static void
test_sign_in (void)
{
  static const struct
  {
    const char *uri;
    const char *address;
  } rows[] = {
    { SIGN_IN "https://coder.example.com", "https://coder.example.com" },
    { SIGN_IN "https%3A%2F%2Fcoder.example.com%2F", "https://coder.example.com" },
    { "outpost://sign-in/?url=coder.example.com", "https://coder.example.com" },
    { SIGN_IN "http://coder.example.com:8080/coder/", "http://coder.example.com:8080/coder" },
    { SIGN_IN "HTTPS://Coder.Example.com:443/workspaces", "https://coder.example.com" },
    { SIGN_IN "localhost:3000", "http://localhost:3000" },
    { SIGN_IN "http://[::1]:3000", "http://[::1]:3000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OutpostLink) link = outpost_link_parse (rows[i].uri);

      g_test_message ("%s", rows[i].uri);
      g_assert_nonnull (link);
      g_assert_cmpint (link->kind, ==, OUTPOST_LINK_SIGN_IN);
      g_assert_cmpstr (link->address, ==, rows[i].address);
    }
}

/* Which deployments a host in a link means: scheme and prefix do not matter. */
static void
test_at (void)
{
  static const struct
  {
    const char *base_url;
    const char *host;
    gboolean is_at;
  } rows[] = {
    { "https://coder.example.com", "coder.example.com", TRUE },
    { "https://coder.example.com", "coder.example.com:443", TRUE },
    { "https://coder.example.com", "coder.example.com:80", FALSE },
    { "http://coder.example.com", "coder.example.com", TRUE },
    { "http://coder.example.com", "coder.example.com:80", TRUE },
    { "http://coder.example.com", "coder.example.com:443", FALSE },
    { "https://example.com/coder", "example.com", TRUE },
    { "https://example.com:8443/coder", "example.com:8443", TRUE },
    { "https://example.com:8443", "example.com", FALSE },
    { "https://example.com", "coder.example.com", FALSE },
    { "https://coder.example.com", "example.com", FALSE },
    { "http://[::1]:3000", "[::1]:3000", TRUE },
    { "http://[::1]:3000", "[::1]", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].base_url, rows[i].host);
      g_assert_cmpint (outpost_address_is_at (rows[i].base_url, rows[i].host), ==, rows[i].is_at);
    }
}

/* What is made leads where it was made for. */
static void
test_made (void)
{
  static const struct
  {
    const char *base_url;
    const char *uri;
  } rows[] = {
    { "https://coder.example.com", WORKSPACE },
    { "http://coder.example.com", WORKSPACE },
    { "https://coder.example.com/prefix", WORKSPACE },
    { "https://coder.example.com:8443/prefix", AT ("coder.example.com:8443") },
    { "http://[::1]:3000", AT ("[::1]:3000") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *uri = outpost_link_dup_workspace (rows[i].base_url, "ada", "gpu-01");
      g_autoptr(OutpostLink) link = outpost_link_parse (uri);

      g_assert_cmpstr (uri, ==, rows[i].uri);
      g_assert_nonnull (link);
      g_assert_true (outpost_address_is_at (rows[i].base_url, link->host));
    }
  g_assert_null (outpost_link_dup_workspace ("https://coder.example.com", "ada/../..", "gpu-01"));
  g_assert_null (outpost_link_dup_workspace ("https://coder.example.com", "ada", "gpu 01"));
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
    "outpost://workspace",
    "outpost://workspace/coder.example.com",
    "outpost://workspace/coder.example.com/ada",
    "outpost://workspace/ada/gpu-01",
    "outpost://Workspace/coder.example.com/ada/gpu-01",
    "outpost://workspace//ada/gpu-01",
    "outpost://workspace/coder.example.com//gpu-01",
    WORKSPACE "//",
    WORKSPACE "/delete",
    WORKSPACE "?",
    WORKSPACE "?yes=1",
    WORKSPACE "?template=rack",
    WORKSPACE "#agent",
    WORKSPACE "%0A",
    WORKSPACE "%2Fdelete",
    WORKSPACE "%E2%80%AE",
    "outpost://workspace/coder.example.com/%2E%2E/gpu-01",
    "outpost://workspace/coder.example.com/ada%2Fada/gpu-01",
    "outpost://workspace/coder.example.com/@ada/gpu-01",
    "outpost://workspace/coder.example.com/ada/a" LONGEST,
    AT ("https:"),
    AT ("https:%2F%2Fcoder.example.com"),
    AT ("ada@coder.example.com"),
    AT ("ada%40coder.example.com"),
    AT ("coder.example.com%2Fprefix"),
    AT ("coder.example.com%3Fq"),
    AT ("coder.example.com%23f"),
    AT ("coder.example.com%5C"),
    AT ("coder.example.com:"),
    AT ("coder.example.com:0"),
    AT ("coder.example.com:65536"),
    AT ("coder.example.com:-1"),
    AT ("coder.example.com:80:80"),
    AT (":80"),
    AT ("."),
    AT (".."),
    AT ("-coder.example.com"),
    AT ("coder..example.com"),
    AT ("256.256.256.256"),
    AT ("::1"),
    AT ("[::1"),
    AT ("[127.0.0.1]"),
    AT ("[fe80::1%25eth0]"),
    AT ("k%C3%B6der.example"),
    AT ("coder%00.example.com"),
    AT ("coder%20.example.com"),
    "outpost://sign-in",
    "outpost://sign-in/",
    "outpost://sign-in?",
    "outpost://sign-in/coder.example.com",
    SIGN_IN,
    SIGN_IN "%20",
    SIGN_IN "https://",
    SIGN_IN "https://coder.example.com&url=https://coder.example.com",
    SIGN_IN "https://coder.example.com&key=aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb",
    SIGN_IN "https://coder.example.com#@evil.example",
    SIGN_IN "https://coder.example.com@evil.example",
    SIGN_IN "https://coder.example.com%40evil.example",
    SIGN_IN "https://coder.example.com%5C.evil.example",
    SIGN_IN "https://coder.example.com%0A",
    SIGN_IN "https://coder.example.com/%E2%80%AEx",
    SIGN_IN "https://k%C3%B6der.example",
    SIGN_IN "ftp://coder.example.com",
    SIGN_IN "file:///etc/passwd",
    SIGN_IN "javascript:alert(1)",
    SIGN_IN "outpost://new-workspace",
    SIGN_IN "https://coder.example.com:0",
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
  static const char *const starts[]
      = { WIZARD, "outpost://workspace", "outpost://workspace/coder.example.com", "outpost://sign-in" };
  static const char *const parts[] = { "a", "/", "/a", "?", "&", "&a=b", "%", "%61", "=", "://", "?template=", "?url=", ".", ":1" };

  for (guint k = 0; k < G_N_ELEMENTS (starts); k++)
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      for (guint n = 1; n < 5000; n *= 7)
        {
          g_autoptr(GString) uri = g_string_new (starts[k]);

          for (guint j = 0; j < n; j++)
            g_string_append (uri, parts[i]);
          if (n > 1 || k > 0 || !g_str_equal (parts[i], "/"))
            g_assert_null (outpost_link_parse (uri->str));
        }
}

static gboolean
is_name (const char *text)
{
  return *text != '\0' && strlen (text) <= strlen (LONGEST) && strspn (text, NAME_LETTERS) == strlen (text);
}

/* What a link holds is of its kind, whole, and of the form that the rules say. */
static void
assert_rules (OutpostLink *link)
{
  gboolean workspace = link->kind == OUTPOST_LINK_WORKSPACE;

  g_assert_cmpint ((link->host != NULL) + (link->owner != NULL) + (link->name != NULL), ==, workspace ? 3 : 0);
  g_assert_cmpint (link->address != NULL, ==, link->kind == OUTPOST_LINK_SIGN_IN);
  g_assert_true (link->template_name == NULL || link->kind == OUTPOST_LINK_NEW_WORKSPACE);
  g_assert_true (link->template_name == NULL || is_name (link->template_name));
  if (workspace)
    {
      g_autofree char *same = outpost_address_dup_authority (link->host);

      g_assert_cmpstr (same, ==, link->host);
      g_assert_true (is_name (link->owner) && is_name (link->name));
    }
  if (link->address != NULL)
    {
      g_autofree char *same = outpost_address_normalize (link->address, NULL);

      g_assert_cmpstr (same, ==, link->address);
      g_assert_true (g_str_has_prefix (link->address, "http"));
      g_assert_null (strpbrk (link->address, "@\\ #"));
    }
}

/* Links that are nearly right: whatever comes of one is whole, and as the rules say. */
static void
test_nearly_right (gconstpointer right)
{
  static const char *const pieces[]
      = { "%", "%00", "%2f", "?", "&", "=", "/", "#", "@", ":", "\xff",
          "\xe2\x80\xae", "[", "]", "template", "workspace", "sign-in", "url=", "..", "://", "outpost://", "new-workspace",
          "%40", "%5c", ":80", "coder.example" };
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
      assert_rules (link);
    }
  g_assert_cmpuint (n_links, >, 0);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/known", test_known);
  g_test_add_func ("/link/workspace", test_workspace);
  g_test_add_func ("/link/sign-in", test_sign_in);
  g_test_add_func ("/link/at", test_at);
  g_test_add_func ("/link/made", test_made);
  g_test_add_func ("/link/refused", test_refused);
  g_test_add_func ("/link/long", test_long);
  g_test_add_data_func ("/link/nearly-right/wizard", WIZARD "/?template=windows-box", test_nearly_right);
  g_test_add_data_func ("/link/nearly-right/workspace", AT ("coder.example.com:8443"), test_nearly_right);
  g_test_add_data_func ("/link/nearly-right/sign-in", SIGN_IN "https%3A%2F%2Fcoder.example.com/prefix", test_nearly_right);
  return g_test_run ();
}

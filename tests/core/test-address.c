/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-address.h"
#include "outpost-error.h"

/* What is typed, and the base URL or NULL where it is refused. */
typedef struct
{
  const char *typed;
  const char *base;
} Row;

static const Row rows[] = {
  { "coder.example.com", "https://coder.example.com" },
  { "  coder.example.com\n", "https://coder.example.com" },
  { "https://coder.example.com", "https://coder.example.com" },
  { "https://coder.example.com/", "https://coder.example.com" },
  { "https://coder.example.com///", "https://coder.example.com" },
  { "HTTPS://Coder.Example.COM", "https://coder.example.com" },
  { "//coder.example.com", "https://coder.example.com" },
  { "http://coder.example.com", "http://coder.example.com" },
  { "coder.example.com.", "https://coder.example.com" },
  { "coder", "https://coder" },
  { "coder/", "https://coder" },
  { "my_coder.internal", "https://my_coder.internal" },
  { "xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example" },
  { "münchen.example", "https://xn--mnchen-3ya.example" },
  { "https://münchen.example/x", "https://xn--mnchen-3ya.example/x" },
  /* Ports. */
  { "coder.example.com:443", "https://coder.example.com" },
  { "https://coder.example.com:443/", "https://coder.example.com" },
  { "http://coder.example.com:80", "http://coder.example.com" },
  { "http://coder.example.com:443", "http://coder.example.com:443" },
  { "https://coder.example.com:80", "https://coder.example.com:80" },
  { "coder.example.com:7080", "https://coder.example.com:7080" },
  { "coder.example.com:7080/workspaces", "https://coder.example.com:7080" },
  { "coder.example.com:0", NULL },
  { "coder.example.com:65535", "https://coder.example.com:65535" },
  { "coder.example.com:65536", NULL },
  { "coder.example.com:port", NULL },
  { "coder.example.com:-1", NULL },
  /* Loopback hosts rarely have a certificate. */
  { "localhost", "http://localhost" },
  { "localhost:3000", "http://localhost:3000" },
  { "LOCALHOST:3000/", "http://localhost:3000" },
  { "https://localhost:3000", "https://localhost:3000" },
  { "coder.localhost:3000", "http://coder.localhost:3000" },
  { "127.0.0.1:7080", "http://127.0.0.1:7080" },
  { "127.1.2.3", "http://127.1.2.3" },
  { "[::1]:7080", "http://[::1]:7080" },
  { "::1", "http://[::1]" },
  { "notlocalhost", "https://notlocalhost" },
  /* Addresses. */
  { "10.0.0.7", "https://10.0.0.7" },
  { "http://192.168.1.5:3000/login", "http://192.168.1.5:3000" },
  { "[2001:DB8::7]", "https://[2001:db8::7]" },
  { "2001:db8::7", "https://[2001:db8::7]" },
  { "https://[2001:db8:0:0:0:0:0:7]:8443/@a/b", "https://[2001:db8::7]:8443" },
  { "256.1.1.1", NULL },
  { "1234", NULL },
  /* A prefix is kept, known pages are cut off. */
  { "example.com/coder", "https://example.com/coder" },
  { "example.com/coder/", "https://example.com/coder" },
  { "example.com//coder//x", "https://example.com/coder/x" },
  { "example.com/tools/coder/workspaces", "https://example.com/tools/coder" },
  { "example.com/coder/@me/box", "https://example.com/coder" },
  { "example.com/a/./b", "https://example.com/a/b" },
  { "example.com/a/../b", "https://example.com/b" },
  { "example.com/../..", "https://example.com" },
  { "example.com/a%2Fb", "https://example.com/a%2Fb" },
  { "https://coder.example.com/@alice/gpu-box", "https://coder.example.com" },
  { "https://coder.example.com/%40alice/gpu-box", "https://coder.example.com" },
  { "https://coder.example.com/@alice/gpu-box/builds/3?tab=logs#top", "https://coder.example.com" },
  { "https://coder.example.com/workspaces", "https://coder.example.com" },
  { "https://coder.example.com/workspaces?filter=owner:me", "https://coder.example.com" },
  { "https://coder.example.com/templates/coder/gpu", "https://coder.example.com" },
  { "https://coder.example.com/login?redirect=%2Fworkspaces", "https://coder.example.com" },
  { "https://coder.example.com/cli-auth", "https://coder.example.com" },
  { "https://coder.example.com/settings/tokens", "https://coder.example.com" },
  { "https://coder.example.com/deployment/general", "https://coder.example.com" },
  { "https://coder.example.com/organizations/acme", "https://coder.example.com" },
  { "https://coder.example.com/api/v2/buildinfo", "https://coder.example.com" },
  { "https://coder.example.com/api/v2/", "https://coder.example.com" },
  { "https://coder.example.com/api/", "https://coder.example.com" },
  { "https://coder.example.com/api/gateway", "https://coder.example.com/api/gateway" },
  { "https://coder.example.com/install.sh", "https://coder.example.com" },
  { "https://coder.example.com/healthz", "https://coder.example.com" },
  /* Query, fragment and user never belong to it. */
  { "https://coder.example.com?x=y", "https://coder.example.com" },
  { "https://coder.example.com#x", "https://coder.example.com" },
  { "https://user:secret@coder.example.com/x", "https://coder.example.com/x" },
  { "coder.example.com?next=https://other.example", "https://coder.example.com" },
  { "alice@example.com", NULL },
  { "alice:pw@example.com", NULL },
  /* No addresses. */
  { "", NULL },
  { "   ", NULL },
  { "https://", NULL },
  { "https:///path", NULL },
  { "://coder.example.com", NULL },
  { "ftp://coder.example.com", NULL },
  { "ssh://git@example.com", NULL },
  { "wss://coder.example.com", NULL },
  { "file:///etc/passwd", NULL },
  { "mailto:a@example.com", NULL },
  { "javascript:alert(1)", NULL },
  { "my coder", NULL },
  { "coder.example.com/a b", NULL },
  { "coder..example.com", NULL },
  { ".example.com", NULL },
  { "-coder.example.com", NULL },
  { "coder.example.com\\@evil.example", NULL },
  { "coder.ex\xe2\x80\x8b"
    "ample.com",
    NULL },
  { "coder.ex\xe2\x80\xae"
    "ample.com",
    NULL },
  { "coder.example.com\nHost: evil", NULL },
  { "\xff\xfe", NULL },
  { "[::1", NULL },
  { "exa$mple.com", NULL },
};

static void
test_normalize (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *base = outpost_address_normalize (rows[i].typed, &error);

      g_test_message ("%s", rows[i].base != NULL ? rows[i].typed : "(refused)");
      g_assert_cmpstr (base, ==, rows[i].base);
      if (rows[i].base == NULL)
        g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_ADDRESS);
      else
        g_assert_no_error (error);
    }
}

/* What is kept in the settings is normalized once more at each start. */
static void
test_normalize_twice (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].base != NULL)
      {
        g_autofree char *again = outpost_address_normalize (rows[i].base, NULL);

        g_assert_cmpstr (again, ==, rows[i].base);
      }
}

static void
test_too_long (void)
{
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *part = g_strnfill (60, 'a');
  g_autofree char *host = g_strjoin (".", part, part, part, part, part, NULL);

  g_assert_null (outpost_address_normalize (label, NULL));
  g_assert_null (outpost_address_normalize (host, NULL));
}

static void
test_label (void)
{
  static const Row labels[] = {
    { "https://coder.example.com", "coder.example.com" },
    { "http://localhost:3000", "localhost:3000" },
    { "https://example.com/coder", "example.com/coder" },
    { "https://[2001:db8::7]:8443", "[2001:db8::7]:8443" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = outpost_address_dup_label (labels[i].typed);

      g_assert_cmpstr (label, ==, labels[i].base);
    }
}

static void
test_same_origin (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } pairs[] = {
    { "https://a.example", "https://a.example/x/y?z", TRUE },
    { "https://a.example", "https://A.EXAMPLE:443/", TRUE },
    { "http://a.example:80", "http://a.example", TRUE },
    { "https://a.example/coder", "https://a.example/", TRUE },
    { "https://a.example", "http://a.example", FALSE },
    { "http://a.example", "https://a.example:80", FALSE },
    { "https://a.example", "https://a.example:8443", FALSE },
    { "https://a.example", "https://b.example", FALSE },
    { "https://a.example", "https://a.example.evil.example", FALSE },
    { "https://a.example", "https://a.example@evil.example/", FALSE },
    { "https://a.example", "https://user@a.example/", TRUE },
    { "http://127.0.0.1:80", "http://localhost:80", FALSE },
    { "https://a.example", "/api/v2", FALSE },
    { "https://a.example", "", FALSE },
    { "https://a.example", NULL, FALSE },
    { NULL, NULL, FALSE },
    { "ftp://a.example", "ftp://a.example", FALSE },
    { "https://", "https://", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_assert_cmpint (outpost_address_is_same_origin (pairs[i].a, pairs[i].b), ==, pairs[i].same);
      g_assert_cmpint (outpost_address_is_same_origin (pairs[i].b, pairs[i].a), ==, pairs[i].same);
    }
}

static void
test_loopback (void)
{
  static const char *const yes[] = { "http://localhost", "http://LOCALHOST:1", "http://a.localhost/", "http://127.0.0.1:7080",
                                     "https://127.9.9.9", "http://[::1]:3000" };
  static const char *const no[] = { "http://localhost.example", "http://xlocalhost", "http://128.0.0.1",
                                    "http://[2001:db8::1]", "localhost", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (outpost_address_is_loopback (yes[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (outpost_address_is_loopback (no[i]));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/normalize", test_normalize);
  g_test_add_func ("/address/normalize-twice", test_normalize_twice);
  g_test_add_func ("/address/too-long", test_too_long);
  g_test_add_func ("/address/label", test_label);
  g_test_add_func ("/address/same-origin", test_same_origin);
  g_test_add_func ("/address/loopback", test_loopback);
  return g_test_run ();
}

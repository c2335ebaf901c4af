/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-address.h"

#include <string.h>

#include "outpost-error.h"

#define URI_FLAGS (G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_SCHEME_NORMALIZE)

/* The first segments of pages and routes that every deployment has: what follows the base, never a part of it. */
static const char *const known_pages[] = {
  "aibridge",
  "audit",
  "bin",
  "chats",
  "cli-auth",
  "connectionlog",
  "deployment",
  "derp",
  "external-auth",
  "gitauth",
  "groups",
  "health",
  "healthz",
  "icons",
  "init-script",
  "insights",
  "install.sh",
  "login",
  "logout",
  "organizations",
  "reset-password",
  "settings",
  "setup",
  "starter-templates",
  "tasks",
  "templates",
  "users",
  "workspaces",
};

static GUri *
parse_url (const char *url,
           GError **error)
{
  g_autoptr(GUri) uri = g_uri_parse (url, URI_FLAGS, error);

  if (uri == NULL)
    return NULL;
  if ((g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 && g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error_literal (error, G_URI_ERROR, G_URI_ERROR_BAD_HOST, "not an address of the web");
      return NULL;
    }
  return g_steal_pointer (&uri);
}

static int
default_port (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

static int
effective_port (GUri *uri)
{
  return g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : default_port (uri);
}

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0
         || (strlen (host) > 10 && g_ascii_strcasecmp (host + strlen (host) - 10, ".localhost") == 0);
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* Names as the DNS and /etc/hosts have them: what a resolver is never asked for is refused here, with better words. */
static gboolean
is_host_name (const char *host)
{
  g_auto(GStrv) labels = g_strsplit (host, ".", -1);
  guint n_labels = g_strv_length (labels);

  if (strlen (host) > 253)
    return FALSE;
  for (guint i = 0; i < n_labels; i++)
    if (*labels[i] == '\0' || strlen (labels[i]) > 63 || *labels[i] == '-'
        || labels[i][strspn (labels[i], "abcdefghijklmnopqrstuvwxyz0123456789-_")] != '\0')
      return FALSE;
  return n_labels > 0 && !is_digits (labels[n_labels - 1]);
}

/* Lower-case ASCII host, without brackets and the root's dot; NULL when it is none. */
static char *
dup_host (const char *given)
{
  g_autoptr(GInetAddress) address = NULL;
  g_autofree char *ascii = g_hostname_to_ascii (given);
  g_autofree char *host = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;

  if (host == NULL)
    return NULL;
  if (strlen (host) > 1 && g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_to_string (address);
  return is_host_name (host) ? g_steal_pointer (&host) : NULL;
}

static gboolean
begins_a_page (char **segments,
               guint i)
{
  if (*segments[i] == '@' || g_ascii_strncasecmp (segments[i], "%40", 3) == 0)
    return TRUE;
  if (g_str_equal (segments[i], "api"))
    return segments[i + 1] == NULL || g_str_equal (segments[i + 1], "") || g_str_equal (segments[i + 1], "v2")
           || g_str_equal (segments[i + 1], "experimental");
  for (gsize k = 0; k < G_N_ELEMENTS (known_pages); k++)
    if (g_str_equal (segments[i], known_pages[k]))
      return TRUE;
  return FALSE;
}

/* What stands before the first known page, without empty and dot segments; "" or "/prefix". */
static char *
dup_prefix (const char *path)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  GString *prefix = g_string_new (NULL);

  for (guint i = 0; segments[i] != NULL && !begins_a_page (segments, i); i++)
    {
      if (*segments[i] == '\0' || g_str_equal (segments[i], "."))
        continue;
      if (g_str_equal (segments[i], ".."))
        g_string_truncate (prefix, strrchr (prefix->str, '/') != NULL ? strrchr (prefix->str, '/') - prefix->str : 0);
      else
        g_string_append_printf (prefix, "/%s", segments[i]);
    }
  return g_string_free_and_steal (prefix);
}

/* Whether what was typed begins with the name of another kind of thing, such as `mailto:` or an e-mail address. */
static gboolean
is_something_else (const char *typed)
{
  gsize authority = strcspn (typed, "/?#");

  return memchr (typed, '@', authority) != NULL;
}

/* The typed text with a scheme in front: loopback hosts rarely have a certificate. */
static char *
dup_with_scheme (const char *typed)
{
  g_autoptr(GInetAddress) bare = g_inet_address_new_from_string (typed);
  g_autofree char *secure = NULL;
  g_autoptr(GUri) uri = NULL;

  if (strstr (typed, "://") != NULL && strstr (typed, "://") < typed + strcspn (typed, "/?#"))
    return g_strdup (typed);
  if (g_str_has_prefix (typed, "//"))
    typed += 2;
  if (bare != NULL && g_inet_address_get_family (bare) == G_SOCKET_FAMILY_IPV6)
    secure = g_strdup_printf ("https://[%s]", typed);
  else if (is_something_else (typed))
    return NULL;
  else
    secure = g_strconcat ("https://", typed, NULL);
  uri = parse_url (secure, NULL);
  if (uri != NULL && is_loopback_host (g_uri_get_host (uri)))
    return g_strconcat ("http://", secure + strlen ("https://"), NULL);
  return g_steal_pointer (&secure);
}

static gboolean
has_only_printable (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isgraph (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

static char *
dup_base (GUri *uri)
{
  g_autofree char *host = dup_host (g_uri_get_host (uri));
  g_autofree char *prefix = dup_prefix (g_uri_get_path (uri));
  g_autofree char *port = NULL;
  gboolean is_v6;

  if (host == NULL || g_uri_get_port (uri) == 0)
    return NULL;
  is_v6 = strchr (host, ':') != NULL;
  if (effective_port (uri) != default_port (uri))
    port = g_strdup_printf (":%d", g_uri_get_port (uri));
  return g_strconcat (g_uri_get_scheme (uri), "://", is_v6 ? "[" : "", host, is_v6 ? "]" : "", port != NULL ? port : "", prefix,
                      NULL);
}

static char *
refuse (GError **error,
        const char *why)
{
  g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_ADDRESS, why);
  return NULL;
}

char *
outpost_address_normalize (const char *typed,
                           GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *url = NULL;
  g_autofree char *base = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GError) reason = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  if (!g_utf8_validate (typed, -1, NULL))
    return refuse (error, "The address is not text");
  trimmed = g_strstrip (g_strdup (typed));
  if (*trimmed == '\0')
    return refuse (error, "The address is empty");
  if (!has_only_printable (trimmed))
    return refuse (error, "The address contains a space or an invisible character");
  url = dup_with_scheme (trimmed);
  if (url == NULL)
    return refuse (error, "The address contains an @ before the host: an e-mail address?");
  uri = parse_url (url, &reason);
  if (uri == NULL)
    return refuse (error, "The address is not of the form https://host");
  base = dup_base (uri);
  if (base == NULL)
    return refuse (error, "The address has no valid host or port");
  return g_steal_pointer (&base);
}

char *
outpost_address_dup_label (const char *base_url)
{
  const char *rest;

  g_return_val_if_fail (base_url != NULL, NULL);

  rest = strstr (base_url, "://");
  return g_strdup (rest != NULL ? rest + 3 : base_url);
}

/* What a host and a port are written with; not what leads out of them, nor what names a user or a zone. */
#define AUTHORITY "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:[]"

/* Of no scheme that is known: that would give it a port. */
static GUri *
parse_authority (const char *text)
{
  g_autofree char *url = g_strconcat ("authority://", text, NULL);
  g_autoptr(GUri) uri = g_uri_parse (url, URI_FLAGS, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL ? g_steal_pointer (&uri) : NULL;
}

char *
outpost_address_dup_authority (const char *text)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *host = NULL;
  gboolean is_v6;
  int port;

  g_return_val_if_fail (text != NULL, NULL);

  if (text[strspn (text, AUTHORITY)] != '\0' || g_str_has_suffix (text, ":") || (uri = parse_authority (text)) == NULL
      || (host = dup_host (g_uri_get_host (uri))) == NULL)
    return NULL;
  port = g_uri_get_port (uri);
  is_v6 = strchr (host, ':') != NULL;
  if (port == 0 || is_v6 != (text[0] == '['))
    return NULL;
  if (port < 0)
    return g_strconcat (is_v6 ? "[" : "", host, is_v6 ? "]" : "", NULL);
  return g_strdup_printf ("%s%s%s:%d", is_v6 ? "[" : "", host, is_v6 ? "]" : "", port);
}

gboolean
outpost_address_is_at (const char *base_url,
                       const char *authority)
{
  g_autoptr(GUri) base = base_url != NULL ? parse_url (base_url, NULL) : NULL;
  g_autoptr(GUri) place = authority != NULL ? parse_authority (authority) : NULL;
  int port;

  if (base == NULL || place == NULL || g_ascii_strcasecmp (g_uri_get_host (base), g_uri_get_host (place)) != 0)
    return FALSE;
  port = g_uri_get_port (place) > 0 ? g_uri_get_port (place) : default_port (base);
  return port == effective_port (base);
}

gboolean
outpost_address_is_same_origin (const char *a,
                                const char *b)
{
  g_autoptr(GUri) one = a != NULL ? parse_url (a, NULL) : NULL;
  g_autoptr(GUri) other = b != NULL ? parse_url (b, NULL) : NULL;

  return one != NULL && other != NULL && g_str_equal (g_uri_get_scheme (one), g_uri_get_scheme (other))
         && g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0
         && effective_port (one) == effective_port (other);
}

gboolean
outpost_address_is_loopback (const char *base_url)
{
  g_autoptr(GUri) uri = base_url != NULL ? parse_url (base_url, NULL) : NULL;

  return uri != NULL && is_loopback_host (g_uri_get_host (uri));
}

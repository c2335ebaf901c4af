/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * outpost_address_normalize:
 * @typed: what a person typed or pasted: a host, with or without scheme, port, path or trailing slash, or the address of a
 *   page of the deployment's site
 * @error: %OUTPOST_ERROR_INVALID_ADDRESS with what is wrong
 *
 * The deployment's base URL: `scheme://host[:port][/prefix]`, lower-case host, no trailing slash, no default port, no query,
 * fragment or user. `https` where no scheme is given, `http` for a loopback host. A path prefix is kept; known pages of the
 * site (`/@user/…`, `/workspaces`, `/templates`, `/login`, `/cli-auth`, `/api/v2/…` and so on) are cut off.
 *
 * Returns: (transfer full) (nullable): the base URL
 */
char     *outpost_address_normalize   (const char  *typed,
                                       GError     **error);

/**
 * outpost_address_dup_label:
 * @base_url: a base URL
 *
 * Returns: (transfer full): what to show for it: host, port unless it is the default one, prefix
 */
char     *outpost_address_dup_label   (const char  *base_url);

/**
 * outpost_address_dup_authority:
 * @text: from outside
 *
 * Returns: (transfer full) (nullable): `host[:port]` in lower case, with the port as it was given, an IPv6 address in brackets;
 *   %NULL for everything else, also where something stands before or after it
 */
char     *outpost_address_dup_authority (const char *text);

/**
 * outpost_address_is_at:
 * @base_url: a base URL
 * @authority: of outpost_address_dup_authority()
 *
 * Returns: whether it is on that host and port, whatever its scheme and prefix. Without a port the default one of the base URL's
 *   scheme is meant.
 */
gboolean  outpost_address_is_at          (const char *base_url,
                                          const char *authority);

/**
 * outpost_address_is_same_origin:
 *
 * Returns: whether scheme, host and port (with the scheme's default) of both are the same; %FALSE where one is no URL
 */
gboolean  outpost_address_is_same_origin (const char *a,
                                          const char *b);

/**
 * outpost_address_is_loopback:
 *
 * Returns: whether the URL's host is `localhost`, below it, 127.0.0.0/8 or ::1
 */
gboolean  outpost_address_is_loopback (const char  *base_url);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-init-script.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (OutpostInitScript, outpost_init_script, outpost_init_script_ref, outpost_init_script_unref)

static void
clear (gpointer data)
{
  OutpostInitScript *self = data;

  g_free (self->text);
  g_free (self->sha256);
}

static char *
dup_hex (const char *text)
{
  GString *hex = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    g_string_append_printf (hex, "%02x", (guint8) *c);
  return g_string_free (hex, FALSE);
}

/* Deployments write the bytes of the base64 text of the digest in hexadecimal, after `sha256:` (coder-api 4.3). The forms that one
 * would expect count too: plain hexadecimal, plain base64, and `sha-256=:…:` of RFC 9530. */
static OutpostDigestClaim
compare (GBytes *body,
         const char *sha256,
         const char *header)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  g_autofree char *odd = NULL;
  g_autofree char *claim = NULL;
  const char *value;

  if (header == NULL)
    return OUTPOST_DIGEST_NONE;
  g_checksum_update (checksum, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_checksum_get_digest (checksum, digest, &length);
  base64 = g_base64_encode (digest, length);
  odd = dup_hex (base64);
  claim = g_strstrip (g_strdup (header));
  if (g_ascii_strncasecmp (claim, "sha256:", 7) == 0)
    value = claim + 7;
  else if (g_ascii_strncasecmp (claim, "sha-256=:", 9) == 0 && g_str_has_suffix (claim, ":"))
    value = claim + 9;
  else
    return OUTPOST_DIGEST_UNKNOWN;
  if (value == claim + 9)
    claim[strlen (claim) - 1] = '\0';
  if (g_ascii_strcasecmp (value, odd) == 0 || g_ascii_strcasecmp (value, sha256) == 0 || g_str_equal (value, base64))
    return OUTPOST_DIGEST_FITS;
  return OUTPOST_DIGEST_DIFFERS;
}

OutpostInitScript *
outpost_init_script_new (GBytes *body,
                         const char *content_digest)
{
  OutpostInitScript *self = g_atomic_rc_box_new0 (OutpostInitScript);
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  self->text = g_utf8_make_valid (data != NULL ? data : "", (gssize) size);
  self->size = size;
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  self->claim = compare (body, self->sha256, content_digest);
  return self;
}

OutpostInitScript *
outpost_init_script_ref (OutpostInitScript *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
outpost_init_script_unref (OutpostInitScript *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

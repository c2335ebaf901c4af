/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * OutpostDigestClaim: what the answer's `Content-Digest` says of the script
 * @OUTPOST_DIGEST_NONE: no such header
 * @OUTPOST_DIGEST_FITS: the digest of this text, in one of the ways it is written
 * @OUTPOST_DIGEST_DIFFERS: that of another text: it was changed on its way
 * @OUTPOST_DIGEST_UNKNOWN: in a form that is not known, or not of SHA-256
 */
typedef enum
{
  OUTPOST_DIGEST_NONE,
  OUTPOST_DIGEST_FITS,
  OUTPOST_DIGEST_DIFFERS,
  OUTPOST_DIGEST_UNKNOWN,
} OutpostDigestClaim;

/**
 * OutpostInitScript: what a machine runs when it is attached: `GET /init-script/{os}/{arch}` (coder-api 4.3)
 * @text: UTF-8; bytes that are none are marked
 * @size: of the answer, in bytes
 * @sha256: of the answer, 64 hexadecimal digits
 */
typedef struct
{
  char              *text;
  gsize              size;
  char              *sha256;
  OutpostDigestClaim claim;
} OutpostInitScript;

#define OUTPOST_TYPE_INIT_SCRIPT (outpost_init_script_get_type ())
GType              outpost_init_script_get_type (void);

/* @content_digest: (nullable): the header as it came. Never fails. */
OutpostInitScript *outpost_init_script_new      (GBytes            *body,
                                                 const char        *content_digest);
OutpostInitScript *outpost_init_script_ref      (OutpostInitScript *self);
void               outpost_init_script_unref    (OutpostInitScript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostInitScript, outpost_init_script_unref)

G_END_DECLS

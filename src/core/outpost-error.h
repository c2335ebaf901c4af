/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostError:
 *
 * What went wrong, told apart by what a person can do about it. Messages are English diagnostics; the wording for people
 * lives in the application's error presenter and in the command line.
 *
 * @OUTPOST_ERROR_UNAUTHORIZED: the key is wrong, expired or revoked: sign in again (401)
 * @OUTPOST_ERROR_FORBIDDEN: signed in, but not permitted (403)
 * @OUTPOST_ERROR_NOT_LICENSED: the deployment's licence lacks external workspaces (403 with the Premium sentence)
 * @OUTPOST_ERROR_NOT_FOUND: gone, or never visible to this account: the server does not tell which (404, 410)
 * @OUTPOST_ERROR_NOT_EXTERNAL: the newest build has no external agent (404 of the credentials route)
 * @OUTPOST_ERROR_INSTANCE_IDENTITY: the agent signs in with its cloud identity and has no token (404 of that route)
 * @OUTPOST_ERROR_CONFLICT: the name is taken, or a build is active already (409, 412)
 * @OUTPOST_ERROR_INVALID_INPUT: what was sent is not acceptable; see the validations (400, 406, 413, 425, 428)
 * @OUTPOST_ERROR_RATE_LIMITED: asked too often; the details say until when to wait (429)
 * @OUTPOST_ERROR_SERVER: the deployment failed (5xx)
 * @OUTPOST_ERROR_PROTOCOL: the answer is not what the contract says; the message holds the path in the JSON
 * @OUTPOST_ERROR_TOO_LARGE: the answer is larger than the limit
 * @OUTPOST_ERROR_NOT_A_DEPLOYMENT: something answers there, but it is not a Coder deployment (HTML, a sign-on page, 511)
 * @OUTPOST_ERROR_UNSUPPORTED_SERVER: a Coder deployment without this feature: too old, or the open-source edition (404 of the
 *   router, 405, 501)
 * @OUTPOST_ERROR_REDIRECTED: the deployment wants to be reached under another address, see the details' location
 * @OUTPOST_ERROR_HOST_NOT_FOUND: the name cannot be resolved
 * @OUTPOST_ERROR_UNREACHABLE: no connection, or it broke, or a proxy on the way wants a sign-in (407)
 * @OUTPOST_ERROR_TIMED_OUT: no answer before the deadline (408, 504)
 * @OUTPOST_ERROR_TLS: the certificate is not acceptable; the details hold it
 * @OUTPOST_ERROR_INVALID_ADDRESS: what was typed is no address
 * @OUTPOST_ERROR_INVALID_KEY: what was pasted is not of a key's form
 * @OUTPOST_ERROR_KEYRING_LOCKED: the keyring is locked and was not unlocked
 * @OUTPOST_ERROR_KEYRING_MISSING: there is no keyring service
 * @OUTPOST_ERROR_KEYRING_REFUSED: the keyring said no
 * @OUTPOST_ERROR_KEY_MISSING: the keyring works, but holds no key for this account
 * @OUTPOST_ERROR_STORAGE: a file of ours could not be read or written
 */
typedef enum
{
  OUTPOST_ERROR_UNAUTHORIZED,
  OUTPOST_ERROR_FORBIDDEN,
  OUTPOST_ERROR_NOT_LICENSED,
  OUTPOST_ERROR_NOT_FOUND,
  OUTPOST_ERROR_NOT_EXTERNAL,
  OUTPOST_ERROR_INSTANCE_IDENTITY,
  OUTPOST_ERROR_CONFLICT,
  OUTPOST_ERROR_INVALID_INPUT,
  OUTPOST_ERROR_RATE_LIMITED,
  OUTPOST_ERROR_SERVER,
  OUTPOST_ERROR_PROTOCOL,
  OUTPOST_ERROR_TOO_LARGE,
  OUTPOST_ERROR_NOT_A_DEPLOYMENT,
  OUTPOST_ERROR_UNSUPPORTED_SERVER,
  OUTPOST_ERROR_REDIRECTED,
  OUTPOST_ERROR_HOST_NOT_FOUND,
  OUTPOST_ERROR_UNREACHABLE,
  OUTPOST_ERROR_TIMED_OUT,
  OUTPOST_ERROR_TLS,
  OUTPOST_ERROR_INVALID_ADDRESS,
  OUTPOST_ERROR_INVALID_KEY,
  OUTPOST_ERROR_KEYRING_LOCKED,
  OUTPOST_ERROR_KEYRING_MISSING,
  OUTPOST_ERROR_KEYRING_REFUSED,
  OUTPOST_ERROR_KEY_MISSING,
  OUTPOST_ERROR_STORAGE,
} OutpostError;

#define OUTPOST_ERROR (outpost_error_quark ())
#define OUTPOST_N_ERRORS (OUTPOST_ERROR_STORAGE + 1)

/**
 * OutpostValidation:
 * @field: the JSON key of the request, or the query key
 * @detail: what is wrong with it, in the server's words
 */
typedef struct
{
  char *field;
  char *detail;
} OutpostValidation;

GQuark                   outpost_error_quark           (void);

/* What a #GError of this domain carries beside its message. Each returns %NULL or 0 where it does not apply,
 * also for errors of other domains. All borrowed from @error. */
guint                    outpost_error_get_status      (const GError *error);
const char              *outpost_error_get_message     (const GError *error);
const char              *outpost_error_get_detail      (const GError *error);
const char              *outpost_error_get_request_id  (const GError *error);
const char              *outpost_error_get_location    (const GError *error);
gint64                   outpost_error_get_retry_at    (const GError *error);
GTlsCertificate         *outpost_error_get_certificate (const GError *error,
                                                        GTlsCertificateFlags *flags);
const OutpostValidation *outpost_error_get_validations (const GError *error,
                                                        gsize        *n_validations);

/* Whether it is about where the key is kept, not about the deployment. */
gboolean                 outpost_error_is_of_keyring   (const GError *error);

/**
 * outpost_error_new_for_answer:
 * @status: the HTTP status, 300 or higher
 * @content_type: (nullable): the answer's media type
 * @from_coder: whether the answer carries `X-Coder-Build-Version`
 * @location: (nullable): the `Location` header
 * @request_id: (nullable): the `X-Coder-Request-Id` header
 * @retry_at: real time in microseconds until which a 429 asks to wait, or 0
 * @body: (nullable): the body, of whatever kind: empty bodies (405, 304) and HTML are fine
 *
 * The one mapping from a refusal to an error. Pure: no I/O, no clock. Source: coder-api 0.1, 1.4, 1.6, 3, 4.1 and the
 * corrections 1 to 4, 63 and 73. Of the server's sentences the beginning is kept; a `text/plain` body counts as one.
 *
 * Returns: (transfer full): an error of %OUTPOST_ERROR
 */
GError                  *outpost_error_new_for_answer  (guint         status,
                                                        const char   *content_type,
                                                        gboolean      from_coder,
                                                        const char   *location,
                                                        const char   *request_id,
                                                        gint64        retry_at,
                                                        GBytes       *body);

/**
 * outpost_error_new_for_transport:
 * @error: an error of GIO, GTls or libsoup
 *
 * Returns: (transfer full): the same in our domain; cancellation stays %G_IO_ERROR_CANCELLED
 */
GError                  *outpost_error_new_for_transport (const GError *error);

/**
 * outpost_error_new_for_certificate:
 * @certificate: (nullable): what the peer showed
 * @flags: what is wrong with it
 *
 * Returns: (transfer full): %OUTPOST_ERROR_TLS with both in its details
 */
GError                  *outpost_error_new_for_certificate (GTlsCertificate     *certificate,
                                                            GTlsCertificateFlags flags);

G_END_DECLS

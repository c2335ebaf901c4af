/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libsoup/soup.h>

#include "outpost-client.h"

G_BEGIN_DECLS

/* What a message's certificate check found; lives as long as the message's sending. */
typedef struct
{
  GTlsCertificate     *certificate;
  GTlsCertificateFlags flags;
} OutpostCertificateNote;

void          outpost_certificate_note_watch (OutpostCertificateNote *self,
                                              SoupMessage            *message);
void          outpost_certificate_note_clear (OutpostCertificateNote *self);

/* Any failure on the way, of libdex, GIO, GTls or libsoup, in our domain; cancellation as %G_IO_ERROR_CANCELLED. */
GError       *outpost_exchange_dup_error     (const GError                 *error,
                                              const OutpostCertificateNote *note);

/**
 * outpost_exchange_run:
 * @deadline: monotonic time in microseconds
 * @stop: when cancelled, the request is given up
 * @size_limit: bytes of the body
 *
 * Sends one message and reads its whole answer. Only in a fiber. Resends and judges nothing.
 *
 * Returns: (transfer full) (nullable): the answer, of any status
 */
OutpostReply *outpost_exchange_run           (SoupSession            *session,
                                              SoupMessage            *message,
                                              gint64                  deadline,
                                              GCancellable           *stop,
                                              gsize                   size_limit,
                                              GError                **error);

G_END_DECLS

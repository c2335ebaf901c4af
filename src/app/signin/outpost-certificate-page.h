/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_CERTIFICATE_PAGE (outpost_certificate_page_get_type ())
G_DECLARE_FINAL_TYPE (OutpostCertificatePage, outpost_certificate_page, OUTPOST, CERTIFICATE_PAGE, AdwNavigationPage)

AdwNavigationPage *outpost_certificate_page_new (GTlsCertificate     *certificate,
                                                 GTlsCertificateFlags flags);

G_END_DECLS

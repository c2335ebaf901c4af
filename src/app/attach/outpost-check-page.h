/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "attach/outpost-check.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_CHECK_PAGE (outpost_check_page_get_type ())

/**
 * OutpostCheckPage:
 *
 * "It Does Not Connect": what to run on the machine, and what each answer means.
 */
G_DECLARE_FINAL_TYPE (OutpostCheckPage, outpost_check_page, OUTPOST, CHECK_PAGE, AdwNavigationPage)

/**
 * outpost_check_page_new:
 * @address: the deployment's base URL as machines reach it
 * @more: the agent's troubleshooting page, as the deployment names it; "" without
 */
AdwNavigationPage *outpost_check_page_new (OutpostPlatform  platform,
                                           const char      *address,
                                           const char      *more);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "attach/outpost-platform.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_SCRIPT_PAGE (outpost_script_page_get_type ())

/**
 * OutpostScriptPage:
 *
 * The init script that a command runs: what it does, whether it is the known one, and the script itself.
 */
G_DECLARE_FINAL_TYPE (OutpostScriptPage, outpost_script_page, OUTPOST, SCRIPT_PAGE, AdwNavigationPage)

/* @address: the deployment's base URL as machines reach it */
AdwNavigationPage *outpost_script_page_new (OutpostAccount *account,
                                            OutpostPlatform platform,
                                            const char     *address);

G_END_DECLS

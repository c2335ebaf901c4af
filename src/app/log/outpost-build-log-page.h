/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "account/outpost-account.h"
#include "model/outpost-build.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_BUILD_LOG_PAGE (outpost_build_log_page_get_type ())

/**
 * OutpostBuildLogPage:
 *
 * One build of a workspace: what it was, what it was made with, and its log, as it is written where it still runs.
 */
G_DECLARE_FINAL_TYPE (OutpostBuildLogPage, outpost_build_log_page, OUTPOST, BUILD_LOG_PAGE, AdwNavigationPage)

AdwNavigationPage *outpost_build_log_page_new (OutpostAccount *account,
                                               OutpostBuild   *build);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account.h"
#include "outpost-wizard-page.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_BUILD_PAGE (outpost_build_page_get_type ())

/**
 * OutpostBuildPage:
 *
 * A build of a workspace as it goes: its stage, its log, and what went wrong. Signal `next`: it is done well, or somebody wants to
 * edit and retry; see outpost_build_page_has_failed(). Signal `finished`: it went well.
 */
G_DECLARE_FINAL_TYPE (OutpostBuildPage, outpost_build_page, OUTPOST, BUILD_PAGE, OutpostWizardPage)

OutpostBuildPage *outpost_build_page_new        (OutpostAccount   *account);
void              outpost_build_page_follow     (OutpostBuildPage *self,
                                                 OutpostWorkspace *workspace,
                                                 OutpostBuild     *build);
gboolean          outpost_build_page_has_failed (OutpostBuildPage *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_TOKEN_BANNER (outpost_token_banner_get_type ())

/**
 * OutpostTokenBanner:
 *
 * Says that a build made a new token, where a machine was attached before as far as Outpost knows. Once said it stays until
 * somebody wants to see the command (signal `show-command`), or a machine is attached with it.
 */
G_DECLARE_FINAL_TYPE (OutpostTokenBanner, outpost_token_banner, OUTPOST, TOKEN_BANNER, AdwBin)

/* Looks at the newest build and at what is known of the workspace. */
void outpost_token_banner_show (OutpostTokenBanner *self,
                                OutpostWorkspace   *workspace);
void outpost_token_banner_hide (OutpostTokenBanner *self);

G_END_DECLS

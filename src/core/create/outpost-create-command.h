/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-creation.h"

G_BEGIN_DECLS

/**
 * outpost_create_command_dup:
 * @with_organization: templates of several organizations are told apart
 *
 * Returns: (transfer full): the line that makes the same workspace with Coder's command line, quoted for a shell; answers to
 *   masked questions are left as `<secret>`
 */
char *outpost_create_command_dup (OutpostCreation *creation,
                                  const char      *name,
                                  gboolean         with_organization);

G_END_DECLS

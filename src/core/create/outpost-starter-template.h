/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The smallest template that external workspaces can be made of: one machine whose platform is asked for. Terraform's language,
 * for a file main.tf; the provider that it names is at least 2.10 (coder-api 2.8). */
const char *outpost_starter_template_get_text (void);

G_END_DECLS

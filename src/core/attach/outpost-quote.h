/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One word or value for each language that a form speaks: whatever @text holds, the language reads the same text again. What has
 * no meaning in any of them is put in double quotes, as the deployment's own command does. */

char *outpost_quote_sh         (const char *text);
char *outpost_quote_powershell (const char *text);

G_END_DECLS

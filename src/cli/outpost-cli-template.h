/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-creation.h"

G_BEGIN_DECLS

/* What a workspace is made of, by the names that are typed. Each fails with an error in the person's words. */

/* @organization: (nullable): name or id. Owned; %NULL when there is none, or several. */
OutpostTemplate *outpost_cli_template_find (OutpostClient *client, const char *name, const char *organization, GError **error);
/* Lists the suitable ones and asks for a name until it is one of them. Owned; %NULL when nobody answers, or there is none. */
char *outpost_cli_template_ask (OutpostClient *client, const char *organization, GError **error);
/* Chooses the version (@version: %NULL for the active one), which must have an external agent. */
gboolean outpost_cli_template_choose (OutpostCreation *creation, OutpostClient *client, OutpostTemplate *template,
                                      const char *version, GError **error);
/* @name: (nullable): “none” for none; %NULL leaves the default one. */
gboolean outpost_cli_template_choose_preset (OutpostCreation *creation, const char *name, GError **error);
/* Puts %OUTPOST_TEMPLATE_ERROR into words, and leaves other errors alone. Takes @refusal; returns %FALSE. */
gboolean outpost_cli_template_refuse (GError *refusal, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "script/outpost-init-script.h"
#include "script/outpost-script-report.h"

G_BEGIN_DECLS

/* What an init script does, in plain words. Translated. */

const char *outpost_script_words_get_fact   (OutpostScriptFact          fact);
/* What the deployment's digest says. */
const char *outpost_script_words_get_claim  (OutpostDigestClaim         claim);
/* Whether it is the script that is known, and if not, how far; hosts made visible. */
char       *outpost_script_words_dup_verdict (const OutpostScriptReport *report);

G_END_DECLS

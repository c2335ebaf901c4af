/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-agent.h"

G_BEGIN_DECLS

/* How far an agent's start-up and shutdown scripts are (coder-api 3.10). Translated; what comes from the deployment is visible. */

/* "Starting", "Ready", "Takes longer than expected", "Failed with exit code 7 in “Driver”", "Off"…; of an agent that is lost what
 * it was when it was last seen; an unknown word as it is. */
char       *outpost_startup_words_dup_state (OutpostAgent *agent);
/* The same where something about a connected agent is to be known beside that it is connected; NULL where nothing is. */
const char *outpost_startup_words_get_remark (OutpostAgent *agent);
/* What that means and what to do now, one sentence; NULL where nothing is to be done. */
const char *outpost_startup_words_get_advice (OutpostAgent *agent);
/* A symbolic icon, and a style class for it. */
const char *outpost_startup_words_get_icon  (OutpostAgent *agent);
const char *outpost_startup_words_get_class (OutpostAgent *agent);

G_END_DECLS

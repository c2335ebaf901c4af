/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-agent.h"
#include "model/outpost-answers.h"

G_BEGIN_DECLS

/* What stands for a token that is not shown. */
#define OUTPOST_INSTRUCTIONS_BULLETS "••••••••"

/* What is shown, copied and exported of an agent's credentials. Pure text. */

/**
 * outpost_instructions_dup_json:
 *
 * Returns: (transfer full): the command line's five keys (workspace_name, agent_name, auth_type, auth_token, init_script), two
 *   blanks of indentation, a newline at the end; a secret
 */
char *outpost_instructions_dup_json   (const char               *workspace_name,
                                       const char               *agent_name,
                                       const OutpostCredentials *credentials);

/**
 * outpost_instructions_dup_text:
 *
 * Returns: (transfer full): the command with the command line's sentence before it, to the letter and not translated, since
 *   scripts read it; what cannot be shown is marked, in the command too; a secret
 */
char *outpost_instructions_dup_text   (const char               *workspace_name,
                                       const OutpostCredentials *credentials);

/**
 * outpost_instructions_dup_text_of_all:
 * @agents: (element-type OutpostAgent)
 * @credentials: (element-type OutpostCredentials): in the same order
 *
 * Returns: (transfer full): as above, of all agents of a workspace; several are told apart by a line with their name
 */
char *outpost_instructions_dup_text_of_all (const char          *workspace_name,
                                            GPtrArray           *agents,
                                            GPtrArray           *credentials);

/* The command with the token's every occurrence replaced by @mark; @mark NULL gives bullets. */
char *outpost_instructions_dup_masked (const OutpostCredentials *credentials,
                                       const char               *mark);

G_END_DECLS

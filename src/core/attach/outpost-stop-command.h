/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-subject.h"

G_BEGIN_DECLS

/* In PowerShell: the process $_ is an agent. The deployment's script puts it into the folder for temporary files, and that of the
 * scheduled tasks is another for each of them. */
#define OUTPOST_STOP_COMMAND_IS_AGENT "$_.Path -like '*\\temp\\sshd.exe' -or $_.Path -eq \"$env:TEMP\\sshd.exe\""

/**
 * outpost_stop_command_for:
 * @operating_system: an agent's `operating_system`: linux, darwin, windows
 *
 * Ends an agent that was started by the deployment's command. The names are those of the init scripts (coder-api 4.3):
 * `./coder agent` for linux and darwin, `sshd.exe` in the folder for temporary files on windows. It ends every agent of the
 * user on that machine that was started so; what a service runs is started again by that.
 *
 * Returns: (nullable): a command for a terminal of that machine, in sh or PowerShell; %NULL for another system
 */
const char *outpost_stop_command_for (const char *operating_system);

/* The same for the agent of @subject in whatever way it was attached: removes first its own services, which have the names of the
 * forms (OutpostAttachForm), where they are set up. Several lines, without a secret. */
char *outpost_stop_command_dup_for_subject (const OutpostAttachSubject *subject);

/**
 * outpost_stop_command_dup_for_agent:
 * @agent: of the latest build of @workspace
 * @base_url: the deployment; what was set up for another address of it has other names and is not found
 *
 * The deployment never touches the machine: an agent goes on after the workspace is deleted, and tries to connect with a token that
 * is worth nothing. This ends it there.
 *
 * Returns: (transfer full) (nullable): a command for a terminal of that machine, in sh or PowerShell; %NULL where no machine was
 *   attached, and for a system that is not known
 */
char *outpost_stop_command_dup_for_agent (OutpostWorkspace *workspace,
                                          OutpostAgent     *agent,
                                          const char       *base_url);

/**
 * outpost_stop_command_dup:
 * @base_url: as above
 *
 * Returns: (transfer full) (nullable): one command for all agents of @workspace, to be run on each of the machines; %NULL where
 *   none was attached, and where they want different shells
 */
char *outpost_stop_command_dup (OutpostWorkspace *workspace,
                                const char       *base_url);

/**
 * outpost_stop_command_join:
 * @commands: (element-type utf8): of several agents or workspaces, as above
 *
 * Returns: (transfer full) (nullable): one command for all; %NULL where there is none, and where they want different shells
 */
char *outpost_stop_command_join (GPtrArray *commands);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * outpost_stop_command_for:
 * @operating_system: an agent's `operating_system`: linux, darwin, windows
 *
 * The deployment never touches the machine: an agent started by its command goes on after the workspace is deleted, and tries
 * to connect with a token that is worth nothing. This ends it there. The names are those of the init scripts (coder-api 4.3):
 * `./coder agent` for linux and darwin, `sshd.exe` in the folder for temporary files on windows. It ends every agent of the
 * user on that machine that was started so.
 *
 * Returns: (nullable): a command for a terminal of that machine, in sh or PowerShell; %NULL for another system
 */
const char *outpost_stop_command_for (const char *operating_system);

G_END_DECLS

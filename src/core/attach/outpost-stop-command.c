/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-stop-command.h"

const char *
outpost_stop_command_for (const char *operating_system)
{
  if (g_strcmp0 (operating_system, "windows") == 0)
    return "Get-Process sshd -ErrorAction SilentlyContinue | Where-Object Path -eq \"$env:TEMP\\sshd.exe\" | Stop-Process";
  if (g_strcmp0 (operating_system, "linux") == 0 || g_strcmp0 (operating_system, "darwin") == 0)
    return "pkill -f '^\\./coder agent$'";
  return NULL;
}

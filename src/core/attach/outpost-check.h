/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-platform.h"

G_BEGIN_DECLS

/**
 * OutpostCheck:
 *
 * What can be looked at on a machine that does not connect, in the order in which it fails on real ones.
 *
 * @OUTPOST_CHECK_RUNNING: which agents run there, and in which service: two with one token push each other out
 * @OUTPOST_CHECK_TOKEN: whether the deployment still takes the tokens of the agents that run there; on Windows, of those that
 *   scheduled tasks run
 * @OUTPOST_CHECK_DOWNLOADER: whether there is a curl: all commands need it, whatever the script that they fetch could use
 * @OUTPOST_CHECK_NAME: whether the deployment's name is found; not where the address has none
 * @OUTPOST_CHECK_REACH: whether the deployment answers, and its certificate is trusted
 * @OUTPOST_CHECK_SCRIPT: whether the init script comes, or somebody else's page instead
 * @OUTPOST_CHECK_CLOCK: the clock beside the deployment's: certificates and tokens have their times
 * @OUTPOST_CHECK_PROXY: what sends requests another way
 * @OUTPOST_CHECK_LINGERING: whether services of the user go on after signing out
 * @OUTPOST_CHECK_RIGHTS: whether sudo works, which a system service is set up with
 * @OUTPOST_CHECK_SELINUX: whether SELinux enforces
 */
typedef enum
{
  OUTPOST_CHECK_RUNNING,
  OUTPOST_CHECK_TOKEN,
  OUTPOST_CHECK_DOWNLOADER,
  OUTPOST_CHECK_NAME,
  OUTPOST_CHECK_REACH,
  OUTPOST_CHECK_SCRIPT,
  OUTPOST_CHECK_CLOCK,
  OUTPOST_CHECK_PROXY,
  OUTPOST_CHECK_LINGERING,
  OUTPOST_CHECK_RIGHTS,
  OUTPOST_CHECK_SELINUX,
  OUTPOST_N_CHECKS,
} OutpostCheck;

/**
 * outpost_check_dup_command:
 * @address: the deployment's base URL as machines reach it
 *
 * Returns: (transfer full) (nullable): what to run in a terminal of the machine, in sh or PowerShell; it changes nothing, and holds
 *   no secret. %NULL where the check makes no sense
 */
char *outpost_check_dup_command (OutpostCheck     check,
                                 OutpostPlatform  platform,
                                 const char      *address);

G_END_DECLS

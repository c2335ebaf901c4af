/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-platform.h"

G_BEGIN_DECLS

/**
 * OutpostScriptFact: what a script does, as far as its text shows it
 * @OUTPOST_SCRIPT_STORES_IN_TEMPORARY_FOLDER: puts the agent in a new folder for temporary files, or in $BINARY_DIR
 * @OUTPOST_SCRIPT_STORES_AS_SSHD: puts it at %TEMP%\sshd.exe
 * @OUTPOST_SCRIPT_STAYS_IN_FOREGROUND: becomes the agent, and ends when its terminal does
 * @OUTPOST_SCRIPT_STARTS_DETACHED: starts the agent as a program of its own, and ends
 * @OUTPOST_SCRIPT_TURNS_OFF_PROTECTION: turns off the real-time protection of Microsoft Defender
 * @OUTPOST_SCRIPT_ASKS_FOR_NETWORK_RIGHTS: uses sudo to give the agent CAP_NET_ADMIN, only where USE_CAP_NET_ADMIN is set
 * @OUTPOST_SCRIPT_TRIES_FOREVER: repeats the download every 30 seconds until it succeeds
 * @OUTPOST_SCRIPT_WAITS_AFTER_FAILURE: waits for a day when it fails, so that the terminal seems to hang
 */
typedef enum
{
  OUTPOST_SCRIPT_STORES_IN_TEMPORARY_FOLDER,
  OUTPOST_SCRIPT_STORES_AS_SSHD,
  OUTPOST_SCRIPT_STAYS_IN_FOREGROUND,
  OUTPOST_SCRIPT_STARTS_DETACHED,
  OUTPOST_SCRIPT_TURNS_OFF_PROTECTION,
  OUTPOST_SCRIPT_ASKS_FOR_NETWORK_RIGHTS,
  OUTPOST_SCRIPT_TRIES_FOREVER,
  OUTPOST_SCRIPT_WAITS_AFTER_FAILURE,
  OUTPOST_N_SCRIPT_FACTS,
} OutpostScriptFact;

/**
 * OutpostScriptReport: an init script read by what is known of such scripts; it tells, and does not judge
 * @facts: a bit for each #OutpostScriptFact
 * @download: (nullable): where it gets the agent from
 * @known: it is the script of Coder 2.26 to 2.36 to the letter but for the deployment's address
 * @unknown_lines: (element-type guint): numbers of the lines, from 0, that this script does not have
 * @other_hosts: hosts beside the deployment's that these lines name, `%NULL`-terminated
 */
typedef struct
{
  guint    facts;
  char    *download;
  gboolean known;
  GArray  *unknown_lines;
  GStrv    other_hosts;
} OutpostScriptReport;

/**
 * outpost_script_report_new:
 * @text: a script for @platform
 * @address: the deployment's base URL as machines reach it; see OutpostAttachSubject
 */
OutpostScriptReport *outpost_script_report_new  (const char          *text,
                                                 OutpostPlatform      platform,
                                                 const char          *address);
gboolean             outpost_script_report_has  (OutpostScriptReport *self,
                                                 OutpostScriptFact    fact);
void                 outpost_script_report_free (OutpostScriptReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostScriptReport, outpost_script_report_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-answers.h"

G_BEGIN_DECLS

/* The instructions of many agents as the text of files. Pure: no I/O. All text that holds a token is wiped when it is freed. */

/**
 * OutpostExportFormat:
 * @OUTPOST_EXPORT_JSON: an array of the command line's objects, exact: for programs
 * @OUTPOST_EXPORT_CSV: the same as a table, safe to open: for people
 * @OUTPOST_EXPORT_SCRIPTS: a folder with a script for each machine
 */
typedef enum
{
  OUTPOST_EXPORT_JSON,
  OUTPOST_EXPORT_CSV,
  OUTPOST_EXPORT_SCRIPTS,
} OutpostExportFormat;

/**
 * OutpostExportRecord:
 * @operating_system: the agent's, as the template says: linux, darwin, windows
 * @credentials: (nullable): NULL where they could not be had: the record then only keeps its place
 *
 * One agent to be exported. A plain value that owns all of it; its text is read in another thread.
 */
typedef struct
{
  char               *owner_name;
  char               *workspace_name;
  char               *agent_name;
  char               *operating_system;
  gint64              build_number;
  OutpostCredentials *credentials;
} OutpostExportRecord;

void outpost_export_record_free (gpointer record);

/**
 * outpost_export_text_new_json:
 * @records: (element-type OutpostExportRecord)
 *
 * Returns: (transfer full): an array of objects with exactly the command line's five keys, in order; a newline at the end
 */
GBytes *outpost_export_text_new_json   (GPtrArray *records);

/**
 * outpost_export_text_new_csv:
 * @records: (element-type OutpostExportRecord)
 *
 * After RFC 4180: a header with the same five keys, CRLF, every other cell in quotes. A cell that a spreadsheet would take for a
 * formula (its first visible character is `=`, `+`, `-` or `@`, or one that looks like these) has an apostrophe before it. Names
 * and tokens of a real deployment never are such; where one is, the JSON has it as it is.
 *
 * Returns: (transfer full): the table
 */
GBytes *outpost_export_text_new_csv    (GPtrArray *records);

/**
 * outpost_export_text_new_script:
 *
 * Returns: (transfer full): the deployment's command below a comment that says which workspace, agent and build it is for; for
 *   sh, or for PowerShell where the agent's machine has Windows
 */
GBytes *outpost_export_text_new_script (const OutpostExportRecord *record);

/**
 * outpost_export_text_dup_names:
 * @records: (element-type OutpostExportRecord)
 *
 * Names for their scripts: `WORKSPACE-AGENT.sh` or `.ps1`, of ASCII letters, digits, dots, dashes and underlines, no two alike
 * where case does not count. The same records have the same names, whether there are credentials or not.
 *
 * Returns: (transfer full): %NULL-terminated, one for each
 */
char  **outpost_export_text_dup_names  (GPtrArray *records);

G_END_DECLS

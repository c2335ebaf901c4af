/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostLogLine:
 * @id: grows within a build; what comes after it is asked for by it
 * @created_at: µs of unix time
 * @level: the server's word: trace, debug, info, warn, error, or a newer one
 * @stage: such as "Planning Infrastructure"; of an agent's log the id of its source (outpost_agent_dup_source_name())
 * @output: may be empty: then the line only says that the stage began (coder-api 3.6)
 */
typedef struct
{
  gint64 id;
  gint64 created_at;
  char *level;
  char *stage;
  char *output;
} OutpostLogLine;

/**
 * OutpostBuildLog: some lines of a log, in their order: a build's, or an agent's (outpost-agent-log.h). Immutable.
 */
typedef struct _OutpostBuildLog OutpostBuildLog;

#define OUTPOST_TYPE_BUILD_LOG (outpost_build_log_get_type ())
GType                 outpost_build_log_get_type      (void);
OutpostBuildLog      *outpost_build_log_ref           (OutpostBuildLog *self);
void                  outpost_build_log_unref         (OutpostBuildLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostBuildLog, outpost_build_log_unref)

/**
 * outpost_build_log_new_from_json:
 * @bytes: the array that `GET /workspacebuilds/ID/logs` answers
 *
 * Returns: (transfer full): the log, or %NULL with %OUTPOST_ERROR_PROTOCOL
 */
OutpostBuildLog      *outpost_build_log_new_from_json (GBytes          *bytes,
                                                       GError         **error);
/**
 * outpost_build_log_new_from_messages:
 * @messages: (element-type GBytes): of the stream `GET /workspacebuilds/ID/logs?follow`, each one line
 * @after: lines with an id up to this one are left out
 *
 * Returns: (transfer full): what is new in them; what is no line of a log is left out too
 */
OutpostBuildLog      *outpost_build_log_new_from_messages (GPtrArray   *messages,
                                                           gint64       after);
/* Returns: (transfer full): the lines with a larger id than @after. */
OutpostBuildLog      *outpost_build_log_dup_after     (OutpostBuildLog *self,
                                                       gint64           after);
/* @lines: (transfer full) (element-type OutpostLogLine): with what they point at */
OutpostBuildLog      *outpost_build_log_new_take      (GArray          *lines);
guint                 outpost_build_log_get_n_lines   (OutpostBuildLog *self);
const OutpostLogLine *outpost_build_log_get_line      (OutpostBuildLog *self,
                                                       guint            index);

G_END_DECLS

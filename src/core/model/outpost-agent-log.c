/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-agent-log.h"

#include <string.h>

#include "outpost-json.h"

#define MOST_LINES 10000
#define LONGEST_LINE (16 * 1024)

static char *
dup_output (const char *output)
{
  gsize size = strlen (output);

  if (size <= LONGEST_LINE)
    return g_strdup (output);
  size = g_utf8_find_prev_char (output, output + LONGEST_LINE + 1) - output;
  return g_strdup_printf ("%.*s…", (int) size, output);
}

static OutpostLogLine
read_line (const OutpostJsonValue *value)
{
  return (OutpostLogLine) {
    .id = outpost_json_get_int (value, "id"),
    .created_at = outpost_json_get_time (value, "created_at"),
    .level = g_strdup (outpost_json_opt_string (value, "level", "info")),
    .stage = g_strdup (outpost_json_opt_string (value, "source_id", "")),
    .output = dup_output (outpost_json_opt_string (value, "output", "")),
  };
}

/* Appends the lines of one array that come after @after; FALSE, and nothing appended, when it is none. */
static gboolean
append_lines (GArray *lines,
              GBytes *bytes,
              gint64 after,
              GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  guint n_before = lines->len;
  OutpostJsonValue root;
  guint n;

  if (document == NULL)
    return FALSE;
  root = outpost_json_get_root (document);
  n = outpost_json_get_length (&root);
  for (guint i = n > MOST_LINES ? n - MOST_LINES : 0; i < n; i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);
      OutpostLogLine line;

      if (outpost_json_opt_int (&value, "id", G_MAXINT64) <= after)
        continue;
      line = read_line (&value);
      after = line.id;
      g_array_append_val (lines, line);
    }
  if (outpost_json_finish (document, error))
    return TRUE;
  g_array_set_size (lines, n_before);
  return FALSE;
}

static GArray *
new_lines (OutpostBuildLog **log)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (OutpostLogLine));

  *log = outpost_build_log_new_take (lines);
  return lines;
}

OutpostBuildLog *
outpost_agent_log_new_from_json (GBytes *bytes,
                                 GError **error)
{
  g_autoptr(OutpostBuildLog) self = NULL;
  GArray *lines = new_lines (&self);

  return append_lines (lines, bytes, G_MININT64, error) ? g_steal_pointer (&self) : NULL;
}

OutpostBuildLog *
outpost_agent_log_new_from_messages (GPtrArray *messages,
                                     gint64 after)
{
  OutpostBuildLog *self = NULL;
  GArray *lines = new_lines (&self);

  for (guint i = 0; i < messages->len; i++)
    {
      append_lines (lines, g_ptr_array_index (messages, i), after, NULL);
      if (lines->len > 0)
        after = MAX (after, g_array_index (lines, OutpostLogLine, lines->len - 1).id);
    }
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-build-log.h"

#include "outpost-json.h"

struct _OutpostBuildLog
{
  GArray *lines; /* of OutpostLogLine */
};

G_DEFINE_BOXED_TYPE (OutpostBuildLog, outpost_build_log, outpost_build_log_ref, outpost_build_log_unref)

OutpostBuildLog *
outpost_build_log_ref (OutpostBuildLog *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
line_clear (gpointer data)
{
  OutpostLogLine *self = data;

  g_free (self->level);
  g_free (self->stage);
  g_free (self->output);
}

static void
log_clear (gpointer data)
{
  g_array_unref (((OutpostBuildLog *) data)->lines);
}

void
outpost_build_log_unref (OutpostBuildLog *self)
{
  g_atomic_rc_box_release_full (self, log_clear);
}

OutpostBuildLog *
outpost_build_log_new_take (GArray *lines)
{
  OutpostBuildLog *self = g_atomic_rc_box_new0 (OutpostBuildLog);

  self->lines = lines;
  g_array_set_clear_func (self->lines, line_clear);
  return self;
}

static OutpostBuildLog *
log_new (void)
{
  return outpost_build_log_new_take (g_array_new (FALSE, FALSE, sizeof (OutpostLogLine)));
}

static OutpostLogLine
read_line (OutpostJsonValue *value)
{
  return (OutpostLogLine) {
    .id = outpost_json_get_int (value, "id"),
    .created_at = outpost_json_get_time (value, "created_at"),
    .level = g_strdup (outpost_json_opt_string (value, "log_level", "info")),
    .stage = g_strdup (outpost_json_opt_string (value, "stage", "")),
    .output = g_strdup (outpost_json_opt_string (value, "output", "")),
  };
}

OutpostBuildLog *
outpost_build_log_new_from_json (GBytes *bytes,
                                 GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostBuildLog) self = log_new ();
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);
      OutpostLogLine line = read_line (&value);

      g_array_append_val (self->lines, line);
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

OutpostBuildLog *
outpost_build_log_new_from_messages (GPtrArray *messages,
                                     gint64 after)
{
  OutpostBuildLog *self = log_new ();

  for (guint i = 0; i < messages->len; i++)
    {
      g_autoptr(OutpostJson) document = outpost_json_parse (g_ptr_array_index (messages, i), NULL);
      OutpostJsonValue root;
      OutpostLogLine line;

      if (document == NULL)
        continue;
      root = outpost_json_get_root (document);
      line = read_line (&root);
      if (outpost_json_finish (document, NULL) && line.id > after)
        {
          after = line.id;
          g_array_append_val (self->lines, line);
        }
      else
        line_clear (&line);
    }
  return self;
}

OutpostBuildLog *
outpost_build_log_dup_after (OutpostBuildLog *self,
                             gint64 after)
{
  OutpostBuildLog *newer = log_new ();

  for (guint i = 0; i < self->lines->len; i++)
    {
      const OutpostLogLine *line = outpost_build_log_get_line (self, i);
      OutpostLogLine copy = { line->id, line->created_at, g_strdup (line->level), g_strdup (line->stage), g_strdup (line->output) };

      if (line->id > after)
        g_array_append_val (newer->lines, copy);
      else
        line_clear (&copy);
    }
  return newer;
}

guint
outpost_build_log_get_n_lines (OutpostBuildLog *self)
{
  return self->lines->len;
}

const OutpostLogLine *
outpost_build_log_get_line (OutpostBuildLog *self,
                            guint index)
{
  return &g_array_index (self->lines, OutpostLogLine, index);
}

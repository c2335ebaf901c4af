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
outpost_build_log_new_from_json (GBytes *bytes,
                                 GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostBuildLog) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostBuildLog);
  self->lines = g_array_new (FALSE, FALSE, sizeof (OutpostLogLine));
  g_array_set_clear_func (self->lines, line_clear);
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);
      OutpostLogLine line = {
        .id = outpost_json_get_int (&value, "id"),
        .created_at = outpost_json_get_time (&value, "created_at"),
        .level = g_strdup (outpost_json_opt_string (&value, "log_level", "info")),
        .stage = g_strdup (outpost_json_opt_string (&value, "stage", "")),
        .output = g_strdup (outpost_json_opt_string (&value, "output", "")),
      };

      g_array_append_val (self->lines, line);
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
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

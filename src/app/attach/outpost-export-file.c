/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-export-file.h"

#include <string.h>

#include "outpost-text.h"

static void
wipe_and_free (gpointer data)
{
  char *text = data;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

char *
outpost_export_file_dup_name (const char *workspace_name,
                              const char *agent_name)
{
  g_autofree char *raw = g_strdup_printf ("%s-%s.json", workspace_name, agent_name);
  char *name = outpost_text_dup_visible (raw);

  g_strdelimit (name, "/\\", '_');
  if (*name == '.')
    *name = '_';
  return name;
}

GBytes *
outpost_export_file_take_text (char *text)
{
  return g_bytes_new_with_free_func (text, strlen (text), wipe_and_free, text);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-export-file.h"

#include <string.h>

#include "attach/outpost-instructions.h"
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

DexFuture *
outpost_export_file_write_bytes (GFile *file,
                                 GBytes *bytes)
{
  dex_return_error_if_fail (G_IS_FILE (file));

  /* Private from the moment it exists: a new file beside the old one, moved over it when it is complete. */
  return dex_file_replace_contents_bytes (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION);
}

DexFuture *
outpost_export_file_write (GFile *file,
                           const char *workspace_name,
                           const char *agent_name,
                           const OutpostCredentials *credentials)
{
  g_autoptr(GBytes) bytes = NULL;

  dex_return_error_if_fail (credentials != NULL);

  bytes = outpost_export_file_take_text (outpost_instructions_dup_json (workspace_name, agent_name, credentials));
  return outpost_export_file_write_bytes (file, bytes);
}

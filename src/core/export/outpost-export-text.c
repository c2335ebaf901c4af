/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-export-text.h"

#include <string.h>

#include "attach/outpost-instructions.h"
#include "outpost-text.h"

#define CSV_HEADER "workspace_name,agent_name,auth_type,auth_token,init_script\r\n"
#define LONGEST_PART 60
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void
outpost_export_record_free (gpointer record)
{
  OutpostExportRecord *self = record;

  g_free (self->owner_name);
  g_free (self->workspace_name);
  g_free (self->agent_name);
  g_free (self->operating_system);
  g_clear_pointer (&self->credentials, outpost_credentials_unref);
  g_free (self);
}

/* ---- Secrets in memory ------------------------------------------------------------------------------------------- */

static void
wipe_and_free (gpointer data)
{
  GString *text = data;

  explicit_bzero (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}

static GBytes *
take (GString *text)
{
  return g_bytes_new_with_free_func (text->str, text->len, wipe_and_free, text);
}

/* Large enough never to move: a moved string leaves a copy of the tokens behind. */
static GString *
new_text (GPtrArray *records)
{
  gsize room = 256;

  for (guint i = 0; i < records->len; i++)
    {
      const OutpostExportRecord *record = g_ptr_array_index (records, i);

      if (record->credentials != NULL)
        room += 512
                + 6
                      * (strlen (record->workspace_name) + strlen (record->agent_name) + strlen (record->credentials->agent_token)
                         + strlen (record->credentials->command));
    }
  return g_string_sized_new (room);
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

/* Of the lines of one object, which are of the form that the command line prints. */
static void
append_indented (GString *out,
                 const char *object)
{
  const char *line = object;

  while (*line != '\0')
    {
      const char *end = line + strcspn (line, "\n");

      if (line != object)
        g_string_append_c (out, '\n');
      g_string_append (out, "  ");
      g_string_append_len (out, line, end - line);
      line = *end == '\n' ? end + 1 : end;
    }
}

GBytes *
outpost_export_text_new_json (GPtrArray *records)
{
  GString *out = new_text (records);
  gboolean first = TRUE;

  g_string_append_c (out, '[');
  for (guint i = 0; i < records->len; i++)
    {
      const OutpostExportRecord *record = g_ptr_array_index (records, i);
      char *object;

      if (record->credentials == NULL)
        continue;
      object = outpost_instructions_dup_json (record->workspace_name, record->agent_name, record->credentials);
      g_string_append (out, first ? "\n" : ",\n");
      append_indented (out, object);
      explicit_bzero (object, strlen (object));
      g_free (object);
      first = FALSE;
    }
  g_string_append (out, first ? "]\n" : "\n]\n");
  return take (out);
}

/* ---- CSV --------------------------------------------------------------------------------------------------------- */

/* Spreadsheets skip blanks, and what cannot be seen, before they look whether it is a formula. */
static gboolean
is_formula (const char *text)
{
  static const gunichar starts[] = { '=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20, 0x2212 };

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isspace (c) || !outpost_text_is_visible_char (c))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
        if (c == starts[i])
          return TRUE;
      return FALSE;
    }
  return FALSE;
}

static void
append_cell (GString *out,
             const char *text,
             const char *end)
{
  g_string_append_c (out, '"');
  if (is_formula (text))
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
  g_string_append (out, end);
}

GBytes *
outpost_export_text_new_csv (GPtrArray *records)
{
  GString *out = new_text (records);

  g_string_append (out, CSV_HEADER);
  for (guint i = 0; i < records->len; i++)
    {
      const OutpostExportRecord *record = g_ptr_array_index (records, i);

      if (record->credentials == NULL)
        continue;
      append_cell (out, record->workspace_name, ",");
      append_cell (out, record->agent_name, ",");
      append_cell (out, "token", ",");
      append_cell (out, record->credentials->agent_token, ",");
      append_cell (out, record->credentials->command, "\r\n");
    }
  return take (out);
}

/* ---- Scripts ----------------------------------------------------------------------------------------------------- */

static gboolean
is_windows (const OutpostExportRecord *record)
{
  return g_strcmp0 (record->operating_system, "windows") == 0;
}

GBytes *
outpost_export_text_new_script (const OutpostExportRecord *record)
{
  /* One line each, whatever is in a name: nothing gets out of the comment. */
  g_autofree char *owner = outpost_text_dup_visible (record->owner_name);
  g_autofree char *workspace = outpost_text_dup_visible (record->workspace_name);
  g_autofree char *agent = outpost_text_dup_visible (record->agent_name);
  const char *command = record->credentials->command;
  GString *out = g_string_sized_new (512 + strlen (owner) + strlen (workspace) + strlen (agent) + strlen (command));

  if (!is_windows (record))
    g_string_append (out, "#!/bin/sh\n");
  g_string_append_printf (out, "# Workspace %s/%s, agent %s, build %" G_GINT64_FORMAT ".\n", owner, workspace, agent,
                          record->build_number);
  g_string_append (out, "# Holds the agent's token. A new build makes another one: then this attaches nothing any more.\n");
  g_string_append (out, command);
  if (!g_str_has_suffix (command, "\n"))
    g_string_append_c (out, '\n');
  /* Without the mark Windows PowerShell takes it for text in the machine's old code page. */
  if (is_windows (record) && !g_str_is_ascii (out->str))
    g_string_prepend (out, BYTE_ORDER_MARK);
  return take (out);
}

static char *
dup_safe (const char *name)
{
  char *safe = g_strndup (name, LONGEST_PART);

  for (char *c = safe; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-_.", *c) == NULL)
      *c = '_';
  /* Neither hidden nor an option. */
  if (*safe == '.' || *safe == '-')
    *safe = '_';
  return safe;
}

char **
outpost_export_text_dup_names (GPtrArray *records)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < records->len; i++)
    {
      const OutpostExportRecord *record = g_ptr_array_index (records, i);
      g_autofree char *workspace = dup_safe (record->workspace_name);
      g_autofree char *agent = dup_safe (record->agent_name);
      const char *suffix = is_windows (record) ? "ps1" : "sh";
      g_autofree char *name = g_strdup_printf ("%s-%s.%s", workspace, agent, suffix);

      for (guint n = 2; !g_hash_table_add (taken, g_ascii_strdown (name, -1)); n++)
        {
          g_free (name);
          name = g_strdup_printf ("%s-%s-%u.%s", workspace, agent, n, suffix);
        }
      g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

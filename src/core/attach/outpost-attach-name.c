/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-name-private.h"

#include <string.h>

/* Shortened names and those with other signs in them may be alike: this tells them apart. */
static char *
dup_mark (const OutpostAttachSubject *subject)
{
  const char *const parts[] = { subject->address, subject->owner, subject->workspace, subject->agent };
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (checksum, (const guchar *) parts[i], strlen (parts[i]) + 1);
  return g_strndup (g_checksum_get_string (checksum), 6);
}

static void
append_part (GString *name,
             const char *text,
             gsize most)
{
  gsize begin = name->len;

  for (; *text != '\0' && name->len - begin < most; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (name, g_ascii_tolower (*text));
    else if (name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  if (name->str[name->len - 1] != '-')
    g_string_append_c (name, '-');
}

char *
outpost_attach_name_dup_service (const OutpostAttachSubject *subject)
{
  g_autofree char *mark = dup_mark (subject);
  GString *name = g_string_new ("coder-agent-");

  append_part (name, subject->workspace, 24);
  append_part (name, subject->agent, 16);
  g_string_append (name, mark);
  return g_string_free (name, FALSE);
}

char *
outpost_attach_name_dup_user (const OutpostAttachSubject *subject)
{
  g_autofree char *mark = dup_mark (subject);
  GString *name = g_string_new ("coder-");

  append_part (name, subject->workspace, 18);
  g_string_append (name, mark);
  return g_string_free (name, FALSE);
}

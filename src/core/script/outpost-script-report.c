/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-script-report.h"

#include <string.h>

#include "http/outpost-address.h"
#include "outpost-script-lines-private.h"

#define ADDRESS "@"
#define ARCHITECTURE "%"

/* What a fact is told by: all of them must be there. */
static const struct
{
  const char *marks[2];
} facts[OUTPOST_N_SCRIPT_FACTS] = {
  [OUTPOST_SCRIPT_STORES_IN_TEMPORARY_FOLDER] = { { "mktemp -d", "BINARY_DIR" } },
  [OUTPOST_SCRIPT_STORES_AS_SSHD] = { { "$env:TEMP\\sshd.exe", NULL } },
  [OUTPOST_SCRIPT_STAYS_IN_FOREGROUND] = { { "exec ./", " agent" } },
  [OUTPOST_SCRIPT_STARTS_DETACHED] = { { "Start-Process -FilePath", "-PassThru" } },
  [OUTPOST_SCRIPT_TURNS_OFF_PROTECTION] = { { "Set-MpPreference", "-DisableRealtimeMonitoring $true" } },
  [OUTPOST_SCRIPT_ASKS_FOR_NETWORK_RIGHTS] = { { "USE_CAP_NET_ADMIN", "setcap CAP_NET_ADMIN" } },
  [OUTPOST_SCRIPT_TRIES_FOREVER] = { { "30 seconds", "bin/coder-" } },
  [OUTPOST_SCRIPT_WAITS_AFTER_FAILURE] = { { "86400", NULL } },
};

/* The script as it would be on any deployment, for any processor. */
static char *
dup_normal (const char *text,
            OutpostPlatform platform,
            const char *address)
{
  GString *normal = g_string_new (text);
  g_autofree char *name = g_strdup_printf ("coder-%s-", outpost_platform_get_system (platform));
  g_autofree char *own = g_strconcat (name, outpost_platform_get_architecture (platform), NULL);
  g_autofree char *any = g_strconcat (name, ARCHITECTURE, NULL);

  if (*address != '\0')
    g_string_replace (normal, address, ADDRESS, 0);
  g_string_replace (normal, own, any, 0);
  return g_string_free (normal, FALSE);
}

static guint64
hash (const char *text)
{
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  hex[16] = '\0';
  return g_ascii_strtoull (hex, NULL, 16);
}

/* ---- Where an unknown line leads ---------------------------------------------------------------------------------- */

static void
add_host (GStrvBuilder *hosts,
          GHashTable *seen,
          const char *url,
          const char *address)
{
  g_autofree char *word = g_strndup (url, strcspn (url, " \t\"'`<>(){}|;,\\"));
  g_autoptr(GUri) uri = g_uri_parse (word, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (outpost_address_is_same_origin (word, address))
    return;
  /* Such as one that is put together while it runs. */
  if (host == NULL || *host == '\0')
    host = word;
  if (g_hash_table_add (seen, g_strdup (host)))
    g_strv_builder_add (hosts, host);
}

static void
add_hosts (GStrvBuilder *hosts,
           GHashTable *seen,
           const char *line,
           const char *address)
{
  const char *scheme = line;

  while ((scheme = strstr (scheme, "://")) != NULL)
    {
      const char *begin = scheme;

      while (begin > line && g_ascii_isalpha (begin[-1]))
        begin--;
      add_host (hosts, seen, begin, address);
      scheme += 3;
    }
}

/* ---- Reading ------------------------------------------------------------------------------------------------------ */

/* @normal line by line beside the very same lines of @text. */
static char *
read_lines (OutpostScriptReport *self,
            const char *normal,
            const char *text,
            OutpostPlatform platform,
            const char *address)
{
  g_auto(GStrv) lines = g_strsplit (normal, "\n", -1);
  g_auto(GStrv) real = g_strsplit (text, "\n", -1);
  g_autoptr(GStrvBuilder) hosts = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0' || outpost_script_lines_know (platform, hash (lines[i])))
        continue;
      g_array_append_val (self->unknown_lines, i);
      add_hosts (hosts, seen, real[i], address);
    }
  self->other_hosts = g_strv_builder_end (hosts);
  return g_strjoinv ("\n", lines);
}

static char *
dup_download (const char *text)
{
  const char *path = strstr (text, "/bin/coder-");
  const char *begin = path;

  while (begin != NULL && begin > text && strchr (" \t\n\"'=(", begin[-1]) == NULL)
    begin--;
  return begin != NULL ? g_strndup (begin, strcspn (begin, " \t\r\n\"'`;)")) : NULL;
}

static guint
find_facts (const char *text)
{
  guint found = 0;

  for (guint i = 0; i < OUTPOST_N_SCRIPT_FACTS; i++)
    if (strstr (text, facts[i].marks[0]) != NULL && (facts[i].marks[1] == NULL || strstr (text, facts[i].marks[1]) != NULL))
      found |= 1u << i;
  return found;
}

OutpostScriptReport *
outpost_script_report_new (const char *text,
                           OutpostPlatform platform,
                           const char *address)
{
  OutpostScriptReport *self = g_new0 (OutpostScriptReport, 1);
  g_autofree char *normal = NULL;
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (platform < OUTPOST_N_PLATFORMS, NULL);

  self->facts = find_facts (text);
  self->download = dup_download (text);
  self->unknown_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  normal = dup_normal (text, platform, address);
  stripped = read_lines (self, normal, text, platform, address);
  self->known = outpost_script_lines_know_all (platform, hash (stripped));
  return self;
}

gboolean
outpost_script_report_has (OutpostScriptReport *self,
                           OutpostScriptFact fact)
{
  return (self->facts & (1u << fact)) != 0;
}

void
outpost_script_report_free (OutpostScriptReport *self)
{
  g_free (self->download);
  g_array_unref (self->unknown_lines);
  g_strfreev (self->other_hosts);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-private.h"

#include <string.h>

/* The script that a pasted command runs: it announces a pretend agent to the demo and beats until it is ended. The token is
 * taken from the environment and handed to curl or wget by standard input or a file of its own, never as an argument. */

static const char posix[]
    = "#!/bin/sh\n"
      "# The demo's pretend agent: it tells the demo that it is there, every two seconds, and runs nothing.\n"
      "set -eu\n"
      ": \"${CODER_AGENT_TOKEN:?CODER_AGENT_TOKEN is not set}\"\n"
      "base='@URL@'\n"
      "say() { printf '%s\\n' \"outpost demo: $*\"; }\n"
      "if command -v curl >/dev/null 2>&1; then\n"
      "  tell() { printf 'X-Demo-Token: %s\\n' \"$CODER_AGENT_TOKEN\" | curl -fsS -m 5 -o /dev/null -X POST -H @- "
      "\"$base/demo/agent/$1\"; }\n"
      "elif command -v wget >/dev/null 2>&1; then\n"
      "  rc=$(mktemp); chmod 600 \"$rc\"\n"
      "  printf 'header = X-Demo-Token: %s\\n' \"$CODER_AGENT_TOKEN\" >\"$rc\"\n"
      "  tell() { WGETRC=$rc wget -q -T 5 -O /dev/null --post-data= \"$base/demo/agent/$1\"; }\n"
      "else\n"
      "  say 'neither curl nor wget is here'; exit 127\n"
      "fi\n"
      "over() { trap - EXIT INT TERM HUP; tell bye 2>/dev/null || :; [ -z \"${rc:-}\" ] || rm -f \"$rc\"; say 'ended'; exit 0; "
      "}\n"
      "trap over EXIT INT TERM HUP\n"
      "if ! tell hello; then\n"
      "  trap - EXIT INT TERM HUP; [ -z \"${rc:-}\" ] || rm -f \"$rc\"\n"
      "  say 'the demo does not know this token: copy the command again'; exit 1\n"
      "fi\n"
      "say 'a pretend agent for @OS@ @ARCH@ is connected; it runs nothing. Ctrl+C ends it.'\n"
      "missed=0\n"
      "while [ \"$missed\" -lt 3 ]; do\n"
      "  sleep 2 & wait $! || :\n"
      "  if tell beat 2>/dev/null; then missed=0; else missed=$((missed + 1)); fi\n"
      "done\n"
      "say 'the demo no longer answers'\n";

static const char powershell[]
    = "# The demo's pretend agent: it tells the demo that it is there, every two seconds, and runs nothing.\n"
      "$ErrorActionPreference = 'Stop'\n"
      "$base = '@URL@'\n"
      "$headers = @{ 'X-Demo-Token' = $env:CODER_AGENT_TOKEN }\n"
      "function Tell($word) { Invoke-RestMethod -Method Post -Headers $headers -TimeoutSec 5 -Uri \"$base/demo/agent/$word\" | "
      "Out-Null }\n"
      "Tell 'hello'\n"
      "Write-Output 'outpost demo: a pretend agent for @OS@ @ARCH@ is connected; it runs nothing. Ctrl+C ends it.'\n"
      "try { while ($true) { Start-Sleep -Seconds 2; Tell 'beat' } } finally { try { Tell 'bye' } catch { } }\n";

static gboolean
is_pair (const char *os,
         const char *arch)
{
  static const char *const pairs[] = { "linux/amd64", "linux/arm64", "linux/armv7", "darwin/amd64", "darwin/arm64",
                                       "windows/amd64", "windows/arm64", NULL };
  g_autofree char *pair = g_strconcat (os, "/", arch, NULL);

  return g_strv_contains (pairs, pair);
}

char *
demo_script_new (const char *access_url,
                 const char *os,
                 const char *arch)
{
  g_autofree char *lower_os = g_ascii_strdown (os, -1);
  g_autofree char *lower_arch = g_ascii_strdown (arch, -1);
  GString *script;

  if (!is_pair (lower_os, lower_arch))
    return NULL;
  script = g_string_new (g_str_equal (lower_os, "windows") ? powershell : posix);
  g_string_replace (script, "@URL@", access_url, 0);
  g_string_replace (script, "@OS@", lower_os, 0);
  g_string_replace (script, "@ARCH@", lower_arch, 0);
  return g_string_free (script, FALSE);
}

char *
demo_script_dup_digest (const char *script)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  GString *hex = g_string_new ("sha256:");
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) script, strlen (script));
  g_checksum_get_digest (checksum, digest, &length);
  /* As the server does: the base64 text of the digest, its bytes in hexadecimal. */
  base64 = g_base64_encode (digest, length);
  for (const char *c = base64; *c != '\0'; c++)
    g_string_append_printf (hex, "%02x", (guchar) *c);
  return g_string_free (hex, FALSE);
}

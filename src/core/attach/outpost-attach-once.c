/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-once-private.h"

#include "attach/outpost-quote.h"

/* The deployment's own command as it came; for another platform ours, in the deployment's form (coder-api 4.2). */
char *
outpost_attach_once_dup (const OutpostAttachSubject *subject)
{
  g_autofree char *script = outpost_attach_subject_dup_script_url (subject);
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;

  if (subject->command != NULL)
    return g_strdup (subject->command);
  if (g_str_equal (outpost_platform_get_system (subject->platform), "windows"))
    {
      url = outpost_quote_powershell (script);
      token = outpost_quote_powershell (subject->token);
      return g_strdup_printf ("$env:CODER_AGENT_TOKEN=%s; iwr -useb %s | iex", token, url);
    }
  url = outpost_quote_sh (script);
  token = outpost_quote_sh (subject->token);
  return g_strdup_printf ("curl -fsSL %s | CODER_AGENT_TOKEN=%s sh", url, token);
}

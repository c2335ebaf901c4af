/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-script-words.h"

#include <glib/gi18n.h>

#include "outpost-text.h"

static const char *const facts[OUTPOST_N_SCRIPT_FACTS] = {
  [OUTPOST_SCRIPT_STORES_IN_TEMPORARY_FOLDER] = N_("Puts it in a new folder for temporary files, or in $BINARY_DIR "
                                                   "where that is set."),
  [OUTPOST_SCRIPT_STORES_AS_SSHD] = N_("Puts it at %TEMP%\\sshd.exe, as VS Code wants that name."),
  [OUTPOST_SCRIPT_STAYS_IN_FOREGROUND]
  = N_("Becomes the agent: it stays in the terminal, and ends with it. Nothing is installed."),
  [OUTPOST_SCRIPT_STARTS_DETACHED]
  = N_("Starts the agent as a program of its own and ends. In a Windows container it stays instead."),
  [OUTPOST_SCRIPT_TURNS_OFF_PROTECTION]
  = N_("Turns off the real-time protection of Microsoft Defender for the whole machine, where it is allowed to."),
  [OUTPOST_SCRIPT_ASKS_FOR_NETWORK_RIGHTS]
  = N_("Gives the agent more rights over the network by sudo, only where USE_CAP_NET_ADMIN is set."),
  [OUTPOST_SCRIPT_TRIES_FOREVER] = N_("Tries the download again every 30 seconds until it succeeds."),
  [OUTPOST_SCRIPT_WAITS_AFTER_FAILURE]
  = N_("Waits for a day after a failure, so that it seems to hang. Ctrl+C ends it without harm."),
};

const char *
outpost_script_words_get_fact (OutpostScriptFact fact)
{
  g_return_val_if_fail (fact < OUTPOST_N_SCRIPT_FACTS, NULL);
  return _(facts[fact]);
}

const char *
outpost_script_words_get_claim (OutpostDigestClaim claim)
{
  switch (claim)
    {
    case OUTPOST_DIGEST_FITS:
      return _("The script fits the digest sent with it.");
    case OUTPOST_DIGEST_DIFFERS:
      return _("The script does not fit the digest sent with it: one of them was damaged or changed.");
    case OUTPOST_DIGEST_UNKNOWN:
      return _("A digest was sent with it in a form that Outpost does not know.");
    case OUTPOST_DIGEST_NONE:
    default:
      return _("No digest was sent with it to compare.");
    }
}

static char *
dup_hosts (char **hosts)
{
  g_autofree char *list = g_strjoinv (_(", "), hosts);

  return outpost_text_dup_visible (list);
}

char *
outpost_script_words_dup_verdict (const OutpostScriptReport *report)
{
  guint n = report->unknown_lines->len;
  g_autofree char *lines = NULL;
  g_autofree char *hosts = NULL;

  if (report->known)
    return g_strdup (_("The script of Coder 2.26 to 2.36, line for line."));
  if (n == 0)
    return g_strdup (_("All its lines are of the script of Coder 2.26 to 2.36, but some are missing or moved."));
  lines = g_strdup_printf (ngettext ("%u line is not of the script of Coder 2.26 to 2.36. It is marked below.",
                                     "%u lines are not of the script of Coder 2.26 to 2.36. They are marked below.", n),
                           n);
  if (report->other_hosts[0] == NULL)
    return g_steal_pointer (&lines);
  hosts = dup_hosts (report->other_hosts);
  /* Translators: the sentence above, and names of hosts */
  return g_strdup_printf (_("%s Other hosts are named there: %s"), lines, hosts);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-cli-session.h"
#include "outpost-error.h"

#include <glib/gi18n.h>

static gboolean
is_kept (const GError *error)
{
  return error->domain == OUTPOST_ERROR
         && (error->code == OUTPOST_ERROR_KEYRING_LOCKED || error->code == OUTPOST_ERROR_KEYRING_MISSING
             || error->code == OUTPOST_ERROR_KEYRING_REFUSED || error->code == OUTPOST_ERROR_STORAGE);
}

gboolean
outpost_cli_logout (const OutpostCliOptions *options,
                    GError **error)
{
  g_autoptr(OutpostContext) context = outpost_cli_dup_context ();
  OutpostAccount *account = outpost_cli_find_account (context, options->url, error);
  g_autofree char *url = NULL;
  g_autofree char *line = NULL;
  g_autofree char *words = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) reason = NULL;

  if (account == NULL)
    return FALSE;
  url = g_strdup (outpost_account_get_url (account));
  line = g_strdup_printf (_("Signed out of %s.\n"), url);
  if (outpost_cli_await (outpost_account_store_sign_out (outpost_context_get_accounts (context), account), &reason))
    return outpost_cli_print (line, error);
  if (is_kept (reason))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  words = outpost_cli_errors_dup_words (reason);
  lines = g_strsplit (words, "\n", 2);
  return outpost_cli_fail (error, _("Delete it on the deployment’s page for tokens, or let it expire."),
                           _("signed out of %s here, but the key may still be valid there: %s"), url, lines[0]);
}

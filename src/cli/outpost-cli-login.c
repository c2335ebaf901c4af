/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-cli-prompt.h"
#include "outpost-cli-session.h"
#include "outpost-sign-in.h"
#include "outpost-text.h"

#include <glib/gi18n.h>

/* Runs until the deployment or the keyring has answered. */
static OutpostSignInState
settle (OutpostSignIn *sign_in)
{
  while (TRUE)
    {
      OutpostSignInState state = outpost_sign_in_get_state (sign_in);

      if (state != OUTPOST_SIGN_IN_PROBING && state != OUTPOST_SIGN_IN_EXCHANGING && state != OUTPOST_SIGN_IN_KEEPING)
        return state;
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
pass_error (OutpostSignIn *sign_in,
            GError **error)
{
  const GError *reason = outpost_sign_in_get_error (sign_in);

  if (reason != NULL)
    g_propagate_error (error, g_error_copy (reason));
  else
    outpost_cli_fail (error, NULL, "%s", _("signing in failed"));
  return FALSE;
}

static gboolean
confirm_move (OutpostSignIn *sign_in,
              GError **error)
{
  g_autofree char *address = outpost_text_dup_visible (outpost_sign_in_get_moved_to (sign_in));
  g_autofree char *question = g_strdup_printf (_("The deployment wants to be reached as %s. Go on there?"), address);
  g_autofree char *hint = g_strdup_printf (_("Use “outpost-cli login %s” when you trust that address."), address);

  if (outpost_cli_prompt_is_possible () && outpost_cli_prompt_yes (question))
    {
      outpost_sign_in_confirm_move (sign_in);
      return TRUE;
    }
  return outpost_cli_fail (error, hint, _("the deployment wants to be reached under another address: %s"), address);
}

static gboolean
find_deployment (OutpostSignIn *sign_in,
                 const char *url,
                 GError **error)
{
  outpost_sign_in_set_address (sign_in, url);
  while (settle (sign_in) == OUTPOST_SIGN_IN_MOVED)
    if (!confirm_move (sign_in, error))
      return FALSE;
  return outpost_sign_in_get_state (sign_in) == OUTPOST_SIGN_IN_CREDENTIALS || pass_error (sign_in, error);
}

static char *
dup_key (OutpostSignIn *sign_in)
{
  const char *key = outpost_cli_get_variable ("CODER_SESSION_TOKEN");
  g_autofree char *page = NULL;

  if (key != NULL)
    return g_strstrip (g_strdup (key));
  if (!outpost_cli_prompt_is_possible ())
    return outpost_cli_prompt_read ();
  page = outpost_sign_in_dup_key_page (sign_in);
  outpost_cli_notice (_("This page makes a session key: %s"), page);
  return outpost_cli_prompt_secret (_("Session key (not shown):"));
}

/* Says which, and what serves instead: a machine without a screen often has no keyring. The key that was made for us is
 * ended on the deployment first: as an account of this session alone it can be signed out. */
static gboolean
fail_not_kept (OutpostSignIn *sign_in,
               OutpostAccountStore *accounts,
               GError **error)
{
  const GError *reason = outpost_sign_in_get_error (sign_in);
  g_autofree char *words = reason != NULL ? outpost_cli_errors_dup_words (reason) : g_strdup ("");
  g_auto(GStrv) lines = g_strsplit (words, "\n", 2);

  outpost_sign_in_keep_for_session (sign_in);
  if (settle (sign_in) == OUTPOST_SIGN_IN_DONE)
    outpost_cli_await (outpost_account_store_sign_out (accounts, outpost_sign_in_get_account (sign_in)), NULL);
  return outpost_cli_fail (error, _("With CODER_URL and CODER_SESSION_TOKEN in the environment a single call needs no keyring."),
                           _("the session key could not be kept: %s"), lines[0] != NULL ? lines[0] : "");
}

static gboolean
submit_key (OutpostSignIn *sign_in,
            OutpostAccountStore *accounts,
            GError **error)
{
  char *key = dup_key (sign_in);

  if (key == NULL)
    return outpost_cli_fail (error, _("Type it, give it on standard input or in CODER_SESSION_TOKEN."),
                             _("no session key was given"));
  outpost_sign_in_submit_key (sign_in, key);
  outpost_cli_prompt_wipe (key);
  switch (settle (sign_in))
    {
    case OUTPOST_SIGN_IN_DONE:
      return TRUE;
    case OUTPOST_SIGN_IN_NOT_KEPT:
      return fail_not_kept (sign_in, accounts, error);
    default:
      return pass_error (sign_in, error);
    }
}

static gboolean
tell (OutpostSignIn *sign_in,
      GError **error)
{
  OutpostAccount *account = outpost_sign_in_get_account (sign_in);
  OutpostEntitlements *entitlements = outpost_sign_in_get_entitlements (sign_in);
  g_autofree char *who = outpost_text_dup_visible (outpost_account_get_username (account));
  g_autofree char *line = g_strdup_printf (_("Signed in to %s as %s.\n"), outpost_account_get_url (account), who);

  if (entitlements != NULL && entitlements->edition == OUTPOST_EDITION_OPEN_SOURCE)
    outpost_cli_notice ("%s", _("This deployment is the open-source edition: it gives no commands to attach machines with."));
  else if (entitlements != NULL && entitlements->edition == OUTPOST_EDITION_PREMIUM && !entitlements->external_agents)
    outpost_cli_notice ("%s", _("This deployment’s license does not include external workspaces."));
  return outpost_cli_print (line, error);
}

gboolean
outpost_cli_login (const OutpostCliOptions *options,
                   GError **error)
{
  g_autoptr(OutpostContext) context = outpost_cli_dup_context ();
  OutpostAccountStore *accounts = outpost_context_get_accounts (context);
  g_autoptr(OutpostSignIn) sign_in = outpost_sign_in_new (accounts);

  return find_deployment (sign_in, options->arguments[0], error) && submit_key (sign_in, accounts, error) && tell (sign_in, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-trouble.h"

#include <glib/gi18n.h>

#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-words.h"

static char *
dup_license_words (OutpostAccount *account)
{
  OutpostEntitlements *entitlements = outpost_account_get_entitlements (account);

  if (entitlements == NULL || entitlements->edition == OUTPOST_EDITION_UNKNOWN)
    return NULL;
  if (entitlements->edition == OUTPOST_EDITION_OPEN_SOURCE)
    return g_strdup (_("This deployment runs the open-source edition: it gives out no commands to attach machines"));
  if (!entitlements->external_agents)
    return g_strdup (_("This deployment has no license for external workspaces: it gives out no commands to attach machines"));
  if (entitlements->grace_period)
    return g_strdup (_("The license of this deployment has expired: external workspaces will stop working"));
  return NULL;
}

/* Translators: joins two short statements of one line */
static char *
join (const char *first,
      const char *second)
{
  return g_strdup_printf (_("%s · %s"), first, second);
}

const GError *
outpost_list_trouble_find (OutpostAccount *account,
                           OutpostWorkspaceList *workspaces,
                           gboolean has_query,
                           OutpostRemedy *remedy)
{
  const GError *error = outpost_workspace_list_get_error (workspaces);

  switch (outpost_account_get_state (account))
    {
    case OUTPOST_ACCOUNT_KEY_UNAVAILABLE:
      error = outpost_account_get_error (account);
      *remedy = g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING) ? OUTPOST_REMEDY_SIGN_IN : OUTPOST_REMEDY_UNLOCK;
      return error;
    case OUTPOST_ACCOUNT_SIGNED_OUT:
      *remedy = OUTPOST_REMEDY_SIGN_IN;
      return error;
    case OUTPOST_ACCOUNT_NO_KEY:
    case OUTPOST_ACCOUNT_SIGNED_IN:
    default:
      *remedy = error != NULL ? OUTPOST_REMEDY_REFRESH : OUTPOST_REMEDY_NONE;
      return outpost_list_trouble_is_mistake (error, has_query) ? NULL : error;
    }
}

gboolean
outpost_list_trouble_is_mistake (const GError *error,
                                 gboolean has_query)
{
  return has_query && g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_INPUT);
}

const char *
outpost_list_trouble_get_label (OutpostRemedy remedy,
                                const GError *error)
{
  switch (remedy)
    {
    case OUTPOST_REMEDY_REFRESH:
      return _("_Retry");
    case OUTPOST_REMEDY_UNLOCK:
      return g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_LOCKED) ? _("_Unlock") : _("_Retry");
    case OUTPOST_REMEDY_SIGN_IN:
      return _("_Sign In…");
    case OUTPOST_REMEDY_NONE:
    default:
      return NULL;
    }
}

char *
outpost_list_trouble_dup_banner (OutpostAccount *account,
                                 OutpostWorkspaceList *workspaces,
                                 const GError *error)
{
  gint64 as_of = outpost_workspace_list_get_as_of (workspaces);
  g_autofree char *clock = as_of > 0 ? outpost_words_dup_clock (as_of, g_get_real_time ()) : NULL;
  /* Translators: %s is a time such as 09:41 */
  g_autofree char *known = clock != NULL ? g_strdup_printf (_("Showing what was known at %s"), clock) : NULL;
  g_autoptr(OutpostErrorWords) words = NULL;

  if (outpost_account_get_state (account) == OUTPOST_ACCOUNT_SIGNED_OUT)
    return known != NULL ? join (_("Signed out by the deployment"), known) : g_strdup (_("Signed out by the deployment"));
  if (error == NULL)
    return dup_license_words (account);
  words = outpost_error_words_new (error);
  return known != NULL ? join (known, words->heading) : g_strdup (words->heading);
}

void
outpost_list_trouble_fill_page (OutpostAccount *account,
                                const GError *error,
                                AdwStatusPage *page)
{
  g_autoptr(OutpostErrorWords) words = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (outpost_account_get_state (account) == OUTPOST_ACCOUNT_SIGNED_OUT)
    {
      adw_status_page_set_icon_name (page, "system-log-out-symbolic");
      adw_status_page_set_title (page, _("Signed Out by the Deployment"));
      adw_status_page_set_description (page, _("It no longer accepts the key. Sign in again to see the workspaces."));
      return;
    }
  words = outpost_error_words_new (error);
  title = g_markup_escape_text (words->heading, -1);
  body = g_markup_escape_text (words->body, -1);
  adw_status_page_set_icon_name (page, "network-error-symbolic");
  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, body);
}

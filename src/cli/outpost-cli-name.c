/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-name.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-api.h"
#include "outpost-cli-session.h"
#include "outpost-error.h"

void
outpost_cli_name_clear (OutpostCliName *self)
{
  g_free (self->owner);
  g_free (self->workspace);
  g_free (self->agent);
}

gboolean
outpost_cli_name_parse (OutpostCliName *self,
                        const char *typed,
                        gboolean with_agent,
                        GError **error)
{
  const char *slash = strchr (typed, '/');
  const char *rest = slash != NULL ? slash + 1 : typed;
  const char *dot = strchr (rest, '.');

  self->owner = slash != NULL ? g_strndup (typed, slash - typed) : g_strdup ("me");
  self->workspace = dot != NULL ? g_strndup (rest, dot - rest) : g_strdup (rest);
  self->agent = dot != NULL ? g_strdup (dot + 1) : NULL;
  if (*self->owner != '\0' && *self->workspace != '\0' && strchr (rest, '/') == NULL
      && (self->agent == NULL || (with_agent && *self->agent != '\0' && strchr (self->agent, '.') == NULL)))
    return TRUE;
  return outpost_cli_fail (error, with_agent ? _("It is [OWNER/]WORKSPACE[.AGENT].") : _("It is [OWNER/]WORKSPACE."),
                           _("“%s” is not a valid workspace name"), typed);
}

OutpostWorkspace *
outpost_cli_name_find (const OutpostCliName *self,
                       OutpostClient *client,
                       OutpostCliError missing,
                       GError **error)
{
  g_autoptr(GError) refusal = NULL;
  g_autoptr(GError) worded = NULL;
  g_autofree char *full_name = g_strdup_printf ("%s/%s", self->owner, self->workspace);
  OutpostWorkspace *workspace
      = outpost_cli_await_object (outpost_api_get_workspace_by_name (client, self->owner, self->workspace), &refusal);

  if (workspace != NULL)
    return workspace;
  if (!g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  outpost_cli_fail (&worded, _("See “outpost-cli list --all” for what you have access to."),
                    _("there is no workspace “%s”, or you have no access to it"),
                    g_str_equal (self->owner, "me") ? self->workspace : full_name);
  worded->code = missing;
  g_propagate_error (error, g_steal_pointer (&worded));
  return NULL;
}

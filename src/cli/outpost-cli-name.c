/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-name.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-cli-errors.h"

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
                           _("“%s” is no name of a workspace"), typed);
}

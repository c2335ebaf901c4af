/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-template-check.h"

G_DEFINE_QUARK (outpost-template-error, outpost_template_error)

/* Whether the import has come to its good end: before, nothing in the version can be believed. */
static gboolean
check_import (const OutpostTemplateVersion *version,
              GError **error)
{
  if (g_str_equal (version->job_status, "succeeded"))
    return TRUE;
  if (g_str_equal (version->job_status, "failed"))
    g_set_error_literal (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED, version->job_error);
  else if (g_str_equal (version->job_status, "canceled") || g_str_equal (version->job_status, "canceling"))
    g_set_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_IMPORT_CANCELED, "The import of version %s was canceled",
                 version->name);
  else
    g_set_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_IMPORTING, "The import of version %s is %s", version->name,
                 version->job_status);
  return FALSE;
}

static gboolean
check_version (const OutpostTemplateVersion *version,
               GError **error)
{
  if (version->archived)
    {
      g_set_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_ARCHIVED, "Version %s is archived", version->name);
      return FALSE;
    }
  if (!check_import (version, error))
    return FALSE;
  if (version->has_external_agent == OUTPOST_YES)
    return TRUE;
  if (version->has_external_agent == OUTPOST_UNKNOWN)
    g_set_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_UNKNOWN,
                 "The deployment does not say whether version %s has an external agent", version->name);
  else
    g_set_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT,
                 "template version \"%s\" does not have an external agent", version->id);
  return FALSE;
}

gboolean
outpost_template_check (const OutpostTemplate *self,
                        const OutpostTemplateVersion *version,
                        GError **error)
{
  if (self != NULL && self->deprecated)
    {
      g_set_error_literal (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_DEPRECATED, self->deprecation_message);
      return FALSE;
    }
  return version == NULL || check_version (version, error);
}

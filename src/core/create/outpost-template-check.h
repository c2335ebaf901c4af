/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "model/outpost-template.h"

G_BEGIN_DECLS

/**
 * OutpostTemplateError:
 *
 * Why no external workspace can be made of a template, or of one of its versions. The one place where that is decided,
 * when templates are listed and again right before a workspace is made.
 *
 * @OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT: the version has no `coder_external_agent`: Coder runs its machines itself
 * @OUTPOST_TEMPLATE_ERROR_UNKNOWN: the deployment does not say: it is older than 2.26
 * @OUTPOST_TEMPLATE_ERROR_IMPORTING: whether there is one is known when the import is done
 * @OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED: the import failed; the message is the deployment's reason
 * @OUTPOST_TEMPLATE_ERROR_IMPORT_CANCELED: somebody canceled the import
 * @OUTPOST_TEMPLATE_ERROR_DEPRECATED: nobody may make workspaces of it any more, owners neither (correction 46); the message is
 *   the template's own advice
 * @OUTPOST_TEMPLATE_ERROR_ARCHIVED: the version was put away
 * @OUTPOST_TEMPLATE_ERROR_NEW_VERSION: the template got a new active version while one was choosing; its questions may be others
 * @OUTPOST_TEMPLATE_ERROR_NONE: no template of that name (command line)
 * @OUTPOST_TEMPLATE_ERROR_SEVERAL: several organizations have one; the message lists them (correction 26)
 */
typedef enum
{
  OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT,
  OUTPOST_TEMPLATE_ERROR_UNKNOWN,
  OUTPOST_TEMPLATE_ERROR_IMPORTING,
  OUTPOST_TEMPLATE_ERROR_IMPORT_FAILED,
  OUTPOST_TEMPLATE_ERROR_IMPORT_CANCELED,
  OUTPOST_TEMPLATE_ERROR_DEPRECATED,
  OUTPOST_TEMPLATE_ERROR_ARCHIVED,
  OUTPOST_TEMPLATE_ERROR_NEW_VERSION,
  OUTPOST_TEMPLATE_ERROR_NONE,
  OUTPOST_TEMPLATE_ERROR_SEVERAL,
} OutpostTemplateError;

#define OUTPOST_TEMPLATE_ERROR (outpost_template_error_quark ())
#define OUTPOST_N_TEMPLATE_ERRORS (OUTPOST_TEMPLATE_ERROR_SEVERAL + 1)

GQuark   outpost_template_error_quark (void);

/**
 * outpost_template_check:
 * @self: (nullable): the template, where it is known
 * @version: (nullable): the version that is to be built, where it is known
 *
 * Returns: %TRUE when nothing of what is given speaks against it, else %FALSE with %OUTPOST_TEMPLATE_ERROR
 */
gboolean outpost_template_check       (const OutpostTemplate        *self,
                                       const OutpostTemplateVersion *version,
                                       GError                      **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

#include "outpost-build.h"

G_BEGIN_DECLS

/**
 * OutpostTemplate: what workspaces are made from (coder-api 2.2). Immutable, counted; strings never %NULL.
 *
 * It does not say whether it carries an external agent: its versions do.
 */
typedef struct
{
  char    *id;
  char    *name;         /* unique in its organization only (correction 26) */
  char    *display_name; /* "" without one */
  char    *description;
  char    *organization_id;
  char    *organization_name;
  char    *organization_display_name;
  char    *active_version_id;
  char    *created_by_name;
  gint64   active_user_count; /* -1: not counted yet */
  gint64   default_ttl_ms;    /* 0: workspaces are not stopped by themselves */
  gboolean deprecated;
  char    *deprecation_message;
  gboolean classic_parameters; /* asks for parameters in the older way (coder-api 2.5) */
} OutpostTemplate;

/**
 * OutpostTemplateVersion: one version of a template with its import (coder-api 2.3). Immutable, counted.
 */
typedef struct
{
  char           *id;
  char           *template_id; /* "" where it belongs to none (correction 19) */
  char           *name;
  char           *message;
  char           *created_by_name;
  gint64          created_at;
  char           *job_status; /* of the import: pending, running, succeeded, canceling, canceled, failed */
  char           *job_error;
  gboolean        archived;
  OutpostTristate has_external_agent; /* unknown: the deployment does not say, it is older than 2.26 */
} OutpostTemplateVersion;

#define OUTPOST_TYPE_TEMPLATE (outpost_template_get_type ())
#define OUTPOST_TYPE_TEMPLATE_VERSION (outpost_template_version_get_type ())

GType                   outpost_template_get_type         (void);
OutpostTemplate        *outpost_template_ref              (OutpostTemplate        *self);
void                    outpost_template_unref            (OutpostTemplate        *self);
/* What people call it: its display name, else its name. */
const char             *outpost_template_get_title        (const OutpostTemplate  *self);
GType                   outpost_template_version_get_type (void);
OutpostTemplateVersion *outpost_template_version_ref      (OutpostTemplateVersion *self);
void                    outpost_template_version_unref    (OutpostTemplateVersion *self);

/* The codecs: one, or (element-type OutpostTemplate) an array that owns its elements. %OUTPOST_ERROR_PROTOCOL with a path. */
OutpostTemplate        *outpost_template_new_from_json          (GBytes *bytes, GError **error);
GPtrArray              *outpost_templates_new_from_json         (GBytes *bytes, GError **error);
OutpostTemplateVersion *outpost_template_version_new_from_json  (GBytes *bytes, GError **error);
GPtrArray              *outpost_template_versions_new_from_json (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostTemplate, outpost_template_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostTemplateVersion, outpost_template_version_unref)

G_END_DECLS

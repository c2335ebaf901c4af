/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostPreset: values for a template version's parameters under one name (coder-api 2.7). Immutable, counted.
 */
typedef struct
{
  char      *id;
  char      *name;
  char      *description;
  gboolean   is_default;
  GPtrArray *names;  /* (element-type utf8): of the parameters that it sets */
  GPtrArray *values; /* (element-type utf8): in the same order */
} OutpostPreset;

/**
 * OutpostExternalAuth: an account elsewhere that a template version needs (coder-api 2.4). Immutable, counted.
 */
typedef struct
{
  char    *id;
  char    *display_name;
  char    *authenticate_url; /* a page of the deployment */
  gboolean authenticated;
  gboolean optional;
} OutpostExternalAuth;

#define OUTPOST_TYPE_PRESET (outpost_preset_get_type ())
#define OUTPOST_TYPE_EXTERNAL_AUTH (outpost_external_auth_get_type ())

GType                outpost_preset_get_type        (void);
OutpostPreset       *outpost_preset_ref             (OutpostPreset       *self);
void                 outpost_preset_unref           (OutpostPreset       *self);
/* %NULL when the preset leaves that parameter alone. */
const char          *outpost_preset_get_value       (const OutpostPreset *self,
                                                     const char          *parameter);
GType                outpost_external_auth_get_type (void);
OutpostExternalAuth *outpost_external_auth_ref      (OutpostExternalAuth *self);
void                 outpost_external_auth_unref    (OutpostExternalAuth *self);

/* The codecs: arrays that own their elements. %OUTPOST_ERROR_PROTOCOL with a path. */
GPtrArray           *outpost_presets_new_from_json        (GBytes *bytes, GError **error);
GPtrArray           *outpost_external_auths_new_from_json (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostPreset, outpost_preset_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostExternalAuth, outpost_external_auth_unref)

G_END_DECLS

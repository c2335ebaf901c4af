/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

#include "outpost-build.h"

G_BEGIN_DECLS

/* Small immutable answers of a deployment: boxed, counted (g_atomic_rc_box), strings never %NULL unless said. */

/**
 * OutpostBuildInfo: `GET /buildinfo` (coder-api 1.1)
 */
typedef struct
{
  char    *version;       /* as sent, such as `v2.36.0+a300a06` */
  guint    major;
  guint    minor;
  guint    patch;
  char    *dashboard_url; /* the deployment's access URL */
  char    *deployment_id;
  gboolean is_proxy;      /* a workspace proxy: use dashboard_url */
} OutpostBuildInfo;

/**
 * OutpostAuthMethods: `GET /users/authmethods` (coder-api 1.2)
 */
typedef struct
{
  gboolean password;
  gboolean github;
  gboolean oidc;
  char    *oidc_text; /* "" without one */
} OutpostAuthMethods;

/**
 * OutpostUser: `GET /users/me` (coder-api 1.10)
 */
typedef struct
{
  char    *id;
  char    *username;
  char    *name;
  char    *email;
  gboolean is_owner; /* has the site role `owner` */
} OutpostUser;

/**
 * OutpostEdition:
 * @OUTPOST_EDITION_UNKNOWN: not asked yet
 * @OUTPOST_EDITION_OPEN_SOURCE: no `/entitlements` route (correction 73): credentials can never be had
 * @OUTPOST_EDITION_PREMIUM: has the route
 */
typedef enum
{
  OUTPOST_EDITION_UNKNOWN,
  OUTPOST_EDITION_OPEN_SOURCE,
  OUTPOST_EDITION_PREMIUM,
} OutpostEdition;

/**
 * OutpostEntitlements: `GET /entitlements` (coder-api 7.1), or its absence
 */
typedef struct
{
  OutpostEdition edition;
  gboolean       has_license;
  gboolean       external_agents; /* features.workspace_external_agent.enabled */
  gboolean       grace_period;    /* enabled, but the licence has expired */
  char         **errors;          /* the server's sentences */
  char         **warnings;
} OutpostEntitlements;

/**
 * OutpostCredentials: what attaches a machine (coder-api 4.1). Both are secrets: never logged, cached or compared in
 * anything kept. Wiped when freed.
 */
typedef struct
{
  char *agent_token;
  char *command; /* the complete one-liner, as it came */
} OutpostCredentials;

#define OUTPOST_TYPE_BUILD_INFO (outpost_build_info_get_type ())
#define OUTPOST_TYPE_AUTH_METHODS (outpost_auth_methods_get_type ())
#define OUTPOST_TYPE_USER (outpost_user_get_type ())
#define OUTPOST_TYPE_ENTITLEMENTS (outpost_entitlements_get_type ())
#define OUTPOST_TYPE_CREDENTIALS (outpost_credentials_get_type ())

GType                outpost_build_info_get_type   (void);
OutpostBuildInfo    *outpost_build_info_ref        (OutpostBuildInfo    *self);
void                 outpost_build_info_unref      (OutpostBuildInfo    *self);
/* Knows external workspaces: 2.26 or newer, or a development build. */
gboolean             outpost_build_info_is_supported (const OutpostBuildInfo *self);
GType                outpost_auth_methods_get_type (void);
OutpostAuthMethods  *outpost_auth_methods_ref      (OutpostAuthMethods  *self);
void                 outpost_auth_methods_unref    (OutpostAuthMethods  *self);
GType                outpost_user_get_type         (void);
OutpostUser         *outpost_user_ref              (OutpostUser         *self);
void                 outpost_user_unref            (OutpostUser         *self);
GType                outpost_entitlements_get_type (void);
OutpostEntitlements *outpost_entitlements_ref      (OutpostEntitlements *self);
void                 outpost_entitlements_unref    (OutpostEntitlements *self);
/* An edition without the route. */
OutpostEntitlements *outpost_entitlements_new_open_source (void);
GType                outpost_credentials_get_type  (void);
OutpostCredentials  *outpost_credentials_ref       (OutpostCredentials  *self);
void                 outpost_credentials_unref     (OutpostCredentials  *self);

/* The codecs. Each: %OUTPOST_ERROR_PROTOCOL with a path. */
OutpostBuildInfo    *outpost_build_info_new_from_json   (GBytes *bytes, GError **error);
OutpostAuthMethods  *outpost_auth_methods_new_from_json (GBytes *bytes, GError **error);
OutpostUser         *outpost_user_new_from_json         (GBytes *bytes, GError **error);
OutpostEntitlements *outpost_entitlements_new_from_json (GBytes *bytes, GError **error);
OutpostCredentials  *outpost_credentials_new_from_json  (GBytes *bytes, GError **error);

/* The names of those checks of `POST /authcheck` that the account passes (coder-api 1.11): a strv. */
char               **outpost_permissions_new_from_json  (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostBuildInfo, outpost_build_info_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostAuthMethods, outpost_auth_methods_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostUser, outpost_user_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostEntitlements, outpost_entitlements_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostCredentials, outpost_credentials_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-answers.h"

#include <stdio.h>
#include <string.h>

#include "outpost-json.h"

/* First release with external workspaces (coder-api 10). */
#define FIRST_MAJOR 2
#define FIRST_MINOR 26

/* ---- Build info -------------------------------------------------------------------------------------------------- */

G_DEFINE_BOXED_TYPE (OutpostBuildInfo, outpost_build_info, outpost_build_info_ref, outpost_build_info_unref)

OutpostBuildInfo *
outpost_build_info_ref (OutpostBuildInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
build_info_clear (gpointer data)
{
  OutpostBuildInfo *self = data;

  g_free (self->version);
  g_free (self->dashboard_url);
  g_free (self->deployment_id);
}

void
outpost_build_info_unref (OutpostBuildInfo *self)
{
  g_atomic_rc_box_release_full (self, build_info_clear);
}

/* Such a build is newer than its number says, which is 0.0.0 where nobody gave it one (coder-api 1.1). */
static gboolean
is_development (const char *version)
{
  return g_str_has_prefix (version + strcspn (version, "-+"), "-devel");
}

gboolean
outpost_build_info_is_supported (const OutpostBuildInfo *self)
{
  return is_development (self->version) || self->major > FIRST_MAJOR || (self->major == FIRST_MAJOR && self->minor >= FIRST_MINOR);
}

OutpostBuildInfo *
outpost_build_info_new_from_json (GBytes *bytes,
                                  GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostBuildInfo) self = NULL;
  OutpostJsonValue root, version;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostBuildInfo);
  root = outpost_json_get_root (document);
  version = outpost_json_member (&root, "version");
  self->version = g_strdup (outpost_json_as_string (&version));
  self->dashboard_url = g_strdup (outpost_json_opt_string (&root, "dashboard_url", ""));
  self->deployment_id = g_strdup (outpost_json_opt_string (&root, "deployment_id", ""));
  self->is_proxy = outpost_json_opt_bool (&root, "workspace_proxy", FALSE);
  if (sscanf (self->version, "v%5u.%5u.%5u", &self->major, &self->minor, &self->patch) < 2)
    outpost_json_fail (&version, "expected a version such as v2.36.0");
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- Ways to sign in --------------------------------------------------------------------------------------------- */

G_DEFINE_BOXED_TYPE (OutpostAuthMethods, outpost_auth_methods, outpost_auth_methods_ref, outpost_auth_methods_unref)

OutpostAuthMethods *
outpost_auth_methods_ref (OutpostAuthMethods *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
auth_methods_clear (gpointer data)
{
  g_free (((OutpostAuthMethods *) data)->oidc_text);
}

void
outpost_auth_methods_unref (OutpostAuthMethods *self)
{
  g_atomic_rc_box_release_full (self, auth_methods_clear);
}

static gboolean
is_enabled (const OutpostJsonValue *root,
            const char *method)
{
  OutpostJsonValue value = outpost_json_member (root, method);

  return outpost_json_opt_bool (&value, "enabled", FALSE);
}

OutpostAuthMethods *
outpost_auth_methods_new_from_json (GBytes *bytes,
                                    GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostAuthMethods) self = NULL;
  OutpostJsonValue root, oidc;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostAuthMethods);
  root = outpost_json_get_root (document);
  oidc = outpost_json_member (&root, "oidc");
  self->password = is_enabled (&root, "password");
  self->github = is_enabled (&root, "github");
  self->oidc = is_enabled (&root, "oidc");
  self->oidc_text = g_strdup (outpost_json_opt_string (&oidc, "signInText", ""));
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- User -------------------------------------------------------------------------------------------------------- */

G_DEFINE_BOXED_TYPE (OutpostUser, outpost_user, outpost_user_ref, outpost_user_unref)

OutpostUser *
outpost_user_ref (OutpostUser *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
user_clear (gpointer data)
{
  OutpostUser *self = data;

  g_free (self->id);
  g_free (self->username);
  g_free (self->name);
  g_free (self->email);
}

void
outpost_user_unref (OutpostUser *self)
{
  g_atomic_rc_box_release_full (self, user_clear);
}

static gboolean
has_role (const OutpostJsonValue *root,
          const char *name)
{
  OutpostJsonValue roles = outpost_json_member (root, "roles");

  for (guint i = 0; i < outpost_json_get_length (&roles); i++)
    {
      OutpostJsonValue role = outpost_json_element (&roles, i);

      if (g_str_equal (outpost_json_get_string (&role, "name"), name))
        return TRUE;
    }
  return FALSE;
}

OutpostUser *
outpost_user_new_from_json (GBytes *bytes,
                            GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostUser) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostUser);
  root = outpost_json_get_root (document);
  self->id = g_strdup (outpost_json_get_string (&root, "id"));
  self->username = g_strdup (outpost_json_get_string (&root, "username"));
  self->name = g_strdup (outpost_json_opt_string (&root, "name", ""));
  self->email = g_strdup (outpost_json_opt_string (&root, "email", ""));
  self->is_owner = has_role (&root, "owner");
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- Entitlements ------------------------------------------------------------------------------------------------ */

G_DEFINE_BOXED_TYPE (OutpostEntitlements, outpost_entitlements, outpost_entitlements_ref, outpost_entitlements_unref)

OutpostEntitlements *
outpost_entitlements_ref (OutpostEntitlements *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
entitlements_clear (gpointer data)
{
  OutpostEntitlements *self = data;

  g_strfreev (self->errors);
  g_strfreev (self->warnings);
}

void
outpost_entitlements_unref (OutpostEntitlements *self)
{
  g_atomic_rc_box_release_full (self, entitlements_clear);
}

OutpostEntitlements *
outpost_entitlements_new_open_source (void)
{
  OutpostEntitlements *self = g_atomic_rc_box_new0 (OutpostEntitlements);

  self->edition = OUTPOST_EDITION_OPEN_SOURCE;
  self->errors = g_new0 (char *, 1);
  self->warnings = g_new0 (char *, 1);
  return self;
}

static char **
read_sentences (const OutpostJsonValue *root,
                const char *key)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  OutpostJsonValue array = outpost_json_member (root, key);

  for (guint i = 0; i < outpost_json_get_length (&array); i++)
    {
      OutpostJsonValue element = outpost_json_element (&array, i);

      g_strv_builder_add (builder, outpost_json_as_string (&element));
    }
  return g_strv_builder_end (builder);
}

OutpostEntitlements *
outpost_entitlements_new_from_json (GBytes *bytes,
                                    GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostEntitlements) self = NULL;
  OutpostJsonValue root, features, feature;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostEntitlements);
  root = outpost_json_get_root (document);
  features = outpost_json_member (&root, "features");
  feature = outpost_json_member (&features, "workspace_external_agent");
  self->edition = OUTPOST_EDITION_PREMIUM;
  self->has_license = outpost_json_opt_bool (&root, "has_license", FALSE);
  self->external_agents = outpost_json_opt_bool (&feature, "enabled", FALSE);
  self->grace_period = g_str_equal (outpost_json_opt_string (&feature, "entitlement", ""), "grace_period");
  self->errors = read_sentences (&root, "errors");
  self->warnings = read_sentences (&root, "warnings");
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- Credentials ------------------------------------------------------------------------------------------------- */

G_DEFINE_BOXED_TYPE (OutpostCredentials, outpost_credentials, outpost_credentials_ref, outpost_credentials_unref)

OutpostCredentials *
outpost_credentials_ref (OutpostCredentials *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
credentials_clear (gpointer data)
{
  OutpostCredentials *self = data;

  wipe (self->agent_token);
  wipe (self->command);
}

void
outpost_credentials_unref (OutpostCredentials *self)
{
  g_atomic_rc_box_release_full (self, credentials_clear);
}

OutpostCredentials *
outpost_credentials_new_from_json (GBytes *bytes,
                                   GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostCredentials) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostCredentials);
  root = outpost_json_get_root (document);
  self->agent_token = g_strdup (outpost_json_get_string (&root, "agent_token"));
  self->command = g_strdup (outpost_json_get_string (&root, "command"));
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- Permissions ------------------------------------------------------------------------------------------------- */

char **
outpost_permissions_new_from_json (GBytes *bytes,
                                   GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(GStrvBuilder) passed = g_strv_builder_new ();
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_n_members (&root); i++)
    {
      OutpostJsonValue member = outpost_json_nth_member (&root, i);

      if (outpost_json_get_bool (&root, member.key))
        g_strv_builder_add (passed, member.key);
    }
  return outpost_json_finish (document, error) ? g_strv_builder_end (passed) : NULL;
}

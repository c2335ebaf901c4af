/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api.h"

#include <string.h>

#include "outpost-agent-log.h"
#include "outpost-api-private.h"
#include "outpost-build-log.h"
#include "outpost-error.h"
#include "outpost-json.h"
#include "outpost-json-writer.h"
#include "outpost-parameter.h"
#include "script/outpost-init-script.h"
#include "outpost-worker-private.h"
#include "outpost-workspace-codec-private.h"

/* An answer on its way from bytes to a value of the model: in a worker thread where it can be large. */
typedef struct
{
  GBytes *bytes;
  GType type;
  gpointer (*decode) (GBytes *bytes, GError **error);
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static DexFuture *
decode_now (gpointer data)
{
  Decoding *self = data;
  g_autoptr(GError) error = NULL;
  gpointer decoded = self->decode (self->bytes, &error);

  if (decoded == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_type_is_a (self->type, G_TYPE_OBJECT))
    return dex_future_new_take_object (decoded);
  return dex_future_new_take_boxed (self->type, decoded);
}

/* Larger answers are decoded off the main thread, so that it never stops for one. */
#define LARGE (64 * 1024)

static DexFuture *
decode_cb (DexFuture *completed,
           gpointer data)
{
  const Decoding *wanted = data;
  OutpostReply *reply = g_value_get_boxed (dex_future_get_value (completed, NULL));
  Decoding *decoding = g_memdup2 (wanted, sizeof *wanted);
  DexFuture *decoded;

  decoding->bytes = g_bytes_ref (outpost_reply_get_body (reply));
  if (g_bytes_get_size (decoding->bytes) > LARGE)
    return outpost_worker_run (decode_now, decoding, decoding_free);
  decoded = decode_now (decoding);
  decoding_free (decoding);
  return decoded;
}

DexFuture *
outpost_api_then_decode (DexFuture *sent,
                         GType type,
                         gpointer (*decode) (GBytes *bytes, GError **error))
{
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->type = type;
  decoding->decode = decode;
  return dex_future_then (sent, decode_cb, decoding, decoding_free);
}

static DexFuture *
true_cb (DexFuture *completed,
         gpointer data)
{
  return dex_future_new_true ();
}

/* ---- Deployment -------------------------------------------------------------------------------------------------- */

DexFuture *
outpost_api_get_build_info (OutpostClient *client)
{
  return DECODE (outpost_client_send (client, "GET", "/api/v2/buildinfo", NULL, OUTPOST_REQUEST_ANONYMOUS), OUTPOST_TYPE_BUILD_INFO,
                 outpost_build_info_new_from_json);
}

DexFuture *
outpost_api_get_auth_methods (OutpostClient *client)
{
  return DECODE (outpost_client_send (client, "GET", "/api/v2/users/authmethods", NULL, OUTPOST_REQUEST_ANONYMOUS),
                 OUTPOST_TYPE_AUTH_METHODS, outpost_auth_methods_new_from_json);
}

/* The longest known one has 3 KiB. */
#define LONGEST_SCRIPT (1024 * 1024)

static DexFuture *
script_cb (DexFuture *completed,
           gpointer data)
{
  OutpostReply *reply = g_value_get_boxed (dex_future_get_value (completed, NULL));
  GBytes *body = outpost_reply_get_body (reply);

  if (g_bytes_get_size (body) > LONGEST_SCRIPT)
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_TOO_LARGE, "the init script has %" G_GSIZE_FORMAT " bytes",
                                  g_bytes_get_size (body));
  return dex_future_new_take_boxed (OUTPOST_TYPE_INIT_SCRIPT,
                                    outpost_init_script_new (body, outpost_reply_get_header (reply, "Content-Digest")));
}

DexFuture *
outpost_api_get_init_script (OutpostClient *client,
                             OutpostPlatform platform)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/init-script/%s/%s", outpost_platform_get_system (platform),
                                                   outpost_platform_get_architecture (platform));
  DexFuture *sent
      = outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_ANONYMOUS | OUTPOST_REQUEST_ANY_TYPE);

  return dex_future_then (sent, script_cb, NULL, NULL);
}

/* The open-source edition has no such route, and that is how it is told (correction 73). */
static DexFuture *
open_source_cb (DexFuture *completed,
                gpointer data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (completed, &error);
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER))
    return dex_future_new_take_boxed (OUTPOST_TYPE_ENTITLEMENTS, outpost_entitlements_new_open_source ());
  return dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
outpost_api_get_entitlements (OutpostClient *client)
{
  DexFuture *sent = outpost_client_send (client, "GET", "/api/v2/entitlements", NULL, OUTPOST_REQUEST_DEFAULT);

  return dex_future_catch (DECODE (sent, OUTPOST_TYPE_ENTITLEMENTS, outpost_entitlements_new_from_json), open_source_cb, NULL,
                           NULL);
}

/* ---- Users and keys ---------------------------------------------------------------------------------------------- */

/* Resolves to one string member of the answer; it is a key, so nothing else keeps it. */
static DexFuture *
member_cb (DexFuture *completed,
           gpointer data)
{
  OutpostReply *reply = g_value_get_boxed (dex_future_get_value (completed, NULL));
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostJson) document = outpost_json_parse (outpost_reply_get_body (reply), &error);
  OutpostJsonValue root;
  const char *value;

  if (document == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  root = outpost_json_get_root (document);
  value = outpost_json_get_string (&root, data);
  if (!outpost_json_finish (document, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_for_string (value);
}

DexFuture *
outpost_api_login (OutpostClient *client,
                   const char *email,
                   const char *password)
{
  g_autoptr(GBytes) body = outpost_json_write_strings ("email", email, "password", password, NULL);
  DexFuture *sent = outpost_client_send (client, "POST", "/api/v2/users/login", body, OUTPOST_REQUEST_ANONYMOUS);

  return dex_future_then (sent, member_cb, (gpointer) "session_token", NULL);
}

DexFuture *
outpost_api_create_key (OutpostClient *client)
{
  DexFuture *sent = outpost_client_send (client, "POST", "/api/v2/users/me/keys", NULL, OUTPOST_REQUEST_DEFAULT);

  return dex_future_then (sent, member_cb, (gpointer) "key", NULL);
}

static DexFuture *
already_gone_cb (DexFuture *completed,
                 gpointer data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (completed, &error);
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED))
    return dex_future_new_true ();
  return dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
outpost_api_delete_own_key (OutpostClient *client)
{
  DexFuture *sent = outpost_client_send (client, "POST", "/api/v2/users/logout", NULL, OUTPOST_REQUEST_EMPTY);

  return dex_future_catch (dex_future_then (sent, true_cb, NULL, NULL), already_gone_cb, NULL, NULL);
}

DexFuture *
outpost_api_get_user (OutpostClient *client,
                      const char *user)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/users/%s", user);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_USER,
                 outpost_user_new_from_json);
}

/* ---- Workspaces -------------------------------------------------------------------------------------------------- */

G_DEFINE_BOXED_TYPE (OutpostWorkspaceBatch, outpost_workspace_batch, outpost_workspace_batch_ref, outpost_workspace_batch_unref)

OutpostWorkspaceBatch *
outpost_workspace_batch_ref (OutpostWorkspaceBatch *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
batch_clear (gpointer data)
{
  g_clear_pointer (&((OutpostWorkspaceBatch *) data)->workspaces, g_ptr_array_unref);
}

void
outpost_workspace_batch_unref (OutpostWorkspaceBatch *self)
{
  g_atomic_rc_box_release_full (self, batch_clear);
}

OutpostWorkspaceBatch *
outpost_workspace_batch_new_from_json (GBytes *bytes,
                                       GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostWorkspaceBatch) self = NULL;
  OutpostJsonValue root, array;

  if (document == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (OutpostWorkspaceBatch);
  self->workspaces = g_ptr_array_new_with_free_func (g_object_unref);
  root = outpost_json_get_root (document);
  array = outpost_json_member (&root, "workspaces");
  for (guint i = 0; i < outpost_json_get_length (&array); i++)
    {
      OutpostJsonValue element = outpost_json_element (&array, i);

      g_ptr_array_add (self->workspaces, outpost_workspace_new_from_value (&element));
    }
  self->count = outpost_json_get_int (&root, "count");
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

DexFuture *
outpost_api_list_workspaces_raw (OutpostClient *client,
                                 const char *query,
                                 guint limit,
                                 guint offset)
{
  g_autofree char *encoded = outpost_client_dup_path ("%s", query);
  g_autofree char *path = g_strdup_printf ("/api/v2/workspaces?q=%s&limit=%u&offset=%u", encoded, limit, offset);

  return outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT);
}

DexFuture *
outpost_api_list_workspaces (OutpostClient *client,
                             const char *query,
                             guint limit,
                             guint offset)
{
  return DECODE (outpost_api_list_workspaces_raw (client, query, limit, offset), OUTPOST_TYPE_WORKSPACE_BATCH,
                 outpost_workspace_batch_new_from_json);
}

DexFuture *
outpost_api_get_workspace (OutpostClient *client,
                           const char *id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspaces/%s", id);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_WORKSPACE,
                 outpost_workspace_new_from_json);
}

DexFuture *
outpost_api_get_workspace_by_name (OutpostClient *client,
                                   const char *owner,
                                   const char *name)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/users/%s/workspace/%s", owner, name);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_WORKSPACE,
                 outpost_workspace_new_from_json);
}

DexFuture *
outpost_api_get_credentials (OutpostClient *client,
                             const char *workspace_id,
                             const char *agent_name)
{
  g_autofree char *path
      = outpost_client_dup_path ("/api/v2/workspaces/%s/external-agent/%s/credentials", workspace_id, agent_name);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_CREDENTIALS,
                 outpost_credentials_new_from_json);
}

/* ---- Builds ------------------------------------------------------------------------------------------------------ */

static DexFuture *
post_build (OutpostClient *client,
            const char *workspace_id,
            GBytes *body)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspaces/%s/builds", workspace_id);

  return DECODE (outpost_client_send (client, "POST", path, body, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_BUILD,
                 outpost_build_new_from_json);
}

DexFuture *
outpost_api_create_build (OutpostClient *client,
                          const char *workspace_id,
                          const char *transition)
{
  g_autoptr(GBytes) body = outpost_json_write_strings ("transition", transition, NULL);

  return post_build (client, workspace_id, body);
}

DexFuture *
outpost_api_orphan_workspace (OutpostClient *client,
                              const char *workspace_id)
{
  static const char words[] = "{\"transition\":\"delete\",\"orphan\":true}";
  g_autoptr(GBytes) body = g_bytes_new_static (words, strlen (words));

  return post_build (client, workspace_id, body);
}

DexFuture *
outpost_api_get_build (OutpostClient *client,
                       const char *build_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspacebuilds/%s", build_id);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_BUILD,
                 outpost_build_new_from_json);
}

DexFuture *
outpost_api_list_builds (OutpostClient *client,
                         const char *workspace_id,
                         guint offset,
                         guint limit)
{
  g_autofree char *encoded = outpost_client_dup_path ("%s", workspace_id);
  g_autofree char *path = g_strdup_printf ("/api/v2/workspaces/%s/builds?offset=%u&limit=%u", encoded, offset, limit);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), G_TYPE_PTR_ARRAY,
                 outpost_builds_new_from_json);
}

DexFuture *
outpost_api_get_build_parameters (OutpostClient *client,
                                  const char *build_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspacebuilds/%s/parameters", build_id);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), G_TYPE_PTR_ARRAY,
                 outpost_parameter_values_new_from_json);
}

DexFuture *
outpost_api_get_build_log (OutpostClient *client,
                           const char *build_id,
                           gint64 after)
{
  g_autofree char *encoded = outpost_client_dup_path ("%s", build_id);
  g_autofree char *path
      = g_strdup_printf ("/api/v2/workspacebuilds/%s/logs?after=%" G_GINT64_FORMAT, encoded, after);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_BUILD_LOG,
                 outpost_build_log_new_from_json);
}

DexFuture *
outpost_api_get_agent_log (OutpostClient *client,
                           const char *agent_id,
                           gint64 after)
{
  g_autofree char *encoded = outpost_client_dup_path ("%s", agent_id);
  g_autofree char *path
      = g_strdup_printf ("/api/v2/workspaceagents/%s/logs?after=%" G_GINT64_FORMAT, encoded, after);

  return DECODE (outpost_client_send (client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), OUTPOST_TYPE_BUILD_LOG,
                 outpost_agent_log_new_from_json);
}

DexFuture *
outpost_api_cancel_build (OutpostClient *client,
                          const char *build_id)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspacebuilds/%s/cancel", build_id);

  return dex_future_then (outpost_client_send (client, "PATCH", path, NULL, OUTPOST_REQUEST_EMPTY), true_cb, NULL, NULL);
}

DexFuture *
outpost_api_set_favorite (OutpostClient *client,
                          const char *workspace_id,
                          gboolean favorite)
{
  g_autofree char *path = outpost_client_dup_path ("/api/v2/workspaces/%s/favorite", workspace_id);

  return dex_future_then (outpost_client_send (client, favorite ? "PUT" : "DELETE", path, NULL, OUTPOST_REQUEST_EMPTY), true_cb,
                          NULL, NULL);
}

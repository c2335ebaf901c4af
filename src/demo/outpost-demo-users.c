/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"

/* What the demo says of itself, its one user and the keys. */

void
demo_answer_build_info (DemoDesk *self,
                        SoupServerMessage *message,
                        const DemoCall *call)
{
  g_autofree char *json = g_strdup_printf (
      "{\"external_url\":\"https://github.com/coder/coder\",\"version\":\"" DEMO_VERSION
      "\",\"dashboard_url\":\"%s\",\"telemetry\":false,"
      "\"workspace_proxy\":false,\"agent_api_version\":\"1.0\",\"provisioner_api_version\":\"1.18\",\"upgrade_message\":\"\","
      "\"deployment_id\":\"%s\",\"webpush_public_key\":\"\"}",
      self->state->access_url, self->deployment_id);

  demo_answer (message, 200, json);
}

void
demo_answer_entitlements (DemoDesk *self,
                          SoupServerMessage *message,
                          const DemoCall *call)
{
  gboolean licensed = (self->flags & OUTPOST_DEMO_NO_LICENSE) == 0;
  g_autofree char *now = demo_dup_time (g_get_real_time ());
  g_autofree char *json = g_strdup_printf (
      "{\"features\":{\"workspace_external_agent\":{\"entitlement\":\"%s\",\"enabled\":%s},\"browser_only\":{\"entitlement\":"
      "\"not_entitled\",\"enabled\":false}},\"warnings\":[],\"errors\":[],\"has_license\":%s,\"trial\":false,"
      "\"require_telemetry\":false,\"refreshed_at\":\"%s\"}",
      licensed ? "entitled" : "not_entitled", licensed ? "true" : "false", licensed ? "true" : "false", now);

  if (self->flags & OUTPOST_DEMO_OPEN_SOURCE)
    demo_refuse (message, 404, DEMO_NO_ROUTE);
  else
    demo_answer (message, 200, json);
}

void
demo_answer_root (DemoDesk *self,
                  SoupServerMessage *message,
                  const DemoCall *call)
{
  demo_refuse (message, 200, "👋");
}

void
demo_answer_auth_methods (DemoDesk *self,
                          SoupServerMessage *message,
                          const DemoCall *call)
{
  demo_answer (message, 200,
               "{\"password\":{\"enabled\":true},\"github\":{\"enabled\":false,\"default_provider_configured\":false},"
               "\"oidc\":{\"enabled\":false,\"signInText\":\"\",\"iconUrl\":\"\"}}");
}

void
demo_answer_first_user (DemoDesk *self,
                        SoupServerMessage *message,
                        const DemoCall *call)
{
  demo_refuse (message, 200, "The initial user has already been created!");
}

/* Other people are not seen by somebody who administers nothing. */
void
demo_answer_user (DemoDesk *self,
                  SoupServerMessage *message,
                  const DemoCall *call)
{
  const char *user = call->captured[0];
  DemoState *state = self->state;
  gboolean own = g_str_equal (user, "me") || g_str_equal (user, "you") || g_str_equal (user, state->user_id);
  gboolean other = g_str_equal (user, "ada") || g_str_equal (user, state->other_id);
  const char *name = own ? "you" : "ada";
  g_autofree char *now = demo_dup_time (g_get_real_time ());
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"username\":\"%s\",\"name\":\"%s\",\"email\":\"%s@demo.example\",\"created_at\":\"%s\","
      "\"updated_at\":\"%s\",\"last_seen_at\":\"%s\",\"status\":\"active\",\"login_type\":\"password\","
      "\"organization_ids\":[\"%s\",\"%s\"],\"roles\":[],\"has_ai_seat\":false}",
      own ? state->user_id : state->other_id, name, own ? "You" : "Ada", name, now, now, now, state->organization.id,
      state->lab.id);

  if (own || (other && (self->flags & OUTPOST_DEMO_USER_ADMIN)))
    demo_answer (message, 200, json);
  else
    demo_refuse (message, 404, DEMO_NOT_FOUND);
}

/* A member may make workspaces, and change the templates that are given to them; what is not known is not permitted. */
static gboolean
may (DemoDesk *self,
     JsonObject *check)
{
  JsonObject *object = json_object_has_member (check, "object") ? json_object_get_object_member (check, "object") : NULL;
  const char *type = object != NULL ? json_object_get_string_member_with_default (object, "resource_type", "") : "";
  const char *action = json_object_get_string_member_with_default (check, "action", "");
  const char *id = object != NULL ? json_object_get_string_member_with_default (object, "resource_id", "") : "";
  const DemoTemplate *template = g_str_equal (type, "template") ? demo_state_find_template (self->state, id) : NULL;

  if (template != NULL)
    return template->managed || g_str_equal (action, "read");
  return g_str_equal (type, "workspace") && g_str_equal (action, "create");
}

void
demo_answer_authcheck (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  g_autoptr(JsonObject) body = demo_read_body (message);
  JsonObject *checks;
  g_autoptr(JsonObject) answers = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(GList) names = NULL;
  g_autofree char *json = NULL;

  if (body == NULL)
    return;
  checks = json_object_has_member (body, "checks") ? json_object_get_object_member (body, "checks") : NULL;
  names = checks != NULL ? json_object_get_members (checks) : NULL;
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_boolean_member (answers, l->data, may (self, json_object_get_object_member (checks, l->data)));
  json_node_set_object (node, answers);
  json = json_to_string (node, FALSE);
  demo_answer (message, 200, json);
}

void
demo_answer_login (DemoDesk *self,
                   SoupServerMessage *message,
                   const DemoCall *call)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *json = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autofree char *email = demo_find_member (json, "email");
  g_autofree char *password = demo_find_member (json, "password");
  g_autofree char *answer = NULL;
  g_autofree char *key = NULL;

  if (email == NULL || password == NULL)
    answer = demo_dup_message ("Request body must be valid JSON.", "unexpected end of JSON input");
  else if (strchr (email, '@') == NULL)
    {
      g_autofree char *detail = g_strdup_printf ("Validation failed for tag \"email\" with value: \"%s\"", email);

      answer = demo_dup_validation ("Validation failed.", "email", detail);
    }
  if (answer != NULL)
    {
      demo_answer (message, 400, answer);
      return;
    }
  if (g_ascii_strcasecmp (email, "you@demo.example") != 0 || !g_str_equal (password, self->password))
    {
      demo_refuse (message, 401, "Incorrect email or password.");
      return;
    }
  key = demo_desk_new_key (self);
  answer = g_strdup_printf ("{\"session_token\":\"%s\"}", key);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Set-Cookie",
                               "coder_session_token=ignored; Path=/; HttpOnly; SameSite=Lax");
  demo_answer (message, 201, answer);
}

void
demo_answer_new_key (DemoDesk *self,
                     SoupServerMessage *message,
                     const DemoCall *call)
{
  g_autofree char *key = demo_desk_new_key (self);
  g_autofree char *json = g_strdup_printf ("{\"key\":\"%s\"}", key);

  demo_answer (message, 201, json);
}

void
demo_answer_key (DemoDesk *self,
                 SoupServerMessage *message,
                 const DemoCall *call)
{
  const char *id = call->captured[0];
  g_autofree char *now = demo_dup_time (g_get_real_time ());
  g_autofree char *later = demo_dup_time (g_get_real_time () + 7 * 24 * 3600 * (gint64) G_USEC_PER_SEC);
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"user_id\":\"%s\",\"last_used\":\"%s\",\"expires_at\":\"%s\",\"created_at\":\"%s\",\"updated_at\":\"%s\","
      "\"login_type\":\"password\",\"scope\":\"all\",\"scopes\":[\"coder:all\"],\"token_name\":\"\",\"lifetime_seconds\":604800,"
      "\"allow_list\":[\"*:*\"]}",
      id, self->state->user_id, now, later, now, now);

  if (!g_hash_table_contains (self->keys, id))
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else if (g_str_equal (soup_server_message_get_method (message), "DELETE"))
    {
      g_hash_table_remove (self->keys, id);
      demo_answer (message, 204, NULL);
    }
  else
    demo_answer (message, 200, json);
}

void
demo_answer_logout (DemoDesk *self,
                    SoupServerMessage *message,
                    const DemoCall *call)
{
  g_hash_table_remove (self->keys, call->key_id);
  demo_refuse (message, 200, "Logged out!");
}

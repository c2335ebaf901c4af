/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"
#include "outpost-json-writer.h"

#define SIGNED_OUT "You are signed out or your session has expired. Please sign in again to continue."

DemoDesk *
demo_desk_new (DemoState *state,
               OutpostDemoFlags flags)
{
  DemoDesk *self = g_new0 (DemoDesk, 1);

  self->state = state;
  self->flags = flags;
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->watchers = g_ptr_array_new ();
  self->first_key = demo_desk_new_key (self);
  self->password = demo_new_secret (12);
  self->deployment_id = demo_new_id ();
  return self;
}

void
demo_desk_free (DemoDesk *self)
{
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->watchers);
  g_free (self->first_key);
  g_free (self->password);
  g_free (self->deployment_id);
  g_free (self);
}

char *
demo_desk_new_key (DemoDesk *self)
{
  char *id = demo_new_secret (10);
  char *secret = demo_new_secret (22);

  g_hash_table_insert (self->keys, id, secret);
  return g_strconcat (id, "-", secret, NULL);
}

void
demo_answer (SoupServerMessage *message,
             guint status,
             const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  if (json != NULL)
    soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY, json, strlen (json));
}

void
demo_refuse (SoupServerMessage *message,
             guint status,
             const char *text)
{
  g_autofree char *json = demo_dup_message (text, NULL);

  demo_answer (message, status, json);
}

/* The four details of a 401 (coder-api 1.6). */
static char *
find_fault (DemoDesk *self,
            const char *key,
            char **id)
{
  g_auto(GStrv) parts = NULL;
  const char *secret;

  if (key == NULL || *key == '\0')
    return g_strdup ("Cookie \"coder_session_token\" or query parameter must be provided.");
  parts = g_strsplit (key, "-", -1);
  if (g_strv_length (parts) != 2)
    return g_strdup_printf ("Invalid API key format: incorrect amount of API key parts, expected 2 got %u", g_strv_length (parts));
  secret = g_hash_table_lookup (self->keys, parts[0]);
  if (secret == NULL)
    return g_strdup ("API key is invalid.");
  if (!g_str_equal (secret, parts[1]))
    return g_strdup ("API key secret is invalid.");
  if (id != NULL)
    *id = g_strdup (parts[0]);
  return NULL;
}

gboolean
demo_check_key (DemoDesk *self,
                SoupServerMessage *message,
                char **id)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *key = soup_message_headers_get_one (headers, "Coder-Session-Token");
  const char *bearer = soup_message_headers_get_one (headers, "Authorization");
  g_autofree char *fault = NULL;
  g_autofree char *json = NULL;

  if (key == NULL && bearer != NULL && g_str_has_prefix (bearer, "Bearer "))
    key = bearer + strlen ("Bearer ");
  fault = find_fault (self, key, id);
  if (fault == NULL)
    return TRUE;
  json = demo_dup_message (SIGNED_OUT, fault);
  demo_answer (message, 401, json);
  return FALSE;
}

/* ---- Deployment -------------------------------------------------------------------------------------------------- */

static void
answer_build_info (DemoDesk *self,
                   SoupServerMessage *message)
{
  g_autofree char *json = g_strdup_printf (
      "{\"external_url\":\"https://github.com/coder/coder\",\"version\":\"" DEMO_VERSION "\",\"dashboard_url\":\"%s\",\"telemetry\":false,"
      "\"workspace_proxy\":false,\"agent_api_version\":\"1.0\",\"provisioner_api_version\":\"1.18\",\"upgrade_message\":\"\","
      "\"deployment_id\":\"%s\",\"webpush_public_key\":\"\"}",
      self->state->access_url, self->deployment_id);

  demo_answer (message, 200, json);
}

static void
answer_entitlements (DemoDesk *self,
                     SoupServerMessage *message)
{
  gboolean licensed = (self->flags & OUTPOST_DEMO_NO_LICENSE) == 0;
  g_autofree char *now = demo_dup_time (g_get_real_time ());
  g_autofree char *json
      = g_strdup_printf ("{\"features\":{\"workspace_external_agent\":{\"entitlement\":\"%s\",\"enabled\":%s},\"browser_only\":{\"entitlement\":"
                         "\"not_entitled\",\"enabled\":false}},\"warnings\":[],\"errors\":[],\"has_license\":%s,\"trial\":false,"
                         "\"require_telemetry\":false,\"refreshed_at\":\"%s\"}",
                         licensed ? "entitled" : "not_entitled", licensed ? "true" : "false", licensed ? "true" : "false", now);

  if (self->flags & OUTPOST_DEMO_OPEN_SOURCE)
    demo_refuse (message, 404, DEMO_NO_ROUTE);
  else
    demo_answer (message, 200, json);
}

/* ---- Users and keys ---------------------------------------------------------------------------------------------- */

static void
answer_me (DemoDesk *self,
           SoupServerMessage *message)
{
  g_autofree char *now = demo_dup_time (g_get_real_time ());
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"username\":\"you\",\"name\":\"You\",\"email\":\"you@demo.example\",\"created_at\":\"%s\",\"updated_at\":\"%s\","
      "\"last_seen_at\":\"%s\",\"status\":\"active\",\"login_type\":\"password\",\"organization_ids\":[\"%s\"],\"roles\":[],"
      "\"has_ai_seat\":false}",
      self->state->user_id, now, now, now, self->state->organization_id);

  demo_answer (message, 200, json);
}

/* One string member of a small JSON object, unescaped; NULL when there is none. */
static char *
find_member (const char *json,
             const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"", name);
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *escaped = NULL;

  if (!g_regex_match (regex, json, 0, &match))
    return NULL;
  escaped = g_match_info_fetch (match, 1);
  return g_strcompress (escaped);
}

static void
answer_login (DemoDesk *self,
              SoupServerMessage *message)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *json = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autofree char *email = find_member (json, "email");
  g_autofree char *password = find_member (json, "password");
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

static void
answer_new_key (DemoDesk *self,
                SoupServerMessage *message)
{
  g_autofree char *key = demo_desk_new_key (self);
  g_autofree char *json = g_strdup_printf ("{\"key\":\"%s\"}", key);

  demo_answer (message, 201, json);
}

static void
answer_key (DemoDesk *self,
            SoupServerMessage *message,
            const char *id)
{
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

/* ---- Workspaces -------------------------------------------------------------------------------------------------- */

/* Reads a page's limit or offset; FALSE after refusing it. */
static gboolean
read_number (SoupServerMessage *message,
             GHashTable *query,
             const char *name,
             guint *number)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  g_autofree char *detail = NULL;
  g_autofree char *json = NULL;
  gint64 parsed = 0;

  *number = 0;
  if (value == NULL || g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &parsed, NULL))
    {
      *number = parsed;
      return TRUE;
    }
  if (*value == '-' && g_ascii_isdigit (value[1]))
    detail = g_strdup_printf ("Query param \"%s\" must be a valid 32-bit positive integer: value is negative", name);
  else
    detail = g_strdup_printf ("Query param \"%s\" must be a valid 32-bit positive integer: strconv.ParseInt: parsing \"%s\": invalid syntax",
                              name, value);
  json = demo_dup_validation ("Query parameters have invalid values.", name, detail);
  demo_answer (message, 400, json);
  return FALSE;
}

static void
answer_list (DemoDesk *self,
             SoupServerMessage *message,
             GHashTable *query)
{
  const char *q = query != NULL ? g_hash_table_lookup (query, "q") : NULL;
  g_autofree char *refusal = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GString) json = NULL;
  guint limit, offset, end;

  if (!read_number (message, query, "limit", &limit) || !read_number (message, query, "offset", &offset))
    return;
  found = demo_search (self->state, q != NULL ? q : "", &refusal);
  if (found == NULL)
    {
      demo_answer (message, 400, refusal);
      return;
    }
  end = limit > 0 ? MIN (found->len, offset + limit) : found->len;
  json = g_string_sized_new (offset < end ? (end - offset) * 4096 : 64);
  g_string_append (json, "{\"workspaces\":[");
  for (guint i = offset; i < end; i++)
    {
      if (i > offset)
        g_string_append_c (json, ',');
      g_string_append (json, demo_workspace_get_json (g_ptr_array_index (found, i)));
    }
  g_string_append_printf (json, "],\"count\":%u}", found->len);
  demo_answer (message, 200, json->str);
}

/* The workspace of that id, or NULL after refusing. */
static DemoWorkspace *
find_workspace (DemoDesk *self,
                SoupServerMessage *message,
                const char *id)
{
  DemoWorkspace *workspace = g_hash_table_lookup (self->state->by_id, id);

  if (workspace != NULL)
    return workspace;
  if (!g_uuid_string_is_valid (id))
    {
      g_autofree char *text = g_strdup_printf ("Invalid UUID \"%s\".", id);
      g_autofree char *detail = g_strdup_printf ("invalid UUID length: %zu", strlen (id));
      g_autofree char *json = demo_dup_message (text, detail);

      demo_answer (message, 400, json);
    }
  else
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  return NULL;
}

static void
answer_by_name (DemoDesk *self,
                SoupServerMessage *message,
                const char *owner,
                const char *name)
{
  DemoWorkspace *workspace = demo_state_find (self->state, name);

  if (workspace == NULL || !(g_str_equal (owner, workspace->owner_name) || g_str_equal (owner, workspace->owner_id)
                             || (g_str_equal (owner, "me") && g_str_equal (workspace->owner_id, self->state->user_id))))
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else
    demo_answer (message, 200, demo_workspace_get_json (workspace));
}

static char *
dup_command (DemoDesk *self,
             DemoAgent *agent)
{
  if (g_str_equal (agent->os, "windows"))
    return g_strdup_printf ("$env:CODER_AGENT_TOKEN=\"%s\"; iwr -useb \"%s/api/v2/init-script/windows/%s\" | iex", agent->token,
                            self->state->access_url, agent->arch);
  return g_strdup_printf ("curl -fsSL \"%s/api/v2/init-script/%s/%s\" | CODER_AGENT_TOKEN=\"%s\" sh", self->state->access_url, agent->os,
                          agent->arch, agent->token);
}

/* In the order of the server's checks (coder-api 4.1). */
static void
answer_credentials (DemoDesk *self,
                    SoupServerMessage *message,
                    DemoWorkspace *workspace,
                    const char *agent_name)
{
  DemoAgent *agent = demo_workspace_find_agent (workspace, agent_name);
  g_autofree char *unknown = g_strdup_printf ("External agent '%s' not found in workspace.", agent_name);
  g_autofree char *command = NULL;
  g_autoptr(GString) json = g_string_new ("{\"command\":");

  if (self->flags & OUTPOST_DEMO_OPEN_SOURCE)
    demo_refuse (message, 404, DEMO_NO_ROUTE);
  else if (self->flags & OUTPOST_DEMO_NO_LICENSE)
    demo_refuse (message, 403, "Workspace External Agent is a Premium feature. Contact sales!");
  else if (!demo_workspace_is_external (workspace))
    demo_refuse (message, 404, "Workspace does not have an external agent.");
  else if (agent == NULL)
    demo_refuse (message, 404, unknown);
  else if (agent->instance_identity)
    demo_refuse (message, 404, "External agent is authenticated with an instance ID.");
  else
    {
      command = dup_command (self, agent);
      outpost_json_append_string (json, command);
      g_string_append_printf (json, ",\"agent_token\":\"%s\"}", agent->token);
      demo_answer (message, 200, json->str);
    }
}

static void
answer_build (DemoDesk *self,
              SoupServerMessage *message,
              DemoWorkspace *workspace)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autofree char *transition = find_member (text, "transition");
  g_autofree char *json = NULL;

  if (transition == NULL || !(g_str_equal (transition, "start") || g_str_equal (transition, "stop") || g_str_equal (transition, "delete")))
    {
      json = demo_dup_validation ("Validation failed.", "transition", "Validation failed for tag \"oneof\" with value: \"\"");
      demo_answer (message, 400, json);
    }
  else if (g_str_equal (transition, "start") && (self->flags & OUTPOST_DEMO_NO_LICENSE))
    demo_refuse (message, 403,
                 "Build is not permitted: You have a template which uses external agents but your license is not entitled to this "
                 "feature. You will be unable to create new workspaces from these templates.");
  else if (!demo_workspace_start_build (workspace, g_intern_string (transition)))
    demo_refuse (message, 409, "A workspace build is already active.");
  else
    {
      json = demo_workspace_dup_build_json (workspace);
      demo_answer (message, 201, json);
    }
}

/* ---- The pretend agent ------------------------------------------------------------------------------------------- */

static void
answer_agent (DemoDesk *self,
              SoupServerMessage *message,
              const char *word)
{
  const char *token = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Demo-Token");
  DemoWorkspace *workspace = NULL;
  DemoAgent *agent = token != NULL ? demo_state_find_by_token (self->state, token, &workspace) : NULL;
  gint64 now = g_get_real_time ();
  g_autofree char *before = NULL;

  if (agent == NULL)
    {
      demo_refuse (message, 401, "Workspace agent not authorized.");
      return;
    }
  before = g_strdup (demo_agent_get_status (agent));
  agent->live = TRUE;
  if (agent->first_connected_at == 0)
    agent->first_connected_at = now;
  agent->last_connected_at = now;
  g_set_str (&agent->lifecycle, g_str_equal (word, "bye") ? "off" : "ready");
  if (g_str_equal (word, "bye"))
    agent->disconnected_at = now;
  else if (agent->disconnected_at >= now)
    agent->disconnected_at = now - 1;
  if (g_str_equal (before, demo_agent_get_status (agent)))
    g_clear_pointer (&workspace->json, g_free);
  else
    demo_workspace_touch (workspace);
  demo_answer (message, 200, "{}");
}

static void
answer_script (DemoDesk *self,
               SoupServerMessage *message,
               const char *os,
               const char *arch)
{
  g_autofree char *script = demo_script_new (self->state->access_url, os, arch);
  g_autofree char *digest = NULL;
  g_autofree char *unknown = g_strdup_printf ("Unknown os/arch: %s/%s", os, arch);

  if (script == NULL)
    {
      demo_refuse (message, 400, unknown);
      return;
    }
  digest = demo_script_dup_digest (script);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Content-Digest", digest);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_COPY, script, strlen (script));
}

/* ---- Pages ------------------------------------------------------------------------------------------------------- */

static void
answer_page (DemoDesk *self,
             SoupServerMessage *message,
             const char *path)
{
  g_autofree char *key = g_str_equal (path, "/cli-auth") ? g_strdup_printf ("<p>A key for the demo: <code>%s</code></p>", self->first_key) : NULL;
  g_autofree char *page = g_strdup_printf ("<!doctype html><meta charset=utf-8><title>Outpost demo</title><h1>Outpost demo</h1>"
                                           "<p>A pretend deployment on this computer. Nothing here is real.</p>%s",
                                           key != NULL ? key : "");

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, page, strlen (page));
}

/* ---- Routes ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  const char *method;
  const char *pattern; /* `*` stands for one segment */
  gboolean anonymous;
  int route;
} Route;

enum
{
  ROOT,
  BUILD_INFO,
  AUTH_METHODS,
  ENTITLEMENTS,
  FIRST_USER,
  LOGIN,
  LOGOUT,
  NEW_KEY,
  KEY,
  ME,
  LIST,
  WORKSPACE,
  BY_NAME,
  CREDENTIALS,
  BUILD,
  SCRIPT,
  AGENT
};

static const Route routes[] = {
  { "GET", "/api/v2", TRUE, ROOT },
  { "GET", "/api/v2/buildinfo", TRUE, BUILD_INFO },
  { "GET", "/api/v2/users/authmethods", TRUE, AUTH_METHODS },
  { "GET", "/api/v2/users/first", TRUE, FIRST_USER },
  { "GET", "/api/v2/entitlements", TRUE, ENTITLEMENTS },
  { "POST", "/api/v2/users/login", TRUE, LOGIN },
  { "POST", "/api/v2/users/logout", FALSE, LOGOUT },
  { "POST", "/api/v2/users/me/keys", FALSE, NEW_KEY },
  { "GET", "/api/v2/users/me/keys/*", FALSE, KEY },
  { "DELETE", "/api/v2/users/me/keys/*", FALSE, KEY },
  { "GET", "/api/v2/users/me", FALSE, ME },
  { "GET", "/api/v2/workspaces", FALSE, LIST },
  { "GET", "/api/v2/workspaces/*", FALSE, WORKSPACE },
  { "GET", "/api/v2/users/*/workspace/*", FALSE, BY_NAME },
  { "GET", "/api/v2/workspaces/*/external-agent/*/credentials", FALSE, CREDENTIALS },
  { "POST", "/api/v2/workspaces/*/builds", FALSE, BUILD },
  { "GET", "/api/v2/init-script/*/*", TRUE, SCRIPT },
  { "POST", "/demo/agent/*", TRUE, AGENT },
};

/* Fills @captured with the segments that stars stand for. */
static gboolean
fits (const char *pattern,
      char **segments,
      GPtrArray *captured)
{
  g_auto(GStrv) wanted = g_strsplit (pattern + 1, "/", -1);

  g_ptr_array_set_size (captured, 0);
  if (g_strv_length (wanted) != g_strv_length (segments))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (g_str_equal (wanted[i], "*"))
        g_ptr_array_add (captured, segments[i]);
      else if (!g_str_equal (wanted[i], segments[i]))
        return FALSE;
    }
  return TRUE;
}

/* Decoded before it is cut, as the server does (correction 10); doubled and trailing slashes do not count. */
static GStrv
split_path (const char *path)
{
  g_autofree char *decoded = g_uri_unescape_string (path, NULL);
  g_auto(GStrv) parts = g_strsplit (decoded != NULL ? decoded : path, "/", -1);
  g_autoptr(GStrvBuilder) segments = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (segments, parts[i]);
  return g_strv_builder_end (segments);
}

static void
answer_workspace (DemoDesk *self,
                  SoupServerMessage *message,
                  int route,
                  GPtrArray *captured)
{
  DemoWorkspace *workspace = find_workspace (self, message, g_ptr_array_index (captured, 0));

  if (workspace == NULL)
    return;
  if (route == WORKSPACE)
    demo_answer (message, 200, demo_workspace_get_json (workspace));
  else if (route == CREDENTIALS)
    answer_credentials (self, message, workspace, g_ptr_array_index (captured, 1));
  else
    answer_build (self, message, workspace);
}

static void
answer_route (DemoDesk *self,
              SoupServerMessage *message,
              int route,
              GPtrArray *captured,
              GHashTable *query,
              const char *key_id)
{
  switch (route)
    {
    case ROOT:
      demo_refuse (message, 200, "👋");
      break;
    case BUILD_INFO:
      answer_build_info (self, message);
      break;
    case AUTH_METHODS:
      demo_answer (message, 200,
                   "{\"password\":{\"enabled\":true},\"github\":{\"enabled\":false,\"default_provider_configured\":false},"
                   "\"oidc\":{\"enabled\":false,\"signInText\":\"\",\"iconUrl\":\"\"}}");
      break;
    case FIRST_USER:
      demo_refuse (message, 200, "The initial user has already been created!");
      break;
    case ENTITLEMENTS:
      answer_entitlements (self, message);
      break;
    case LOGIN:
      answer_login (self, message);
      break;
    case LOGOUT:
      g_hash_table_remove (self->keys, key_id);
      demo_refuse (message, 200, "Logged out!");
      break;
    case NEW_KEY:
      answer_new_key (self, message);
      break;
    case KEY:
      answer_key (self, message, g_ptr_array_index (captured, 0));
      break;
    case ME:
      answer_me (self, message);
      break;
    case LIST:
      answer_list (self, message, query);
      break;
    case BY_NAME:
      answer_by_name (self, message, g_ptr_array_index (captured, 0), g_ptr_array_index (captured, 1));
      break;
    case SCRIPT:
      answer_script (self, message, g_ptr_array_index (captured, 0), g_ptr_array_index (captured, 1));
      break;
    case AGENT:
      answer_agent (self, message, g_ptr_array_index (captured, 0));
      break;
    case WORKSPACE:
    case CREDENTIALS:
    case BUILD:
    default:
      answer_workspace (self, message, route, captured);
    }
}

void
demo_route (DemoDesk *self,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  g_auto(GStrv) segments = split_path (path);
  g_autoptr(GPtrArray) captured = g_ptr_array_new ();
  g_autofree char *key_id = NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!fits (routes[i].pattern, segments, captured))
        continue;
      known = TRUE;
      if (!g_str_equal (routes[i].method, method))
        continue;
      if (routes[i].anonymous || demo_check_key (self, message, &key_id))
        answer_route (self, message, routes[i].route, captured, query, key_id);
      return;
    }
  if (known)
    {
      /* No body at all (correction 1). */
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow", "GET");
      demo_answer (message, 405, NULL);
    }
  else if (g_str_has_prefix (path, "/api/"))
    demo_refuse (message, 404, DEMO_NO_ROUTE);
  else if (g_str_equal (path, "/healthz"))
    soup_server_message_set_status (message, 200, NULL);
  else
    answer_page (self, message, path);
}

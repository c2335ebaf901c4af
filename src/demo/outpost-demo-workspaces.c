/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"
#include "outpost-json-writer.h"

/* The list, one workspace, what its agent needs, and the pretend agent itself. */

gboolean
demo_read_number (SoupServerMessage *message,
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
    detail = g_strdup_printf (
        "Query param \"%s\" must be a valid 32-bit positive integer: strconv.ParseInt: parsing \"%s\": invalid syntax", name,
        value);
  json = demo_dup_validation ("Query parameters have invalid values.", name, detail);
  demo_answer (message, 400, json);
  return FALSE;
}

void
demo_answer_list (DemoDesk *self,
                  SoupServerMessage *message,
                  const DemoCall *call)
{
  const char *q = call->query != NULL ? g_hash_table_lookup (call->query, "q") : NULL;
  g_autofree char *refusal = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GString) json = NULL;
  guint limit, offset, end;

  if (!demo_read_number (message, call->query, "limit", &limit) || !demo_read_number (message, call->query, "offset", &offset))
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

DemoWorkspace *
demo_find_workspace (DemoDesk *self,
                     SoupServerMessage *message,
                     const DemoCall *call)
{
  const char *id = call->captured[0];
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
  else if (demo_state_is_deleted (self->state, id))
    {
      /* By name it is 404 (correction 42). */
      g_autofree char *text = g_strdup_printf ("Workspace \"%s\" was deleted, you can view this workspace by specifying "
                                               "'?include_deleted=true' and trying again.",
                                               id);

      demo_refuse (message, 410, text);
    }
  else
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  return NULL;
}

void
demo_answer_by_name (DemoDesk *self,
                     SoupServerMessage *message,
                     const DemoCall *call)
{
  const char *owner = g_str_equal (call->captured[0], "me") ? self->state->user_id : call->captured[0];
  DemoWorkspace *workspace = demo_state_find_of (self->state, owner, call->captured[1]);

  if (workspace == NULL)
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
  return g_strdup_printf ("curl -fsSL \"%s/api/v2/init-script/%s/%s\" | CODER_AGENT_TOKEN=\"%s\" sh", self->state->access_url,
                          agent->os, agent->arch, agent->token);
}

void
demo_answer_workspace (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  DemoWorkspace *workspace = demo_find_workspace (self, message, call);

  if (workspace != NULL)
    demo_answer (message, 200, demo_workspace_get_json (workspace));
}

/* In the order of the server's checks (coder-api 4.1). */
void
demo_answer_credentials (DemoDesk *self,
                         SoupServerMessage *message,
                         const DemoCall *call)
{
  const char *agent_name = call->captured[1];
  DemoWorkspace *workspace = demo_find_workspace (self, message, call);
  DemoAgent *agent = workspace != NULL ? demo_workspace_find_agent (workspace, agent_name) : NULL;
  g_autofree char *unknown = g_strdup_printf ("External agent '%s' not found in workspace.", agent_name);
  g_autofree char *command = NULL;
  g_autoptr(GString) json = g_string_new ("{\"command\":");

  if (workspace == NULL)
    return;
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

/* The templates here let their users cancel, but for one (correction 49: that is looked at before the job is). */
void
demo_answer_cancel (DemoDesk *self,
                    SoupServerMessage *message,
                    const DemoCall *call)
{
  DemoBuild *asked;
  DemoWorkspace *workspace = demo_state_find_by_build (self->state, call->captured[0], &asked);

  if (workspace == NULL)
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else if (!workspace->template->allows_cancel)
    demo_refuse (message, 403, "User is not allowed to cancel workspace builds. Owner role is required.");
  else if (g_str_equal (workspace->build->job_status, "canceling") || g_str_equal (workspace->build->job_status, "canceled"))
    demo_refuse (message, 400, "Job has already been marked as canceled!");
  else if (!demo_workspace_cancel_build (workspace))
    demo_refuse (message, 400, "Job has already completed!");
  else
    demo_refuse (message, 200, "Job has been marked as canceled...");
}

static void
set_favorite (DemoDesk *self,
              SoupServerMessage *message,
              const DemoCall *call,
              gboolean favorite)
{
  DemoWorkspace *workspace = demo_find_workspace (self, message, call);

  if (workspace == NULL)
    return;
  if (!g_str_equal (workspace->owner_id, self->state->user_id))
    {
      demo_refuse (message, 403, "You can only favorite workspaces that you own.");
      return;
    }
  demo_state_set_favorite (self->state, workspace, favorite);
  demo_answer (message, 204, NULL);
}

void
demo_answer_favorite (DemoDesk *self,
                      SoupServerMessage *message,
                      const DemoCall *call)
{
  set_favorite (self, message, call, TRUE);
}

void
demo_answer_unfavorite (DemoDesk *self,
                        SoupServerMessage *message,
                        const DemoCall *call)
{
  set_favorite (self, message, call, FALSE);
}

/* ---- The pretend agent ------------------------------------------------------------------------------------------- */

void
demo_answer_agent (DemoDesk *self,
                   SoupServerMessage *message,
                   const DemoCall *call)
{
  const char *word = call->captured[0];
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
  if (g_str_equal (word, "hello"))
    demo_agent_begin_script (agent);
  if (g_str_equal (word, "bye"))
    {
      agent->scripted = FALSE;
      agent->disconnected_at = now;
    }
  else if (agent->disconnected_at >= now)
    agent->disconnected_at = now - 1;
  if (g_str_equal (before, demo_agent_get_status (agent)))
    g_clear_pointer (&workspace->json, g_free);
  else
    demo_workspace_touch (workspace);
  demo_answer (message, 200, "{}");
}

/* Where agents connect; the pretend ones do not, and a plain request only learns whether its token is taken (corrections 3, 62). */
void
demo_answer_agent_socket (DemoDesk *self,
                          SoupServerMessage *message,
                          const DemoCall *call)
{
  const char *token = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Coder-Session-Token");
  DemoWorkspace *workspace = NULL;

  if (token == NULL || demo_state_find_by_token (self->state, token, &workspace) == NULL)
    demo_refuse (message, 401, "Workspace agent not authorized.");
  else
    demo_refuse (message, 426, "WebSocket protocol violation: Connection header does not contain Upgrade");
}

void
demo_answer_script (DemoDesk *self,
                    SoupServerMessage *message,
                    const DemoCall *call)
{
  const char *os = call->captured[0];
  const char *arch = call->captured[1];
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

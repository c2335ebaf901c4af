/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"

static void
answer_page (DemoDesk *self,
             SoupServerMessage *message,
             const char *path)
{
  g_autofree char *key
      = g_str_equal (path, "/cli-auth") ? g_strdup_printf ("<p>A key for the demo: <code>%s</code></p>", self->first_key) : NULL;
  g_autofree char *page = g_strdup_printf ("<!doctype html><meta charset=utf-8><title>Outpost demo</title><h1>Outpost demo</h1>"
                                           "<p>A pretend deployment on this computer. Nothing here is real.</p>%s",
                                           key != NULL ? key : "");

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, page, strlen (page));
}

typedef struct
{
  const char *method;
  const char *pattern; /* `*` stands for one segment */
  gboolean anonymous;
  DemoAnswer answer;
} Route;

static const Route routes[] = {
  { "GET", "/api/v2", TRUE, demo_answer_root },
  { "GET", "/api/v2/buildinfo", TRUE, demo_answer_build_info },
  { "GET", "/api/v2/users/authmethods", TRUE, demo_answer_auth_methods },
  { "GET", "/api/v2/users/first", TRUE, demo_answer_first_user },
  { "GET", "/api/v2/entitlements", TRUE, demo_answer_entitlements },
  { "POST", "/api/v2/users/login", TRUE, demo_answer_login },
  { "POST", "/api/v2/users/logout", FALSE, demo_answer_logout },
  { "POST", "/api/v2/users/me/keys", FALSE, demo_answer_new_key },
  { "GET", "/api/v2/users/me/keys/*", FALSE, demo_answer_key },
  { "DELETE", "/api/v2/users/me/keys/*", FALSE, demo_answer_key },
  { "GET", "/api/v2/users/*", FALSE, demo_answer_user },
  { "POST", "/api/v2/authcheck", FALSE, demo_answer_authcheck },
  { "GET", "/api/v2/workspaces", FALSE, demo_answer_list },
  { "GET", "/api/v2/workspaces/*", FALSE, demo_answer_workspace },
  { "PATCH", "/api/v2/workspaces/*", FALSE, demo_answer_rename },
  { "GET", "/api/v2/users/*/workspace/*", FALSE, demo_answer_by_name },
  { "POST", "/api/v2/users/*/workspaces", FALSE, demo_answer_create },
  { "GET", "/api/v2/templates", FALSE, demo_answer_templates },
  { "GET", "/api/v2/templates/*", FALSE, demo_answer_template },
  { "GET", "/api/v2/templates/*/versions", FALSE, demo_answer_versions },
  { "GET", "/api/v2/templates/*/versions/*", FALSE, demo_answer_version_by_name },
  { "GET", "/api/v2/templateversions/*", FALSE, demo_answer_version },
  { "GET", "/api/v2/templateversions/*/rich-parameters", FALSE, demo_answer_classic_parameters },
  { "POST", "/api/v2/templateversions/*/dynamic-parameters/evaluate", FALSE, demo_answer_evaluate },
  { "GET", "/api/v2/templateversions/*/presets", FALSE, demo_answer_presets },
  { "GET", "/api/v2/templateversions/*/external-auth", FALSE, demo_answer_external_auth },
  { "POST", "/api/v2/templateversions/*/dry-run", FALSE, demo_answer_dry_run },
  { "GET", "/api/v2/templateversions/*/dry-run/*", FALSE, demo_answer_dry_run_job },
  { "GET", "/api/v2/templateversions/*/dry-run/*/logs", FALSE, demo_answer_dry_run_log },
  { "GET", "/api/v2/templateversions/*/dry-run/*/resources", FALSE, demo_answer_dry_run_resources },
  { "GET", "/external-auth/*", TRUE, demo_answer_link },
  { "GET", "/api/v2/workspaces/*/external-agent/*/credentials", FALSE, demo_answer_credentials },
  { "POST", "/api/v2/workspaces/*/builds", FALSE, demo_answer_build },
  { "GET", "/api/v2/workspaces/*/builds", FALSE, demo_answer_builds },
  { "GET", "/api/v2/workspacebuilds/*", FALSE, demo_answer_one_build },
  { "GET", "/api/v2/workspacebuilds/*/logs", FALSE, demo_answer_build_log },
  { "GET", "/api/v2/workspacebuilds/*/parameters", FALSE, demo_answer_build_parameters },
  { "PATCH", "/api/v2/workspacebuilds/*/cancel", FALSE, demo_answer_cancel },
  { "PUT", "/api/v2/workspaces/*/favorite", FALSE, demo_answer_favorite },
  { "DELETE", "/api/v2/workspaces/*/favorite", FALSE, demo_answer_unfavorite },
  { "GET", "/api/v2/workspaceagents/*", FALSE, demo_answer_one_agent },
  { "GET", "/api/v2/workspaceagents/*/logs", FALSE, demo_answer_agent_log },
  { "GET", "/api/v2/init-script/*/*", TRUE, demo_answer_script },
  { "GET", "/api/v2/workspaceagents/me/rpc", TRUE, demo_answer_agent_socket },
  { "POST", "/demo/agent/*", TRUE, demo_answer_agent },
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
        routes[i].answer (self, message, &(DemoCall) { (const char *const *) captured->pdata, query, key_id });
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

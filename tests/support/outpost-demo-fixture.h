/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "outpost-demo.h"
#include "outpost-test.h"

/* What the tests that hold the demo against recordings share; static, one copy a program. */

#define UNKNOWN "11111111-1111-4111-8111-111111111111"

typedef struct
{
  SoupMessage *message;
  GBytes *body;
  gboolean done;
} Answer;

G_GNUC_UNUSED static void
sent_cb (GObject *session,
         GAsyncResult *result,
         gpointer data)
{
  Answer *answer = data;

  answer->body = soup_session_send_and_read_finish (SOUP_SESSION (session), result, NULL);
  answer->done = TRUE;
}

G_GNUC_UNUSED static gboolean
is_done (gpointer answer)
{
  return ((Answer *) answer)->done;
}

G_GNUC_UNUSED static gboolean
accept_cb (SoupMessage *message,
           GTlsCertificate *certificate,
           GTlsCertificateFlags flags,
           gpointer data)
{
  return TRUE;
}

/* The answer to one request; `key` NULL sends none. */
G_GNUC_UNUSED static guint
ask (OutpostDemo *demo,
     const char *method,
     const char *path,
     const char *key,
     const char *body,
     char **text)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (outpost_demo_get_url (demo), path, NULL);
  Answer answer = { soup_message_new (method, uri), NULL, FALSE };
  guint status;

  if (key != NULL)
    soup_message_headers_append (soup_message_get_request_headers (answer.message), "Coder-Session-Token", key);
  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (answer.message, "application/json", bytes);
    }
  soup_message_add_flags (answer.message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (answer.message, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  soup_session_send_and_read_async (session, answer.message, G_PRIORITY_DEFAULT, NULL, sent_cb, &answer);
  outpost_test_wait_until (is_done, &answer);
  g_assert_nonnull (answer.body);
  if (text != NULL)
    *text = g_bytes_get_size (answer.body) > 0 ? g_strndup (g_bytes_get_data (answer.body, NULL), g_bytes_get_size (answer.body))
                                               : g_strdup ("");
  status = soup_message_get_status (answer.message);
  g_bytes_unref (answer.body);
  g_object_unref (answer.message);
  return status;
}

G_GNUC_UNUSED static OutpostDemo *
new_demo (OutpostDemoFlags flags)
{
  g_autoptr(GError) error = NULL;
  OutpostDemo *demo = outpost_demo_new (flags | OUTPOST_DEMO_STILL, 0, &error);

  g_assert_no_error (error);
  return demo;
}

/* @part: of the workspace's JSON whose id is wanted; NULL: its own */
G_GNUC_UNUSED static char *
dup_id_of (OutpostDemo *demo,
           const char *owner,
           const char *name,
           const char *part)
{
  g_autofree char *path = g_strdup_printf ("/api/v2/users/%s/workspace/%s", owner, name);
  g_autofree char *text = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *object;

  g_assert_cmpuint (ask (demo, "GET", path, outpost_demo_get_key (demo), NULL, &text), ==, 200);
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  if (part != NULL)
    object = json_object_get_object_member (object, part);
  return g_strdup (json_object_get_string_member (object, "id"));
}

G_GNUC_UNUSED static char *
dup_id (OutpostDemo *demo,
        const char *owner,
        const char *name)
{
  return dup_id_of (demo, owner, name, NULL);
}

G_GNUC_UNUSED static char *
dup_agent_id (OutpostDemo *demo,
              const char *name)
{
  g_autofree char *path = g_strdup_printf ("/api/v2/users/me/workspace/%s", name);
  g_autofree char *text = NULL;
  const char *agent;

  g_assert_cmpuint (ask (demo, "GET", path, outpost_demo_get_key (demo), NULL, &text), ==, 200);
  agent = strstr (text, "\"agents\":[{\"id\":\"");
  g_assert_nonnull (agent);
  return g_strndup (agent + strlen ("\"agents\":[{\"id\":\""), 36);
}

/* Keys that depend on the situation, not on the kind of answer (optional in the contract). */
G_GNUC_UNUSED static const char *const optional[] = { "first_connected_at",
                                        "last_connected_at",
                                        "disconnected_at",
                                        "started_at",
                                        "ready_at",
                                        "latency",
                                        "error",
                                        "reason",
                                        "has_ai_task",
                                        "has_external_agent",
                                        "completed_at",
                                        "autostart_schedule",
                                        "ttl_ms",
                                        "shared_with",
                                        "canceled_at",
                                        "webpush_public_key",
                                                      "directory",
                                                      "expanded_directory",
                                        "instance_id",
                                        "metadata",
                                        "matched_provisioners",
                                        "exit_code",
                                        "status",
                                        NULL };

G_GNUC_UNUSED static void
compare (const char *path,
         JsonNode *recorded,
         JsonNode *mine)
{
  if (JSON_NODE_HOLDS_NULL (recorded) || JSON_NODE_HOLDS_NULL (mine))
    return;
  if (json_node_get_node_type (recorded) != json_node_get_node_type (mine)
      || (JSON_NODE_HOLDS_VALUE (recorded) && json_node_get_value_type (recorded) != json_node_get_value_type (mine)))
    g_error ("%s: another kind of value", path);
  if (JSON_NODE_HOLDS_OBJECT (recorded))
    {
      JsonObject *a = json_node_get_object (recorded);
      JsonObject *b = json_node_get_object (mine);
      g_autoptr(GList) recorded_keys = json_object_get_members (a);
      g_autoptr(GList) my_keys = json_object_get_members (b);

      /* Maps whose keys are data. */
      if (g_str_has_suffix (path, ".latency") || g_str_has_suffix (path, ".features"))
        return;
      for (GList *key = my_keys; key != NULL; key = key->next)
        if (!json_object_has_member (a, key->data) && !g_strv_contains (optional, key->data))
          g_error ("%s: %s is not recorded", path, (char *) key->data);
      for (GList *key = recorded_keys; key != NULL; key = key->next)
        {
          g_autofree char *below = g_strconcat (path, ".", key->data, NULL);

          if (json_object_has_member (b, key->data))
            compare (below, json_object_get_member (a, key->data), json_object_get_member (b, key->data));
          else if (!g_strv_contains (optional, key->data))
            g_error ("%s: %s is missing", path, (char *) key->data);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (recorded) && json_array_get_length (json_node_get_array (recorded)) > 0
           && json_array_get_length (json_node_get_array (mine)) > 0)
    compare (path, json_array_get_element (json_node_get_array (recorded), 0),
             json_array_get_element (json_node_get_array (mine), 0));
}

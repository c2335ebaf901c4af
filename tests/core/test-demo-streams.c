/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-fixture.h"

/* The demo's streams, held against the recorded ones. */

/* The first @n lines of a stream of events. */
typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  GDataInputStream *lines;
  GString *text;
  guint n;
} Listener;

static void
line_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  Listener *self = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  g_assert_nonnull (line);
  g_string_append_printf (self->text, "%s\n", line);
  if (--self->n > 0)
    g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_cb, self);
}

static void
events_cb (GObject *session,
           GAsyncResult *result,
           gpointer data)
{
  Listener *self = data;
  g_autoptr(GInputStream) body = soup_session_send_finish (SOUP_SESSION (session), result, NULL);

  g_assert_nonnull (body);
  self->lines = g_data_input_stream_new (body);
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_cb, self);
}

static gboolean
has_lines (gpointer listener)
{
  return ((Listener *) listener)->n == 0;
}

/* The line of a recorded conversation whose operation is @op, the first that was received. */
static JsonNode *
find_frame (JsonParser *parser,
            const char *name,
            const char *op,
            const char *prefix)
{
  g_autofree char *file = g_build_filename (outpost_test_get_captures (), "ws", name, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      JsonObject *frame;
      JsonNode *data;

      if (!json_parser_load_from_data (parser, lines[i], -1, NULL))
        continue;
      frame = json_node_get_object (json_parser_get_root (parser));
      data = json_object_get_member (frame, "data");
      if (g_str_equal (json_object_get_string_member (frame, "op"), op)
          && (prefix == NULL || g_str_has_prefix (json_node_get_string (data), prefix)))
        return data;
    }
  g_error ("%s has no %s", name, op);
}

/* Headers and the first lines: a ping, then a whole workspace (correction 54). */
static void
test_events (void)
{
  static const char *const headers[] = { "Content-Type", "Cache-Control", "X-Accel-Buffering", "Connection" };
  g_autoptr(OutpostDemo) demo = NULL;
  g_autoptr(JsonParser) recorded = json_parser_new (), event = json_parser_new (), mine = json_parser_new ();
  g_autofree char *id = NULL, *uri = NULL, *refusal = NULL;
  Listener self = { soup_session_new (), NULL, NULL, g_string_new (NULL), 5 };
  JsonObject *answer;
  const char *data;

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  demo = new_demo (OUTPOST_DEMO_DEFAULT);
  id = dup_id (demo, "me", "gpu-01");
  uri = g_strdup_printf ("%s/api/v2/workspaces/%s/watch", outpost_demo_get_url (demo), id);
  self.message = soup_message_new ("GET", uri);
  soup_message_headers_append (soup_message_get_request_headers (self.message), "Coder-Session-Token", outpost_demo_get_key (demo));
  soup_session_send_async (self.session, self.message, G_PRIORITY_DEFAULT, NULL, events_cb, &self);
  outpost_test_wait_until (has_lines, &self);
  answer = json_object_get_object_member (
      json_node_get_object (find_frame (recorded, "367-watch-sse-workspace-kitchen.sse.jsonl", "open", NULL)), "headers");
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (self.message), headers[i]), ==,
                     json_object_get_string_member (answer, headers[i]));
  g_assert_true (g_str_has_prefix (self.text->str, "event: ping\n\nevent: data\ndata: {"));
  g_assert_true (g_str_has_suffix (self.text->str, "}\n\n"));
  data = json_node_get_string (find_frame (recorded, "367-watch-sse-workspace-kitchen.sse.jsonl", "line", "data: "));
  g_assert_true (json_parser_load_from_data (event, data + strlen ("data: "), -1, NULL));
  g_assert_true (json_parser_load_from_data (mine, strstr (self.text->str, "data: {") + strlen ("data: "), -1, NULL));
  compare ("", json_parser_get_root (event), json_parser_get_root (mine));
  g_assert_cmpuint (ask (demo, "GET", "/api/v2/workspaces/" UNKNOWN "/watch", outpost_demo_get_key (demo), NULL, &refusal), ==,
                    404);
  data = json_node_get_string (find_frame (recorded, "550-watch-sse-no-access.sse.jsonl", "line", NULL));
  g_assert_true (g_str_has_prefix (data, refusal));
  g_clear_object (&self.lines);
  g_clear_object (&self.message);
  g_clear_object (&self.session);
  g_string_free (self.text, TRUE);
}

typedef struct
{
  GPtrArray *messages;
  SoupWebsocketConnection *connection;
  gushort code;
  guint n_wanted;
} Follower;

static void
message_cb (SoupWebsocketConnection *connection,
            SoupWebsocketDataType type,
            GBytes *message,
            Follower *self)
{
  g_ptr_array_add (self->messages, g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message)));
}

static void
closed_cb (SoupWebsocketConnection *connection,
           Follower *self)
{
  self->code = soup_websocket_connection_get_close_code (connection);
}

static void
connected_cb (GObject *session,
              GAsyncResult *result,
              gpointer data)
{
  Follower *self = data;

  self->connection = soup_session_websocket_connect_finish (SOUP_SESSION (session), result, NULL);
  g_assert_nonnull (self->connection);
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
}

static gboolean
has_messages (gpointer data)
{
  Follower *self = data;

  return self->messages->len >= self->n_wanted;
}

static gboolean
is_closed (gpointer follower)
{
  return ((Follower *) follower)->code != 0;
}

/* An agent's log: `[]` first, then arrays, and 1000 when a new build has another agent (correction 59, correction 60). */
static void
test_agent_log (void)
{
  g_autoptr(OutpostDemo) demo = NULL;
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(JsonParser) frame = json_parser_new (), recorded = json_parser_new (), mine = json_parser_new ();
  g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = NULL, *path = NULL, *uri = NULL, *text = NULL;
  Follower self = { messages, NULL, 0, 2 };

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  demo = new_demo (OUTPOST_DEMO_DEFAULT);
  id = dup_agent_id (demo, "gpu-02");
  path = g_strdup_printf ("/api/v2/workspaceagents/%s", id);
  uri = g_strdup_printf ("%s%s/logs?follow&after=0", outpost_demo_get_url (demo), path);
  message = soup_message_new ("GET", uri);
  soup_message_headers_append (soup_message_get_request_headers (message), "Coder-Session-Token", outpost_demo_get_key (demo));
  outpost_demo_start_agent (demo, "gpu-02", "main", TRUE);
  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL, connected_cb, &self);
  outpost_test_wait_until (has_messages, &self);
  g_assert_cmpstr (messages->pdata[0], ==,
                   json_node_get_string (find_frame (frame, "379-agent-logs-follow.jsonl", "text", NULL)));
  g_assert_true (json_parser_load_from_data (
      recorded, json_node_get_string (find_frame (frame, "379-agent-logs-follow.jsonl", "text", "[{")), -1, NULL));
  g_assert_true (json_parser_load_from_data (mine, messages->pdata[1], -1, NULL));
  compare ("", json_parser_get_root (recorded), json_parser_get_root (mine));
  outpost_demo_rebuild (demo, "gpu-02");
  outpost_test_wait_until (is_closed, &self);
  g_assert_cmpuint (self.code, ==, 1000);
  g_assert_cmpuint (ask (demo, "GET", path, outpost_demo_get_key (demo), NULL, &text), ==, 404);
  g_assert_cmpstr (text, ==,
                   "{\"message\":\"Agent doesn't exist with that id, or you do not have access to it.\"}");
  g_clear_object (&self.connection);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-streams/recorded/367-watch-sse", test_events);
  g_test_add_func ("/demo-streams/recorded/379-agent-logs-follow", test_agent_log);
  return g_test_run ();
}

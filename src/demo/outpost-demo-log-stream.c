/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"

/* Somebody who follows a log. A build's: a line a message, and 1000 once the build is done (coder-api 3.6). An agent's: an array
 * a message, the first of them empty, and 1000 once the agent is another one (6.2, correction 59). */
typedef struct
{
  DemoDesk *desk;
  gboolean of_agent;
  gboolean begun;
  char *id;
  gint64 after;
  SoupWebsocketConnection *connection;
} DemoLogStream;

static void
log_stream_free (gpointer data)
{
  DemoLogStream *self = data;

  g_clear_object (&self->connection);
  g_free (self->id);
  g_free (self);
}

static void
closed_cb (SoupWebsocketConnection *connection,
           DemoLogStream *self)
{
  g_signal_handlers_disconnect_by_data (connection, self);
  g_ptr_array_remove (self->desk->log_streams, self);
}

static void
send_line (DemoLogStream *self,
           const char *json)
{
  g_autofree char *text = g_strconcat (json, "\n", NULL);

  soup_websocket_connection_send_text (self->connection, text);
}

static void
send_more_of_agent (DemoLogStream *self)
{
  DemoAgent *agent = demo_state_find_agent (self->desk->state, self->id);
  gint64 before = self->after;
  g_autofree char *json = agent != NULL ? demo_dup_array (demo_agent_list_log (agent, &self->after)) : NULL;

  if (!self->begun)
    send_line (self, "[]");
  self->begun = TRUE;
  if (agent == NULL)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
  else if (self->after > before)
    send_line (self, json);
}

static void
send_more_of_build (DemoLogStream *self)
{
  DemoBuild *build;
  g_autoptr(GPtrArray) lines = NULL;

  if (demo_state_find_by_build (self->desk->state, self->id, &build) == NULL)
    return;
  lines = demo_build_list_log (build, &self->after);
  for (guint i = 0; i < lines->len; i++)
    send_line (self, g_ptr_array_index (lines, i));
  if (build->done_at != 0)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, "done");
}

static void
send_more (DemoLogStream *self)
{
  if (self->connection == NULL || soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  if (self->of_agent)
    send_more_of_agent (self);
  else
    send_more_of_build (self);
}

static void
wrote_informational_cb (SoupServerMessage *message,
                        DemoLogStream *self)
{
  g_autoptr(GIOStream) stream = NULL;

  g_signal_handlers_disconnect_by_data (message, self);
  stream = soup_server_message_steal_connection (message);
  self->connection = soup_websocket_connection_new (stream, soup_server_message_get_uri (message), SOUP_WEBSOCKET_CONNECTION_SERVER,
                                                    NULL, NULL, NULL);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
  send_more (self);
}

static void
shake_hands (DemoDesk *desk,
             SoupServerMessage *message,
             gboolean of_agent,
             const char *id,
             gint64 after)
{
  DemoLogStream *self;

  if (!soup_websocket_server_process_handshake (message, NULL, NULL, NULL, NULL))
    {
      demo_refuse (message, 426, "Failed to accept WebSocket.");
      return;
    }
  self = g_new0 (DemoLogStream, 1);
  self->desk = desk;
  self->of_agent = of_agent;
  self->id = g_strdup (id);
  self->after = after;
  g_ptr_array_add (desk->log_streams, self);
  g_signal_connect (message, "wrote-informational", G_CALLBACK (wrote_informational_cb), self);
}

/* The word alone is enough; a decoded query knows only words with values. */
static gboolean
wants_to_follow (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_auto(GStrv) words = g_strsplit (query != NULL ? query : "", "&", -1);
  gboolean follows = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    follows |= g_str_equal (words[i], "follow") || g_str_has_prefix (words[i], "follow=");
  return follows;
}

gboolean
demo_log_stream_route (DemoDesk *self,
                       SoupServerMessage *message,
                       const char *path,
                       GHashTable *query)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  gboolean of_agent = g_str_has_prefix (path, "/api/v2/workspaceagents/");
  DemoBuild *build;
  gint64 after;

  if (g_strv_length (segments) != 6 || (!of_agent && !g_str_has_prefix (path, "/api/v2/workspacebuilds/"))
      || !g_str_equal (segments[5], "logs") || !wants_to_follow (message))
    return FALSE;
  if (!demo_check_key (self, message, NULL))
    return TRUE;
  if (of_agent && demo_state_find_agent (self->state, segments[4]) == NULL)
    demo_refuse (message, 404, DEMO_NO_AGENT);
  else if (!of_agent && demo_state_find_by_build (self->state, segments[4], &build) == NULL)
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else if (demo_read_after (message, query, &after))
    shake_hands (self, message, of_agent, segments[4], after);
  return TRUE;
}

GPtrArray *
demo_log_streams_new (void)
{
  return g_ptr_array_new_with_free_func (log_stream_free);
}

void
demo_log_streams_tick (DemoDesk *self)
{
  for (guint i = 0; i < self->log_streams->len; i++)
    send_more (g_ptr_array_index (self->log_streams, i));
}

void
demo_log_streams_end (DemoDesk *self)
{
  for (guint i = 0; i < self->log_streams->len; i++)
    {
      DemoLogStream *stream = g_ptr_array_index (self->log_streams, i);

      if (stream->connection != NULL)
        g_signal_handlers_disconnect_by_data (stream->connection, stream);
    }
  g_ptr_array_set_size (self->log_streams, 0);
}

void
demo_log_streams_break_off (DemoDesk *self)
{
  for (guint i = 0; i < self->log_streams->len; i++)
    {
      DemoLogStream *stream = g_ptr_array_index (self->log_streams, i);

      if (stream->connection != NULL)
        g_io_stream_close (soup_websocket_connection_get_io_stream (stream->connection), NULL, NULL);
    }
  demo_log_streams_end (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"

/* Somebody who follows a build's log: a line a message, and 1000 once the build is done (coder-api 3.6). */
typedef struct
{
  DemoDesk *desk;
  char *build_id;
  gint64 after;
  SoupWebsocketConnection *connection;
} DemoLogStream;

static void
log_stream_free (gpointer data)
{
  DemoLogStream *self = data;

  g_clear_object (&self->connection);
  g_free (self->build_id);
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
send_more (DemoLogStream *self)
{
  DemoBuild *build;
  g_autoptr(GPtrArray) lines = NULL;

  if (self->connection == NULL || soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN
      || demo_state_find_by_build (self->desk->state, self->build_id, &build) == NULL)
    return;
  lines = demo_build_list_log (build, &self->after);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *text = g_strconcat (g_ptr_array_index (lines, i), "\n", NULL);

      soup_websocket_connection_send_text (self->connection, text);
    }
  if (build->done_at != 0)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_NORMAL, "done");
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
             const char *build_id,
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
  self->build_id = g_strdup (build_id);
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
  DemoBuild *build;
  gint64 after;

  if (g_strv_length (segments) != 6 || !g_str_has_prefix (path, "/api/v2/workspacebuilds/") || !g_str_equal (segments[5], "logs")
      || !wants_to_follow (message))
    return FALSE;
  if (!demo_check_key (self, message, NULL))
    return TRUE;
  if (demo_state_find_by_build (self->state, segments[4], &build) == NULL)
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else if (demo_read_after (message, query, &after))
    shake_hands (self, message, segments[4], after);
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

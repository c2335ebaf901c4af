/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"

/* The websocket that tells of one workspace, and the same as server-sent events (coder-api 3.9, correction 54). */

#define PING_US (15 * (gint64) G_USEC_PER_SEC)

/* Who watches which workspace. */
typedef struct
{
  DemoDesk *desk;
  char *workspace_id;
  SoupWebsocketConnection *connection;
  GIOStream *stream; /* of one that speaks no websocket */
  GSource *input;    /* of that */
  gint64 pinged_at;  /* of server-sent events; else 0 */
  char *last;        /* the statuses last sent */
  /* What a fault wants: */
  GStrv messages;
  char **parts; /* of what is replayed; NULL: nothing is */
  guint next_part;
  guint mebibytes;
  guint close_code;
  char *raw;
  gsize n_written; /* of that, in events that come byte by byte */
  guint drip;
  gboolean breaks_off;
} DemoWatcher;

static void
watcher_free (DemoWatcher *self)
{
  g_ptr_array_remove (self->desk->watchers, self);
  g_clear_object (&self->connection);
  g_clear_handle_id (&self->drip, g_source_remove);
  if (self->input != NULL)
    g_source_destroy (self->input);
  g_clear_pointer (&self->input, g_source_unref);
  g_clear_object (&self->stream);
  g_free (self->workspace_id);
  g_free (self->last);
  g_strfreev (self->messages);
  g_strfreev (self->parts);
  g_free (self->raw);
  g_free (self);
}

static void
closed_cb (SoupWebsocketConnection *connection,
           DemoWatcher *self)
{
  g_signal_handlers_disconnect_by_data (connection, self);
  watcher_free (self);
}

/* Of what is replayed. */
static void
send_next_part (DemoWatcher *self)
{
  const char *part = self->parts[self->next_part];
  g_auto(GStrv) messages = g_strsplit (part != NULL ? part : "", "\n", -1);

  for (guint i = 0; messages[i] != NULL; i++)
    if (*messages[i] != '\0')
      soup_websocket_connection_send_text (self->connection, messages[i]);
  self->next_part += part != NULL ? 1 : 0;
}

static void
message_cb (SoupWebsocketConnection *connection,
            int type,
            GBytes *message,
            DemoWatcher *self)
{
  if (self->parts == NULL)
    soup_websocket_connection_close (connection, 1002, "Clients cannot send messages for one-way WebSockets");
  else
    send_next_part (self);
}

static char *
dup_statuses (DemoWorkspace *workspace)
{
  GString *statuses = g_string_new (demo_workspace_get_status (workspace));

  for (guint i = 0; i < workspace->build->agents->len; i++)
    {
      const DemoAgent *agent = g_ptr_array_index (workspace->build->agents, i);

      g_string_append_printf (statuses, " %s %s", demo_agent_get_status (agent), demo_agent_get_lifecycle (agent));
    }
  return g_string_free (statuses, FALSE);
}

/* FALSE when whoever listens does not read, or is gone. */
static gboolean
write_chunk (DemoWatcher *self,
             const char *bytes,
             gsize size)
{
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (self->stream));
  g_autoptr(GString) chunk = g_string_new (NULL);

  g_string_append_printf (chunk, "%zx\r\n", size);
  g_string_append_len (chunk, bytes, size);
  g_string_append (chunk, "\r\n");
  return g_pollable_output_stream_write_nonblocking (output, chunk->str, chunk->len, NULL, NULL) == (gssize) chunk->len;
}

static void
write_ping (DemoWatcher *self)
{
  self->pinged_at = g_get_monotonic_time ();
  write_chunk (self, "event: ping\n\n", strlen ("event: ping\n\n"));
}

static void
send_workspace (DemoWatcher *self,
                DemoWorkspace *workspace)
{
  g_autofree char *text = NULL;

  g_free (self->last);
  self->last = dup_statuses (workspace);
  if (self->connection == NULL)
    {
      text = g_strdup_printf ("event: data\ndata: %s\n\n", demo_workspace_get_json (workspace));
      write_chunk (self, text, strlen (text));
      return;
    }
  text = g_strdup_printf ("{\"type\":\"data\",\"data\":%s}\n", demo_workspace_get_json (workspace));
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (self->connection, text);
}

static void
send_faults (DemoWatcher *self)
{
  g_autofree char *blanks = self->mebibytes > 0 ? g_strnfill ((gsize) self->mebibytes * 1024 * 1024, ' ') : NULL;

  for (guint i = 0; self->messages != NULL && self->messages[i] != NULL; i++)
    soup_websocket_connection_send_text (self->connection, self->messages[i]);
  if (blanks != NULL)
    soup_websocket_connection_send_text (self->connection, blanks);
}

static void
begin (DemoWatcher *self)
{
  DemoWorkspace *workspace = self->workspace_id != NULL ? g_hash_table_lookup (self->desk->state->by_id, self->workspace_id) : NULL;

  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
  send_faults (self);
  if (self->parts != NULL)
    send_next_part (self);
  if (self->close_code != 0)
    {
      soup_websocket_connection_close (self->connection, self->close_code, NULL);
      return;
    }
  soup_websocket_connection_send_text (self->connection, "{\"type\":\"ping\"}\n");
  if (workspace != NULL)
    send_workspace (self, workspace);
}

/* Whoever got only bytes has nothing to say but good-bye. */
static gboolean
input_cb (GObject *input,
          gpointer data)
{
  watcher_free (data);
  return G_SOURCE_REMOVE;
}

static void
keep (DemoWatcher *self,
      GIOStream *stream)
{
  self->stream = g_object_ref (stream);
  self->input = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (stream)), NULL);
  g_source_set_callback (self->input, G_SOURCE_FUNC (input_cb), self, NULL);
  g_source_attach (self->input, g_main_context_get_thread_default ());
  g_ptr_array_add (self->desk->watchers, self);
}

static void
break_off (DemoWatcher *self)
{
  g_io_stream_close (self->connection != NULL ? soup_websocket_connection_get_io_stream (self->connection) : self->stream, NULL,
                     NULL);
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  watcher_free (self);
}

static void
write_raw (DemoWatcher *self,
           GIOStream *stream)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), self->raw, strlen (self->raw), NULL, NULL, NULL);
  keep (self, stream);
  if (self->breaks_off)
    break_off (self);
}

/* The answer 101 is on its way: from here on the connection speaks websocket. */
static void
wrote_informational_cb (SoupServerMessage *message,
                        DemoWatcher *self)
{
  g_autoptr(GIOStream) stream = NULL;

  g_signal_handlers_disconnect_by_data (message, self);
  stream = soup_server_message_steal_connection (message);
  if (self->raw != NULL)
    {
      write_raw (self, stream);
      return;
    }
  self->connection = soup_websocket_connection_new (stream, soup_server_message_get_uri (message), SOUP_WEBSOCKET_CONNECTION_SERVER,
                                                    NULL, NULL, NULL);
  g_ptr_array_add (self->desk->watchers, self);
  begin (self);
}

/* It was gone before the answer. */
static void
gone_cb (SoupServerMessage *message,
         DemoWatcher *self)
{
  g_signal_handlers_disconnect_by_data (message, self);
  watcher_free (self);
}

static DemoWatcher *
shake_hands (DemoDesk *desk,
             SoupServerMessage *message,
             const char *workspace_id)
{
  g_autoptr(GError) error = NULL;
  DemoWatcher *self;

  if (!soup_websocket_server_check_handshake (message, NULL, NULL, NULL, &error))
    {
      /* Plain text, then a line of JSON (correction 3). */
      static const char text[] = "WebSocket protocol violation: Connection header \"\" does not contain Upgrade\n"
                                 "{\"message\":\"Failed to accept WebSocket.\"}\n";

      soup_server_message_set_status (message, 426, NULL);
      soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_STATIC, text, strlen (text));
      return NULL;
    }
  soup_websocket_server_process_handshake (message, NULL, NULL, NULL, NULL);
  self = g_new0 (DemoWatcher, 1);
  self->desk = desk;
  self->workspace_id = g_strdup (workspace_id);
  g_signal_connect (message, "wrote-informational", G_CALLBACK (wrote_informational_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (gone_cb), self);
  return self;
}

/* ---- Server-sent events ------------------------------------------------------------------------------------------ */

static void
append_header (const char *name,
               const char *value,
               gpointer data)
{
  g_string_append_printf (data, "%s: %s\r\n", name, value);
}

/* The answer is written by hand: a server that writes it for us would not notice that nobody reads any more. */
static DemoWatcher *
begin_events (DemoDesk *desk,
              SoupServerMessage *message,
              const char *workspace_id)
{
  DemoWatcher *self = g_new0 (DemoWatcher, 1);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr(GString) head = g_string_new ("HTTP/1.1 200 OK\r\n");
  g_autoptr(GIOStream) stream = NULL;

  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  soup_message_headers_replace (headers, "Connection", "keep-alive");
  soup_message_headers_replace (headers, "Content-Type", "text/event-stream");
  soup_message_headers_replace (headers, "X-Accel-Buffering", "no");
  soup_message_headers_replace (headers, "Transfer-Encoding", "chunked");
  soup_message_headers_foreach (headers, append_header, head);
  g_string_append (head, "\r\n");
  stream = soup_server_message_steal_connection (message);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), head->str, head->len, NULL, NULL, NULL);
  self->desk = desk;
  self->workspace_id = g_strdup (workspace_id);
  keep (self, stream);
  return self;
}

static void
end_raw (DemoWatcher *self)
{
  if (self->breaks_off)
    break_off (self);
}

static gboolean
drip_cb (gpointer data)
{
  DemoWatcher *self = data;

  if (self->raw[self->n_written] != '\0' && write_chunk (self, self->raw + self->n_written++, 1))
    return G_SOURCE_CONTINUE;
  self->drip = 0;
  end_raw (self);
  return G_SOURCE_REMOVE;
}

static void
misbehave_with_events (DemoDesk *desk,
                       SoupServerMessage *message,
                       const DemoFault *fault)
{
  DemoWatcher *self = begin_events (desk, message, NULL);

  self->raw = g_strdup (fault->text != NULL ? fault->text : "");
  self->breaks_off = fault->status != 0;
  if (fault->ms > 0)
    {
      self->drip = g_timeout_add (fault->ms, drip_cb, self);
      return;
    }
  if (*self->raw != '\0')
    write_chunk (self, self->raw, strlen (self->raw));
  end_raw (self);
}

static void
watch_by_events (DemoDesk *desk,
                 SoupServerMessage *message,
                 DemoWorkspace *workspace)
{
  DemoWatcher *self = begin_events (desk, message, workspace->id);

  write_ping (self);
  send_workspace (self, workspace);
}

gboolean
demo_watch_route (DemoDesk *self,
                  SoupServerMessage *message,
                  const char *path)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  DemoWorkspace *workspace;
  gboolean by_events = g_strv_length (segments) == 6 && g_str_equal (segments[5], "watch");

  if (g_strv_length (segments) != 6 || !g_str_has_prefix (path, "/api/v2/workspaces/")
      || (!by_events && !g_str_equal (segments[5], "watch-ws")))
    return FALSE;
  if (!demo_check_key (self, message, NULL))
    return TRUE;
  workspace = g_hash_table_lookup (self->state->by_id, segments[4]);
  if (workspace == NULL)
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else if (by_events)
    watch_by_events (self, message, workspace);
  else
    shake_hands (self, message, workspace->id);
  return TRUE;
}

void
demo_watch_misbehave (DemoDesk *self,
                      SoupServerMessage *message,
                      const DemoFault *fault)
{
  DemoWatcher *watcher;

  if (fault->kind == OUTPOST_DEMO_FAULT_EVENTS)
    {
      misbehave_with_events (self, message, fault);
      return;
    }
  watcher = shake_hands (self, message, NULL);
  if (watcher == NULL)
    return;
  if (fault->kind == OUTPOST_DEMO_FAULT_WS_RAW)
    {
      watcher->raw = g_strdup (fault->text);
      watcher->breaks_off = fault->status != 0;
      return;
    }
  if (fault->kind == OUTPOST_DEMO_FAULT_WS_REPLAY)
    {
      watcher->parts = g_strsplit (fault->text, "\f", -1);
      return;
    }
  watcher->messages = fault->text != NULL ? g_strsplit (fault->text, "\n", -1) : NULL;
  watcher->mebibytes = fault->ms;
  watcher->close_code = fault->kind == OUTPOST_DEMO_FAULT_WS_CLOSE ? fault->status : 0;
}

void
demo_watch_changed (DemoDesk *self,
                    DemoWorkspace *workspace)
{
  for (guint i = 0; i < self->watchers->len; i++)
    {
      DemoWatcher *watcher = g_ptr_array_index (self->watchers, i);

      if (g_strcmp0 (watcher->workspace_id, workspace->id) == 0)
        send_workspace (watcher, workspace);
    }
}

void
demo_watch_tick (DemoDesk *self)
{
  for (guint i = 0; i < self->watchers->len; i++)
    {
      DemoWatcher *watcher = g_ptr_array_index (self->watchers, i);
      DemoWorkspace *workspace
          = watcher->workspace_id != NULL ? g_hash_table_lookup (self->state->by_id, watcher->workspace_id) : NULL;
      g_autofree char *statuses = workspace != NULL ? dup_statuses (workspace) : NULL;

      if (statuses != NULL && g_strcmp0 (statuses, watcher->last) != 0)
        send_workspace (watcher, workspace);
      if (watcher->pinged_at != 0 && g_get_monotonic_time () - watcher->pinged_at >= PING_US)
        write_ping (watcher);
    }
}

void
demo_watch_break_off (DemoDesk *self)
{
  while (self->watchers->len > 0)
    break_off (g_ptr_array_index (self->watchers, self->watchers->len - 1));
}

void
demo_watch_end (DemoDesk *self)
{
  while (self->watchers->len > 0)
    {
      DemoWatcher *watcher = g_ptr_array_index (self->watchers, 0);

      if (watcher->connection != NULL)
        g_signal_handlers_disconnect_by_data (watcher->connection, watcher);
      watcher_free (watcher);
    }
}

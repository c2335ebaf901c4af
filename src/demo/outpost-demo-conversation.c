/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"
#include "outpost-demo-questions-private.h"

/* The conversation about a version's parameters: each message is answered with the whole form (coder-api 2.6). */
typedef struct
{
  DemoDesk *desk;
  char *version_id;
  SoupWebsocketConnection *connection;
} DemoConversation;

static void
conversation_free (gpointer data)
{
  DemoConversation *self = data;

  g_clear_object (&self->connection);
  g_free (self->version_id);
  g_free (self);
}

static void
closed_cb (SoupWebsocketConnection *connection,
           DemoConversation *self)
{
  g_signal_handlers_disconnect_by_data (connection, self);
  g_ptr_array_remove (self->desk->conversations, self);
}

static void
answer (DemoConversation *self,
        gint64 id,
        JsonObject *inputs)
{
  const DemoTemplate *template = demo_state_find_template (self->desk->state, self->version_id);
  g_autofree char *json = template != NULL ? demo_questions_dup_answer (template, id, inputs) : NULL;

  if (json != NULL)
    soup_websocket_connection_send_text (self->connection, json);
}

/* What is no request ends the conversation, without a word (correction 33). */
static void
message_cb (SoupWebsocketConnection *connection,
            int type,
            GBytes *message,
            DemoConversation *self)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  g_autoptr(JsonNode) node = type == SOUP_WEBSOCKET_DATA_TEXT ? json_from_string (text, NULL) : NULL;
  JsonObject *request = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *inputs = request != NULL ? json_object_get_member (request, "inputs") : NULL;

  if (request == NULL)
    soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  else
    answer (self, json_object_get_int_member_with_default (request, "id", 0),
            inputs != NULL && JSON_NODE_HOLDS_OBJECT (inputs) ? json_node_get_object (inputs) : NULL);
}

static void
wrote_informational_cb (SoupServerMessage *message,
                        DemoConversation *self)
{
  g_autoptr(GIOStream) stream = NULL;

  g_signal_handlers_disconnect_by_data (message, self);
  stream = soup_server_message_steal_connection (message);
  self->connection = soup_websocket_connection_new (stream, soup_server_message_get_uri (message), SOUP_WEBSOCKET_CONNECTION_SERVER,
                                                    NULL, NULL, NULL);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
  answer (self, -1, NULL);
}

static void
shake_hands (DemoDesk *desk,
             SoupServerMessage *message,
             const char *version_id)
{
  DemoConversation *self;

  if (!soup_websocket_server_process_handshake (message, NULL, NULL, NULL, NULL))
    {
      demo_refuse (message, 426, "Failed to accept WebSocket.");
      return;
    }
  self = g_new0 (DemoConversation, 1);
  self->desk = desk;
  self->version_id = g_strdup (version_id);
  g_ptr_array_add (desk->conversations, self);
  g_signal_connect (message, "wrote-informational", G_CALLBACK (wrote_informational_cb), self);
}

gboolean
demo_conversation_route (DemoDesk *self,
                         SoupServerMessage *message,
                         const char *path)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  DemoTemplate *template;

  if (g_strv_length (segments) != 6 || !g_str_has_prefix (path, "/api/v2/templateversions/")
      || !g_str_equal (segments[5], "dynamic-parameters"))
    return FALSE;
  if (!demo_check_key (self, message, NULL))
    return TRUE;
  template = demo_state_find_template (self->state, segments[4]);
  if (template == NULL)
    demo_refuse (message, 404, DEMO_NOT_FOUND);
  else if (template->import != NULL && g_str_equal (template->import, "running"))
    demo_refuse (message, 425, "Template version job has not finished");
  else
    shake_hands (self, message, segments[4]);
  return TRUE;
}

GPtrArray *
demo_conversations_new (void)
{
  return g_ptr_array_new_with_free_func (conversation_free);
}

void
demo_conversations_end (DemoDesk *self)
{
  for (guint i = 0; i < self->conversations->len; i++)
    {
      DemoConversation *conversation = g_ptr_array_index (self->conversations, i);

      if (conversation->connection != NULL)
        g_signal_handlers_disconnect_by_data (conversation->connection, conversation);
    }
  g_ptr_array_set_size (self->conversations, 0);
}

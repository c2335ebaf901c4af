/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"

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
  self->conversations = demo_conversations_new ();
  self->log_streams = demo_log_streams_new ();
  self->dry_runs = demo_dry_runs_new ();
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
  g_ptr_array_unref (self->conversations);
  g_ptr_array_unref (self->log_streams);
  g_ptr_array_unref (self->dry_runs);
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

/* One string member of a small JSON object, unescaped; NULL when there is none. */
char *
demo_find_member (const char *json,
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

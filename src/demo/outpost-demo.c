/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo.h"

#include <libsoup/soup.h>
#include <string.h>

#include "outpost-demo-certificate-private.h"
#include "outpost-demo-desk-private.h"
#include "outpost-demo-faults-private.h"

#define TICK_MS 500

/* One request that came in. */
typedef struct
{
  char *method;
  char *path;                 /* with its query */
  GHashTable *headers;        /* lower-case name → value */
  SoupServerMessage *message; /* borrowed, until it is answered; then NULL */
  guint begun;                /* in the order of all that begins and ends */
  guint ended;                /* 0: not yet */
} Logged;

/* A small deployment on loopback. */
struct _OutpostDemo
{
  GObject parent_instance;

  SoupServer *server;
  GTlsCertificate *certificate;
  DemoState *state;
  DemoDesk *desk;
  GPtrArray *faults;
  GPtrArray *log;
  guint n_events; /* of the log */
  OutpostDemoFlags flags;
  char *url;
  GSource *tick;
};

G_DEFINE_FINAL_TYPE (OutpostDemo, outpost_demo, G_TYPE_OBJECT)

static void
logged_free (gpointer data)
{
  Logged *self = data;

  g_free (self->method);
  g_free (self->path);
  g_hash_table_unref (self->headers);
  g_free (self);
}

static void
keep_header (const char *name,
             const char *value,
             gpointer data)
{
  g_hash_table_insert (data, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
finished_cb (OutpostDemo *self,
             SoupServerMessage *message)
{
  for (guint i = 0; i < self->log->len; i++)
    {
      Logged *logged = g_ptr_array_index (self->log, i);

      if (logged->message != message)
        continue;
      logged->message = NULL;
      logged->ended = ++self->n_events;
    }
}

static void
log_request (OutpostDemo *self,
             SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  Logged *logged = g_new0 (Logged, 1);

  logged->method = g_strdup (soup_server_message_get_method (message));
  logged->path = g_uri_get_query (uri) != NULL ? g_strconcat (g_uri_get_path (uri), "?", g_uri_get_query (uri), NULL)
                                               : g_strdup (g_uri_get_path (uri));
  logged->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), keep_header, logged->headers);
  logged->message = message;
  logged->begun = ++self->n_events;
  g_ptr_array_add (self->log, logged);
  g_signal_connect_object (message, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
}

static void
add_common_headers (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *id = demo_new_id ();
  g_autofree char *reset = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + 60);

  soup_message_headers_replace (headers, "X-Coder-Build-Version", DEMO_VERSION);
  soup_message_headers_replace (headers, "X-Coder-Request-Id", id);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "X-Ratelimit-Limit", "512");
  soup_message_headers_replace (headers, "X-Ratelimit-Remaining", "511");
  soup_message_headers_replace (headers, "X-Ratelimit-Reset", reset);
  soup_message_headers_append (headers, "Set-Cookie", "csrf_token=demo; Path=/; HttpOnly; SameSite=Lax");
}

/* Reached under another name than its access URL: everything answers with that URL alone (correction 75). */
static gboolean
redirect (OutpostDemo *self,
          SoupServerMessage *message,
          const char *path)
{
  const char *host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");

  if ((self->flags & OUTPOST_DEMO_REDIRECT) == 0 || g_str_equal (path, "/healthz") || host == NULL
      || g_str_has_prefix (host, "localhost"))
    return FALSE;
  soup_message_headers_clear (soup_server_message_get_response_headers (message));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", self->state->access_url);
  soup_server_message_set_status (message, 307, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC, "<a>Temporary Redirect</a>.\n\n", 28);
  return TRUE;
}

static void
answer (OutpostDemo *self,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query)
{
  if (!redirect (self, message, path) && !demo_watch_route (self->desk, message, path)
      && !demo_conversation_route (self->desk, message, path) && !demo_log_stream_route (self->desk, message, path, query))
    demo_route (self->desk, message, path, query);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *decoded_path,
            GHashTable *query,
            gpointer data)
{
  OutpostDemo *self = data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  DemoFault *fault;

  log_request (self, message);
  add_common_headers (message);
  fault = demo_faults_take (self->faults, soup_server_message_get_method (message), path);
  if (fault == NULL)
    {
      answer (self, message, path, query);
      return;
    }
  if (demo_fault_is_stream (fault))
    demo_watch_misbehave (self->desk, message, fault);
  else
    {
      if (demo_fault_wants_answer (fault))
        answer (self, message, path, query);
      demo_fault_apply (fault, self->server, message);
    }
  demo_fault_free (fault);
}

static gboolean
tick_cb (gpointer data)
{
  demo_watch_tick (((OutpostDemo *) data)->desk);
  demo_log_streams_tick (((OutpostDemo *) data)->desk);
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (DemoWorkspace *workspace,
            gpointer data)
{
  demo_watch_changed (((OutpostDemo *) data)->desk, workspace);
}

static gboolean
let_go_cb (gpointer server)
{
  soup_server_disconnect (server);
  return G_SOURCE_REMOVE;
}

/* libsoup does not survive being disconnected in the middle of an answer: nobody new is let in, and who is inside may leave. */
static void
close_down (SoupServer *server)
{
  g_autoptr(GSList) listeners = soup_server_get_listeners (server);
  g_autoptr(GSource) later = g_timeout_source_new_seconds (1);

  for (GSList *listener = listeners; listener != NULL; listener = listener->next)
    g_socket_close (listener->data, NULL);
  soup_server_remove_handler (server, NULL);
  g_source_set_callback (later, let_go_cb, server, g_object_unref);
  g_source_attach (later, g_main_context_get_thread_default ());
}

static void
outpost_demo_finalize (GObject *object)
{
  OutpostDemo *self = OUTPOST_DEMO (object);

  if (self->tick != NULL)
    g_source_destroy (self->tick);
  g_clear_pointer (&self->tick, g_source_unref);
  if (self->desk != NULL)
    {
      demo_watch_end (self->desk);
      demo_conversations_end (self->desk);
      demo_log_streams_end (self->desk);
    }
  if (self->server != NULL)
    close_down (g_steal_pointer (&self->server));
  g_clear_pointer (&self->desk, demo_desk_free);
  g_clear_pointer (&self->state, demo_state_free);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->log, g_ptr_array_unref);
  g_clear_object (&self->certificate);
  g_free (self->url);
  G_OBJECT_CLASS (outpost_demo_parent_class)->finalize (object);
}

static void
outpost_demo_class_init (OutpostDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_demo_finalize;
}

static void
outpost_demo_init (OutpostDemo *self)
{
  self->faults = g_ptr_array_new_with_free_func (demo_fault_free);
  self->log = g_ptr_array_new_with_free_func (logged_free);
}

static gboolean
listen_on_loopback (OutpostDemo *self,
                    GError **error)
{
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  g_autoptr(GSList) uris = NULL;

  self->server = soup_server_new ("server-header", "outpost-demo", NULL);
  if (self->flags & OUTPOST_DEMO_TLS)
    {
      self->certificate = g_tls_certificate_new_from_pem (DEMO_CERTIFICATE, -1, error);
      if (self->certificate == NULL)
        return FALSE;
      soup_server_set_tls_certificate (self->server, self->certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  if (!soup_server_listen_local (self->server, 0, options, error))
    return FALSE;
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("%s://127.0.0.1:%d", self->flags & OUTPOST_DEMO_TLS ? "https" : "http", g_uri_get_port (uris->data));
  g_slist_foreach (uris, (GFunc) (void (*) (void)) g_uri_unref, NULL);
  return TRUE;
}

OutpostDemo *
outpost_demo_new (OutpostDemoFlags flags,
                  guint n_workspaces,
                  GError **error)
{
  g_autoptr(OutpostDemo) self = g_object_new (OUTPOST_TYPE_DEMO, NULL);
  g_autofree char *access_url = NULL;

  self->flags = flags;
  if (!listen_on_loopback (self, error))
    return NULL;
  if (flags & OUTPOST_DEMO_REDIRECT)
    access_url = g_strdup_printf ("http://localhost%s", strrchr (self->url, ':'));
  self->state = demo_state_new (n_workspaces, (flags & OUTPOST_DEMO_STILL) != 0, access_url != NULL ? access_url : self->url);
  self->state->no_provisioner = (flags & OUTPOST_DEMO_NO_PROVISIONER) != 0;
  self->desk = demo_desk_new (self->state, flags);
  self->state->changed = changed_cb;
  self->state->data = self;
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  self->tick = g_timeout_source_new (TICK_MS);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, g_main_context_get_thread_default ());
  return g_steal_pointer (&self);
}

const char *
outpost_demo_get_url (OutpostDemo *self)
{
  return self->url;
}

const char *
outpost_demo_get_key (OutpostDemo *self)
{
  return self->desk->first_key;
}

const char *
outpost_demo_get_email (OutpostDemo *self)
{
  return "you@demo.example";
}

const char *
outpost_demo_get_password (OutpostDemo *self)
{
  return self->desk->password;
}

const char *
outpost_demo_get_user_id (OutpostDemo *self)
{
  return self->state->user_id;
}

const char *
outpost_demo_get_username (OutpostDemo *self)
{
  return "you";
}

GTlsCertificate *
outpost_demo_get_certificate (OutpostDemo *self)
{
  return self->certificate;
}

void
outpost_demo_set_agent (OutpostDemo *self,
                        const char *workspace,
                        const char *agent,
                        const char *status,
                        const char *lifecycle)
{
  DemoWorkspace *found = demo_state_find (self->state, workspace);

  g_return_if_fail (found != NULL);
  g_return_if_fail (demo_workspace_find_agent (found, agent) != NULL);
  demo_agent_set_status (demo_workspace_find_agent (found, agent), status, lifecycle);
  demo_workspace_touch (found);
}

void
outpost_demo_add_ordinary_agent (OutpostDemo *self,
                                 const char *workspace,
                                 const char *agent)
{
  DemoWorkspace *found = demo_state_find (self->state, workspace);

  g_return_if_fail (found != NULL);
  demo_workspace_add_agent (found, agent, "linux", "amd64")->external = FALSE;
  demo_workspace_touch (found);
}

void
outpost_demo_start_agent (OutpostDemo *self,
                          const char *workspace,
                          const char *agent,
                          gboolean succeeds)
{
  DemoWorkspace *found = demo_state_find (self->state, workspace);
  DemoAgent *named = found != NULL ? demo_workspace_find_agent (found, agent) : NULL;

  g_return_if_fail (named != NULL);
  demo_agent_set_status (named, "connected", "ready");
  named->script_fails = !succeeds;
  demo_agent_begin_script (named);
  demo_workspace_touch (found);
}

void
outpost_demo_change_template (OutpostDemo *self,
                              const char *template,
                              OutpostDemoTemplateChange change)
{
  DemoTemplate *found = demo_state_find_template_by_name (self->state, template);

  g_return_if_fail (found != NULL);
  demo_state_change_template (self->state, found, change);
}

void
outpost_demo_add_templates (OutpostDemo *self,
                            guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("shelf-%03u", i + 1);
      DemoTemplate *like = demo_state_find_template_by_name (self->state, "two-machines");
      DemoTemplate *template = demo_state_add_template (self->state, like);

      template->name = template->display_name = g_intern_string (name);
    }
}

void
outpost_demo_add_questions (OutpostDemo *self,
                            const char *template,
                            guint n)
{
  DemoTemplate *found = demo_state_find_template_by_name (self->state, template);

  g_return_if_fail (found != NULL);
  found->more_questions += n;
}

void
outpost_demo_add_versions (OutpostDemo *self,
                           const char *template,
                           guint n)
{
  DemoTemplate *found = demo_state_find_template_by_name (self->state, template);

  g_return_if_fail (found != NULL);
  found->more_versions += n;
}

void
outpost_demo_rebuild (OutpostDemo *self,
                      const char *workspace)
{
  DemoWorkspace *found = demo_state_find (self->state, workspace);

  g_return_if_fail (found != NULL);
  demo_workspace_rebuild (found);
}

void
outpost_demo_remove (OutpostDemo *self,
                     const char *workspace)
{
  DemoWorkspace *found = demo_state_find (self->state, workspace);

  g_return_if_fail (found != NULL);
  demo_state_remove (self->state, found);
}

char *
outpost_demo_dup_token (OutpostDemo *self,
                        const char *workspace,
                        const char *agent)
{
  DemoWorkspace *found = demo_state_find (self->state, workspace);
  DemoAgent *named = found != NULL ? demo_workspace_find_agent (found, agent) : NULL;

  return named != NULL ? g_strdup (named->token) : NULL;
}

void
outpost_demo_revoke_keys (OutpostDemo *self)
{
  g_hash_table_remove_all (self->desk->keys);
}

guint
outpost_demo_count_keys (OutpostDemo *self)
{
  return g_hash_table_size (self->desk->keys);
}

guint
outpost_demo_count_watchers (OutpostDemo *self)
{
  return self->desk->watchers->len;
}

void
outpost_demo_break_off (OutpostDemo *self)
{
  demo_watch_break_off (self->desk);
  demo_log_streams_break_off (self->desk);
}

void
outpost_demo_add_fault (OutpostDemo *self,
                        OutpostDemoFaultKind kind,
                        const char *method,
                        const char *path_glob,
                        guint times,
                        guint status,
                        guint ms,
                        const char *text,
                        const char *headers)
{
  DemoFault *fault = g_new0 (DemoFault, 1);

  fault->kind = kind;
  fault->method = g_strdup (method);
  fault->path_glob = g_strdup (path_glob);
  fault->times = times;
  fault->status = status;
  fault->ms = ms;
  fault->text = g_strdup (text);
  fault->headers = g_strdup (headers);
  g_ptr_array_add (self->faults, fault);
}

void
outpost_demo_clear_faults (OutpostDemo *self)
{
  g_ptr_array_set_size (self->faults, 0);
}

static gboolean
matches (const Logged *logged,
         const char *method,
         const char *path_glob)
{
  return (method == NULL || g_str_equal (method, logged->method))
         && (path_glob == NULL || g_pattern_match_simple (path_glob, logged->path));
}

guint
outpost_demo_count_requests (OutpostDemo *self,
                             const char *method,
                             const char *path_glob)
{
  guint n = 0;

  for (guint i = 0; i < self->log->len; i++)
    n += matches (g_ptr_array_index (self->log, i), method, path_glob) ? 1 : 0;
  return n;
}

guint
outpost_demo_count_at_once (OutpostDemo *self,
                            const char *method,
                            const char *path_glob)
{
  guint most = 0;

  for (guint i = 0; i < self->log->len; i++)
    {
      const Logged *one = g_ptr_array_index (self->log, i);
      guint n = 0;

      /* As it began. */
      for (guint j = 0; j <= i && matches (one, method, path_glob); j++)
        {
          const Logged *other = g_ptr_array_index (self->log, j);

          n += matches (other, method, path_glob) && (other->ended == 0 || other->ended > one->begun) ? 1 : 0;
        }
      most = MAX (most, n);
    }
  return most;
}

char **
outpost_demo_dup_requests (OutpostDemo *self)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < self->log->len; i++)
    {
      Logged *logged = g_ptr_array_index (self->log, i);

      g_strv_builder_take (lines, g_strconcat (logged->method, " ", logged->path, NULL));
    }
  return g_strv_builder_end (lines);
}

char *
outpost_demo_dup_request_header (OutpostDemo *self,
                                 const char *path_glob,
                                 const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = self->log->len; i > 0; i--)
    {
      Logged *logged = g_ptr_array_index (self->log, i - 1);

      if (matches (logged, NULL, path_glob))
        return g_strdup (g_hash_table_lookup (logged->headers, lower));
    }
  return NULL;
}

void
outpost_demo_clear_requests (OutpostDemo *self)
{
  g_ptr_array_set_size (self->log, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-client-private.h"

#include <stdarg.h>
#include <string.h>

#include "outpost-address.h"
#include "outpost-backoff.h"
#include "outpost-error.h"
#include "outpost-exchange-private.h"
#include "outpost-main-loop-private.h"
#include "outpost-rate-limits-private.h"
#include "outpost-reply-private.h"
#include "outpost-vigil-private.h"

#define DEFAULT_DEADLINE_MS 30000
#define DEFAULT_SIZE_LIMIT (16 * 1024 * 1024)
#define FIRST_PAUSE_MS 200
#define LONGEST_PAUSE_MS 2000
#define MOST_ATTEMPTS 3
#define MOST_REDIRECTS 5

/* One deployment and the one key for it; the only place where that key is put on a request. */
struct _OutpostClient
{
  GObject parent_instance;

  SoupSession *session;
  SoupSession *stream_session; /* once one is wanted */
  OutpostVigil *vigil;         /* the same */
  char *base_url;
  char *key;
  guint generation;
  gboolean refused;
  char *server_version;
  OutpostRateLimits *limits;
  gint64 waiting_until; /* the latest of them, as it was told */
  guint deadline_ms;
  gsize size_limit;
};

G_DEFINE_FINAL_TYPE (OutpostClient, outpost_client, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BASE_URL,
  PROP_KEY,
  PROP_WAITING_UNTIL,
  PROP_SERVER_VERSION,
  N_PROPS,
};

enum
{
  SIGNAL_UNAUTHORIZED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* One call of outpost_client_send() from its first attempt to its settling. */
typedef struct
{
  OutpostClient *client;
  const char *method;
  char *path;
  char *url;
  GBytes *body;
  OutpostRequestFlags flags;
  gint64 deadline;
  GCancellable *stop;
  OutpostBackoff backoff;
  guint n_redirects;
  gboolean rebased;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_clear_object (&self->client);
  g_clear_object (&self->stop);
  g_free (self->path);
  g_free (self->url);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/* ---- What listeners are told ------------------------------------------------------------------------------------- */

/* Fibers have small stacks, and listeners do anything: they are told from the main loop. */
static gboolean
tell_version_cb (gpointer data)
{
  g_object_notify_by_pspec (data, props[PROP_SERVER_VERSION]);
  return G_SOURCE_REMOVE;
}

static gboolean
tell_waiting_cb (gpointer data)
{
  g_object_notify_by_pspec (data, props[PROP_WAITING_UNTIL]);
  return G_SOURCE_REMOVE;
}

static gboolean
tell_unauthorized_cb (gpointer data)
{
  OutpostClient *self = data;

  /* A key set in between has not been refused. */
  if (self->refused)
    g_signal_emit (self, signals[SIGNAL_UNAUTHORIZED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_later (OutpostClient *self,
            GSourceFunc callback)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, callback, g_object_ref (self), g_object_unref);
}

static void
update_waiting (OutpostClient *self)
{
  gint64 latest = outpost_rate_limits_get_latest (self->limits);

  if (self->waiting_until == latest)
    return;
  self->waiting_until = latest;
  tell_later (self, tell_waiting_cb);
}

/* ---- Messages ---------------------------------------------------------------------------------------------------- */

SoupMessage *
outpost_client_new_message (OutpostClient *self,
                            const char *method,
                            const char *url,
                            OutpostRequestFlags flags,
                            guint *generation)
{
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers;

  *generation = 0;
  if (message == NULL)
    return NULL;
  headers = soup_message_get_request_headers (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Accept", (flags & OUTPOST_REQUEST_ANY_TYPE) != 0 ? "*/*" : "application/json");
  if (self->key != NULL && (flags & OUTPOST_REQUEST_ANONYMOUS) == 0 && outpost_address_is_same_origin (url, self->base_url))
    {
      soup_message_headers_replace (headers, "Coder-Session-Token", self->key);
      *generation = self->generation;
    }
  return message;
}

/* Also where the one that was refused cannot wait so long: the next ones need not ask to hear it again. */
static void
note_limit (OutpostClient *self,
            OutpostReply *reply,
            const char *path)
{
  gint64 until = outpost_reply_get_retry_at (reply);

  if (outpost_reply_get_status (reply) != OUTPOST_STATUS_RATE_LIMITED || until == 0)
    return;
  /* Their clock counts whole seconds: "now" can still be too early. */
  outpost_rate_limits_note (self->limits, path, MAX (until, g_get_real_time () + FIRST_PAUSE_MS * 1000));
  update_waiting (self);
}

void
outpost_client_observe (OutpostClient *self,
                        OutpostReply *reply,
                        const char *path,
                        guint generation)
{
  const char *version = outpost_reply_get_header (reply, "X-Coder-Build-Version");

  if (version != NULL && g_utf8_validate (version, -1, NULL) && g_set_str (&self->server_version, version))
    tell_later (self, tell_version_cb);
  note_limit (self, reply, path);
  if (generation != 0 && generation == self->generation && !self->refused && outpost_reply_refuses_key (reply))
    {
      self->refused = TRUE;
      tell_later (self, tell_unauthorized_cb);
    }
}

/* ---- The fiber of a request -------------------------------------------------------------------------------------- */

static GError *
new_rate_limited (gint64 until)
{
  return outpost_error_new_for_answer (OUTPOST_STATUS_RATE_LIMITED, NULL, TRUE, NULL, NULL, until, NULL);
}

static DexFuture *
pause_until (Request *request,
             gint64 wakes_at)
{
  return dex_future_first (dex_timeout_new_deadline (wakes_at), dex_cancellable_new_from_cancellable (request->stop), NULL);
}

/* Keeps back the requests of a path while its rate limit is waited for. */
static gboolean
wait_for_limit (Request *request,
                GError **error)
{
  OutpostClient *self = request->client;
  gint64 until;

  while ((until = outpost_rate_limits_get (self->limits, request->path)) != 0)
    {
      gint64 wakes_at = g_get_monotonic_time () + until - g_get_real_time ();
      g_autoptr(GError) failure = NULL;

      if (wakes_at > request->deadline)
        {
          g_propagate_error (error, new_rate_limited (until));
          return FALSE;
        }
      dex_await (pause_until (request, wakes_at), &failure);
      update_waiting (self);
      if (!g_error_matches (failure, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        {
          g_propagate_error (error, outpost_exchange_dup_error (failure, &(OutpostCertificateNote) { NULL }));
          return FALSE;
        }
    }
  return TRUE;
}

/* Whether a 429 says until when to wait, and that is before the deadline. */
static gboolean
can_wait (Request *request,
          OutpostReply *reply)
{
  gint64 wait = outpost_rate_limits_get (request->client->limits, request->path) - g_get_real_time ();

  return outpost_reply_get_retry_at (reply) != 0 && g_get_monotonic_time () + wait <= request->deadline;
}

static gboolean
is_idempotent (const char *method)
{
  return g_str_equal (method, "GET") || g_str_equal (method, "PUT") || g_str_equal (method, "DELETE");
}

/* Pauses before another attempt where one makes sense. */
static gboolean
pause_after (Request *request,
             const GError *error)
{
  g_autoptr(GError) failure = NULL;
  gint64 wakes_at;

  if (!is_idempotent (request->method) || !g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNREACHABLE)
      || request->backoff.attempts + 1 >= MOST_ATTEMPTS)
    return FALSE;
  wakes_at = g_get_monotonic_time () + (gint64) outpost_backoff_next (&request->backoff) * 1000;
  if (wakes_at >= request->deadline)
    return FALSE;
  dex_await (pause_until (request, wakes_at), &failure);
  return g_error_matches (failure, DEX_ERROR, DEX_ERROR_TIMED_OUT);
}

static char *
dup_target (Request *request,
            OutpostReply *reply)
{
  const char *location = outpost_reply_get_header (reply, "Location");

  return location != NULL ? g_uri_resolve_relative (request->url, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
}

/* Whether the URL is an origin alone. */
static gboolean
is_bare (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && g_uri_get_query (uri) == NULL && (*g_uri_get_path (uri) == '\0' || g_str_equal (g_uri_get_path (uri), "/"));
}

/* Follows within the origin only, so that the key stays there, and only what may be asked twice. */
static gboolean
follow (Request *request,
        OutpostReply *reply)
{
  g_autofree char *target = NULL;
  guint status = outpost_reply_get_status (reply);

  if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308)
    return FALSE;
  target = dup_target (request, reply);
  if (target == NULL || !g_str_equal (request->method, "GET") || request->n_redirects++ >= MOST_REDIRECTS
      || !outpost_address_is_same_origin (target, request->client->base_url))
    return FALSE;
  if (is_bare (target))
    {
      /* The deployment names its address and drops the path (correction 75): ask there for the same, once. */
      if (request->rebased)
        return FALSE;
      request->rebased = TRUE;
      if (g_str_has_suffix (target, "/"))
        target[strlen (target) - 1] = '\0';
      g_free (request->url);
      request->url = g_strconcat (target, request->path, NULL);
      return TRUE;
    }
  /* One to itself is no way on. */
  return g_set_str (&request->url, target);
}

static OutpostReply *
attempt (Request *request,
         GError **error)
{
  OutpostClient *self = request->client;
  guint generation;
  g_autoptr(SoupMessage) message = outpost_client_new_message (self, request->method, request->url, request->flags, &generation);
  OutpostReply *reply;

  if (message == NULL)
    {
      g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_ADDRESS, "The request's address is not of the web");
      return NULL;
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", request->body);
  reply = outpost_exchange_run (self->session, message, request->deadline, request->stop, self->size_limit, error);
  if (reply != NULL)
    outpost_client_observe (self, reply, request->path, generation);
  return reply;
}

static gboolean
is_acceptable (OutpostReply *reply,
               OutpostRequestFlags flags)
{
  guint status = outpost_reply_get_status (reply);

  if (status >= 300 || outpost_reply_is_page (reply))
    return FALSE;
  return status == SOUP_STATUS_NO_CONTENT || (flags & (OUTPOST_REQUEST_ANY_TYPE | OUTPOST_REQUEST_EMPTY)) != 0
         || outpost_reply_is_json (reply);
}

static DexFuture *
send_fiber (gpointer data)
{
  Request *request = data;

  for (;;)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OutpostReply) reply = NULL;

      if (!wait_for_limit (request, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      reply = attempt (request, &error);
      if (reply == NULL)
        {
          if (pause_after (request, error))
            continue;
          return dex_future_new_for_error (g_steal_pointer (&error));
        }
      if (outpost_reply_get_status (reply) == OUTPOST_STATUS_RATE_LIMITED && can_wait (request, reply))
        continue;
      if (follow (request, reply))
        continue;
      if (is_acceptable (reply, request->flags))
        return dex_future_new_take_boxed (OUTPOST_TYPE_REPLY, g_steal_pointer (&reply));
      return dex_future_new_for_error (outpost_reply_dup_error (reply));
    }
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
clear_key (OutpostClient *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
}

static void
outpost_client_finalize (GObject *object)
{
  OutpostClient *self = OUTPOST_CLIENT (object);

  clear_key (self);
  g_clear_object (&self->session);
  g_clear_object (&self->stream_session);
  g_clear_object (&self->vigil);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->server_version, g_free);
  g_clear_pointer (&self->limits, outpost_rate_limits_free);

  G_OBJECT_CLASS (outpost_client_parent_class)->finalize (object);
}

static void
outpost_client_get_property (GObject *object,
                             guint id,
                             GValue *value,
                             GParamSpec *pspec)
{
  OutpostClient *self = OUTPOST_CLIENT (object);

  switch (id)
    {
    case PROP_BASE_URL:
      g_value_set_string (value, self->base_url);
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, self->waiting_until);
      break;
    case PROP_SERVER_VERSION:
      g_value_set_string (value, self->server_version);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
outpost_client_set_property (GObject *object,
                             guint id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  OutpostClient *self = OUTPOST_CLIENT (object);

  switch (id)
    {
    case PROP_BASE_URL:
      self->base_url = g_value_dup_string (value);
      break;
    case PROP_KEY:
      outpost_client_set_key (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
outpost_client_class_init (OutpostClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = outpost_client_finalize;
  object_class->get_property = outpost_client_get_property;
  object_class->set_property = outpost_client_set_property;

  props[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, NULL,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_KEY]
      = g_param_spec_string ("key", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_WAITING_UNTIL]
      = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SERVER_VERSION] = g_param_spec_string ("server-version", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_UNAUTHORIZED]
      = g_signal_new ("unauthorized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_client_init (OutpostClient *self)
{
  self->deadline_ms = DEFAULT_DEADLINE_MS;
  self->size_limit = DEFAULT_SIZE_LIMIT;
  self->limits = outpost_rate_limits_new ();
  /* The deadline bounds a request; libsoup's own bound would end quiet websockets and slow answers alike. No cookie jar:
   * a cookie would win over the key (correction 11). */
  self->session = soup_session_new_with_options ("user-agent", "Outpost/" PACKAGE_VERSION, "timeout", 0, "idle-timeout", 60,
                                                 "max-conns-per-host", 6, NULL);
}

OutpostClient *
outpost_client_new (const char *base_url)
{
  g_return_val_if_fail (base_url != NULL, NULL);

  return g_object_new (OUTPOST_TYPE_CLIENT, "base-url", base_url, NULL);
}

const char *
outpost_client_get_base_url (OutpostClient *self)
{
  g_return_val_if_fail (OUTPOST_IS_CLIENT (self), NULL);

  return self->base_url;
}

const char *
outpost_client_get_server_version (OutpostClient *self)
{
  g_return_val_if_fail (OUTPOST_IS_CLIENT (self), NULL);

  return self->server_version;
}

gint64
outpost_client_get_waiting_until (OutpostClient *self)
{
  g_return_val_if_fail (OUTPOST_IS_CLIENT (self), 0);

  return self->waiting_until > g_get_real_time () ? self->waiting_until : 0;
}

gint64
outpost_client_get_limit (OutpostClient *self,
                          const char *path)
{
  return outpost_rate_limits_get (self->limits, path);
}

gboolean
outpost_client_has_key (OutpostClient *self)
{
  g_return_val_if_fail (OUTPOST_IS_CLIENT (self), FALSE);

  return self->key != NULL;
}

void
outpost_client_set_key (OutpostClient *self,
                        const char *key)
{
  g_return_if_fail (OUTPOST_IS_CLIENT (self));

  if (g_strcmp0 (self->key, key) == 0)
    return;
  clear_key (self);
  self->key = g_strdup (key);
  self->generation++;
  self->refused = FALSE;
}

void
outpost_client_set_deadline (OutpostClient *self,
                             guint milliseconds)
{
  g_return_if_fail (OUTPOST_IS_CLIENT (self));

  self->deadline_ms = milliseconds;
}

void
outpost_client_set_size_limit (OutpostClient *self,
                               gsize bytes)
{
  g_return_if_fail (OUTPOST_IS_CLIENT (self));

  self->size_limit = bytes;
}

/* Whoever asked holds a promise, not the fiber: dropping the promise stops the request, and the fiber ends by itself. */
static DexFuture *
settle_cb (DexFuture *completed,
           gpointer data)
{
  DexPromise *promise = data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (value != NULL)
    dex_promise_resolve (promise, value);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
  return dex_future_new_true ();
}

DexFuture *
outpost_client_send (OutpostClient *self,
                     const char *method,
                     const char *path,
                     GBytes *body,
                     OutpostRequestFlags flags)
{
  DexPromise *promise;
  DexFuture *sent;
  Request *request;

  dex_return_error_if_fail (OUTPOST_IS_CLIENT (self));
  dex_return_error_if_fail (method != NULL);
  dex_return_error_if_fail (path != NULL && *path == '/');

  request = g_new0 (Request, 1);
  request->client = g_object_ref (self);
  request->method = g_intern_string (method);
  request->path = g_strdup (path);
  request->url = outpost_client_dup_url (self, path);
  request->body = body != NULL ? g_bytes_ref (body) : NULL;
  request->flags = flags;
  request->deadline = g_get_monotonic_time () + (gint64) self->deadline_ms * 1000;
  request->backoff = (OutpostBackoff) OUTPOST_BACKOFF_INIT (FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  promise = dex_promise_new_cancellable ();
  request->stop = g_object_ref (dex_promise_get_cancellable (promise));
  sent = outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, send_fiber, request, request_free));
  dex_future_disown (dex_future_finally (sent, settle_cb, dex_ref (promise), dex_unref));
  return DEX_FUTURE (promise);
}

/* Dots alone would be taken for a step up or down the path. */
static void
append_escaped (GString *path,
                const char *value)
{
  if (g_str_equal (value, ".") || g_str_equal (value, ".."))
    g_string_append (path, value[1] == '\0' ? "%2E" : "%2E%2E");
  else
    g_string_append_uri_escaped (path, value, NULL, FALSE);
}

char *
outpost_client_dup_path (const char *format,
                         ...)
{
  GString *path = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  for (const char *c = format; *c != '\0'; c++)
    {
      if (*c != '%' || (c[1] != 's' && c[1] != 'u' && c[1] != '%'))
        g_string_append_c (path, *c);
      else if (*++c == 's')
        append_escaped (path, va_arg (args, const char *));
      else if (*c == 'u')
        g_string_append_printf (path, "%u", va_arg (args, guint));
      else
        g_string_append_c (path, '%');
    }
  va_end (args);
  return g_string_free_and_steal (path);
}

char *
outpost_client_dup_url (OutpostClient *self,
                        const char *path)
{
  return g_strconcat (self->base_url, path, NULL);
}

SoupSession *
outpost_client_get_session (OutpostClient *self)
{
  return self->session;
}

/* Answers that do not end keep their connections, which must not be missing to the others. */
SoupSession *
outpost_client_get_stream_session (OutpostClient *self)
{
  if (self->stream_session == NULL)
    self->stream_session = soup_session_new_with_options (
        "user-agent", "Outpost/" PACKAGE_VERSION, "timeout", 0, "max-conns", 1024, "max-conns-per-host", 1024, "tls-database",
        soup_session_get_tls_database (self->session), NULL);
  return self->stream_session;
}

OutpostVigil *
outpost_client_get_vigil (OutpostClient *self)
{
  if (self->vigil == NULL)
    self->vigil = outpost_vigil_new ();
  return self->vigil;
}

guint
outpost_client_get_deadline (OutpostClient *self)
{
  return self->deadline_ms;
}

void
outpost_client_set_tls_database (OutpostClient *self,
                                 GTlsDatabase *database)
{
  soup_session_set_tls_database (self->session, database);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-api.h"
#include "outpost-client-fixture.h"
#include "outpost-error.h"
#include "outpost-test.h"

static GError *
fail (DexFuture *future)
{
  GError *error = NULL;

  g_assert_false (outpost_test_await_true (future, &error));
  g_assert_nonnull (error);
  return error;
}

/* ---- Every endpoint with every fault ----------------------------------------------------------------------------- */

#define N_ENDPOINTS 15
#define FIRST_WITHOUT_ANSWER 13 /* from here on only the status counts */
#define SOME_ID "11111111-1111-4111-8111-111111111111"

static DexFuture *
ask (OutpostClient *client,
     guint endpoint)
{
  switch (endpoint)
    {
    case 0:
      return outpost_api_get_build_info (client);
    case 1:
      return outpost_api_get_auth_methods (client);
    case 2:
      return outpost_api_get_entitlements (client);
    case 3:
      return outpost_api_login (client, "you@demo.example", "x");
    case 4:
      return outpost_api_create_key (client);
    case 5:
      return outpost_api_get_user (client, "me");
    case 6:
      return outpost_api_list_workspaces (client, "owner:me", 25, 0);
    case 7:
      return outpost_api_get_workspace (client, SOME_ID);
    case 8:
      return outpost_api_get_workspace_by_name (client, "me", "gpu-02");
    case 9:
      return outpost_api_get_credentials (client, SOME_ID, "main");
    case 10:
      return outpost_api_create_build (client, SOME_ID, "delete");
    case 11:
      return outpost_api_get_build (client, SOME_ID);
    case 12:
      return outpost_api_get_build_log (client, SOME_ID, 0);
    case 13:
      return outpost_api_cancel_build (client, SOME_ID);
    case 14:
      return outpost_api_set_favorite (client, SOME_ID, TRUE);
    default:
      return NULL;
    }
}

typedef struct
{
  const char *name;
  OutpostDemoFaultKind kind;
  guint status;
  guint ms;
  const char *text;
  OutpostError code;
} Fault;

static const Fault faults[] = {
  { "401", OUTPOST_DEMO_FAULT_STATUS, 401, 0, "You are signed out.", OUTPOST_ERROR_UNAUTHORIZED },
  { "403", OUTPOST_DEMO_FAULT_STATUS, 403, 0, "Forbidden.", OUTPOST_ERROR_FORBIDDEN },
  { "403-licence", OUTPOST_DEMO_FAULT_STATUS, 403, 0, "Workspace External Agent is a Premium feature. Contact sales!",
    OUTPOST_ERROR_NOT_LICENSED },
  { "404", OUTPOST_DEMO_FAULT_STATUS, 404, 0, "Resource not found or you do not have access to this resource",
    OUTPOST_ERROR_NOT_FOUND },
  { "409", OUTPOST_DEMO_FAULT_STATUS, 409, 0, "A workspace build is already active.", OUTPOST_ERROR_CONFLICT },
  { "429", OUTPOST_DEMO_FAULT_STATUS, 429, 0, "You've been rate limited.", OUTPOST_ERROR_RATE_LIMITED },
  { "500", OUTPOST_DEMO_FAULT_STATUS, 500, 0, "broken", OUTPOST_ERROR_SERVER },
  { "bad-json", OUTPOST_DEMO_FAULT_BODY, 200, 0, "{\"a\":", OUTPOST_ERROR_PROTOCOL },
  { "wrong-type", OUTPOST_DEMO_FAULT_BODY, 200, 0, "[1,2,3]", OUTPOST_ERROR_PROTOCOL },
  { "html", OUTPOST_DEMO_FAULT_HTML, 200, 0, NULL, OUTPOST_ERROR_NOT_A_DEPLOYMENT },
  { "reset", OUTPOST_DEMO_FAULT_DROP, 0, 0, NULL, OUTPOST_ERROR_UNREACHABLE },
  { "redirect", OUTPOST_DEMO_FAULT_REDIRECT, 307, 0, "http://127.0.0.2:1", OUTPOST_ERROR_REDIRECTED },
  { "hang", OUTPOST_DEMO_FAULT_HANG, 0, 0, NULL, OUTPOST_ERROR_TIMED_OUT },
};

static void
test_faults (Fixture *fixture,
             gconstpointer data)
{
  for (guint endpoint = 0; endpoint < N_ENDPOINTS; endpoint++)
    for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
      {
        g_autoptr(GError) error = NULL;
        gboolean short_wait = faults[i].kind == OUTPOST_DEMO_FAULT_HANG || faults[i].status == 429;

        if (endpoint >= FIRST_WITHOUT_ANSWER && faults[i].code == OUTPOST_ERROR_PROTOCOL)
          continue;
        outpost_client_set_deadline (fixture->client, short_wait ? 100 : 20000);
        outpost_demo_add_fault (fixture->demo, faults[i].kind, NULL, "/api/v2/*", 0, faults[i].status, faults[i].ms,
                                faults[i].text, NULL);
        error = fail (ask (fixture->client, endpoint));
        if (!g_error_matches (error, OUTPOST_ERROR, faults[i].code))
          g_error ("endpoint %u with %s: %s", endpoint, faults[i].name, error->message);
        g_assert_null (strstr (error->message, outpost_demo_get_key (fixture->demo)));
        outpost_demo_clear_faults (fixture->demo);
        if (faults[i].status == 429)
          {
            /* What is waited for holds for the client; the next ask is a new one. */
            g_object_unref (fixture->client);
            fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
            outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
          }
      }
}

static void
test_empty (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_EMPTY, NULL, "*", 0, 200, 0, NULL, NULL);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_true (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL)
                 || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_A_DEPLOYMENT));
}

static void
test_drip (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_client_set_deadline (fixture->client, 150);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DRIP, NULL, "*", 0, 0, 20, NULL, NULL);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_TIMED_OUT);
}

static void
test_huge (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_client_set_size_limit (fixture->client, 1024 * 1024);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HUGE, NULL, "*", 0, 0, 50, NULL, NULL);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_TOO_LARGE);
}

static void
test_truncated (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_TRUNCATE, NULL, "*", 0, 0, 0, NULL, NULL);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNREACHABLE);
}

/* ---- Repeating --------------------------------------------------------------------------------------------------- */

static void
test_get_is_repeated (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DROP, "GET", "/api/v2/users/me", 1, 0, 0, NULL, NULL);
  g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "GET", "/api/v2/users/me"), ==, 2);
}

static void
test_post_is_not_repeated (Fixture *fixture,
                           gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DROP, "POST", "*", 0, 0, 0, NULL, NULL);
  error = fail (outpost_api_create_key (fixture->client));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNREACHABLE);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "POST", "*"), ==, 1);
}

static void
test_answers_are_not_repeated (Fixture *fixture,
                               gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "*", 0, 500, 0, "broken", NULL);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, NULL, "*"), ==, 1);
}

typedef struct
{
  OutpostClient *client;
  gboolean seen;
} Waiting;

static void
waiting_cb (OutpostClient *client,
            GParamSpec *pspec,
            Waiting *waiting)
{
  if (outpost_client_get_waiting_until (client) > 0)
    waiting->seen = TRUE;
}

/* Until the reset, the more exact of two times, however the header is spelt; it comes with every answer, and means something
 * with a 429 only (correction 7). */
static void
test_rate_limit_is_waited_for (Fixture *fixture,
                               gconstpointer data)
{
  g_autofree char *headers
      = g_strdup_printf ("x-rateLimit-RESET: %" G_GINT64_FORMAT "\nRetry-After: 60", g_get_real_time () / G_USEC_PER_SEC + 1);
  g_autoptr(GError) error = NULL;
  Waiting waiting = { fixture->client, FALSE };

  g_signal_connect (fixture->client, "notify::waiting-until", G_CALLBACK (waiting_cb), &waiting);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "*", 1, 429, 0, "slow", headers);
  g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), &error));
  g_assert_no_error (error);
  g_assert_true (waiting.seen);
  g_assert_cmpint (outpost_client_get_waiting_until (fixture->client), ==, 0);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, NULL, "*"), ==, 2);
}

/* Too long for this request, and known to the next ones, which do not ask to hear it again; nor does a stream. */
static void
test_long_rate_limit_is_remembered (Fixture *fixture,
                                    gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "*", 1, 429, 0, "slow", "Retry-After: 3600");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GError) error = fail (outpost_api_get_user (fixture->client, "me"));

      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_RATE_LIMITED);
      g_assert_cmpint (outpost_error_get_retry_at (error), >, g_get_real_time ());
    }
  g_assert_cmpint (outpost_client_get_waiting_until (fixture->client), >, g_get_real_time ());
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, NULL, "*"), ==, 1);
}

/* The deployment counts each path by itself, whatever the query (correction 7). */
static void
test_rate_limit_is_of_a_path (Fixture *fixture,
                              gconstpointer data)
{
  g_autoptr(GError) error = NULL, same = NULL, other = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/workspaces*", 1, 429, 0, "slow",
                          "Retry-After: 3600");
  error = fail (outpost_api_list_workspaces (fixture->client, "owner:me", 25, 0));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_RATE_LIMITED);
  same = fail (outpost_api_list_workspaces (fixture->client, "name:gpu", 25, 25));
  g_assert_error (same, OUTPOST_ERROR, OUTPOST_ERROR_RATE_LIMITED);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, NULL, "*"), ==, 1);
  g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), &other));
  g_assert_no_error (other);
  g_assert_cmpint (outpost_client_get_waiting_until (fixture->client), >, g_get_real_time ());
}

/* What is told is the latest of all, and one that was waited for does not end another. */
static void
test_rate_limits_side_by_side (Fixture *fixture,
                               gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *soon = g_strdup_printf ("X-Ratelimit-Reset: %" G_GINT64_FORMAT, now + 1);
  g_autofree char *late = g_strdup_printf ("X-Ratelimit-Reset: %" G_GINT64_FORMAT, now + 1000);
  g_autoptr(GError) error = NULL, later = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/users/*", 1, 429, 0, "slow", soon);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "/api/v2/workspaces*", 1, 429, 0, "slow", late);
  later = fail (outpost_api_list_workspaces (fixture->client, "owner:me", 25, 0));
  g_assert_error (later, OUTPOST_ERROR, OUTPOST_ERROR_RATE_LIMITED);
  g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, NULL, "/api/v2/users/me"), ==, 2);
  g_assert_cmpint (outpost_client_get_waiting_until (fixture->client), >, (now + 900) * G_USEC_PER_SEC);
}

/* ---- The key ----------------------------------------------------------------------------------------------------- */

static void
test_key_stays_at_home (Fixture *fixture,
                        gconstpointer data)
{
  g_autoptr(OutpostDemo) other = outpost_demo_new (OUTPOST_DEMO_STILL, 0, NULL);
  g_autofree char *elsewhere = g_strconcat (outpost_demo_get_url (other), "/api/v2/users/me", NULL);
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_REDIRECT, NULL, "*", 0, 307, 0, elsewhere, NULL);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_REDIRECTED);
  g_assert_cmpstr (outpost_error_get_location (error), ==, elsewhere);
  g_assert_cmpuint (outpost_demo_count_requests (other, NULL, "*"), ==, 0);
}

static void
test_redirect_within_the_origin (Fixture *fixture,
                                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_REDIRECT, NULL, "/api/v2/users/me", 1, 307, 0, "/api/v2//users/me",
                          NULL);
  g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), &error));
  g_assert_no_error (error);
}

/* A deployment under another name answers everything with its address alone (correction 75). */
static void
test_bare_redirect (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_REDIRECTED);
  g_assert_true (g_str_has_prefix (outpost_error_get_location (error), "http://localhost:"));
}

/* A cookie would win over the key, and every answer sets one (correction 11). */
static void
test_no_cookies (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *cookie = NULL, *key = NULL, *agent = NULL, *origin = NULL;

  for (guint i = 0; i < 2; i++)
    g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), NULL));
  cookie = outpost_demo_dup_request_header (fixture->demo, "/api/v2/users/me", "Cookie");
  key = outpost_demo_dup_request_header (fixture->demo, "/api/v2/users/me", "Coder-Session-Token");
  agent = outpost_demo_dup_request_header (fixture->demo, "/api/v2/users/me", "User-Agent");
  origin = outpost_demo_dup_request_header (fixture->demo, "/api/v2/users/me", "Origin");
  g_assert_null (cookie);
  g_assert_null (origin);
  g_assert_cmpstr (key, ==, outpost_demo_get_key (fixture->demo));
  g_assert_true (g_str_has_prefix (agent, "Outpost/"));
}

static void
test_anonymous (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *key = NULL;

  g_assert_true (outpost_test_await_true (outpost_api_get_build_info (fixture->client), NULL));
  key = outpost_demo_dup_request_header (fixture->demo, "/api/v2/buildinfo", "Coder-Session-Token");
  g_assert_null (key);
  g_assert_cmpstr (outpost_client_get_server_version (fixture->client), ==, "v2.36.0");
}

static void
count_cb (OutpostClient *client,
          guint *n)
{
  (*n)++;
}

static void
test_unauthorized_once (Fixture *fixture,
                        gconstpointer data)
{
  guint n = 0;

  g_signal_connect (fixture->client, "unauthorized", G_CALLBACK (count_cb), &n);
  outpost_demo_revoke_keys (fixture->demo);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GError) error = fail (outpost_api_get_user (fixture->client, "me"));

      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED);
    }
  g_assert_cmpuint (n, ==, 1);
}

/* The page of a proxy or of a gateway that wants its own signing in says nothing of the key (coder-api 0.2). */
static void
test_foreign_401 (Fixture *fixture,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  guint n = 0;

  g_signal_connect (fixture->client, "unauthorized", G_CALLBACK (count_cb), &n);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HTML, NULL, "*", 1, 401, 0, NULL, NULL);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_A_DEPLOYMENT);
  g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), NULL));
  g_assert_cmpuint (n, ==, 0);
  /* What was not refused then can be refused later. */
  outpost_demo_revoke_keys (fixture->demo);
  g_clear_error (&error);
  error = fail (outpost_api_get_user (fixture->client, "me"));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (n, ==, 1);
}

/* ---- Corrections ------------------------------------------------------------------------------------------------- */

/* Not every error is JSON (correction 1). */
static void
test_empty_405 (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error
      = fail (outpost_client_send (fixture->client, "DELETE", "/api/v2/init-script/linux/amd64", NULL, OUTPOST_REQUEST_DEFAULT));

  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER);
  g_assert_null (outpost_error_get_message (error));
}

/* A slash inside of a segment would be one between segments (correction 10). */
static void
test_segments (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *path = outpost_client_dup_path ("/a/%s/b?q=%s", "no pe/x", "a b&c=d:é");

  g_assert_cmpstr (path, ==, "/a/no%20pe%2Fx/b?q=a%20b%26c%3Dd%3A%C3%A9");
}

/* Some answers are meant to have no body, and none is looked for (correction 2). */
static void
test_empty_in_order (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostReply) nothing = NULL;
  g_autoptr(GError) error = NULL;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_EMPTY, "PUT", "*", 1, 204, 0, NULL, NULL);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_EMPTY, "PUT", "*", 1, 304, 0, NULL, NULL);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_EMPTY, "POST", "*", 1, 200, 0, NULL, NULL);
  nothing = outpost_test_await_boxed (outpost_client_send (fixture->client, "PUT", "/api/v2/x", NULL, OUTPOST_REQUEST_DEFAULT),
                                      NULL);
  g_assert_cmpuint (outpost_reply_get_status (nothing), ==, 204);
  g_assert_cmpuint (g_bytes_get_size (outpost_reply_get_body (nothing)), ==, 0);
  error = fail (outpost_client_send (fixture->client, "PUT", "/api/v2/x", NULL, OUTPOST_REQUEST_DEFAULT));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
  g_assert_cmpuint (outpost_error_get_status (error), ==, 304);
  g_assert_null (outpost_error_get_message (error));
  g_assert_true (outpost_test_await_true (outpost_api_delete_own_key (fixture->client), NULL));
}

static void
test_certificate (Fixture *fixture,
                  gconstpointer data)
{
  g_autoptr(GError) error = fail (outpost_api_get_build_info (fixture->client));
  GTlsCertificateFlags flags;

  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_TLS);
  g_assert_nonnull (outpost_error_get_certificate (error, &flags));
  g_assert_cmpuint (flags & G_TLS_CERTIFICATE_UNKNOWN_CA, !=, 0);
}

static void
test_nobody_listens (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostClient) client = outpost_client_new ("http://127.0.0.1:1");
  g_autoptr(GError) error = fail (outpost_api_get_build_info (client));

  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNREACHABLE);
}

/* ---- Giving up --------------------------------------------------------------------------------------------------- */

static gboolean
was_asked (gpointer demo)
{
  return outpost_demo_count_requests (demo, NULL, "/api/v2/users/me") > 0;
}

/* Dropping what is chained on a request stops it, again and again, and the next one is answered. */
static void
test_dropped (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 50; i++)
    {
      DexFuture *chained;

      outpost_demo_clear_requests (fixture->demo);
      if (i % 2 == 0)
        outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HANG, NULL, "*", 1, 0, 0, NULL, NULL);
      chained = dex_future_first (outpost_api_get_user (fixture->client, "me"), NULL);
      outpost_test_wait_until (was_asked, fixture->demo);
      dex_unref (chained);
    }
  g_assert_true (outpost_test_await_true (outpost_api_get_user (fixture->client, "me"), &error));
  g_assert_no_error (error);
}

#define ADD(path, flags, function) g_test_add (path, Fixture, GUINT_TO_POINTER (flags), set_up, function, tear_down)

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/client/every-endpoint-with-every-fault", 0, test_faults);
  ADD ("/client/empty", 0, test_empty);
  ADD ("/client/slow-drip", 0, test_drip);
  ADD ("/client/huge", 0, test_huge);
  ADD ("/client/truncated", 0, test_truncated);
  ADD ("/client/get-is-repeated", 0, test_get_is_repeated);
  ADD ("/client/post-is-not-repeated", 0, test_post_is_not_repeated);
  ADD ("/client/answers-are-not-repeated", 0, test_answers_are_not_repeated);
  ADD ("/client/correction-7/rate-limit-is-waited-for", 0, test_rate_limit_is_waited_for);
  ADD ("/client/correction-7/long-rate-limit-is-remembered", 0, test_long_rate_limit_is_remembered);
  ADD ("/client/correction-7/rate-limit-is-of-a-path", 0, test_rate_limit_is_of_a_path);
  ADD ("/client/correction-7/rate-limits-side-by-side", 0, test_rate_limits_side_by_side);
  ADD ("/client/key-stays-at-home", 0, test_key_stays_at_home);
  ADD ("/client/redirect-within-the-origin", 0, test_redirect_within_the_origin);
  ADD ("/client/correction-75/bare-redirect", OUTPOST_DEMO_REDIRECT, test_bare_redirect);
  ADD ("/client/correction-11/no-cookies", 0, test_no_cookies);
  ADD ("/client/anonymous", 0, test_anonymous);
  ADD ("/client/unauthorized-once", 0, test_unauthorized_once);
  ADD ("/client/foreign-401", 0, test_foreign_401);
  ADD ("/client/correction-1/405-has-an-empty-body", 0, test_empty_405);
  ADD ("/client/correction-2/empty-in-order", 0, test_empty_in_order);
  ADD ("/client/correction-10/segments-are-encoded", 0, test_segments);
  ADD ("/client/certificate", OUTPOST_DEMO_TLS, test_certificate);
  ADD ("/client/nobody-listens", 0, test_nobody_listens);
  ADD ("/client/dropped", 0, test_dropped);
  return g_test_run ();
}

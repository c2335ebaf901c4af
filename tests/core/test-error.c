/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-error.h"

typedef struct
{
  guint status;
  const char *type;
  gboolean from_coder;
  const char *location;
  const char *body;
  OutpostError code;
} Row;

#define JSON "application/json; charset=utf-8"
#define MESSAGE(text) "{\"message\":\"" text "\"}"

static const Row rows[] = {
  { 401, JSON, TRUE, NULL, MESSAGE ("You are signed out or your session has expired. Please sign in again to continue."),
    OUTPOST_ERROR_UNAUTHORIZED },
  { 401, "text/html", FALSE, NULL, "<html>SSO</html>", OUTPOST_ERROR_NOT_A_DEPLOYMENT },
  { 403, JSON, TRUE, NULL, MESSAGE ("Forbidden."), OUTPOST_ERROR_FORBIDDEN },
  { 403, JSON, TRUE, NULL, MESSAGE ("Workspace External Agent is a Premium feature. Contact sales!"),
    OUTPOST_ERROR_NOT_LICENSED },
  { 403, "text/html", FALSE, NULL, "<html>blocked</html>", OUTPOST_ERROR_NOT_A_DEPLOYMENT },
  /* One text for what is not there and what is not for this account, users too (correction 4, correction 64). */
  { 404, JSON, TRUE, NULL, MESSAGE ("Resource not found or you do not have access to this resource"), OUTPOST_ERROR_NOT_FOUND },
  /* The open-source edition (correction 73, correction 74). */
  { 404, JSON, TRUE, NULL, MESSAGE ("Route not found."), OUTPOST_ERROR_UNSUPPORTED_SERVER },
  { 404, JSON, TRUE, NULL, MESSAGE ("Workspace does not have an external agent."), OUTPOST_ERROR_NOT_EXTERNAL },
  { 404, JSON, TRUE, NULL, MESSAGE ("External agent is authenticated with an instance ID."), OUTPOST_ERROR_INSTANCE_IDENTITY },
  { 404, JSON, TRUE, NULL, MESSAGE ("External agent 'x' not found in workspace."), OUTPOST_ERROR_NOT_FOUND },
  { 404, "text/html", FALSE, NULL, "<html>nginx</html>", OUTPOST_ERROR_NOT_A_DEPLOYMENT },
  /* A page of the deployment itself (correction 3). */
  { 404, "text/html", TRUE, NULL, "<html>terminal</html>", OUTPOST_ERROR_NOT_FOUND },
  /* No body (correction 1, correction 2). */
  { 405, NULL, TRUE, NULL, NULL, OUTPOST_ERROR_UNSUPPORTED_SERVER },
  { 304, NULL, TRUE, NULL, NULL, OUTPOST_ERROR_PROTOCOL },
  { 307, "text/html", FALSE, "https://elsewhere.example", "<a href>", OUTPOST_ERROR_REDIRECTED },
  { 409, JSON, TRUE, NULL, MESSAGE ("Workspace already exists."), OUTPOST_ERROR_CONFLICT },
  /* Deleted (correction 42). */
  { 410, JSON, TRUE, NULL, MESSAGE ("Workspace was deleted."), OUTPOST_ERROR_NOT_FOUND },
  { 400, JSON, TRUE, NULL, MESSAGE ("Invalid workspace search query."), OUTPOST_ERROR_INVALID_INPUT },
  { 406, JSON, TRUE, NULL, MESSAGE ("not ready"), OUTPOST_ERROR_INVALID_INPUT },
  /* Plain text (correction 8). */
  { 428, "text/plain", TRUE, NULL, "no", OUTPOST_ERROR_INVALID_INPUT },
  { 429, JSON, TRUE, NULL, MESSAGE ("slow"), OUTPOST_ERROR_RATE_LIMITED },
  { 500, JSON, TRUE, NULL, MESSAGE ("oops"), OUTPOST_ERROR_SERVER },
  { 502, "text/html", FALSE, NULL, "<html>bad gateway</html>", OUTPOST_ERROR_SERVER },
  { 504, "text/html", FALSE, NULL, "<html>", OUTPOST_ERROR_TIMED_OUT },
  { 418, NULL, FALSE, NULL, "\xff\xfe", OUTPOST_ERROR_INVALID_INPUT },
  { 407, "text/html", FALSE, NULL, "<html>proxy</html>", OUTPOST_ERROR_UNREACHABLE },
  { 408, "text/html", FALSE, NULL, "<html>slow</html>", OUTPOST_ERROR_TIMED_OUT },
  { 429, "text/html", FALSE, NULL, "<html>slow</html>", OUTPOST_ERROR_RATE_LIMITED },
  { 511, "text/html", FALSE, NULL, "<html>sign on</html>", OUTPOST_ERROR_NOT_A_DEPLOYMENT },
  { 401, "text/plain", FALSE, NULL, "Unauthorized", OUTPOST_ERROR_NOT_A_DEPLOYMENT },
  { 404, "text/plain", FALSE, NULL, "404 page not found", OUTPOST_ERROR_NOT_A_DEPLOYMENT },
};

static GError *
map (const Row *row)
{
  g_autoptr(GBytes) body = row->body != NULL ? g_bytes_new_static (row->body, strlen (row->body)) : NULL;

  return outpost_error_new_for_answer (row->status, row->type, row->from_coder, row->location, "request-1", 5, body);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = map (&rows[i]);

      if (!g_error_matches (error, OUTPOST_ERROR, rows[i].code))
        g_error ("row %u: status %u became code %d", i, rows[i].status, error->code);
      g_assert_cmpuint (outpost_error_get_status (error), ==, rows[i].status);
      g_assert_cmpstr (outpost_error_get_request_id (error), ==, "request-1");
      g_assert_cmpstr (outpost_error_get_location (error), ==, rows[i].location);
    }
}

/* What the server explains is in the detail (correction 6), its list of mistakes in an order of its own (correction 5). */
static void
test_details_survive_a_copy (void)
{
  const Row row = { 400,
                    JSON,
                    TRUE,
                    NULL,
                    "{\"message\":\"m\",\"detail\":\"d\",\"validations\":[{\"field\":\"q\",\"detail\":\"no\"},{\"field\":\"r\","
                    "\"detail\":\"\"}]}",
                    OUTPOST_ERROR_INVALID_INPUT };
  g_autoptr(GError) error = map (&row);
  g_autoptr(GError) copy = g_error_copy (error);
  const OutpostValidation *validations;
  gsize n;

  g_clear_error (&error);
  g_assert_cmpstr (outpost_error_get_message (copy), ==, "m");
  g_assert_cmpstr (outpost_error_get_detail (copy), ==, "d");
  validations = outpost_error_get_validations (copy, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (validations[0].field, ==, "q");
  g_assert_cmpstr (validations[1].field, ==, "r");
  g_assert_cmpint (outpost_error_get_retry_at (copy), ==, 5);
}

/* A refused handshake (correction 3). */
static void
test_text_then_json (void)
{
  const Row row = { 426, "text/plain; charset=utf-8", TRUE, NULL, "Upgrade Required\n{\"message\":\"WebSocket upgrade required\"}",
                    OUTPOST_ERROR_INVALID_INPUT };
  g_autoptr(GError) error = map (&row);

  g_assert_cmpstr (outpost_error_get_message (error), ==, "WebSocket upgrade required");
}

/* A sentence without JSON is the message too; a page is not. */
static void
test_plain_text (void)
{
  static const struct
  {
    const char *type;
    const char *body;
    const char *message;
  } plain[] = {
    { "text/plain; charset=utf-8", " Not for you.\n", "Not for you." },
    { "text/plain", "bad \xff byte", "bad \ufffd byte" },
    { "text/plain", " \n", NULL },
    { "text/plain", "", NULL },
    { "text/html", "Not for you.", NULL },
    { NULL, "Not for you.", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      const Row row = { 428, plain[i].type, TRUE, NULL, plain[i].body, OUTPOST_ERROR_INVALID_INPUT };
      g_autoptr(GError) error = map (&row);

      g_assert_cmpstr (outpost_error_get_message (error), ==, plain[i].message);
    }
}

/* Of what may be endless, the beginning. */
static void
test_bounds (void)
{
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *json = g_strdup_printf ("{\"message\":\"%s\",\"detail\":\"%s\",\"validations\":[{\"field\":\"%s\","
                                           "\"detail\":\"%s\"}]}",
                                           endless, endless, endless, endless);
  const Row endless_rows[] = { { 400, JSON, TRUE, NULL, json, OUTPOST_ERROR_INVALID_INPUT },
                               { 400, "text/plain", TRUE, NULL, endless, OUTPOST_ERROR_INVALID_INPUT } };

  for (guint i = 0; i < G_N_ELEMENTS (endless_rows); i++)
    {
      g_autoptr(GError) error = map (&endless_rows[i]);
      gsize n;
      const OutpostValidation *validations = outpost_error_get_validations (error, &n);

      g_assert_cmpuint (strlen (error->message), <, 2100);
      g_assert_true (g_str_has_suffix (outpost_error_get_message (error), "x…"));
      if (n == 0)
        continue;
      g_assert_cmpuint (strlen (outpost_error_get_detail (error)), <, 2100);
      g_assert_cmpuint (strlen (validations[0].field), <, 2100);
      g_assert_cmpuint (strlen (validations[0].detail), <, 2100);
    }
}

static void
test_transport (void)
{
  static const struct
  {
    GQuark (*domain) (void);
    int code;
    OutpostError expected;
  } transport[] = {
    { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, OUTPOST_ERROR_UNREACHABLE },
    { g_io_error_quark, G_IO_ERROR_TIMED_OUT, OUTPOST_ERROR_TIMED_OUT },
    { g_io_error_quark, G_IO_ERROR_HOST_NOT_FOUND, OUTPOST_ERROR_HOST_NOT_FOUND },
    { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, OUTPOST_ERROR_HOST_NOT_FOUND },
    { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, OUTPOST_ERROR_UNREACHABLE },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, OUTPOST_ERROR_TLS },
  };
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "c");
  g_autoptr(GError) kept = outpost_error_new_for_transport (cancelled);

  g_assert_error (kept, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < G_N_ELEMENTS (transport); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (transport[i].domain (), transport[i].code, "x");
      g_autoptr(GError) mapped = outpost_error_new_for_transport (error);

      g_assert_error (mapped, OUTPOST_ERROR, (int) transport[i].expected);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/table", test_table);
  g_test_add_func ("/error/details-survive-a-copy", test_details_survive_a_copy);
  g_test_add_func ("/error/correction-3/text-then-json", test_text_then_json);
  g_test_add_func ("/error/plain-text", test_plain_text);
  g_test_add_func ("/error/bounds", test_bounds);
  g_test_add_func ("/error/transport", test_transport);
  return g_test_run ();
}

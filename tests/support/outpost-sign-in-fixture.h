/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-fake-secrets.h"
#include "outpost-sign-in.h"
#include "outpost-test.h"

/* What the tests of signing in share; static, one copy a program. */

#define NOWHERE "http://127.0.0.1:1"
#define UNKNOWN_KEY "AAAAAAAAAA-BBBBBBBBBBBBBBBBBBBBBB"

/* A deployment, a person's keyring and the machine. */
typedef struct
{
  OutpostDemo *demo;
  OutpostFakeSecrets *secrets;
  OutpostAccountStore *store;
  OutpostSignIn *sign_in;
  char *dir;
  GString *trace; /* the first letters of the states */
  guint n_keys;   /* before anything */
} Fixture;

G_GNUC_UNUSED static void
trace_cb (OutpostSignIn *sign_in,
          GParamSpec *pspec,
          Fixture *fixture)
{
  g_string_append_c (fixture->trace, "APMCEKND"[outpost_sign_in_get_state (sign_in)]);
}

G_GNUC_UNUSED static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = outpost_test_dup_dir ();
  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL | GPOINTER_TO_UINT (data), 0, &error);
  g_assert_no_error (error);
  fixture->secrets = outpost_fake_secrets_new ();
  fixture->store = outpost_account_store_new (fixture->dir, fixture->dir, OUTPOST_SECRETS (fixture->secrets));
  fixture->sign_in = outpost_sign_in_new (fixture->store);
  fixture->trace = g_string_new (NULL);
  fixture->n_keys = outpost_demo_count_keys (fixture->demo);
  g_signal_connect (fixture->sign_in, "notify::state", G_CALLBACK (trace_cb), fixture);
}

G_GNUC_UNUSED static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->sign_in != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->sign_in));
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->demo);
  g_string_free (fixture->trace, TRUE);
  g_free (fixture->dir);
}

G_GNUC_UNUSED static gboolean
is_at_rest (gpointer data)
{
  OutpostSignInState state = outpost_sign_in_get_state (data);

  return state != OUTPOST_SIGN_IN_PROBING && state != OUTPOST_SIGN_IN_EXCHANGING && state != OUTPOST_SIGN_IN_KEEPING;
}

G_GNUC_UNUSED static void
settle (Fixture *fixture,
        OutpostSignInState state)
{
  const GError *error;

  outpost_test_wait_until (is_at_rest, fixture->sign_in);
  error = outpost_sign_in_get_error (fixture->sign_in);
  if (outpost_sign_in_get_state (fixture->sign_in) != state && error != NULL)
    g_test_message ("%s", error->message);
  g_assert_cmpint (outpost_sign_in_get_state (fixture->sign_in), ==, state);
}

G_GNUC_UNUSED static void
assert_error_code (Fixture *fixture,
                   OutpostError code)
{
  g_assert_error (outpost_sign_in_get_error (fixture->sign_in), OUTPOST_ERROR, (int) code);
}

G_GNUC_UNUSED static void
to_credentials (Fixture *fixture)
{
  outpost_sign_in_set_address (fixture->sign_in, outpost_demo_get_url (fixture->demo));
  settle (fixture, OUTPOST_SIGN_IN_CREDENTIALS);
  g_assert_null (outpost_sign_in_get_error (fixture->sign_in));
}

G_GNUC_UNUSED static void
submit_good_key (Fixture *fixture)
{
  outpost_sign_in_submit_key (fixture->sign_in, outpost_demo_get_key (fixture->demo));
}

G_GNUC_UNUSED static gboolean
has_keys_of_before (gpointer data)
{
  Fixture *fixture = data;

  return outpost_demo_count_keys (fixture->demo) == fixture->n_keys;
}

typedef struct
{
  Fixture *fixture;
  const char *method;
  const char *path;
} Wanted;

G_GNUC_UNUSED static gboolean
was_asked (gpointer data)
{
  Wanted *wanted = data;

  return outpost_demo_count_requests (wanted->fixture->demo, wanted->method, wanted->path) > 0;
}

G_GNUC_UNUSED static void
wait_for_request (Fixture *fixture,
                  const char *method,
                  const char *path)
{
  Wanted wanted = { fixture, method, path };

  outpost_test_wait_until (was_asked, &wanted);
}

/* Refuses requests with @status. */
G_GNUC_UNUSED static void
refuse_status (Fixture *fixture,
               const char *method,
               const char *path,
               guint status,
               const char *text)
{
  outpost_demo_clear_faults (fixture->demo);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, method, path, 0, status, 0, text, NULL);
}

G_GNUC_UNUSED static void
fault (Fixture *fixture,
       OutpostDemoFaultKind kind,
       const char *method,
       const char *path,
       const char *text)
{
  outpost_demo_clear_faults (fixture->demo);
  outpost_demo_add_fault (fixture->demo, kind, method, path, 0, 0, 0, text, NULL);
}

G_GNUC_UNUSED static void
to_not_kept (Fixture *fixture,
             OutpostError code)
{
  outpost_fake_secrets_fail (fixture->secrets, code);
  to_credentials (fixture);
  submit_good_key (fixture);
  settle (fixture, OUTPOST_SIGN_IN_NOT_KEPT);
  assert_error_code (fixture, code);
}

#define ADD_TO(path, function, flags) g_test_add ("/sign-in/" path, Fixture, GUINT_TO_POINTER (flags), set_up, function, tear_down)
#define ADD(path, function) ADD_TO (path, function, OUTPOST_DEMO_DEFAULT)

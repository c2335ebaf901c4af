/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-errors.h"
#include "outpost-error.h"

#include <string.h>

/* Every error has words of its own, and never only the diagnostic. */
static void
test_every_code (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint code = 0; code < OUTPOST_N_ERRORS; code++)
    {
      g_autoptr(GError) error = g_error_new_literal (OUTPOST_ERROR, (int) code, "");
      char *said = outpost_cli_errors_dup_words (error);

      g_assert_cmpuint (strlen (said), >, 15);
      g_assert_null (strstr (said, "HTTP"));
      g_assert_true (g_hash_table_add (seen, said));
    }
}

static void
test_visible (void)
{
  g_autoptr(GError) error = g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL, "a\033[2Jb\nc\u202e");
  g_autofree char *said = outpost_cli_errors_dup_words (error);

  g_assert_nonnull (strstr (said, "a␛[2Jb␊c\ufffd"));
  g_assert_null (strchr (said, '\033'));
  g_assert_null (strchr (said, '\n'));
}

static void
test_other_domain (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "full\033");
  g_autofree char *said = outpost_cli_errors_dup_words (error);

  g_assert_cmpstr (said, ==, "full␛");
}

static void
test_fail (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) bare = NULL;
  g_autofree char *said = NULL;

  g_assert_false (outpost_cli_fail (&error, "Hint.", "no “%s”", "a\nb"));
  said = outpost_cli_errors_dup_words (error);
  g_assert_cmpstr (said, ==, "no “a␊b”\nHint.");
  g_assert_false (outpost_cli_fail (&bare, NULL, "no"));
  g_assert_cmpstr (bare->message, ==, "no");
}

/* What the recorded refusal of a search says: the field and why. */
static void
test_validations (void)
{
  static const char body[] = "{\"message\":\"Invalid workspace search query.\",\"validations\":[{\"field\":\"colour\","
                             "\"detail\":\"\\\"colour\\\" is not a valid query param\"}]}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr(GError) error = outpost_error_new_for_answer (400, "application/json", TRUE, NULL, NULL, 0, bytes);
  g_autofree char *said = outpost_cli_errors_dup_words (error);

  g_assert_nonnull (strstr (said, "Invalid workspace search query."));
  g_assert_nonnull (strstr (said, "\n  colour: \"colour\" is not a valid query param"));
}

static char *
dup_said (guint status,
          const char *body)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr(GError) error = outpost_error_new_for_answer (status, "application/json", TRUE, NULL, NULL, 0, bytes);

  return outpost_cli_errors_dup_words (error);
}

/* The reason is in the detail (corrections 6 and 46); what only repeats the sentence is not said twice. */
static void
test_detail (void)
{
  static const struct
  {
    guint status;
    const char *body;
    const char *said;
  } rows[] = {
    { 400, "{\"message\":\"Request body must be valid JSON.\",\"detail\":\"invalid UUID length: 3\"}",
      "the deployment did not accept this: Request body must be valid JSON. (invalid UUID length: 3)" },
    { 403, "{\"message\":\"Forbidden.\",\"detail\":\"Ask the owner.\\u001b[2J\"}",
      "you are not permitted to do this: Forbidden. (Ask the owner.␛[2J)" },
    { 403, "{\"message\":\"Forbidden.\",\"detail\":\"Forbidden.\"}", "you are not permitted to do this: Forbidden." },
    { 400, "{\"message\":\"No.\",\"detail\":\"\"}", "the deployment did not accept this: No." },
    { 400, "{\"detail\":\"No reason.\"}", "the deployment did not accept this: No reason." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *said = dup_said (rows[i].status, rows[i].body);

      g_assert_cmpstr (said, ==, rows[i].said);
    }
}

/* Why a key is refused, and to sign in only where that helps (coder-api 1.6). */
static void
test_key_refused (void)
{
  g_autofree char *wrong
      = dup_said (401, "{\"message\":\"You are signed out or your session has expired. Please sign in again to continue.\","
                       "\"detail\":\"API key secret is invalid.\"}");
  g_autofree char *suspended
      = dup_said (401, "{\"message\":\"User is not active (status = \\\"suspended\\\"). Contact an admin to reactivate your "
                       "account.\"}");

  g_assert_nonnull (strstr (wrong, "Please sign in again to continue. (API key secret is invalid.)\nSign in with "));
  g_assert_cmpstr (suspended, ==,
                   "the account is suspended: User is not active (status = \"suspended\"). Contact an admin to reactivate your "
                   "account.");
}

/* A refusal without an end does not flood the terminal, whichever its class. */
static void
test_endless (void)
{
  static const guint statuses[] = { 400, 401, 403, 404, 409, 429, 500, 502 };
  g_autoptr(GString) endless = g_string_new (NULL);
  g_autoptr(GString) body = NULL;
  g_autoptr(GBytes) bytes = NULL;

  while (endless->len < 20000)
    g_string_append (endless, "\\u202e<b>\\n\\u001b[2J");
  body = g_string_new (NULL);
  g_string_printf (body, "{\"message\":\"m %s\",\"detail\":\"d %s\",\"validations\":[", endless->str, endless->str);
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (body, "%s{\"field\":\"f%u\",\"detail\":\"no\"}", i > 0 ? "," : "", i);
  g_string_append (body, "]}");
  bytes = g_bytes_new (body->str, body->len);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(GError) error = outpost_error_new_for_answer (statuses[i], "application/json", TRUE, NULL, NULL, 0, bytes);
      g_autofree char *said = outpost_cli_errors_dup_words (error);

      g_assert_cmpuint (g_utf8_strlen (said, -1), <, 3000);
      g_assert_null (strchr (said, '\033'));
      g_assert_null (strstr (said, "\u202e"));
      g_assert_nonnull (strstr (said, "\n  f19: no\n  and "));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-errors/every-code", test_every_code);
  g_test_add_func ("/cli-errors/visible", test_visible);
  g_test_add_func ("/cli-errors/other-domain", test_other_domain);
  g_test_add_func ("/cli-errors/fail", test_fail);
  g_test_add_func ("/cli-errors/validations", test_validations);
  g_test_add_func ("/cli-errors/detail", test_detail);
  g_test_add_func ("/cli-errors/key-refused", test_key_refused);
  g_test_add_func ("/cli-errors/endless", test_endless);
  return g_test_run ();
}

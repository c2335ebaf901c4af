/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-page-fixture.h"
#include "outpost-recorded-refusals.h"
#include "outpost-text.h"

/* What a label can hold without becoming a page, and an expander. */
#define LONGEST_BODY 3500
#define LONGEST_DETAILS 20000

/* ---- What holds for all ------------------------------------------------------------------------------------------ */

/* Words that are small in header capitalization, unless they come first or last. */
static gboolean
is_small (const char *word)
{
  static const char *const small[]
      = { "a", "an", "and", "as", "at", "by", "for", "in", "not", "of", "on", "or", "the", "to", NULL };

  return g_strv_contains (small, word);
}

static void
assert_heading (const char *heading)
{
  g_auto(GStrv) parts = g_strsplit (heading, " ", -1);
  guint n = g_strv_length (parts);

  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (g_utf8_strlen (heading, -1), <=, 40);
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isupper (*parts[i]) && (i == 0 || i == n - 1 || !is_small (parts[i])))
      g_error ("“%s” is not in header capitalization: %s", heading, parts[i]);
  g_assert_false (g_str_has_suffix (heading, "."));
}

/* Whether the body tells what to do, or who can do something. */
static gboolean
says_what_to_do (const char *body)
{
  static const char *const ways[] = { "sign in", "Sign in", "Sign out", "administrator",
                                      "try again", "Try again", "Trying again", "wait before",
                                      "check ", "Check ", "hoose ", "Look at",
                                      "Copy ", "browser", "add that", "Whoever",
                                      "Its reason", "stop the", "Free some", "search",
                                      "looks like", "Unlock", "provide one", "this session",
                                      "a key there", "when the run", NULL };

  for (guint i = 0; ways[i] != NULL; i++)
    if (strstr (body, ways[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
holds_markup (const char *text)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : g_strdup ("");

  return strstr (lower, "<!doctype") != NULL || strstr (lower, "<html") != NULL || strstr (lower, "<a href") != NULL
         || strstr (lower, "<title") != NULL || strstr (lower, "<style") != NULL;
}

/* Every line by itself, since lines may be ended. */
static void
assert_visible (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!outpost_text_is_visible (lines[i]))
      g_error ("not visible: %s", lines[i]);
}

static void
assert_words (const OutpostErrorWords *words)
{
  assert_heading (words->heading);
  g_assert_cmpstr (words->body, !=, "");
  if (!says_what_to_do (words->body))
    g_error ("“%s” does not say what to do: %s", words->heading, words->body);
  g_assert_null (strstr (words->body, "HTTP status"));
  g_assert_cmpuint (g_utf8_strlen (words->body, -1), <=, LONGEST_BODY);
  g_assert_false (holds_markup (words->body));
  g_assert_false (holds_markup (words->details));
  assert_visible (words->heading);
  assert_visible (words->body);
  if (words->action != NULL)
    g_assert_cmpstr (words->action, !=, "");
  if (words->details == NULL)
    return;
  assert_visible (words->details);
  g_assert_cmpuint (g_utf8_strlen (words->details, -1), <=, LONGEST_DETAILS);
}

/* ---- Recorded refusals ------------------------------------------------------------------------------------------- */

/* A refusal by its status and one of its sentences, and what becomes of it; the first that fits counts. */
static const struct
{
  guint status;
  const char *said; /* pattern; NULL: any, also none */
  OutpostError code;
  const char *heading;
} known[] = {
  { 307, NULL, OUTPOST_ERROR_REDIRECTED, "Another Address" },
  { 400, "*Validation failed for tag \"email\"*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, "*Validation failed for tag \"workspace_name\"*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, "*Validation failed for tag \"required_without\"*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, "*Validation failed for tag \"excluded_with\"*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, "Invalid workspace search query.*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, "Invalid UUID *", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, "Unable to validate parameter*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, "CSRF error encountered.*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 400, NULL, OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 401, "Incorrect email or password.*", OUTPOST_ERROR_UNAUTHORIZED, "Wrong E-Mail or Password" },
  { 401, "User is not active *", OUTPOST_ERROR_UNAUTHORIZED, "Account Suspended" },
  { 401, "Your account is suspended.*", OUTPOST_ERROR_UNAUTHORIZED, "Account Suspended" },
  { 401, "Workspace agent not authorized.*", OUTPOST_ERROR_UNAUTHORIZED, "Token Outdated" },
  { 401, "*API key expired at *", OUTPOST_ERROR_UNAUTHORIZED, "Key Expired" },
  { 401, "*API key is invalid.*", OUTPOST_ERROR_UNAUTHORIZED, "Key Not Accepted" },
  { 401, "*API key secret is invalid.*", OUTPOST_ERROR_UNAUTHORIZED, "Key Not Accepted" },
  { 401, "*Invalid API key format*", OUTPOST_ERROR_UNAUTHORIZED, "Key Not Accepted" },
  { 401, "You are signed out *must be provided.*", OUTPOST_ERROR_UNAUTHORIZED, "Key Not Accepted" },
  { 403, "* is a Premium feature. *", OUTPOST_ERROR_NOT_LICENSED, "Not Licensed" },
  { 403, "Build is not permitted: *license*", OUTPOST_ERROR_NOT_LICENSED, "Not Licensed" },
  { 403, "Forbidden.*", OUTPOST_ERROR_FORBIDDEN, "Not Permitted" },
  { 403, "* functionality requires enabling *", OUTPOST_ERROR_FORBIDDEN, "Switched Off" },
  { 403, "Unauthorized to create workspace.*", OUTPOST_ERROR_FORBIDDEN, "Not Permitted" },
  { 403, NULL, OUTPOST_ERROR_FORBIDDEN, "Not Permitted" },
  { 404, "Resource not found or *", OUTPOST_ERROR_NOT_FOUND, "Not Found" },
  { 404, "Workspace does not have an external agent.*", OUTPOST_ERROR_NOT_EXTERNAL, "No External Agent" },
  { 404, "External agent '*' not found *", OUTPOST_ERROR_NOT_FOUND, "No Such Agent" },
  { 404, "Route not found.*", OUTPOST_ERROR_UNSUPPORTED_SERVER, "Not Offered by the Deployment" },
  { 404, "The initial user has not been created*", OUTPOST_ERROR_NOT_FOUND, "Not Set Up Yet" },
  { 404, "File not found.*", OUTPOST_ERROR_NOT_FOUND, "Not Found" },
  { 404, "", OUTPOST_ERROR_NOT_FOUND, "Not Found" },
  { 405, "", OUTPOST_ERROR_UNSUPPORTED_SERVER, "Not Offered by the Deployment" },
  { 406, "The provided template version *", OUTPOST_ERROR_INVALID_INPUT, "Not Ready Yet" },
  { 409, "*This value is already in use*", OUTPOST_ERROR_CONFLICT, "Name Taken" },
  { 409, "A workspace build is already active.*", OUTPOST_ERROR_CONFLICT, "A Build Is Running" },
  { 409, "Cannot start a deleted workspace!*", OUTPOST_ERROR_CONFLICT, "Deleted" },
  { 409, "The initial user has already been created.*", OUTPOST_ERROR_CONFLICT, "Not Possible Now" },
  { 409, "Workspace shutdown is manual.*", OUTPOST_ERROR_CONFLICT, "Not Possible Now" },
  { 410, "Workspace * was deleted*", OUTPOST_ERROR_NOT_FOUND, "Deleted" },
  { 412, "Job is not in the expected state.*", OUTPOST_ERROR_CONFLICT, "Changed in the Meantime" },
  { 425, "Template version job has not finished*", OUTPOST_ERROR_INVALID_INPUT, "Not Ready Yet" },
  { 428, "*provided but user is not owner*", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted" },
  { 500, "Could not get containers*", OUTPOST_ERROR_SERVER, "The Deployment Has a Problem" },
  { 502, NULL, OUTPOST_ERROR_SERVER, "The Deployment Has a Problem" },
};

static guint
find_known (const RecordedRefusal *refusal)
{
  g_autofree char *said = recorded_refusal_dup_sentences (refusal);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].status == refusal->status && (known[i].said == NULL || g_pattern_match_simple (known[i].said, said)))
      return i;
  g_error ("%s: nothing is known of status %u: %s", refusal->name, refusal->status, said);
}

/* What the deployment said, line by line, is in the details. */
static void
assert_kept (const RecordedRefusal *refusal,
             const OutpostErrorWords *words)
{
  g_autofree char *said = recorded_refusal_dup_sentences (refusal);
  g_auto(GStrv) lines = g_strsplit (said, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *visible = outpost_text_dup_visible (g_strstrip (lines[i]));

      if (strstr (words->details, visible) == NULL)
        g_error ("%s: not in the details: %s", refusal->name, visible);
    }
  if (refusal->request_id != NULL)
    g_assert_nonnull (strstr (words->details, refusal->request_id));
  if (refusal->location != NULL)
    {
      g_assert_nonnull (strstr (words->details, refusal->location));
      g_assert_nonnull (strstr (words->body, refusal->location));
    }
}

/* Where only the deployment knows what is wrong, its sentence is before everybody's eyes. */
static void
assert_told (const RecordedRefusal *refusal,
             const GError *error,
             const OutpostErrorWords *words)
{
  const char *message = outpost_error_get_message (error);
  gsize n;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);
  g_auto(GStrv) lines = g_strsplit (message != NULL ? message : "", "\n", 2);

  if (!g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_INPUT) || g_str_equal (words->heading, "Not Ready Yet"))
    return;
  if (n == 0)
    g_assert_nonnull (strstr (words->body, lines[0]));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("\n%s: ", validations[i].field);

      g_assert_nonnull (strstr (words->body, label));
    }
  /* What only the writers of the server know is not before everybody's eyes. */
  g_assert_null (strstr (words->body, "failed for tag"));
  g_assert_null (strstr (words->body, "strconv."));
}

static void
check_recorded (const RecordedRefusal *refusal,
                guint *n_met)
{
  guint i = find_known (refusal);
  g_autoptr(GError) error = recorded_refusal_dup_error (refusal);
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

  n_met[i]++;
  if (!g_error_matches (error, OUTPOST_ERROR, (int) known[i].code))
    g_error ("%s became code %d", refusal->name, error->code);
  if (!g_str_equal (words->heading, known[i].heading))
    g_error ("%s is called “%s”", refusal->name, words->heading);
  assert_words (words);
  assert_kept (refusal, words);
  assert_told (refusal, error, words);
  if (g_test_verbose ())
    g_test_message ("%s\n%s\n%s\n[%s]\n--\n%s\n", refusal->name, words->heading, words->body, words->action, words->details);
}

static void
test_recorded (void)
{
  g_autoptr(GPtrArray) refusals = recorded_refusals_load ();
  guint n_met[G_N_ELEMENTS (known)] = { 0 };

  if (refusals == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  for (guint i = 0; i < refusals->len; i++)
    check_recorded (g_ptr_array_index (refusals, i), n_met);
  g_test_message ("%u recorded refusals have their words", refusals->len);
  g_assert_cmpuint (refusals->len, >, 180);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (n_met[i] == 0)
      g_error ("no recording is of status %u: %s", known[i].status, known[i].said);
}

/* ---- Answers that no recording has ------------------------------------------------------------------------------- */

#define JSON "application/json; charset=utf-8"
#define HTML "text/html; charset=utf-8"
#define PLAIN "text/plain; charset=utf-8"
#define MESSAGE(text) "{\"message\":\"" text "\"}"
#define PAGE "<!doctype html>\n<html><title>Sign on</title><a href=\"/\">here</a></html>"

static const struct
{
  guint status;
  const char *type;
  gboolean from_coder;
  const char *location;
  const char *body;
  OutpostError code;
  const char *heading;
  const char *told; /* a part of the body; NULL: nothing particular */
} answers[] = {
  /* A gateway or a sign-on page in front of the deployment. */
  { 200, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_NOT_A_DEPLOYMENT, "Not a Coder Deployment", "sign-on page" },
  { 302, HTML, FALSE, "https://sso.example.com/", PAGE, OUTPOST_ERROR_REDIRECTED, "Another Address", "https://sso.example.com/" },
  { 304, NULL, TRUE, NULL, NULL, OUTPOST_ERROR_PROTOCOL, "Answer Not Understood", NULL },
  { 400, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_NOT_A_DEPLOYMENT, "Not a Coder Deployment", "proxy" },
  { 401, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_NOT_A_DEPLOYMENT, "Not a Coder Deployment", "VPN" },
  { 403, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_NOT_A_DEPLOYMENT, "Not a Coder Deployment", NULL },
  { 404, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_NOT_A_DEPLOYMENT, "Not a Coder Deployment", NULL },
  { 407, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_UNREACHABLE, "Proxy Wants a Sign-In", "Whoever runs the network" },
  { 408, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_TIMED_OUT, "No Answer in Time", "firewall" },
  { 429, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_RATE_LIMITED, "Too Many Requests", "Try again in a minute." },
  { 502, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_SERVER, "Deployment Not Available", "restarting" },
  { 503, PLAIN, FALSE, NULL, "no healthy upstream", OUTPOST_ERROR_SERVER, "Deployment Not Available", "in front of" },
  { 504, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_TIMED_OUT, "No Answer in Time", NULL },
  { 511, HTML, FALSE, NULL, PAGE, OUTPOST_ERROR_NOT_A_DEPLOYMENT, "Not a Coder Deployment", "sign-on page" },
  /* The deployment itself. */
  { 401, JSON, TRUE, NULL, MESSAGE ("Could not refresh expired OpenID Connect token."), OUTPOST_ERROR_UNAUTHORIZED,
    "Key Not Accepted", "Sign in again" },
  { 403, JSON, TRUE, NULL, MESSAGE ("Password authentication is disabled."), OUTPOST_ERROR_FORBIDDEN, "No Sign-In by Password",
    "a key in the browser" },
  { 403, JSON, TRUE, NULL, MESSAGE ("Incorrect login type, attempting to use \\\"password\\\""), OUTPOST_ERROR_FORBIDDEN,
    "No Sign-In by Password", "a key there" },
  { 404, JSON, TRUE, NULL, MESSAGE ("External agent is authenticated with an instance ID."), OUTPOST_ERROR_INSTANCE_IDENTITY,
    "No Token Needed", "no token and no command" },
  { 405, JSON, TRUE, NULL, "{\"message\":\"No.\",\"detail\":\"Coder says\"}", OUTPOST_ERROR_UNSUPPORTED_SERVER,
    "Not Offered by the Deployment", NULL },
  { 406, JSON, TRUE, NULL, MESSAGE ("No such form."), OUTPOST_ERROR_INVALID_INPUT, "Not Accepted", "No such form." },
  { 413, PLAIN, TRUE, NULL, "too\nlarge", OUTPOST_ERROR_INVALID_INPUT, "Not Accepted", "too\nlarge" },
  { 418, NULL, TRUE, NULL, NULL, OUTPOST_ERROR_INVALID_INPUT, "Not Accepted", NULL },
  { 429, JSON, TRUE, NULL, MESSAGE ("You've been rate limited."), OUTPOST_ERROR_RATE_LIMITED, "Too Many Requests", "wait" },
  { 500, JSON, TRUE, NULL, "{\"message\":\"Internal error.\",\"detail\":\"pq: gone\"}", OUTPOST_ERROR_SERVER,
    "The Deployment Has a Problem", "Internal error." },
  { 501, NULL, TRUE, NULL, NULL, OUTPOST_ERROR_UNSUPPORTED_SERVER, "Not Offered by the Deployment", "another version" },
};

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GBytes) body = answers[i].body != NULL ? g_bytes_new_static (answers[i].body, strlen (answers[i].body)) : NULL;
      g_autoptr(GError) error = outpost_error_new_for_answer (answers[i].status, answers[i].type, answers[i].from_coder,
                                                               answers[i].location, NULL, 0, body);
      g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

      g_test_message ("%u: %s", answers[i].status, words->heading);
      g_assert_error (error, OUTPOST_ERROR, (int) answers[i].code);
      g_assert_cmpstr (words->heading, ==, answers[i].heading);
      assert_words (words);
      if (answers[i].told != NULL)
        g_assert_nonnull (strstr (words->body, answers[i].told));
      /* What is inside, and a number that nobody has, are not spoken of. */
      g_assert_null (strstr (words->body, "pq:"));
      g_assert_null (strstr (words->body, "number of the request"));
    }
}

/* Until when to wait is said as a time of day. */
static void
test_retry_at (void)
{
  gint64 now = g_get_real_time ();
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autofree char *clock = g_date_time_format (time, "%X");
  g_autofree char *sentence = g_strdup_printf ("Try again after %s.", clock);
  g_autoptr(GError) error = outpost_error_new_for_answer (429, NULL, TRUE, NULL, NULL, now, NULL);
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

  g_assert_nonnull (strstr (words->body, sentence));
  g_assert_cmpstr (words->action, ==, "Retry");
}

/* A check of the server in words: what it says, and what stands behind the field. */
static void
test_checks (void)
{
  static const struct
  {
    const char *said;
    const char *told;
  } rows[] = {
    { "Validation failed for tag \\\"required\\\" with value: \\\"\\\"", "field: a value is needed" },
    { "Validation failed for tag \\\"oneof\\\" with value: \\\"x\\\"", "field: not one of the values that are known" },
    { "Validation failed for tag \\\"novel\\\" with value: 1", "field: Validation failed for tag \"novel\" with value: 1" },
    { "\\\"colour\\\" is not a valid query param", "field: nothing of this name can be searched for" },
    { "Query param \\\"x\\\" must be a valid boolean: strconv.ParseBool: no", "field: true or false is needed" },
    { "Query param \\\"x\\\" must be a valid date format (2006): no", "field: a time such as 2026-03-04T12:00:00Z is needed" },
    { "Query param \\\"x\\\" has invalid value: \\\"y\\\" is not a valid value", "field: not one of the values that are known" },
    { "Invalid parameter value according to 'validation' block; Two to five.", "field: Two to five." },
    { "Anything else", "field: Anything else" },
    { "", "field" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"message\":\"No.\",\"validations\":[{\"field\":\"field\",\"detail\":\"%s\"}]}",
                                               rows[i].said);
      g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));
      g_autoptr(GError) error = outpost_error_new_for_answer (400, JSON, TRUE, NULL, NULL, 0, body);
      g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);
      g_auto(GStrv) lines = g_strsplit (words->body, "\n", 2);

      g_assert_cmpstr (lines[1], ==, rows[i].told);
    }
}

/* ---- Every kind -------------------------------------------------------------------------------------------------- */

static const struct
{
  const char *heading;
  const char *action;
} kinds[OUTPOST_N_ERRORS] = {
  [OUTPOST_ERROR_UNAUTHORIZED] = { "Key Not Accepted", "Sign In…" },
  [OUTPOST_ERROR_FORBIDDEN] = { "Not Permitted", NULL },
  [OUTPOST_ERROR_NOT_LICENSED] = { "Not Licensed", NULL },
  [OUTPOST_ERROR_NOT_FOUND] = { "Not Found", "Retry" },
  [OUTPOST_ERROR_NOT_EXTERNAL] = { "No External Agent", "Retry" },
  [OUTPOST_ERROR_INSTANCE_IDENTITY] = { "No Token Needed", NULL },
  [OUTPOST_ERROR_CONFLICT] = { "Not Possible Now", "Retry" },
  [OUTPOST_ERROR_INVALID_INPUT] = { "Not Accepted", NULL },
  [OUTPOST_ERROR_RATE_LIMITED] = { "Too Many Requests", "Retry" },
  [OUTPOST_ERROR_SERVER] = { "The Deployment Has a Problem", "Retry" },
  [OUTPOST_ERROR_PROTOCOL] = { "Answer Not Understood", "Retry" },
  [OUTPOST_ERROR_TOO_LARGE] = { "Answer Too Large", "Retry" },
  [OUTPOST_ERROR_NOT_A_DEPLOYMENT] = { "Not a Coder Deployment", "Retry" },
  [OUTPOST_ERROR_UNSUPPORTED_SERVER] = { "Not Offered by the Deployment", NULL },
  [OUTPOST_ERROR_REDIRECTED] = { "Another Address", "Sign In…" },
  [OUTPOST_ERROR_HOST_NOT_FOUND] = { "No Such Host", "Retry" },
  [OUTPOST_ERROR_UNREACHABLE] = { "No Connection", "Retry" },
  [OUTPOST_ERROR_TIMED_OUT] = { "No Answer in Time", "Retry" },
  [OUTPOST_ERROR_TLS] = { "Certificate Not Trusted", "Show Certificate" },
  [OUTPOST_ERROR_INVALID_ADDRESS] = { "Not an Address", NULL },
  [OUTPOST_ERROR_INVALID_KEY] = { "Not a Key", NULL },
  [OUTPOST_ERROR_KEYRING_LOCKED] = { "The Keyring Is Locked", "Unlock" },
  [OUTPOST_ERROR_KEYRING_MISSING] = { "There Is No Keyring", "Retry" },
  [OUTPOST_ERROR_KEYRING_REFUSED] = { "The Keyring Refused", "Retry" },
  [OUTPOST_ERROR_KEY_MISSING] = { "No Key in the Keyring", "Sign In…" },
  [OUTPOST_ERROR_STORAGE] = { "A File Could Not Be Used", NULL },
};

/* A certificate is what the words about certificates need. */
static GError *
new_of_kind (guint code)
{
  g_autoptr(OutpostDemo) demo = NULL;

  if (code != OUTPOST_ERROR_TLS)
    return g_error_new_literal (OUTPOST_ERROR, (int) code, "A diagnostic");
  demo = outpost_demo_new (OUTPOST_DEMO_TLS, 0, NULL);
  return outpost_error_new_for_certificate (outpost_demo_get_certificate (demo),
                                            G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED);
}

static void
test_every_kind (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint code = 0; code < OUTPOST_N_ERRORS; code++)
    {
      g_autoptr(GError) error = new_of_kind (code);
      g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

      g_assert_error (error, OUTPOST_ERROR, (int) code);
      g_assert_cmpstr (words->heading, ==, kinds[code].heading);
      g_assert_cmpstr (words->action, ==, kinds[code].action);
      g_assert_nonnull (strstr (words->details, error->message));
      assert_words (words);
      g_assert_true (g_hash_table_add (seen, g_strconcat (words->heading, "\n", words->body, NULL)));
      if (code == OUTPOST_ERROR_TLS)
        g_assert_true (g_str_has_suffix (words->body, "trusts.\nIt is not signed by anyone this computer trusts.\nIt has expired, "
                                                      "or the clock of this computer is fast."));
    }
}

/* What no server says: our own diagnostics, and errors of the system. */
static void
test_own_causes (void)
{
  struct
  {
    GQuark domain;
    int code;
    const char *diagnostic;
    const char *heading;
    const char *told;
  } rows[] = {
    { OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER, "Coder 2.20.1 does not know external workspaces", "Coder Is Too Old",
      "This deployment runs Coder 2.20.1." },
    { OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN, "The key is limited: it may not read its own user", "Key With Limits", "no limits" },
    { OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED, "The account was signed out meanwhile", "Signed Out", "Sign in again" },
    { OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED, "Not signed in", "Not Signed In", "Sign in" },
    { OUTPOST_ERROR, OUTPOST_ERROR_REDIRECTED, "A workspace proxy that does not lead to its deployment", "Address of a Proxy",
      "Sign in at" },
    { OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "There are 64 accounts already", "Too Many Accounts", "Sign out of one" },
    { OUTPOST_ERROR, OUTPOST_ERROR_TLS, "Peer does not speak TLS", "No Secure Connection", "https" },
    { OUTPOST_ERROR, OUTPOST_ERROR_HOST_NOT_FOUND, "Error resolving “nowhere.example”: Name or service not known", "No Such Host",
      "Host: nowhere.example" },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no", "Folder Not Writable", "another folder" },
    { G_IO_ERROR, G_IO_ERROR_READ_ONLY, "no", "Folder Not Writable", "another folder" },
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no", "No Space Left", "Free some space" },
    { G_IO_ERROR, G_IO_ERROR_FAILED, "no", "Something Went Wrong", "details" },
    { G_KEY_FILE_ERROR, 0, "no", "Something Went Wrong", "details" },
    { OUTPOST_ERROR, OUTPOST_N_ERRORS, "of a later version", "Something Went Wrong", "details" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (rows[i].domain, rows[i].code, rows[i].diagnostic);
      g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

      g_assert_cmpstr (words->heading, ==, rows[i].heading);
      g_assert_nonnull (strstr (words->body, rows[i].told));
      g_assert_nonnull (strstr (words->details, rows[i].diagnostic));
      assert_words (words);
    }
}

/* What a toast says: the why where there is one, on one line and not without end (coder-api 3.7, corrections 36, 37, 49). */
static void
test_reason (void)
{
  static const struct
  {
    guint status;
    const char *body;
    const char *reason;
  } rows[] = {
    { 400,
      "{\"message\":\"Unable to validate parameters\",\"validations\":[{\"field\":\"cpu\",\"detail\":\"Required parameter not "
      "provided; parameter value is null\"},{\"field\":\"disk\",\"detail\":\"no\"}]}",
      "cpu: a value is needed" },
    { 403, "{\"message\":\"User is not allowed to cancel workspace builds. Owner role is required.\"}",
      "User is not allowed to cancel workspace builds. Owner role is required." },
    { 400, "{\"message\":\"Request body must be valid JSON.\",\"detail\":\"invalid\\nlength\"}",
      "Request body must be valid JSON. invalid length" },
    { 500, "{\"message\":\"Archived template versions cannot be used.\",\"detail\":\"secret\"}",
      "The Deployment Has a Problem: Archived template versions cannot be used." },
    { 403, "{\"message\":\"Forbidden.\"}", "Not Permitted" },
    { 409, "{\"message\":\"A workspace build is already active.\"}", "A Build Is Running" },
    { 404, "{\"message\":\"Resource not found or you do not have access to this resource\"}", "Not Found" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (rows[i].body, strlen (rows[i].body));
      g_autoptr(GError) error = outpost_error_new_for_answer (rows[i].status, "application/json", TRUE, NULL, "r", 0, body);
      g_autofree char *reason = outpost_error_words_dup_reason (error);

      g_assert_cmpstr (reason, ==, rows[i].reason);
    }
}

static void
test_cancelled (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no");
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

  g_assert_cmpstr (words->heading, ==, "");
  g_assert_cmpstr (words->body, ==, "");
  g_assert_null (words->action);
  g_assert_null (words->details);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error-words/recorded", test_recorded);
  g_test_add_func ("/error-words/answers", test_answers);
  g_test_add_func ("/error-words/retry-at", test_retry_at);
  g_test_add_func ("/error-words/checks", test_checks);
  g_test_add_func ("/error-words/every-kind", test_every_kind);
  g_test_add_func ("/error-words/own-causes", test_own_causes);
  g_test_add_func ("/error-words/reason", test_reason);
  g_test_add_func ("/error-words/cancelled", test_cancelled);
  return g_test_run ();
}

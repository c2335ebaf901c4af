/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-errors.h"

#include "outpost-error.h"
#include "outpost-text.h"

#include <glib/gi18n.h>
#include <stdio.h>

G_DEFINE_QUARK (outpost - cli - error, outpost_cli_error)

#define SIGN_IN_HINT N_("Sign in with “outpost-cli login URL”.")
#define ENVIRONMENT_HINT N_("With CODER_URL and CODER_SESSION_TOKEN in the environment a single call needs no keyring.")

#define MOST_VALIDATIONS 20
/* Of what the deployment adds to its sentence, in characters. */
#define LONGEST_DETAIL 600

typedef enum
{
  ADD_NOTHING,
  ADD_ANSWER,   /* the deployment's own sentence, and what it adds */
  ADD_MESSAGE,  /* our diagnostic */
  ADD_LOCATION, /* the other address */
  ADD_TIME,     /* until when to wait */
} Add;

/* What an error is called here, what is added to it, and what helps. */
typedef struct
{
  const char *what;
  const char *hint;
  Add add;
} Words;

static const Words words[OUTPOST_N_ERRORS] = {
  [OUTPOST_ERROR_UNAUTHORIZED] = { N_("the deployment does not accept the session key (any more)"), SIGN_IN_HINT, ADD_ANSWER },
  [OUTPOST_ERROR_FORBIDDEN] = { N_("you are not permitted to do this"), NULL, ADD_ANSWER },
  [OUTPOST_ERROR_NOT_LICENSED] = { N_("the deployment’s license does not include external workspaces"),
                                   N_("The people who run the deployment can add a license that does."), ADD_NOTHING },
  [OUTPOST_ERROR_NOT_FOUND] = { N_("not found, or you have no access to it"),
                                N_("See “outpost-cli list --all” for what you have access to."), ADD_NOTHING },
  [OUTPOST_ERROR_NOT_EXTERNAL]
  = { N_("the workspace has no external agent"),
      N_("Only workspaces of templates with an external agent have a machine to attach."), ADD_NOTHING },
  [OUTPOST_ERROR_INSTANCE_IDENTITY]
  = { N_("this agent signs in with the identity of its cloud instance and has no token"), NULL, ADD_NOTHING },
  [OUTPOST_ERROR_CONFLICT]
  = { N_("the deployment is busy with something that conflicts with this"), N_("Try again in a moment."), ADD_ANSWER },
  [OUTPOST_ERROR_INVALID_INPUT] = { N_("the deployment did not accept this"), NULL, ADD_ANSWER },
  [OUTPOST_ERROR_RATE_LIMITED] = { N_("the deployment was asked too often"), N_("Wait a little, then try again."), ADD_TIME },
  [OUTPOST_ERROR_SERVER] = { N_("the deployment failed"), N_("Try again later, or tell the people who run it."), ADD_ANSWER },
  [OUTPOST_ERROR_PROTOCOL] = { N_("the deployment’s answer makes no sense"), NULL, ADD_MESSAGE },
  [OUTPOST_ERROR_TOO_LARGE] = { N_("the deployment’s answer is too large"), NULL, ADD_NOTHING },
  [OUTPOST_ERROR_NOT_A_DEPLOYMENT] = { N_("something answers there, but it is not a Coder deployment"),
                                       N_("Check the address; a proxy or a sign-on page may be in front of it."), ADD_NOTHING },
  [OUTPOST_ERROR_UNSUPPORTED_SERVER]
  = { N_("this deployment has no external workspaces: it is too old, or the open-source edition"), NULL, ADD_NOTHING },
  [OUTPOST_ERROR_REDIRECTED]
  = { N_("the deployment wants to be reached under another address"), N_("Use that address."), ADD_LOCATION },
  [OUTPOST_ERROR_HOST_NOT_FOUND] = { N_("there is no host of this name"), N_("Check the address and the network."), ADD_NOTHING },
  [OUTPOST_ERROR_UNREACHABLE] = { N_("the deployment cannot be reached"), N_("Check the address and the network."), ADD_MESSAGE },
  [OUTPOST_ERROR_TIMED_OUT]
  = { N_("the deployment did not answer in time"), N_("Check the network, then try again."), ADD_NOTHING },
  [OUTPOST_ERROR_TLS] = { N_("the deployment’s certificate cannot be trusted"), NULL, ADD_MESSAGE },
  [OUTPOST_ERROR_INVALID_ADDRESS]
  = { N_("this is not the address of a deployment"), N_("It looks like https://coder.example.com."), ADD_MESSAGE },
  [OUTPOST_ERROR_INVALID_KEY]
  = { N_("this is not a session key"), N_("Copy the whole key from the deployment’s page “cli-auth”."), ADD_NOTHING },
  [OUTPOST_ERROR_KEYRING_LOCKED] = { N_("the keyring is locked"), ENVIRONMENT_HINT, ADD_NOTHING },
  [OUTPOST_ERROR_KEYRING_MISSING] = { N_("there is no keyring service"), ENVIRONMENT_HINT, ADD_NOTHING },
  [OUTPOST_ERROR_KEYRING_REFUSED] = { N_("the keyring refused"), ENVIRONMENT_HINT, ADD_MESSAGE },
  [OUTPOST_ERROR_KEY_MISSING] = { N_("the keyring holds no key for this account"), SIGN_IN_HINT, ADD_NOTHING },
  [OUTPOST_ERROR_STORAGE] = { N_("a file of Outpost’s could not be read or written"), NULL, ADD_MESSAGE },
};

/* A new key is of no use to them: an administrator must activate the account again (coder-api 1.4 and 1.6). */
static const Words suspended = { N_("the account is suspended"), NULL, ADD_ANSWER };

gboolean
outpost_cli_fail (GError **error,
                  const char *hint,
                  const char *format,
                  ...)
{
  g_autofree char *line = NULL;
  g_autofree char *visible = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  visible = outpost_text_dup_visible (line);
  g_set_error (error, OUTPOST_CLI_ERROR, OUTPOST_CLI_ERROR_WORDED, "%s%s%s", visible, hint != NULL ? "\n" : "",
               hint != NULL ? hint : "");
  return FALSE;
}

gboolean
outpost_cli_fail_with (GError **error,
                       OutpostCliError code,
                       const char *format,
                       ...)
{
  g_autofree char *line = NULL;
  g_autofree char *visible = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  visible = outpost_text_dup_visible (line);
  g_set_error_literal (error, OUTPOST_CLI_ERROR, code, visible);
  return FALSE;
}

int
outpost_cli_errors_get_exit_code (const GError *error)
{
  return error->domain == OUTPOST_CLI_ERROR ? 1 + error->code : 1;
}

static char *
dup_time (gint64 retry_at)
{
  g_autoptr(GDateTime) time = retry_at > 0 ? g_date_time_new_from_unix_local (retry_at / G_USEC_PER_SEC) : NULL;

  return time != NULL ? g_date_time_format (time, "%X") : NULL;
}

static const Words *
choose_words (const GError *error)
{
  const char *message = outpost_error_get_message (error);

  if (error->code == OUTPOST_ERROR_UNAUTHORIZED && message != NULL
      && (g_str_has_prefix (message, "User is not active") || g_str_has_prefix (message, "Your account is suspended.")))
    return &suspended;
  return &words[error->code];
}

static char *
dup_detail (const GError *error)
{
  const char *detail = outpost_error_get_detail (error);
  g_autofree char *beginning = NULL;

  if (detail == NULL || g_utf8_strlen (detail, -1) <= LONGEST_DETAIL)
    return g_strdup (detail);
  beginning = g_utf8_substring (detail, 0, LONGEST_DETAIL);
  return g_strconcat (beginning, "…", NULL);
}

/* The detail is where the reason is at times: "Request body must be valid JSON." has none of its own (correction 6). */
static char *
dup_answer (const GError *error)
{
  const char *message = outpost_error_get_message (error);
  g_autofree char *detail = dup_detail (error);

  if (detail == NULL || *detail == '\0' || g_strcmp0 (message, outpost_error_get_detail (error)) == 0)
    return g_strdup (message);
  if (message == NULL || *message == '\0')
    return g_steal_pointer (&detail);
  /* Translators: what the deployment says, and what it adds to that */
  return g_strdup_printf (C_("answer of a deployment", "%s (%s)"), message, detail);
}

static char *
dup_added (const GError *error,
           Add add)
{
  switch (add)
    {
    case ADD_ANSWER:
      return dup_answer (error);
    case ADD_MESSAGE:
      return g_strdup (error->message);
    case ADD_LOCATION:
      return g_strdup (outpost_error_get_location (error));
    case ADD_TIME:
      return dup_time (outpost_error_get_retry_at (error));
    case ADD_NOTHING:
    default:
      return NULL;
    }
}

static void
append_visible (GString *line,
                const char *before,
                const char *text)
{
  g_autofree char *visible = NULL;

  if (text == NULL || *text == '\0')
    return;
  visible = outpost_text_dup_visible (text);
  g_string_append (line, before);
  g_string_append (line, visible);
}

static void
append_validations (GString *line,
                    const GError *error)
{
  gsize n = 0;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  for (gsize i = 0; i < MIN (n, MOST_VALIDATIONS); i++)
    {
      append_visible (line, "\n  ", validations[i].field);
      append_visible (line, ": ", validations[i].detail);
    }
  if (n > MOST_VALIDATIONS)
    g_string_append_printf (line, ngettext ("\n  and %u more", "\n  and %u more", n - MOST_VALIDATIONS),
                            (guint) (n - MOST_VALIDATIONS));
}

char *
outpost_cli_errors_dup_words (const GError *error)
{
  GString *line = g_string_new (NULL);
  g_autofree char *added = NULL;
  const Words *chosen;

  if (error->domain == OUTPOST_CLI_ERROR)
    return g_string_free (g_string_append (line, error->message), FALSE);
  if (error->domain != OUTPOST_ERROR || error->code < 0 || error->code >= OUTPOST_N_ERRORS)
    {
      append_visible (line, "", error->message);
      return g_string_free (line, FALSE);
    }

  chosen = choose_words (error);
  g_string_append (line, _(chosen->what));
  added = dup_added (error, chosen->add);
  append_visible (line, ": ", added);
  append_validations (line, error);
  if (chosen->hint != NULL)
    g_string_append_printf (line, "\n%s", _(chosen->hint));
  return g_string_free (line, FALSE);
}

gboolean
outpost_cli_fail_because (GError **error,
                          OutpostCliError code,
                          const GError *reason,
                          const char *sentence)
{
  g_autofree char *said = outpost_cli_errors_dup_words (reason);
  g_autofree char *visible = outpost_text_dup_visible (sentence);

  if (reason->domain == OUTPOST_CLI_ERROR)
    g_propagate_error (error, g_error_copy (reason));
  else
    /* Translators: what happened, and why */
    g_set_error (error, OUTPOST_CLI_ERROR, code, _("%s: %s"), visible, said);
  return FALSE;
}

void
outpost_cli_tell_refusal (GError **error,
                          const GError *refusal)
{
  g_autofree char *said = outpost_cli_errors_dup_words (refusal);
  int code = refusal->domain == OUTPOST_CLI_ERROR ? refusal->code : OUTPOST_CLI_ERROR_WORDED;

  if (g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    code = OUTPOST_CLI_ERROR_GONE;
  else if (g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED)
           || g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN))
    code = OUTPOST_CLI_ERROR_REFUSED;
  g_set_error_literal (error, OUTPOST_CLI_ERROR, code, said);
}

void
outpost_cli_errors_print (const GError *error)
{
  g_autofree char *said = outpost_cli_errors_dup_words (error);

  fprintf (stderr, "outpost-cli: %s\n", said);
}

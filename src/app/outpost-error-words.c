/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-error.h"
#include "outpost-text.h"

#define MOST_VALIDATIONS 5

/* What is said of one kind of error. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *action; /* NULL: nothing helps but what the body says */
} Words;

static const Words words[OUTPOST_N_ERRORS] = {
  [OUTPOST_ERROR_UNAUTHORIZED] = {
      N_("Key Not Accepted"),
      N_("The deployment does not accept the key: it was revoked, has expired, or is of another deployment. Sign in again "
         "with a new one."),
      N_("Sign In…"),
  },
  [OUTPOST_ERROR_FORBIDDEN] = {
      N_("Not Permitted"),
      N_("This account may not do that. An administrator of the deployment can change what it may do."),
      NULL,
  },
  [OUTPOST_ERROR_NOT_LICENSED] = {
      N_("Not Licensed"),
      N_("The deployment’s licence does not include external workspaces, so it gives out no tokens. An administrator can "
         "add a Premium licence."),
      NULL,
  },
  [OUTPOST_ERROR_NOT_FOUND] = {
      N_("Not Found"),
      N_("It is gone, or this account may not see it. The deployment does not tell which."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_NOT_EXTERNAL] = {
      N_("No External Agent"),
      N_("The newest build has no external agent: it is not finished, it failed, or Coder runs the machine of this "
         "workspace itself."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_INSTANCE_IDENTITY] = {
      N_("No Token Needed"),
      N_("This agent proves who it is by the identity of its cloud machine, so there is no token and no command."),
      NULL,
  },
  [OUTPOST_ERROR_CONFLICT] = {
      N_("Not Possible Now"),
      N_("Something on the deployment is in the way of this."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_INVALID_INPUT] = {
      N_("Not Accepted"),
      N_("The deployment did not accept what was sent."),
      NULL,
  },
  [OUTPOST_ERROR_RATE_LIMITED] = {
      N_("Too Many Requests"),
      N_("The deployment asks to wait for a moment."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_SERVER] = {
      N_("The Deployment Has a Problem"),
      N_("Something failed on its side. Try again later; an administrator finds the cause by the number of the request."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_PROTOCOL] = {
      N_("Answer Not Understood"),
      N_("The deployment’s answer is not of the expected form. It may be newer than this version of Outpost, or something "
         "between here and there changed it."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_TOO_LARGE] = {
      N_("Answer Too Large"),
      N_("The answer is larger than Outpost accepts. A narrower search may help."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_NOT_A_DEPLOYMENT] = {
      N_("Not a Coder Deployment"),
      N_("Something answers at this address, but it is no Coder deployment. It may be a sign-on page or a proxy in front "
         "of one: check the address, and whether a VPN is needed."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_UNSUPPORTED_SERVER] = {
      N_("Not Offered by the Deployment"),
      N_("This deployment does not have external workspaces: it is older than Coder 2.26, or the open-source edition, "
         "which cannot give out tokens for machines."),
      NULL,
  },
  [OUTPOST_ERROR_REDIRECTED] = {
      N_("Another Address"),
      N_("The deployment wants to be reached at another address. Nothing was sent there: sign in at that one."),
      N_("Sign In…"),
  },
  [OUTPOST_ERROR_HOST_NOT_FOUND] = {
      N_("No Such Host"),
      N_("The host’s name is not known here. Look at the address, and whether a VPN is needed to find it."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_UNREACHABLE] = {
      N_("No Connection"),
      N_("The deployment cannot be reached. Check the network, and whether the address and its port are right."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_TIMED_OUT] = {
      N_("No Answer in Time"),
      N_("The deployment did not answer in time. It may be busy, or a firewall may swallow the request."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_TLS] = {
      N_("Certificate Not Trusted"),
      N_("The connection is not secure, so nothing was sent. If the deployment uses a certificate of your own "
         "organization, add that to the certificates this computer trusts."),
      N_("Show Certificate"),
  },
  [OUTPOST_ERROR_INVALID_ADDRESS] = {
      N_("Not an Address"),
      N_("An address looks like coder.example.com, or like the address of the page in the browser."),
      NULL,
  },
  [OUTPOST_ERROR_INVALID_KEY] = {
      N_("Not a Key"),
      N_("A key has two parts with a hyphen between, 33 characters in all. Copy it again from the page in the browser."),
      NULL,
  },
  [OUTPOST_ERROR_KEYRING_LOCKED] = {
      N_("The Keyring Is Locked"),
      N_("Unlock the keyring so that the key can be kept there. Without it the key serves for this session only."),
      N_("Unlock"),
  },
  [OUTPOST_ERROR_KEYRING_MISSING] = {
      N_("There Is No Keyring"),
      N_("No keyring service answers on this computer. GNOME Keyring, KWallet or KeePassXC provide one. Without it the key "
         "serves for this session only."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_KEYRING_REFUSED] = {
      N_("The Keyring Refused"),
      N_("The keyring did not do what it was asked. Without it the key serves for this session only."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_KEY_MISSING] = {
      N_("No Key in the Keyring"),
      N_("The keyring holds no key for this account any more. Sign in again to get one."),
      N_("Sign In…"),
  },
  [OUTPOST_ERROR_STORAGE] = {
      N_("A File Could Not Be Used"),
      N_("A file of Outpost could not be read or written. Check the free space and the permissions of your home folder."),
      NULL,
  },
};

/* The same code by another cause needs other words. Sources: coder-api 1.4, 1.6 and 3.2; corrections 13 and 18. */
static const struct
{
  OutpostError code;
  guint status;     /* 0: any */
  const char *said; /* how one of the sentences that came begins; NULL: any */
  Words words;
} causes[] = {
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "Incorrect email or password.",
      {
          N_("E-Mail or Password Not Right"),
          N_("The deployment knows no account with this e-mail and this password."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "Your account is suspended.",
      {
          N_("Account Suspended"),
          N_("An administrator of the deployment suspended this account, and can activate it again."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "User is not active",
      {
          N_("Account Suspended"),
          N_("An administrator of the deployment suspended this account, and can activate it again."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "Workspace agent not authorized.",
      {
          N_("Token Outdated"),
          N_("A newer build has made a new token. Copy the command again."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "API key expired",
      {
          N_("Key Expired"),
          N_("The time for which the key was valid is over. Sign in again with a new one."),
          N_("Sign In…"),
      },
  },
  {
      OUTPOST_ERROR_FORBIDDEN,
      0,
      "Password authentication is disabled.",
      {
          N_("No Sign-In by Password"),
          N_("This deployment does not allow passwords. Get a key in the browser instead."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_FORBIDDEN,
      0,
      "Incorrect login type",
      {
          N_("No Sign-In by Password"),
          N_("This account signs in through the browser. Get a key there instead."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_FORBIDDEN,
      0,
      "The key is limited",
      {
          N_("Key With Limits"),
          N_("The key is limited to some things, and what Outpost needs is not among them. A key from the page in the browser "
             "has no limits."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_NOT_FOUND,
      410,
      NULL,
      {
          N_("Deleted"),
          N_("This workspace has been deleted. Its machine is not touched by that."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_NOT_FOUND,
      0,
      "The initial user has not been created",
      {
          N_("Not Set Up Yet"),
          N_("This deployment has no account yet. Its first one is made in the browser."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_CONFLICT,
      0,
      "This value is already in use",
      {
          N_("Name Taken"),
          N_("There is one of this name already. Another name will do."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_CONFLICT,
      0,
      "A workspace build is already active.",
      {
          N_("A Build Is Running"),
          N_("This can be done when the running build has ended."),
          N_("Retry"),
      },
  },
  {
      OUTPOST_ERROR_CONFLICT,
      0,
      "Cannot start a deleted workspace",
      {
          N_("Deleted"),
          N_("This workspace has been deleted. Its machine is not touched by that."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_CONFLICT,
      412,
      NULL,
      {
          N_("Changed in the Meantime"),
          N_("It is no longer in the state that was shown."),
          N_("Retry"),
      },
  },
  {
      OUTPOST_ERROR_INVALID_INPUT,
      406,
      NULL,
      {
          N_("Not Ready Yet"),
          N_("The template’s version is still being imported. Try again when that is done."),
          N_("Retry"),
      },
  },
  {
      OUTPOST_ERROR_INVALID_INPUT,
      425,
      NULL,
      {
          N_("Not Ready Yet"),
          N_("The template’s version is still being imported. Try again when that is done."),
          N_("Retry"),
      },
  },
  {
      OUTPOST_ERROR_UNSUPPORTED_SERVER,
      0,
      "Coder ",
      {
          N_("Coder Is Too Old"),
          N_("External workspaces need Coder 2.26 or newer. An administrator of the deployment can update it."),
          NULL,
      },
  },
};

/* What answers no certificate, but does not speak TLS as expected either. */
static const Words no_tls = {
  N_("No Secure Connection"),
  N_("What answers there does not speak https, or not in a secure way. Nothing was sent. An address with http:// in front is not "
     "encrypted."),
  N_("Retry"),
};

/* Errors of the system's own, where a file that a person chose is written. */
static const struct
{
  int code;
  Words words;
} file_words[] = {
  { G_IO_ERROR_PERMISSION_DENIED,
    { N_("Folder Not Writable"), N_("The permissions do not allow this. Choose another folder."), NULL } },
  { G_IO_ERROR_READ_ONLY, { N_("Folder Not Writable"), N_("It can be read only. Choose another folder."), NULL } },
  { G_IO_ERROR_NO_SPACE, { N_("No Space Left"), N_("The disk is full. Free some space, or choose another folder."), N_("Retry") } },
};

/* What the server's checks are called, in words. */
static const struct
{
  const char *tag;
  const char *text;
} tags[] = {
  { "\"workspace_name\"", N_("1 to 32 letters, digits and single hyphens, none in front or at the end; some words are taken") },
  { "\"template_name\"", N_("1 to 32 letters, digits and single hyphens, none in front or at the end") },
  { "\"username\"", N_("1 to 32 letters, digits and single hyphens, none in front or at the end") },
  { "\"email\"", N_("not the form of an e-mail address") },
  { "\"required", N_("a value is needed") },
  { "\"oneof\"", N_("not one of the values that are known") },
};

static const struct
{
  GTlsCertificateFlags flag;
  const char *text;
} faults[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("It is signed by nobody whom this computer trusts.") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("It is made for another host.") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("It is not valid yet, or the clock of this computer is slow.") },
  { G_TLS_CERTIFICATE_EXPIRED, N_("It has expired, or the clock of this computer is fast.") },
  { G_TLS_CERTIFICATE_REVOKED, N_("It has been revoked.") },
  { G_TLS_CERTIFICATE_INSECURE, N_("Its algorithm is not secure.") },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, N_("It could not be checked.") },
};

char *
outpost_error_words_dup_certificate_faults (GTlsCertificateFlags flags)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (flags & faults[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", gettext (faults[i].text));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- Choosing ---------------------------------------------------------------------------------------------------- */

static gboolean
begins (const char *text,
        const char *prefix)
{
  return text != NULL && g_str_has_prefix (text, prefix);
}

static gboolean
is_said (const GError *error,
         const char *prefix)
{
  gsize n;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  for (gsize i = 0; i < n; i++)
    if (begins (validations[i].detail, prefix))
      return TRUE;
  return begins (outpost_error_get_message (error), prefix) || begins (outpost_error_get_detail (error), prefix)
         || begins (error->message, prefix);
}

static const Words *
choose (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if ((int) causes[i].code == error->code && (causes[i].status == 0 || causes[i].status == outpost_error_get_status (error))
        && (causes[i].said == NULL || is_said (error, causes[i].said)))
      return &causes[i].words;
  if (error->code == OUTPOST_ERROR_TLS && outpost_error_get_certificate (error, NULL) == NULL)
    return &no_tls;
  return &words[error->code];
}

static const Words *
choose_for_file (const GError *error)
{
  for (guint i = 0; error->domain == G_IO_ERROR && i < G_N_ELEMENTS (file_words); i++)
    if (file_words[i].code == error->code)
      return &file_words[i].words;
  return NULL;
}

/* ---- Bodies ------------------------------------------------------------------------------------------------------ */

/* Takes @line. */
static void
append_line (GString *text,
             char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

/* The server's sentences may come in lines. */
static void
append_visible (GString *text,
                const char *label,
                const char *value)
{
  g_auto(GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *visible = outpost_text_dup_visible (g_strchomp (lines[i]));

      if (*visible != '\0')
        append_line (text, *label != '\0' && i == 0 ? g_strdup_printf ("%s: %s", label, visible) : g_strdup (visible));
    }
}

static const char *
translate_tag (const char *detail)
{
  const char *tag = strstr (detail, "failed for tag ");

  for (guint i = 0; tag != NULL && i < G_N_ELEMENTS (tags); i++)
    if (g_str_has_prefix (tag + strlen ("failed for tag "), tags[i].tag))
      return gettext (tags[i].text);
  return detail;
}

static void
append_validations (GString *body,
                    const GError *error)
{
  gsize n;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  for (gsize i = 0; i < MIN (n, MOST_VALIDATIONS); i++)
    {
      g_autofree char *field = outpost_text_dup_visible (validations[i].field);

      append_visible (body, field, translate_tag (validations[i].detail));
    }
  if (n > MOST_VALIDATIONS)
    append_line (body, g_strdup_printf (ngettext ("and %u more", "and %u more", n - MOST_VALIDATIONS),
                                        (guint) (n - MOST_VALIDATIONS)));
}

/* What the deployment says itself, where that helps more than any word of ours. */
static void
append_answer (GString *body,
               const GError *error)
{
  const char *message = outpost_error_get_message (error);
  const char *detail = outpost_error_get_detail (error);

  if (g_strcmp0 (message, "Forbidden.") == 0)
    return;
  append_visible (body, "", message);
  if (g_strcmp0 (message, detail) != 0)
    append_visible (body, "", detail);
}

static void
append_version (GString *body,
                const GError *error)
{
  g_auto(GStrv) parts = g_strsplit (error->message, " ", 3);

  if (g_strv_length (parts) > 1)
    append_line (body, g_strdup_printf (_("Here it is Coder %s."), parts[1]));
}

/* GIO puts the host into its sentence, between the quotation marks of the language. */
static void
append_host (GString *body,
             const GError *error)
{
  g_autoptr(GRegex) regex = g_regex_new ("[“„«»\"‘'](?: | )?([^\\s“”„«»\"’']+)", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *host = NULL;

  if (!g_regex_match (regex, error->message, 0, &match))
    return;
  host = g_match_info_fetch (match, 1);
  append_visible (body, _("Host"), host);
}

static void
append_time (GString *body,
             const GError *error)
{
  gint64 retry_at = outpost_error_get_retry_at (error);
  g_autoptr(GDateTime) time = retry_at > 0 ? g_date_time_new_from_unix_local (retry_at / G_USEC_PER_SEC) : NULL;
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%X") : NULL;

  /* Translators: a time of day */
  if (clock != NULL)
    append_line (body, g_strdup_printf (_("That is until %s."), clock));
}

static void
append_faults (GString *body,
               const GError *error)
{
  GTlsCertificateFlags flags;

  outpost_error_get_certificate (error, &flags);
  append_line (body, outpost_error_words_dup_certificate_faults (flags));
}

static gboolean
is_told_best_by_deployment (const GError *error)
{
  return error->code == OUTPOST_ERROR_INVALID_INPUT || error->code == OUTPOST_ERROR_FORBIDDEN
         || error->code == OUTPOST_ERROR_CONFLICT;
}

static char *
dup_body (const GError *error,
          const Words *chosen)
{
  g_autoptr(GString) body = g_string_new (gettext (chosen->body));
  gboolean general = chosen == &words[error->code];
  gsize n;

  outpost_error_get_validations (error, &n);
  if (error->code == OUTPOST_ERROR_INVALID_INPUT && n > 0)
    append_validations (body, error);
  else if (general && is_told_best_by_deployment (error))
    append_answer (body, error);
  else if (error->code == OUTPOST_ERROR_UNSUPPORTED_SERVER && !general)
    append_version (body, error);
  else if (error->code == OUTPOST_ERROR_REDIRECTED)
    append_visible (body, "", outpost_error_get_location (error));
  else if (error->code == OUTPOST_ERROR_HOST_NOT_FOUND)
    append_host (body, error);
  else if (error->code == OUTPOST_ERROR_RATE_LIMITED)
    append_time (body, error);
  else if (error->code == OUTPOST_ERROR_TLS)
    append_faults (body, error);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static char *
dup_details (const GError *error)
{
  g_autoptr(GString) details = g_string_new (NULL);
  const char *message = outpost_error_get_message (error);
  gsize n;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  if (outpost_error_get_status (error) != 0)
    append_line (details, g_strdup_printf (_("HTTP status: %u"), outpost_error_get_status (error)));
  append_visible (details, C_("details of an error", "Message"), message != NULL ? message : error->message);
  append_visible (details, C_("details of an error", "Detail"), outpost_error_get_detail (error));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *field = outpost_text_dup_visible (validations[i].field);

      append_visible (details, field, validations[i].detail);
    }
  append_visible (details, C_("details of an error", "Address"), outpost_error_get_location (error));
  append_visible (details, C_("details of an error", "Request"), outpost_error_get_request_id (error));
  return details->len > 0 ? g_string_free (g_steal_pointer (&details), FALSE) : NULL;
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

static OutpostErrorWords *
words_new_for_other (const GError *error)
{
  const Words *chosen = choose_for_file (error);
  OutpostErrorWords *self = g_new0 (OutpostErrorWords, 1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->heading = g_strdup ("");
      self->body = g_strdup ("");
      return self;
    }
  self->heading = g_strdup (chosen != NULL ? gettext (chosen->heading) : _("Something Went Wrong"));
  self->body = g_strdup (chosen != NULL ? gettext (chosen->body) : _("Outpost has no better words for it than these details."));
  self->action = g_strdup (chosen == NULL ? _("Retry") : chosen->action != NULL ? gettext (chosen->action)
                                                                                 : NULL);
  self->details = outpost_text_dup_visible (error->message);
  return self;
}

OutpostErrorWords *
outpost_error_words_new (const GError *error)
{
  const Words *chosen;
  OutpostErrorWords *self;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != OUTPOST_ERROR || error->code < 0 || error->code >= OUTPOST_N_ERRORS)
    return words_new_for_other (error);
  chosen = choose (error);
  self = g_new0 (OutpostErrorWords, 1);
  self->heading = g_strdup (gettext (chosen->heading));
  self->body = dup_body (error, chosen);
  self->action = chosen->action != NULL ? g_strdup (gettext (chosen->action)) : NULL;
  self->details = dup_details (error);
  return self;
}

void
outpost_error_words_free (OutpostErrorWords *self)
{
  g_free (self->heading);
  g_free (self->body);
  g_free (self->action);
  g_free (self->details);
  g_free (self);
}

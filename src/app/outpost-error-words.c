/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error-words.h"

#include <glib/gi18n.h>

#include "outpost-error.h"
#include "outpost-text.h"

/* What is said of one kind of error. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *action; /* NULL: nothing helps but what the body says */
} Words;

static const Words words[OUTPOST_N_ERRORS] = {
  [OUTPOST_ERROR_UNAUTHORIZED] = {
    N_("Signed Out by the Deployment"),
    N_("The key is no longer valid. Sign in again to go on."),
    N_("Sign In…"),
  },
  [OUTPOST_ERROR_FORBIDDEN] = {
    N_("Not Permitted"),
    N_("This account may not do that. An administrator of the deployment can change what it may do."),
    NULL,
  },
  [OUTPOST_ERROR_NOT_LICENSED] = {
    N_("Not Licensed"),
    N_("The deployment’s licence does not include external workspaces, so it gives out no tokens. An administrator can add a "
       "Premium licence."),
    NULL,
  },
  [OUTPOST_ERROR_NOT_FOUND] = {
    N_("Not Found"),
    N_("It is gone, or this account may not see it. The deployment does not tell which."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_NOT_EXTERNAL] = {
    N_("No External Agent"),
    N_("The newest build has no external agent: it is not finished, it failed, or Coder runs the machine of this workspace itself."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_INSTANCE_IDENTITY] = {
    N_("No Token Needed"),
    N_("This agent proves who it is by the identity of its cloud machine, so there is no token and no command."),
    NULL,
  },
  [OUTPOST_ERROR_CONFLICT] = {
    N_("Something Is in the Way"),
    N_("The name is taken, or a build is running. Wait for the build to end, or choose another name."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_INVALID_INPUT] = {
    N_("Not Accepted"),
    N_("The deployment did not accept what was sent."),
    NULL,
  },
  [OUTPOST_ERROR_RATE_LIMITED] = {
    N_("Too Many Requests"),
    N_("The deployment asks to wait for a moment. Outpost goes on by itself."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_SERVER] = {
    N_("The Deployment Has a Problem"),
    N_("It answered that something failed on its side. Try again later; an administrator can look the request up."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_PROTOCOL] = {
    N_("Answer Not Understood"),
    N_("The deployment’s answer is not of the expected form. It may be newer than this version of Outpost, or something between "
       "here and there changed it."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_TOO_LARGE] = {
    N_("Answer Too Large"),
    N_("The answer is larger than Outpost accepts. A narrower search may help."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_NOT_A_DEPLOYMENT] = {
    N_("Not a Coder Deployment"),
    N_("Something answers at this address, but it is no Coder deployment. It may be a sign-on page or a proxy in front of one: check "
       "the address, and whether a VPN is needed."),
    N_("Retry"),
  },
  [OUTPOST_ERROR_UNSUPPORTED_SERVER] = {
    N_("Not Offered by the Deployment"),
    N_("This deployment does not have external workspaces: it is older than Coder 2.26, or the open-source edition, which cannot give "
       "out tokens for machines."),
    NULL,
  },
  [OUTPOST_ERROR_REDIRECTED] = {
    N_("Another Address"),
    N_("The deployment wants to be reached at another address. Nothing was sent there."),
    NULL,
  },
  [OUTPOST_ERROR_HOST_NOT_FOUND] = {
    N_("No Such Host"),
    N_("The name of the host is not known here. Check its spelling, and whether a VPN is needed to find it."),
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
    N_("The connection is not secure, so nothing was sent. If the deployment uses a certificate of your own organization, add that to the "
       "certificates this computer trusts."),
    N_("Retry"),
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
    N_("No keyring service answers on this computer. GNOME Keyring, KWallet or KeePassXC provide one. Without it the key serves for this "
       "session only."),
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

/* The same code by another cause needs other words. Sources: coder-api 1.4 and 1.6. */
static const struct
{
  const char *message; /* how the server's message begins */
  Words words;
} by_message[] = {
  {
    "Incorrect email or password.",
    { N_("E-Mail or Password Not Right"), N_("The deployment does not know this pair. Check both and try again."), NULL },
  },
  {
    "Your account is suspended.",
    { N_("Account Suspended"), N_("An administrator of the deployment suspended this account, and can activate it again."), NULL },
  },
  {
    "User is not active",
    { N_("Account Suspended"), N_("An administrator of the deployment suspended this account, and can activate it again."), NULL },
  },
  {
    "Password authentication is disabled.",
    { N_("No Sign-In by Password"), N_("This deployment does not allow passwords. Get a key in the browser instead."), NULL },
  },
  {
    "Incorrect login type",
    { N_("No Sign-In by Password"), N_("This account signs in through the browser. Get a key there instead."), NULL },
  },
  {
    "Workspace agent not authorized.",
    { N_("Token Outdated"), N_("A newer build has made a new token. Copy the command again."), NULL },
  },
};

static const Words *
choose (const GError *error)
{
  const char *message = outpost_error_get_message (error);

  for (guint i = 0; message != NULL && i < G_N_ELEMENTS (by_message); i++)
    if (g_str_has_prefix (message, by_message[i].message))
      return &by_message[i].words;
  return &words[error->code];
}

/* The server's own words for what was not accepted, field by field. */
static char *
dup_body (const GError *error,
          const Words *chosen)
{
  g_autoptr(GString) body = g_string_new (gettext (chosen->body));
  const OutpostValidation *validations;
  const char *location = outpost_error_get_location (error);
  gsize n;

  validations = outpost_error_get_validations (error, &n);
  for (gsize i = 0; i < n && i < 5; i++)
    {
      g_autofree char *field = outpost_text_dup_visible (validations[i].field);
      g_autofree char *detail = outpost_text_dup_visible (validations[i].detail);

      g_string_append_printf (body, "\n%s: %s", field, detail);
    }
  if (n == 0 && error->code == OUTPOST_ERROR_INVALID_INPUT && outpost_error_get_message (error) != NULL)
    {
      g_autofree char *message = outpost_text_dup_visible (outpost_error_get_message (error));

      g_string_append_printf (body, "\n%s", message);
    }
  if (location != NULL && error->code == OUTPOST_ERROR_REDIRECTED)
    {
      g_autofree char *visible = outpost_text_dup_visible (location);

      g_string_append_printf (body, "\n%s", visible);
    }
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
append_detail (GString *details,
               const char *label,
               const char *value)
{
  g_autofree char *visible = NULL;

  if (value == NULL || *value == '\0')
    return;
  visible = outpost_text_dup_visible (value);
  g_string_append_printf (details, "%s%s: %s", details->len > 0 ? "\n" : "", label, visible);
}

static char *
dup_details (const GError *error)
{
  g_autoptr(GString) details = g_string_new (NULL);
  g_autofree char *status = NULL;

  if (outpost_error_get_status (error) != 0)
    status = g_strdup_printf ("%u", outpost_error_get_status (error));
  append_detail (details, _("HTTP status"), status);
  append_detail (details, _("Message"), outpost_error_get_message (error) != NULL ? outpost_error_get_message (error) : error->message);
  append_detail (details, _("Detail"), outpost_error_get_detail (error));
  append_detail (details, _("Request"), outpost_error_get_request_id (error));
  return details->len > 0 ? g_string_free (g_steal_pointer (&details), FALSE) : NULL;
}

OutpostErrorWords *
outpost_error_words_new (const GError *error)
{
  OutpostErrorWords *self;

  g_return_val_if_fail (error != NULL, NULL);

  self = g_new0 (OutpostErrorWords, 1);
  if (error->domain != OUTPOST_ERROR || error->code < 0 || error->code >= OUTPOST_N_ERRORS)
    {
      self->heading = g_strdup (_("Something Went Wrong"));
      self->body = outpost_text_dup_visible (error->message);
      self->action = g_strdup (_("Retry"));
      return self;
    }
  self->heading = g_strdup (gettext (choose (error)->heading));
  self->body = dup_body (error, choose (error));
  self->action = choose (error)->action != NULL ? g_strdup (gettext (choose (error)->action)) : NULL;
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

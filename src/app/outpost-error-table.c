/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error-table-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-error.h"

/* A heading is in header capitalization; a body tells what happened, then what to do. Nobody is blamed. */

static const OutpostErrorEntry entries[OUTPOST_N_ERRORS] = {
  [OUTPOST_ERROR_UNAUTHORIZED] = {
      N_("Key Not Accepted"),
      N_("The deployment does not accept the key: it was revoked, has expired, or is of another deployment. Sign in again "
         "with a new one."),
      N_("Sign In…"),
  },
  [OUTPOST_ERROR_FORBIDDEN] = {
      N_("Not Permitted"),
      N_("The deployment does not permit this. If it is a matter of what this account may do, an administrator can change "
         "that."),
      NULL,
  },
  [OUTPOST_ERROR_NOT_LICENSED] = {
      N_("Not Licensed"),
      N_("The deployment’s license does not include external workspaces, so it starts none and gives out no tokens. An "
         "administrator can add a Premium license."),
      NULL,
  },
  [OUTPOST_ERROR_NOT_FOUND] = {
      N_("Not Found"),
      N_("It is gone, or this account may not see it: the deployment does not tell which. Whoever owns it can tell, and can "
         "give access."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_NOT_EXTERNAL] = {
      N_("No External Agent"),
      N_("The newest build has no external agent: it is not finished, it failed, or Coder runs the machine of this "
         "workspace itself. If a build is running, try again when it has ended."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_INSTANCE_IDENTITY] = {
      N_("No Token Needed"),
      N_("This agent proves who it is by the identity of its cloud machine, so there is no token and no command to copy. "
         "Whoever wrote the template can tell how it is started."),
      NULL,
  },
  [OUTPOST_ERROR_CONFLICT] = {
      N_("Not Possible Now"),
      N_("Something on the deployment prevents this at the moment. Try again later."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_INVALID_INPUT] = {
      N_("Not Accepted"),
      N_("The deployment did not accept what was sent. Its reason may tell what to change."),
      NULL,
  },
  [OUTPOST_ERROR_RATE_LIMITED] = {
      N_("Too Many Requests"),
      N_("The deployment asks to wait before the next request."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_SERVER] = {
      N_("The Deployment Has a Problem"),
      N_("Something failed on its side. Try again later."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_PROTOCOL] = {
      N_("Answer Not Understood"),
      N_("The deployment’s answer is not of the expected form. It may be newer than this version of Outpost, or something "
         "between here and there changed the answer. Try again, or look for an update."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_TOO_LARGE] = {
      N_("Answer Too Large"),
      N_("The answer is larger than Outpost accepts. A narrower search may help."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_NOT_A_DEPLOYMENT] = {
      N_("Not a Coder Deployment"),
      N_("Something answers at this address, but it is not a Coder deployment. It may be a sign-on page or a proxy in front "
         "of one: check the address, and whether a VPN is needed."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_UNSUPPORTED_SERVER] = {
      N_("Not Offered by the Deployment"),
      N_("This deployment does not have external workspaces: it is older than Coder 2.26, or the open-source edition, "
         "which cannot give out tokens for machines. Only an administrator of the deployment can change that."),
      NULL,
  },
  [OUTPOST_ERROR_REDIRECTED] = {
      N_("Another Address"),
      N_("The answer points to another address. Nothing was sent there. If that is the deployment’s, sign in there; if it is "
         "a sign-on page, a VPN may be needed."),
      N_("Sign In…"),
  },
  [OUTPOST_ERROR_HOST_NOT_FOUND] = {
      N_("No Such Host"),
      N_("The host’s name is not known here. Check the address, and whether a VPN is needed to find it."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_UNREACHABLE] = {
      N_("No Connection"),
      N_("The deployment cannot be reached. Check the network, and whether the address and its port are right."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_TIMED_OUT] = {
      N_("No Answer in Time"),
      N_("The deployment did not answer in time. It may be busy, or a firewall may be dropping the request. Try again in a "
         "moment."),
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
      N_("Unlock the keyring so that the key can be kept there. Without it the key is kept for this session only."),
      N_("Unlock"),
  },
  [OUTPOST_ERROR_KEYRING_MISSING] = {
      N_("There Is No Keyring"),
      N_("No keyring service answers on this computer. GNOME Keyring, KWallet or KeePassXC provide one. Without it the key is "
         "kept for this session only."),
      N_("Retry"),
  },
  [OUTPOST_ERROR_KEYRING_REFUSED] = {
      N_("The Keyring Refused"),
      N_("The keyring did not do what it was asked. Without it the key is kept for this session only."),
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

/* Each of two refusals. */
#define SUSPENDED N_("An administrator of the deployment suspended this account, and can activate it again.")
#define IMPORTING N_("The template’s version is still being imported. Try again when that is done.")
#define DELETED                                                                                                           \
  N_("This workspace has been deleted. A machine that was attached to it was left as it is: stop the agent there if it " \
     "is not needed.")

/* The same code by another cause needs other words. Sources: coder-api 1.4, 1.6 and 3.2; corrections 1, 13, 16 and 18. */
static const struct
{
  OutpostError code;
  guint status;     /* 0: any */
  const char *said; /* the pattern of one of the sentences that came; NULL: any */
  OutpostErrorEntry entry;
} causes[] = {
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "Incorrect email or password.*",
      {
          N_("Wrong E-Mail or Password"),
          N_("The deployment knows no account with this e-mail and this password. Check both, or get a key in the browser "
             "instead."),
          NULL,
      },
  },
  { OUTPOST_ERROR_UNAUTHORIZED, 0, "Your account is suspended.*", { N_("Account Suspended"), SUSPENDED, NULL } },
  { OUTPOST_ERROR_UNAUTHORIZED, 0, "User is not active*", { N_("Account Suspended"), SUSPENDED, NULL } },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "Workspace agent not authorized.*",
      {
          N_("Token Outdated"),
          N_("A newer build has made a new token. Copy the command again."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "API key expired*",
      {
          N_("Key Expired"),
          N_("The key was valid for a limited time, which is over. Sign in again with a new one."),
          N_("Sign In…"),
      },
  },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "The account was signed out*",
      {
          N_("Signed Out"),
          N_("This account was signed out in the meantime. Sign in again to go on."),
          N_("Sign In…"),
      },
  },
  {
      OUTPOST_ERROR_UNAUTHORIZED,
      0,
      "Not signed in*",
      {
          N_("Not Signed In"),
          N_("There is no key for this account yet. Sign in to go on."),
          N_("Sign In…"),
      },
  },
  {
      OUTPOST_ERROR_FORBIDDEN,
      0,
      "Password authentication is disabled.*",
      {
          N_("No Sign-In by Password"),
          N_("This deployment does not allow passwords. Get a key in the browser instead."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_FORBIDDEN,
      0,
      "Incorrect login type*",
      {
          N_("No Sign-In by Password"),
          N_("This account signs in through the browser. Get a key there instead."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_FORBIDDEN,
      0,
      "The key is limited*",
      {
          N_("Key With Limits"),
          N_("The key is limited to some things, and what Outpost needs is not among them. A key from the page in the browser "
             "has no limits."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_FORBIDDEN,
      0,
      "* functionality requires enabling the '*' experiment.",
      {
          N_("Switched Off"),
          N_("This feature is turned off on the deployment. An administrator can turn it on."),
          NULL,
      },
  },
  { OUTPOST_ERROR_NOT_FOUND, 410, NULL, { N_("Deleted"), DELETED, NULL } },
  {
      OUTPOST_ERROR_NOT_FOUND,
      0,
      "The initial user has not been created*",
      {
          N_("Not Set Up Yet"),
          N_("This deployment has no account yet. Its first one is made in the browser."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_NOT_FOUND,
      0,
      "External agent '*' not found in workspace.",
      {
          N_("No Such Agent"),
          N_("The newest build of this workspace has no agent of this name. Look at the workspace again to see which it has."),
          N_("Retry"),
      },
  },
  {
      OUTPOST_ERROR_CONFLICT,
      0,
      "This value is already in use*",
      {
          N_("Name Taken"),
          N_("There is one of this name already. Choose another name."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_CONFLICT,
      0,
      "A workspace build is already active.*",
      {
          N_("A Build Is Running"),
          N_("This can be done when the running build has ended."),
          N_("Retry"),
      },
  },
  { OUTPOST_ERROR_CONFLICT, 0, "Cannot start a deleted workspace*", { N_("Deleted"), DELETED, NULL } },
  {
      OUTPOST_ERROR_CONFLICT,
      412,
      NULL,
      {
          N_("Changed in the Meantime"),
          N_("It is no longer in the state that was shown. Look at it as it is now, then try again."),
          N_("Retry"),
      },
  },
  { OUTPOST_ERROR_INVALID_INPUT, 406, "The provided template version *", { N_("Not Ready Yet"), IMPORTING, N_("Retry") } },
  {
      OUTPOST_ERROR_INVALID_INPUT,
      425,
      "Template version job has not finished*",
      { N_("Not Ready Yet"), IMPORTING, N_("Retry") },
  },
  {
      OUTPOST_ERROR_UNSUPPORTED_SERVER,
      0,
      "Coder *",
      {
          N_("Coder Is Too Old"),
          N_("External workspaces need Coder 2.26 or newer. An administrator of the deployment can update it."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_REDIRECTED,
      0,
      "A workspace proxy *",
      {
          N_("Address of a Proxy"),
          N_("This is the address of a workspace proxy, which does not name its deployment. Sign in at the address of that "
             "deployment."),
          NULL,
      },
  },
  {
      OUTPOST_ERROR_UNREACHABLE,
      407,
      NULL,
      {
          N_("Proxy Wants a Sign-In"),
          N_("A proxy of this network lets nothing through without a sign-in of its own. Whoever runs the network can tell how."),
          N_("Retry"),
      },
  },
  {
      OUTPOST_ERROR_STORAGE,
      0,
      "There are * accounts already",
      {
          N_("Too Many Accounts"),
          N_("Outpost cannot keep more accounts than it has now. Sign out of one that is no longer needed."),
          NULL,
      },
  },
};

/* What answers no certificate, but does not speak TLS as expected either. */
static const OutpostErrorEntry no_tls = {
  N_("No Secure Connection"),
  N_("What answers there does not speak https, or not in a secure way, so nothing was sent. Check the address and its port; "
     "what begins with http:// is not encrypted."),
  N_("Retry"),
};

/* A gateway's page in the place of an answer. */
static const OutpostErrorEntry only_gateway = {
  N_("Deployment Not Available"),
  N_("Something in front of the deployment answers, but not the deployment itself. It may be restarting: try again in a "
     "moment."),
  N_("Retry"),
};

/* A route that is there, but not for this (405, 501): that tells nothing of external workspaces. */
static const OutpostErrorEntry unknown_method = {
  N_("Not Offered by the Deployment"),
  N_("This deployment does not know what was asked of it: it is of another version, or a proxy in front of it lets less "
     "through. An administrator of the deployment can tell which."),
  NULL,
};

/* Errors of the system's own, where a file that a person chose is written. */
static const struct
{
  int code;
  OutpostErrorEntry entry;
} file_entries[] = {
  { G_IO_ERROR_PERMISSION_DENIED,
    { N_("Folder Not Writable"), N_("The permissions do not allow this. Choose another folder."), NULL } },
  { G_IO_ERROR_READ_ONLY, { N_("Folder Not Writable"), N_("It is read-only. Choose another folder."), NULL } },
  { G_IO_ERROR_NO_SPACE, { N_("No Space Left"), N_("The disk is full. Free some space, or choose another folder."), N_("Retry") } },
};

static const OutpostErrorEntry something = {
  N_("Something Went Wrong"),
  N_("Outpost knows no more about it than these details. Trying again may help."),
  N_("Retry"),
};

/* What the server's checks say, in words for those who do not know its source. The field stands before. */
static const struct
{
  const char *pattern;
  const char *text;
} checks[] = {
  { "*failed for tag \"workspace_name\"*",
    N_("1 to 32 letters, digits and single hyphens, with no hyphen at the start or end; some words are reserved") },
  { "*failed for tag \"template_name\"*", N_("1 to 32 letters, digits and single hyphens, with no hyphen at the start or end") },
  { "*failed for tag \"username\"*", N_("1 to 32 letters, digits and single hyphens, with no hyphen at the start or end") },
  { "*failed for tag \"email\"*", N_("not the form of an e-mail address") },
  { "*failed for tag \"required*", N_("a value is needed") },
  { "*failed for tag \"excluded_*", N_("cannot be given together with another of these values") },
  { "*failed for tag \"oneof\"*", N_("not one of the values that are known") },
  { "Required parameter not provided; *", N_("a value is needed") },
  { "\"*\" is not a valid query param", N_("nothing of this name can be searched for") },
  { "Query param \"*\" has invalid value: \"*\" is not a valid value", N_("not one of the values that are known") },
  { "Query param \"*\" must be a valid boolean: *", N_("true or false is needed") },
  { "Query param \"*\" must be a valid date format *", N_("a time such as 2026-03-04T12:00:00Z is needed") },
  { "Query param \"*\" must be a valid 32-bit positive integer: *", N_("a whole number that is not negative is needed") },
  { "Query param \"*\" provided more than once, *", N_("can be given only once") },
};

/* What stands before the words of whoever wrote the template. */
#define BEFORE_VALIDATION "Invalid parameter value according to 'validation' block; "

static gboolean
is_like (const char *text,
         const char *pattern)
{
  return text != NULL && g_pattern_match_simple (pattern, text);
}

static gboolean
is_said (const GError *error,
         const char *pattern)
{
  gsize n;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  for (gsize i = 0; i < n; i++)
    if (is_like (validations[i].detail, pattern))
      return TRUE;
  return is_like (outpost_error_get_message (error), pattern) || is_like (outpost_error_get_detail (error), pattern)
         || is_like (error->message, pattern);
}

static gboolean
is_of_gateway (const GError *error)
{
  guint status = outpost_error_get_status (error);

  return error->code == OUTPOST_ERROR_SERVER && (status == 502 || status == 503) && outpost_error_get_request_id (error) == NULL;
}

static gboolean
is_of_method (const GError *error)
{
  guint status = outpost_error_get_status (error);

  return error->code == OUTPOST_ERROR_UNSUPPORTED_SERVER && (status == 405 || status == 501);
}

static const OutpostErrorEntry *
choose_for_other (const GError *error)
{
  for (guint i = 0; error->domain == G_IO_ERROR && i < G_N_ELEMENTS (file_entries); i++)
    if (file_entries[i].code == error->code)
      return &file_entries[i].entry;
  return &something;
}

const OutpostErrorEntry *
outpost_error_table_choose (const GError *error)
{
  if (error->domain != OUTPOST_ERROR || error->code < 0 || error->code >= OUTPOST_N_ERRORS)
    return choose_for_other (error);
  if (is_of_method (error))
    return &unknown_method;
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if ((int) causes[i].code == error->code && (causes[i].status == 0 || causes[i].status == outpost_error_get_status (error))
        && (causes[i].said == NULL || is_said (error, causes[i].said)))
      return &causes[i].entry;
  if (error->code == OUTPOST_ERROR_TLS && outpost_error_get_certificate (error, NULL) == NULL)
    return &no_tls;
  if (is_of_gateway (error))
    return &only_gateway;
  return &entries[error->code];
}

gboolean
outpost_error_table_is_general (const GError *error,
                                const OutpostErrorEntry *entry)
{
  return error->domain == OUTPOST_ERROR && error->code >= 0 && error->code < OUTPOST_N_ERRORS && entry == &entries[error->code];
}

const char *
outpost_error_table_explain_check (const char *detail)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (is_like (detail, checks[i].pattern))
      return gettext (checks[i].text);
  return g_str_has_prefix (detail, BEFORE_VALIDATION) ? detail + strlen (BEFORE_VALIDATION) : detail;
}

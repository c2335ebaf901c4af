/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error.h"

#include <string.h>

#include "outpost-json.h"

#define LARGEST_REFUSAL (1024 * 1024)
/* What is kept of a refusal, in characters: more is not for people. */
#define LONGEST_SENTENCE 2000
#define MOST_VALIDATIONS 100

/* What an error of the domain carries beside its code and message. */
typedef struct
{
  guint status;
  char *message;
  char *detail;
  char *request_id;
  char *location;
  gint64 retry_at;
  GTlsCertificate *certificate;
  GTlsCertificateFlags flags;
  GArray *validations;
} OutpostErrorPrivate;

static void
outpost_error_private_init (OutpostErrorPrivate *self)
{
}

static void
clear_validation (gpointer data)
{
  OutpostValidation *validation = data;

  g_free (validation->field);
  g_free (validation->detail);
}

static void
outpost_error_private_copy (const OutpostErrorPrivate *source,
                            OutpostErrorPrivate *target)
{
  target->status = source->status;
  target->message = g_strdup (source->message);
  target->detail = g_strdup (source->detail);
  target->request_id = g_strdup (source->request_id);
  target->location = g_strdup (source->location);
  target->retry_at = source->retry_at;
  g_set_object (&target->certificate, source->certificate);
  target->flags = source->flags;
  target->validations = source->validations != NULL ? g_array_ref (source->validations) : NULL;
}

static void
outpost_error_private_clear (OutpostErrorPrivate *self)
{
  g_free (self->message);
  g_free (self->detail);
  g_free (self->request_id);
  g_free (self->location);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->validations, g_array_unref);
}

G_DEFINE_EXTENDED_ERROR (OutpostError, outpost_error)

/* The domain's extra data, or NULL for errors of other domains. */
static OutpostErrorPrivate *
peek (const GError *error)
{
  return error != NULL && error->domain == OUTPOST_ERROR ? outpost_error_get_private (error) : NULL;
}

guint
outpost_error_get_status (const GError *error)
{
  OutpostErrorPrivate *self = peek (error);

  return self != NULL ? self->status : 0;
}

const char *
outpost_error_get_message (const GError *error)
{
  OutpostErrorPrivate *self = peek (error);

  return self != NULL ? self->message : NULL;
}

const char *
outpost_error_get_detail (const GError *error)
{
  OutpostErrorPrivate *self = peek (error);

  return self != NULL ? self->detail : NULL;
}

const char *
outpost_error_get_request_id (const GError *error)
{
  OutpostErrorPrivate *self = peek (error);

  return self != NULL ? self->request_id : NULL;
}

const char *
outpost_error_get_location (const GError *error)
{
  OutpostErrorPrivate *self = peek (error);

  return self != NULL ? self->location : NULL;
}

gboolean
outpost_error_is_of_keyring (const GError *error)
{
  if (error->domain != OUTPOST_ERROR)
    return FALSE;
  switch (error->code)
    {
    case OUTPOST_ERROR_KEYRING_LOCKED:
    case OUTPOST_ERROR_KEYRING_MISSING:
    case OUTPOST_ERROR_KEYRING_REFUSED:
    case OUTPOST_ERROR_KEY_MISSING:
      return TRUE;
    default:
      return FALSE;
    }
}

gint64
outpost_error_get_retry_at (const GError *error)
{
  OutpostErrorPrivate *self = peek (error);

  return self != NULL ? self->retry_at : 0;
}

GTlsCertificate *
outpost_error_get_certificate (const GError *error,
                               GTlsCertificateFlags *flags)
{
  OutpostErrorPrivate *self = peek (error);

  if (flags != NULL)
    *flags = self != NULL ? self->flags : 0;
  return self != NULL ? self->certificate : NULL;
}

const OutpostValidation *
outpost_error_get_validations (const GError *error,
                               gsize *n_validations)
{
  OutpostErrorPrivate *self = peek (error);

  if (self == NULL || self->validations == NULL)
    {
      *n_validations = 0;
      return NULL;
    }
  *n_validations = self->validations->len;
  return (const OutpostValidation *) (gpointer) self->validations->data;
}

/* ---- Refusals ---------------------------------------------------------------------------------------------------- */

/* What is read from a refusal's body. */
typedef struct
{
  char *message;
  char *detail;
  GArray *validations;
} Body;

/* The beginning of what may be endless. */
static char *
dup_bounded (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *beginning = NULL;

  if (valid == NULL || g_utf8_strlen (valid, -1) <= LONGEST_SENTENCE)
    return g_steal_pointer (&valid);
  beginning = g_utf8_substring (valid, 0, LONGEST_SENTENCE);
  return g_strconcat (beginning, "…", NULL);
}

static GArray *
read_validations (const OutpostJsonValue *root)
{
  GArray *validations = g_array_new (FALSE, TRUE, sizeof (OutpostValidation));
  OutpostJsonValue array = outpost_json_member (root, "validations");

  g_array_set_clear_func (validations, clear_validation);
  for (guint i = 0; i < MIN (outpost_json_get_length (&array), MOST_VALIDATIONS); i++)
    {
      OutpostJsonValue element = outpost_json_element (&array, i);
      OutpostValidation validation = {
        dup_bounded (outpost_json_opt_string (&element, "field", "")),
        dup_bounded (outpost_json_opt_string (&element, "detail", "")),
      };

      g_array_append_val (validations, validation);
    }
  return validations;
}

/* The JSON in a body; a handshake's refusal can be plain text followed by a line of JSON (correction 3). */
static GBytes *
find_json (GBytes *bytes)
{
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  const char *line = text;

  if (size == 0 || size > LARGEST_REFUSAL)
    return NULL;
  if (*text != '{' && (line = g_strstr_len (text, size, "\n{")) != NULL)
    line++;
  return line != NULL ? g_bytes_new_from_bytes (bytes, line - text, size - (line - text)) : NULL;
}

/* A refusal that cannot be read is still a refusal, so nothing in here is a mistake. */
static void
read_body (GBytes *bytes,
           Body *body)
{
  g_autoptr(GBytes) json = find_json (bytes);
  g_autoptr(OutpostJson) document = json != NULL ? outpost_json_parse (json, NULL) : NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return;
  root = outpost_json_get_root (document);
  body->message = dup_bounded (outpost_json_opt_string (&root, "message", NULL));
  body->detail = dup_bounded (outpost_json_opt_string (&root, "detail", NULL));
  body->validations = read_validations (&root);
}

/* Some refusals are a sentence without any JSON: of the middleware in front of the routes, or of a proxy. */
static char *
dup_plain (GBytes *bytes)
{
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autofree char *sentence = NULL;

  if (size == 0 || size > LARGEST_REFUSAL || *text == '{')
    return NULL;
  sentence = g_strstrip (g_utf8_make_valid (text, size));
  return *sentence != '\0' ? dup_bounded (sentence) : NULL;
}

static OutpostError
code_for_403 (const char *message)
{
  if (message != NULL
      && (strstr (message, "is a Premium feature") != NULL
          || strstr (message, "your license is not entitled to this feature") != NULL))
    return OUTPOST_ERROR_NOT_LICENSED;
  return OUTPOST_ERROR_FORBIDDEN;
}

static OutpostError
code_for_404 (const char *message,
              gboolean from_coder)
{
  if (g_strcmp0 (message, "Workspace does not have an external agent.") == 0)
    return OUTPOST_ERROR_NOT_EXTERNAL;
  if (g_strcmp0 (message, "External agent is authenticated with an instance ID.") == 0)
    return OUTPOST_ERROR_INSTANCE_IDENTITY;
  if (g_strcmp0 (message, "Route not found.") == 0)
    return OUTPOST_ERROR_UNSUPPORTED_SERVER;
  if (message == NULL && !from_coder)
    return OUTPOST_ERROR_NOT_A_DEPLOYMENT;
  return OUTPOST_ERROR_NOT_FOUND;
}

static OutpostError
code_for_status (guint status,
                 const char *message,
                 gboolean from_coder)
{
  switch (status)
    {
    case 401:
      return message == NULL && !from_coder ? OUTPOST_ERROR_NOT_A_DEPLOYMENT : OUTPOST_ERROR_UNAUTHORIZED;
    case 403:
      return message == NULL && !from_coder ? OUTPOST_ERROR_NOT_A_DEPLOYMENT : code_for_403 (message);
    case 404:
      return code_for_404 (message, from_coder);
    case 407:
      return OUTPOST_ERROR_UNREACHABLE;
    case 405:
    case 501:
      return OUTPOST_ERROR_UNSUPPORTED_SERVER;
    case 408:
    case 504:
      return OUTPOST_ERROR_TIMED_OUT;
    case 409:
    case 412:
      return OUTPOST_ERROR_CONFLICT;
    case 410:
      return OUTPOST_ERROR_NOT_FOUND;
    case 429:
      return OUTPOST_ERROR_RATE_LIMITED;
    case 511:
      return OUTPOST_ERROR_NOT_A_DEPLOYMENT;
    default:
      if (status >= 500)
        return OUTPOST_ERROR_SERVER;
      return OUTPOST_ERROR_INVALID_INPUT;
    }
}

static gboolean
is_of_type (const char *content_type,
            const char *type)
{
  return content_type != NULL && g_ascii_strncasecmp (content_type, type, strlen (type)) == 0;
}

/* A page in the place of a refusal comes from whatever stands before the deployment. Some statuses mean the same whoever says
 * them; and it can be the deployment itself that fails, or the terminal's own page (correction 3). */
static gboolean
is_foreign_page (guint status,
                 const char *content_type,
                 gboolean from_coder)
{
  return is_of_type (content_type, "text/html") && !from_coder && status >= 400 && status < 500 && status != 407 && status != 408
         && status != 429;
}

GError *
outpost_error_new_for_answer (guint status,
                              const char *content_type,
                              gboolean from_coder,
                              const char *location,
                              const char *request_id,
                              gint64 retry_at,
                              GBytes *bytes)
{
  Body body = { NULL };
  OutpostErrorPrivate *self;
  OutpostError code;
  GError *error;

  read_body (bytes, &body);
  if (status >= 300 && status < 400)
    code = location != NULL ? OUTPOST_ERROR_REDIRECTED : OUTPOST_ERROR_PROTOCOL;
  else if (status < 300)
    code = OUTPOST_ERROR_NOT_A_DEPLOYMENT;
  else
    code = code_for_status (status, body.message, from_coder);
  if (body.message == NULL && is_foreign_page (status, content_type, from_coder))
    code = OUTPOST_ERROR_NOT_A_DEPLOYMENT;
  if (body.message == NULL && is_of_type (content_type, "text/plain"))
    body.message = dup_plain (bytes);

  error = g_error_new (OUTPOST_ERROR, code, "HTTP status %u%s%s", status, body.message != NULL ? ": " : "",
                       body.message != NULL ? body.message : "");
  self = outpost_error_get_private (error);
  self->status = status;
  self->message = body.message;
  self->detail = body.detail;
  self->validations = body.validations;
  self->request_id = g_strdup (request_id);
  self->location = g_strdup (location);
  self->retry_at = retry_at;
  return error;
}

/* ---- Transport --------------------------------------------------------------------------------------------------- */

static OutpostError
code_for_transport (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return error->code == G_RESOLVER_ERROR_TEMPORARY_FAILURE ? OUTPOST_ERROR_UNREACHABLE : OUTPOST_ERROR_HOST_NOT_FOUND;
  if (error->domain == G_TLS_ERROR)
    return OUTPOST_ERROR_TLS;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return OUTPOST_ERROR_TIMED_OUT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return OUTPOST_ERROR_HOST_NOT_FOUND;
  return OUTPOST_ERROR_UNREACHABLE;
}

GError *
outpost_error_new_for_transport (const GError *error)
{
  if (error->domain == OUTPOST_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  return g_error_new_literal (OUTPOST_ERROR, code_for_transport (error), error->message);
}

GError *
outpost_error_new_for_certificate (GTlsCertificate *certificate,
                                   GTlsCertificateFlags flags)
{
  GError *error = g_error_new (OUTPOST_ERROR, OUTPOST_ERROR_TLS, "The certificate is not acceptable (flags 0x%x)", (guint) flags);
  OutpostErrorPrivate *self = outpost_error_get_private (error);

  g_set_object (&self->certificate, certificate);
  self->flags = flags;
  return error;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error-words.h"

#include <glib/gi18n.h>

#include "outpost-error-table-private.h"
#include "outpost-error.h"
#include "outpost-text.h"

/* How much of what comes from outside stands in a body and in the details: characters, lines and validations. */
#define LONGEST_IN_BODY 500
#define LONGEST_IN_DETAILS 2000
#define LONGEST_LABEL 60
#define LONGEST_REASON 200
#define MOST_LINES 12
#define MOST_IN_BODY 5
#define MOST_IN_DETAILS 20

static const struct
{
  GTlsCertificateFlags flag;
  const char *text;
} faults[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("It is not signed by anyone this computer trusts.") },
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

/* The beginning of what may be endless. */
static char *
dup_beginning (const char *text,
               glong longest)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (valid, -1) <= longest)
    return g_steal_pointer (&valid);
  beginning = g_utf8_substring (valid, 0, longest);
  return g_strconcat (beginning, "…", NULL);
}

/* The server's sentences may come in lines. */
static void
append_visible (GString *text,
                const char *label,
                const char *value,
                glong longest)
{
  g_autofree char *beginning = dup_beginning (value != NULL ? value : "", longest);
  g_auto(GStrv) lines = g_strsplit (g_strchug (beginning), "\n", MOST_LINES);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *visible = outpost_text_dup_visible (g_strchomp (lines[i]));

      if (*visible != '\0')
        append_line (text, *label != '\0' && i == 0 ? g_strdup_printf (_("%s: %s"), label, visible) : g_strdup (visible));
    }
}

/* The name of what is wrong, and what is wrong with it where that is said. */
static void
append_validation (GString *text,
                   const char *field,
                   const char *detail)
{
  g_autofree char *beginning = dup_beginning (field, LONGEST_LABEL);
  g_autofree char *label = outpost_text_dup_visible (beginning);

  if (*detail != '\0')
    append_visible (text, label, detail, LONGEST_IN_BODY);
  else
    append_line (text, g_strdup (label));
}

static void
append_validations (GString *text,
                    const GError *error,
                    gboolean in_body)
{
  gsize n;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);
  gsize n_shown = MIN (n, in_body ? MOST_IN_BODY : MOST_IN_DETAILS);

  for (gsize i = 0; i < n_shown; i++)
    append_validation (text, validations[i].field,
                       in_body ? outpost_error_table_explain_check (validations[i].detail) : validations[i].detail);
  if (n > n_shown)
    append_line (text, g_strdup_printf (ngettext ("and %'u more", "and %'u more", n - n_shown), (guint) (n - n_shown)));
}

/* The sentences that go with every lack of permission say less than ours. */
static gboolean
is_boilerplate (const char *sentence)
{
  return g_strcmp0 (sentence, "Forbidden.") == 0
         || (sentence != NULL && g_str_has_prefix (sentence, "You don't have permission to view this content."));
}

/* What the deployment says itself, where that helps more than any word of ours. */
static void
append_answer (GString *body,
               const GError *error)
{
  const char *message = outpost_error_get_message (error);
  const char *detail = outpost_error_get_detail (error);

  if (!is_boilerplate (message))
    append_visible (body, "", message, LONGEST_IN_BODY);
  /* What is inside of a failure is for those who run the deployment. */
  if (g_strcmp0 (message, detail) != 0 && !is_boilerplate (detail) && error->code != OUTPOST_ERROR_SERVER)
    append_visible (body, "", detail, LONGEST_IN_BODY);
}

static void
append_version (GString *body,
                const GError *error)
{
  g_auto(GStrv) parts = g_strsplit (error->message, " ", 3);

  if (outpost_error_get_status (error) == 0 && g_strv_length (parts) > 1)
    append_line (body, g_strdup_printf (_("This deployment runs Coder %s."), parts[1]));
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
  append_visible (body, _("Host"), host, LONGEST_IN_BODY);
}

static void
append_time (GString *body,
             const GError *error)
{
  gint64 retry_at = outpost_error_get_retry_at (error);
  g_autoptr(GDateTime) time = retry_at > 0 ? g_date_time_new_from_unix_local (retry_at / G_USEC_PER_SEC) : NULL;
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%X") : NULL;

  /* Translators: a time of day */
  append_line (body, clock != NULL ? g_strdup_printf (_("Try again after %s."), clock) : g_strdup (_("Try again in a minute.")));
}

static void
append_faults (GString *body,
               const GError *error)
{
  GTlsCertificateFlags flags;

  outpost_error_get_certificate (error, &flags);
  append_line (body, outpost_error_words_dup_certificate_faults (flags));
}

static void
append_number (GString *body,
               const GError *error)
{
  if (outpost_error_get_request_id (error) != NULL)
    append_line (body, g_strdup (_("An administrator can find the cause by the number of the request.")));
}

static gboolean
is_told_best_by_deployment (const GError *error)
{
  return error->code == OUTPOST_ERROR_INVALID_INPUT || error->code == OUTPOST_ERROR_FORBIDDEN
         || error->code == OUTPOST_ERROR_CONFLICT || error->code == OUTPOST_ERROR_SERVER;
}

/* What is known beside the kind of the error. */
static void
append_particulars (GString *body,
                    const GError *error,
                    gboolean general)
{
  switch ((OutpostError) error->code)
    {
    case OUTPOST_ERROR_UNSUPPORTED_SERVER:
      if (!general)
        append_version (body, error);
      break;
    case OUTPOST_ERROR_REDIRECTED:
      append_visible (body, "", outpost_error_get_location (error), LONGEST_IN_BODY);
      break;
    case OUTPOST_ERROR_HOST_NOT_FOUND:
      append_host (body, error);
      break;
    case OUTPOST_ERROR_RATE_LIMITED:
      append_time (body, error);
      break;
    case OUTPOST_ERROR_SERVER:
      append_number (body, error);
      break;
    case OUTPOST_ERROR_TLS:
      append_faults (body, error);
      break;
    default:
      break;
    }
}

static char *
dup_body (const GError *error,
          const OutpostErrorEntry *entry)
{
  g_autoptr(GString) body = g_string_new (gettext (entry->body));
  gboolean general = outpost_error_table_is_general (error, entry);
  gsize n;

  outpost_error_get_validations (error, &n);
  if (error->code == OUTPOST_ERROR_INVALID_INPUT && n > 0)
    append_validations (body, error, TRUE);
  else if (general && is_told_best_by_deployment (error))
    append_answer (body, error);
  append_particulars (body, error, general);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static char *
dup_details (const GError *error)
{
  g_autoptr(GString) details = g_string_new (NULL);
  const char *message = outpost_error_get_message (error);

  if (outpost_error_get_status (error) != 0)
    append_line (details, g_strdup_printf (_("HTTP status: %u"), outpost_error_get_status (error)));
  if (message != NULL || outpost_error_get_status (error) == 0)
    append_visible (details, C_("details of an error", "Message"), message != NULL ? message : error->message, LONGEST_IN_DETAILS);
  append_visible (details, C_("details of an error", "Detail"), outpost_error_get_detail (error), LONGEST_IN_DETAILS);
  append_validations (details, error, FALSE);
  append_visible (details, C_("details of an error", "Address"), outpost_error_get_location (error), LONGEST_IN_BODY);
  append_visible (details, C_("details of an error", "Request"), outpost_error_get_request_id (error), LONGEST_LABEL);
  return details->len > 0 ? g_string_free (g_steal_pointer (&details), FALSE) : NULL;
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

OutpostErrorWords *
outpost_error_words_new (const GError *error)
{
  gboolean ours = error != NULL && error->domain == OUTPOST_ERROR && error->code >= 0 && error->code < OUTPOST_N_ERRORS;
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  const OutpostErrorEntry *entry;
  OutpostErrorWords *self;

  g_return_val_if_fail (error != NULL, NULL);

  entry = outpost_error_table_choose (error);
  self = g_new0 (OutpostErrorWords, 1);
  self->heading = g_strdup (cancelled ? "" : gettext (entry->heading));
  self->body = cancelled ? g_strdup ("") : ours ? dup_body (error, entry)
                                                : g_strdup (gettext (entry->body));
  self->action = !cancelled && entry->action != NULL ? g_strdup (gettext (entry->action)) : NULL;
  self->details = cancelled ? NULL : dup_details (error);
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

char *
outpost_error_words_dup_mistake (const GError *error)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(OutpostErrorWords) words = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  append_validations (lines, error, TRUE);
  if (lines->len > 0)
    return g_string_free (g_steal_pointer (&lines), FALSE);
  words = outpost_error_words_new (error);
  return g_steal_pointer (&words->body);
}

char *
outpost_error_words_dup_reason (const GError *error)
{
  g_autoptr(GString) said = g_string_new (NULL);
  g_autoptr(OutpostErrorWords) words = NULL;
  g_autofree char *beginning = NULL;
  gsize n;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  g_return_val_if_fail (error != NULL, NULL);

  words = outpost_error_words_new (error);
  if (outpost_error_table_is_general (error, outpost_error_table_choose (error)) && is_told_best_by_deployment (error))
    {
      if (n > 0)
        append_validation (said, validations[0].field, outpost_error_table_explain_check (validations[0].detail));
      else
        append_answer (said, error);
    }
  if (said->len == 0)
    return g_steal_pointer (&words->heading);
  g_string_replace (said, "\n", " ", 0);
  beginning = dup_beginning (said->str, LONGEST_REASON);
  /* That it is the deployment's own trouble is more than what it says of it. */
  return error->code == OUTPOST_ERROR_SERVER ? g_strdup_printf (_("%s: %s"), words->heading, beginning)
                                             : g_steal_pointer (&beginning);
}

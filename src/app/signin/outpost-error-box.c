/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error-box.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "outpost-error-words.h"
#include "outpost-error.h"

/* An error where it can be mended. */
struct _OutpostErrorBox
{
  GtkBox parent_instance;

  GtkLabel *heading;
  GtkLabel *body;
  GtkExpander *more;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (OutpostErrorBox, outpost_error_box, GTK_TYPE_BOX)

static void
outpost_error_box_class_init (OutpostErrorBoxClass *klass)
{
}

static GtkLabel *
add_label (GtkBox *box,
           const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_selectable (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), style);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static void
outpost_error_box_init (OutpostErrorBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->heading = add_label (GTK_BOX (self), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "error");
  self->body = add_label (GTK_BOX (self), NULL);
  self->more = GTK_EXPANDER (gtk_expander_new (_("Details")));
  self->details = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->details, TRUE);
  gtk_label_set_wrap_mode (self->details, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->details, 0);
  gtk_label_set_selectable (self->details, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "caption");
  gtk_expander_set_child (self->more, GTK_WIDGET (self->details));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->more));
}

static const struct
{
  GTlsCertificateFlags flag;
  const char *text;
} certificate_faults[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("It is signed by nobody this computer trusts.") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("It is made for another host.") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("It is not valid yet: check the clock of this computer.") },
  { G_TLS_CERTIFICATE_EXPIRED, N_("It has expired.") },
  { G_TLS_CERTIFICATE_REVOKED, N_("It was revoked.") },
  { G_TLS_CERTIFICATE_INSECURE, N_("Its algorithm is not secure.") },
};

static char *
dup_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  g_autofree char *hex = NULL;
  GString *grouped = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (guint i = 0; hex[i] != '\0'; i += 2)
    g_string_append_printf (grouped, "%s%c%c", i > 0 ? ":" : "", g_ascii_toupper (hex[i]), g_ascii_toupper (hex[i + 1]));
  return g_string_free (grouped, FALSE);
}

static char *
dup_date (GDateTime *date)
{
  return date != NULL ? g_date_time_format (date, "%x") : g_strdup (_("unknown"));
}

static char *
dup_certificate (const GError *error)
{
  GTlsCertificateFlags flags;
  GTlsCertificate *certificate = outpost_error_get_certificate (error, &flags);
  g_autofree char *subject = NULL, *issuer = NULL, *fingerprint = NULL, *from = NULL, *until = NULL;
  g_autoptr(GDateTime) not_before = NULL;
  g_autoptr(GDateTime) not_after = NULL;
  GString *text;

  if (certificate == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (certificate_faults); i++)
    if (flags & certificate_faults[i].flag)
      g_string_append_printf (text, "%s\n", gettext (certificate_faults[i].text));
  subject = g_tls_certificate_get_subject_name (certificate);
  issuer = g_tls_certificate_get_issuer_name (certificate);
  not_before = g_tls_certificate_get_not_valid_before (certificate);
  not_after = g_tls_certificate_get_not_valid_after (certificate);
  from = dup_date (not_before);
  until = dup_date (not_after);
  fingerprint = dup_fingerprint (certificate);
  g_string_append_printf (text, _("Made for: %s\nSigned by: %s\nValid from %s until %s\nSHA-256: %s"), subject, issuer, from, until,
                          fingerprint);
  return g_string_free (text, FALSE);
}

void
outpost_error_box_set_error (OutpostErrorBox *self,
                             const GError *error)
{
  g_autoptr(OutpostErrorWords) words = error != NULL ? outpost_error_words_new (error) : NULL;
  g_autofree char *certificate = error != NULL ? dup_certificate (error) : NULL;
  const char *details = certificate;

  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (words == NULL)
    {
      gtk_label_set_label (self->heading, "");
      return;
    }
  if (details == NULL)
    details = words->details;
  gtk_label_set_label (self->heading, words->heading);
  gtk_label_set_label (self->body, words->body);
  gtk_label_set_label (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), details != NULL);
  gtk_expander_set_expanded (self->more, certificate != NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words->heading, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

const char *
outpost_error_box_get_heading (OutpostErrorBox *self)
{
  return gtk_label_get_label (self->heading);
}

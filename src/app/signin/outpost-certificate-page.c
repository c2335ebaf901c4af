/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-certificate-page.h"

#include <glib/gi18n.h>

#include "outpost-error-words.h"
#include "outpost-text.h"

/* What a certificate that is not trusted says of itself, and what is wrong with it. */
struct _OutpostCertificatePage
{
  AdwNavigationPage parent_instance;

  AdwActionRow *faults_row;
  AdwActionRow *subject_row;
  AdwActionRow *issuer_row;
  AdwActionRow *from_row;
  AdwActionRow *until_row;
  AdwActionRow *fingerprint_row;
};

G_DEFINE_FINAL_TYPE (OutpostCertificatePage, outpost_certificate_page, ADW_TYPE_NAVIGATION_PAGE)

/* Everything in a certificate is untrusted. */
static void
show_text (AdwActionRow *row,
           const char *text)
{
  g_autofree char *visible = outpost_text_dup_visible (text != NULL ? text : "");

  adw_action_row_set_subtitle (row, *visible != '\0' ? visible : C_("in a certificate", "Not stated"));
}

static void
show_date (AdwActionRow *row,
           GDateTime *date)
{
  g_autoptr(GDateTime) local = date != NULL ? g_date_time_to_local (date) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%x %X") : NULL;

  show_text (row, text);
}

/* Pairs of digits, so that lines break between them. */
static void
show_fingerprint (AdwActionRow *row,
                  GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  g_autofree char *digits = NULL;
  g_autoptr(GString) grouped = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  if (der != NULL)
    digits = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (guint i = 0; digits != NULL && digits[i] != '\0'; i += 2)
    g_string_append_printf (grouped, "%s%c%c", i > 0 ? " " : "", g_ascii_toupper (digits[i]), g_ascii_toupper (digits[i + 1]));
  show_text (row, grouped->str);
}

static void
outpost_certificate_page_show (OutpostCertificatePage *self,
                               GTlsCertificate *certificate,
                               GTlsCertificateFlags flags)
{
  g_autofree char *faults = outpost_error_words_dup_certificate_faults (flags);
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);
  g_autoptr(GDateTime) from = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr(GDateTime) until = g_tls_certificate_get_not_valid_after (certificate);

  adw_action_row_set_subtitle (self->faults_row, *faults != '\0' ? faults : _("It could not be checked."));
  show_text (self->subject_row, subject);
  show_text (self->issuer_row, issuer);
  show_date (self->from_row, from);
  show_date (self->until_row, until);
  show_fingerprint (self->fingerprint_row, certificate);
}

static void
outpost_certificate_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_CERTIFICATE_PAGE);
  G_OBJECT_CLASS (outpost_certificate_page_parent_class)->dispose (object);
}

static void
outpost_certificate_page_class_init (OutpostCertificatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_certificate_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/signin/outpost-certificate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostCertificatePage, faults_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostCertificatePage, subject_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostCertificatePage, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostCertificatePage, from_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostCertificatePage, until_row);
  gtk_widget_class_bind_template_child (widget_class, OutpostCertificatePage, fingerprint_row);
}

static void
outpost_certificate_page_init (OutpostCertificatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
outpost_certificate_page_new (GTlsCertificate *certificate,
                              GTlsCertificateFlags flags)
{
  OutpostCertificatePage *self = g_object_new (OUTPOST_TYPE_CERTIFICATE_PAGE, NULL);

  outpost_certificate_page_show (self, certificate, flags);
  return ADW_NAVIGATION_PAGE (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error-box.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "outpost-announce.h"
#include "outpost-error-words.h"
#include "outpost-error.h"

/* An error where it can be mended. */
struct _OutpostErrorBox
{
  GtkBox parent_instance;

  GtkLabel *heading;
  GtkLabel *body;
  GtkWidget *certificate_button;
  GtkExpander *more;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (OutpostErrorBox, outpost_error_box, GTK_TYPE_BOX)

static GtkLabel *
label_new (const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static GtkBox *
add_text_box (OutpostErrorBox *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 14);
  gtk_widget_set_margin_start (icon, 12);
  gtk_widget_add_css_class (icon, "error");
  gtk_widget_set_margin_top (text, 12);
  gtk_widget_set_margin_bottom (text, 12);
  gtk_widget_set_margin_end (text, 12);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_box_append (GTK_BOX (self), text);
  return GTK_BOX (text);
}

static void
outpost_error_box_class_init (OutpostErrorBoxClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
outpost_error_box_init (OutpostErrorBox *self)
{
  GtkBox *text;

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  text = add_text_box (self);

  self->heading = label_new ("heading");
  gtk_box_append (text, GTK_WIDGET (self->heading));
  self->body = label_new ("body");
  gtk_box_append (text, GTK_WIDGET (self->body));
  self->certificate_button = gtk_button_new_with_label (_("Show Certificate"));
  gtk_widget_set_halign (self->certificate_button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->certificate_button), "sign-in.show-certificate");
  gtk_box_append (text, self->certificate_button);

  self->more = GTK_EXPANDER (gtk_expander_new (_("Details")));
  self->details = label_new ("caption");
  gtk_label_set_selectable (self->details, TRUE);
  gtk_widget_set_margin_top (GTK_WIDGET (self->details), 6);
  gtk_expander_set_child (self->more, GTK_WIDGET (self->details));
  gtk_box_append (text, GTK_WIDGET (self->more));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->heading, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->body, NULL, -1);
}

void
outpost_error_box_set_words (OutpostErrorBox *self,
                             const char *heading,
                             const char *body)
{
  g_autofree char *announced = heading != NULL ? g_strdup_printf ("%s. %s", heading, body) : NULL;

  g_return_if_fail (OUTPOST_IS_ERROR_BOX (self));

  gtk_label_set_label (self->heading, heading != NULL ? heading : "");
  gtk_label_set_label (self->body, heading != NULL ? body : "");
  gtk_label_set_label (self->details, "");
  gtk_expander_set_expanded (self->more, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
  gtk_widget_set_visible (self->certificate_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), heading != NULL);
  if (announced != NULL)
    outpost_announce (GTK_WIDGET (self), announced, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

void
outpost_error_box_set_error (OutpostErrorBox *self,
                             const GError *error)
{
  g_autoptr(OutpostErrorWords) words = error != NULL ? outpost_error_words_new (error) : NULL;
  gboolean shown = words != NULL && *words->heading != '\0';
  GTlsCertificate *certificate = outpost_error_get_certificate (error, NULL);

  g_return_if_fail (OUTPOST_IS_ERROR_BOX (self));

  outpost_error_box_set_words (self, shown ? words->heading : NULL, shown ? words->body : NULL);
  gtk_label_set_label (self->details, shown && words->details != NULL ? words->details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), shown && words->details != NULL && certificate == NULL);
  gtk_widget_set_visible (self->certificate_button, certificate != NULL);
}

const char *
outpost_error_box_get_heading (OutpostErrorBox *self)
{
  return gtk_label_get_label (self->heading);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sign-in-dialog.h"

#include <glib/gi18n.h>

#include "outpost-address.h"
#include "outpost-announce.h"
#include "outpost-busy-button.h"
#include "outpost-certificate-page.h"
#include "outpost-error-box.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-key-page.h"
#include "outpost-sign-in.h"
#include "outpost-text.h"

/* Signing in, page by page: shows the states of an OutpostSignIn and gives it what a person typed. */
struct _OutpostSignInDialog
{
  AdwDialog parent_instance;

  OutpostSignIn *sign_in;
  gboolean is_fixed; /* the address is an account's: there is no page before the key's */

  AdwNavigationView *view;
  AdwNavigationPage *address_page;
  AdwNavigationPage *moved_page;
  OutpostKeyPage *key_page;
  AdwNavigationPage *keep_page;
  GtkLabel *address_title;
  GtkLabel *address_description;
  GtkEditable *address_row;
  GtkWidget *plain_warning;
  OutpostErrorBox *error_box;
  GtkButton *connect_button;
  AdwActionRow *moved_from_row;
  AdwActionRow *moved_to_row;
  GtkButton *confirm_button;
  AdwStatusPage *keep_status;
  GtkLabel *keep_details;
  GtkButton *retry_button;
  GtkWidget *session_button;
};

G_DEFINE_FINAL_TYPE (OutpostSignInDialog, outpost_sign_in_dialog, ADW_TYPE_DIALOG)

/* ---- Pages ------------------------------------------------------------------------------------------------------- */

/* Going back always leads to the address, as the machine does, and not to a question that has been answered. */
static void
show_page (OutpostSignInDialog *self,
           AdwNavigationPage *page)
{
  AdwNavigationPage *visible = adw_navigation_view_get_visible_page (self->view);
  AdwNavigationPage *pages[] = { self->address_page, page };

  if (visible == page)
    return;
  if (self->is_fixed)
    adw_navigation_view_replace (self->view, &page, 1);
  else if (page == self->address_page)
    adw_navigation_view_pop_to_page (self->view, page);
  else if (visible == self->address_page)
    adw_navigation_view_push (self->view, page);
  else
    adw_navigation_view_replace (self->view, pages, G_N_ELEMENTS (pages));
}

static void
show_moved (OutpostSignInDialog *self)
{
  const char *to = outpost_sign_in_get_moved_to (self->sign_in);

  adw_action_row_set_subtitle (self->moved_from_row, outpost_sign_in_get_url (self->sign_in));
  adw_action_row_set_subtitle (self->moved_to_row, to);
  show_page (self, self->moved_page);
  gtk_widget_grab_focus (GTK_WIDGET (self->confirm_button));
}

static void
show_not_kept (OutpostSignInDialog *self)
{
  const GError *error = outpost_sign_in_get_error (self->sign_in);
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);
  g_autofree char *announced = g_strdup_printf ("%s. %s", words->heading, words->body);
  /* The description is markup. */
  g_autofree char *body = g_markup_escape_text (words->body, -1);
  gboolean refused = g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_REFUSED);

  adw_status_page_set_title (self->keep_status, words->heading);
  adw_status_page_set_description (self->keep_status, body);
  gtk_label_set_label (self->keep_details, words->details != NULL ? words->details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->keep_details), refused && words->details != NULL);
  show_page (self, self->keep_page);
  outpost_announce (GTK_WIDGET (self), announced, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
finish (OutpostSignInDialog *self)
{
  OutpostAccount *account = outpost_sign_in_get_account (self->sign_in);
  g_autofree char *name = outpost_text_dup_visible (outpost_account_get_username (account));
  /* Translators: a user name and the address of a deployment */
  g_autofree char *text = g_strdup_printf (_("Signed in as %s on %s"), name, outpost_account_get_label (account));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* ---- Following the machine --------------------------------------------------------------------------------------- */

static void
show_buttons (OutpostSignInDialog *self)
{
  OutpostSignInState state = self->sign_in != NULL ? outpost_sign_in_get_state (self->sign_in) : OUTPOST_SIGN_IN_ADDRESS;
  const GError *error = state == OUTPOST_SIGN_IN_NOT_KEPT ? outpost_sign_in_get_error (self->sign_in) : NULL;
  const char *to = self->sign_in != NULL ? outpost_sign_in_get_moved_to (self->sign_in) : NULL;
  g_autofree char *to_label = to != NULL ? outpost_address_dup_label (to) : NULL;
  g_autofree char *use = to_label != NULL ? g_strdup_printf (_("Use %s"), to_label) : NULL;
  gboolean probing = state == OUTPOST_SIGN_IN_PROBING;
  gboolean keeping = state == OUTPOST_SIGN_IN_KEEPING;
  gboolean locked = g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_LOCKED);

  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), !probing && *gtk_editable_get_text (self->address_row) != '\0');
  outpost_busy_button_show (self->connect_button, self->is_fixed ? _("Retry") : _("Connect"), probing ? _("Connecting…") : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button), !probing);
  outpost_busy_button_show (self->confirm_button, use != NULL ? use : "", probing ? _("Connecting…") : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->retry_button), !keeping);
  gtk_widget_set_sensitive (self->session_button, !keeping);
  outpost_busy_button_show (self->retry_button, locked ? _("Unlock") : _("Retry"), keeping ? _("Keeping the key…") : NULL);
}

static void
state_cb (OutpostSignInDialog *self)
{
  g_autoptr(OutpostSignInDialog) alive = g_object_ref (self);

  show_buttons (self);
  switch (outpost_sign_in_get_state (self->sign_in))
    {
    case OUTPOST_SIGN_IN_ADDRESS:
      show_page (self, self->address_page);
      break;
    case OUTPOST_SIGN_IN_MOVED:
      show_moved (self);
      break;
    case OUTPOST_SIGN_IN_CREDENTIALS:
      show_page (self, ADW_NAVIGATION_PAGE (self->key_page));
      break;
    case OUTPOST_SIGN_IN_NOT_KEPT:
      show_not_kept (self);
      break;
    case OUTPOST_SIGN_IN_DONE:
      finish (self);
      break;
    case OUTPOST_SIGN_IN_PROBING:
    case OUTPOST_SIGN_IN_EXCHANGING:
    case OUTPOST_SIGN_IN_KEEPING:
    default:
      break;
    }
}

static void
error_cb (OutpostSignInDialog *self)
{
  gboolean here = outpost_sign_in_get_state (self->sign_in) == OUTPOST_SIGN_IN_ADDRESS;
  const GError *error = here ? outpost_sign_in_get_error (self->sign_in) : NULL;

  outpost_error_box_set_error (self->error_box, error);
  if (error == NULL)
    return;
  show_buttons (self);
  show_page (self, self->address_page);
  gtk_widget_grab_focus (self->is_fixed ? GTK_WIDGET (self->connect_button) : GTK_WIDGET (self->address_row));
}

/* ---- What a person does ------------------------------------------------------------------------------------------ */

/* Typing on while an address is tried means another one. */
static void
address_changed_cb (OutpostSignInDialog *self)
{
  g_autofree char *url = outpost_address_normalize (gtk_editable_get_text (self->address_row), NULL);

  gtk_widget_set_visible (self->plain_warning,
                          url != NULL && g_str_has_prefix (url, "http://") && !outpost_address_is_loopback (url));
  if (self->sign_in != NULL && outpost_sign_in_get_state (self->sign_in) == OUTPOST_SIGN_IN_PROBING)
    outpost_sign_in_back (self->sign_in);
  show_buttons (self);
}

static void
connect_cb (OutpostSignInDialog *self)
{
  if (*gtk_editable_get_text (self->address_row) != '\0')
    outpost_sign_in_set_address (self->sign_in, gtk_editable_get_text (self->address_row));
}

static void
confirm_cb (OutpostSignInDialog *self)
{
  outpost_sign_in_confirm_move (self->sign_in);
}

static void
retry_cb (OutpostSignInDialog *self)
{
  outpost_sign_in_retry_keeping (self->sign_in);
}

static void
session_cb (OutpostSignInDialog *self)
{
  outpost_sign_in_keep_for_session (self->sign_in);
}

/* By hand, or because the machine went there: then this changes nothing. */
static void
popped_cb (OutpostSignInDialog *self)
{
  if (self->sign_in != NULL && adw_navigation_view_get_visible_page (self->view) == self->address_page
      && outpost_sign_in_get_state (self->sign_in) != OUTPOST_SIGN_IN_ADDRESS)
    outpost_sign_in_back (self->sign_in);
}

static void
show_certificate_action (GtkWidget *widget,
                         const char *name,
                         GVariant *parameter)
{
  OutpostSignInDialog *self = OUTPOST_SIGN_IN_DIALOG (widget);
  GTlsCertificateFlags flags;
  GTlsCertificate *certificate = outpost_error_get_certificate (outpost_sign_in_get_error (self->sign_in), &flags);

  if (certificate != NULL)
    adw_navigation_view_push (self->view, outpost_certificate_page_new (certificate, flags));
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_sign_in_dialog_closed (AdwDialog *dialog)
{
  OutpostSignInDialog *self = OUTPOST_SIGN_IN_DIALOG (dialog);

  if (self->key_page != NULL)
    outpost_key_page_clear (self->key_page);
}

static void
outpost_sign_in_dialog_dispose (GObject *object)
{
  OutpostSignInDialog *self = OUTPOST_SIGN_IN_DIALOG (object);

  if (self->sign_in != NULL)
    g_signal_handlers_disconnect_by_data (self->sign_in, self);
  g_clear_object (&self->sign_in);
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_SIGN_IN_DIALOG);
  G_OBJECT_CLASS (outpost_sign_in_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, view);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, address_page);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, moved_page);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, key_page);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, keep_page);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, address_title);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, address_description);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, address_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, plain_warning);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, error_box);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, connect_button);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, moved_from_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, moved_to_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, confirm_button);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, keep_status);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, keep_details);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, retry_button);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, session_button);
}

static void
outpost_sign_in_dialog_class_init (OutpostSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_sign_in_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = outpost_sign_in_dialog_closed;

  g_type_ensure (OUTPOST_TYPE_ERROR_BOX);
  g_type_ensure (OUTPOST_TYPE_KEY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/signin/outpost-sign-in-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.show-certificate", NULL, show_certificate_action);
}

static void
outpost_sign_in_dialog_init (OutpostSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->session_button))), TRUE);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->address_row));
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

static OutpostSignInDialog *
dialog_new (OutpostContext *context)
{
  OutpostSignInDialog *self = g_object_new (OUTPOST_TYPE_SIGN_IN_DIALOG, NULL);

  self->sign_in = outpost_sign_in_new (outpost_context_get_accounts (context));
  outpost_key_page_set_sign_in (self->key_page, self->sign_in);
  g_signal_connect_object (self->sign_in, "notify::error", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  show_buttons (self);
  return self;
}

AdwDialog *
outpost_sign_in_dialog_new (OutpostContext *context)
{
  g_return_val_if_fail (OUTPOST_IS_CONTEXT (context), NULL);

  return ADW_DIALOG (dialog_new (context));
}

AdwDialog *
outpost_sign_in_dialog_new_at (OutpostContext *context,
                               const char *address)
{
  OutpostSignInDialog *self;

  g_return_val_if_fail (OUTPOST_IS_CONTEXT (context) && address != NULL, NULL);

  self = dialog_new (context);
  gtk_editable_set_text (self->address_row, address);
  return ADW_DIALOG (self);
}

AdwDialog *
outpost_sign_in_dialog_new_for_account (OutpostContext *context,
                                        OutpostAccount *account)
{
  OutpostSignInDialog *self;

  g_return_val_if_fail (OUTPOST_IS_CONTEXT (context) && OUTPOST_IS_ACCOUNT (account), NULL);

  self = dialog_new (context);
  self->is_fixed = TRUE;
  adw_dialog_set_title (ADW_DIALOG (self), _("Sign In Again"));
  gtk_label_set_label (self->address_title, _("Sign In Again"));
  gtk_label_set_label (self->address_description, _("The deployment is asked how to sign in."));
  gtk_editable_set_text (self->address_row, outpost_account_get_url (account));
  gtk_editable_set_editable (self->address_row, FALSE);
  outpost_sign_in_start_at (self->sign_in, outpost_account_get_url (account));
  return ADW_DIALOG (self);
}

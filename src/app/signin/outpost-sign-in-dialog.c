/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sign-in-dialog.h"

#include <glib/gi18n.h>

#include "outpost-address.h"
#include "outpost-error-box.h"
#include "outpost-error-words.h"
#include "outpost-sign-in.h"
#include "outpost-text.h"

/* Signing in, page by page: shows the states of an OutpostSignIn and gives it what a person typed. */
struct _OutpostSignInDialog
{
  AdwDialog parent_instance;

  OutpostSignIn *sign_in;

  AdwNavigationView *view;
  AdwNavigationPage *address_page;
  AdwNavigationPage *moved_page;
  AdwNavigationPage *key_page;
  AdwNavigationPage *keep_page;
  AdwEntryRow *address_row;
  GtkWidget *address_warning;
  OutpostErrorBox *address_error;
  GtkButton *connect_button;
  AdwActionRow *moved_from_row;
  AdwActionRow *moved_to_row;
  GtkButton *confirm_button;
  AdwWindowTitle *key_title;
  AdwActionRow *found_row;
  GtkImage *found_icon;
  GtkEditable *key_row;
  GtkWidget *password_group;
  AdwExpanderRow *password_expander;
  GtkEditable *email_row;
  GtkEditable *password_row;
  OutpostErrorBox *key_error;
  GtkButton *sign_in_button;
  AdwStatusPage *keep_status;
  GtkButton *retry_button;
};

G_DEFINE_FINAL_TYPE (OutpostSignInDialog, outpost_sign_in_dialog, ADW_TYPE_DIALOG)

/* ---- Helpers ----------------------------------------------------------------------------------------------------- */

static gboolean
is_busy (OutpostSignInDialog *self)
{
  OutpostSignInState state = outpost_sign_in_get_state (self->sign_in);

  return state == OUTPOST_SIGN_IN_PROBING || state == OUTPOST_SIGN_IN_EXCHANGING || state == OUTPOST_SIGN_IN_KEEPING;
}

static gboolean
is_filled (GtkEditable *editable)
{
  return *gtk_editable_get_text (editable) != '\0';
}

static gboolean
wants_password (OutpostSignInDialog *self)
{
  return adw_expander_row_get_expanded (self->password_expander) && is_filled (self->email_row) && is_filled (self->password_row);
}

static void
update_sensitivity (OutpostSignInDialog *self)
{
  gboolean busy = is_busy (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->address_row), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), !busy && is_filled (GTK_EDITABLE (self->address_row)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->key_row), !busy);
  gtk_widget_set_sensitive (self->password_group, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->retry_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button), !busy && (is_filled (self->key_row) || wants_password (self)));
}

/* A button says what is under way while it is. */
static void
show_progress (GtkButton *button,
               gboolean busy,
               const char *label)
{
  GtkWidget *spinner;

  if (!busy)
    {
      gtk_button_set_label (button, label);
      return;
    }
  spinner = adw_spinner_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_button_set_child (button, spinner);
}

static void
show_page (OutpostSignInDialog *self,
           AdwNavigationPage *page)
{
  if (adw_navigation_view_get_visible_page (self->view) == page)
    return;
  if (adw_navigation_view_get_previous_page (self->view, adw_navigation_view_get_visible_page (self->view)) == page)
    adw_navigation_view_pop_to_page (self->view, page);
  else
    adw_navigation_view_push (self->view, page);
}

static void
clear_secrets (OutpostSignInDialog *self)
{
  gtk_editable_set_text (self->key_row, "");
  gtk_editable_set_text (self->password_row, "");
}

/* ---- What was found ---------------------------------------------------------------------------------------------- */

static const char *
describe_entitlements (OutpostEntitlements *entitlements)
{
  if (entitlements->edition == OUTPOST_EDITION_OPEN_SOURCE)
    return _("External workspaces: no. This is the open-source edition, which gives out no tokens: machines can never be attached here.");
  if (!entitlements->external_agents)
    return _("External workspaces: not licensed. Workspaces are listed, but the deployment gives out no tokens for machines.");
  if (entitlements->grace_period)
    return _("External workspaces: yes. The licence has expired and works for a short time only.");
  return _("External workspaces: yes");
}

static void
show_found (OutpostSignInDialog *self)
{
  OutpostBuildInfo *info = outpost_sign_in_get_build_info (self->sign_in);
  OutpostEntitlements *entitlements = outpost_sign_in_get_entitlements (self->sign_in);
  OutpostAuthMethods *methods = outpost_sign_in_get_auth_methods (self->sign_in);
  g_autofree char *title = NULL;
  g_autofree char *label = outpost_address_dup_label (outpost_sign_in_get_url (self->sign_in));
  gboolean usable = entitlements != NULL && entitlements->external_agents;

  adw_window_title_set_subtitle (self->key_title, label);
  if (info != NULL)
    /* Translators: the name of the program that runs the deployment, and its version. */
    title = g_strdup_printf (_("Coder %u.%u.%u"), info->major, info->minor, info->patch);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found_row), title != NULL ? title : "");
  adw_action_row_set_subtitle (self->found_row, entitlements != NULL ? describe_entitlements (entitlements) : "");
  gtk_image_set_from_icon_name (self->found_icon, usable ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->found_icon), (const char *[]) { usable ? "success" : "warning", NULL });
  gtk_widget_set_visible (self->password_group, methods != NULL && methods->password);
}

static void
show_not_kept (OutpostSignInDialog *self)
{
  g_autoptr(OutpostErrorWords) words = NULL;
  const GError *error = outpost_sign_in_get_error (self->sign_in);

  if (error == NULL)
    return;
  words = outpost_error_words_new (error);
  adw_status_page_set_title (self->keep_status, words->heading);
  adw_status_page_set_description (self->keep_status, words->body);
  gtk_button_set_label (self->retry_button, words->action != NULL ? words->action : _("Retry"));
}

static void
finish (OutpostSignInDialog *self)
{
  OutpostAccount *account = outpost_sign_in_get_account (self->sign_in);
  g_autofree char *name = outpost_text_dup_visible (outpost_account_get_username (account));
  /* Translators: a user name and the address of a deployment. */
  g_autofree char *text = g_strdup_printf (_("Signed in as %s on %s"), name, outpost_account_get_label (account));

  clear_secrets (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* ---- Following the machine --------------------------------------------------------------------------------------- */

static void
show_state (OutpostSignInDialog *self)
{
  const GError *error = outpost_sign_in_get_error (self->sign_in);

  switch (outpost_sign_in_get_state (self->sign_in))
    {
    case OUTPOST_SIGN_IN_ADDRESS:
      outpost_error_box_set_error (self->address_error, error);
      show_page (self, self->address_page);
      if (error != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
      break;
    case OUTPOST_SIGN_IN_PROBING:
      outpost_error_box_set_error (self->address_error, NULL);
      break;
    case OUTPOST_SIGN_IN_MOVED:
      adw_action_row_set_subtitle (self->moved_from_row, outpost_sign_in_get_url (self->sign_in));
      adw_action_row_set_subtitle (self->moved_to_row, outpost_sign_in_get_moved_to (self->sign_in));
      show_page (self, self->moved_page);
      break;
    case OUTPOST_SIGN_IN_CREDENTIALS:
      show_found (self);
      outpost_error_box_set_error (self->key_error, error);
      show_page (self, self->key_page);
      if (error != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (wants_password (self) ? self->password_row : self->key_row));
      break;
    case OUTPOST_SIGN_IN_EXCHANGING:
      outpost_error_box_set_error (self->key_error, NULL);
      break;
    case OUTPOST_SIGN_IN_NOT_KEPT:
      show_not_kept (self);
      show_page (self, self->keep_page);
      break;
    case OUTPOST_SIGN_IN_DONE:
      finish (self);
      break;
    case OUTPOST_SIGN_IN_KEEPING:
    default:
      break;
    }
}

static void
state_cb (OutpostSignInDialog *self)
{
  OutpostSignInState state = outpost_sign_in_get_state (self->sign_in);

  g_object_ref (self);
  show_state (self);
  update_sensitivity (self);
  show_progress (self->connect_button, state == OUTPOST_SIGN_IN_PROBING, _("Connect"));
  show_progress (self->confirm_button, state == OUTPOST_SIGN_IN_PROBING, _("Use This Address"));
  show_progress (self->sign_in_button, state == OUTPOST_SIGN_IN_EXCHANGING || state == OUTPOST_SIGN_IN_KEEPING, _("Sign In"));
  g_object_unref (self);
}

/* ---- What a person does ------------------------------------------------------------------------------------------ */

static void
address_changed_cb (OutpostSignInDialog *self)
{
  g_autofree char *url = outpost_address_normalize (gtk_editable_get_text (GTK_EDITABLE (self->address_row)), NULL);
  gboolean plain = url != NULL && g_str_has_prefix (url, "http://") && !outpost_address_is_loopback (url);

  gtk_widget_set_visible (self->address_warning, plain);
  update_sensitivity (self);
}

static void
connect_cb (OutpostSignInDialog *self)
{
  outpost_sign_in_set_address (self->sign_in, gtk_editable_get_text (GTK_EDITABLE (self->address_row)));
}

static void
confirm_cb (OutpostSignInDialog *self)
{
  outpost_sign_in_confirm_move (self->sign_in);
}

static void
launched_cb (GObject *launcher,
             GAsyncResult *result,
             gpointer data)
{
  gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, NULL);
}

static void
open_browser_cb (OutpostSignInDialog *self)
{
  g_autofree char *page = outpost_sign_in_dup_key_page (self->sign_in);
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (page);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, launched_cb, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
key_changed_cb (OutpostSignInDialog *self)
{
  update_sensitivity (self);
}

static void
sign_in_cb (OutpostSignInDialog *self)
{
  if (is_filled (self->key_row))
    outpost_sign_in_submit_key (self->sign_in, gtk_editable_get_text (self->key_row));
  else if (wants_password (self))
    outpost_sign_in_submit_password (self->sign_in, gtk_editable_get_text (self->email_row), gtk_editable_get_text (self->password_row));
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

/* Going back to the address by hand; going there because of the machine's state changes nothing. */
static void
popped_cb (OutpostSignInDialog *self,
           AdwNavigationPage *page)
{
  if (adw_navigation_view_get_visible_page (self->view) == self->address_page
      && outpost_sign_in_get_state (self->sign_in) != OUTPOST_SIGN_IN_ADDRESS)
    outpost_sign_in_back (self->sign_in);
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_sign_in_dialog_dispose (GObject *object)
{
  OutpostSignInDialog *self = OUTPOST_SIGN_IN_DIALOG (object);

  if (self->key_row != NULL)
    clear_secrets (self);
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
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, address_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, address_warning);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, address_error);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, connect_button);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, moved_from_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, moved_to_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, confirm_button);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, key_title);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, found_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, found_icon);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, key_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, password_group);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, password_expander);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, email_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, password_row);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, key_error);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, sign_in_button);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, keep_status);
  gtk_widget_class_bind_template_child (klass, OutpostSignInDialog, retry_button);
}

static void
outpost_sign_in_dialog_class_init (OutpostSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_sign_in_dialog_dispose;

  g_type_ensure (OUTPOST_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/signin/outpost-sign-in-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
}

static void
outpost_sign_in_dialog_init (OutpostSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->password_expander, "notify::expanded", G_CALLBACK (update_sensitivity), self, G_CONNECT_SWAPPED);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->address_row));
}

AdwDialog *
outpost_sign_in_dialog_new (OutpostContext *context)
{
  OutpostSignInDialog *self = g_object_new (OUTPOST_TYPE_SIGN_IN_DIALOG, NULL);

  self->sign_in = outpost_sign_in_new (outpost_context_get_accounts (context));
  g_signal_connect_object (self->sign_in, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sign_in, "notify::error", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  update_sensitivity (self);
  return ADW_DIALOG (self);
}

AdwDialog *
outpost_sign_in_dialog_new_for_account (OutpostContext *context,
                                        OutpostAccount *account)
{
  OutpostSignInDialog *self = OUTPOST_SIGN_IN_DIALOG (outpost_sign_in_dialog_new (context));

  gtk_editable_set_text (GTK_EDITABLE (self->address_row), outpost_account_get_url (account));
  outpost_sign_in_start_at (self->sign_in, outpost_account_get_url (account));
  return ADW_DIALOG (self);
}

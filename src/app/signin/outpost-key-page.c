/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-key-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-address.h"
#include "outpost-announce.h"
#include "outpost-busy-button.h"
#include "outpost-error-box.h"
#include "outpost-text.h"

/* What was found at the address, and where a key or a password is given. */
struct _OutpostKeyPage
{
  AdwNavigationPage parent_instance;

  OutpostSignIn *sign_in;

  AdwWindowTitle *window_title;
  AdwActionRow *found_row;
  GtkImage *found_icon;
  GtkWidget *plain_row;
  GtkWidget *key_group;
  AdwActionRow *page_row;
  GtkEditable *key_row;
  GtkWidget *key_icon;
  GtkLabel *key_hint;
  GtkWidget *password_group;
  AdwExpanderRow *password_expander;
  GtkEditable *email_row;
  GtkEditable *password_row;
  OutpostErrorBox *error_box;
  GtkButton *sign_in_button;
};

G_DEFINE_FINAL_TYPE (OutpostKeyPage, outpost_key_page, ADW_TYPE_NAVIGATION_PAGE)

/* ---- What was found ---------------------------------------------------------------------------------------------- */

static const char *
describe_entitlements (OutpostEntitlements *entitlements)
{
  if (entitlements->edition == OUTPOST_EDITION_OPEN_SOURCE)
    return _("External workspaces: no. This is the open-source edition: machines can never be attached there.");
  if (!entitlements->external_agents)
    return _("External workspaces: no, not licensed. Workspaces are listed, but machines cannot be attached.");
  if (entitlements->grace_period)
    return _("External workspaces: yes, but the license has expired, and they will stop working soon.");
  return _("External workspaces: yes");
}

static void
outpost_key_page_show_found (OutpostKeyPage *self)
{
  OutpostBuildInfo *info = outpost_sign_in_get_build_info (self->sign_in);
  OutpostEntitlements *entitlements = outpost_sign_in_get_entitlements (self->sign_in);
  OutpostAuthMethods *methods = outpost_sign_in_get_auth_methods (self->sign_in);
  const char *url = outpost_sign_in_get_url (self->sign_in);
  g_autofree char *label = outpost_address_dup_label (url);
  /* Translators: the program that runs a deployment, and its version */
  g_autofree char *title = g_strdup_printf (_("Coder %u.%u.%u"), info->major, info->minor, info->patch);
  gboolean usable = entitlements->external_agents && !entitlements->grace_period;

  adw_window_title_set_subtitle (self->window_title, label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->found_row), title);
  adw_action_row_set_subtitle (self->found_row, describe_entitlements (entitlements));
  gtk_image_set_from_icon_name (self->found_icon, usable ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->found_icon), (const char *[]) { usable ? "success" : "warning", NULL });
  gtk_widget_set_visible (self->plain_row, g_str_has_prefix (url, "http://") && !outpost_address_is_loopback (url));
  gtk_widget_set_visible (self->password_group, methods->password);
}

/* ---- Following the machine --------------------------------------------------------------------------------------- */

static gboolean
wants_password (OutpostKeyPage *self)
{
  return gtk_widget_get_visible (self->password_group) && adw_expander_row_get_expanded (self->password_expander);
}

static gboolean
has_key (OutpostKeyPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->key_row)));
  gboolean is_key = outpost_sign_in_is_key (text);

  memset (text, 0, strlen (text));
  return is_key;
}

static gboolean
is_empty (GtkEditable *row)
{
  return *gtk_editable_get_text (row) == '\0';
}

static void
outpost_key_page_update (OutpostKeyPage *self)
{
  OutpostSignInState state = self->sign_in != NULL ? outpost_sign_in_get_state (self->sign_in) : OUTPOST_SIGN_IN_ADDRESS;
  gboolean busy = state == OUTPOST_SIGN_IN_EXCHANGING || state == OUTPOST_SIGN_IN_KEEPING;
  gboolean key = has_key (self);
  gboolean filled = wants_password (self) ? !is_empty (self->email_row) && !is_empty (self->password_row) : key;

  gtk_widget_set_visible (self->key_icon, key);
  gtk_widget_set_visible (GTK_WIDGET (self->key_hint), !key && !is_empty (self->key_row));
  gtk_widget_set_sensitive (self->key_group, !busy);
  gtk_widget_set_sensitive (self->password_group, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button), !busy && filled);
  outpost_busy_button_show (self->sign_in_button, _("Sign In"), busy ? _("Signing in…") : NULL);
}

static void
outpost_key_page_focus (OutpostKeyPage *self)
{
  if (!wants_password (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (is_empty (self->email_row) ? self->email_row : self->password_row));
}

static void
state_cb (OutpostKeyPage *self)
{
  OutpostSignInState state = outpost_sign_in_get_state (self->sign_in);

  if (state == OUTPOST_SIGN_IN_CREDENTIALS)
    outpost_key_page_show_found (self);
  /* The deployment has taken them and nothing else needs them; another deployment must not get them. */
  if (state == OUTPOST_SIGN_IN_KEEPING || state == OUTPOST_SIGN_IN_ADDRESS)
    outpost_key_page_clear (self);
  outpost_key_page_update (self);
}

static void
error_cb (OutpostKeyPage *self)
{
  gboolean here = outpost_sign_in_get_state (self->sign_in) == OUTPOST_SIGN_IN_CREDENTIALS;
  const GError *error = here ? outpost_sign_in_get_error (self->sign_in) : NULL;

  /* Comes before the state's notification, and what is insensitive takes no focus. */
  outpost_key_page_update (self);
  outpost_error_box_set_error (self->error_box, error);
  if (error != NULL)
    outpost_key_page_focus (self);
}

/* ---- What a person does ------------------------------------------------------------------------------------------ */

static void
shown_cb (OutpostKeyPage *self)
{
  outpost_key_page_focus (self);
}

/* One message at a time: what was wrong with another key is of no use below the hint. */
static void
changed_cb (OutpostKeyPage *self)
{
  outpost_key_page_update (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->key_hint)))
    outpost_error_box_set_error (self->error_box, NULL);
}

static void
launched_cb (GObject *launcher,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr(OutpostKeyPage) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *page = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error) || self->sign_in == NULL
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  page = outpost_sign_in_dup_key_page (self->sign_in);
  adw_action_row_set_subtitle (self->page_row, page);
  gtk_widget_set_visible (GTK_WIDGET (self->page_row), TRUE);
  outpost_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->page_row)),
                    GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
open_browser_cb (OutpostKeyPage *self)
{
  g_autofree char *page = outpost_sign_in_dup_key_page (self->sign_in);
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self->page_row), FALSE);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched_cb, g_object_ref (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

/* What was there before is replaced: half a key is of no use. */
static void
paste_cb (OutpostKeyPage *self)
{
  GtkEditable *text = gtk_editable_get_delegate (self->key_row);

  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  gtk_editable_select_region (text, 0, -1);
  gtk_widget_activate_action (GTK_WIDGET (text), "clipboard.paste", NULL);
}

static void
submit_key_cb (OutpostKeyPage *self)
{
  if (is_empty (self->key_row))
    return;
  if (!has_key (self))
    outpost_announce (GTK_WIDGET (self), gtk_label_get_text (self->key_hint), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  else
    outpost_sign_in_submit_key (self->sign_in, gtk_editable_get_text (self->key_row));
}

static void
submit_password_cb (OutpostKeyPage *self)
{
  if (is_empty (self->email_row) || is_empty (self->password_row))
    gtk_widget_grab_focus (GTK_WIDGET (is_empty (self->email_row) ? self->email_row : self->password_row));
  else
    outpost_sign_in_submit_password (self->sign_in, gtk_editable_get_text (self->email_row),
                                     gtk_editable_get_text (self->password_row));
}

static void
sign_in_cb (OutpostKeyPage *self)
{
  if (wants_password (self))
    submit_password_cb (self);
  else
    submit_key_cb (self);
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_key_page_dispose (GObject *object)
{
  OutpostKeyPage *self = OUTPOST_KEY_PAGE (object);

  if (self->key_row != NULL)
    outpost_key_page_clear (self);
  if (self->sign_in != NULL)
    g_signal_handlers_disconnect_by_data (self->sign_in, self);
  g_clear_object (&self->sign_in);
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_KEY_PAGE);
  G_OBJECT_CLASS (outpost_key_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, window_title);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, found_row);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, found_icon);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, plain_row);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, key_group);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, page_row);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, key_row);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, key_icon);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, key_hint);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, password_group);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, password_expander);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, email_row);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, password_row);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, error_box);
  gtk_widget_class_bind_template_child (klass, OutpostKeyPage, sign_in_button);
}

static void
outpost_key_page_class_init (OutpostKeyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_key_page_dispose;

  g_type_ensure (OUTPOST_TYPE_ERROR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/signin/outpost-key-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_password_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
}

static void
outpost_key_page_init (OutpostKeyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->password_expander, "notify::expanded", G_CALLBACK (outpost_key_page_update), self,
                           G_CONNECT_SWAPPED);
  outpost_key_page_update (self);
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

void
outpost_key_page_set_sign_in (OutpostKeyPage *self,
                              OutpostSignIn *sign_in)
{
  g_return_if_fail (OUTPOST_IS_KEY_PAGE (self) && self->sign_in == NULL);

  self->sign_in = g_object_ref (sign_in);
  g_signal_connect_object (sign_in, "notify::error", G_CALLBACK (error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sign_in, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
}

void
outpost_key_page_clear (OutpostKeyPage *self)
{
  g_return_if_fail (OUTPOST_IS_KEY_PAGE (self));

  gtk_editable_set_text (self->key_row, "");
  gtk_editable_set_text (self->password_row, "");
}

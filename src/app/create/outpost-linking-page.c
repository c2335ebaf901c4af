/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-linking-page.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-weak.h"

#define SECONDS 2

/* The accounts elsewhere that a version needs. */
struct _OutpostLinkingPage
{
  OutpostWizardPage parent_instance;

  OutpostCreation *creation;
  GtkWidget *list;
  DexFuture *checking;
  guint timer;
};

G_DEFINE_FINAL_TYPE (OutpostLinkingPage, outpost_linking_page, OUTPOST_TYPE_WIZARD_PAGE)

/* Only pages of the web are opened, whatever the deployment says. */
static void
open_cb (GtkWidget *button)
{
  const char *url = g_object_get_data (G_OBJECT (button), "url");
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (!g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://"))
    return;
  launcher = gtk_uri_launcher_new (url);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (button)), NULL, NULL, NULL);
}

static GtkWidget *
row_new (const OutpostExternalAuth *auth)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = outpost_text_dup_visible (auth->display_name);
  const char *state = auth->authenticated ? _("Linked") : auth->optional ? _("Not linked; the template works without it")
                                                                          : _("Not linked");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  if (!auth->authenticated)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Link in Browser…"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
      g_object_set_data_full (G_OBJECT (button), "url", g_strdup (auth->authenticate_url), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (open_cb), NULL);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

/* Rows are made anew only when something is linked, so that the focus stays. */
static void
show (OutpostLinkingPage *self)
{
  GPtrArray *auths = outpost_creation_get_auths (self->creation);
  GString *state = g_string_new (NULL);
  g_autofree char *now = NULL;

  for (guint i = 0; auths != NULL && i < auths->len; i++)
    {
      const OutpostExternalAuth *auth = g_ptr_array_index (auths, i);

      g_string_append_printf (state, "%s %d\n", auth->id, auth->authenticated);
    }
  now = g_string_free (state, FALSE);
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), _("_Next"), !outpost_creation_needs_auth (self->creation));
  if (g_strcmp0 (now, g_object_get_data (G_OBJECT (self->list), "state")) == 0)
    return;
  g_object_set_data_full (G_OBJECT (self->list), "state", g_steal_pointer (&now), g_free);
  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; auths != NULL && i < auths->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), row_new (g_ptr_array_index (auths, i)));
}

static DexFuture *
checked_cb (DexFuture *completed,
            gpointer data)
{
  g_autoptr(OutpostLinkingPage) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return NULL;
  dex_future_get_value (completed, &error);
  dex_clear (&self->checking);
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), error);
  return NULL;
}

static gboolean
check_cb (gpointer data)
{
  OutpostLinkingPage *self = data;

  if (self->checking == NULL && outpost_creation_needs_auth (self->creation))
    self->checking = dex_future_finally (outpost_creation_check_auths (self->creation), checked_cb, outpost_weak_new (self),
                                         outpost_weak_free);
  return G_SOURCE_CONTINUE;
}

static void
shown_cb (OutpostLinkingPage *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (SECONDS, check_cb, self);
}

static void
hidden_cb (OutpostLinkingPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  dex_clear (&self->checking);
}

static void
outpost_linking_page_dispose (GObject *object)
{
  hidden_cb (OUTPOST_LINKING_PAGE (object));
  g_clear_object (&OUTPOST_LINKING_PAGE (object)->creation);
  G_OBJECT_CLASS (outpost_linking_page_parent_class)->dispose (object);
}

static void
outpost_linking_page_class_init (OutpostLinkingPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_linking_page_dispose;
}

static void
outpost_linking_page_init (OutpostLinkingPage *self)
{
  GtkBox *box = outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self));
  GtkWidget *words = gtk_label_new (_("The template uses accounts that are linked to yours on the deployment. Without "
                                      "them the build would fail."));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_box_append (box, words);
  gtk_box_append (box, self->list);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Linked Accounts"));
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "linking");
  g_signal_connect (self, "shown", G_CALLBACK (shown_cb), NULL);
  g_signal_connect (self, "hidden", G_CALLBACK (hidden_cb), NULL);
}

OutpostLinkingPage *
outpost_linking_page_new (OutpostCreation *creation)
{
  OutpostLinkingPage *self = g_object_new (OUTPOST_TYPE_LINKING_PAGE, NULL);

  self->creation = g_object_ref (creation);
  g_signal_connect_object (creation, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return self;
}

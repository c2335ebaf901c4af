/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-update-page.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-version-group.h"
#include "outpost-weak.h"

/* The first page of an update. */
struct _OutpostUpdatePage
{
  OutpostWizardPage parent_instance;

  OutpostCreation *creation;
  OutpostWorkspace *workspace;
  OutpostVersionGroup *version_group;
  GtkWidget *spinner;
  GtkLabel *former;
  DexFuture *loading;
};

G_DEFINE_FINAL_TYPE (OutpostUpdatePage, outpost_update_page, OUTPOST_TYPE_WIZARD_PAGE)

/* Without a newer version an update is one more build of the same. */
static void
show_former (OutpostUpdatePage *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);
  OutpostTemplateVersion *chosen = outpost_creation_get_version (self->creation);
  gboolean same = chosen != NULL && g_str_equal (chosen->id, outpost_build_get_template_version_id (build));
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (self->workspace));
  g_autofree char *version = outpost_text_dup_visible (outpost_build_get_template_version_name (build));
  /* Translators: a workspace, and a version of its template */
  g_autofree char *former = g_strdup_printf (same ? _("%s was last built from version %s. This builds the same version again.")
                                                  : _("%s was last built from version %s."),
                                             name, version);

  gtk_label_set_label (self->former, former);
}

static void
show (OutpostUpdatePage *self)
{
  gboolean loaded = outpost_creation_get_version (self->creation) != NULL;

  show_former (self);
  gtk_widget_set_visible (self->spinner, self->loading != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->version_group), loaded);
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), loaded || self->loading != NULL ? _("_Next") : _("_Retry"),
                                self->loading == NULL && !outpost_version_group_is_busy (self->version_group));
}

static DexFuture *
loaded_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(OutpostUpdatePage) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return NULL;
  dex_future_get_value (completed, &error);
  dex_clear (&self->loading);
  outpost_wizard_page_refuse (OUTPOST_WIZARD_PAGE (self), error, _("The Newest Version Cannot Be Used"));
  outpost_version_group_show (self->version_group);
  show (self);
  gtk_widget_grab_focus (outpost_wizard_page_get_button (OUTPOST_WIZARD_PAGE (self)));
  return NULL;
}

static void
load (OutpostUpdatePage *self)
{
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), NULL);
  self->loading
      = dex_future_finally (outpost_creation_load (self->creation), loaded_cb, outpost_weak_new (self), outpost_weak_free);
  show (self);
}

/* Before anything was read there is nothing to go on to. */
static void
next_cb (OutpostUpdatePage *self)
{
  if (outpost_creation_get_version (self->creation) != NULL)
    return;
  g_signal_stop_emission_by_name (self, "next");
  load (self);
}

static void
chosen_cb (OutpostUpdatePage *self,
           const GError *error)
{
  outpost_wizard_page_refuse (OUTPOST_WIZARD_PAGE (self), error, _("This Version Cannot Be Used"));
  show (self);
}

/* The template may have moved since. */
static void
showing_cb (OutpostUpdatePage *self)
{
  if (outpost_creation_get_version (self->creation) != NULL)
    outpost_version_group_show (self->version_group);
}

static void
outpost_update_page_dispose (GObject *object)
{
  OutpostUpdatePage *self = OUTPOST_UPDATE_PAGE (object);

  dex_clear (&self->loading);
  g_clear_object (&self->creation);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (outpost_update_page_parent_class)->dispose (object);
}

static void
outpost_update_page_class_init (OutpostUpdatePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_update_page_dispose;
}

static GtkWidget *
label_new (const char *words,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
outpost_update_page_init (OutpostUpdatePage *self)
{
  GtkBox *box = outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self));

  self->spinner = adw_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  self->former = GTK_LABEL (label_new (NULL, "dimmed"));
  gtk_box_append (box, label_new (_("The machine must be attached again afterwards: an update makes a new token, and the agent "
                                    "that runs with the old one is refused."),
                                  "body"));
  gtk_box_append (box, GTK_WIDGET (self->former));
  gtk_box_append (box, self->spinner);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), C_("page title", "Update"));
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "update");
  outpost_wizard_page_set_button_first (OUTPOST_WIZARD_PAGE (self));
}

OutpostUpdatePage *
outpost_update_page_new (OutpostClient *client,
                         OutpostCreation *creation,
                         OutpostWorkspace *workspace)
{
  OutpostUpdatePage *self = g_object_new (OUTPOST_TYPE_UPDATE_PAGE, NULL);

  self->creation = g_object_ref (creation);
  self->workspace = g_object_ref (workspace);
  self->version_group = OUTPOST_VERSION_GROUP (outpost_version_group_new (client, creation));
  g_signal_connect_object (self->version_group, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->version_group, "busy", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "next", G_CALLBACK (next_cb), NULL);
  g_signal_connect (self, "showing", G_CALLBACK (showing_cb), NULL);
  gtk_box_append (outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self)), GTK_WIDGET (self->version_group));
  load (self);
  return self;
}

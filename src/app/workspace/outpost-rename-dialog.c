/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-rename-dialog.h"

#include <glib/gi18n.h>

#include "api/outpost-api-templates.h"
#include "outpost-create-words.h"
#include "outpost-error.h"
#include "outpost-weak.h"
#include "outpost-wizard-page.h"

/* One entry and one button. */
struct _OutpostRenameDialog
{
  AdwDialog parent_instance;

  OutpostAccount *account;
  OutpostWorkspace *workspace;
  OutpostWizardPage *page;
  AdwEntryRow *row;
  GtkLabel *note;
  DexFuture *renaming;
};

G_DEFINE_FINAL_TYPE (OutpostRenameDialog, outpost_rename_dialog, ADW_TYPE_DIALOG)

static void
show_note (OutpostRenameDialog *self,
           const char *words,
           gboolean is_error)
{
  gtk_label_set_label (self->note, words);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->row), "error");
}

static void
changed_cb (OutpostRenameDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->row));
  const char *problem = outpost_create_words_get_name_problem (outpost_workspace_name_check (name));
  gboolean same = g_str_equal (name, outpost_workspace_get_name (self->workspace));

  outpost_wizard_page_set_error (self->page, NULL);
  show_note (self, problem != NULL ? problem : _("Scripts and bookmarks that use the old name will no longer find the workspace."),
             problem != NULL);
  outpost_wizard_page_set_next (self->page, _("_Rename"), problem == NULL && !same);
}

static DexFuture *
renamed_cb (DexFuture *completed,
            gpointer data)
{
  g_autoptr(OutpostRenameDialog) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return NULL;
  outpost_account_refresh (self->account);
  outpost_wizard_page_set_busy (self->page, NULL);
  if (dex_future_get_value (completed, &error) != NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT))
    show_note (self, _("There is a workspace of this name already"), TRUE);
  else
    outpost_wizard_page_set_error (self->page, error);
  return NULL;
}

static void
next_cb (OutpostRenameDialog *self)
{
  DexFuture *asked
      = outpost_api_rename_workspace (outpost_account_get_client (self->account), outpost_workspace_get_id (self->workspace),
                                      gtk_editable_get_text (GTK_EDITABLE (self->row)));

  outpost_wizard_page_set_error (self->page, NULL);
  outpost_wizard_page_set_busy (self->page, _("Renaming…"));
  dex_clear (&self->renaming);
  self->renaming = dex_future_finally (asked, renamed_cb, outpost_weak_new (self), outpost_weak_free);
}

static void
outpost_rename_dialog_dispose (GObject *object)
{
  OutpostRenameDialog *self = OUTPOST_RENAME_DIALOG (object);

  dex_clear (&self->renaming);
  adw_dialog_set_default_widget (ADW_DIALOG (self), NULL);
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  g_clear_object (&self->page);
  g_clear_object (&self->workspace);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (outpost_rename_dialog_parent_class)->dispose (object);
}

static void
outpost_rename_dialog_class_init (OutpostRenameDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_rename_dialog_dispose;
}

static void
make_entry (OutpostRenameDialog *self)
{
  GtkBox *box = outpost_wizard_page_get_box (self->page);
  GtkWidget *list = gtk_list_box_new ();

  self->row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Name"));
  adw_entry_row_set_input_hints (self->row, GTK_INPUT_HINT_NO_SPELLCHECK);
  adw_entry_row_set_activates_default (self->row, TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->row));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_box_append (box, list);
  gtk_box_append (box, GTK_WIDGET (self->note));
}

static void
outpost_rename_dialog_init (OutpostRenameDialog *self)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());

  self->page = g_object_ref_sink (g_object_new (OUTPOST_TYPE_WIZARD_PAGE, "title", _("Rename Workspace"), NULL));
  make_entry (self);
  adw_navigation_view_add (view, ADW_NAVIGATION_PAGE (self->page));
  adw_dialog_set_title (ADW_DIALOG (self), _("Rename Workspace"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 420);
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (view));
  adw_dialog_set_default_widget (ADW_DIALOG (self), outpost_wizard_page_get_button (self->page));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->row));
  g_signal_connect_object (self->page, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
}

AdwDialog *
outpost_rename_dialog_new (OutpostAccount *account,
                           OutpostWorkspace *workspace)
{
  OutpostRenameDialog *self = g_object_new (OUTPOST_TYPE_RENAME_DIALOG, NULL);

  self->account = g_object_ref (account);
  self->workspace = g_object_ref (workspace);
  gtk_editable_set_text (GTK_EDITABLE (self->row), outpost_workspace_get_name (workspace));
  g_signal_connect_object (self->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return ADW_DIALOG (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-name-page.h"

#include <glib/gi18n.h>

#include "outpost-create-words.h"
#include "outpost-error.h"
#include "outpost-text.h"
#include "outpost-version-group.h"
#include "outpost-weak.h"

/* How long somebody types on before the deployment is asked whether the name is free. */
#define PAUSE_MS 400

/* Name, version and preset. */
struct _OutpostNamePage
{
  OutpostWizardPage parent_instance;

  OutpostCreation *creation;
  AdwEntryRow *name_row;
  GtkWidget *note;
  GtkLabel *note_label;
  GtkImage *note_icon;
  GtkWidget *suggestion;
  OutpostVersionGroup *version_group;
  DexFuture *checking;
  guint pause;
  gboolean wants_on; /* as soon as the name is known to be free */
  char *free_name;   /* found to be free */
  char *taken_name;  /* found to be taken */
};

G_DEFINE_FINAL_TYPE (OutpostNamePage, outpost_name_page, OUTPOST_TYPE_WIZARD_PAGE)

const char *
outpost_name_page_get_name (OutpostNamePage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->name_row));
}

/* ---- The name ---------------------------------------------------------------------------------------------------- */

static char *
dup_suggestion (OutpostNamePage *self,
                const char *name)
{
  g_autofree char *suggestion = NULL;

  if (g_strcmp0 (name, self->taken_name) == 0 && *name != '\0')
    return outpost_workspace_name_next (name);
  suggestion = outpost_workspace_name_suggest (name);
  return g_strcmp0 (suggestion, name) == 0 ? NULL : g_steal_pointer (&suggestion);
}

static void
show_note (OutpostNamePage *self,
           const char *words,
           gboolean is_error)
{
  const char *name = outpost_name_page_get_name (self);
  g_autofree char *suggestion = is_error ? dup_suggestion (self, name) : NULL;

  gtk_widget_set_visible (self->note, words != NULL);
  gtk_label_set_label (self->note_label, words != NULL ? words : "");
  gtk_image_set_from_icon_name (self->note_icon, is_error ? "dialog-error-symbolic" : "outpost-connected-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->note_icon), is_error);
  if (is_error)
    gtk_widget_add_css_class (self->note, "error");
  else
    gtk_widget_remove_css_class (self->note, "error");
  gtk_widget_set_visible (self->suggestion, suggestion != NULL);
  if (suggestion != NULL)
    {
      /* Translators: %s is a name of a workspace that could be used instead */
      g_autofree char *label = g_strdup_printf (_("Use %s"), suggestion);

      gtk_button_set_label (GTK_BUTTON (self->suggestion), label);
      g_object_set_data_full (G_OBJECT (self->suggestion), "name", g_steal_pointer (&suggestion), g_free);
    }
}

static void
show_name (OutpostNamePage *self)
{
  const char *name = outpost_name_page_get_name (self);
  OutpostNameProblem problem = outpost_workspace_name_check (name);
  const char *words = outpost_create_words_get_name_problem (problem);

  if (problem == OUTPOST_NAME_EMPTY)
    show_note (self, _("Letters from a to z, digits and single hyphens; at most 32 characters"), FALSE);
  else if (words != NULL)
    show_note (self, words, TRUE);
  else if (g_strcmp0 (name, self->taken_name) == 0)
    show_note (self, _("You have a workspace of this name already"), TRUE);
  else if (g_strcmp0 (name, self->free_name) == 0)
    show_note (self, _("This name is free"), FALSE);
  else
    show_note (self, NULL, FALSE);
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), _("_Next"),
                                problem == OUTPOST_NAME_OK && g_strcmp0 (name, self->taken_name) != 0
                                    && !outpost_version_group_is_busy (self->version_group));
}

typedef struct
{
  GWeakRef page;
  char *name;
} Checking;

static void
checking_free (gpointer data)
{
  Checking *self = data;

  g_weak_ref_clear (&self->page);
  g_free (self->name);
  g_free (self);
}

static DexFuture *
checked_cb (DexFuture *completed,
            gpointer data)
{
  Checking *checking = data;
  g_autoptr(OutpostNamePage) self = g_weak_ref_get (&checking->page);
  g_autoptr(GError) error = NULL;
  gboolean is_free = dex_future_get_value (completed, &error) != NULL;
  gboolean goes_on;

  if (self == NULL)
    return NULL;
  goes_on = self->wants_on;
  self->wants_on = FALSE;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self), NULL);
  if (!g_str_equal (checking->name, outpost_name_page_get_name (self)))
    return NULL;
  if (is_free)
    {
      g_set_str (&self->free_name, checking->name);
      g_clear_pointer (&self->taken_name, g_free);
    }
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT))
    g_set_str (&self->taken_name, checking->name);
  else if (goes_on)
    outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), error);
  show_name (self);
  if (is_free && goes_on)
    g_signal_emit_by_name (self, "named");
  return NULL;
}

static void
check (OutpostNamePage *self)
{
  const char *name = outpost_name_page_get_name (self);
  Checking *checking = g_new0 (Checking, 1);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_weak_ref_init (&checking->page, self);
  checking->name = g_strdup (name);
  dex_clear (&self->checking);
  self->checking = dex_future_finally (outpost_creation_check_name (self->creation, name), checked_cb, checking, checking_free);
}

static gboolean
pause_over_cb (gpointer data)
{
  OutpostNamePage *self = data;

  self->pause = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
name_changed_cb (OutpostNamePage *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  dex_clear (&self->checking);
  self->wants_on = FALSE;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self), NULL);
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), NULL);
  if (outpost_workspace_name_check (outpost_name_page_get_name (self)) == OUTPOST_NAME_OK)
    self->pause = g_timeout_add (PAUSE_MS, pause_over_cb, self);
  show_name (self);
}

static void
use_suggestion_cb (OutpostNamePage *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (self->suggestion), "name"));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  gtk_editable_set_position (GTK_EDITABLE (self->name_row), -1);
}

static void
next_cb (OutpostNamePage *self)
{
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), NULL);
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self), _("Checking the Name…"));
  self->wants_on = TRUE;
  check (self);
}

/* Who goes back meanwhile does not go on. */
static void
hiding_cb (OutpostNamePage *self)
{
  self->wants_on = FALSE;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self), NULL);
}

void
outpost_name_page_refuse (OutpostNamePage *self,
                          const GError *error)
{
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT))
    g_set_str (&self->taken_name, outpost_name_page_get_name (self));
  else
    outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), error);
  show_name (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

/* ---- Version and preset ---------------------------------------------------------------------------------------------- */

static void
version_busy_cb (OutpostNamePage *self)
{
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), NULL);
  show_name (self);
}

static void
version_chosen_cb (OutpostNamePage *self,
                   const GError *error)
{
  outpost_wizard_page_refuse (OUTPOST_WIZARD_PAGE (self), error, _("This Version Cannot Be Used"));
  show_name (self);
}

/* Another template has other versions and presets; the name stays. */
static void
showing_cb (OutpostNamePage *self)
{
  outpost_version_group_show (self->version_group);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_name_page_dispose (GObject *object)
{
  OutpostNamePage *self = OUTPOST_NAME_PAGE (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  dex_clear (&self->checking);
  g_clear_pointer (&self->free_name, g_free);
  g_clear_pointer (&self->taken_name, g_free);
  g_clear_object (&self->creation);
  G_OBJECT_CLASS (outpost_name_page_parent_class)->dispose (object);
}

static void
outpost_name_page_class_init (OutpostNamePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_name_page_dispose;
  /* The name is free: now one may go on. */
  g_signal_new ("named", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
make_note (OutpostNamePage *self)
{
  self->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->note_icon = GTK_IMAGE (gtk_image_new ());
  self->note_label = GTK_LABEL (gtk_label_new (NULL));
  self->suggestion = gtk_button_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->note_icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_label_set_wrap (self->note_label, TRUE);
  gtk_label_set_xalign (self->note_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->note_label), "caption");
  gtk_widget_set_halign (self->suggestion, GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->note, 12);
  gtk_widget_set_margin_start (self->suggestion, 12);
  gtk_button_set_can_shrink (GTK_BUTTON (self->suggestion), TRUE);
  gtk_box_append (GTK_BOX (self->note), GTK_WIDGET (self->note_icon));
  gtk_box_append (GTK_BOX (self->note), GTK_WIDGET (self->note_label));
}

static GtkWidget *
name_box_new (OutpostNamePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  self->name_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _("Name"));
  adw_entry_row_set_input_hints (self->name_row, GTK_INPUT_HINT_NO_SPELLCHECK);
  adw_entry_row_set_activates_default (self->name_row, TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->name_row));
  make_note (self);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->suggestion);
  return box;
}

static void
outpost_name_page_init (OutpostNamePage *self)
{
  GtkBox *box = outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self));

  gtk_box_append (box, name_box_new (self));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Name and Version"));
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "name");
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (name_changed_cb), self);
  g_signal_connect_swapped (self->suggestion, "clicked", G_CALLBACK (use_suggestion_cb), self);
  g_signal_connect (self, "next", G_CALLBACK (next_cb), NULL);
  g_signal_connect (self, "showing", G_CALLBACK (showing_cb), NULL);
  g_signal_connect (self, "hiding", G_CALLBACK (hiding_cb), NULL);
}

OutpostNamePage *
outpost_name_page_new (OutpostClient *client,
                       OutpostCreation *creation)
{
  OutpostNamePage *self = g_object_new (OUTPOST_TYPE_NAME_PAGE, NULL);

  self->creation = g_object_ref (creation);
  self->version_group = OUTPOST_VERSION_GROUP (outpost_version_group_new (client, creation));
  g_signal_connect_object (self->version_group, "chosen", G_CALLBACK (version_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->version_group, "busy", G_CALLBACK (version_busy_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self)), GTK_WIDGET (self->version_group));
  show_name (self);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-template-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "list/outpost-list-pacer.h"
#include "outpost-announce.h"
#include "outpost-create-words.h"
#include "outpost-starter-template.h"
#include "outpost-text.h"

/* From so many templates on one searches among them. */
#define MANY 8

/* The templates to choose from. */
struct _OutpostTemplatePage
{
  OutpostWizardPage parent_instance;

  OutpostAccount *account;
  OutpostTemplateList *list;
  OutpostTemplateChoice *chosen;
  char *wanted;         /* the name of one to choose once it is there; NULL: none */
  gboolean list_failed; /* that is what is shown above */
  GtkFilter *filter;
  OutpostListPacer *pacer;
  GtkWidget *search;
  GtkWidget *license;
  GtkWidget *spinner;
  GtkWidget *suitable_box;
  GtkWidget *empty_box;
  GtkWidget *nothing_found;
  GtkWidget *unsuitable;
};

G_DEFINE_FINAL_TYPE (OutpostTemplatePage, outpost_template_page, OUTPOST_TYPE_WIZARD_PAGE)

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

/* "Your organization · by alice · 3 people use it" */
static char *
dup_facts (OutpostTemplatePage *self,
           const OutpostTemplate *template)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  const char *organization
      = *template->organization_display_name != '\0' ? template->organization_display_name : template->organization_name;

  if (outpost_template_list_has_several_organizations (self->list))
    g_ptr_array_add (facts, outpost_text_dup_visible (organization));
  if (*template->created_by_name != '\0')
    {
      g_autofree char *author = outpost_text_dup_visible (template->created_by_name);

      /* Translators: %s is who made a template */
      g_ptr_array_add (facts, g_strdup_printf (_("by %s"), author));
    }
  if (template->active_user_count > 0)
    g_ptr_array_add (facts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'d person uses it", "%'d people use it",
                                                          (gulong) template->active_user_count),
                                             (int) template->active_user_count));
  g_ptr_array_add (facts, NULL);
  return g_strjoinv (" · ", (char **) facts->pdata);
}

static GtkWidget *
row_new (OutpostTemplateChoice *choice)
{
  const OutpostTemplate *template = outpost_template_choice_get_template (choice);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = outpost_text_dup_visible (outpost_template_get_title (template));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "choice", g_object_ref (choice), g_object_unref);
  return row;
}

static void
chosen_cb (GtkCheckButton *mark,
           OutpostTemplatePage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (mark), ADW_TYPE_ACTION_ROW);

  if (!gtk_check_button_get_active (mark) || row == NULL)
    return;
  g_set_object (&self->chosen, g_object_get_data (G_OBJECT (row), "choice"));
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), NULL);
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), _("_Next"), TRUE);
}

static gboolean
is_chosen (OutpostTemplatePage *self,
           OutpostTemplateChoice *choice)
{
  return self->chosen != NULL
         && g_str_equal (outpost_template_choice_get_template (choice)->id,
                         outpost_template_choice_get_template (self->chosen)->id);
}

/* Who activates what is chosen wants to go on. Connected before the row's own handler, which chooses. */
static void
activated_cb (OutpostTemplatePage *self,
              GtkListBoxRow *row)
{
  if (self->chosen != NULL && g_object_get_data (G_OBJECT (row), "choice") == (gpointer) self->chosen)
    outpost_wizard_page_go_on (OUTPOST_WIZARD_PAGE (self));
}

/* Names are unique in an organization only: where two have one, the person chooses. */
static gboolean
is_wanted (OutpostTemplatePage *self,
           gpointer item)
{
  GListModel *suitable = outpost_template_list_get_suitable (self->list);
  guint n = 0;

  if (self->wanted == NULL
      || g_ascii_strcasecmp (outpost_template_choice_get_template (item)->name, self->wanted) != 0)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (suitable); i++)
    {
      g_autoptr(OutpostTemplateChoice) choice = g_list_model_get_item (suitable, i);

      n += g_ascii_strcasecmp (outpost_template_choice_get_template (choice)->name, self->wanted) == 0;
    }
  return n == 1;
}

/* One of those of which only one is active. NULL: there is no row yet. */
static GtkCheckButton *
get_mark (OutpostTemplatePage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->suitable_box), 0);

  return row != NULL ? GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))) : NULL;
}

/* Enter must not choose another one: what is chosen has the focus. */
static void
focus_once_cb (GtkWidget *row)
{
  g_signal_handlers_disconnect_by_func (row, focus_once_cb, NULL);
  gtk_widget_grab_focus (row);
}

static GtkWidget *
suitable_row_cb (gpointer item,
                 gpointer data)
{
  OutpostTemplatePage *self = data;
  const OutpostTemplate *template = outpost_template_choice_get_template (item);
  GtkWidget *row = row_new (item);
  GtkWidget *mark = gtk_check_button_new ();
  g_autofree char *description = outpost_text_dup_visible (template->description);
  g_autofree char *facts = dup_facts (self, template);
  g_autofree char *subtitle = g_strjoin (*description != '\0' && *facts != '\0' ? "\n" : "", description, facts, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), get_mark (self));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
  /* Templates of two organizations may have one name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  if (is_wanted (self, item))
    {
      g_clear_pointer (&self->wanted, g_free);
      g_set_object (&self->chosen, item);
      g_signal_connect (row, "map", G_CALLBACK (focus_once_cb), NULL);
    }
  /* Before somebody can: nothing is chosen anew. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), is_chosen (self, item));
  g_signal_connect_object (mark, "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_DEFAULT);
  return row;
}

static void
reason_cb (OutpostTemplateChoice *choice,
           GParamSpec *pspec,
           GtkWidget *row)
{
  g_autofree char *reason = outpost_create_words_dup_reason (outpost_template_choice_get_reason (choice));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
}

static GtkWidget *
unsuitable_row_new (OutpostTemplateChoice *choice)
{
  GtkWidget *row = row_new (choice);

  reason_cb (choice, NULL, row);
  g_signal_connect_object (choice, "notify::reason", G_CALLBACK (reason_cb), row, G_CONNECT_DEFAULT);
  gtk_widget_add_css_class (row, "dimmed");
  return row;
}

/* ---- State ------------------------------------------------------------------------------------------------------- */

/* What will be refused at the end is said before anything is typed (design 2). */
static void
show_license (OutpostTemplatePage *self)
{
  OutpostEntitlements *entitlements = outpost_account_get_entitlements (self->account);
  const char *words = NULL;

  if (entitlements != NULL && entitlements->edition == OUTPOST_EDITION_OPEN_SOURCE)
    words = _("This deployment is the open-source edition: a workspace can be made here, but no machine can ever be attached to "
              "it.");
  else if (entitlements != NULL && !entitlements->external_agents)
    words = _("The license of this deployment does not include external workspaces: creating one will be refused.");
  else if (entitlements != NULL && entitlements->grace_period)
    words = _("The license of this deployment has expired. External workspaces still work, for a while.");
  gtk_widget_set_visible (self->license, words != NULL);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->license)), words != NULL ? words : "");
}

static void
fill_unsuitable (OutpostTemplatePage *self)
{
  GListModel *model = outpost_template_list_get_unsuitable (self->list);
  guint n = g_list_model_get_n_items (model);
  GtkWidget *group = gtk_widget_get_parent (self->unsuitable);
  GtkWidget *row = adw_expander_row_new ();

  /* An expander row cannot be emptied: a new one takes its place. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self->unsuitable)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Not Suitable"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(OutpostTemplateChoice) choice = g_list_model_get_item (model, i);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), unsuitable_row_new (choice));
    }
  gtk_list_box_remove (GTK_LIST_BOX (group), self->unsuitable);
  gtk_list_box_append (GTK_LIST_BOX (group), row);
  self->unsuitable = row;
  gtk_widget_set_visible (group, n > 0);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (outpost_template_list_find_reasons), self->list,
                           G_CONNECT_SWAPPED);
}

static void
show_list (OutpostTemplatePage *self)
{
  GListModel *suitable = outpost_template_list_get_suitable (self->list);
  guint n = g_list_model_get_n_items (suitable);
  gboolean loaded = outpost_template_list_is_loaded (self->list);
  OutpostWizardPage *page = OUTPOST_WIZARD_PAGE (self);
  const GError *error = outpost_template_list_get_error (self->list);

  gtk_widget_set_visible (self->spinner, outpost_template_list_is_busy (self->list) && !loaded);
  gtk_widget_set_visible (self->suitable_box, loaded && n > 0);
  gtk_widget_set_visible (self->search, loaded && n > MANY);
  gtk_widget_set_visible (self->empty_box, loaded && n == 0);
  /* Why one was led back here stays while the list is read anew. */
  if (error != NULL || self->list_failed)
    outpost_wizard_page_set_error (page, error);
  self->list_failed = error != NULL;
  if (loaded || outpost_template_list_is_busy (self->list))
    outpost_wizard_page_set_next (page, _("_Next"), self->chosen != NULL);
  else
    outpost_wizard_page_set_next (page, _("_Retry"), TRUE);
}

/* What was chosen is so of the list as it is now, or not any more. */
static void
update_chosen (OutpostTemplatePage *self)
{
  GListModel *suitable = outpost_template_list_get_suitable (self->list);
  g_autoptr(OutpostTemplateChoice) found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (suitable); i++)
    {
      g_autoptr(OutpostTemplateChoice) choice = g_list_model_get_item (suitable, i);

      if (is_chosen (self, choice))
        found = g_steal_pointer (&choice);
    }
  g_set_object (&self->chosen, found);
}

static void
busy_cb (OutpostTemplatePage *self)
{
  if (!outpost_template_list_is_busy (self->list) && outpost_template_list_is_loaded (self->list))
    {
      GListModel *suitable = outpost_template_list_get_suitable (self->list);
      gboolean was_chosen = self->chosen != NULL;

      fill_unsuitable (self);
      update_chosen (self);
      /* The only one is chosen; not in the place of another. */
      if (!was_chosen && g_list_model_get_n_items (suitable) == 1 && get_mark (self) != NULL)
        gtk_check_button_set_active (get_mark (self), TRUE);
    }
  show_list (self);
}

/* ---- Search ------------------------------------------------------------------------------------------------------ */

static gboolean
fits_cb (gpointer item,
         gpointer data)
{
  OutpostTemplatePage *self = data;
  const OutpostTemplate *template = outpost_template_choice_get_template (item);
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *text = g_strjoin ("\n", template->name, template->display_name, template->description, NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, wanted) != NULL;
}

static void
found_cb (OutpostTemplatePage *self,
          guint position,
          guint removed,
          guint added,
          GListModel *found)
{
  gtk_widget_set_visible (self->nothing_found, outpost_template_list_is_loaded (self->list) && gtk_widget_get_visible (self->search)
                                                   && g_list_model_get_n_items (found) == 0);
}

static void
search_cb (OutpostTemplatePage *self)
{
  outpost_list_pacer_filter (self->pacer, self->filter);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
copy_starter_cb (OutpostTemplatePage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), outpost_starter_template_get_text ());
  outpost_announce (GTK_WIDGET (self), _("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Template copied"));
}

static void
open_templates_cb (OutpostTemplatePage *self)
{
  g_autofree char *page = g_strconcat (outpost_account_get_url (self->account), "/templates/new", NULL);
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (page);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
outpost_template_page_dispose (GObject *object)
{
  OutpostTemplatePage *self = OUTPOST_TEMPLATE_PAGE (object);

  g_clear_object (&self->chosen);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->list);
  g_clear_object (&self->pacer);
  g_clear_object (&self->filter);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (outpost_template_page_parent_class)->dispose (object);
}

static void
outpost_template_page_class_init (OutpostTemplatePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_template_page_dispose;
}

static GtkWidget *
list_box_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkWidget *
note_new (const char *icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (image, "warning");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* A deployment without a suitable template: what one looks like, to copy, and where it is pushed. */
static GtkWidget *
empty_box_new (OutpostTemplatePage *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("_Copy Starter Template"));
  GtkWidget *open = gtk_button_new_with_mnemonic (_("_Open the Deployment’s Templates"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "network-server-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Suitable Template"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("An external workspace needs a template with a coder_external_agent. The starter template is "
                                     "the smallest one there is: save it as main.tf, and push it with “coder templates push”, or "
                                     "paste it into a new template on the deployment’s page."));
  gtk_widget_add_css_class (page, "compact");
  gtk_widget_add_css_class (copy, "pill");
  gtk_widget_add_css_class (open, "pill");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), copy);
  gtk_box_append (GTK_BOX (buttons), open);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), buttons);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_starter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_templates_cb), self, G_CONNECT_SWAPPED);
  return page;
}

static void
outpost_template_page_init (OutpostTemplatePage *self)
{
  GtkBox *box = outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self));
  GtkWidget *unsuitable_box = list_box_new ();

  self->license = note_new ("dialog-warning-symbolic");
  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->search), _("Search Templates"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search Templates"), -1);
  self->spinner = adw_spinner_new ();
  gtk_widget_set_size_request (self->spinner, 32, 32);
  self->suitable_box = list_box_new ();
  g_signal_connect_object (self->suitable_box, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  self->nothing_found = gtk_label_new (_("No template matches"));
  gtk_widget_add_css_class (self->nothing_found, "dimmed");
  gtk_widget_set_visible (self->nothing_found, FALSE);
  self->empty_box = empty_box_new (self);
  self->unsuitable = adw_expander_row_new ();
  gtk_list_box_append (GTK_LIST_BOX (unsuitable_box), self->unsuitable);
  gtk_widget_set_visible (unsuitable_box, FALSE);
  gtk_box_append (box, self->license);
  gtk_box_append (box, self->search);
  gtk_box_append (box, self->spinner);
  gtk_box_append (box, self->suitable_box);
  gtk_box_append (box, self->nothing_found);
  gtk_box_append (box, self->empty_box);
  gtk_box_append (box, unsuitable_box);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("New Workspace"));
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "template");
}

OutpostTemplatePage *
outpost_template_page_new (OutpostAccount *account,
                           const char *wanted)
{
  OutpostTemplatePage *self = g_object_new (OUTPOST_TYPE_TEMPLATE_PAGE, NULL);
  g_autoptr(GtkFilterListModel) found = NULL;

  self->account = g_object_ref (account);
  self->wanted = g_strdup (wanted);
  self->list = outpost_template_list_new (outpost_account_get_client (account));
  self->filter = GTK_FILTER (gtk_custom_filter_new (fits_cb, self, NULL));
  found = gtk_filter_list_model_new (g_object_ref (outpost_template_list_get_suitable (self->list)), g_object_ref (self->filter));
  self->pacer = outpost_list_pacer_new_for_box (G_LIST_MODEL (found), GTK_WIDGET (self));
  gtk_list_box_bind_model (GTK_LIST_BOX (self->suitable_box), outpost_list_pacer_get_model (self->pacer), suitable_row_cb, self,
                           NULL);
  g_signal_connect_object (found, "items-changed", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::entitlements", G_CALLBACK (show_license), self, G_CONNECT_SWAPPED);
  show_license (self);
  outpost_template_list_load (self->list);
  return self;
}

OutpostTemplateList *
outpost_template_page_get_list (OutpostTemplatePage *self)
{
  return self->list;
}

OutpostTemplate *
outpost_template_page_get_template (OutpostTemplatePage *self)
{
  return self->chosen != NULL ? outpost_template_choice_get_template (self->chosen) : NULL;
}

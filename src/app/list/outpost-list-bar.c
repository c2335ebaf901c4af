/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-bar.h"

#include <glib/gi18n.h>

#include "outpost-focus-keeper.h"
#include "outpost-lazy-menu.h"
#include "outpost-text.h"

#define QUERY_PAUSE_MS 900

/* The search field and the chips above the list. */
struct _OutpostListBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkSearchEntry *entry;
  GtkLabel *mistake;
  AdwToggleGroup *owner_group;
  GtkToggleButton *external_button;
  GtkToggleButton *attention_button;
  GtkToggleButton *outdated_button;
  GtkMenuButton *template_button;
  GtkLabel *template_label;
  GtkMenuButton *status_button;
  GMenuModel *status_menu;
  GtkLabel *status_label;

  OutpostListFilter *filter;
  GListModel *workspaces;
  char *query;
  gboolean everyone;
  guint pause;
};

G_DEFINE_FINAL_TYPE (OutpostListBar, outpost_list_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_QUERY,
  PROP_EVERYONE,
  PROP_REVEALED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A word, a colon and something: the deployment's query language. */
static gboolean
is_query (const char *text)
{
  return g_regex_match_simple ("(^|\\s)[a-z_-]+:\\S", text, G_REGEX_CASELESS, 0);
}

static void
set_query (OutpostListBar *self,
           const char *query)
{
  if (g_set_str (&self->query, query))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

static char *
dup_text (OutpostListBar *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
send_query (OutpostListBar *self)
{
  g_autofree char *text = dup_text (self);

  g_clear_handle_id (&self->pause, g_source_remove);
  set_query (self, is_query (text) ? text : NULL);
}

static void
pause_cb (gpointer data)
{
  OutpostListBar *self = data;

  self->pause = 0;
  send_query (self);
}

static void
search_changed_cb (OutpostListBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->filter == NULL)
    return;
  outpost_list_bar_set_mistake (self, NULL);
  if (is_query (text))
    {
      g_object_set (self->filter, "text", NULL, NULL);
      self->pause = g_timeout_add_once (QUERY_PAUSE_MS, pause_cb, self);
      return;
    }
  set_query (self, NULL);
  g_object_set (self->filter, "text", text, NULL);
}

/* What was found is opened; a new query is asked first, and opened by the next time. */
static void
activate_cb (OutpostListBar *self)
{
  g_autofree char *text = dup_text (self);
  gboolean is_new = is_query (text) && g_strcmp0 (text, self->query) != 0;

  if (is_new || !is_query (text))
    {
      search_changed_cb (self);
      send_query (self);
    }
  if (!is_new && *text != '\0' && !gtk_widget_get_visible (GTK_WIDGET (self->mistake)))
    gtk_widget_activate_action (GTK_WIDGET (self), "results.open", NULL);
}

static void
set_revealed (OutpostListBar *self,
              gboolean revealed)
{
  if (gtk_revealer_get_reveal_child (self->revealer) == revealed)
    return;
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
search_started_cb (OutpostListBar *self)
{
  outpost_list_bar_focus (self);
}

/* First what is typed goes, then somebody leaves the field. */
static void
stop_search_cb (OutpostListBar *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    outpost_list_bar_end_search (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "search.leave", NULL);
}

static void
owner_cb (OutpostListBar *self)
{
  gboolean everyone = g_strcmp0 (adw_toggle_group_get_active_name (self->owner_group), "everyone") == 0;

  if (self->everyone == everyone)
    return;
  self->everyone = everyone;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVERYONE]);
}

/* ---- Menus ------------------------------------------------------------------------------------------------------- */

static void
mark (GtkMenuButton *button,
      gboolean chosen)
{
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (button), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "chosen");
}

static void
show_choices (OutpostListBar *self)
{
  const char *const statuses[] = { _("Status"), C_("filter", "Running"), C_("filter", "Stopped"), C_("filter", "Failed") };
  g_autofree char *template_name = NULL;
  g_autofree char *visible = NULL;
  guint status;

  g_object_get (self->filter, "template", &template_name, "status", &status, NULL);
  if (template_name != NULL)
    visible = outpost_text_dup_visible (template_name);
  gtk_label_set_text (self->template_label, visible != NULL ? visible : _("Template"));
  mark (self->template_button, template_name != NULL);
  gtk_label_set_text (self->status_label, statuses[status]);
  mark (self->status_button, status != OUTPOST_LIST_STATUS_ANY);
}

static void
template_action (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer data)
{
  OutpostListBar *self = data;
  const char *name = g_variant_get_string (parameter, NULL);

  g_object_set (self->filter, "template", *name != '\0' ? name : NULL, NULL);
  g_simple_action_set_state (action, parameter);
}

static const char *const status_words[] = {
  [OUTPOST_LIST_STATUS_ANY] = "any",
  [OUTPOST_LIST_STATUS_RUNNING] = "running",
  [OUTPOST_LIST_STATUS_STOPPED] = "stopped",
  [OUTPOST_LIST_STATUS_FAILED] = "failed",
};

static void
status_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer data)
{
  OutpostListBar *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (g_str_equal (status_words[i], g_variant_get_string (parameter, NULL)))
      g_object_set (self->filter, "status", i, NULL);
  g_simple_action_set_state (action, parameter);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_templates (OutpostListBar *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (self->workspaces); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (self->workspaces, i);
      const char *name = outpost_workspace_get_template_name (workspace);

      if (outpost_list_filter_is_in_scope (self->filter, workspace) && g_hash_table_add (seen, (gpointer) name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_words);
  return names;
}

/* Made when it is opened: a list of ten thousand is not read for a menu that nobody asks for. */
static void
fill_template_menu_cb (GtkMenuButton *button,
                       gpointer data)
{
  OutpostListBar *self = data;
  g_autoptr(GPtrArray) names = list_templates (self);
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) any = g_menu_new ();
  g_autoptr(GMenu) section = g_menu_new ();

  g_menu_append (any, _("Any Template"), "list.template::");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (any));
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *visible = outpost_text_dup_visible (names->pdata[i]);
      g_auto(GStrv) parts = g_strsplit (visible, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "list.template", "s", names->pdata[i]);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static const GActionEntry actions[] = {
  { "template", template_action, "s", "''" },
  { "status", status_action, "s", "'any'" },
};

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_list_bar_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  OutpostListBar *self = OUTPOST_LIST_BAR (object);

  if (prop_id == PROP_QUERY)
    g_value_set_string (value, self->query);
  else if (prop_id == PROP_EVERYONE)
    g_value_set_boolean (value, self->everyone);
  else if (prop_id == PROP_REVEALED)
    g_value_set_boolean (value, gtk_revealer_get_reveal_child (self->revealer));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_list_bar_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  OutpostListBar *self = OUTPOST_LIST_BAR (object);

  if (prop_id == PROP_EVERYONE)
    adw_toggle_group_set_active_name (self->owner_group, g_value_get_boolean (value) ? "everyone" : "mine");
  else if (prop_id == PROP_REVEALED)
    set_revealed (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_list_bar_dispose (GObject *object)
{
  OutpostListBar *self = OUTPOST_LIST_BAR (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->entry != NULL)
    gtk_search_entry_set_key_capture_widget (self->entry, NULL);
  /* The bin would take its child down once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_LIST_BAR);
  g_clear_object (&self->filter);
  g_clear_object (&self->workspaces);
  G_OBJECT_CLASS (outpost_list_bar_parent_class)->dispose (object);
}

static void
outpost_list_bar_finalize (GObject *object)
{
  g_free (OUTPOST_LIST_BAR (object)->query);
  G_OBJECT_CLASS (outpost_list_bar_parent_class)->finalize (object);
}

static void
outpost_list_bar_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/list/outpost-list-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, entry);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, mistake);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, owner_group);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, external_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, attention_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, outdated_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, template_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, template_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, status_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, status_menu);
  gtk_widget_class_bind_template_child (widget_class, OutpostListBar, status_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, owner_cb);
}

static void
outpost_list_bar_class_init (OutpostListBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_list_bar_get_property;
  object_class->set_property = outpost_list_bar_set_property;
  object_class->dispose = outpost_list_bar_dispose;
  object_class->finalize = outpost_list_bar_finalize;
  outpost_list_bar_bind_template (GTK_WIDGET_CLASS (klass));

  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, G_PARAM_READABLE | flags);
  properties[PROP_EVERYONE] = g_param_spec_boolean ("everyone", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_list_bar_init (OutpostListBar *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (group));
  outpost_lazy_menu_set (self->status_button, self->status_menu);
  gtk_menu_button_set_create_popup_func (self->template_button, fill_template_menu_cb, self, NULL);
}

void
outpost_list_bar_set_filter (OutpostListBar *self,
                             OutpostListFilter *filter,
                             GListModel *workspaces)
{
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  g_return_if_fail (OUTPOST_IS_LIST_BAR (self));
  g_return_if_fail (self->filter == NULL);

  self->filter = g_object_ref (filter);
  self->workspaces = g_object_ref (workspaces);
  g_object_bind_property (filter, "external-only", self->external_button, "active", flags);
  g_object_bind_property (filter, "attention-only", self->attention_button, "active", flags);
  g_object_bind_property (filter, "outdated-only", self->outdated_button, "active", flags);
  g_signal_connect_object (filter, "notify::template", G_CALLBACK (show_choices), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (filter, "notify::status", G_CALLBACK (show_choices), self, G_CONNECT_SWAPPED);
  show_choices (self);
}

const char *
outpost_list_bar_get_query (OutpostListBar *self)
{
  return self->query;
}

gboolean
outpost_list_bar_get_everyone (OutpostListBar *self)
{
  return self->everyone;
}

void
outpost_list_bar_set_mistake (OutpostListBar *self,
                              const char *words)
{
  gboolean wrong = words != NULL;

  gtk_label_set_text (self->mistake, wrong ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, wrong ? words : "", -1);
}

void
outpost_list_bar_set_capture (OutpostListBar *self,
                              GtkWidget *widget)
{
  gtk_search_entry_set_key_capture_widget (self->entry, widget);
}

gboolean
outpost_list_bar_is_used (OutpostListBar *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0
         || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0'
         || (self->filter != NULL && outpost_list_filter_is_narrowed (self->filter));
}

void
outpost_list_bar_focus (OutpostListBar *self)
{
  set_revealed (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
outpost_list_bar_hold_focus (OutpostListBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    outpost_focus_keeper_hold (focus);
}

void
outpost_list_bar_search (OutpostListBar *self,
                         const char *text)
{
  outpost_list_bar_clear (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
outpost_list_bar_catch_up (OutpostListBar *self)
{
  g_autofree char *text = dup_text (self);

  if (!is_query (text))
    search_changed_cb (self);
}

void
outpost_list_bar_end_search (OutpostListBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

void
outpost_list_bar_clear (OutpostListBar *self)
{
  outpost_list_filter_clear (self->filter);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_activate_action (GTK_WIDGET (self), "list.template", "s", "");
  gtk_widget_activate_action (GTK_WIDGET (self), "list.status", "s", "any");
  set_query (self, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-window.h"

#include <glib/gi18n.h>

#include "outpost-create-dialog.h"
#include "outpost-focus-keeper.h"
#include "outpost-help-dialog.h"
#include "outpost-lazy-menu.h"
#include "outpost-lifecycle.h"
#include "outpost-menu-names.h"
#include "outpost-rename-dialog.h"
#include "outpost-list-page.h"
#include "outpost-sign-in-dialog.h"
#include "outpost-sign-out.h"
#include "outpost-toast.h"
#include "outpost-unfinished.h"
#include "outpost-workspace-page.h"

#define ASIDE "outpost-aside"

/* A window: the first-run page, or the list of the current account with the workspaces opened from it. */
struct _OutpostWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwBanner *demo_banner;
  AdwNavigationView *view;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  AdwNavigationPage *first_run_page;

  OutpostContext *context;
  OutpostAccount *account;    /* nullable: there is none */
  OutpostListPage *list_page; /* borrowed from the view */
  GSettings *settings;        /* nullable: the schema is not installed */
  guint focus_idle;
};

G_DEFINE_FINAL_TYPE (OutpostWindow, outpost_window, ADW_TYPE_APPLICATION_WINDOW)

static void
outpost_window_show_state (OutpostWindow *self)
{
  OutpostAccount *account = self->account;
  gboolean is_demo = account != NULL && outpost_account_is_demo (account);
  const char *id = account != NULL ? outpost_account_get_id (account) : "";
  GActionMap *map = G_ACTION_MAP (self);

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "switch-account")), g_variant_new_string (id));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "sign-out")), account != NULL && !is_demo);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "leave-demo")), is_demo);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "explore-demo")), !is_demo);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "refresh")), account != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "search")), account != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "new-workspace")), account != NULL);
  adw_banner_set_revealed (self->demo_banner, is_demo);
  gtk_window_set_title (GTK_WINDOW (self), is_demo ? _("Outpost Demo") : "Outpost");
}

/* The account's own list, where no other window has it: what is searched for in one is not searched for in the other. */
static OutpostWorkspaceList *
outpost_window_dup_list (OutpostWindow *self)
{
  OutpostWorkspaceList *own = outpost_account_get_workspaces (self->account);
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = gtk_application_get_windows (app); l != NULL; l = l->next)
    {
      OutpostWindow *other = l->data != self && OUTPOST_IS_WINDOW (l->data) ? l->data : NULL;

      if (other != NULL && other->list_page != NULL && outpost_list_page_get_workspaces (other->list_page) == own)
        return outpost_account_new_list (self->account);
    }
  return g_object_ref (own);
}

static void
outpost_window_set_account (OutpostWindow *self,
                            OutpostAccount *account)
{
  g_autoptr(OutpostWorkspaceList) list = NULL;
  AdwNavigationPage *page = self->first_run_page;

  if (!g_set_object (&self->account, account) && (account == NULL) == (self->list_page == NULL))
    return;
  self->list_page = NULL;
  if (account != NULL)
    {
      list = outpost_window_dup_list (self);
      page = outpost_list_page_new (self->context, account, list);
      self->list_page = OUTPOST_LIST_PAGE (page);
    }
  adw_navigation_view_replace (self->view, &page, 1);
  outpost_window_show_state (self);
}

static gboolean
is_in_front (OutpostWindow *self)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));

  return app != NULL && gtk_application_get_active_window (app) == GTK_WINDOW (self);
}

/* Who signs in sees it in the window in front, where it was done; the others go on with theirs, as long as there is one. */
static void
accounts_cb (OutpostWindow *self)
{
  OutpostAccountStore *store = outpost_context_get_accounts (self->context);

  if (self->account == NULL || !outpost_account_store_has (store, self->account) || is_in_front (self))
    outpost_window_set_account (self, outpost_account_store_get_current (store));
}

static void
active_cb (OutpostWindow *self)
{
  OutpostAccountStore *store = outpost_context_get_accounts (self->context);

  if (gtk_window_is_active (GTK_WINDOW (self)) && self->account != NULL && outpost_account_store_has (store, self->account))
    outpost_account_store_set_current (store, self->account);
}

/* Of the list that is shown; says so where it is gone. */
static OutpostWorkspace *
outpost_window_find_workspace (OutpostWindow *self,
                               const char *id)
{
  OutpostWorkspace *workspace
      = self->list_page != NULL ? outpost_workspace_list_lookup (outpost_list_page_get_workspaces (self->list_page), id) : NULL;

  if (workspace == NULL)
    outpost_window_say (self, _("This workspace is not in the list any more"));
  return workspace;
}

/* ---- Actions ----------------------------------------------------------------------------------------------------- */

static void
toast_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer data)
{
  outpost_window_say (data, g_variant_get_string (parameter, NULL));
}

/* A sentence, and a button that copies a text. */
static void
offer_copy_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer data)
{
  OutpostWindow *self = data;
  const char *words, *label, *text;

  g_variant_get (parameter, "(&s&s&s)", &words, &label, &text);
  outpost_toast_offer (GTK_WIDGET (self->toasts), words, label, "win.copy-text", g_variant_new_string (text));
}

static void
copy_text_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (data), g_variant_get_string (parameter, NULL));
  outpost_window_say (data, _("Copied"));
}

static void
delete_workspace_action (GSimpleAction *action,
                         GVariant *parameter,
                         gpointer data)
{
  OutpostAccount *account = outpost_window_get_account (data);
  OutpostWorkspace *workspace = outpost_window_find_workspace (data, g_variant_get_string (parameter, NULL));

  if (workspace != NULL)
    outpost_lifecycle_delete (data, account, workspace);
}

/* What was made is shown with what is left to do. */
static void
created_cb (OutpostWindow *self,
            OutpostWorkspace *created,
            OutpostCreateDialog *dialog)
{
  AdwNavigationPage *page;

  outpost_window_show_workspace (self, outpost_create_dialog_get_account (dialog), created);
  page = adw_navigation_view_get_visible_page (self->view);
  if (OUTPOST_IS_WORKSPACE_PAGE (page))
    outpost_workspace_page_take_focus (OUTPOST_WORKSPACE_PAGE (page));
}

static void
new_workspace_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer data)
{
  outpost_window_begin_workspace (data, NULL);
}

static void
update_workspace_action (GSimpleAction *action,
                         GVariant *parameter,
                         gpointer data)
{
  OutpostWorkspace *workspace = outpost_window_find_workspace (data, g_variant_get_string (parameter, NULL));
  AdwDialog *dialog;

  if (workspace == NULL)
    return;
  dialog = outpost_create_dialog_new_update (outpost_window_get_account (data), workspace);
  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), data, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, data);
}

static void
rename_workspace_action (GSimpleAction *action,
                         GVariant *parameter,
                         gpointer data)
{
  OutpostWorkspace *workspace = outpost_window_find_workspace (data, g_variant_get_string (parameter, NULL));

  if (workspace != NULL)
    adw_dialog_present (outpost_rename_dialog_new (outpost_window_get_account (data), workspace), data);
}

static const struct
{
  const char *action;
  void (*run) (GtkWidget *widget, OutpostAccount *account, OutpostWorkspace *workspace);
} lifecycle[] = {
  { "browse-workspace", outpost_lifecycle_open_in_browser },
  { "copy-command", outpost_lifecycle_copy_command },
  { "copy-link", outpost_lifecycle_copy_link },
  { "export-workspace", outpost_lifecycle_export },
};

static void
lifecycle_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer data)
{
  OutpostWorkspace *workspace = outpost_window_find_workspace (data, g_variant_get_string (parameter, NULL));
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (lifecycle) && workspace != NULL; i++)
    if (g_str_equal (lifecycle[i].action, name))
      lifecycle[i].run (data, outpost_window_get_account (data), workspace);
}

static void
connect_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer data)
{
  adw_dialog_present (outpost_sign_in_dialog_new (OUTPOST_WINDOW (data)->context), data);
}

/* The account that is shown is signed in again where it lost its key. */
static void
sign_in_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer data)
{
  OutpostWindow *self = data;
  OutpostAccount *account = self->account;
  OutpostAccountState state = account != NULL ? outpost_account_get_state (account) : OUTPOST_ACCOUNT_SIGNED_IN;

  if (state == OUTPOST_ACCOUNT_SIGNED_OUT || state == OUTPOST_ACCOUNT_KEY_UNAVAILABLE)
    adw_dialog_present (outpost_sign_in_dialog_new_for_account (self->context, account), data);
  else
    connect_action (action, parameter, data);
}

static void
sign_out_action (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer data)
{
  OutpostWindow *self = data;

  outpost_sign_out_ask (self, outpost_context_get_accounts (self->context), self->account);
}

/* The application's, for a menu that has it only where it leads somewhere. */
static void
explore_demo_action (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer data)
{
  gtk_widget_activate_action (data, "app.demo", NULL);
}

static void
leave_demo_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer data)
{
  OutpostWindow *self = data;

  outpost_sign_out_leave_demo (self, outpost_context_get_accounts (self->context), self->account);
}

static void
refresh_action (GSimpleAction *action,
                GVariant *parameter,
                gpointer data)
{
  OutpostWindow *self = data;
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);

  if (OUTPOST_IS_WORKSPACE_PAGE (page))
    gtk_widget_activate_action (GTK_WIDGET (page), "workspace.refresh", NULL);
  else if (self->list_page != NULL)
    outpost_list_page_refresh (self->list_page);
}

static void
search_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer data)
{
  outpost_window_search (data, NULL);
}

static void
open_workspace_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer data)
{
  OutpostWorkspace *workspace = outpost_window_find_workspace (data, g_variant_get_string (parameter, NULL));

  if (workspace != NULL)
    outpost_window_show_workspace (data, outpost_window_get_account (data), workspace);
}

static void
switch_account_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer data)
{
  OutpostAccountStore *store = outpost_context_get_accounts (OUTPOST_WINDOW (data)->context);
  OutpostAccount *account = outpost_account_store_lookup (store, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    outpost_window_show_account (data, account);
}

static const GActionEntry actions[] = {
  { "toast", toast_action, "s" },
  { "offer-copy", offer_copy_action, "(sss)" },
  { "copy-text", copy_text_action, "s" },
  { "new-workspace", new_workspace_action },
  { "update-workspace", update_workspace_action, "s" },
  { "rename-workspace", rename_workspace_action, "s" },
  { "browse-workspace", lifecycle_action, "s" },
  { "export-workspace", lifecycle_action, "s" },
  { "delete-workspace", delete_workspace_action, "s" },
  { "copy-command", lifecycle_action, "s" },
  { "copy-link", lifecycle_action, "s" },
  { "sign-in", sign_in_action },
  { "connect", connect_action },
  { "sign-out", sign_out_action },
  { "explore-demo", explore_demo_action },
  { "leave-demo", leave_demo_action },
  { "refresh", refresh_action },
  { "search", search_action },
  { "open-workspace", open_workspace_action, "s" },
  { "switch-account", switch_account_action, "s", "''" },
};

/* A dialog gives the focus back to where it came from. Where that is gone the page has it: with the focus nowhere, keys do
 * nothing. */
static gboolean
focus_page_cb (gpointer data)
{
  OutpostWindow *self = data;
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  self->focus_idle = 0;
  /* A page that is about to be shown is not mapped yet, and has its focus already. */
  if (page == NULL || (focus != NULL && (gtk_widget_get_mapped (focus) || gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))))
    return G_SOURCE_REMOVE;
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static gboolean
close_dialog_cb (GtkWidget *dialog,
                 GVariant *arguments,
                 gpointer data)
{
  adw_dialog_close (ADW_DIALOG (dialog));
  return TRUE;
}

/* No key that is pressed in a dialog comes to the window that it is in: so it has those that close, quit and help itself. */
static void
add_keys (AdwDialog *dialog)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_w, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (close_dialog_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_q, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("app.quit")));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F1, 0), gtk_named_action_new ("app.help")));
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);
  g_object_set_data (G_OBJECT (dialog), "keys", keys);
}

static void
visible_dialog_cb (OutpostWindow *self)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  if (dialog != NULL && g_object_get_data (G_OBJECT (dialog), "keys") == NULL)
    add_keys (dialog);
  if (self->focus_idle == 0 && dialog == NULL)
    self->focus_idle = g_idle_add_full (G_PRIORITY_LOW, focus_page_cb, self, NULL);
}

/* ---- Overrides --------------------------------------------------------------------------------------------------- */

static void
outpost_window_load_size (OutpostWindow *self)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    return;
  self->settings = g_settings_new (APP_ID);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
outpost_window_keep_size (OutpostWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
}

static gboolean
outpost_window_close_request (GtkWindow *window)
{
  outpost_window_keep_size (OUTPOST_WINDOW (window));
  return outpost_unfinished_hold (window) || GTK_WINDOW_CLASS (outpost_window_parent_class)->close_request (window);
}

static void
outpost_window_dispose (GObject *object)
{
  OutpostWindow *self = OUTPOST_WINDOW (object);

  g_clear_handle_id (&self->focus_idle, g_source_remove);
  self->list_page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_WINDOW);
  g_clear_object (&self->settings);
  g_clear_object (&self->account);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (outpost_window_parent_class)->dispose (object);
}

static void
outpost_window_class_init (OutpostWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = outpost_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/outpost-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, OutpostWindow, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, OutpostWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, OutpostWindow, view);
  gtk_widget_class_bind_template_child (widget_class, OutpostWindow, first_run_page);
}

/* libadwaita says it in CSS only where GTK has media queries. */
static void
contrast_cb (GtkWidget *self,
             GParamSpec *pspec,
             AdwStyleManager *manager)
{
  if (adw_style_manager_get_high_contrast (manager))
    gtk_widget_add_css_class (self, "high-contrast");
  else
    gtk_widget_remove_css_class (self, "high-contrast");
}

static void
outpost_window_init (OutpostWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  outpost_lazy_menu_set (self->menu_button, self->main_menu);
  outpost_menu_names_watch (GTK_WINDOW (self));
  outpost_focus_keeper_watch (GTK_WINDOW (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (contrast_cb), self,
                           G_CONNECT_SWAPPED);
  contrast_cb (GTK_WIDGET (self), NULL, adw_style_manager_get_default ());
  outpost_window_load_size (self);
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (visible_dialog_cb), NULL);
}

GtkWindow *
outpost_window_new (GtkApplication *app,
                    OutpostContext *context)
{
  OutpostAccountStore *store = outpost_context_get_accounts (context);
  OutpostWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (app), NULL);

  self = g_object_new (OUTPOST_TYPE_WINDOW, "application", app, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (store, "notify::current", G_CALLBACK (accounts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (accounts_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  outpost_window_set_account (self, outpost_account_store_get_current (store));
  outpost_window_show_state (self);
  return GTK_WINDOW (self);
}

OutpostAccount *
outpost_window_get_account (OutpostWindow *self)
{
  g_return_val_if_fail (OUTPOST_IS_WINDOW (self), NULL);
  return self->account;
}

AdwNavigationPage *
outpost_window_get_page (OutpostWindow *self)
{
  g_return_val_if_fail (OUTPOST_IS_WINDOW (self), NULL);
  return adw_navigation_view_get_visible_page (self->view);
}

gboolean
outpost_window_has_dialog (OutpostWindow *self)
{
  g_return_val_if_fail (OUTPOST_IS_WINDOW (self), FALSE);
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL;
}

void
outpost_window_present_aside (OutpostWindow *self,
                              AdwDialog *dialog)
{
  g_return_if_fail (OUTPOST_IS_WINDOW (self));
  g_return_if_fail (ADW_IS_DIALOG (dialog));

  g_object_set_data (G_OBJECT (dialog), ASIDE, self);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

gboolean
outpost_window_put_away (OutpostWindow *self)
{
  AdwDialog *dialog;

  g_return_val_if_fail (OUTPOST_IS_WINDOW (self), FALSE);

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))) != NULL)
    if (OUTPOST_IS_HELP_DIALOG (dialog) || g_object_get_data (G_OBJECT (dialog), ASIDE) != NULL)
      adw_dialog_force_close (dialog);
    else
      return FALSE;
  return TRUE;
}

void
outpost_window_show_account (OutpostWindow *self,
                             OutpostAccount *account)
{
  OutpostAccountStore *store;

  g_return_if_fail (OUTPOST_IS_WINDOW (self));
  g_return_if_fail (OUTPOST_IS_ACCOUNT (account));

  store = outpost_context_get_accounts (self->context);
  if (!outpost_account_store_has (store, account))
    return;
  outpost_window_set_account (self, account);
  if (is_in_front (self))
    outpost_account_store_set_current (store, account);
}

void
outpost_window_begin_workspace (OutpostWindow *self,
                                const char *template_name)
{
  OutpostAccount *account;
  AdwDialog *dialog;

  g_return_if_fail (OUTPOST_IS_WINDOW (self));

  account = self->account;
  /* Without an account there is only the first page, which asks for one. */
  if (account == NULL || outpost_window_has_dialog (self))
    return;
  dialog = outpost_create_dialog_new (account, template_name);
  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
outpost_window_show_workspace (OutpostWindow *self,
                               OutpostAccount *account,
                               OutpostWorkspace *workspace)
{
  OutpostWorkspace *listed;

  g_return_if_fail (OUTPOST_IS_WINDOW (self));
  g_return_if_fail (OUTPOST_IS_ACCOUNT (account));
  g_return_if_fail (OUTPOST_IS_WORKSPACE (workspace));

  outpost_window_show_account (self, account);
  /* Somebody signed out of it. */
  if (self->account != account)
    return;
  listed = outpost_workspace_list_lookup (outpost_list_page_get_workspaces (self->list_page), outpost_workspace_get_id (workspace));
  adw_navigation_view_pop_to_page (self->view, ADW_NAVIGATION_PAGE (self->list_page));
  adw_navigation_view_push (self->view, outpost_workspace_page_new (self->account, listed != NULL ? listed : workspace));
}

void
outpost_window_search (OutpostWindow *self,
                       const char *text)
{
  g_return_if_fail (OUTPOST_IS_WINDOW (self));

  if (self->list_page == NULL)
    return;
  adw_navigation_view_pop_to_page (self->view, ADW_NAVIGATION_PAGE (self->list_page));
  outpost_list_page_search (self->list_page, text);
}

void
outpost_window_leave (OutpostWindow *self)
{
  g_return_if_fail (OUTPOST_IS_WINDOW (self));

  outpost_window_keep_size (self);
  if (!outpost_unfinished_hold (GTK_WINDOW (self)))
    gtk_window_destroy (GTK_WINDOW (self));
}

void
outpost_window_say (OutpostWindow *self,
                    const char *words)
{
  g_return_if_fail (OUTPOST_IS_WINDOW (self));
  g_return_if_fail (words != NULL);

  outpost_toast_say (GTK_WIDGET (self->toasts), words);
}

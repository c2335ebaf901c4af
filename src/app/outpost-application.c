/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-application.h"

#include <glib/gi18n.h>

#include "outpost-background.h"
#include "outpost-demo.h"
#include "outpost-error-words.h"
#include "outpost-help-dialog.h"
#include "outpost-link-follower.h"
#include "outpost-notifier.h"
#include "outpost-preferences-dialog.h"
#include "outpost-search-provider.h"
#include "outpost-shortcuts-dialog.h"
#include "outpost-window.h"
#include "outpost-weak.h"

#define MOST_DEMO_WORKSPACES 10000

/* The program: owns the context, and the demo while somebody explores it. */
struct _OutpostApplication
{
  AdwApplication parent_instance;

  OutpostContext *context;
  OutpostPreferences *preferences;
  OutpostNotifier *notifier;
  OutpostBackground *background;
  OutpostLinkFollower *follower;
  OutpostSearchProvider *search_provider;
  OutpostDemo *demo;
  DexFuture *adding_demo;
  gboolean quitting; /* as soon as what is being written is finished */
  char *damage;      /* what to say in the first window about a damaged accounts file */
};

G_DEFINE_FINAL_TYPE (OutpostApplication, outpost_application, ADW_TYPE_APPLICATION)

static void
outpost_application_say (OutpostApplication *self,
                         const char *words)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (OUTPOST_IS_WINDOW (window))
    outpost_window_say (OUTPOST_WINDOW (window), words);
}

/* The window in front; another one only where somebody wants it. */
static void
outpost_application_present (OutpostApplication *self,
                             gboolean another)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  self->quitting = FALSE;
  if (window == NULL || another)
    window = outpost_window_new (GTK_APPLICATION (self), self->context);
  gtk_window_present (window);
  if (self->damage != NULL)
    outpost_application_say (self, self->damage);
  g_clear_pointer (&self->damage, g_free);
}

/* On the screen. NULL: something of the toolkit's is in front, such as its file dialog. */
static OutpostWindow *
outpost_application_get_window (OutpostApplication *self)
{
  GtkWindow *window;

  outpost_application_present (self, FALSE);
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  return OUTPOST_IS_WINDOW (window) ? OUTPOST_WINDOW (window) : NULL;
}

/* @text: (nullable): to put into the search field */
static void
outpost_application_search (OutpostApplication *self,
                            const char *text)
{
  OutpostWindow *window = outpost_application_get_window (self);

  if (window != NULL)
    outpost_link_follower_search (self->follower, window, text);
}

/* ---- Links ------------------------------------------------------------------------------------------------------- */

static void
outpost_application_follow (OutpostApplication *self,
                            const char *uri)
{
  OutpostWindow *window = outpost_application_get_window (self);

  if (window != NULL)
    outpost_link_follower_follow (self->follower, window, uri);
}

/* ---- The demo ---------------------------------------------------------------------------------------------------- */

static OutpostAccount *
find_demo_account (OutpostApplication *self)
{
  GListModel *accounts = G_LIST_MODEL (outpost_context_get_accounts (self->context));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (accounts, i);

      if (outpost_account_is_demo (account))
        return account; /* the store holds it */
    }
  return NULL;
}

static gboolean
outpost_application_make_demo (OutpostApplication *self,
                               GError **error)
{
  const char *wanted = g_getenv ("OUTPOST_DEMO_WORKSPACES");
  guint64 n = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : 0;

  if (self->demo == NULL)
    self->demo = outpost_demo_new (OUTPOST_DEMO_DEFAULT, (guint) MIN (n, MOST_DEMO_WORKSPACES), error);
  return self->demo != NULL;
}

static OutpostUser *
dup_demo_user (OutpostDemo *demo,
               GError **error)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"username\":\"%s\",\"name\":\"\",\"email\":\"%s\",\"roles\":[]}",
                                           outpost_demo_get_user_id (demo), outpost_demo_get_username (demo),
                                           outpost_demo_get_email (demo));
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));

  return outpost_user_new_from_json (bytes, error);
}

static void
outpost_application_say_error (OutpostApplication *self,
                               const GError *error)
{
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

  outpost_application_say (self, words->heading);
}

static DexFuture *
demo_added_cb (DexFuture *future,
               gpointer data)
{
  g_autoptr(OutpostApplication) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL && self != NULL)
    outpost_application_say_error (self, error);
  return NULL;
}

static void
outpost_application_explore_demo (OutpostApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  OutpostAccountStore *store = outpost_context_get_accounts (self->context);
  OutpostAccount *account = find_demo_account (self);
  g_autoptr(OutpostUser) user = NULL;
  g_autoptr(GError) error = NULL;

  if (account != NULL)
    {
      if (OUTPOST_IS_WINDOW (window))
        outpost_window_show_account (OUTPOST_WINDOW (window), account);
      return;
    }
  if (!outpost_application_make_demo (self, &error) || (user = dup_demo_user (self->demo, &error)) == NULL)
    {
      outpost_application_say_error (self, error);
      return;
    }
  dex_clear (&self->adding_demo);
  self->adding_demo = dex_future_finally (outpost_account_store_add (store, outpost_demo_get_url (self->demo), user,
                                                                     outpost_demo_get_key (self->demo), OUTPOST_KEEP_DEMO),
                                          demo_added_cb, outpost_weak_new (self), outpost_weak_free);
}

/* The demo ends with its account: the next one begins anew. */
static void
accounts_changed_cb (OutpostApplication *self,
                     guint position,
                     guint removed)
{
  if (removed > 0 && self->demo != NULL && find_demo_account (self) == NULL)
    g_clear_object (&self->demo);
}

/* ---- Actions ----------------------------------------------------------------------------------------------------- */

static void
quit_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer data)
{
  GtkApplication *app = data;
  g_autolist(GtkWindow) windows = g_list_copy (gtk_application_get_windows (app));

  g_list_foreach (windows, (GFunc) (void (*) (void)) g_object_ref, NULL);
  OUTPOST_APPLICATION (app)->quitting = TRUE;
  for (GList *l = windows; l != NULL; l = l->next)
    if (OUTPOST_IS_WINDOW (l->data))
      outpost_window_leave (l->data);
    else
      gtk_window_destroy (l->data);
  if (gtk_application_get_windows (app) == NULL)
    g_application_quit (G_APPLICATION (app));
}

static void
window_removed_cb (OutpostApplication *self)
{
  if (self->quitting && gtk_application_get_windows (GTK_APPLICATION (self)) == NULL)
    g_application_quit (G_APPLICATION (self));
}

/* Dialogs come one at a time, in front of a window. */
static OutpostWindow *
outpost_application_get_free_window (OutpostApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return OUTPOST_IS_WINDOW (window) && !outpost_window_has_dialog (OUTPOST_WINDOW (window)) ? OUTPOST_WINDOW (window) : NULL;
}

static void
about_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer data)
{
  static const char *const developers[] = { "The Outpost developers", NULL };
  OutpostWindow *window = outpost_application_get_free_window (data);
  AdwDialog *dialog;

  if (window == NULL)
    return;
  dialog = adw_about_dialog_new ();
  g_object_set (dialog, "application-name", "Outpost", "application-icon", APP_ID, "version", PACKAGE_VERSION, "developer-name",
                "The Outpost developers", "developers", developers, "license-type", GTK_LICENSE_GPL_3_0, "copyright",
                "© 2026 The Outpost developers", "comments",
                _("Looks after the external workspaces of Coder deployments: the machines that stand outside.\n\n"
                  "An independent program. Not made, endorsed or supported by Coder Technologies, Inc."),
                NULL);
  outpost_window_present_aside (window, dialog);
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer data)
{
  OutpostWindow *window = outpost_application_get_free_window (data);

  if (window != NULL)
    outpost_window_present_aside (window, outpost_shortcuts_dialog_new (GTK_APPLICATION (data)));
}

/* Over another dialog too: who asks in the middle of something goes on there afterwards. */
static void
help_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (ADW_IS_APPLICATION_WINDOW (window))
    outpost_help_dialog_show (ADW_APPLICATION_WINDOW (window), parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer data)
{
  OutpostApplication *self = data;
  OutpostWindow *window = outpost_application_get_free_window (self);
  OutpostAccountStore *store = outpost_context_get_accounts (self->context);

  if (window != NULL)
    outpost_window_present_aside (window, outpost_preferences_dialog_new (self->preferences, store, self->background));
}

/* Of a notification or a search: it may be of another account than the one that is shown. */
static void
outpost_application_open_workspace (OutpostApplication *self,
                                    GVariant *ids,
                                    gboolean offers_command)
{
  OutpostWindow *window = outpost_application_get_window (self);
  const char *account_id, *workspace_id;

  g_variant_get (ids, "(&s&s)", &account_id, &workspace_id);
  if (window != NULL)
    outpost_link_follower_open (self->follower, window, account_id, workspace_id, offers_command);
}

static void
open_workspace_action (GSimpleAction *action,
                       GVariant *parameter,
                       gpointer data)
{
  outpost_application_open_workspace (data, parameter, FALSE);
}

static void
offer_command_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer data)
{
  outpost_application_open_workspace (data, parameter, TRUE);
}

static void
show_account_action (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer data)
{
  OutpostApplication *self = data;
  OutpostWindow *window = outpost_application_get_window (self);

  if (window != NULL)
    outpost_link_follower_show_account (self->follower, window, g_variant_get_string (parameter, NULL));
}

/* Of the launcher's menu; what it is to be for comes with the other. */
static void
search_action (GSimpleAction *action,
               GVariant *parameter,
               gpointer data)
{
  outpost_application_search (data, NULL);
}

static void
search_for_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer data)
{
  outpost_application_search (data, g_variant_get_string (parameter, NULL));
}

static void
demo_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer data)
{
  outpost_application_explore_demo (data);
}

/* Of the launcher's menu, whose choice comes over the bus. */
static void
new_workspace_action (GSimpleAction *action,
                      GVariant *parameter,
                      gpointer data)
{
  outpost_application_follow (data, "outpost://new-workspace");
}

static void
new_window_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer data)
{
  outpost_application_present (data, TRUE);
}

static const GActionEntry actions[] = {
  { "quit", quit_action },
  { "new-window", new_window_action },
  { "about", about_action },
  { "help", help_action },
  { "help-topic", help_action, "s" },
  { "shortcuts", shortcuts_action },
  { "demo", demo_action },
  { "preferences", preferences_action },
  { "new-workspace", new_workspace_action },
  { "open-workspace", open_workspace_action, "(ss)" },
  { "offer-command", offer_command_action, "(ss)" },
  { "show-account", show_account_action, "s" },
  { "search", search_action },
  { "search-for", search_for_action, "s" },
};

static void
outpost_application_set_accels (GtkApplication *app)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "app.new-window", { "<Control><Shift>n" } },
    { "app.help", { "F1" } },
    { "app.shortcuts", { "<Control>question" } },
    { "app.preferences", { "<Control>comma" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.search", { "<Control>f" } },
    { "win.new-workspace", { "<Control>n" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (app, accels[i].action, accels[i].accels);
}

/* ---- Overrides --------------------------------------------------------------------------------------------------- */

static void
outpost_application_startup (GApplication *app)
{
  OutpostApplication *self = OUTPOST_APPLICATION (app);
  OutpostAccountStore *store;
  OutpostAccount *current;
  g_autoptr(GError) error = NULL;

  self->context = outpost_context_new ();
  store = outpost_context_get_accounts (self->context);
  if (!outpost_account_store_load (store, &error))
    self->damage = g_strdup (_("The list of accounts was damaged and has been set aside"));
  outpost_search_provider_answer_early (self->search_provider);
  /* The list of last time is read while the toolkit starts. */
  if ((current = outpost_account_store_get_current (store)) != NULL)
    {
      outpost_workspace_list_preload (outpost_account_get_workspaces (current));
      outpost_memory_preload (outpost_observer_get_memory (outpost_account_get_observer (current)));
    }

  G_APPLICATION_CLASS (outpost_application_parent_class)->startup (app);
  gtk_window_set_default_icon_name (APP_ID);
  /* Text that can be copied is passed by Tab like anything else: it is selected when somebody selects it. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  outpost_application_set_accels (GTK_APPLICATION (app));
  self->preferences = outpost_preferences_new ();
  self->notifier = outpost_notifier_new (app, store, self->preferences);
  self->background = outpost_background_new (GTK_APPLICATION (app), store, self->preferences, NULL);
  self->follower = outpost_link_follower_new (self->context);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "window-removed", G_CALLBACK (window_removed_cb), NULL);
}

static void
outpost_application_activate (GApplication *app)
{
  outpost_application_present (OUTPOST_APPLICATION (app), FALSE);
}

/* From who asks over the bus; what is started with a link comes as a command line. */
static void
outpost_application_open (GApplication *app,
                          GFile **files,
                          int n_files,
                          const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      outpost_application_follow (OUTPOST_APPLICATION (app), uri);
    }
}

static int
outpost_application_command_line (GApplication *app,
                                  GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_auto(GStrv) arguments = g_application_command_line_get_arguments (line, NULL);
  const char *text;

  /* At the session's start: what there is to watch keeps it running. */
  if (g_variant_dict_contains (options, "background"))
    return 0;
  outpost_application_present (OUTPOST_APPLICATION (app), g_variant_dict_contains (options, "new-window"));
  if (g_variant_dict_contains (options, "demo"))
    outpost_application_explore_demo (OUTPOST_APPLICATION (app));
  if (g_variant_dict_contains (options, "new-workspace"))
    outpost_application_follow (OUTPOST_APPLICATION (app), "outpost://new-workspace");
  if (g_variant_dict_lookup (options, "search", "&s", &text))
    outpost_application_search (OUTPOST_APPLICATION (app), *text != '\0' ? text : NULL);
  for (guint i = 1; arguments[0] != NULL && arguments[i] != NULL; i++)
    outpost_application_follow (OUTPOST_APPLICATION (app), arguments[i]);
  return 0;
}

/* Options with a text that may be left out are not for those that are passed on to another process. */
static gboolean
outpost_application_local_command_line (GApplication *app,
                                        char ***arguments,
                                        int *status)
{
  for (guint i = 0; (*arguments)[i] != NULL; i++)
    if (g_str_equal ((*arguments)[i], "--search"))
      {
        g_free ((*arguments)[i]);
        (*arguments)[i] = g_strdup ("--search=");
      }
  return G_APPLICATION_CLASS (outpost_application_parent_class)->local_command_line (app, arguments, status);
}

static int
outpost_application_handle_local_options (GApplication *app,
                                          GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("Outpost %s\n", PACKAGE_VERSION);
  return 0;
}

/* What was seen until now is kept; nobody looks any more. */
static void
outpost_application_end_looking (OutpostApplication *self)
{
  GListModel *accounts = G_LIST_MODEL (outpost_context_get_accounts (self->context));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (accounts, i);

      outpost_memory_flush (outpost_observer_get_memory (outpost_account_get_observer (account)), g_get_real_time ());
    }
  outpost_notifier_stop (self->notifier);
}

static void
outpost_application_shutdown (GApplication *app)
{
  OutpostApplication *self = OUTPOST_APPLICATION (app);

  dex_clear (&self->adding_demo);
  if (self->background != NULL)
    outpost_background_stop (self->background);
  if (self->notifier != NULL)
    outpost_application_end_looking (self);
  G_APPLICATION_CLASS (outpost_application_parent_class)->shutdown (app);
}

static gboolean
outpost_application_dbus_register (GApplication *app,
                                   GDBusConnection *connection,
                                   const char *path,
                                   GError **error)
{
  return G_APPLICATION_CLASS (outpost_application_parent_class)->dbus_register (app, connection, path, error)
         && outpost_search_provider_export (OUTPOST_APPLICATION (app)->search_provider, connection, path, error);
}

static void
outpost_application_dbus_unregister (GApplication *app,
                                     GDBusConnection *connection,
                                     const char *path)
{
  outpost_search_provider_unexport (OUTPOST_APPLICATION (app)->search_provider, connection);
  G_APPLICATION_CLASS (outpost_application_parent_class)->dbus_unregister (app, connection, path);
}

static void
outpost_application_finalize (GObject *object)
{
  OutpostApplication *self = OUTPOST_APPLICATION (object);

  g_clear_object (&self->follower);
  g_clear_object (&self->background);
  g_clear_object (&self->search_provider);
  g_clear_object (&self->notifier);
  g_clear_object (&self->preferences);
  g_clear_object (&self->demo);
  g_clear_object (&self->context);
  g_clear_pointer (&self->damage, g_free);
  G_OBJECT_CLASS (outpost_application_parent_class)->finalize (object);
}

static void
outpost_application_class_init (OutpostApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = outpost_application_finalize;
  app_class->startup = outpost_application_startup;
  app_class->activate = outpost_application_activate;
  app_class->open = outpost_application_open;
  app_class->command_line = outpost_application_command_line;
  app_class->local_command_line = outpost_application_local_command_line;
  app_class->dbus_register = outpost_application_dbus_register;
  app_class->dbus_unregister = outpost_application_dbus_unregister;
  app_class->handle_local_options = outpost_application_handle_local_options;
  app_class->shutdown = outpost_application_shutdown;
}

static void
outpost_application_init (OutpostApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Explore the demo deployment"), NULL },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open another window"), NULL },
    { "new-workspace", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin a new workspace"), NULL },
    { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Watch without a window, where that is turned on"), NULL },
    { "search", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Search the workspaces"), N_("[TEXT]") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL },
  };

  const char *links = "  outpost://workspace/coder.example.com/ada/gpu-01\n"
                      "  outpost://new-workspace?template=NAME\n"
                      "  outpost://sign-in?url=coder.example.com";
  g_autofree char *description = g_strconcat (_("A LINK is such as:"), "\n", links, NULL);

  self->search_provider = outpost_search_provider_new (self);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[LINK]"));
  g_application_set_option_context_description (G_APPLICATION (self), description);
}

OutpostApplication *
outpost_application_new (void)
{
  GApplicationFlags flags = G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN;

  return g_object_new (OUTPOST_TYPE_APPLICATION, "application-id", APP_ID, "flags", flags, "resource-base-path",
                       "/io/github/outpost_app/Outpost", NULL);
}

OutpostContext *
outpost_application_get_context (OutpostApplication *self)
{
  g_return_val_if_fail (OUTPOST_IS_APPLICATION (self), NULL);
  return self->context;
}

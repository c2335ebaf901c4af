/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-search-provider.h"

#include <glib/gi18n.h>

#include "outpost-early-calls.h"
#include "outpost-search-metas.h"

/* As long as GLib waits for the first call. A desktop asks anew with each letter that is typed. */
#define LINGER_SECONDS 10

/* Who had the program started has asked by now; who was answered asks what it is called. The toolkit does not wait for ever. */
#define FIRST_CALL_US 10000
#define NEXT_CALL_US 25000
#define MOST_EARLY_CALLS 8

#define INTERFACE "org.gnome.Shell.SearchProvider2"

#define XML                                                                                                     \
  "<node><interface name='" INTERFACE "'>"                                                                      \
  "<method name='GetInitialResultSet'><arg type='as' direction='in'/><arg type='as' direction='out'/></method>" \
  "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/><arg type='as' direction='in'/>"         \
  "<arg type='as' direction='out'/></method>"                                                                   \
  "<method name='GetResultMetas'><arg type='as' direction='in'/><arg type='aa{sv}' direction='out'/></method>"  \
  "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' direction='in'/>"                 \
  "<arg type='u' direction='in'/></method>"                                                                     \
  "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' direction='in'/></method>"          \
  "</interface></node>"

/* Between the desktop's search and what is kept of the accounts' lists. */
struct _OutpostSearchProvider
{
  GObject parent_instance;

  OutpostApplication *app;  /* borrowed: it owns this */
  OutpostSearch *search;    /* NULL: nobody asked lately */
  OutpostEarlyCalls *early; /* until the toolkit starts */
  guint registered;
  guint lingering; /* while it is set the program is held */
};

G_DEFINE_FINAL_TYPE (OutpostSearchProvider, outpost_search_provider, G_TYPE_OBJECT)

/* ---- Lists ------------------------------------------------------------------------------------------------------- */

/* The lists that are kept of the accounts, while they are read. */
typedef struct
{
  OutpostSearch *search; /* where they go */
  GPtrArray *accounts;
  GPtrArray *lists; /* of these */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_object_unref (self->search);
  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

static void
add (OutpostSearch *search,
     OutpostAccount *account,
     OutpostWorkspaceList *list)
{
  const char *label = outpost_account_is_demo (account) ? _("Demo") : outpost_account_get_label (account);

  outpost_search_add (search, outpost_account_get_id (account), outpost_account_get_user_id (account), label,
                      outpost_workspace_list_get_as_of (list), G_LIST_MODEL (list));
}

/* What is not kept on disk is in use here, and taken at once. */
static Reading *
start_reading (OutpostSearchProvider *self)
{
  GListModel *accounts = G_LIST_MODEL (outpost_context_get_accounts (outpost_application_get_context (self->app)));
  Reading *reading = g_new0 (Reading, 1);

  reading->search = outpost_search_new ();
  reading->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  reading->lists = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (accounts, i);
      OutpostWorkspaceList *list = outpost_account_get_workspaces (account);
      g_autoptr(OutpostWorkspaceList) kept = outpost_workspace_list_dup_kept (list);

      if (kept == list)
        {
          add (reading->search, account, list);
          continue;
        }
      g_ptr_array_add (reading->accounts, g_steal_pointer (&account));
      g_ptr_array_add (reading->lists, g_steal_pointer (&kept));
    }
  return reading;
}

/* In any thread: nobody else has these lists, and what is asked of accounts never changes. */
static OutpostSearch *
finish_reading (Reading *reading)
{
  for (guint i = 0; i < reading->lists->len; i++)
    {
      outpost_workspace_list_load_cache (reading->lists->pdata[i], NULL);
      add (reading->search, reading->accounts->pdata[i], reading->lists->pdata[i]);
    }
  return g_object_ref (reading->search);
}

static OutpostSearch *
get_search (OutpostSearchProvider *self)
{
  Reading *reading;

  if (self->search == NULL)
    {
      reading = start_reading (self);
      self->search = finish_reading (reading);
      reading_free (reading);
    }
  return self->search;
}

static void
read_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, finish_reading (data), g_object_unref);
}

/* ---- How long ---------------------------------------------------------------------------------------------------- */

static void
lingered_cb (gpointer data)
{
  OutpostSearchProvider *self = data;

  self->lingering = 0;
  g_clear_object (&self->search);
  g_application_release (G_APPLICATION (self->app));
}

static void
linger (OutpostSearchProvider *self)
{
  if (self->lingering == 0)
    g_application_hold (G_APPLICATION (self->app));
  g_clear_handle_id (&self->lingering, g_source_remove);
  self->lingering = g_timeout_add_seconds_once (LINGER_SECONDS, lingered_cb, self);
}

/* ---- Calls ------------------------------------------------------------------------------------------------------- */

static void
launch_search (OutpostSearchProvider *self,
               const char *const *words)
{
  g_autofree char *text = outpost_search_metas_dup_text (words);

  g_action_group_activate_action (G_ACTION_GROUP (self->app), "search-for", g_variant_new_string (text));
}

/* What is not there any more is searched for. */
static void
activate_result (OutpostSearchProvider *self,
                 const char *id,
                 const char *const *words)
{
  OutpostSearchHit hit;

  if (!outpost_search_lookup (get_search (self), id, &hit))
    {
      launch_search (self, words);
      return;
    }
  g_action_group_activate_action (G_ACTION_GROUP (self->app), hit.is_command ? "offer-command" : "open-workspace",
                                  g_variant_new ("(ss)", hit.account_id, outpost_workspace_get_id (hit.workspace)));
}

static GVariant *
find (OutpostSearchProvider *self,
      const char *const *words,
      const char *const *among)
{
  g_auto(GStrv) ids = outpost_search_find (get_search (self), words, among);

  return g_variant_new ("(^as)", ids);
}

static GVariant *
answer (OutpostSearchProvider *self,
        const char *method,
        GVariant *parameters)
{
  g_autofree const char **ids = NULL;
  g_autofree const char **words = NULL;
  const char *id;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &words);
      return find (self, words, NULL);
    }
  if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      g_variant_get (parameters, "(^a&s^a&s)", &ids, &words);
      return find (self, words, ids);
    }
  if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &ids);
      return g_variant_new ("(@aa{sv})", outpost_search_metas_new (get_search (self), ids, g_get_real_time ()));
    }
  if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&s^a&su)", &id, &words, NULL);
      activate_result (self, id, words);
      return NULL;
    }
  g_variant_get (parameters, "(^a&su)", &words, NULL);
  launch_search (self, words);
  return NULL;
}

static void
return_answer (OutpostSearchProvider *self,
               GDBusMethodInvocation *invocation)
{
  g_dbus_method_invocation_return_value (invocation, answer (self, g_dbus_method_invocation_get_method_name (invocation),
                                                             g_dbus_method_invocation_get_parameters (invocation)));
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  OutpostSearchProvider *self = OUTPOST_SEARCH_PROVIDER (source);

  g_clear_object (&self->search);
  self->search = g_task_propagate_pointer (G_TASK (result), NULL);
  return_answer (self, data);
}

/* Somebody may have looked since the last search. What is long is read without the window noticing. */
static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  OutpostSearchProvider *self = data;
  g_autoptr(GTask) task = NULL;

  linger (self);
  if (!g_str_equal (method, "GetInitialResultSet"))
    {
      return_answer (self, invocation);
      return;
    }
  task = g_task_new (self, NULL, read_cb, invocation);
  g_task_set_task_data (task, start_reading (self), reading_free);
  g_task_run_in_thread (task, read_thread);
}

/* FALSE where none came in time. */
static gboolean
answer_next (OutpostSearchProvider *self,
             gint64 patience)
{
  g_autoptr(GDBusMessage) call = outpost_early_calls_wait (self->early, patience);
  g_autoptr(GDBusMessage) reply = NULL;

  if (call == NULL)
    return FALSE;
  linger (self);
  reply = g_dbus_message_new_method_reply (call);
  g_dbus_message_set_body (reply, answer (self, g_dbus_message_get_member (call), g_dbus_message_get_body (call)));
  g_dbus_connection_send_message (g_application_get_dbus_connection (G_APPLICATION (self->app)), reply,
                                  G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  return TRUE;
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_search_provider_finalize (GObject *object)
{
  OutpostSearchProvider *self = OUTPOST_SEARCH_PROVIDER (object);

  g_clear_handle_id (&self->lingering, g_source_remove);
  g_clear_pointer (&self->early, outpost_early_calls_free);
  g_clear_object (&self->search);
  G_OBJECT_CLASS (outpost_search_provider_parent_class)->finalize (object);
}

static void
outpost_search_provider_class_init (OutpostSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_search_provider_finalize;
}

static void
outpost_search_provider_init (OutpostSearchProvider *self)
{
}

OutpostSearchProvider *
outpost_search_provider_new (OutpostApplication *app)
{
  OutpostSearchProvider *self = g_object_new (OUTPOST_TYPE_SEARCH_PROVIDER, NULL);

  self->app = app;
  return self;
}

gboolean
outpost_search_provider_export (OutpostSearchProvider *self,
                                GDBusConnection *connection,
                                const char *path,
                                GError **error)
{
  static const GDBusInterfaceVTable vtable = { call_cb };
  g_autofree char *own_path = g_strconcat (path, "/SearchProvider", NULL);
  g_autoptr(GDBusNodeInfo) info = NULL;

  g_return_val_if_fail (OUTPOST_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->registered == 0, FALSE);

  info = g_dbus_node_info_new_for_xml (XML, error);
  if (info != NULL)
    self->registered
        = g_dbus_connection_register_object (connection, own_path, info->interfaces[0], &vtable, self, NULL, error);
  if (self->registered != 0 && (g_application_get_flags (G_APPLICATION (self->app)) & G_APPLICATION_IS_SERVICE) != 0)
    self->early = outpost_early_calls_new (connection, own_path, info->interfaces[0]);
  return self->registered != 0;
}

void
outpost_search_provider_answer_early (OutpostSearchProvider *self)
{
  guint n = 1;

  g_return_if_fail (OUTPOST_IS_SEARCH_PROVIDER (self));

  if (self->early == NULL)
    return;
  for (gint64 patience = FIRST_CALL_US; n <= MOST_EARLY_CALLS && answer_next (self, patience); n++)
    patience = NEXT_CALL_US;
  /* Those that were taken meanwhile are still answered; all others find the object that is registered. */
  outpost_early_calls_end (self->early);
  while (answer_next (self, 0))
    ;
  g_clear_pointer (&self->early, outpost_early_calls_free);
}

void
outpost_search_provider_unexport (OutpostSearchProvider *self,
                                  GDBusConnection *connection)
{
  g_return_if_fail (OUTPOST_IS_SEARCH_PROVIDER (self));

  g_clear_pointer (&self->early, outpost_early_calls_free);
  if (self->registered != 0)
    g_dbus_connection_unregister_object (connection, self->registered);
  self->registered = 0;
}

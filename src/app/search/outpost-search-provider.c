/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-search-provider.h"

#include "outpost-early-calls.h"
#include "outpost-search-copies.h"
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
  OutpostSearch *search;    /* NULL: nobody asked lately, or it is being read */
  GQueue waiting;           /* element-type GDBusMethodInvocation: for what is being read; the program is held meanwhile */
  OutpostEarlyCalls *early; /* until the toolkit starts */
  guint registered;
  guint lingering; /* while it is set the program is held */
};

G_DEFINE_FINAL_TYPE (OutpostSearchProvider, outpost_search_provider, G_TYPE_OBJECT)

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

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

/* Each gives what a method answers: NULL where that is nothing. There is something to search by then. */

static GVariant *
find (OutpostSearchProvider *self,
      const char *const *words,
      const char *const *among)
{
  g_auto(GStrv) ids = outpost_search_find (self->search, words, among);

  return g_variant_new ("(^as)", ids);
}

static GVariant *
get_initial_result_set (OutpostSearchProvider *self,
                        GVariant *parameters)
{
  g_autofree const char **words = NULL;

  g_variant_get (parameters, "(^a&s)", &words);
  return find (self, words, NULL);
}

static GVariant *
get_subsearch_result_set (OutpostSearchProvider *self,
                          GVariant *parameters)
{
  g_autofree const char **ids = NULL;
  g_autofree const char **words = NULL;

  g_variant_get (parameters, "(^a&s^a&s)", &ids, &words);
  return find (self, words, ids);
}

static GVariant *
get_result_metas (OutpostSearchProvider *self,
                  GVariant *parameters)
{
  g_autofree const char **ids = NULL;

  g_variant_get (parameters, "(^a&s)", &ids);
  return g_variant_new ("(@aa{sv})", outpost_search_metas_new (self->search, ids, g_get_real_time ()));
}

static void
search_for (OutpostSearchProvider *self,
            const char *const *words)
{
  g_autofree char *text = outpost_search_metas_dup_text (words);

  g_action_group_activate_action (G_ACTION_GROUP (self->app), "search-for", g_variant_new_string (text));
}

/* What is not there any more is searched for. */
static GVariant *
activate_result (OutpostSearchProvider *self,
                 GVariant *parameters)
{
  g_autofree const char **words = NULL;
  const char *id;
  OutpostSearchHit hit;

  g_variant_get (parameters, "(&s^a&su)", &id, &words, NULL);
  if (outpost_search_lookup (self->search, id, &hit))
    g_action_group_activate_action (G_ACTION_GROUP (self->app), hit.is_command ? "offer-command" : "open-workspace",
                                    g_variant_new ("(ss)", hit.account_id, outpost_workspace_get_id (hit.workspace)));
  else
    search_for (self, words);
  return NULL;
}

static GVariant *
launch_search (OutpostSearchProvider *self,
               GVariant *parameters)
{
  g_autofree const char **words = NULL;

  g_variant_get (parameters, "(^a&su)", &words, NULL);
  search_for (self, words);
  return NULL;
}

/* Only what the interface has comes here, with its types. */
static GVariant *
answer (OutpostSearchProvider *self,
        const char *method,
        GVariant *parameters)
{
  static const struct
  {
    const char *method;
    GVariant *(*answer) (OutpostSearchProvider *self, GVariant *parameters);
  } answers[] = {
    { "GetInitialResultSet", get_initial_result_set },
    { "GetSubsearchResultSet", get_subsearch_result_set },
    { "GetResultMetas", get_result_metas },
    { "ActivateResult", activate_result },
    { "LaunchSearch", launch_search },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (method, answers[i].method))
      return answers[i].answer (self, parameters);
  g_return_val_if_reached (NULL);
}

/* ---- Calls ------------------------------------------------------------------------------------------------------- */

static void
return_answer (OutpostSearchProvider *self,
               GDBusMethodInvocation *invocation)
{
  g_dbus_method_invocation_return_value (invocation, answer (self, g_dbus_method_invocation_get_method_name (invocation),
                                                             g_dbus_method_invocation_get_parameters (invocation)));
}

static OutpostAccountStore *
get_accounts (OutpostSearchProvider *self)
{
  return outpost_context_get_accounts (outpost_application_get_context (self->app));
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  g_autoptr(OutpostSearchProvider) self = data;
  GDBusMethodInvocation *invocation;

  self->search = outpost_search_copies_read_finish (result);
  /* The program has ended: nobody waits, and it is not there any more. */
  if (self->registered == 0)
    return;
  while ((invocation = g_queue_pop_head (&self->waiting)) != NULL)
    return_answer (self, invocation);
  linger (self);
  g_application_release (G_APPLICATION (self->app));
}

/* One reading at a time: who asks meanwhile waits for it too. */
static void
answer_later (OutpostSearchProvider *self,
              GDBusMethodInvocation *invocation)
{
  g_queue_push_tail (&self->waiting, invocation);
  if (g_queue_get_length (&self->waiting) > 1)
    return;
  g_application_hold (G_APPLICATION (self->app));
  outpost_search_copies_read_async (get_accounts (self), read_cb, g_object_ref (self));
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

  linger (self);
  if (g_str_equal (method, "GetInitialResultSet"))
    g_clear_object (&self->search);
  if (self->search != NULL)
    return_answer (self, invocation);
  else
    answer_later (self, invocation);
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
  /* There is no main loop yet that could go on meanwhile. */
  if (self->search == NULL)
    self->search = outpost_search_copies_read (get_accounts (self));
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
  g_queue_init (&self->waiting);
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
  g_queue_clear_full (&self->waiting, g_object_unref);
}

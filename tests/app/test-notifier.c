/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-refresher.h"
#include "outpost-notifier.h"
#include "outpost-page-fixture.h"
#include "outpost-preferences-dialog.h"
#include "outpost-workspace-page.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static const char introspection[]
    = "<node><interface name='org.freedesktop.Notifications'>"
      "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
      "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>"
      "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
      "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
      "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
      "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
      "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
      "</interface></node>";

/* What a desktop shows, and the program that wants it shown. */
typedef struct
{
  PageFixture page;
  GApplication *app;
  OutpostPreferences *preferences;
  OutpostNotifier *notifier;
  OutpostWorkspace *workspace;
  GString *shown; /* "+ID SUMMARY|BODY" for each that is shown, "-ID" for each that is taken back */
  char *opened;
  gint64 now;
} Fixture;

static GDBusConnection *desktop;
static GDBusNodeInfo *node;
static GString *shown_now; /* of the fixture */
static guint last_id;

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer data)
{
  const char *summary, *body;
  guint id;

  if (g_str_equal (method, "Notify"))
    {
      g_variant_get_child (parameters, 1, "u", &id);
      g_variant_get_child (parameters, 3, "&s", &summary);
      g_variant_get_child (parameters, 4, "&s", &body);
      id = id != 0 ? id : ++last_id;
      g_string_append_printf (shown_now, "+%u %s|%s\n", id, summary, body);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", id));
    }
  else if (g_str_equal (method, "CloseNotification"))
    {
      g_variant_get (parameters, "(u)", &id);
      g_string_append_printf (shown_now, "-%u\n", id);
      g_dbus_method_invocation_return_value (invocation, NULL);
      g_dbus_connection_emit_signal (connection, NULL, path, interface, "NotificationClosed", g_variant_new ("(uu)", id, 3), NULL);
    }
  else if (g_str_equal (method, "GetCapabilities"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new_parsed ("(['body', 'actions'],)"));
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ssss)", "test", "test", "1", "1.2"));
}

/* A desktop of our own on the private bus. */
static void
start_desktop (void)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { 0 } };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  desktop = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  node = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (desktop, "/org/freedesktop/Notifications", node->interfaces[0], &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (desktop, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", "org.freedesktop.Notifications", 0),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
open_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->opened);
  fixture->opened = g_variant_print (parameter, FALSE);
}

/* The bus takes one program in a process. */
static GApplication *application;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  static const GActionEntry actions[] = { { "open-workspace", open_cb, "(ss)", NULL, NULL, { 0 } } };

  page_fixture_set_up (&fixture->page);
  fixture->app = application;
  fixture->shown = shown_now = g_string_new (NULL);
  fixture->now = g_get_real_time ();
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->app), actions, G_N_ELEMENTS (actions), fixture);
  fixture->preferences = outpost_preferences_new ();
  fixture->notifier
      = outpost_notifier_new (fixture->app, outpost_context_get_accounts (fixture->page.context), fixture->preferences);
  outpost_demo_set_agent (fixture->page.demo, "gpu-01", "main", "connected", "ready");
  fixture->workspace = page_fixture_dup_workspace (&fixture->page, "gpu-01");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->notifier);
  outpost_preferences_set_notify (fixture->preferences, fixture->page.account, TRUE);
  g_clear_object (&fixture->preferences);
  g_clear_object (&fixture->workspace);
  page_fixture_tear_down (&fixture->page);
  g_string_free (fixture->shown, TRUE);
  g_free (fixture->opened);
}

static void
look (Fixture *fixture,
      const char *status,
      gint64 seconds)
{
  g_autoptr(OutpostWorkspace) newer = NULL;

  outpost_demo_set_agent (fixture->page.demo, "gpu-01", "main", status, "ready");
  newer = page_fixture_dup_workspace (&fixture->page, "gpu-01");
  outpost_workspace_update (fixture->workspace, newer, g_get_monotonic_time ());
  fixture->now += seconds * SECOND;
  outpost_observer_see (outpost_account_get_observer (fixture->page.account), fixture->workspace, g_get_monotonic_time (),
                        fixture->now);
}

static void
lose (Fixture *fixture)
{
  look (fixture, "connected", 0);
  look (fixture, "disconnected", 30);
  look (fixture, "disconnected", 30);
}

/* What a test waits to be shown. */
typedef struct
{
  Fixture *fixture;
  const char *text;
} Wish;

static gboolean
is_shown (gpointer data)
{
  Wish *wish = data;

  return strstr (wish->fixture->shown->str, wish->text) != NULL;
}

static void
answered_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  *(gboolean *) data = reply != NULL;
}

static gboolean
is_answered (gpointer data)
{
  return *(gboolean *) data;
}

/* Until the program has the answer to what it asked before this: only then it knows what it would take back. */
static void
wait_for_answers (Fixture *fixture)
{
  gboolean answered = FALSE;

  g_dbus_connection_call (g_application_get_dbus_connection (fixture->app), "org.freedesktop.Notifications",
                          "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "GetServerInformation", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, &answered);
  outpost_test_wait_until (is_answered, &answered);
}

static void
wait_desktop (Fixture *fixture,
              const char *text)
{
  Wish wish = { fixture, text };

  g_test_message ("waiting for the desktop to show “%s”", text);
  outpost_test_wait_until (is_shown, &wish);
  wait_for_answers (fixture);
}

static gboolean
was_opened (gpointer data)
{
  return ((Fixture *) data)->opened != NULL;
}

static void
test_lost_and_back (Fixture *fixture,
                    gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->page.demo, "gpu-01", "main");
  g_autofree char *id = NULL;
  g_autofree char *withdrawn = NULL;

  lose (fixture);
  wait_desktop (fixture, "gpu-01 is lost|Its machine was last seen at ");
  wait_desktop (fixture, "Demo");
  id = g_strndup (fixture->shown->str + 1, strcspn (fixture->shown->str + 1, " "));
  look (fixture, "connected", 30);
  withdrawn = g_strdup_printf ("-%s\n", id);
  wait_desktop (fixture, withdrawn);
  look (fixture, "connected", 30);
  wait_desktop (fixture, "gpu-01 is back|Its machine is connected again.");
  g_assert_null (strstr (fixture->shown->str, token));
  g_assert_null (strstr (fixture->shown->str, outpost_demo_get_key (fixture->page.demo)));
}

/* Whoever clicks on it sees the workspace. */
static void
test_click (Fixture *fixture,
            gconstpointer data)
{
  guint id;

  lose (fixture);
  wait_desktop (fixture, "gpu-01 is lost");
  id = (guint) g_ascii_strtoull (fixture->shown->str + 1, NULL, 10);
  g_dbus_connection_emit_signal (desktop, NULL, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                                 g_variant_new ("(us)", id, "default"), NULL);
  outpost_test_wait_until (was_opened, fixture);
  g_assert_nonnull (strstr (fixture->opened, outpost_account_get_id (fixture->page.account)));
  g_assert_nonnull (strstr (fixture->opened, outpost_workspace_get_id (fixture->workspace)));
}

static void
test_stop (Fixture *fixture,
           gconstpointer data)
{
  lose (fixture);
  wait_desktop (fixture, "gpu-01 is lost");
  outpost_notifier_stop (fixture->notifier);
  wait_desktop (fixture, "\n-");
}

/* Turned off for the deployment by the switch: what is shown goes, and nothing comes. */
static void
test_preferences (Fixture *fixture,
                  gconstpointer data)
{
  OutpostAccountStore *store = outpost_context_get_accounts (fixture->page.context);
  OutpostNotices *notices = outpost_observer_get_notices (outpost_account_get_observer (fixture->page.account));
  AdwDialog *dialog = outpost_preferences_dialog_new (fixture->preferences, store, NULL);
  AdwSwitchRow *row;

  page_fixture_present (&fixture->page, adw_bin_new ());
  adw_dialog_present (dialog, GTK_WIDGET (fixture->page.window));
  page_wait_shown (GTK_WIDGET (fixture->page.window), "Notify When a Machine Is Lost or Back");
  page_wait_shown (GTK_WIDGET (fixture->page.window), "Demo");
  row = page_find (GTK_WIDGET (fixture->page.window), ADW_TYPE_SWITCH_ROW);
  g_assert_true (adw_switch_row_get_active (row));

  lose (fixture);
  wait_desktop (fixture, "gpu-01 is lost");
  adw_switch_row_set_active (row, FALSE);
  wait_desktop (fixture, "\n-");
  g_assert_false (outpost_notices_get_enabled (notices));
  g_string_truncate (fixture->shown, 0);
  look (fixture, "connected", 30);
  look (fixture, "disconnected", 30);
  look (fixture, "disconnected", 30);
  g_assert_cmpstr (fixture->shown->str, ==, "");
  adw_switch_row_set_active (row, TRUE);
  g_assert_true (outpost_notices_get_enabled (notices));
}

static gboolean
sees_loss (gpointer data)
{
  Fixture *fixture = data;

  return outpost_agent_get_state (outpost_workspace_get_main_agent (fixture->workspace)) == OUTPOST_AGENT_LOST;
}

/* The whole way: the page of a workspace is open, its machine goes, the page says so; so does the desktop, when it stays away. */
static void
test_page (Fixture *fixture,
           gconstpointer data)
{
  OutpostObserver *observer = outpost_account_get_observer (fixture->page.account);
  GtkWidget *page = GTK_WIDGET (outpost_workspace_page_new (fixture->page.account, fixture->workspace));

  page_fixture_present (&fixture->page, page);
  page_wait_shown (page, "Attach again");
  page_wait_shown (page, "Nothing has happened since");
  outpost_demo_set_agent (fixture->page.demo, "gpu-01", "main", "disconnected", "ready");
  page_wait_shown (page, "main was lost");
  outpost_test_wait_until (sees_loss, fixture);
  g_assert_cmpstr (fixture->shown->str, ==, "");
  outpost_observer_see (observer, fixture->workspace, g_get_monotonic_time (), g_get_real_time () + 25 * SECOND);
  wait_desktop (fixture, "gpu-01 is lost");
  outpost_demo_set_agent (fixture->page.demo, "gpu-01", "main", "connected", "ready");
  page_wait_shown (page, "main is back");
  wait_desktop (fixture, "\n-");
}

static gboolean
remembers_loss (gpointer data)
{
  Fixture *fixture = data;
  OutpostMemory *memory = outpost_observer_get_memory (outpost_account_get_observer (fixture->page.account));
  g_autoptr(GArray) items = outpost_memory_dup_timeline (memory, outpost_workspace_get_id (fixture->workspace));

  for (guint i = 0; i < items->len; i++)
    {
      const OutpostTimelineItem *item = &g_array_index (items, OutpostTimelineItem, i);

      if (item->kind == OUTPOST_TIMELINE_EVENT && item->event.kind == OUTPOST_EVENT_LOST)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_listed (gpointer data)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (((Fixture *) data)->page.account);

  return outpost_workspace_list_get_as_of (list) != 0 && !outpost_workspace_list_get_from_cache (list);
}

/* The page of another workspace lies over the list: the list goes on being asked for, so that the loss is seen. */
static void
test_covered (Fixture *fixture,
              gconstpointer data)
{
  OutpostAccount *account = fixture->page.account;
  OutpostObserver *observer = outpost_account_get_observer (account);
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  AdwNavigationPage *list = adw_navigation_page_new (gtk_label_new ("list"), "list");
  g_autoptr(OutpostListRefresher) refresher
      = outpost_list_refresher_new (GTK_WIDGET (list), account, outpost_account_get_workspaces (account));
  g_autoptr(OutpostWorkspace) other = page_fixture_dup_workspace (&fixture->page, "gpu-02");

  adw_navigation_view_add (view, list);
  page_fixture_present (&fixture->page, GTK_WIDGET (view));
  outpost_test_wait_until (is_listed, fixture);
  adw_navigation_view_push (view, outpost_workspace_page_new (account, other));
  page_wait_gone (GTK_WIDGET (view), "list");
  outpost_list_refresher_set_period (refresher, 100);
  outpost_demo_set_agent (fixture->page.demo, "gpu-01", "main", "disconnected", "ready");
  outpost_test_wait_until (remembers_loss, fixture);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (list)));
  outpost_observer_see (observer,
                        outpost_workspace_list_lookup (outpost_account_get_workspaces (account),
                                                       outpost_workspace_get_id (fixture->workspace)),
                        g_get_monotonic_time (), g_get_real_time () + 25 * SECOND);
  wait_desktop (fixture, "gpu-01 is lost");
  outpost_list_refresher_stop (refresher);
}

/* Neither websocket nor events come through: what is read instead is told to the timeline and the desktop too. */
static void
test_without_stream (Fixture *fixture,
                     gconstpointer data)
{
  OutpostObserver *observer = outpost_account_get_observer (fixture->page.account);
  GtkWidget *page;

  outpost_observer_see (observer, fixture->workspace, g_get_monotonic_time (), g_get_real_time ());
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_HTML, NULL, "/api/v2/workspaces/*/watch*", 0, 403, 0, NULL, NULL);
  outpost_demo_set_agent (fixture->page.demo, "gpu-01", "main", "disconnected", "ready");
  page = GTK_WIDGET (outpost_workspace_page_new (fixture->page.account, fixture->workspace));
  page_fixture_present (&fixture->page, page);
  outpost_test_wait_until (sees_loss, fixture);
  outpost_test_wait_until (remembers_loss, fixture);
  outpost_observer_see (observer, fixture->workspace, g_get_monotonic_time (), g_get_real_time () + 25 * SECOND);
  wait_desktop (fixture, "gpu-01 is lost");
}

int
main (int argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  start_desktop ();
  application = G_APPLICATION (adw_application_new ("io.github.outpost_app.Test", G_APPLICATION_DEFAULT_FLAGS));
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/notifier/lost-and-back", test_lost_and_back);
  ADD ("/notifier/click", test_click);
  ADD ("/notifier/stop", test_stop);
  ADD ("/notifier/preferences", test_preferences);
  ADD ("/notifier/page", test_page);
  ADD ("/notifier/covered", test_covered);
  ADD ("/notifier/without-stream", test_without_stream);
  return g_test_run ();
}

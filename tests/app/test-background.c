/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-background.h"

#include <stdlib.h>

#include "outpost-background-portal.h"
#include "outpost-fake-network.h"
#include "outpost-notifier.h"
#include "outpost-page-fixture.h"
#include "outpost-preferences-dialog.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define PERIOD_MS 120
#define LOOKS "/api/v2/workspaces?*has_external_agent*"
#define SWITCH "Keep Watching When the Window Is Closed"
#define WATCHING "\"message\": \"Watching 7 machines in 1 deployment\""

/* A part of the desktop that runs as a program of its own, and what it has written. */
typedef struct
{
  GSubprocess *process;
  GDataInputStream *lines;
  GString *said;
  gboolean ended;
} Service;

/* A program that watches a deployment, and the desktop that it runs on. */
typedef struct
{
  PageFixture page; /* the demo's account, which is not watched */
  OutpostDemo *deployment;
  OutpostAccount *account; /* borrowed */
  OutpostAccountStore *store;
  OutpostPreferences *preferences;
  OutpostNotifier *notifier;
  GNetworkMonitor *network;
  OutpostLookout *lookout;
  OutpostBackground *background;
  Service portal;
  Service desktop;
  GString *told;
} Fixture;

static gint64 now;

/* The bus takes one program in a process. */
static GtkApplication *app;

static gint64
read_clock (void)
{
  return now;
}

/* ---- The desktop ----------------------------------------------------------------------------------------------------- */

static void
line_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  Service *service = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  service->ended = line == NULL;
  if (service->ended)
    return;
  g_string_append_printf (service->said, "%s\n", line);
  g_data_input_stream_read_line_async (service->lines, G_PRIORITY_DEFAULT, NULL, line_cb, service);
}

/* What a test waits for. */
typedef struct
{
  GString *said;
  const char *words;
} Wish;

static gboolean
is_said (gpointer data)
{
  Wish *wish = data;

  return strstr (wish->said->str, wish->words) != NULL;
}

static void
wait_said (GString *said,
           const char *words)
{
  Wish wish = { said, words };

  g_test_message ("waiting for “%s”", words);
  outpost_test_wait_until (is_said, &wish);
}

static void
service_start (Service *service,
               const char *script)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "support", script, NULL);
  g_autoptr(GError) error = NULL;

  service->process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3", path, NULL);
  g_assert_no_error (error);
  service->said = g_string_new (NULL);
  service->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (service->process));
  g_data_input_stream_read_line_async (service->lines, G_PRIORITY_DEFAULT, NULL, line_cb, service);
}

static void
service_tell (Service *service,
              const char *words)
{
  GOutputStream *stream = g_subprocess_get_stdin_pipe (service->process);

  g_assert_true (g_output_stream_write_all (stream, words, strlen (words), NULL, NULL, NULL));
  g_assert_true (g_output_stream_flush (stream, NULL, NULL));
}

static gboolean
is_over (gpointer data)
{
  return ((Service *) data)->ended;
}

static void
service_stop (Service *service)
{
  if (service->process == NULL)
    return;
  g_subprocess_force_exit (service->process);
  outpost_test_wait_until (is_over, service);
  g_subprocess_wait (service->process, NULL, NULL);
  g_clear_object (&service->lines);
  g_clear_object (&service->process);
  g_string_free (g_steal_pointer (&service->said), TRUE);
}

static void
start_portal (Fixture *fixture,
              const char *will)
{
  service_start (&fixture->portal, "portal.py");
  wait_said (fixture->portal.said, "\"ready\"");
  service_tell (&fixture->portal, will);
  wait_said (fixture->portal.said, "\"will\"");
}

static void
answer_came_cb (GObject *source,
                GAsyncResult *result,
                gpointer data)
{
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  *(gboolean *) data = reply != NULL;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Until it is shown, and the program has the answer to that: only then it knows what it would take back. */
static void
wait_shown (Fixture *fixture,
            const char *words)
{
  gboolean answered = FALSE;

  wait_said (fixture->desktop.said, words);
  g_dbus_connection_call (g_application_get_dbus_connection (G_APPLICATION (app)), "org.freedesktop.Notifications",
                          "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "GetServerInformation", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, answer_came_cb, &answered);
  outpost_test_wait_until (is_true, &answered);
}

static guint
count (GString *said,
       const char *words)
{
  guint n = 0;

  for (const char *p = said->str; (p = strstr (p, words)) != NULL; p++)
    n++;
  return n;
}

/* ---- The program ----------------------------------------------------------------------------------------------------- */

static void
add_account (Fixture *fixture)
{
  const char *email = outpost_demo_get_email (fixture->deployment);
  g_autoptr(OutpostClient) client = outpost_client_new (outpost_demo_get_url (fixture->deployment));
  g_autoptr(OutpostUser) user = NULL;
  g_autoptr(OutpostAccount) account = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key
      = outpost_test_await_string (outpost_api_login (client, email, outpost_demo_get_password (fixture->deployment)), &error);

  g_assert_no_error (error);
  outpost_client_set_key (client, key);
  user = outpost_test_await_boxed (outpost_api_get_user (client, "me"), &error);
  g_assert_no_error (error);
  account = outpost_test_await_object (outpost_account_store_add (fixture->store, outpost_demo_get_url (fixture->deployment), user,
                                                                  key, OUTPOST_KEEP_FOR_SESSION),
                                       &error);
  g_assert_no_error (error);
  fixture->account = account; /* the store holds it */
}

static void
told_cb (OutpostBackground *background,
         GParamSpec *pspec,
         GString *told)
{
  const char *words = outpost_background_get_words (background);

  if (words != NULL)
    g_string_append_printf (told, "%s\n", words);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  now = g_get_real_time ();
  page_fixture_set_up (&fixture->page);
  fixture->store = outpost_context_get_accounts (fixture->page.context);
  fixture->deployment = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  outpost_demo_set_agent (fixture->deployment, "gpu-01", "main", "connected", "ready");
  add_account (fixture);
  fixture->told = g_string_new (NULL);
  fixture->preferences = outpost_preferences_new ();
  fixture->notifier = outpost_notifier_new (G_APPLICATION (app), fixture->store, fixture->preferences);
  fixture->network = outpost_fake_network_new ();
  fixture->lookout = outpost_lookout_new (fixture->store);
  outpost_lookout_set_monitor (fixture->lookout, fixture->network);
  outpost_lookout_set_period (fixture->lookout, PERIOD_MS);
  outpost_lookout_set_clock (fixture->lookout, read_clock);
  fixture->background = outpost_background_new (app, fixture->store, fixture->preferences, fixture->lookout);
  g_signal_connect (fixture->background, "notify::words", G_CALLBACK (told_cb), fixture->told);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  outpost_background_stop (fixture->background);
  outpost_preferences_set_watch (fixture->preferences, FALSE);
  g_assert_finalize_object (g_steal_pointer (&fixture->background));
  g_assert_finalize_object (g_steal_pointer (&fixture->lookout));
  g_clear_object (&fixture->notifier);
  g_clear_object (&fixture->preferences);
  g_clear_object (&fixture->network);
  page_fixture_tear_down (&fixture->page);
  g_clear_object (&fixture->deployment);
  service_stop (&fixture->portal);
  service_stop (&fixture->desktop);
  g_string_free (fixture->told, TRUE);
}

static gboolean
is_row (GtkWidget *widget,
        const char *title)
{
  return ADW_IS_SWITCH_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static AdwSwitchRow *
open_preferences (Fixture *fixture)
{
  AdwDialog *dialog = outpost_preferences_dialog_new (fixture->preferences, fixture->store, fixture->background);

  page_fixture_present (&fixture->page, adw_bin_new ());
  adw_dialog_present (dialog, GTK_WIDGET (fixture->page.window));
  page_wait_shown (GTK_WIDGET (fixture->page.window), SWITCH);
  return page_find_named (GTK_WIDGET (fixture->page.window), is_row, SWITCH);
}

static guint
count_looks (Fixture *fixture)
{
  return outpost_demo_count_requests (fixture->deployment, "GET", LOOKS);
}

/* So many looks. */
typedef struct
{
  Fixture *fixture;
  guint n;
} Goal;

static gboolean
has_looked (gpointer data)
{
  Goal *goal = data;

  return count_looks (goal->fixture) >= goal->n;
}

static void
wait_looks (Fixture *fixture,
            guint n)
{
  Goal goal = { fixture, count_looks (fixture) + n };

  outpost_test_wait_until (has_looked, &goal);
}

static gboolean
is_kept (gpointer data)
{
  return outpost_preferences_get_watch (((Fixture *) data)->preferences);
}

static gboolean
is_inactive (gpointer data)
{
  return !outpost_background_get_active (((Fixture *) data)->background);
}

/* The switch is turned on, and the desktop lets it. */
static void
turn_on (Fixture *fixture)
{
  start_portal (fixture, "allow\n");
  outpost_background_set_active (fixture->background, TRUE);
  outpost_test_wait_until (is_kept, fixture);
  wait_said (fixture->portal.said, WATCHING);
}

/* ---- Being allowed --------------------------------------------------------------------------------------------------- */

static OutpostLookout *
start_control (Fixture *fixture)
{
  OutpostLookout *control = outpost_lookout_new (fixture->store);

  outpost_lookout_set_monitor (control, fixture->network);
  outpost_lookout_set_period (control, PERIOD_MS);
  outpost_lookout_set_active (control, TRUE);
  return control;
}

/* Nobody turned it on: neither the deployment nor the desktop hears of it, as long as another one would have looked often. */
static void
test_off (Fixture *fixture,
          gconstpointer data)
{
  Fixture other = { 0 };
  g_autoptr(OutpostLookout) control = NULL;

  start_portal (fixture, "allow\n");
  set_up (&other, NULL);
  outpost_demo_clear_requests (fixture->deployment);
  control = start_control (&other);
  wait_looks (&other, 5);
  g_assert_false (outpost_background_get_active (fixture->background));
  g_assert_cmpuint (count_looks (fixture), ==, 0);
  g_assert_cmpuint (count (fixture->portal.said, "\"request\""), ==, 0);
  g_assert_cmpuint (count (fixture->portal.said, "\"status\""), ==, 0);
  g_clear_object (&control);
  tear_down (&other, NULL);
}

static void
test_allowed (Fixture *fixture,
              gconstpointer data)
{
  GString *said;

  turn_on (fixture);
  said = fixture->portal.said;
  wait_said (said, "\"autostart\": true");
  wait_said (said, "[\"outpost\", \"--background\"]");
  wait_said (said, "tells when one is lost or back");
  g_assert_cmpstr (fixture->told->str, ==, "");
  g_assert_true (outpost_background_get_active (fixture->background));

  outpost_background_set_active (fixture->background, FALSE);
  wait_said (said, "\"autostart\": false");
  g_assert_false (is_kept (fixture));
  g_assert_cmpuint (outpost_lookout_get_n_accounts (fixture->lookout), ==, 0);
}

/* The switch goes back, and the dialog says why. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  AdwSwitchRow *row = open_preferences (fixture);

  start_portal (fixture, "refuse\n");
  outpost_demo_clear_requests (fixture->deployment);
  adw_switch_row_set_active (row, TRUE);
  g_assert_true (outpost_background_get_active (fixture->background));
  page_wait_shown (GTK_WIDGET (fixture->page.window), "does not allow Outpost to run without a window");
  g_assert_false (adw_switch_row_get_active (row));
  g_assert_false (is_kept (fixture));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->deployment, "GET", LOOKS), ==, 0);
  g_assert_cmpuint (count (fixture->portal.said, "\"request\""), ==, 1);

  service_tell (&fixture->portal, "allow\n");
  wait_said (fixture->portal.said, "\"will\": \"allow\"");
  adw_switch_row_set_active (row, TRUE);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "only while a window is on the screen");
  outpost_test_wait_until (is_kept, fixture);
  g_assert_true (adw_switch_row_get_active (row));
}

static gboolean
is_closed (gpointer dialog)
{
  return *(AdwDialog **) dialog == NULL;
}

/* The dialog was closed before the desktop answered: whoever opens it again sees that it is off, and why. */
static void
test_refused_later (Fixture *fixture,
                    gconstpointer data)
{
  AdwSwitchRow *row = open_preferences (fixture);
  AdwDialog *dialog = ADW_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_DIALOG));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  start_portal (fixture, "refuse\n");
  adw_switch_row_set_active (row, TRUE);
  adw_dialog_force_close (dialog);
  outpost_test_wait_until (is_closed, &dialog);
  outpost_test_wait_until (is_inactive, fixture);
  row = open_preferences (fixture);
  g_assert_false (adw_switch_row_get_active (row));
  page_wait_shown (GTK_WIDGET (fixture->page.window), "does not allow Outpost to run without a window");
}

/* What stands above the switch is true of it. */
static void
test_description (Fixture *fixture,
                  gconstpointer data)
{
  open_preferences (fixture);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "watched only while a window is on the screen");
  turn_on (fixture);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "watched even while no window is open");
  outpost_background_set_active (fixture->background, FALSE);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "watched only while a window is on the screen");
}

/* The demo ends with the program: there is nothing to keep watching. */
static void
test_demo (Fixture *fixture,
           gconstpointer data)
{
  AdwDialog *dialog;

  outpost_test_await_true (outpost_account_store_sign_out (fixture->store, fixture->account), NULL);
  outpost_preferences_set_watch (fixture->preferences, TRUE);
  g_assert_cmpuint (outpost_lookout_get_n_accounts (fixture->lookout), ==, 0);
  outpost_preferences_set_watch (fixture->preferences, FALSE);
  dialog = outpost_preferences_dialog_new (fixture->preferences, fixture->store, fixture->background);
  page_fixture_present (&fixture->page, adw_bin_new ());
  adw_dialog_present (dialog, GTK_WIDGET (fixture->page.window));
  page_wait_shown (GTK_WIDGET (fixture->page.window), "Notify When a Machine Is Lost or Back");
  g_assert_null (page_find_named (GTK_WIDGET (fixture->page.window), is_row, SWITCH));
}

static void
test_not_started (Fixture *fixture,
                  gconstpointer data)
{
  start_portal (fixture, "once\n");
  outpost_background_set_active (fixture->background, TRUE);
  outpost_test_wait_until (is_kept, fixture);
  wait_said (fixture->told, "does not start Outpost by itself");
  wait_looks (fixture, 2);
  outpost_background_set_active (fixture->background, FALSE);
  g_assert_null (outpost_background_get_words (fixture->background));
}

static void
answered_cb (OutpostBackgroundPortal *portal,
             guint answer,
             guint *answered)
{
  *answered = answer;
}

static gboolean
has_answer (gpointer data)
{
  return *(guint *) data != G_MAXUINT;
}

/* Outside a sandbox there is nobody who could forbid it; inside one there must be somebody who allows it. */
static void
test_no_portal (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr(OutpostBackgroundPortal) sandboxed
      = outpost_background_portal_new (g_application_get_dbus_connection (G_APPLICATION (app)), TRUE);
  guint answer = G_MAXUINT;

  outpost_background_set_active (fixture->background, TRUE);
  outpost_test_wait_until (is_kept, fixture);
  wait_said (fixture->told, "does not start Outpost by itself");
  g_assert_true (outpost_background_get_active (fixture->background));

  g_signal_connect (sandboxed, "answered", G_CALLBACK (answered_cb), &answer);
  outpost_background_portal_ask (sandboxed, "Why");
  outpost_test_wait_until (has_answer, &answer);
  g_assert_cmpuint (answer, ==, OUTPOST_PORTAL_REFUSED);
}

/* Until the portal has read all that came to it over the bus. */
static void
wait_read (Fixture *fixture)
{
  g_autoptr(OutpostBackgroundPortal) portal
      = outpost_background_portal_new (g_application_get_dbus_connection (G_APPLICATION (app)), FALSE);

  outpost_background_portal_set_status (portal, "That is all");
  wait_said (fixture->portal.said, "That is all");
}

/* The question still stands when the switch is turned back: it goes, and no other one comes. */
static void
test_withdrawn (Fixture *fixture,
                gconstpointer data)
{
  start_portal (fixture, "wait\n");
  outpost_background_set_active (fixture->background, TRUE);
  wait_said (fixture->portal.said, "\"request\"");
  g_assert_false (is_kept (fixture));
  outpost_background_set_active (fixture->background, FALSE);
  outpost_test_wait_until (is_inactive, fixture);
  wait_said (fixture->portal.said, "\"close\"");
  wait_read (fixture);
  g_assert_cmpuint (count (fixture->portal.said, "\"request\""), ==, 1);
  g_assert_cmpstr (fixture->told->str, ==, "");
}

/* The portal goes while the question stands: nobody will answer it. It is asked anew when somebody wants so. */
static void
test_vanished (Fixture *fixture,
               gconstpointer data)
{
  AdwSwitchRow *row = open_preferences (fixture);

  start_portal (fixture, "wait\n");
  adw_switch_row_set_active (row, TRUE);
  wait_said (fixture->portal.said, "\"request\"");
  g_assert_true (outpost_background_get_active (fixture->background));
  service_tell (&fixture->portal, "vanish\n");
  outpost_test_wait_until (is_inactive, fixture);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "did not answer whether Outpost may run without a window");
  g_assert_false (adw_switch_row_get_active (row));
  g_assert_false (is_kept (fixture));
  service_stop (&fixture->portal);
  turn_on (fixture);
  g_assert_true (adw_switch_row_get_active (row));

  /* What was answered stays so. */
  service_tell (&fixture->portal, "vanish\n");
  outpost_test_wait_until (is_over, &fixture->portal);
  wait_looks (fixture, 2);
  g_assert_true (is_kept (fixture));
}

/* ---- Watching -------------------------------------------------------------------------------------------------------- */

/* Said once, and then only what is new. */
static void
test_status (Fixture *fixture,
             gconstpointer data)
{
  turn_on (fixture);
  wait_looks (fixture, 4);
  outpost_fake_network_set (fixture->network, FALSE, FALSE);
  wait_said (fixture->portal.said, "Waiting for the network");
  g_assert_cmpuint (count (fixture->portal.said, WATCHING), ==, 1);
  g_assert_cmpuint (count (fixture->portal.said, "\"status\""), ==, 2);
  outpost_fake_network_set (fixture->network, TRUE, FALSE);
  wait_looks (fixture, 1);
  outpost_demo_set_agent (fixture->deployment, "gpu-01", "main", "disconnected", "ready");
  wait_looks (fixture, 2);
  g_assert_cmpuint (count (fixture->portal.said, "\"status\""), <=, 3);
}

/* Lost and back, as the desktop shows it; nothing of the demo, which is not watched. */
static void
test_lost_and_back (Fixture *fixture,
                    gconstpointer data)
{
  GString *shown;

  service_start (&fixture->desktop, "notifications.py");
  shown = fixture->desktop.said;
  turn_on (fixture);
  outpost_demo_set_agent (fixture->page.demo, "gpu-01", "main", "disconnected", "ready");
  outpost_demo_set_agent (fixture->deployment, "gpu-01", "main", "disconnected", "ready");
  wait_looks (fixture, 3);
  now += 30 * SECOND;
  wait_shown (fixture, "\"gpu-01 is lost\"");
  outpost_demo_set_agent (fixture->deployment, "gpu-01", "main", "connected", "ready");
  wait_said (shown, "\"close\"");
  now += 30 * SECOND;
  wait_said (shown, "\"gpu-01 is back\"");
  g_assert_cmpuint (count (shown, "\"show\""), ==, 2);
}

/* Told once, and taken back when somebody signs in again. */
static void
test_key (Fixture *fixture,
          gconstpointer data)
{
  GString *shown;

  service_start (&fixture->desktop, "notifications.py");
  shown = fixture->desktop.said;
  turn_on (fixture);
  outpost_demo_revoke_keys (fixture->deployment);
  wait_shown (fixture, "is not watched\"");
  wait_said (fixture->portal.said, "No deployment answers at the moment");
  g_assert_cmpuint (count (shown, "\"show\""), ==, 1);
  g_assert_null (strstr (shown->str, outpost_demo_get_key (fixture->deployment)));

  add_account (fixture);
  wait_said (shown, "\"close\"");
  wait_looks (fixture, 2);
  g_assert_cmpuint (count (shown, "\"show\""), ==, 1);
}

/* Signed out instead, there is nothing to sign in to again. */
static void
test_key_signed_out (Fixture *fixture,
                     gconstpointer data)
{
  service_start (&fixture->desktop, "notifications.py");
  turn_on (fixture);
  outpost_demo_revoke_keys (fixture->deployment);
  wait_shown (fixture, "is not watched\"");
  g_assert_cmpuint (count (fixture->desktop.said, "\"close\""), ==, 0);
  outpost_test_await_true (outpost_account_store_sign_out (fixture->store, fixture->account), NULL);
  wait_said (fixture->desktop.said, "\"close\"");
}

int
main (int argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app = GTK_APPLICATION (adw_application_new ("io.github.outpost_app.Test", G_APPLICATION_DEFAULT_FLAGS));
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/background/off", test_off);
  ADD ("/background/allowed", test_allowed);
  ADD ("/background/refused", test_refused);
  ADD ("/background/refused-later", test_refused_later);
  ADD ("/background/description", test_description);
  ADD ("/background/demo", test_demo);
  ADD ("/background/not-started", test_not_started);
  ADD ("/background/no-portal", test_no_portal);
  ADD ("/background/withdrawn", test_withdrawn);
  ADD ("/background/vanished", test_vanished);
  ADD ("/background/status", test_status);
  ADD ("/background/lost-and-back", test_lost_and_back);
  ADD ("/background/key", test_key);
  ADD ("/background/key-signed-out", test_key_signed_out);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-attach-panel.h"
#include "outpost-command-box.h"
#include "outpost-command-view.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-export-file.h"
#include "outpost-instructions.h"
#include "outpost-page-fixture.h"

#define CREDENTIALS "/api/v2/workspaces/*/external-agent/*/credentials"

/* A panel on the screen for an agent that waits. */
typedef struct
{
  PageFixture page;
  OutpostWorkspace *workspace;
  GtkWidget *panel;
  GtkWidget *box;
  OutpostCommandView *view;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  page_fixture_set_up (&fixture->page);
  outpost_demo_set_agent (fixture->page.demo, "gpu-02", "main", "connecting", "created");
  fixture->workspace = page_fixture_dup_workspace (&fixture->page, "gpu-02");
  fixture->panel = outpost_attach_panel_new (fixture->page.account, fixture->workspace, "main");
  fixture->box = page_find (fixture->panel, OUTPOST_TYPE_COMMAND_BOX);
  fixture->view = page_find (fixture->panel, OUTPOST_TYPE_COMMAND_VIEW);
  outpost_demo_clear_requests (fixture->page.demo);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  page_fixture_tear_down (&fixture->page);
  g_clear_object (&fixture->workspace);
}

static void
open_panel (Fixture *fixture)
{
  page_fixture_present (&fixture->page, fixture->panel);
  page_wait_shown (fixture->panel, "curl ");
}

static gboolean
is_hidden (gpointer data)
{
  return !outpost_command_view_get_revealed (data);
}

static void
test_reveal (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");
  GtkWidget *button = gtk_widget_get_next_sibling (GTK_WIDGET (fixture->view));
  GtkLabel *label;

  g_object_set (fixture->box, "hide-after", 300000, NULL);
  open_panel (fixture);
  label = page_find (GTK_WIDGET (fixture->view), GTK_TYPE_LABEL);
  g_assert_nonnull (strstr (gtk_label_get_text (label), "CODER_AGENT_TOKEN=\"••••"));
  g_assert_false (page_shows (fixture->panel, token));
  g_assert_true (gtk_label_get_selectable (label));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Reveal");
  gtk_widget_activate_action (fixture->box, "attach.reveal", NULL);
  g_assert_true (page_shows (fixture->panel, token));
  g_assert_false (gtk_label_get_selectable (label));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Hide");
  gtk_widget_activate_action (fixture->box, "attach.reveal", NULL);
  g_assert_false (page_shows (fixture->panel, token));

  g_object_set (fixture->box, "hide-after", 20, NULL);
  gtk_widget_activate_action (fixture->box, "attach.reveal", NULL);
  g_assert_true (page_shows (fixture->panel, token));
  outpost_test_wait_until (is_hidden, fixture->view);
  g_assert_null (strstr (gtk_label_get_text (label), token));
}

static void
test_drops (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");

  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "GET", CREDENTIALS), ==, 0);
  open_panel (fixture);
  gtk_widget_activate_action (fixture->box, "attach.reveal", NULL);
  g_assert_true (page_shows (fixture->panel, token));
  gtk_widget_set_visible (fixture->panel, FALSE);
  g_assert_cmpstr (outpost_command_view_get_text (fixture->view), ==, "");

  gtk_widget_set_visible (fixture->panel, TRUE);
  page_wait_shown (fixture->panel, "curl ");
  g_assert_false (page_shows (fixture->panel, token));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "GET", CREDENTIALS), ==, 2);
}

static void
test_copy (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr(OutpostCredentials) credentials = page_fixture_dup_credentials (&fixture->page, fixture->workspace, "main");
  g_autofree char *expected = outpost_instructions_dup_json ("gpu-02", "main", credentials);
  g_autofree char *command = NULL;
  g_autofree char *token = NULL;
  g_autofree char *json = NULL;
  GdkContentFormats *formats;

  open_panel (fixture);
  gtk_widget_activate_action (fixture->box, "attach.copy-command", NULL);
  page_wait_shown (GTK_WIDGET (fixture->page.window), "Command copied");
  command = page_dup_clipboard (fixture->panel);
  g_assert_cmpstr (command, ==, credentials->command);
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (fixture->panel));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "x-kde-passwordManagerHint"));

  gtk_widget_activate_action (fixture->box, "attach.copy-token", NULL);
  token = page_dup_clipboard (fixture->panel);
  g_assert_cmpstr (token, ==, credentials->agent_token);
  gtk_widget_activate_action (fixture->box, "attach.copy-json", NULL);
  json = page_dup_clipboard (fixture->panel);
  g_assert_cmpstr (json, ==, expected);
  g_assert_false (page_shows (fixture->panel, credentials->agent_token));
}

static void
test_export_name (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *name = outpost_export_file_dup_name ("gpu-02", "main");
  g_autofree char *odd_name = outpost_export_file_dup_name ("../a", "b/c");

  g_assert_cmpstr (name, ==, "gpu-02-main.json");
  g_assert_cmpstr (odd_name, ==, "_._a-b_c.json");
}

static void
refuse (Fixture *fixture,
        guint status,
        const char *message,
        int code,
        gboolean can_retry)
{
  g_autofree char *json = g_strdup_printf ("{\"message\": \"%s\"}", message);
  g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = outpost_error_new_for_answer (status, "application/json", TRUE, NULL, NULL, 0, body);
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

  g_assert_error (error, OUTPOST_ERROR, code);
  outpost_demo_clear_faults (fixture->page.demo);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", CREDENTIALS, 0, status, 0, message, NULL);
  outpost_attach_panel_retry (OUTPOST_ATTACH_PANEL (fixture->panel));
  page_wait_shown (fixture->panel, words->heading);
  g_assert_true (page_shows (fixture->panel, words->body));
  g_assert_cmpint (page_shows (fixture->panel, "Retry"), ==, can_retry);
  g_assert_false (page_shows (fixture->panel, "curl "));
}

static void
test_refusals (Fixture *fixture,
               gconstpointer data)
{
  open_panel (fixture);
  refuse (fixture, 403, "Workspace External Agent is a Premium feature. Contact sales!", OUTPOST_ERROR_NOT_LICENSED, TRUE);
  refuse (fixture, 404, "External agent is authenticated with an instance ID.", OUTPOST_ERROR_INSTANCE_IDENTITY, FALSE);
  refuse (fixture, 404, "Workspace does not have an external agent.", OUTPOST_ERROR_NOT_EXTERNAL, TRUE);
  refuse (fixture, 404, "Resource not found or you do not have access to this resource", OUTPOST_ERROR_NOT_FOUND, TRUE);
  refuse (fixture, 404, "Route not found.", OUTPOST_ERROR_UNSUPPORTED_SERVER, FALSE);
  refuse (fixture, 403, "Forbidden.", OUTPOST_ERROR_FORBIDDEN, TRUE);
  outpost_demo_clear_faults (fixture->page.demo);
  gtk_widget_activate_action (fixture->panel, "attach.retry", NULL);
  page_wait_shown (fixture->panel, "curl ");
}

static void
test_rebuild (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *old_token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");
  g_autofree char *token = NULL;
  g_autoptr(OutpostWorkspace) newer = NULL;

  open_panel (fixture);
  outpost_attach_panel_update (OUTPOST_ATTACH_PANEL (fixture->panel));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->page.demo, "GET", CREDENTIALS), ==, 1);
  gtk_widget_activate_action (fixture->box, "attach.reveal", NULL);
  outpost_demo_rebuild (fixture->page.demo, "gpu-02");
  newer = page_fixture_dup_workspace (&fixture->page, "gpu-02");
  g_assert_true (outpost_workspace_update (fixture->workspace, newer, g_get_monotonic_time ()));
  outpost_attach_panel_update (OUTPOST_ATTACH_PANEL (fixture->panel));
  g_assert_cmpstr (outpost_command_view_get_text (fixture->view), ==, "");

  page_wait_shown (fixture->panel, "curl ");
  g_assert_false (outpost_command_view_get_revealed (fixture->view));
  gtk_widget_activate_action (fixture->box, "attach.reveal", NULL);
  token = outpost_demo_dup_token (fixture->page.demo, "gpu-02", "main");
  g_assert_cmpstr (token, !=, old_token);
  g_assert_true (page_shows (fixture->panel, token));
}

static void
test_finalize (Fixture *fixture,
               gconstpointer data)
{
  GtkWidget *panel = g_object_ref (fixture->panel);

  open_panel (fixture);
  outpost_demo_add_fault (fixture->page.demo, OUTPOST_DEMO_FAULT_HANG, "GET", CREDENTIALS, 0, 0, 0, NULL, NULL);
  outpost_attach_panel_retry (OUTPOST_ATTACH_PANEL (panel));
  gtk_window_destroy (g_steal_pointer (&fixture->page.window));
  g_assert_finalize_object (panel);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/attach-panel/reveal", test_reveal);
  ADD ("/attach-panel/drops", test_drops);
  ADD ("/attach-panel/copy", test_copy);
  ADD ("/attach-panel/export-name", test_export_name);
  ADD ("/attach-panel/refusals", test_refusals);
  ADD ("/attach-panel/rebuild", test_rebuild);
  ADD ("/attach-panel/finalize", test_finalize);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-application.h"
#include "outpost-check-page.h"
#include "outpost-help-dialog.h"
#include "outpost-help-topics.h"
#include "outpost-page-fixture.h"

/* The program with its first window; the bus takes one in a process. */
static GtkApplication *app;
static AdwApplicationWindow *window;

static GtkWidget *
get_dialog (void)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (window));
}

static gboolean
has_no_dialog (gpointer data)
{
  return get_dialog () == NULL;
}

static void
close_dialogs (void)
{
  while (get_dialog () != NULL)
    adw_dialog_force_close (ADW_DIALOG (get_dialog ()));
  outpost_test_wait_until (has_no_dialog, NULL);
}

static gboolean
is_row_of (GtkWidget *widget,
           const char *title)
{
  return ADW_IS_ACTION_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_copy_button (GtkWidget *widget,
                const char *tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0 && gtk_widget_get_mapped (widget);
}

static const char *
get_seen_tag (void)
{
  AdwNavigationView *view = page_find (get_dialog (), ADW_TYPE_NAVIGATION_VIEW);

  return adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (view));
}

/* What a person sees who presses the key that the action has. */
static void
test_contents (void)
{
  g_auto(GStrv) keys = gtk_application_get_accels_for_action (app, "app.help");

  g_assert_cmpstr (keys[0], ==, "F1");
  g_action_group_activate_action (G_ACTION_GROUP (app), "help", NULL);
  g_assert_true (OUTPOST_IS_HELP_DIALOG (get_dialog ()));
  for (const OutpostHelpTopic *topic = outpost_help_topics_get (); topic->id != NULL; topic++)
    {
      page_wait_shown (get_dialog (), topic->title);
      g_signal_emit_by_name (page_find_named (get_dialog (), is_row_of, topic->title), "activated");
      g_assert_cmpstr (get_seen_tag (), ==, topic->id);
      for (const OutpostHelpSection *section = topic->sections; section->body != NULL; section++)
        page_wait_shown (get_dialog (), section->body);
      gtk_widget_activate_action (page_find (get_dialog (), ADW_TYPE_NAVIGATION_PAGE), "navigation.pop", NULL);
      g_assert_null (get_seen_tag ());
    }
  close_dialogs ();
}

/* It comes over what somebody is doing, once. */
static void
test_topic (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (app), "shortcuts", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (app), "help-topic", g_variant_new_string ("connect"));
  g_assert_true (OUTPOST_IS_HELP_DIALOG (get_dialog ()));
  g_assert_cmpstr (get_seen_tag (), ==, "connect");
  g_action_group_activate_action (G_ACTION_GROUP (app), "help-topic", g_variant_new_string ("connect"));
  g_action_group_activate_action (G_ACTION_GROUP (app), "help", NULL);
  g_assert_cmpstr (get_seen_tag (), ==, "connect");
  adw_dialog_force_close (ADW_DIALOG (get_dialog ()));
  g_assert_nonnull (get_dialog ());
  g_assert_false (OUTPOST_IS_HELP_DIALOG (get_dialog ()));
  close_dialogs ();
}

static void
test_copy (void)
{
  g_autofree char *text = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (app), "help-topic", g_variant_new_string ("connect"));
  page_wait_shown (get_dialog (), "journalctl");
  g_signal_emit_by_name (page_find_named (get_dialog (), is_copy_button, "Copy Command"), "clicked");
  page_wait_shown (get_dialog (), "Command copied");
  text = page_dup_clipboard (GTK_WIDGET (window));
  g_assert_cmpstr (text, ==, "sudo journalctl -u 'coder-agent-*' -n 50 --no-pager");
  close_dialogs ();
}

static gboolean
is_heading (GtkWidget *widget,
            const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)
         && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_HEADING;
}

/* Who does not see it goes from heading to heading; none is wider than a telephone. */
static void
test_fits (void)
{
  for (const OutpostHelpTopic *topic = outpost_help_topics_get (); topic->id != NULL; topic++)
    {
      AdwNavigationView *view;
      int least;

      g_action_group_activate_action (G_ACTION_GROUP (app), "help-topic", g_variant_new_string (topic->id));
      view = page_find (get_dialog (), ADW_TYPE_NAVIGATION_VIEW);
      gtk_widget_measure (GTK_WIDGET (adw_navigation_view_get_visible_page (view)), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                          NULL, NULL);
      g_assert_cmpint (least, <=, 360);
      for (const OutpostHelpSection *section = topic->sections + 1; section->body != NULL; section++)
        g_assert_nonnull (page_find_named (get_dialog (), is_heading, section->heading));
      close_dialogs ();
    }
}

/* Whether a row says these keys, and no others. */
static gboolean
tells_keys (GtkWidget *widget,
            const char *keys)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), keys) && gtk_widget_get_mapped (widget)
         && gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW) != NULL;
}

/* “F5 or Ctrl+R” */
static char *
dup_keys (const char *const *accels)
{
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;

  for (guint i = 0; accels[i] != NULL; i++)
    {
      guint key = 0;
      GdkModifierType modifiers = 0;

      g_assert_true (gtk_accelerator_parse (accels[i], &key, &modifiers));
      g_strv_builder_take (labels, gtk_accelerator_get_label (key, modifiers));
    }
  parts = g_strv_builder_end (labels);
  return g_strjoinv (" or ", parts);
}

/* How many actions have keys; all of them are told. */
static guint
assert_all_told (GtkWidget *dialog)
{
  g_auto(GStrv) actions = gtk_application_list_action_descriptions (app);
  guint n = 0;

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto(GStrv) accels = gtk_application_get_accels_for_action (app, actions[i]);
      g_autofree char *keys = dup_keys ((const char *const *) accels);

      if (*keys == '\0')
        continue;
      n++;
      if (page_find_named (dialog, tells_keys, keys) == NULL)
        g_error ("%s has %s, which is not told", actions[i], keys);
    }
  return n;
}

/* Every key that an action of the program has is told, as it is, beside those that are the toolkit's or the list's own. */
static void
test_shortcuts (void)
{
  static const char *const own[] = { "F10", "Return", "Menu or Shift+F10", "Space", "Ctrl+A", "Escape", "Escape or Alt+Left" };
  int least;

  g_action_group_activate_action (G_ACTION_GROUP (app), "shortcuts", NULL);
  page_wait_shown (get_dialog (), "F5 or Ctrl+R");
  g_assert_cmpuint (assert_all_told (get_dialog ()), >=, 9);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (page_find_named (get_dialog (), tells_keys, own[i]) == NULL)
      g_error ("%s is not told", own[i]);
  gtk_widget_measure (page_find (get_dialog (), ADW_TYPE_TOOLBAR_VIEW), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  close_dialogs ();
}

static gboolean
leads_to_help (GtkWidget *widget,
               const char *topic)
{
  GVariant *target = GTK_IS_BUTTON (widget) ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget)) : NULL;

  return target != NULL && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "app.help-topic") == 0
         && g_str_equal (g_variant_get_string (target, NULL), topic);
}

static void
test_from_checks (void)
{
  g_autoptr(AdwNavigationPage) page = outpost_check_page_new (OUTPOST_PLATFORM_LINUX_AMD64, "https://coder.example.com", "");
  GtkWidget *button = page_find_named (GTK_WIDGET (g_object_ref_sink (page)), leads_to_help, "connect");

  g_assert_nonnull (button);
  g_assert_nonnull (outpost_help_topics_find ("connect"));
  g_assert_null (outpost_help_topics_find ("nothing"));
}

int
main (int argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  app = GTK_APPLICATION (outpost_application_new ());
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (app));
  window = ADW_APPLICATION_WINDOW (gtk_application_get_active_window (app));
  page_wait_shown (GTK_WIDGET (window), "Explore the Demo");
  g_test_add_func ("/help/contents", test_contents);
  g_test_add_func ("/help/topic", test_topic);
  g_test_add_func ("/help/copy", test_copy);
  g_test_add_func ("/help/fits", test_fits);
  g_test_add_func ("/help/shortcuts", test_shortcuts);
  g_test_add_func ("/help/from-checks", test_from_checks);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (app);
  return status;
}

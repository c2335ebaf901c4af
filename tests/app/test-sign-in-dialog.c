/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-error-box.h"
#include "outpost-fake-secrets.h"
#include "outpost-page-fixture.h"
#include "outpost-sign-in-dialog.h"

#define NARROW 360
#define UNKNOWN_KEY "aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb"

/* A deployment, a keyring and a window with the dialog in it. */
typedef struct
{
  OutpostDemo *demo;
  OutpostFakeSecrets *secrets;
  OutpostContext *context;
  GtkWindow *window;
  AdwDialog *dialog;
  GtkWidget *root; /* the dialog */
  char *toast;
  guint n_keys; /* before anything */
} Fixture;

/* ---- Finding ----------------------------------------------------------------------------------------------------- */

/* A row by its title, a button by its label: mapped, and on the page that is shown. */
typedef struct
{
  GtkWidget *root;
  const char *name;
  GtkWidget *found;
} Wanted;

static const char *
get_name (GtkWidget *widget)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return NULL;
}

static AdwNavigationPage *
get_page (GtkWidget *root)
{
  AdwNavigationView *view = page_find (root, ADW_TYPE_NAVIGATION_VIEW);

  return adw_navigation_view_get_visible_page (view);
}

static gboolean
is_named (GtkWidget *widget,
          const char *name)
{
  return gtk_widget_get_mapped (widget) && g_strcmp0 (get_name (widget), name) == 0;
}

static gboolean
is_found (gpointer data)
{
  Wanted *wanted = data;

  wanted->found = page_find_named (GTK_WIDGET (get_page (wanted->root)), is_named, wanted->name);
  return wanted->found != NULL;
}

static gpointer
wait_for (Fixture *fixture,
          const char *name)
{
  Wanted wanted = { fixture->root, name };

  outpost_test_wait_until (is_found, &wanted);
  return wanted.found;
}

static gboolean
is_sensitive (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

/* No need to scroll to it. */
static gboolean
is_in_view (gpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (data, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (data, scroller, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (scroller);
}

static void
press (Fixture *fixture,
       const char *name)
{
  GtkWidget *button = wait_for (fixture, name);

  outpost_test_wait_until (is_sensitive, button);
  g_signal_emit_by_name (button, "clicked");
}

static void
type (Fixture *fixture,
      const char *row,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (wait_for (fixture, row)), text);
}

/* Enter in a row. */
static void
enter (Fixture *fixture,
       const char *row,
       const char *text)
{
  type (fixture, row, text);
  g_signal_emit_by_name (wait_for (fixture, row), "entry-activated");
}

static const char *
get_text (Fixture *fixture,
          const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (wait_for (fixture, row)));
}

static gboolean
is_on_page (gpointer data)
{
  Wanted *wanted = data;

  return g_strcmp0 (adw_navigation_page_get_tag (get_page (wanted->root)), wanted->name) == 0;
}

static void
wait_for_page (Fixture *fixture,
               const char *tag)
{
  Wanted wanted = { fixture->root, tag };

  outpost_test_wait_until (is_on_page, &wanted);
}

static gboolean
is_closed (gpointer data)
{
  Fixture *fixture = data;

  return fixture->dialog == NULL;
}

/* The dialog goes, with everything that it held. */
static void
wait_until_closed (Fixture *fixture)
{
  outpost_test_wait_until (is_closed, fixture);
}

static OutpostAccount *
get_account (Fixture *fixture)
{
  return outpost_account_store_get_current (outpost_context_get_accounts (fixture->context));
}

/* ---- Fixture ----------------------------------------------------------------------------------------------------- */

static void
toast_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer data)
{
  Fixture *fixture = data;

  g_set_str (&fixture->toast, g_variant_get_string (parameter, NULL));
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  static const GActionEntry entries[] = { { "toast", toast_action, "s" } };
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL | GPOINTER_TO_UINT (data), 0, &error);
  g_assert_no_error (error);
  fixture->n_keys = outpost_demo_count_keys (fixture->demo);
  fixture->secrets = outpost_fake_secrets_new ();
  fixture->context = outpost_context_new_at (dir, dir, OUTPOST_SECRETS (fixture->secrets));
  fixture->window = GTK_WINDOW (adw_window_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
  gtk_window_set_default_size (fixture->window, 900, 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), gtk_label_new ("Window"));
  gtk_window_present (fixture->window);
}

static void
present (Fixture *fixture,
         AdwDialog *dialog)
{
  g_set_weak_pointer (&fixture->dialog, dialog);
  fixture->root = GTK_WIDGET (dialog);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
}

static void
open_dialog (Fixture *fixture,
             gconstpointer data)
{
  set_up (fixture, data);
  present (fixture, outpost_sign_in_dialog_new (fixture->context));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  wait_until_closed (fixture);
  g_clear_weak_pointer (&fixture->dialog);
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->context);
  g_clear_object (&fixture->secrets);
  g_clear_object (&fixture->demo);
  g_free (fixture->toast);
}

static void
go_to_key (Fixture *fixture)
{
  enter (fixture, "Address", outpost_demo_get_url (fixture->demo));
  wait_for_page (fixture, "key");
}

/* ---- Ways through ------------------------------------------------------------------------------------------------ */

static void
test_key (Fixture *fixture,
          gconstpointer data)
{
  g_autofree char *address = g_strdup_printf ("%s/workspaces", outpost_demo_get_url (fixture->demo));
  g_autofree char *expected = g_strdup_printf ("Signed in as you on %s", strstr (outpost_demo_get_url (fixture->demo), "127"));
  g_autofree char *pasted = g_strdup_printf (" %s ", outpost_demo_get_key (fixture->demo));

  g_assert_false (gtk_widget_get_sensitive (wait_for (fixture, "Connect")));
  type (fixture, "Address", address);
  press (fixture, "Connect");
  wait_for_page (fixture, "key");
  page_wait_shown (fixture->root, "Coder 2.36.0");
  page_wait_shown (fixture->root, "External workspaces: yes");
  g_assert_false (page_shows (fixture->root, "Not Encrypted"));

  type (fixture, "Paste the Key", "aaaa");
  page_wait_shown (fixture->root, "A whole key has");
  g_assert_false (gtk_widget_get_sensitive (wait_for (fixture, "Sign In")));
  type (fixture, "Paste the Key", pasted);
  page_wait_gone (fixture->root, "A whole key has");
  press (fixture, "Sign In");
  wait_until_closed (fixture);
  g_assert_cmpstr (fixture->toast, ==, expected);
  g_assert_nonnull (get_account (fixture));
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 1);
}

static void
test_wrong_key (Fixture *fixture,
                gconstpointer data)
{
  GtkWidget *row;

  go_to_key (fixture);
  enter (fixture, "Paste the Key", UNKNOWN_KEY);
  page_wait_shown (fixture->root, "Key Not Accepted");
  g_assert_cmpstr (get_text (fixture, "Paste the Key"), ==, UNKNOWN_KEY);
  row = wait_for (fixture, "Paste the Key");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), row));
  g_assert_false (page_shows (fixture->root, UNKNOWN_KEY));

  /* One message, and room for the button below it. */
  enter (fixture, "Paste the Key", "nonsense");
  page_wait_shown (fixture->root, "A whole key has");
  page_settle ();
  g_assert_false (gtk_widget_get_visible (page_find (GTK_WIDGET (get_page (fixture->root)), OUTPOST_TYPE_ERROR_BOX)));
  outpost_test_wait_until (is_in_view, wait_for (fixture, "Sign In"));
  g_assert_cmpstr (get_text (fixture, "Paste the Key"), ==, "nonsense");
  enter (fixture, "Paste the Key", outpost_demo_get_key (fixture->demo));
  wait_until_closed (fixture);
}

static void
test_password (Fixture *fixture,
               gconstpointer data)
{
  go_to_key (fixture);
  adw_expander_row_set_expanded (wait_for (fixture, "E-Mail and Password"), TRUE);
  type (fixture, "E-Mail", outpost_demo_get_email (fixture->demo));
  g_assert_false (gtk_widget_get_sensitive (wait_for (fixture, "Sign In")));
  enter (fixture, "Password", "not that");
  page_wait_shown (fixture->root, "Wrong E-Mail or Password");
  g_assert_cmpstr (get_text (fixture, "E-Mail"), ==, outpost_demo_get_email (fixture->demo));
  g_assert_cmpstr (get_text (fixture, "Password"), ==, "not that");
  type (fixture, "Password", outpost_demo_get_password (fixture->demo));
  press (fixture, "Sign In");
  wait_until_closed (fixture);
  g_assert_nonnull (get_account (fixture));
}

static void
test_addresses (Fixture *fixture,
                gconstpointer data)
{
  enter (fixture, "Address", "ht!tp:// no");
  page_wait_shown (fixture->root, "Not an Address");
  g_assert_cmpstr (get_text (fixture, "Address"), ==, "ht!tp:// no");
  enter (fixture, "Address", "http://127.0.0.1:1");
  page_wait_shown (fixture->root, "No Connection");
  g_assert_cmpstr (get_text (fixture, "Address"), ==, "http://127.0.0.1:1");

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HTML, "GET", "/api/v2/buildinfo", 1, 200, 0, NULL, NULL);
  enter (fixture, "Address", outpost_demo_get_url (fixture->demo));
  page_wait_shown (fixture->root, "Not a Coder Deployment");

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/buildinfo", 1, 200, 0,
                          "{\"version\":\"v2.24.1\",\"dashboard_url\":\"\",\"deployment_id\":\"\",\"workspace_proxy\":false}",
                          NULL);
  enter (fixture, "Address", outpost_demo_get_url (fixture->demo));
  page_wait_shown (fixture->root, "Coder Is Too Old");
  page_wait_shown (fixture->root, "This deployment runs Coder 2.24.1.");

  enter (fixture, "Address", outpost_demo_get_url (fixture->demo));
  wait_for_page (fixture, "key");
}

static void
test_plain (Fixture *fixture,
            gconstpointer data)
{
  type (fixture, "Address", "http://127.0.0.1:7080");
  g_assert_false (page_shows (fixture->root, "Not encrypted"));
  type (fixture, "Address", "http://coder.example.com");
  page_wait_shown (fixture->root, "Not encrypted");
  type (fixture, "Address", "coder.example.com");
  page_wait_gone (fixture->root, "Not encrypted");
}

static gboolean
is_asked (gpointer data)
{
  return outpost_demo_count_requests (data, NULL, NULL) > 0;
}

/* Typing on, and going back, cancel what is under way. */
static void
test_back (Fixture *fixture,
           gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HANG, "GET", "/api/v2/buildinfo", 1, 0, 0, NULL, NULL);
  enter (fixture, "Address", outpost_demo_get_url (fixture->demo));
  page_wait_shown (fixture->root, "Connecting…");
  outpost_test_wait_until (is_asked, fixture->demo);
  type (fixture, "Address", "x");
  page_wait_gone (fixture->root, "Connecting…");
  g_assert_cmpstr (get_text (fixture, "Address"), ==, "x");

  go_to_key (fixture);
  type (fixture, "Paste the Key", UNKNOWN_KEY);
  adw_navigation_view_pop (page_find (fixture->root, ADW_TYPE_NAVIGATION_VIEW));
  wait_for_page (fixture, "address");
  g_assert_cmpstr (get_text (fixture, "Address"), ==, outpost_demo_get_url (fixture->demo));
  go_to_key (fixture);
  g_assert_cmpstr (get_text (fixture, "Paste the Key"), ==, "");
}

static void
test_moved (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *to = g_strdup_printf ("localhost%s", strrchr (outpost_demo_get_url (fixture->demo), ':'));
  g_autofree char *use = g_strdup_printf ("Use %s", to);

  enter (fixture, "Address", outpost_demo_get_url (fixture->demo));
  wait_for_page (fixture, "moved");
  page_wait_shown (fixture->root, outpost_demo_get_url (fixture->demo));
  page_wait_shown (fixture->root, to);
  press (fixture, use);
  wait_for_page (fixture, "key");
  page_wait_shown (fixture->root, to);
  adw_navigation_view_pop (page_find (fixture->root, ADW_TYPE_NAVIGATION_VIEW));
  wait_for_page (fixture, "address");
}

static void
test_certificate (Fixture *fixture,
                  gconstpointer data)
{
  enter (fixture, "Address", outpost_demo_get_url (fixture->demo));
  page_wait_shown (fixture->root, "Certificate Not Trusted");
  press (fixture, "Show Certificate");
  wait_for_page (fixture, "certificate");
  page_wait_shown (fixture->root, "It is not signed by anyone this computer trusts.");
  page_wait_shown (fixture->root, "Valid Until");
  page_wait_shown (fixture->root, "SHA-256 Fingerprint");
  adw_navigation_view_pop (page_find (fixture->root, ADW_TYPE_NAVIGATION_VIEW));
  wait_for_page (fixture, "address");
  g_assert_true (page_shows (fixture->root, "Certificate Not Trusted"));
}

static void
test_editions (Fixture *fixture,
               gconstpointer data)
{
  gboolean open_source = (GPOINTER_TO_UINT (data) & OUTPOST_DEMO_OPEN_SOURCE) != 0;

  go_to_key (fixture);
  page_wait_shown (fixture->root, open_source ? "machines can never be attached" : "not licensed");
}

/* ---- Keeping ----------------------------------------------------------------------------------------------------- */

static void
test_keyring (Fixture *fixture,
              gconstpointer data)
{
  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_LOCKED);
  go_to_key (fixture);
  enter (fixture, "Paste the Key", outpost_demo_get_key (fixture->demo));
  wait_for_page (fixture, "keep");
  page_wait_shown (fixture->root, "The Keyring Is Locked");
  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_REFUSED);
  press (fixture, "Unlock");
  page_wait_shown (fixture->root, "The Keyring Refused");
  outpost_fake_secrets_fail (fixture->secrets, -1);
  press (fixture, "Retry");
  wait_until_closed (fixture);
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 1);
  g_assert_false (outpost_account_is_session_only (get_account (fixture)));
}

static void
test_session (Fixture *fixture,
              gconstpointer data)
{
  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_MISSING);
  go_to_key (fixture);
  enter (fixture, "Paste the Key", outpost_demo_get_key (fixture->demo));
  wait_for_page (fixture, "keep");
  page_wait_shown (fixture->root, "There Is No Keyring");
  press (fixture, "For This Session Only");
  wait_until_closed (fixture);
  g_assert_true (outpost_account_is_session_only (get_account (fixture)));
  g_assert_cmpuint (outpost_fake_secrets_count (fixture->secrets), ==, 0);
}

static gboolean
has_no_key_of_ours (gpointer data)
{
  Fixture *fixture = data;

  return outpost_demo_count_keys (fixture->demo) == fixture->n_keys;
}

/* Closing before the key is kept ends the key that was made. */
static void
test_close (Fixture *fixture,
            gconstpointer data)
{
  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_LOCKED);
  go_to_key (fixture);
  enter (fixture, "Paste the Key", outpost_demo_get_key (fixture->demo));
  wait_for_page (fixture, "keep");
  g_assert_cmpuint (outpost_demo_count_keys (fixture->demo), ==, fixture->n_keys + 1);
  adw_dialog_close (fixture->dialog);
  wait_until_closed (fixture);
  outpost_test_wait_until (has_no_key_of_ours, fixture);
  g_assert_null (get_account (fixture));
  g_assert_null (fixture->toast);
}

/* ---- Again ------------------------------------------------------------------------------------------------------- */

static void
test_again (Fixture *fixture,
            gconstpointer data)
{
  OutpostAccount *account;
  AdwNavigationView *view;

  go_to_key (fixture);
  enter (fixture, "Paste the Key", outpost_demo_get_key (fixture->demo));
  wait_until_closed (fixture);
  account = get_account (fixture);

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DROP, "GET", "/api/v2/buildinfo", 0, 0, 0, NULL, NULL);
  present (fixture, outpost_sign_in_dialog_new_for_account (fixture->context, account));
  page_wait_shown (fixture->root, "No Connection");
  g_assert_cmpstr (get_text (fixture, "Address"), ==, outpost_demo_get_url (fixture->demo));
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (wait_for (fixture, "Address"))));
  outpost_demo_clear_faults (fixture->demo);
  press (fixture, "Retry");
  wait_for_page (fixture, "key");
  view = page_find (fixture->root, ADW_TYPE_NAVIGATION_VIEW);
  g_assert_null (adw_navigation_view_get_previous_page (view, get_page (fixture->root)));
  enter (fixture, "Paste the Key", outpost_demo_get_key (fixture->demo));
  wait_until_closed (fixture);
  g_assert_true (get_account (fixture) == account);
}

/* ---- Looks ------------------------------------------------------------------------------------------------------- */

static void
assert_fits (Fixture *fixture)
{
  int minimum;

  gtk_widget_measure (fixture->root, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, NARROW);
}

static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *long_address = g_strdup_printf ("http://%s.example.com/x", "averylonghostnamethatgoesonandonandonandon");

  assert_fits (fixture);
  type (fixture, "Address", long_address);
  assert_fits (fixture);
  enter (fixture, "Address", "http://127.0.0.1:1");
  page_wait_shown (fixture->root, "No Connection");
  assert_fits (fixture);
  go_to_key (fixture);
  adw_expander_row_set_expanded (wait_for (fixture, "E-Mail and Password"), TRUE);
  enter (fixture, "Paste the Key", UNKNOWN_KEY);
  page_wait_shown (fixture->root, "Key Not Accepted");
  assert_fits (fixture);
  outpost_fake_secrets_fail (fixture->secrets, OUTPOST_ERROR_KEYRING_MISSING);
  enter (fixture, "Paste the Key", outpost_demo_get_key (fixture->demo));
  wait_for_page (fixture, "keep");
  assert_fits (fixture);
}

static void
test_roles (Fixture *fixture,
            gconstpointer data)
{
  OutpostErrorBox *box = page_find (fixture->root, OUTPOST_TYPE_ERROR_BOX);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (box)));
  enter (fixture, "Address", "http://127.0.0.1:1");
  page_wait_shown (fixture->root, "No Connection");
  gtk_test_accessible_assert_role (box, GTK_ACCESSIBLE_ROLE_ALERT);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_assert_cmpstr (outpost_error_box_get_heading (box), ==, "No Connection");
}

/* A dialog that was never shown goes as well. */
static void
test_unshown (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_session ();
  g_autoptr(OutpostContext) context = outpost_context_new_at (dir, dir, secrets);
  AdwDialog *dialog = g_object_ref_sink (outpost_sign_in_dialog_new (context));

  g_assert_finalize_object (dialog);
}

#define ADD(name, flags, func) \
  g_test_add ("/sign-in-dialog/" name, Fixture, GUINT_TO_POINTER (flags), open_dialog, func, tear_down)

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("key", 0, test_key);
  ADD ("wrong-key", 0, test_wrong_key);
  ADD ("password", 0, test_password);
  ADD ("addresses", 0, test_addresses);
  ADD ("plain", 0, test_plain);
  ADD ("back", 0, test_back);
  ADD ("moved", OUTPOST_DEMO_REDIRECT, test_moved);
  ADD ("certificate", OUTPOST_DEMO_TLS, test_certificate);
  ADD ("open-source", OUTPOST_DEMO_OPEN_SOURCE, test_editions);
  ADD ("no-licence", OUTPOST_DEMO_NO_LICENSE, test_editions);
  ADD ("keyring", 0, test_keyring);
  ADD ("session", 0, test_session);
  ADD ("close", 0, test_close);
  ADD ("again", 0, test_again);
  ADD ("narrow", 0, test_narrow);
  ADD ("roles", 0, test_roles);
  g_test_add_func ("/sign-in-dialog/unshown", test_unshown);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-application.h"
#include "outpost-page-fixture.h"

#define NOWHERE "http://127.0.0.1:1"
#define MOST_ACCOUNTS 64

/* The program with its first window; the bus takes one in a process. */
static OutpostApplication *app;

static void
add_account (OutpostAccountStore *store,
             guint number)
{
  g_autofree char *json
      = g_strdup_printf ("{\"id\":\"user-%u\",\"username\":\"you\",\"name\":\"\",\"email\":\"\",\"roles\":[]}", number);
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostUser) user = outpost_user_new_from_json (bytes, &error);
  g_autoptr(OutpostAccount) account = NULL;

  g_assert_no_error (error);
  account = outpost_test_await_object (outpost_account_store_add (store, NOWHERE, user, "key", OUTPOST_KEEP_FOR_SESSION), &error);
  g_assert_no_error (error);
}

/* There are as many accounts as there can be: no demo comes, and that is said. */
static void
test_fails (void)
{
  OutpostAccountStore *store = outpost_context_get_accounts (outpost_application_get_context (app));
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  for (guint i = 0; i < MOST_ACCOUNTS; i++)
    add_account (store, i);
  g_action_group_activate_action (G_ACTION_GROUP (app), "demo", NULL);
  page_wait_shown (GTK_WIDGET (window), "Too Many Accounts");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, MOST_ACCOUNTS);
}

int
main (int argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  app = outpost_application_new ();
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (app));
  g_test_add_func ("/explore/fails", test_fails);
  status = g_test_run ();
  gtk_window_destroy (gtk_application_get_active_window (GTK_APPLICATION (app)));
  g_object_unref (app);
  return status;
}

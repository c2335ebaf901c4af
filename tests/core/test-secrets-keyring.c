/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error.h"
#include "outpost-secrets.h"
#include "outpost-test.h"

#include <libsecret/secret.h>

/* Runs inside support/with-keyring.sh, on a private bus with a private gnome-keyring. */

#define URL "https://coder.example.com"
#define BOB "0c8f0d0e-7a58-4f9e-b3a4-c4a0c3b1a111"
#define LABEL "Outpost key for bob on coder.example.com"
#define KEY "hC1nbSv2Xk-3P1bqTQ0a8w5hJp6dYk2Zr"

static void
appeared_cb (GDBusConnection *connection,
             const char *name,
             const char *owner,
             gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
wait_for_service (void)
{
  gboolean appeared = FALSE;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets", G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, NULL,
                                  &appeared, NULL);

  outpost_test_wait_until (is_set, &appeared);
  g_bus_unwatch_name (watch);
}

static void
assert_rejects (DexFuture *future,
                OutpostError code)
{
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (future, &error);
  g_assert_error (error, OUTPOST_ERROR, (int) code);
  g_assert_null (strstr (error->message, KEY));
}

static void
assert_resolves (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (future, &error);
  g_assert_no_error (error);
}

static void
assert_item (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, &error);
  g_autofree char *label = NULL;
  g_autofree char *schema = NULL;
  GList *items;

  g_assert_no_error (error);
  g_hash_table_insert (attributes, (gpointer) "deployment", (gpointer) URL);
  g_hash_table_insert (attributes, (gpointer) "user", (gpointer) BOB);
  items = secret_service_search_sync (service, NULL, attributes, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_item_get_label (items->data);
  schema = secret_item_get_schema_name (items->data);
  g_assert_cmpstr (label, ==, LABEL);
  g_assert_cmpstr (schema, ==, "io.github.outpost_app.Outpost.Key");
  g_list_free_full (items, g_object_unref);
}

static void
test_kept (void)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  assert_rejects (outpost_secrets_lookup (secrets, URL, BOB), OUTPOST_ERROR_KEY_MISSING);
  assert_resolves (outpost_secrets_clear (secrets, URL, BOB));
  assert_resolves (outpost_secrets_store (secrets, URL, BOB, LABEL, "an older key"));
  assert_resolves (outpost_secrets_store (secrets, URL, BOB, LABEL, KEY));
  assert_item ();
  found = outpost_test_await_string (outpost_secrets_lookup (secrets, URL, BOB), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, KEY);
  assert_rejects (outpost_secrets_lookup (secrets, "https://other.example.com", BOB), OUTPOST_ERROR_KEY_MISSING);
  assert_resolves (outpost_secrets_clear (secrets, URL, BOB));
  assert_rejects (outpost_secrets_lookup (secrets, URL, BOB), OUTPOST_ERROR_KEY_MISSING);
}

static void
lock (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_autoptr(SecretCollection) collection
      = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, &error);
  GList list = { collection, NULL, NULL };

  g_assert_no_error (error);
  g_assert_nonnull (collection);
  g_assert_cmpint (secret_service_lock_sync (service, &list, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

/* A locked key is not a missing one: that would make somebody sign in again for nothing. */
static void
test_locked (void)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();

  assert_resolves (outpost_secrets_store (secrets, URL, BOB, LABEL, KEY));
  lock ();
  assert_rejects (outpost_secrets_lookup (secrets, URL, BOB), OUTPOST_ERROR_KEYRING_LOCKED);
  assert_rejects (outpost_secrets_clear (secrets, URL, BOB), OUTPOST_ERROR_KEYRING_LOCKED);
  assert_rejects (outpost_secrets_store (secrets, URL, BOB, LABEL, KEY), OUTPOST_ERROR_KEYRING_LOCKED);
}

static guint n_prompts;

/* Whatever is asked of the prompter, which answers nothing. */
static GDBusMessage *
prompter_filter (GDBusConnection *connection,
                 GDBusMessage *message,
                 gboolean incoming,
                 gpointer data)
{
  if (incoming && g_strcmp0 (g_dbus_message_get_interface (message), "org.gnome.keyring.internal.Prompter") == 0)
    g_atomic_int_inc (&n_prompts);
  return message;
}

static GDBusConnection *
start_prompter (void)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);

  g_assert_no_error (error);
  g_dbus_connection_add_filter (bus, prompter_filter, NULL, NULL);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.gnome.keyring.SystemPrompter", 0), G_VARIANT_TYPE ("(u)"),
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

/* Nobody is asked while nobody looks. */
static void
test_peek (void)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();
  g_autoptr(GDBusConnection) prompter = start_prompter ();
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  assert_rejects (outpost_secrets_peek (secrets, "https://other.example.com", BOB), OUTPOST_ERROR_KEY_MISSING);
  assert_resolves (outpost_secrets_store (secrets, URL, BOB, LABEL, KEY));
  found = outpost_test_await_string (outpost_secrets_peek (secrets, URL, BOB), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, KEY);
  lock ();
  assert_rejects (outpost_secrets_peek (secrets, URL, BOB), OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (g_atomic_int_get (&n_prompts), ==, 0);
  assert_rejects (outpost_secrets_lookup (secrets, URL, BOB), OUTPOST_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (g_atomic_int_get (&n_prompts), >, 0);
}

/* No keyring was ever made, and none can be: nobody answers the prompt. It is there, not locked, and does not do it. */
static void
test_untouched (void)
{
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_keyring ();

  assert_rejects (outpost_secrets_lookup (secrets, URL, BOB), OUTPOST_ERROR_KEY_MISSING);
  assert_rejects (outpost_secrets_store (secrets, URL, BOB, LABEL, KEY), OUTPOST_ERROR_KEYRING_REFUSED);
}

int
main (int argc,
      char *argv[])
{
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  wait_for_service ();
  if (g_strcmp0 (argv[1], "untouched") == 0)
    {
      g_test_add_func ("/secrets/keyring/untouched", test_untouched);
      return g_test_run ();
    }
  if (g_strcmp0 (argv[1], "peek") == 0)
    {
      g_test_add_func ("/secrets/keyring/peek", test_peek);
      return g_test_run ();
    }
  g_test_add_func ("/secrets/keyring/kept", test_kept);
  g_test_add_func ("/secrets/keyring/locked", test_locked);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-error.h"
#include "outpost-secrets.h"

#include <libsecret/secret.h>

#define OUTPOST_TYPE_KEYRING (outpost_keyring_get_type ())
G_DECLARE_FINAL_TYPE (OutpostKeyring, outpost_keyring, OUTPOST, KEYRING, GObject)

/* The system's keyring: the Secret Service, or libsecret's encrypted file inside a sandbox. */
struct _OutpostKeyring
{
  GObject parent_instance;
};

static const SecretSchema schema = {
  "io.github.outpost_app.Outpost.Key",
  SECRET_SCHEMA_NONE,
  {
      { "deployment", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* ---- Errors ------------------------------------------------------------------------------------------------------ */

/* The service's own words for a locked collection; libsecret knows them in some places only. */
static gboolean
is_locked (const GError *error)
{
  g_autofree char *remote = g_dbus_error_get_remote_error (error);

  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
         /* A prompt that was dismissed. Our own cancellation never gets here, see settle_error(). */
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_strcmp0 (remote, "org.freedesktop.Secret.Error.IsLocked") == 0
         || g_strcmp0 (remote, "org.freedesktop.Secret.Error.Dismissed") == 0;
}

static gboolean
is_bus_error_of_absence (const GError *error)
{
  if (error->domain != G_DBUS_ERROR)
    return FALSE;
  switch (error->code)
    {
    case G_DBUS_ERROR_SERVICE_UNKNOWN:
    case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
    case G_DBUS_ERROR_NO_SERVER:
    case G_DBUS_ERROR_DISCONNECTED:
    case G_DBUS_ERROR_SPAWN_EXEC_FAILED:
    case G_DBUS_ERROR_SPAWN_FORK_FAILED:
    case G_DBUS_ERROR_SPAWN_CHILD_EXITED:
    case G_DBUS_ERROR_SPAWN_CHILD_SIGNALED:
    case G_DBUS_ERROR_SPAWN_FAILED:
    case G_DBUS_ERROR_SPAWN_SETUP_FAILED:
    case G_DBUS_ERROR_SPAWN_CONFIG_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND:
    case G_DBUS_ERROR_SPAWN_PERMISSIONS_INVALID:
    case G_DBUS_ERROR_SPAWN_FILE_INVALID:
    case G_DBUS_ERROR_SPAWN_NO_MEMORY:
      return TRUE;
    default:
      return FALSE;
    }
}

/* No bus to be reached at all. What a service itself refuses arrives as an error of D-Bus or of libsecret. */
static gboolean
is_transport_error_of_absence (const GError *error)
{
  if (error->domain == G_SPAWN_ERROR)
    return TRUE;
  if (error->domain != G_IO_ERROR)
    return FALSE;
  switch (error->code)
    {
    case G_IO_ERROR_FAILED: /* "Cannot autolaunch D-Bus …", "Error spawning command line …" */
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_INVALID_ARGUMENT: /* an address that is none */
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_CLOSED:
    case G_IO_ERROR_BROKEN_PIPE:
    case G_IO_ERROR_NOT_SUPPORTED:
      return TRUE;
    default:
      return FALSE;
    }
}

static GError *
translate (const GError *error)
{
  OutpostError code = OUTPOST_ERROR_KEYRING_REFUSED;

  if (is_locked (error))
    code = OUTPOST_ERROR_KEYRING_LOCKED;
  else if (is_bus_error_of_absence (error) || is_transport_error_of_absence (error))
    code = OUTPOST_ERROR_KEYRING_MISSING;
  return g_error_new (OUTPOST_ERROR, code, "The keyring: %s", error->message);
}

/* ---- From libsecret's callbacks to promises ---------------------------------------------------------------------- */

/* Every asynchronous call of libsecret is made with the promise's own cancellable and a reference on it as data, and ends
 * in one of these: each settles the promise and drops that reference. */

static GCancellable *
begin (DexPromise *promise)
{
  dex_ref (promise);
  return dex_promise_get_cancellable (promise);
}

static void
settle_error (DexPromise *promise,
              GError *error)
{
  if (g_cancellable_is_cancelled (dex_promise_get_cancellable (promise)))
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  else if (error == NULL)
    dex_promise_reject (promise, g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_KEYRING_LOCKED, "The keyring was not opened"));
  else
    dex_promise_reject (promise, translate (error));
  g_clear_error (&error);
}

static void
stored_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(DexPromise) promise = data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    settle_error (promise, error);
}

static void
cleared_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  g_autoptr(DexPromise) promise = data;
  GError *error = NULL;

  /* FALSE without an error: there was none. */
  if (secret_password_clear_finish (result, &error) || error == NULL)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    settle_error (promise, error);
}

static void
retrieved_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr(DexPromise) promise = data;
  GError *error = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  const char *text = value != NULL ? secret_value_get_text (value) : NULL;

  if (value == NULL)
    settle_error (promise, error);
  else if (text == NULL)
    dex_promise_reject (promise, g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING, "What is kept is no key"));
  else
    dex_promise_resolve_string (promise, g_strdup (text));
  g_clear_pointer (&value, secret_value_unref);
}

/* A search finds locked items too: only by looking at one can "locked" be told from "none". */
static void
found_cb (GObject *source,
          GAsyncResult *result,
          gpointer data)
{
  g_autoptr(DexPromise) promise = data;
  GError *error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  if (error != NULL)
    settle_error (promise, error);
  else if (found == NULL)
    dex_promise_reject (promise, g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_KEY_MISSING, "No key is kept for this account"));
  else if (SECRET_IS_ITEM (found->data) && secret_item_get_locked (found->data))
    settle_error (promise, NULL);
  else
    secret_retrievable_retrieve_secret (found->data, begin (promise), retrieved_cb, promise);
  g_list_free_full (found, g_object_unref);
}

/* Clearing looks first as well: libsecret leaves locked items in place and calls that nothing found. */
static void
found_for_clearing_cb (GObject *source,
                       GAsyncResult *result,
                       gpointer data)
{
  g_autoptr(DexPromise) promise = data;
  GError *error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  if (error != NULL)
    settle_error (promise, error);
  else if (found == NULL)
    dex_promise_resolve_boolean (promise, TRUE);
  else if (SECRET_IS_ITEM (found->data) && secret_item_get_locked (found->data))
    settle_error (promise, NULL);
  else
    {
      g_autoptr(GHashTable) kept = secret_retrievable_get_attributes (found->data);
      g_autoptr(GHashTable) attributes
          = secret_attributes_build (&schema, "deployment", g_hash_table_lookup (kept, "deployment"), "user",
                                     g_hash_table_lookup (kept, "user"), NULL);

      secret_password_clearv (&schema, attributes, begin (promise), cleared_cb, promise);
    }
  g_list_free_full (found, g_object_unref);
}

static DexFuture *
search (const char *url,
        const char *user_id,
        SecretSearchFlags flags,
        GAsyncReadyCallback callback)
{
  g_autoptr(DexPromise) promise = dex_promise_new_cancellable ();

  secret_password_search (&schema, flags, begin (promise), callback, promise, "deployment", url, "user", user_id, NULL);
  return DEX_FUTURE (g_steal_pointer (&promise));
}

/* ---- The interface ----------------------------------------------------------------------------------------------- */

static DexFuture *
outpost_keyring_store (OutpostSecrets *secrets,
                       const char *url,
                       const char *user_id,
                       const char *label,
                       const char *key)
{
  g_autoptr(DexPromise) promise = dex_promise_new_cancellable ();

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, key, begin (promise), stored_cb, promise, "deployment", url,
                         "user", user_id, NULL);
  return DEX_FUTURE (g_steal_pointer (&promise));
}

static DexFuture *
outpost_keyring_lookup (OutpostSecrets *secrets,
                        const char *url,
                        const char *user_id)
{
  return search (url, user_id, SECRET_SEARCH_UNLOCK, found_cb);
}

static DexFuture *
outpost_keyring_peek (OutpostSecrets *secrets,
                      const char *url,
                      const char *user_id)
{
  return search (url, user_id, SECRET_SEARCH_NONE, found_cb);
}

static DexFuture *
outpost_keyring_clear (OutpostSecrets *secrets,
                       const char *url,
                       const char *user_id)
{
  return search (url, user_id, SECRET_SEARCH_UNLOCK, found_for_clearing_cb);
}

static void
outpost_keyring_init_interface (OutpostSecretsInterface *iface)
{
  iface->store = outpost_keyring_store;
  iface->lookup = outpost_keyring_lookup;
  iface->peek = outpost_keyring_peek;
  iface->clear = outpost_keyring_clear;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostKeyring, outpost_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OUTPOST_TYPE_SECRETS, outpost_keyring_init_interface))

static void
outpost_keyring_class_init (OutpostKeyringClass *klass)
{
}

static void
outpost_keyring_init (OutpostKeyring *self)
{
}

/**
 * outpost_secrets_new_for_keyring:
 *
 * Returns: (transfer full): the system's keyring
 */
OutpostSecrets *
outpost_secrets_new_for_keyring (void)
{
  return g_object_new (OUTPOST_TYPE_KEYRING, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-session.h"

#include "outpost-address.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-error.h"

#include <glib/gi18n.h>

static const GValue *
settle (DexFuture *future,
        GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  return dex_future_get_value (future, error);
}

static DexFuture *
wake_cb (DexFuture *future,
         gpointer data)
{
  g_main_context_wakeup (NULL);
  return NULL;
}

/* Chained, so that the main context wakes for whatever thread settles it. */
static DexFuture *
chain (DexFuture *future)
{
  return dex_future_finally (future, wake_cb, NULL, NULL);
}

gboolean
outpost_cli_await (DexFuture *future,
                   GError **error)
{
  g_autoptr(DexFuture) chained = chain (future);

  return settle (chained, error) != NULL;
}

gpointer
outpost_cli_await_boxed (DexFuture *future,
                         GError **error)
{
  g_autoptr(DexFuture) chained = chain (future);
  const GValue *value = settle (chained, error);

  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

gpointer
outpost_cli_await_object (DexFuture *future,
                          GError **error)
{
  g_autoptr(DexFuture) chained = chain (future);
  const GValue *value = settle (chained, error);

  return value != NULL ? g_value_dup_object (value) : NULL;
}

const char *
outpost_cli_get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

OutpostContext *
outpost_cli_dup_context (void)
{
  OutpostContext *context = outpost_context_new ();
  g_autoptr(GError) error = NULL;

  if (!outpost_account_store_load (outpost_context_get_accounts (context), &error))
    outpost_cli_errors_print (error);
  return context;
}

OutpostAccount *
outpost_cli_find_account (OutpostContext *context,
                          const char *url,
                          GError **error)
{
  OutpostAccountStore *accounts = outpost_context_get_accounts (context);
  g_autofree char *base_url = url != NULL ? outpost_address_normalize (url, error) : NULL;
  OutpostAccount *account;

  if (url != NULL && base_url == NULL)
    return NULL;
  account = base_url != NULL ? outpost_account_store_find (accounts, base_url, NULL) : outpost_account_store_get_current (accounts);
  if (account == NULL && base_url != NULL)
    outpost_cli_fail (error, _("Sign in with “outpost-cli login URL”, or set CODER_URL and CODER_SESSION_TOKEN for one call."),
                      _("not signed in to %s"), base_url);
  else if (account == NULL)
    outpost_cli_fail (error, _("Sign in with “outpost-cli login URL”, or set CODER_URL and CODER_SESSION_TOKEN for one call."),
                      _("not signed in"));
  return account;
}

static void
waiting_cb (OutpostClient *client,
            GParamSpec *pspec,
            gpointer data)
{
  if (outpost_client_get_waiting_until (client) > 0)
    outpost_cli_notice ("%s", _("The deployment asks to wait; waiting…"));
}

/* The key in the environment belongs to the address in the environment and is sent to no other. */
static gboolean
is_for_environment (const char *url)
{
  const char *said = outpost_cli_get_variable ("CODER_URL");
  g_autofree char *a = said != NULL ? outpost_address_normalize (said, NULL) : NULL;
  g_autofree char *b = url != NULL ? outpost_address_normalize (url, NULL) : NULL;

  return said == NULL ? url != NULL : url == NULL || g_strcmp0 (a, b) == 0;
}

static gboolean
open_environment (OutpostCliSession *self,
                  const char *url,
                  const char *said,
                  GError **error)
{
  g_autofree char *base_url = outpost_address_normalize (url != NULL ? url : g_getenv ("CODER_URL"), error);
  g_autofree char *key = g_strstrip (g_strdup (said));

  if (base_url == NULL)
    return FALSE;
  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      {
        g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_INVALID_KEY, "CODER_SESSION_TOKEN is no key");
        return FALSE;
      }
  self->client = outpost_client_new (base_url);
  outpost_client_set_key (self->client, key);
  return TRUE;
}

static gboolean
open_account (OutpostCliSession *self,
              const char *url,
              GError **error)
{
  self->context = outpost_cli_dup_context ();
  self->account = outpost_cli_find_account (self->context, url, error);
  if (self->account == NULL || !outpost_cli_await (outpost_account_unlock (self->account), error))
    return FALSE;
  self->client = g_object_ref (outpost_account_get_client (self->account));
  return TRUE;
}

gboolean
outpost_cli_session_open (OutpostCliSession *self,
                          const char *url,
                          GError **error)
{
  const char *key = outpost_cli_get_variable ("CODER_SESSION_TOKEN");
  gboolean opened;

  if (key != NULL && is_for_environment (url))
    opened = open_environment (self, url, key, error);
  else
    opened = open_account (self, url != NULL ? url : outpost_cli_get_variable ("CODER_URL"), error);
  if (opened)
    g_signal_connect (self->client, "notify::waiting-until", G_CALLBACK (waiting_cb), NULL);
  return opened;
}

void
outpost_cli_session_clear (OutpostCliSession *self)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_func (self->client, waiting_cb, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->context);
}

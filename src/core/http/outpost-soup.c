/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-soup-private.h"

static void
settle (DexPromise *promise,
        gpointer object,
        GError *error)
{
  if (object != NULL)
    dex_promise_resolve_object (promise, object);
  else
    dex_promise_reject (promise, error);
  dex_unref (promise);
}

static void
send_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  GError *error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  settle (data, stream, error);
}

static void
connect_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  GError *error = NULL;
  SoupWebsocketConnection *connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);

  settle (data, connection, error);
}

DexFuture *
outpost_soup_send (SoupSession *session,
                   SoupMessage *message)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise), send_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

DexFuture *
outpost_soup_connect (SoupSession *session,
                      SoupMessage *message)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise),
                                        connect_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

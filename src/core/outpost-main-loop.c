/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-main-loop-private.h"

/* One visit to the main loop. */
typedef struct
{
  DexPromise *promise;
  OutpostMainLoopFunc func; /* or */
  DexFuture *completed;     /* whose outcome the promise takes over */
  gpointer data;
} Visit;

static void
visit_free (gpointer data)
{
  Visit *self = data;

  dex_clear (&self->promise);
  dex_clear (&self->completed);
  g_free (self);
}

static gboolean
visit_cb (gpointer data)
{
  Visit *self = data;
  GError *error = NULL;
  const GValue *value;

  if (self->func != NULL)
    {
      self->func (self->data);
      dex_promise_resolve_boolean (self->promise, TRUE);
      return G_SOURCE_REMOVE;
    }
  value = dex_future_get_value (self->completed, &error);
  if (value != NULL)
    dex_promise_resolve (self->promise, value);
  else
    dex_promise_reject (self->promise, error);
  return G_SOURCE_REMOVE;
}

DexFuture *
outpost_main_loop_run (OutpostMainLoopFunc func,
                       gpointer data)
{
  Visit *visit = g_new0 (Visit, 1);
  DexPromise *promise = dex_promise_new ();

  visit->promise = dex_ref (promise);
  visit->func = func;
  visit->data = data;
  g_idle_add_full (G_PRIORITY_DEFAULT, visit_cb, visit, visit_free);
  return DEX_FUTURE (promise);
}

static DexFuture *
completed_cb (DexFuture *completed,
              gpointer data)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->promise = dex_ref (data);
  visit->completed = dex_ref (completed);
  g_idle_add_full (G_PRIORITY_DEFAULT, visit_cb, visit, visit_free);
  return dex_future_new_true ();
}

DexFuture *
outpost_main_loop_settle (DexFuture *future)
{
  DexPromise *promise = dex_promise_new ();

  dex_future_disown (dex_future_finally (future, completed_cb, dex_ref (promise), dex_unref));
  return DEX_FUTURE (promise);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-worker-private.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/resource.h>

#define MOST_THREADS 4
#define NICENESS 10

/* A piece of work on its way there and back. */
typedef struct
{
  DexFiberFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  DexPromise *promise;
  DexFuture *done; /* settled */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  dex_clear (&self->done);
  dex_clear (&self->promise);
  g_free (self);
}

static gboolean
done_cb (gpointer data)
{
  Work *self = data;
  GError *error = NULL;
  const GValue *value = dex_future_get_value (self->done, &error);

  if (value != NULL)
    dex_promise_resolve (self->promise, value);
  else
    dex_promise_reject (self->promise, error);
  return G_SOURCE_REMOVE;
}

static GThreadPool *pool;

static void
run (gpointer data,
     gpointer user_data)
{
  Work *self = data;

  /* Of this thread alone, on Linux. */
  setpriority (PRIO_PROCESS, 0, NICENESS);
  self->done = self->func (self->data);
  g_idle_add_full (G_PRIORITY_DEFAULT, done_cb, self, work_free);
#ifdef __GLIBC__
  /* What a long answer needed meanwhile goes back to the system once nothing more is to be decoded. */
  if (g_thread_pool_unprocessed (pool) == 0)
    malloc_trim (0);
#endif
}

/* Threads of its own: those of GLib's common pool serve others, who are in a hurry. */
static gpointer
new_pool (gpointer data)
{
  pool = g_thread_pool_new (run, NULL, CLAMP (g_get_num_processors (), 1, MOST_THREADS), TRUE, NULL);
  return pool;
}

DexFuture *
outpost_worker_run (DexFiberFunc func,
                    gpointer data,
                    GDestroyNotify data_destroy)
{
  static GOnce once = G_ONCE_INIT;
  Work *work = g_new0 (Work, 1);
  DexPromise *promise = dex_promise_new ();

  work->func = func;
  work->data = data;
  work->data_destroy = data_destroy;
  work->promise = dex_ref (promise);
  g_thread_pool_push (g_once (&once, new_pool, NULL), work, NULL);
  return DEX_FUTURE (promise);
}

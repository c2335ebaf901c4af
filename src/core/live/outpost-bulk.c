/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-bulk.h"

#include "outpost-error.h"
#include "outpost-weak.h"

/* A 429 that does not say until when: their limits count minutes (correction 7). */
#define UNSAID_US (60 * (gint64) G_USEC_PER_SEC)
#define SHORTEST_US (200 * (gint64) 1000)
#define MOST_UNREACHABLE OUTPOST_BULK_AT_ONCE

/* Where one request is under way, or none. */
typedef struct
{
  DexFuture *future;
  guint index;
  gboolean busy;
} Place;

/* Many requests of one kind; everything runs in the main loop. */
struct _OutpostBulk
{
  GObject parent_instance;

  OutpostClient *client;
  OutpostBulkAsk ask;
  OutpostBulkAnswered answered;
  gpointer data;
  GQueue wanted; /* indexes, in order */
  Place places[OUTPOST_BULK_AT_ONCE];
  guint n_answered;
  guint n_unreachable; /* in a row */
  GError *verdict;     /* on all that is still wanted */
  gint64 waiting_until;
  DexFuture *pause;
  gboolean running;
  guint idle;
  GSourceFunc step; /* what an answer and a pause lead back to */
};

G_DEFINE_FINAL_TYPE (OutpostBulk, outpost_bulk, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_N_ANSWERED,
  PROP_WAITING_UNTIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* An answer on its way to the bulk that may be gone. */
typedef struct
{
  GWeakRef bulk;
  guint place;
} Asking;

static Asking *
asking_new (OutpostBulk *bulk,
            guint place)
{
  Asking *self = g_new0 (Asking, 1);

  g_weak_ref_init (&self->bulk, bulk);
  self->place = place;
  return self;
}

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_weak_ref_clear (&self->bulk);
  g_free (self);
}

static int
compare_indexes (gconstpointer a,
                 gconstpointer b,
                 gpointer data)
{
  return GPOINTER_TO_UINT (a) < GPOINTER_TO_UINT (b) ? -1 : 1;
}

/* What it says of one, it says of all. */
static gboolean
concerns_all (const GError *error)
{
  static const OutpostError codes[]
      = { OUTPOST_ERROR_UNAUTHORIZED, OUTPOST_ERROR_NOT_LICENSED, OUTPOST_ERROR_UNSUPPORTED_SERVER, OUTPOST_ERROR_REDIRECTED,
          OUTPOST_ERROR_TLS, OUTPOST_ERROR_HOST_NOT_FOUND, OUTPOST_ERROR_NOT_A_DEPLOYMENT };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, OUTPOST_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_unreachable (const GError *error)
{
  return g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNREACHABLE)
         || g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_TIMED_OUT);
}

static void
set_running (OutpostBulk *self,
             gboolean running)
{
  if (self->running == running)
    return;
  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
set_waiting_until (OutpostBulk *self,
                   gint64 waiting_until)
{
  if (self->waiting_until == waiting_until)
    return;
  self->waiting_until = waiting_until;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_UNTIL]);
}

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

static void
answer (OutpostBulk *self,
        guint index,
        const GValue *value,
        const GError *error)
{
  self->answered (index, value, error, self->data);
  self->n_answered++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ANSWERED]);
}

static void
judge (OutpostBulk *self,
       const GError *error)
{
  self->n_unreachable = is_unreachable (error) ? self->n_unreachable + 1 : 0;
  if (self->verdict == NULL && error != NULL && (concerns_all (error) || self->n_unreachable >= MOST_UNREACHABLE))
    self->verdict = g_error_copy (error);
}

/* Never at once: an answer may come in the middle of asking. */
static void
queue_step (OutpostBulk *self)
{
  if (self->idle == 0 && self->running)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, self->step, self, NULL);
}

static DexFuture *
pause_over_cb (DexFuture *completed,
               gpointer data)
{
  g_autoptr(OutpostBulk) self = g_weak_ref_get (data);

  if (self != NULL)
    queue_step (self);
  return NULL;
}

static void
put_back (OutpostBulk *self,
          guint index,
          const GError *error)
{
  gint64 now = g_get_real_time ();
  gint64 until = outpost_error_get_retry_at (error);

  until = MAX (until != 0 ? until : now + UNSAID_US, now + SHORTEST_US);
  g_queue_insert_sorted (&self->wanted, GUINT_TO_POINTER (index), compare_indexes, NULL);
  if (until <= self->waiting_until)
    return;
  set_waiting_until (self, until);
  dex_clear (&self->pause);
  self->pause = dex_future_finally (dex_timeout_new_deadline (g_get_monotonic_time () + until - now), pause_over_cb,
                                    outpost_weak_new (self), outpost_weak_free);
}

static DexFuture *
answered_cb (DexFuture *completed,
             gpointer data)
{
  Asking *asking = data;
  g_autoptr(OutpostBulk) self = g_weak_ref_get (&asking->bulk);
  g_autoptr(GError) error = NULL;
  const GValue *value;
  Place *place;

  if (self == NULL || !self->running)
    return NULL;
  place = &self->places[asking->place];
  place->busy = FALSE;
  value = dex_future_get_value (completed, &error);
  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_RATE_LIMITED))
    put_back (self, place->index, error);
  else
    {
      judge (self, error);
      answer (self, place->index, value, error);
    }
  queue_step (self);
  return NULL;
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

static void
ask_next (OutpostBulk *self,
          guint n)
{
  Place *place = &self->places[n];
  DexFuture *asked;

  place->index = GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted));
  place->busy = TRUE;
  asked = dex_future_finally (self->ask (place->index, self->data), answered_cb, asking_new (self, n), asking_free);
  dex_clear (&place->future);
  place->future = asked;
}

static gboolean
is_at_rest (OutpostBulk *self)
{
  for (guint i = 0; i < OUTPOST_BULK_AT_ONCE; i++)
    if (self->places[i].busy)
      return FALSE;
  return g_queue_is_empty (&self->wanted);
}

static gboolean
step_cb (gpointer data)
{
  g_autoptr(OutpostBulk) self = g_object_ref (data);

  self->idle = 0;
  if (self->waiting_until <= g_get_real_time ())
    set_waiting_until (self, 0);
  while (self->verdict != NULL && self->running && !g_queue_is_empty (&self->wanted))
    answer (self, GPOINTER_TO_UINT (g_queue_pop_head (&self->wanted)), NULL, self->verdict);
  for (guint i = 0; i < OUTPOST_BULK_AT_ONCE && self->waiting_until == 0 && self->running; i++)
    if (!self->places[i].busy && !g_queue_is_empty (&self->wanted))
      ask_next (self, i);
  if (self->running && is_at_rest (self))
    set_running (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
stop (OutpostBulk *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  dex_clear (&self->pause);
  g_queue_clear (&self->wanted);
  for (guint i = 0; i < OUTPOST_BULK_AT_ONCE; i++)
    {
      self->places[i].busy = FALSE;
      dex_clear (&self->places[i].future);
    }
}

static void
outpost_bulk_get_property (GObject *object,
                           guint prop_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  OutpostBulk *self = OUTPOST_BULK (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_N_ANSWERED:
      g_value_set_uint (value, self->n_answered);
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, outpost_bulk_get_waiting_until (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_bulk_dispose (GObject *object)
{
  stop (OUTPOST_BULK (object));
  G_OBJECT_CLASS (outpost_bulk_parent_class)->dispose (object);
}

static void
outpost_bulk_finalize (GObject *object)
{
  OutpostBulk *self = OUTPOST_BULK (object);

  g_clear_object (&self->client);
  g_clear_error (&self->verdict);
  G_OBJECT_CLASS (outpost_bulk_parent_class)->finalize (object);
}

static void
outpost_bulk_class_init (OutpostBulkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_bulk_get_property;
  object_class->dispose = outpost_bulk_dispose;
  object_class->finalize = outpost_bulk_finalize;
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_N_ANSWERED] = g_param_spec_uint ("n-answered", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAITING_UNTIL] = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_bulk_init (OutpostBulk *self)
{
  g_queue_init (&self->wanted);
  self->step = step_cb;
}

/* A short limit is waited for in the client itself. */
static void
client_waits_cb (OutpostBulk *self)
{
  if (self->running)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_UNTIL]);
}

OutpostBulk *
outpost_bulk_new (OutpostClient *client,
                  OutpostBulkAsk ask,
                  OutpostBulkAnswered answered,
                  gpointer data)
{
  OutpostBulk *self;

  g_return_val_if_fail (OUTPOST_IS_CLIENT (client), NULL);
  g_return_val_if_fail (ask != NULL && answered != NULL, NULL);

  self = g_object_new (OUTPOST_TYPE_BULK, NULL);
  self->client = g_object_ref (client);
  self->ask = ask;
  self->answered = answered;
  self->data = data;
  g_signal_connect_object (client, "notify::waiting-until", G_CALLBACK (client_waits_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
outpost_bulk_add (OutpostBulk *self,
                  guint index)
{
  g_return_if_fail (OUTPOST_IS_BULK (self));
  g_queue_insert_sorted (&self->wanted, GUINT_TO_POINTER (index), compare_indexes, NULL);
}

void
outpost_bulk_run (OutpostBulk *self)
{
  g_return_if_fail (OUTPOST_IS_BULK (self));

  if (self->running)
    return;
  g_clear_error (&self->verdict);
  self->n_unreachable = 0;
  self->n_answered = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ANSWERED]);
  set_running (self, TRUE);
  queue_step (self);
}

void
outpost_bulk_cancel (OutpostBulk *self)
{
  g_return_if_fail (OUTPOST_IS_BULK (self));

  stop (self);
  set_waiting_until (self, 0);
  set_running (self, FALSE);
}

gboolean
outpost_bulk_get_running (OutpostBulk *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK (self), FALSE);
  return self->running;
}

guint
outpost_bulk_get_n_answered (OutpostBulk *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK (self), 0);
  return self->n_answered;
}

gint64
outpost_bulk_get_waiting_until (OutpostBulk *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK (self), 0);
  return self->running ? MAX (self->waiting_until, outpost_client_get_waiting_until (self->client)) : 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-vigil-private.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SILENCE_MS 30000
/* The two clocks are not read at the same time; a shorter sleep breaks no connection. */
#define LEAST_SLEEP (1 * (gint64) G_USEC_PER_SEC)
/* In seconds: a time that will not come. */
#define NEVER (G_GINT64_CONSTANT (1) << 40)

/* How long silence is borne, and whether the computer slept. */
struct _OutpostVigil
{
  GObject parent_instance;

  guint silence_ms;
  OutpostVigilClock clock;
  gpointer clock_data;
  gint64 asleep;
  int timer_fd; /* readable when the system's clock was set; -1: there is none */
  guint source;
};

G_DEFINE_FINAL_TYPE (OutpostVigil, outpost_vigil, G_TYPE_OBJECT)

static guint resumed_signal;

static gint64
read_us (clockid_t clock)
{
  struct timespec now;

  if (clock_gettime (clock, &now) != 0)
    return 0;
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The one clock goes on while the computer sleeps, the other stands still. */
static gint64
get_asleep (gpointer data)
{
  return read_us (CLOCK_BOOTTIME) - read_us (CLOCK_MONOTONIC);
}

void
outpost_vigil_check (OutpostVigil *self)
{
  gint64 before = self->asleep;

  self->asleep = self->clock (self->clock_data);
  if (self->asleep - before >= LEAST_SLEEP)
    g_signal_emit (self, resumed_signal, 0);
}

static gboolean
clock_was_set_cb (int fd,
                  GIOCondition condition,
                  gpointer data)
{
  g_autoptr(OutpostVigil) self = g_object_ref (data);
  guint64 n;

  /* ECANCELED is what it is there for. */
  if (read (fd, &n, sizeof n) < 0 && errno != ECANCELED && errno != EAGAIN && errno != EINTR)
    {
      self->source = 0;
      return G_SOURCE_REMOVE;
    }
  outpost_vigil_check (self);
  return G_SOURCE_CONTINUE;
}

static void
outpost_vigil_finalize (GObject *object)
{
  OutpostVigil *self = OUTPOST_VIGIL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_fd (&self->timer_fd, NULL);
  G_OBJECT_CLASS (outpost_vigil_parent_class)->finalize (object);
}

static void
outpost_vigil_class_init (OutpostVigilClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_vigil_finalize;
  resumed_signal = g_signal_new ("resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* A timer that never ends, but that the kernel cancels when the clock jumps, as it does on waking up. */
static void
outpost_vigil_init (OutpostVigil *self)
{
  struct itimerspec never = { .it_value = { .tv_sec = NEVER } };

  self->silence_ms = SILENCE_MS;
  self->clock = get_asleep;
  self->asleep = get_asleep (NULL);
  self->timer_fd = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->timer_fd < 0)
    return;
  if (timerfd_settime (self->timer_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL) != 0)
    {
      g_clear_fd (&self->timer_fd, NULL);
      return;
    }
  self->source = g_unix_fd_add (self->timer_fd, G_IO_IN, clock_was_set_cb, self);
}

OutpostVigil *
outpost_vigil_new (void)
{
  return g_object_new (OUTPOST_TYPE_VIGIL, NULL);
}

guint
outpost_vigil_get_silence (OutpostVigil *self)
{
  return self->silence_ms;
}

void
outpost_vigil_set_silence (OutpostVigil *self,
                           guint milliseconds)
{
  self->silence_ms = milliseconds;
}

void
outpost_vigil_set_clock (OutpostVigil *self,
                         OutpostVigilClock clock,
                         gpointer data)
{
  self->clock = clock;
  self->clock_data = data;
  self->asleep = clock (data);
}

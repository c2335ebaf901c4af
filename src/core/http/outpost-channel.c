/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-channel-private.h"

enum
{
  SIGNAL_MESSAGE,
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (OutpostChannel, outpost_channel, G_TYPE_OBJECT)

static void
outpost_channel_default_init (OutpostChannelInterface *iface)
{
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", OUTPOST_TYPE_CHANNEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_BYTES | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", OUTPOST_TYPE_CHANNEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_UINT, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

void
outpost_channel_close (OutpostChannel *self,
                       gushort code)
{
  OUTPOST_CHANNEL_GET_IFACE (self)->close (self, code);
}

gboolean
outpost_channel_send (OutpostChannel *self,
                      GBytes *message)
{
  return OUTPOST_CHANNEL_GET_IFACE (self)->send (self, message);
}

void
outpost_channel_message (OutpostChannel *self,
                         GBytes *message)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
}

void
outpost_channel_ended (OutpostChannel *self,
                       OutpostChannelEnd how,
                       const char *why)
{
  g_signal_emit (self, signals[SIGNAL_ENDED], 0, how, why);
}

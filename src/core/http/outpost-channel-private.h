/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * OutpostChannelEnd:
 * @OUTPOST_CHANNEL_LOST: broken, silent, or closed for a reason that may be over soon
 * @OUTPOST_CHANNEL_DONE: closed in order: the server has nothing more to say on what has an end, and is going down on what has none
 * @OUTPOST_CHANNEL_OUR_FAULT: the server says that once more would be no better
 */
typedef enum
{
  OUTPOST_CHANNEL_LOST,
  OUTPOST_CHANNEL_DONE,
  OUTPOST_CHANNEL_OUR_FAULT,
} OutpostChannelEnd;

/* The largest message of either kind, in bytes. */
#define OUTPOST_CHANNEL_LARGEST_MESSAGE (16 * 1024 * 1024)

#define OUTPOST_TYPE_CHANNEL (outpost_channel_get_type ())

/**
 * OutpostChannel:
 *
 * One open connection on which messages come, of whichever kind: what an #OutpostEventStream keeps. Signals `message` (GBytes,
 * UTF-8 text) and `ended` (#OutpostChannelEnd, and a diagnostic): once, and nothing behind it. All from the main loop.
 */
G_DECLARE_INTERFACE (OutpostChannel, outpost_channel, OUTPOST, CHANNEL, GObject)

struct _OutpostChannelInterface
{
  GTypeInterface parent_iface;

  void     (*close) (OutpostChannel *self,
                     gushort         code);
  gboolean (*send)  (OutpostChannel *self,
                     GBytes         *message);
};

/* Says good-bye, where that is done, with @code of the websocket's; nothing is told any more. */
void            outpost_channel_close   (OutpostChannel    *self,
                                         gushort            code);
/* %FALSE where nothing can be said. */
gboolean        outpost_channel_send    (OutpostChannel    *self,
                                         GBytes            *message);
/* For those who implement it. */
void            outpost_channel_message (OutpostChannel    *self,
                                         GBytes            *message);
void            outpost_channel_ended   (OutpostChannel    *self,
                                         OutpostChannelEnd  how,
                                         const char        *why);

/* An open websocket. Answers pings and sends its own to notice silent loss. */
OutpostChannel *outpost_socket_channel_new (SoupWebsocketConnection *connection);

/* The body of an answer of server-sent events. Each is told in the websocket's form, `{"type":NAME,"data":DATA}`.
 * @silence_ms: after so long without a byte it is lost */
OutpostChannel *outpost_sse_channel_new    (GInputStream            *body,
                                            guint                    silence_ms);

G_END_DECLS

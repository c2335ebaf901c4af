/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-client.h"

G_BEGIN_DECLS

/**
 * OutpostStreamState:
 * @OUTPOST_STREAM_CONNECTING: the first handshake, or the one after a drop, is under way
 * @OUTPOST_STREAM_OPEN: messages arrive
 * @OUTPOST_STREAM_WAITING: dropped; the next attempt comes after a growing, jittered pause
 * @OUTPOST_STREAM_ENDED: ended for good: closed by us, by the server with 1002 or 1008, or 1000 where the stream is finite, or
 *   refused (401, 403, 404, 410)
 */
typedef enum
{
  OUTPOST_STREAM_CONNECTING,
  OUTPOST_STREAM_OPEN,
  OUTPOST_STREAM_WAITING,
  OUTPOST_STREAM_ENDED,
} OutpostStreamState;

#define OUTPOST_TYPE_EVENT_STREAM (outpost_event_stream_get_type ())

/**
 * OutpostEventStream:
 *
 * A websocket of the deployment as a bounded queue of text messages. Sends only what it is told to (the server
 * closes one-way sockets that do, with 1002), answers pings, sends its own to notice silent loss, and connects again after a drop,
 * and at once when the computer has slept. No `Origin` header (correction 3). Property `state` (notifies). Ends itself when
 * finalized.
 *
 * Where the same is to be had as server-sent events it takes that way when no websocket comes through; see
 * outpost_event_stream_new_with_events().
 */
G_DECLARE_FINAL_TYPE (OutpostEventStream, outpost_event_stream, OUTPOST, EVENT_STREAM, GObject)

/**
 * outpost_event_stream_new:
 * @path: as for outpost_client_send()
 *
 * Returns: (transfer full): a stream that is connecting
 */
OutpostEventStream *outpost_event_stream_new       (OutpostClient      *client,
                                                    const char         *path);
/**
 * outpost_event_stream_new_with_events:
 * @path: of the websocket
 * @events_path: (nullable): where the same messages come as server-sent events (coder-api 3.9). Used when the websocket is not
 *   there: refused as unknown (400, 404, 405, 426, 501, or 403 by a proxy), or failed (5xx, no answer) where it never was open, or
 *   failed twice. An event `NAME` with `DATA` is told as the websocket has it, `{"type":NAME,"data":DATA}`.
 *
 * Returns: (transfer full): a stream that is connecting; it is refused when both ways are
 */
OutpostEventStream *outpost_event_stream_new_with_events (OutpostClient *client,
                                                          const char    *path,
                                                          const char    *events_path);
OutpostStreamState  outpost_event_stream_get_state (OutpostEventStream *self);

/* Where the next connection after a drop goes, such as to what comes after the last message. From now on no message is dropped:
 * when more than 64 MiB of them wait the stream ends with %OUTPOST_ERROR_TOO_LARGE. */
void                outpost_event_stream_resume_at (OutpostEventStream *self,
                                                    const char         *path);
/* What it tells has an end, such as the log of a build, and the server's 1000 says that this was it (coder-api 3.6). Of any other
 * stream 1000 is a drop: the server says it whenever it lets go of one, also when it goes down. */
void                outpost_event_stream_set_finite (OutpostEventStream *self);

/**
 * outpost_event_stream_next:
 *
 * Returns: (transfer full): a future that resolves to the next message (%G_TYPE_BYTES, UTF-8 text of at most 16 MiB), or
 *   rejects with %OUTPOST_ERROR when the stream was refused, with %G_IO_ERROR_CLOSED when it ended in order. When more than
 *   64 messages wait the oldest are dropped, as every message of the watches is a whole state; for others see
 *   outpost_event_stream_resume_at(). One caller at a time.
 */
DexFuture          *outpost_event_stream_next      (OutpostEventStream *self);
/* Sends a text message, where the conversation is not one-way. %FALSE while the stream is not open: nothing is kept for later. */
gboolean            outpost_event_stream_send      (OutpostEventStream *self,
                                                    GBytes             *message);
void                outpost_event_stream_close     (OutpostEventStream *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libsoup/soup.h>

#include "outpost-demo.h"

G_BEGIN_DECLS

/**
 * DemoFault: what to do to the requests that match
 */
typedef struct
{
  OutpostDemoFaultKind kind;
  char *method;
  char *path_glob;
  guint times;
  guint status;
  guint ms;
  char *text;
  char *headers;
} DemoFault;

void demo_fault_free (gpointer data);

/* The first fault that fits, used up by one; NULL without one. */
DemoFault *demo_faults_take (GPtrArray *faults, const char *method, const char *path);

/* Whether a websocket or a stream of events does it: see demo_watch_misbehave(). */
gboolean demo_fault_is_stream (const DemoFault *self);

/* Whether the ordinary answer is wanted before the fault is done to it. */
gboolean demo_fault_wants_answer (const DemoFault *self);

/* Does it. For those that want the answer, @message has it. */
void demo_fault_apply (const DemoFault *self, SoupServer *server, SoupServerMessage *message);

G_END_DECLS

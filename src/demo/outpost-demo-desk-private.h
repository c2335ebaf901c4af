/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libsoup/soup.h>

#include "outpost-demo-private.h"

G_BEGIN_DECLS

/**
 * DemoDesk: who may ask, and who is watching
 */
typedef struct
{
  DemoState *state;
  OutpostDemoFlags flags;
  GHashTable *keys;    /* id → secret */
  GPtrArray *watchers; /* DemoWatcher */
  char *first_key;
  char *password;
  char *deployment_id;
} DemoDesk;

DemoDesk *demo_desk_new (DemoState *state, OutpostDemoFlags flags);
void demo_desk_free (DemoDesk *self);
/* A new key, as `id-secret`. */
char *demo_desk_new_key (DemoDesk *self);

/* The ordinary answer to a request; @path is percent-encoded, below the base. */
void demo_route (DemoDesk *self, SoupServerMessage *message, const char *path, GHashTable *query);

/* Opens the watch of a workspace, or refuses; FALSE when the path is no watch. */
gboolean demo_watch_route (DemoDesk *self, SoupServerMessage *message, const char *path);
/* Opens the websocket and then closes it with @code, or sends @text. */
void demo_watch_misbehave (DemoDesk *self, SoupServerMessage *message, guint code, const char *text);
void demo_watch_changed (DemoDesk *self, DemoWorkspace *workspace);
/* Sends what changed by the clock alone. */
void demo_watch_tick (DemoDesk *self);

/* Nobody watches any more. */
void demo_watch_end (DemoDesk *self);

/* Whether the request carries a good key; else it is refused. */
gboolean demo_check_key (DemoDesk *self, SoupServerMessage *message, char **id);
void demo_answer (SoupServerMessage *message, guint status, const char *json);
void demo_refuse (SoupServerMessage *message, guint status, const char *text);

#define DEMO_NOT_FOUND "Resource not found or you do not have access to this resource"
#define DEMO_NO_ROUTE "Route not found."

G_END_DECLS

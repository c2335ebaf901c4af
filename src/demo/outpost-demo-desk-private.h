/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "outpost-demo-faults-private.h"
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
  GPtrArray *conversations; /* DemoConversation */
  GPtrArray *log_streams;   /* DemoLogStream */
  GPtrArray *dry_runs;      /* DemoDryRun */
  char *first_key;
  char *password;
  char *deployment_id;
} DemoDesk;

DemoDesk *demo_desk_new (DemoState *state, OutpostDemoFlags flags);
void demo_desk_free (DemoDesk *self);
/* A new key, as `id-secret`. */
char *demo_desk_new_key (DemoDesk *self);

/**
 * DemoCall: what a handler needs to know of a request beside its body
 */
typedef struct
{
  const char *const *captured; /* the segments that stars of the route stand for */
  GHashTable *query;           /* or NULL */
  const char *key_id;          /* or NULL where nobody need be signed in */
} DemoCall;

typedef void (*DemoAnswer) (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);

/* One of each route, in outpost-demo-users.c and outpost-demo-workspaces.c. */
/* Reads a page's limit or offset; FALSE after refusing it. */
gboolean demo_read_number (SoupServerMessage *message, GHashTable *query, const char *name, guint *number);

void demo_answer_root (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_build_info (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_auth_methods (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_first_user (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_entitlements (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_login (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_logout (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_new_key (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_key (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_user (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_authcheck (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_list (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_workspace (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_by_name (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_credentials (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_build (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_one_build (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_builds (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_build_log (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_cancel (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_favorite (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_unfavorite (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_rename (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_create (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_templates (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_template (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_versions (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_version_by_name (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_version (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_classic_parameters (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_evaluate (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_dry_run (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_dry_run_job (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_dry_run_log (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_dry_run_resources (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_presets (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_external_auth (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_link (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_build_parameters (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_one_agent (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_agent_log (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_script (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_agent_socket (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
void demo_answer_agent (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);

/* The ordinary answer to a request; @path is percent-encoded, below the base. */
void demo_route (DemoDesk *self, SoupServerMessage *message, const char *path, GHashTable *query);

/* Opens the watch of a workspace, or refuses; FALSE when the path is no watch. */
gboolean demo_watch_route (DemoDesk *self, SoupServerMessage *message, const char *path);
/* The conversation about a version's parameters, or a refusal; FALSE when the path is another one. */
gboolean demo_conversation_route (DemoDesk *self, SoupServerMessage *message, const char *path);
GPtrArray *demo_conversations_new (void);
void demo_conversations_end (DemoDesk *self);
/* A build's log, or an agent's, as it is written, or a refusal; FALSE when it is not asked for. */
gboolean demo_log_stream_route (DemoDesk *self, SoupServerMessage *message, const char *path, GHashTable *query);
GPtrArray *demo_dry_runs_new (void);
GPtrArray *demo_log_streams_new (void);
void demo_log_streams_tick (DemoDesk *self);
void demo_log_streams_end (DemoDesk *self);
void demo_log_streams_break_off (DemoDesk *self);
/* (element-type utf8): the lines of JSON after the one with that id, which moves on. */
GPtrArray *demo_build_list_log (const DemoBuild *build, gint64 *after);
/* FALSE after refusing. */
gboolean demo_read_after (SoupServerMessage *message, GHashTable *query, gint64 *after);
/* Opens the websocket or the events and does to it what @fault says. */
void demo_watch_misbehave (DemoDesk *self, SoupServerMessage *message, const DemoFault *fault);
void demo_watch_changed (DemoDesk *self, DemoWorkspace *workspace);
/* Sends what changed by the clock alone. */
void demo_watch_tick (DemoDesk *self);

/* Every connection breaks, without a word. */
void demo_watch_break_off (DemoDesk *self);
/* Nobody watches any more. */
void demo_watch_end (DemoDesk *self);

/* Whether the request carries a good key; else it is refused. */
gboolean demo_check_key (DemoDesk *self, SoupServerMessage *message, char **id);
/* The workspace whose id was captured first, or NULL after refusing. */
DemoWorkspace *demo_find_workspace (DemoDesk *self, SoupServerMessage *message, const DemoCall *call);
/* Whether it can be a name for a workspace of this owner; else it is refused. */
gboolean demo_check_name (DemoDesk *self, SoupServerMessage *message, const char *owner_id, const char *name);
void demo_answer (SoupServerMessage *message, guint status, const char *json);
void demo_refuse (SoupServerMessage *message, guint status, const char *text);

/* The request's body as an object (transfer full); NULL after refusing it. */
JsonObject *demo_read_body (SoupServerMessage *message);

/* One string member of a small JSON object, unescaped; NULL when there is none. */
char *demo_find_member (const char *json, const char *name);

#define DEMO_NOT_FOUND "Resource not found or you do not have access to this resource"
#define DEMO_NO_AGENT "Agent doesn't exist with that id, or you do not have access to it."
#define DEMO_NO_ROUTE "Route not found."

G_END_DECLS

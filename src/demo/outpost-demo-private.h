/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

#include "outpost-demo.h"

G_BEGIN_DECLS

#define DEMO_VERSION "v2.36.0"
#define DEMO_NIL_ID "00000000-0000-0000-0000-000000000000"
#define DEMO_LOST_AFTER (6 * G_USEC_PER_SEC)

/**
 * DemoAgent: one agent of a workspace's newest build
 *
 * The status is computed at read time, as the server does (coder-api 3.10).
 */
typedef struct
{
  char *id;
  char *resource_id;
  char *name;
  char *token;
  char *os;
  char *arch;
  char *lifecycle;
  gboolean external;
  gboolean instance_identity;
  gboolean live;           /* a pretend agent beats: it is lost when it stops */
  gint64 created_at;       /* µs of unix time; 0: never */
  gint64 first_connected_at;
  gint64 last_connected_at;
  gint64 disconnected_at;
  gint64 connection_timeout; /* seconds */
  gboolean has_script;
  gboolean script_fails;
  gboolean scripted;         /* the lifecycle follows the start-up scripts, */
  GArray *runs;              /* which began at these times */
  char *script_ids[2];
} DemoAgent;

/**
 * DemoOrganization: who has templates; template names are unique in one only
 */
typedef struct
{
  char *id;
  const char *name;
  const char *display_name;
} DemoOrganization;

/**
 * DemoTemplate: a template with its versions' names
 */
typedef struct
{
  const char *name;
  const char *display_name;
  gboolean of_lab; /* of the second organization */
  const DemoOrganization *organization;
  char *id;
  char *active_version_id;
  char *old_version_id;
  const char *active_version;
  const char *old_version;
  gboolean external;
  gboolean allows_cancel;
  const char *description;
  guint users;
  const char *deprecation; /* NULL: not deprecated */
  gboolean classic;        /* asks in the older way */
  gboolean managed;        /* by who is signed in */
  gboolean needs_link;     /* an account elsewhere, */
  gboolean linked;         /* that somebody linked */
  const char *import;      /* how the import of the active version stands; NULL: succeeded */
  guint more_questions;
  guint more_versions; /* older than those two */
} DemoTemplate;

typedef struct _DemoState DemoState;

/**
 * DemoBuild: one build of a workspace
 */
typedef struct
{
  char *id;
  char *job_id;
  char *version_id;   /* NULL: by what the workspace is outdated, or not */
  const char *version;
  guint number;
  gint64 at;
  gint64 done_at;     /* 0 while it runs */
  gint64 canceled_at; /* 0: nobody canceled it */
  const char *transition;
  const char *job_status;
  const char *job_error;
  gboolean will_fail;
  GPtrArray *agents;
  GHashTable *values; /* name → value of its parameters; NULL: none */
} DemoBuild;

/**
 * DemoWorkspace: a workspace with its builds
 */
typedef struct
{
  DemoState *state;
  char *id;
  char *name;
  char *owner_id;
  char *owner_name;
  const DemoTemplate *template;
  gint64 created_at;
  gint64 dormant_at;
  gboolean outdated;
  gboolean favorite;
  gboolean shared;
  DemoBuild *build;  /* the newest */
  GPtrArray *builds; /* of DemoBuild: all, oldest first */
  char *json; /* its text, until something changes */
  gint64 json_until; /* when a computed status changes by itself */
  guint timer;
} DemoWorkspace;

/**
 * DemoState: what the deployment knows
 */
struct _DemoState
{
  gboolean no_provisioner; /* nothing is said to take a job that waits */
  GPtrArray *workspaces;
  GPtrArray *deleted; /* their last builds can still be asked for */
  GHashTable *by_id;
  GPtrArray *templates; /* of DemoTemplate */
  DemoOrganization organization;
  DemoOrganization lab;
  char *user_id;
  char *other_id;
  char *access_url;
  gboolean still;
  void (*changed) (DemoWorkspace *workspace, gpointer data);
  gpointer data;
};

DemoState *demo_state_new (guint n_workspaces, gboolean still, const char *access_url);
void demo_state_free (DemoState *self);
/* @name: of anybody's, or `owner/name`. */
DemoWorkspace *demo_state_find (DemoState *self, const char *name);
/* @owner: (nullable): an id or a name */
DemoWorkspace *demo_state_find_of (DemoState *self, const char *owner, const char *name);
DemoAgent *demo_state_find_by_token (DemoState *self, const char *token, DemoWorkspace **workspace);
/* Of the newest builds. */
DemoAgent *demo_state_find_agent (DemoState *self, const char *id);
/* Also among the deleted ones. NULL where there is none; then @build means nothing. */
DemoWorkspace *demo_state_find_by_build (DemoState *self, const char *build_id, DemoBuild **build);
/* Favourites come first in the list. */
void demo_state_set_favorite (DemoState *self, DemoWorkspace *workspace, gboolean favorite);
gboolean demo_state_is_deleted (DemoState *self, const char *id);
void demo_state_remove (DemoState *self, DemoWorkspace *workspace);

/* One that is about to be built; its first build is under way. @values: taken. */
DemoWorkspace *demo_state_create (DemoState *self, const char *owner_id, const char *name, const DemoTemplate *template,
                                  gboolean old, GHashTable *values);
/* By id, or by the id of one of its versions; NULL where there is none. */
DemoTemplate *demo_state_find_template (DemoState *self, const char *id);
/* That of the first organization, where both have one. */
DemoTemplate *demo_state_find_template_by_name (DemoState *self, const char *name);
void demo_state_make_templates (DemoState *self);
void demo_state_change_template (DemoState *self, DemoTemplate *template, OutpostDemoTemplateChange change);
DemoTemplate *demo_state_add_template (DemoState *self, const DemoTemplate *like);
/* Favourites first, then those that run, by name. */
void demo_state_sort (DemoState *self);

DemoAgent *demo_workspace_find_agent (DemoWorkspace *self, const char *name);
/* Its JSON text changed: forgets it and tells who watches. */
void demo_workspace_touch (DemoWorkspace *self);
/* A new build that is done at once: new agents, new tokens. */
void demo_workspace_rebuild (DemoWorkspace *self);
/* A new build that takes its time; FALSE when one is active. @values: (nullable): NULL: those of the build before; taken when
 * a build begins. */
gboolean demo_workspace_start_build (DemoWorkspace *self, const char *transition, GHashTable *values);
/* The build under way is done after so long. */
void demo_workspace_end_build_in (DemoWorkspace *self, guint seconds);
/* FALSE when none is active. */
gboolean demo_workspace_cancel_build (DemoWorkspace *self);
const char *demo_workspace_get_status (DemoWorkspace *self);
DemoBuild *demo_build_new (guint number, gint64 at);
void demo_build_free (gpointer data);
const char *demo_build_get_status (const DemoBuild *self);
DemoAgent *demo_workspace_add_agent (DemoWorkspace *workspace, const char *name, const char *os, const char *arch);
void demo_agent_free (gpointer data);
gboolean demo_workspace_is_healthy (DemoWorkspace *self);
gboolean demo_workspace_is_external (DemoWorkspace *self); /* the newest build's flag */

const char *demo_agent_get_status (const DemoAgent *self);
const char *demo_agent_get_reason (const DemoAgent *self); /* NULL: healthy */
/* As told, or as the start-up scripts stand. */
const char *demo_agent_get_lifecycle (const DemoAgent *self);
/* They begin now; what they say is told by the clock. */
void demo_agent_begin_script (DemoAgent *self);
/* When they will be done; 0 when they are. */
gint64 demo_agent_get_script_end (const DemoAgent *self);
/* (element-type utf8): the lines of JSON after the one with that id, which moves on. */
GPtrArray *demo_agent_list_log (const DemoAgent *self, gint64 *after);
guint demo_agent_get_log_length (const DemoAgent *self);
void demo_agent_append_sources (const DemoAgent *self, GString *json);
void demo_agent_append_scripts (const DemoAgent *self, GString *json);
char *demo_agent_dup_json (const DemoAgent *self);
void demo_agent_set_status (DemoAgent *self, const char *status, const char *lifecycle);

/* The workspace's JSON, borrowed until it changes. */
const char *demo_workspace_get_json (DemoWorkspace *self);

/* The build alone, as GET and POST of builds answer. */
char *demo_workspace_dup_build_json (DemoWorkspace *self, DemoBuild *build);

/**
 * demo_search:
 * @query: the deployment's query language
 * @me: who asks
 * @refusal: (out): the JSON of a 400 when the query is wrong
 *
 * Returns: (transfer container) (nullable): what matches, in the server's order
 */
GPtrArray *demo_search (DemoState *state, const char *query, char **refusal);

/* The init script for a pair such as linux/amd64, or NULL when there is no such pair. */
char *demo_script_new (const char *access_url, const char *os, const char *arch);
char *demo_script_dup_digest (const char *script);

/* @lines: (transfer full): of JSON */
char *demo_dup_array (GPtrArray *lines);
char *demo_new_id (void);
char *demo_new_secret (guint length);
/* RFC 3339 with microseconds. */
char *demo_dup_time (gint64 microseconds);
/* `{"message":…}` with an optional detail. */
char *demo_dup_message (const char *message, const char *detail);
char *demo_dup_validation (const char *message, const char *field, const char *detail);

G_END_DECLS

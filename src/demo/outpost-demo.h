/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostDemoFlags:
 * @OUTPOST_DEMO_OPEN_SOURCE: the open-source edition: no entitlements, appearance and credentials routes (corrections 73, 74)
 * @OUTPOST_DEMO_NO_LICENSE: Premium without a licence for external workspaces
 * @OUTPOST_DEMO_REDIRECT: reached under another name than its access URL: every API path answers 307 (correction 75); the
 *   access URL then is `http://localhost:PORT` and the URL given out `http://127.0.0.1:PORT`
 * @OUTPOST_DEMO_TLS: serves https with a self-signed certificate
 * @OUTPOST_DEMO_USER_ADMIN: `you` may make workspaces for the other person, `ada`
 * @OUTPOST_DEMO_NO_PROVISIONER: no provisioner is known for what waits (correction 20)
 * @OUTPOST_DEMO_STILL: nothing moves by itself: builds and pretend agents change only when told (tests)
 */
typedef enum
{
  OUTPOST_DEMO_DEFAULT = 0,
  OUTPOST_DEMO_OPEN_SOURCE = 1 << 0,
  OUTPOST_DEMO_NO_LICENSE = 1 << 1,
  OUTPOST_DEMO_REDIRECT = 1 << 2,
  OUTPOST_DEMO_TLS = 1 << 3,
  OUTPOST_DEMO_STILL = 1 << 4,
  OUTPOST_DEMO_USER_ADMIN = 1 << 8,
  OUTPOST_DEMO_NO_PROVISIONER = 1 << 9,
} OutpostDemoFlags;

#define OUTPOST_TYPE_DEMO (outpost_demo_get_type ())

/**
 * OutpostDemo:
 *
 * A small deployment on loopback, with state: what people try and what the tests run against. Listens on a free port of
 * 127.0.0.1 as long as it lives, in the thread-default main context in which it was made.
 */
G_DECLARE_FINAL_TYPE (OutpostDemo, outpost_demo, OUTPOST, DEMO, GObject)

/**
 * outpost_demo_new:
 * @n_workspaces: 0 for the twelve believable ones; else how many there are in all (1,000 and 10,000 are made to be fast)
 *
 * Returns: (transfer full) (nullable): a running deployment
 */
OutpostDemo *outpost_demo_new            (OutpostDemoFlags   flags,
                                          guint              n_workspaces,
                                          GError           **error);
const char  *outpost_demo_get_url        (OutpostDemo       *self); /* http://127.0.0.1:PORT */
/* A session key of the member `you` that works (as a browser's cli-auth page would give it), and that person's password login. */
const char  *outpost_demo_get_key        (OutpostDemo       *self);
const char  *outpost_demo_get_email      (OutpostDemo       *self);
const char  *outpost_demo_get_password   (OutpostDemo       *self);
const char  *outpost_demo_get_user_id    (OutpostDemo       *self);
const char  *outpost_demo_get_username   (OutpostDemo       *self);
GTlsCertificate *outpost_demo_get_certificate (OutpostDemo  *self); /* nullable */

/* Workspaces by name, or by owner/name, for tests. Agent words are the server's: connecting, timeout, connected, disconnected. */
void         outpost_demo_set_agent      (OutpostDemo       *self,
                                          const char        *workspace,
                                          const char        *agent,
                                          const char        *status,
                                          const char        *lifecycle);
/* Gives it an agent that the deployment runs itself, of an ordinary resource: it is beside the external ones (correction 65). */
void         outpost_demo_add_ordinary_agent (OutpostDemo   *self,
                                              const char    *workspace,
                                              const char    *agent);
/* A machine was attached just now: its start-up scripts run for three seconds and write the agent's log; FALSE: one fails. */
void         outpost_demo_start_agent    (OutpostDemo       *self,
                                          const char        *workspace,
                                          const char        *agent,
                                          gboolean           succeeds);
/* A new finished build: new agent ids, new tokens. */
void         outpost_demo_rebuild        (OutpostDemo       *self,
                                          const char        *workspace);
void         outpost_demo_remove         (OutpostDemo       *self,
                                          const char        *workspace);
/**
 * OutpostDemoTemplateChange: what happens to a template while somebody looks at it
 */
typedef enum
{
  OUTPOST_DEMO_TEMPLATE_NOT_EXTERNAL,  /* a new active version without an external agent */
  OUTPOST_DEMO_TEMPLATE_NEW_VERSION,   /* a new active version; its workspaces are outdated */
  OUTPOST_DEMO_TEMPLATE_IMPORTING,     /* its active version is being imported */
  OUTPOST_DEMO_TEMPLATE_FAILED_IMPORT, /* its active version could not be imported */
  OUTPOST_DEMO_TEMPLATE_DEPRECATED,
  OUTPOST_DEMO_TEMPLATE_NOT_MANAGED,   /* who is signed in may not change it any more */
} OutpostDemoTemplateChange;

void         outpost_demo_change_template (OutpostDemo              *self,
                                           const char               *template,
                                           OutpostDemoTemplateChange change);
/* More external templates, and more questions of mixed kinds in one of them: for trying many. */
void         outpost_demo_add_templates  (OutpostDemo       *self,
                                          guint              n);
void         outpost_demo_add_questions  (OutpostDemo       *self,
                                          const char        *template,
                                          guint              n);
/* So many more versions that are older than those it has; they are listed, and no more. */
void         outpost_demo_add_versions   (OutpostDemo       *self,
                                          const char        *template,
                                          guint              n);
/* The current token of an agent (transfer full), to search for or to attach with. */
char        *outpost_demo_dup_token      (OutpostDemo       *self,
                                          const char        *workspace,
                                          const char        *agent);
/* All keys given out are refused from now on. */
void         outpost_demo_revoke_keys    (OutpostDemo       *self);
/* How many keys are valid now. */
guint        outpost_demo_count_keys     (OutpostDemo       *self);
/* How many watch a workspace now, by websocket or by server-sent events. */
guint        outpost_demo_count_watchers (OutpostDemo       *self);
/* The connections of all who watch and follow break, as when a deployment is started anew. */
void         outpost_demo_break_off      (OutpostDemo       *self);

/**
 * OutpostDemoFault: what to do to a request instead of, or around, the ordinary answer
 */
typedef enum
{
  OUTPOST_DEMO_FAULT_STATUS,      /* answer `status` with the JSON error `text` as its message */
  OUTPOST_DEMO_FAULT_BODY,        /* status 200 (or `status`), body `text` as application/json */
  OUTPOST_DEMO_FAULT_HTML,        /* 200 with an HTML page */
  OUTPOST_DEMO_FAULT_EMPTY,       /* 200, no body */
  OUTPOST_DEMO_FAULT_DELAY,       /* the ordinary answer after `ms` */
  OUTPOST_DEMO_FAULT_DROP,        /* the connection is closed before any answer */
  OUTPOST_DEMO_FAULT_TRUNCATE,    /* closed in the middle of the body */
  OUTPOST_DEMO_FAULT_HUGE,        /* a JSON body of `ms` MiB, streamed */
  OUTPOST_DEMO_FAULT_DRIP,        /* one byte every `ms` */
  OUTPOST_DEMO_FAULT_HANG,        /* never answers */
  OUTPOST_DEMO_FAULT_REDIRECT,    /* `status` (307 by default) to `text` */
  OUTPOST_DEMO_FAULT_WRONG_TYPE,  /* the ordinary answer with every string member turned into a number */
  OUTPOST_DEMO_FAULT_WS_CLOSE,    /* the websocket sends each line of `text` as a message, then closes with code `status` */
  OUTPOST_DEMO_FAULT_WS_GARBAGE,  /* the websocket sends each line of `text` as a message, then one of `ms` MiB */
  OUTPOST_DEMO_FAULT_WS_REPLAY,   /* the websocket sends each line of `text` up to a form feed as a message, and the next such
                                   * part with each message that comes */
  OUTPOST_DEMO_FAULT_WS_RAW,      /* the websocket opens and writes the bytes of `text`; with a `status` it then breaks off */
  OUTPOST_DEMO_FAULT_EVENTS,      /* server-sent events of the bytes of `text`, each after `ms` where that is not 0; then silence,
                                     or with a `status` the end */
} OutpostDemoFaultKind;

/**
 * outpost_demo_add_fault:
 * @method: (nullable): only this method
 * @path_glob: (nullable): a glob on the path below the base, such as `/api/v2/workspaces*`
 * @times: for how many requests; 0 until cleared
 * @status: see the kind
 * @ms: see the kind
 * @text: (nullable): see the kind
 * @headers: (nullable): more response headers, `Name: value` lines
 */
void         outpost_demo_add_fault      (OutpostDemo         *self,
                                          OutpostDemoFaultKind kind,
                                          const char          *method,
                                          const char          *path_glob,
                                          guint                times,
                                          guint                status,
                                          guint                ms,
                                          const char          *text,
                                          const char          *headers);
void         outpost_demo_clear_faults   (OutpostDemo         *self);

/* The request log: `METHOD /path?query` lines in order; whether one carried a key, what User-Agent, Cookie and Origin. */
guint        outpost_demo_count_requests (OutpostDemo         *self,
                                          const char          *method,
                                          const char          *path_glob);
/* The most of these that were under way at once, since the log was cleared. */
guint        outpost_demo_count_at_once  (OutpostDemo         *self,
                                          const char          *method,
                                          const char          *path_glob);
char       **outpost_demo_dup_requests   (OutpostDemo         *self);
/* The value of a request header of the last request that matches; NULL when there was none. */
char        *outpost_demo_dup_request_header (OutpostDemo     *self,
                                              const char      *path_glob,
                                              const char      *name);
void         outpost_demo_clear_requests (OutpostDemo         *self);

G_END_DECLS

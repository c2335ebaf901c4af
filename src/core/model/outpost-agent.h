/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostAgentState:
 *
 * What an agent's recorded facts mean for a person (coder-api 3.10). Computed from `status`, `first_connected_at` and
 * `lifecycle_state`, never from the presence of `disconnected_at` (correction 55).
 *
 * @OUTPOST_AGENT_WAITING: never connected, within its connection timeout
 * @OUTPOST_AGENT_LATE: never connected, the timeout has passed; it can still connect
 * @OUTPOST_AGENT_CONNECTED: connected
 * @OUTPOST_AGENT_LOST: was connected, is not: killed, or the network is gone
 * @OUTPOST_AGENT_OFF: was connected and shut down in order
 * @OUTPOST_AGENT_UNKNOWN: a status word of a newer server; shown as it is
 */
typedef enum
{
  OUTPOST_AGENT_WAITING,
  OUTPOST_AGENT_LATE,
  OUTPOST_AGENT_CONNECTED,
  OUTPOST_AGENT_LOST,
  OUTPOST_AGENT_OFF,
  OUTPOST_AGENT_UNKNOWN,
} OutpostAgentState;

/**
 * OutpostAgentLifecycle:
 *
 * How far an agent's start-up scripts are, as it says itself (coder-api 3.10); it stays what it was when the agent is lost.
 */
typedef enum
{
  OUTPOST_LIFECYCLE_CREATED, /* never ran */
  OUTPOST_LIFECYCLE_STARTING,
  OUTPOST_LIFECYCLE_START_TIMEOUT,
  OUTPOST_LIFECYCLE_START_ERROR,
  OUTPOST_LIFECYCLE_READY,
  OUTPOST_LIFECYCLE_SHUTTING_DOWN,
  OUTPOST_LIFECYCLE_SHUTDOWN_TIMEOUT,
  OUTPOST_LIFECYCLE_SHUTDOWN_ERROR,
  OUTPOST_LIFECYCLE_OFF,
  OUTPOST_LIFECYCLE_UNKNOWN, /* a word of a newer server */
} OutpostAgentLifecycle;

/**
 * OutpostAgentHealth:
 *
 * Why the server calls an agent unhealthy: its recorded reason, told apart.
 */
typedef enum
{
  OUTPOST_AGENT_HEALTHY,
  OUTPOST_AGENT_NOT_RUNNING,
  OUTPOST_AGENT_NOT_YET_CONNECTED,
  OUTPOST_AGENT_TAKING_LONG,
  OUTPOST_AGENT_LOST_CONNECTION,
  OUTPOST_AGENT_START_SCRIPT_FAILED,
  OUTPOST_AGENT_SHUTTING_DOWN,
  OUTPOST_AGENT_UNHEALTHY_OTHER,
} OutpostAgentHealth;

#define OUTPOST_TYPE_AGENT (outpost_agent_get_type ())

/**
 * OutpostAgent:
 *
 * One agent of a build. Immutable: a new build makes new agents with new ids. Safe to make and read in any thread.
 * Times are microseconds of unix time, 0 for never. Strings are never %NULL unless said.
 */
G_DECLARE_FINAL_TYPE (OutpostAgent, outpost_agent, OUTPOST, AGENT, GObject)

const char         *outpost_agent_get_id                 (OutpostAgent *self);
const char         *outpost_agent_get_parent_id          (OutpostAgent *self); /* nullable */
const char         *outpost_agent_get_name               (OutpostAgent *self);
const char         *outpost_agent_get_resource_type      (OutpostAgent *self);
/* A top-level agent of a `coder_external_agent` resource: the kind that a machine is attached to (correction 65). */
gboolean            outpost_agent_is_external            (OutpostAgent *self);
/* An agent inside another one (a dev container); ignored in the workspace's health and needs no command. */
gboolean            outpost_agent_is_sub_agent           (OutpostAgent *self);
OutpostAgentState   outpost_agent_get_state              (OutpostAgent *self);
const char         *outpost_agent_get_status             (OutpostAgent *self); /* the server's word */
const char         *outpost_agent_get_lifecycle          (OutpostAgent *self); /* the server's word */
OutpostAgentLifecycle outpost_agent_get_lifecycle_state (OutpostAgent *self);
/* The first start-up script that failed, and how; "" and -1 while none did, or the deployment does not tell (before 2.34). */
const char         *outpost_agent_get_failed_script      (OutpostAgent *self);
gint64              outpost_agent_get_exit_code          (OutpostAgent *self);
/* What a source of its log is called; %NULL where it is unknown, or the only one. */
char               *outpost_agent_dup_source_name        (OutpostAgent *self,
                                                          const char   *source_id);
OutpostAgentHealth  outpost_agent_get_health             (OutpostAgent *self);
const char         *outpost_agent_get_health_reason      (OutpostAgent *self); /* the server's words; "" when healthy */
const char         *outpost_agent_get_operating_system   (OutpostAgent *self);
const char         *outpost_agent_get_architecture       (OutpostAgent *self);
const char         *outpost_agent_get_version            (OutpostAgent *self); /* "" until connected */
gint64              outpost_agent_get_created_at         (OutpostAgent *self);
gint64              outpost_agent_get_first_connected_at (OutpostAgent *self);
gint64              outpost_agent_get_last_connected_at  (OutpostAgent *self);
gint64              outpost_agent_get_disconnected_at    (OutpostAgent *self);
/* Since when it is in its state: when it was lost or off the time of that; when connected the later of the first connection and the
 * start of its scripts; else created_at. 0 when it is not known: of an agent that was lost and is connected again the deployment
 * does not tell, and outpost_agent_set_back_at() says what was seen. */
gint64              outpost_agent_get_since              (OutpostAgent *self);
/* Under which earlier build its machine was attached, as far as Outpost knows; 0: under none. Told by #OutpostObserver, not by the
 * deployment, and not kept with the agent. Setting it tells whether it differs. */
gint64              outpost_agent_get_attached_build     (OutpostAgent *self);
gboolean            outpost_agent_set_attached_build     (OutpostAgent *self,
                                                          gint64        build_number);
/* When it was seen to be connected again, as far as Outpost knows; 0: it was not. As for the attached build. */
void                outpost_agent_set_back_at            (OutpostAgent *self,
                                                          gint64        back_at);
/* Milliseconds of the preferred region; below 0 when unknown. */
double              outpost_agent_get_latency            (OutpostAgent *self);
gint64              outpost_agent_get_connection_timeout (OutpostAgent *self); /* seconds; 0: never */
const char         *outpost_agent_get_troubleshooting_url (OutpostAgent *self);
gboolean            outpost_agent_equal                  (OutpostAgent *a,
                                                          OutpostAgent *b);

G_END_DECLS

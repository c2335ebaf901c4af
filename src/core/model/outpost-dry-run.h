/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostDryRun: a build that is only planned: `POST /templateversions/ID/dry-run` and what it is asked for by then
 * @id: of the job
 * @status: the server's word: pending, running, succeeded, canceling, canceled, failed, or a newer one
 * @error: "" without one
 */
typedef struct
{
  char *id;
  char *status;
  char *error;
} OutpostDryRun;

#define OUTPOST_TYPE_DRY_RUN (outpost_dry_run_get_type ())
GType          outpost_dry_run_get_type      (void);
OutpostDryRun *outpost_dry_run_ref           (OutpostDryRun       *self);
void           outpost_dry_run_unref         (OutpostDryRun       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostDryRun, outpost_dry_run_unref)
OutpostDryRun *outpost_dry_run_new_from_json (GBytes              *bytes,
                                              GError             **error);
/* It goes on: neither its end nor its plan is known. */
gboolean       outpost_dry_run_is_active     (const OutpostDryRun *self);

/**
 * OutpostPlannedAgent: an agent that a build would make
 */
typedef struct
{
  char *name;
  char *operating_system;
  char *architecture;
} OutpostPlannedAgent;

/**
 * OutpostPlannedResource: what a build would make
 * @type: such as coder_external_agent
 * @hidden: the template says that nobody needs to see it
 * @agents: (element-type OutpostPlannedAgent)
 */
typedef struct
{
  char      *type;
  char      *name;
  gboolean   hidden;
  GPtrArray *agents;
} OutpostPlannedResource;

/* `GET …/dry-run/JOB/resources`: (element-type OutpostPlannedResource); %NULL with %OUTPOST_ERROR_PROTOCOL. Owns its elements. */
GPtrArray     *outpost_planned_resources_new_from_json (GBytes  *bytes,
                                                        GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-client.h"
#include "model/outpost-workspace.h"
#include "outpost-export-text.h"

G_BEGIN_DECLS

/**
 * OutpostExportState:
 * @OUTPOST_EXPORT_WANTED: to be asked for, or being asked for
 * @OUTPOST_EXPORT_GOT: had, be the credentials still kept or not
 * @OUTPOST_EXPORT_FAILED: refused or broken; outpost_bulk_export_run() asks again
 * @OUTPOST_EXPORT_SKIPPED: has none, and asking again does not help
 */
typedef enum
{
  OUTPOST_EXPORT_WANTED,
  OUTPOST_EXPORT_GOT,
  OUTPOST_EXPORT_FAILED,
  OUTPOST_EXPORT_SKIPPED,
} OutpostExportState;

/**
 * OutpostExportSkip:
 * @OUTPOST_EXPORT_SKIP_BUILD_RUNNING: no token until the build has ended (correction 63)
 * @OUTPOST_EXPORT_SKIP_BUILD_FAILED: the newest build failed or was canceled, so it has no agents
 * @OUTPOST_EXPORT_SKIP_DELETED: the workspace is gone
 * @OUTPOST_EXPORT_SKIP_NOT_EXTERNAL: the deployment runs its machine itself
 * @OUTPOST_EXPORT_SKIP_NO_LICENSE: the deployment gives out no tokens of external agents (corrections 66, 74)
 * @OUTPOST_EXPORT_SKIP_NO_TOKEN: the agent proves who it is by its cloud's identity
 */
typedef enum
{
  OUTPOST_EXPORT_SKIP_NONE,
  OUTPOST_EXPORT_SKIP_BUILD_RUNNING,
  OUTPOST_EXPORT_SKIP_BUILD_FAILED,
  OUTPOST_EXPORT_SKIP_DELETED,
  OUTPOST_EXPORT_SKIP_NOT_EXTERNAL,
  OUTPOST_EXPORT_SKIP_NO_LICENSE,
  OUTPOST_EXPORT_SKIP_NO_TOKEN,
} OutpostExportSkip;

/**
 * OutpostExportItem: one agent that a machine is attached to, or a workspace without any
 * @agent_name: (nullable): NULL for a workspace that is skipped as a whole
 * @build_id: (nullable): the build that the credentials are of
 * @skip: why, where it is skipped
 * @error: (nullable): why, where it failed
 * @credentials: (nullable): while they are kept
 */
typedef struct
{
  OutpostWorkspace   *workspace;
  char               *agent_name;
  char               *operating_system;
  char               *build_id;
  gint64              build_number;
  OutpostExportState  state;
  OutpostExportSkip   skip;
  GError             *error;
  OutpostCredentials *credentials;
} OutpostExportItem;

#define OUTPOST_TYPE_BULK_EXPORT (outpost_bulk_export_get_type ())

/**
 * OutpostBulkExport:
 *
 * Gets the credentials of every external agent of some workspaces; agents inside another one and those of ordinary resources need
 * none. What cannot be had is known before anything is asked. As a token is of one build, what was got of a build that is no longer
 * the newest has failed, so that asking again gets the new one.
 *
 * Properties (read-only, notify): `running`, `n-answered` (of this run), `waiting-until` (see OutpostBulk).
 */
G_DECLARE_FINAL_TYPE (OutpostBulkExport, outpost_bulk_export, OUTPOST, BULK_EXPORT, GObject)

/* @workspaces: (element-type OutpostWorkspace): in the order of the file
 * @entitlements: (nullable): what the deployment's licence allows, where that is known */
OutpostBulkExport       *outpost_bulk_export_new               (OutpostClient             *client,
                                                                GPtrArray                 *workspaces,
                                                                const OutpostEntitlements *entitlements);
guint                    outpost_bulk_export_get_n_items       (OutpostBulkExport         *self);
/* Borrowed, until the next run. */
const OutpostExportItem *outpost_bulk_export_get_item          (OutpostBulkExport         *self,
                                                                guint                      index);
/* How many items are in @state. */
guint                    outpost_bulk_export_count             (OutpostBulkExport         *self,
                                                                OutpostExportState         state);
/* How many are asked for in this run. */
guint                    outpost_bulk_export_get_n_asked       (OutpostBulkExport         *self);
guint                    outpost_bulk_export_get_n_answered    (OutpostBulkExport         *self);
gboolean                 outpost_bulk_export_get_running       (OutpostBulkExport         *self);
gint64                   outpost_bulk_export_get_waiting_until (OutpostBulkExport         *self);

/* Asks for all that is wanted or has failed; what was got is kept. `running` is FALSE again at the end. */
void                     outpost_bulk_export_run               (OutpostBulkExport         *self);
/* Stops the requests. What was not answered is wanted again. */
void                     outpost_bulk_export_cancel            (OutpostBulkExport         *self);
/* (transfer container) (element-type OutpostExportRecord): a record for each agent, also for those without credentials. */
GPtrArray               *outpost_bulk_export_dup_records       (OutpostBulkExport         *self);
/* Wipes the credentials that are kept: they are where they are meant to be. */
void                     outpost_bulk_export_forget            (OutpostBulkExport         *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "model/outpost-agent.h"
#include "model/outpost-build-log.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LOG_VIEW (outpost_log_view_get_type ())

/**
 * OutpostLogView:
 *
 * The log of a build as it is written: stages as headings, errors told apart, the end in view unless somebody reads further up.
 * So is the log of an agent, whose headings are the scripts where there are several. The newest 5,000 lines are kept.
 */
G_DECLARE_FINAL_TYPE (OutpostLogView, outpost_log_view, OUTPOST, LOG_VIEW, AdwBin)

GtkWidget  *outpost_log_view_new        (void);
void        outpost_log_view_add        (OutpostLogView  *self,
                                         OutpostBuildLog *log);
void        outpost_log_view_clear      (OutpostLogView  *self);
/* The log is of this agent, not of a build. */
void        outpost_log_view_set_agent  (OutpostLogView  *self,
                                         OutpostAgent    *agent);
/* The newest stage, in the deployment's words; %NULL before the first. */
const char *outpost_log_view_get_stage  (OutpostLogView  *self);
/* The first lines that say what went wrong, made visible; "" without. */
const char *outpost_log_view_get_errors (OutpostLogView  *self);

G_END_DECLS

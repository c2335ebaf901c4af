/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-agent.h"
#include "outpost-build.h"
#include "outpost-json.h"
#include "outpost-record-private.h"
#include "outpost-workspace.h"

G_BEGIN_DECLS

/* The codecs of the workspace and what hangs on it: from the deployment's JSON, and to and from the copy on disk. Mistakes in the
 * JSON are kept by the document. The `read` functions return NULL when another version wrote the copy. */

OutpostAgent     *outpost_agent_new_from_value       (const OutpostJsonValue *value, const char *resource_type);
GVariant         *outpost_agent_to_variant           (OutpostAgent *self);
OutpostAgent     *outpost_agent_new_from_variant     (GVariant *variant);

OutpostBuild     *outpost_build_new_from_value       (const OutpostJsonValue *value);
GVariant         *outpost_build_to_variant           (OutpostBuild *self);
OutpostBuild     *outpost_build_new_from_variant     (GVariant *variant);

OutpostWorkspace *outpost_workspace_new_from_value   (const OutpostJsonValue *value);
GVariant         *outpost_workspace_to_variant       (OutpostWorkspace *self);
OutpostWorkspace *outpost_workspace_new_from_variant (GVariant *variant);

#define OUTPOST_AGENT_FORMAT OUTPOST_RECORD_FORMAT
#define OUTPOST_BUILD_FORMAT "(" OUTPOST_RECORD_FORMAT "a" OUTPOST_AGENT_FORMAT ")"
#define OUTPOST_WORKSPACE_FORMAT "(" OUTPOST_RECORD_FORMAT OUTPOST_BUILD_FORMAT "ix)"

G_END_DECLS

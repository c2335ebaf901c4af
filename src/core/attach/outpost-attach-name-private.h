/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-subject.h"

G_BEGIN_DECLS

/* What an agent is called on its machine: the same for each build, another for each agent of each workspace of each deployment. */

/* For services, files, containers: `coder-agent-gpu-box-main-3f9c2a`; letters a to z, digits and hyphens, at most 63. */
char *outpost_attach_name_dup_service (const OutpostAttachSubject *subject);
/* For the user of the machine that people work as: at most 32. */
char *outpost_attach_name_dup_user    (const OutpostAttachSubject *subject);

G_END_DECLS

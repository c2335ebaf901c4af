/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-subject.h"

G_BEGIN_DECLS

char *outpost_attach_once_dup (const OutpostAttachSubject *subject);

G_END_DECLS

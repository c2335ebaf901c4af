/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-subject.h"

G_BEGIN_DECLS

/* A subject as a deployment could have it, for what is made of it. No command: the first form makes its own. */
static inline OutpostAttachSubject *
attach_fixture_new (OutpostPlatform platform,
                    const char *address,
                    const char *owner,
                    const char *workspace,
                    const char *agent,
                    const char *token)
{
  OutpostAttachSubject *subject = g_atomic_rc_box_new0 (OutpostAttachSubject);

  subject->address = g_strdup (address);
  subject->owner = g_strdup (owner);
  subject->workspace = g_strdup (workspace);
  subject->agent = g_strdup (agent);
  subject->build = 7;
  subject->platform = platform;
  subject->token = g_strdup (token);
  return subject;
}

/* The one of the golden files. */
static inline OutpostAttachSubject *
attach_fixture_new_plain (OutpostPlatform platform)
{
  return attach_fixture_new (platform, "https://coder.example.com", "ann", "gpu-box", "main",
                             "11111111-2222-4333-8444-555555555555");
}

G_END_DECLS

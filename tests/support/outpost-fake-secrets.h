/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-error.h"
#include "outpost-secrets.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_FAKE_SECRETS (outpost_fake_secrets_get_type ())

/* A keyring that a test drives. */
G_DECLARE_FINAL_TYPE (OutpostFakeSecrets, outpost_fake_secrets, OUTPOST, FAKE_SECRETS, GObject)

OutpostFakeSecrets *outpost_fake_secrets_new       (void);
/* Everything asked from now on is rejected with @code; -1 ends that. */
void                outpost_fake_secrets_fail      (OutpostFakeSecrets *self,
                                                    int                 code);
/* What is asked from now on waits, as for a prompt, until it is released or given up. */
void                outpost_fake_secrets_hold      (OutpostFakeSecrets *self);
void                outpost_fake_secrets_release   (OutpostFakeSecrets *self);
guint               outpost_fake_secrets_count     (OutpostFakeSecrets *self); /* keys that are kept */
/* How often what could put a prompt before somebody; how often what cannot. */
guint               outpost_fake_secrets_n_asked   (OutpostFakeSecrets *self);
guint               outpost_fake_secrets_n_peeked  (OutpostFakeSecrets *self);
const char         *outpost_fake_secrets_get_label (OutpostFakeSecrets *self); /* the newest */
/* borrowed; NULL when there is none */
const char         *outpost_fake_secrets_get       (OutpostFakeSecrets *self,
                                                    const char         *url,
                                                    const char         *user_id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-store.h"
#include "secrets/outpost-key-private.h"

G_BEGIN_DECLS

/* The work of signing in, apart from the machine's states: what fibers do and bring back. */

/* A key that was made for us, and whose it is: ours to end until the account store has it. */
typedef struct
{
  OutpostClient *client; /* holds the key */
  OutpostKey *key;
  OutpostUser *user;
} OutpostGrant;

/* What a probe finds. */
typedef struct
{
  OutpostBuildInfo *build_info;
  OutpostEntitlements *entitlements;
  OutpostAuthMethods *auth_methods;
  char *moved_to;
} OutpostFindings;

/* What one step works with and what comes of it. The machine (in sign_in) may go while it does. */
typedef struct
{
  GWeakRef sign_in;
  OutpostAccountStore *accounts;
  DexPromise *stopping;
  char *url;
  gboolean moved;     /* probing: the address comes from a move */
  char *email;        /* exchanging: nullable, then the secret is a key */
  OutpostKey *secret; /* exchanging */
  OutpostKeep keep;   /* keeping */
  OutpostFindings findings;  /* of probing */
  OutpostGrant *grant;       /* of exchanging; keeping starts with it */
  OutpostAccount *account; /* of keeping */
  GError *error;
} OutpostStep;

void       outpost_grant_free          (OutpostGrant   *self);
/* Ends the key that @client holds; resolves in any case. */
DexFuture *outpost_grant_end_key       (OutpostClient  *client);

void       outpost_step_free           (gpointer        self);
/* Of a step that nobody wants any more only a key that is not an account's remains to be ended. */
void       outpost_step_drop           (OutpostStep    *self);
/* Fills in findings or error. In a fiber. */
void       outpost_step_await_findings (OutpostStep    *self);
/* Fills in grant or error. In a fiber. */
void       outpost_step_await_grant    (OutpostStep    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostGrant, outpost_grant_free)

G_END_DECLS

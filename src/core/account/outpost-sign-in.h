/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-store.h"

G_BEGIN_DECLS

/**
 * OutpostSignInState:
 *
 *   ADDRESS ──probe──▶ PROBING ──ok──▶ CREDENTIALS ──submit──▶ EXCHANGING ──▶ KEEPING ──▶ DONE
 *      ▲                 │ │                ▲                      │             │
 *      │◀────error───────┘ └─moved─▶ MOVED  │◀──────error──────────┘             ▼
 *      │                             │ confirm: probes the new address        NOT_KEPT ──retry──▶ KEEPING
 *      └────────back()───────────────┴───────────────────────────────────────────┴── for session ──▶ DONE
 *
 * @OUTPOST_SIGN_IN_ADDRESS: an address is wanted; `error` says what was wrong with the last one
 * @OUTPOST_SIGN_IN_PROBING: `/buildinfo`, `/entitlements` and `/users/authmethods` are read
 * @OUTPOST_SIGN_IN_MOVED: the deployment wants to be reached under `moved-to` (corrections 75): confirm it
 * @OUTPOST_SIGN_IN_CREDENTIALS: a key or a password is wanted; `error` says what was wrong with the last
 * @OUTPOST_SIGN_IN_EXCHANGING: the key is exchanged for one of our own, and it is asked who this is
 * @OUTPOST_SIGN_IN_KEEPING: the key goes into the keyring
 * @OUTPOST_SIGN_IN_NOT_KEPT: the keyring failed, see `error`: retry, or for this session only
 * @OUTPOST_SIGN_IN_DONE: `account` is there
 */
typedef enum
{
  OUTPOST_SIGN_IN_ADDRESS,
  OUTPOST_SIGN_IN_PROBING,
  OUTPOST_SIGN_IN_MOVED,
  OUTPOST_SIGN_IN_CREDENTIALS,
  OUTPOST_SIGN_IN_EXCHANGING,
  OUTPOST_SIGN_IN_KEEPING,
  OUTPOST_SIGN_IN_NOT_KEPT,
  OUTPOST_SIGN_IN_DONE,
} OutpostSignInState;

#define OUTPOST_TYPE_SIGN_IN_STATE (outpost_sign_in_state_get_type ())
GType outpost_sign_in_state_get_type (void);

#define OUTPOST_TYPE_SIGN_IN (outpost_sign_in_get_type ())

/**
 * OutpostSignIn:
 *
 * Signing in to one deployment, as a machine that a dialog and the command line drive. Each verb returns at once; `state`
 * and `error` (both notify) tell what came of it. A verb that does not fit the state is ignored. Dropping the object cancels
 * what is under way; a key already made for us is then deleted on the deployment.
 */
G_DECLARE_FINAL_TYPE (OutpostSignIn, outpost_sign_in, OUTPOST, SIGN_IN, GObject)

OutpostSignIn       *outpost_sign_in_new               (OutpostAccountStore *accounts);
OutpostSignInState   outpost_sign_in_get_state         (OutpostSignIn *self);
const GError        *outpost_sign_in_get_error         (OutpostSignIn *self);
const char          *outpost_sign_in_get_url           (OutpostSignIn *self); /* nullable: the base URL */
const char          *outpost_sign_in_get_moved_to      (OutpostSignIn *self); /* nullable */
/* nullable: what was found; there from CREDENTIALS on */
OutpostBuildInfo    *outpost_sign_in_get_build_info    (OutpostSignIn *self);
OutpostEntitlements *outpost_sign_in_get_entitlements  (OutpostSignIn *self);
OutpostAuthMethods  *outpost_sign_in_get_auth_methods  (OutpostSignIn *self);
OutpostAccount      *outpost_sign_in_get_account       (OutpostSignIn *self); /* nullable: there when DONE */
/* The page that makes a key: `<base>/cli-auth`; free it. */
char                *outpost_sign_in_dup_key_page      (OutpostSignIn *self);

void                 outpost_sign_in_set_address       (OutpostSignIn *self, const char *typed);
void                 outpost_sign_in_confirm_move      (OutpostSignIn *self);
void                 outpost_sign_in_submit_key        (OutpostSignIn *self, const char *pasted);
void                 outpost_sign_in_submit_password   (OutpostSignIn *self, const char *email, const char *password);
void                 outpost_sign_in_retry_keeping     (OutpostSignIn *self);
void                 outpost_sign_in_keep_for_session  (OutpostSignIn *self);
/* To ADDRESS from any state but DONE; what is under way is cancelled. */
void                 outpost_sign_in_back              (OutpostSignIn *self);
/* For signing in again: the address is known and probed at once. */
void                 outpost_sign_in_start_at          (OutpostSignIn *self, const char *url);

/* Whether @text has the form of a key: two parts at a hyphen, 10 and 22 letters or digits (coder-api 1.5). */
gboolean             outpost_sign_in_is_key            (const char *text);

G_END_DECLS

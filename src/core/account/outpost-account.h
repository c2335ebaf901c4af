/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "http/outpost-client.h"
#include "memory/outpost-observer.h"
#include "model/outpost-workspace-list.h"
#include "model/outpost-answers.h"

G_BEGIN_DECLS

/**
 * OutpostAccountState:
 * @OUTPOST_ACCOUNT_NO_KEY: the key has not been looked up yet
 * @OUTPOST_ACCOUNT_SIGNED_IN: the client holds the key
 * @OUTPOST_ACCOUNT_KEY_UNAVAILABLE: the keyring is locked, missing or refused: see `error`; try again or sign in for this session
 * @OUTPOST_ACCOUNT_SIGNED_OUT: the deployment no longer accepts the key; the list stays, sign in again
 */
typedef enum
{
  OUTPOST_ACCOUNT_NO_KEY,
  OUTPOST_ACCOUNT_SIGNED_IN,
  OUTPOST_ACCOUNT_KEY_UNAVAILABLE,
  OUTPOST_ACCOUNT_SIGNED_OUT,
} OutpostAccountState;

#define OUTPOST_TYPE_ACCOUNT_STATE (outpost_account_state_get_type ())
GType outpost_account_state_get_type (void);

#define OUTPOST_TYPE_ACCOUNT (outpost_account_get_type ())

/**
 * OutpostAccount:
 *
 * A user of a deployment, with the client that speaks for it and its workspaces. Holds no key itself: that is in the keyring
 * and, while signed in, in the client.
 *
 * Properties (read-only): `state`, `error` (why the key is unavailable), `entitlements`, `label`, `session-only`, `site-owner`.
 * Signal `list-added` (#OutpostWorkspaceList): one more view has a list of its own.
 */
G_DECLARE_FINAL_TYPE (OutpostAccount, outpost_account, OUTPOST, ACCOUNT, GObject)

const char           *outpost_account_get_id           (OutpostAccount *self); /* random, stable; names files */
const char           *outpost_account_get_url          (OutpostAccount *self);
const char           *outpost_account_get_user_id      (OutpostAccount *self);
const char           *outpost_account_get_username     (OutpostAccount *self);
/* What to call its deployment: host, port, prefix; "Demo" is the application's word, see is_demo. */
const char           *outpost_account_get_label        (OutpostAccount *self);
gboolean              outpost_account_is_demo          (OutpostAccount *self);
/* Its key is in this process only. */
gboolean              outpost_account_is_session_only  (OutpostAccount *self);
OutpostAccountState   outpost_account_get_state        (OutpostAccount *self);
const GError         *outpost_account_get_error        (OutpostAccount *self);
OutpostClient        *outpost_account_get_client       (OutpostAccount *self);
/* Whoever shows it loads its cache first; the account does neither by itself. */
OutpostWorkspaceList *outpost_account_get_workspaces   (OutpostAccount *self);
/* (transfer full): the same for one more view, which may ask for something else. */
OutpostWorkspaceList *outpost_account_new_list         (OutpostAccount *self);
/* (transfer full) (element-type OutpostWorkspaceList): the account's own list, and those of more views as long as they live. */
GPtrArray            *outpost_account_dup_lists        (OutpostAccount *self);
/* (nullable) (transfer none): that workspace as one of the lists has it; the account's own list is asked first. */
OutpostWorkspace     *outpost_account_lookup           (OutpostAccount *self,
                                                        const char     *workspace_id);
/* Asks for all lists anew: something was done to a workspace. */
void                  outpost_account_refresh          (OutpostAccount *self);
/* What all lists have of @newer takes over what it says, see outpost_workspace_update(), and is marked as it is remembered. */
void                  outpost_account_update           (OutpostAccount   *self,
                                                        OutpostWorkspace *newer,
                                                        gint64            known_at);
/* Looks at the workspaces when somebody asks for them: what happened to their machines, what is told of it. */
OutpostObserver      *outpost_account_get_observer     (OutpostAccount *self);
/* nullable: not known yet */
OutpostEntitlements  *outpost_account_get_entitlements (OutpostAccount *self);
/* Whether the user has the site role `owner`. Who asks first gets unknown: the deployment is asked, once with each key, and
 * `site-owner` notifies. */
OutpostTristate       outpost_account_look_up_site_owner (OutpostAccount *self);

/**
 * outpost_account_unlock:
 *
 * Looks the key up in the keyring and gives it to the client; the entitlements are then read, `entitlements` notifies.
 * An unlocking that is under way is joined; dropping the future does not stop it.
 *
 * Returns: (transfer full): a future that resolves to TRUE in state SIGNED_IN, or rejects as the `error` property says
 */
DexFuture            *outpost_account_unlock           (OutpostAccount *self);

/**
 * outpost_account_unlock_quietly:
 *
 * As outpost_account_unlock(), for what happens while nobody looks: a locked keyring stays locked, and where there is no key to
 * be had the account stays as it is.
 *
 * Returns: (transfer full): a future that resolves to TRUE in state SIGNED_IN, or rejects
 */
DexFuture            *outpost_account_unlock_quietly   (OutpostAccount *self);

G_END_DECLS

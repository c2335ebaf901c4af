/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sign-in.h"

#include "outpost-account-store-private.h"
#include "outpost-address.h"
#include "outpost-api.h"
#include "outpost-error.h"
#include "outpost-key-private.h"
#include "outpost-main-loop-private.h"

/* coder-api 1.5 */
#define ID_LENGTH 10
#define SECRET_LENGTH 22

/* A key that was made for us, and whose it is: ours to end until the account store has it. */
typedef struct
{
  OutpostClient *client; /* holds the key */
  OutpostKey *key;
  OutpostUser *user;
} Grant;

/* Signing in to one deployment. Each step is a fiber of its own that holds no reference on the machine. */
struct _OutpostSignIn
{
  GObject parent_instance;

  OutpostAccountStore *accounts;
  OutpostSignInState state;
  GError *error;
  char *url;
  char *moved_to;
  OutpostBuildInfo *build_info;
  OutpostEntitlements *entitlements;
  OutpostAuthMethods *auth_methods;
  OutpostAccount *account;
  Grant *grant;         /* in NOT_KEPT */
  DexPromise *stopping; /* of the step under way; rejecting it stops the step */
};

G_DEFINE_ENUM_TYPE (OutpostSignInState, outpost_sign_in_state,
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_ADDRESS, "address"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_PROBING, "probing"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_MOVED, "moved"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_CREDENTIALS, "credentials"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_EXCHANGING, "exchanging"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_KEEPING, "keeping"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_NOT_KEPT, "not-kept"),
                    G_DEFINE_ENUM_VALUE (OUTPOST_SIGN_IN_DONE, "done"))

G_DEFINE_FINAL_TYPE (OutpostSignIn, outpost_sign_in, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ERROR,
  PROP_MOVED_TO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* ---- State ------------------------------------------------------------------------------------------------------- */

/* Takes @error. */
static void
set_state (OutpostSignIn *self,
           OutpostSignInState state,
           GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_moved_to (OutpostSignIn *self,
              const char *moved_to)
{
  if (g_set_str (&self->moved_to, moved_to))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MOVED_TO]);
}

static void
forget_answers (OutpostSignIn *self)
{
  g_clear_pointer (&self->build_info, outpost_build_info_unref);
  g_clear_pointer (&self->entitlements, outpost_entitlements_unref);
  g_clear_pointer (&self->auth_methods, outpost_auth_methods_unref);
}

/* ---- Grants ------------------------------------------------------------------------------------------------------ */

/* Takes @key. */
static Grant *
grant_new (const char *url,
           OutpostKey *key)
{
  Grant *self = g_new0 (Grant, 1);

  self->client = outpost_client_new (url);
  self->key = key;
  outpost_client_set_key (self->client, key);
  return self;
}

static void
grant_free (Grant *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->key, outpost_key_free);
  g_clear_pointer (&self->user, outpost_user_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Grant, grant_free)

static DexFuture *
client_done_cb (DexFuture *completed,
                gpointer data)
{
  return dex_future_new_true ();
}

/* Ends the key that @client holds, whoever still waits for it; resolves in any case. */
static DexFuture *
end_key (OutpostClient *client)
{
  return dex_future_finally (outpost_api_delete_own_key (client), client_done_cb, g_object_ref (client), g_object_unref);
}

/* ---- Steps ------------------------------------------------------------------------------------------------------- */

/* What a probe finds. */
typedef struct
{
  OutpostBuildInfo *build_info;
  OutpostEntitlements *entitlements;
  OutpostAuthMethods *auth_methods;
  char *moved_to;
} Findings;

static void
findings_clear (Findings *self)
{
  g_clear_pointer (&self->build_info, outpost_build_info_unref);
  g_clear_pointer (&self->entitlements, outpost_entitlements_unref);
  g_clear_pointer (&self->auth_methods, outpost_auth_methods_unref);
  g_clear_pointer (&self->moved_to, g_free);
}

/* What one step works with and what comes of it. The machine may go while it does. */
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
  Findings findings;  /* of probing */
  Grant *grant;       /* of exchanging; keeping starts with it */
  OutpostAccount *account; /* of keeping */
  GError *error;
} Step;

static void
step_free (gpointer data)
{
  Step *self = data;

  g_weak_ref_clear (&self->sign_in);
  g_clear_object (&self->accounts);
  dex_clear (&self->stopping);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->secret, outpost_key_free);
  findings_clear (&self->findings);
  g_clear_pointer (&self->grant, grant_free);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  g_free (self);
}

/* The newest step's promise is the stamp by which a step knows that it is still wanted. */
static Step *
step_new (OutpostSignIn *self)
{
  Step *step = g_new0 (Step, 1);

  g_weak_ref_init (&step->sign_in, self);
  step->accounts = g_object_ref (self->accounts);
  step->url = g_strdup (self->url);
  step->stopping = dex_promise_new ();
  dex_clear (&self->stopping);
  self->stopping = dex_ref (step->stopping);
  return step;
}

static void
step_run (Step *step,
          DexFiberFunc fiber)
{
  dex_future_disown (dex_scheduler_spawn (NULL, 0, fiber, step, step_free));
}

/* The machine, if it still wants what this step does: transfer full. */
static OutpostSignIn *
step_dup_machine (Step *step)
{
  g_autoptr(OutpostSignIn) self = g_weak_ref_get (&step->sign_in);

  return self != NULL && self->stopping == step->stopping ? g_steal_pointer (&self) : NULL;
}

/* Of a step that nobody wants any more only a key that is not an account's remains to be ended. */
static void
step_drop (Step *step)
{
  if (step->grant != NULL && step->account == NULL)
    dex_future_disown (end_key (step->grant->client));
}

/* @future, no longer waited for when the step is stopped. The request itself goes on to its answer or deadline: libdex (to
 * 1.1) loses its queue of fibers when a fiber is discarded and what it awaits settles in the same turn of the main loop, and
 * nothing here ever runs again. So no fiber below is ever discarded. */
static DexFuture *
unless_stopped (Step *step,
                DexFuture *future)
{
  dex_future_disown (dex_ref (future));
  return dex_future_first (future, dex_ref (step->stopping), NULL);
}

static void
stop (OutpostSignIn *self)
{
  g_autoptr(DexPromise) stopping = g_steal_pointer (&self->stopping);

  if (stopping != NULL && dex_future_is_pending (DEX_FUTURE (stopping)))
    dex_promise_reject (stopping, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
  if (self->grant != NULL)
    dex_future_disown (end_key (self->grant->client));
  g_clear_pointer (&self->grant, grant_free);
}

/* ---- Probing ----------------------------------------------------------------------------------------------------- */

/* Where @step's deployment says it is, when that is elsewhere. A second move in a row is not followed. */
static char *
dup_target (Step *step,
            const char *location)
{
  g_autofree char *target = location != NULL ? outpost_address_normalize (location, NULL) : NULL;

  if (target == NULL || step->moved || outpost_address_is_same_origin (target, step->url))
    return NULL;
  return g_steal_pointer (&target);
}

/* TRUE with either moved_to or what is needed to go on. */
static gboolean
await_build_info (Step *step,
                  OutpostClient *client,
                  Findings *findings,
                  GError **error)
{
  g_autoptr(GError) local = NULL;
  OutpostBuildInfo *info = dex_await_boxed (unless_stopped (step, outpost_api_get_build_info (client)), &local);

  findings->build_info = info;
  if (info == NULL)
    {
      if (g_error_matches (local, OUTPOST_ERROR, OUTPOST_ERROR_REDIRECTED))
        findings->moved_to = dup_target (step, outpost_error_get_location (local));
      if (findings->moved_to == NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return findings->moved_to != NULL;
    }
  if (info->is_proxy)
    {
      findings->moved_to = dup_target (step, info->dashboard_url);
      if (findings->moved_to == NULL)
        g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_REDIRECTED, "A workspace proxy that does not lead to its deployment");
      return findings->moved_to != NULL;
    }
  if (outpost_build_info_is_supported (info))
    return TRUE;
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER, "Coder %u.%u.%u does not know external workspaces", info->major,
               info->minor, info->patch);
  return FALSE;
}

static gboolean
await_findings (Step *step,
                OutpostClient *client,
                Findings *findings,
                GError **error)
{
  g_autoptr(DexFuture) methods = NULL;

  if (!await_build_info (step, client, findings, error))
    return FALSE;
  if (findings->moved_to != NULL)
    return TRUE;
  methods = unless_stopped (step, outpost_api_get_auth_methods (client));
  findings->entitlements = dex_await_boxed (unless_stopped (step, outpost_api_get_entitlements (client)), error);
  if (findings->entitlements == NULL)
    return FALSE;
  findings->auth_methods = dex_await_boxed (g_steal_pointer (&methods), error);
  return findings->auth_methods != NULL;
}

static void
probed (gpointer data)
{
  Step *step = data;
  Findings *findings = &step->findings;
  g_autoptr(OutpostSignIn) self = step_dup_machine (step);

  if (self == NULL)
    return;
  if (step->error != NULL)
    {
      set_state (self, OUTPOST_SIGN_IN_ADDRESS, g_steal_pointer (&step->error));
      return;
    }
  if (findings->moved_to != NULL)
    {
      set_moved_to (self, findings->moved_to);
      set_state (self, OUTPOST_SIGN_IN_MOVED, NULL);
      return;
    }
  self->build_info = g_steal_pointer (&findings->build_info);
  self->entitlements = g_steal_pointer (&findings->entitlements);
  self->auth_methods = g_steal_pointer (&findings->auth_methods);
  set_state (self, OUTPOST_SIGN_IN_CREDENTIALS, NULL);
}

static DexFuture *
probe_fiber (gpointer data)
{
  Step *step = data;
  g_autoptr(OutpostClient) client = outpost_client_new (step->url);

  await_findings (step, client, &step->findings, &step->error);
  dex_await (outpost_main_loop_run (probed, step), NULL);
  return dex_future_new_true ();
}

static void
probe (OutpostSignIn *self,
       const char *url,
       gboolean moved)
{
  g_autofree char *copy = g_strdup (url);
  Step *step;

  g_set_str (&self->url, copy);
  set_moved_to (self, NULL);
  forget_answers (self);
  step = step_new (self);
  step->moved = moved;
  set_state (self, OUTPOST_SIGN_IN_PROBING, NULL);
  step_run (step, probe_fiber);
}

/* ---- Keeping ----------------------------------------------------------------------------------------------------- */

static void
kept (gpointer data)
{
  Step *step = data;
  g_autoptr(OutpostSignIn) self = step_dup_machine (step);

  if (self == NULL)
    {
      step_drop (step);
      return;
    }
  if (step->account == NULL)
    {
      self->grant = g_steal_pointer (&step->grant);
      set_state (self, OUTPOST_SIGN_IN_NOT_KEPT, g_steal_pointer (&step->error));
      return;
    }
  self->account = g_steal_pointer (&step->account);
  set_state (self, OUTPOST_SIGN_IN_DONE, NULL);
}

static DexFuture *
keep_fiber (gpointer data)
{
  Step *step = data;

  step->account
      = dex_await_object (outpost_account_store_add_unless (step->accounts, step->url, step->grant->user, step->grant->key, step->keep,
                                                            DEX_FUTURE (step->stopping)),
                          &step->error);
  dex_await (outpost_main_loop_run (kept, step), NULL);
  return dex_future_new_true ();
}

/* Takes @grant. */
static void
keep (OutpostSignIn *self,
      Grant *grant,
      OutpostKeep how)
{
  Step *step = step_new (self);

  step->grant = grant;
  step->keep = how;
  set_state (self, OUTPOST_SIGN_IN_KEEPING, NULL);
  step_run (step, keep_fiber);
}

/* ---- Exchanging -------------------------------------------------------------------------------------------------- */

/* A key of our own, made with the one that was pasted or that the password gives. Making one is never given up on the way:
 * nobody would know whether it was made. The login's own session ends here, so that only our key stays. */
static OutpostKey *
await_own_key (Step *step,
               GError **error)
{
  g_autoptr(OutpostClient) client = outpost_client_new (step->url);
  g_autoptr(OutpostKey) session = NULL;
  OutpostKey *own;

  if (step->email != NULL)
    {
      session = dex_await_string (outpost_api_login (client, step->email, step->secret), error);
      if (session == NULL)
        return NULL;
    }
  outpost_client_set_key (client, session != NULL ? session : step->secret);
  own = dex_await_string (outpost_api_create_key (client), error);
  if (session != NULL)
    dex_await (end_key (client), NULL);
  return own;
}

/* A key limited by scopes is answered as if there were no such user (correction 13). */
static void
explain_limited (GError **error)
{
  if (!g_error_matches (*error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    return;
  g_clear_error (error);
  g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN, "The key is limited: it may not read its own user");
}

static Grant *
await_grant (Step *step,
             GError **error)
{
  g_autoptr(OutpostKey) own = await_own_key (step, error);
  g_autoptr(Grant) grant = NULL;

  if (own == NULL)
    return NULL;
  grant = grant_new (step->url, g_steal_pointer (&own));
  grant->user = dex_await_boxed (unless_stopped (step, outpost_api_get_me (grant->client)), error);
  if (grant->user != NULL)
    return g_steal_pointer (&grant);
  dex_await (end_key (grant->client), NULL);
  return NULL;
}

static void
exchanged (gpointer data)
{
  Step *step = data;
  g_autoptr(OutpostSignIn) self = step_dup_machine (step);

  if (self == NULL)
    step_drop (step);
  else if (step->grant != NULL)
    keep (self, g_steal_pointer (&step->grant), OUTPOST_KEEP_IN_KEYRING);
  else
    set_state (self, OUTPOST_SIGN_IN_CREDENTIALS, g_steal_pointer (&step->error));
}

static DexFuture *
exchange_fiber (gpointer data)
{
  Step *step = data;

  step->grant = await_grant (step, &step->error);
  if (step->grant == NULL)
    explain_limited (&step->error);
  dex_await (outpost_main_loop_run (exchanged, step), NULL);
  return dex_future_new_true ();
}

static void
exchange (OutpostSignIn *self,
          const char *email,
          const char *secret)
{
  Step *step = step_new (self);

  step->email = g_strdup (email);
  step->secret = g_strdup (secret);
  set_state (self, OUTPOST_SIGN_IN_EXCHANGING, NULL);
  step_run (step, exchange_fiber);
}

/* ---- Overrides --------------------------------------------------------------------------------------------------- */

static void
outpost_sign_in_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  OutpostSignIn *self = OUTPOST_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_MOVED_TO:
      g_value_set_string (value, self->moved_to);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_sign_in_dispose (GObject *object)
{
  stop (OUTPOST_SIGN_IN (object));
  G_OBJECT_CLASS (outpost_sign_in_parent_class)->dispose (object);
}

static void
outpost_sign_in_finalize (GObject *object)
{
  OutpostSignIn *self = OUTPOST_SIGN_IN (object);

  forget_answers (self);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  g_clear_error (&self->error);
  g_free (self->url);
  g_free (self->moved_to);
  G_OBJECT_CLASS (outpost_sign_in_parent_class)->finalize (object);
}

static void
outpost_sign_in_class_init (OutpostSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = outpost_sign_in_get_property;
  object_class->dispose = outpost_sign_in_dispose;
  object_class->finalize = outpost_sign_in_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, OUTPOST_TYPE_SIGN_IN_STATE, OUTPOST_SIGN_IN_ADDRESS, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_MOVED_TO] = g_param_spec_string ("moved-to", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_sign_in_init (OutpostSignIn *self)
{
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

/**
 * outpost_sign_in_new:
 * @accounts: where the account goes
 *
 * Returns: (transfer full): a machine in state ADDRESS
 */
OutpostSignIn *
outpost_sign_in_new (OutpostAccountStore *accounts)
{
  OutpostSignIn *self;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT_STORE (accounts), NULL);

  self = g_object_new (OUTPOST_TYPE_SIGN_IN, NULL);
  self->accounts = g_object_ref (accounts);
  return self;
}

OutpostSignInState
outpost_sign_in_get_state (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), OUTPOST_SIGN_IN_ADDRESS);
  return self->state;
}

const GError *
outpost_sign_in_get_error (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->error;
}

const char *
outpost_sign_in_get_url (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->url;
}

const char *
outpost_sign_in_get_moved_to (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->moved_to;
}

OutpostBuildInfo *
outpost_sign_in_get_build_info (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->build_info;
}

OutpostEntitlements *
outpost_sign_in_get_entitlements (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->entitlements;
}

OutpostAuthMethods *
outpost_sign_in_get_auth_methods (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->auth_methods;
}

OutpostAccount *
outpost_sign_in_get_account (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->account;
}

/**
 * outpost_sign_in_dup_key_page:
 *
 * Returns: (transfer full) (nullable): the page that makes a key; %NULL before there is an address
 */
char *
outpost_sign_in_dup_key_page (OutpostSignIn *self)
{
  g_return_val_if_fail (OUTPOST_IS_SIGN_IN (self), NULL);
  return self->url != NULL ? g_strconcat (self->url, "/cli-auth", NULL) : NULL;
}

/**
 * outpost_sign_in_set_address:
 * @typed: what a person typed, see outpost_address_normalize()
 *
 * Probes it. State ADDRESS only.
 */
void
outpost_sign_in_set_address (OutpostSignIn *self,
                             const char *typed)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;

  g_return_if_fail (OUTPOST_IS_SIGN_IN (self) && typed != NULL);

  if (self->state != OUTPOST_SIGN_IN_ADDRESS)
    return;
  url = outpost_address_normalize (typed, &error);
  if (url != NULL)
    probe (self, url, FALSE);
  else
    set_state (self, OUTPOST_SIGN_IN_ADDRESS, g_steal_pointer (&error));
}

/* Probes where the deployment says it is. State MOVED only. */
void
outpost_sign_in_confirm_move (OutpostSignIn *self)
{
  g_return_if_fail (OUTPOST_IS_SIGN_IN (self));

  if (self->state == OUTPOST_SIGN_IN_MOVED)
    probe (self, self->moved_to, TRUE);
}

/**
 * outpost_sign_in_submit_key:
 * @pasted: a key, white space around it is not counted
 *
 * State CREDENTIALS only. What has not the form of a key is %OUTPOST_ERROR_INVALID_KEY and is sent nowhere.
 */
void
outpost_sign_in_submit_key (OutpostSignIn *self,
                            const char *pasted)
{
  g_autoptr(OutpostKey) key = NULL;

  g_return_if_fail (OUTPOST_IS_SIGN_IN (self) && pasted != NULL);

  if (self->state != OUTPOST_SIGN_IN_CREDENTIALS)
    return;
  key = g_strstrip (g_strdup (pasted));
  if (outpost_sign_in_is_key (key))
    exchange (self, NULL, key);
  else
    set_state (self, OUTPOST_SIGN_IN_CREDENTIALS,
               g_error_new_literal (OUTPOST_ERROR, OUTPOST_ERROR_INVALID_KEY, "This has not the form of a key"));
}

/**
 * outpost_sign_in_submit_password:
 * @email: white space around it is not counted
 * @password: taken as it is
 *
 * State CREDENTIALS only.
 */
void
outpost_sign_in_submit_password (OutpostSignIn *self,
                                 const char *email,
                                 const char *password)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (OUTPOST_IS_SIGN_IN (self) && email != NULL && password != NULL);

  if (self->state != OUTPOST_SIGN_IN_CREDENTIALS)
    return;
  stripped = g_strstrip (g_strdup (email));
  exchange (self, stripped, password);
}

/* State NOT_KEPT only. */
void
outpost_sign_in_retry_keeping (OutpostSignIn *self)
{
  g_return_if_fail (OUTPOST_IS_SIGN_IN (self));

  if (self->state == OUTPOST_SIGN_IN_NOT_KEPT)
    keep (self, g_steal_pointer (&self->grant), OUTPOST_KEEP_IN_KEYRING);
}

/* State NOT_KEPT only. */
void
outpost_sign_in_keep_for_session (OutpostSignIn *self)
{
  g_return_if_fail (OUTPOST_IS_SIGN_IN (self));

  if (self->state == OUTPOST_SIGN_IN_NOT_KEPT)
    keep (self, g_steal_pointer (&self->grant), OUTPOST_KEEP_FOR_SESSION);
}

void
outpost_sign_in_back (OutpostSignIn *self)
{
  g_return_if_fail (OUTPOST_IS_SIGN_IN (self));

  if (self->state == OUTPOST_SIGN_IN_DONE)
    return;
  stop (self);
  forget_answers (self);
  set_moved_to (self, NULL);
  set_state (self, OUTPOST_SIGN_IN_ADDRESS, NULL);
}

/**
 * outpost_sign_in_start_at:
 * @url: the address of an account
 *
 * Any state but DONE.
 */
void
outpost_sign_in_start_at (OutpostSignIn *self,
                          const char *url)
{
  g_return_if_fail (OUTPOST_IS_SIGN_IN (self) && url != NULL);

  outpost_sign_in_back (self);
  outpost_sign_in_set_address (self, url);
}

static gboolean
is_alphanumeric (const char *text,
                 gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return TRUE;
}

gboolean
outpost_sign_in_is_key (const char *text)
{
  return text != NULL && strlen (text) == ID_LENGTH + 1 + SECRET_LENGTH && text[ID_LENGTH] == '-' && is_alphanumeric (text, ID_LENGTH)
         && is_alphanumeric (text + ID_LENGTH + 1, SECRET_LENGTH);
}

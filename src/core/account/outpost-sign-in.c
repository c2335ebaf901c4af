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
#include "outpost-sign-in-step-private.h"

/* The form of a key (coder-api 1.5). */
#define ID_LENGTH 10
#define SECRET_LENGTH 22

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
  OutpostGrant *grant;  /* in NOT_KEPT */
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

/* ---- Steps ------------------------------------------------------------------------------------------------------- */

/* The newest step's promise is the stamp by which a step knows that it is still wanted. */
static OutpostStep *
step_new (OutpostSignIn *self)
{
  OutpostStep *step = g_new0 (OutpostStep, 1);

  g_weak_ref_init (&step->sign_in, self);
  step->accounts = g_object_ref (self->accounts);
  step->url = g_strdup (self->url);
  step->stopping = dex_promise_new ();
  dex_clear (&self->stopping);
  self->stopping = dex_ref (step->stopping);
  return step;
}

static void
step_run (OutpostStep *step,
          DexFiberFunc fiber)
{
  dex_future_disown (dex_scheduler_spawn (NULL, 0, fiber, step, outpost_step_free));
}

/* The machine, if it still wants what this step does: transfer full. */
static OutpostSignIn *
step_dup_machine (OutpostStep *step)
{
  g_autoptr(OutpostSignIn) self = g_weak_ref_get (&step->sign_in);

  return self != NULL && self->stopping == step->stopping ? g_steal_pointer (&self) : NULL;
}

static void
stop (OutpostSignIn *self)
{
  g_autoptr(DexPromise) stopping = g_steal_pointer (&self->stopping);

  if (stopping != NULL && dex_future_is_pending (DEX_FUTURE (stopping)))
    dex_promise_reject (stopping, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
  if (self->grant != NULL)
    dex_future_disown (outpost_grant_end_key (self->grant->client));
  g_clear_pointer (&self->grant, outpost_grant_free);
}

/* ---- Probing ----------------------------------------------------------------------------------------------------- */

static void
probed (gpointer data)
{
  OutpostStep *step = data;
  OutpostFindings *findings = &step->findings;
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
  OutpostStep *step = data;

  outpost_step_await_findings (step);
  dex_await (outpost_main_loop_run (probed, step), NULL);
  return dex_future_new_true ();
}

static void
probe (OutpostSignIn *self,
       const char *url,
       gboolean moved)
{
  g_autofree char *copy = g_strdup (url);
  OutpostStep *step;

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
  OutpostStep *step = data;
  g_autoptr(OutpostSignIn) self = step_dup_machine (step);

  if (self == NULL)
    {
      outpost_step_drop (step);
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
  OutpostStep *step = data;
  DexFuture *added;

  added = outpost_account_store_add_unless (step->accounts, step->url, step->grant->user, step->grant->key, step->keep,
                                            DEX_FUTURE (step->stopping));
  step->account = dex_await_object (added, &step->error);
  dex_await (outpost_main_loop_run (kept, step), NULL);
  return dex_future_new_true ();
}

/* Takes @grant. */
static void
keep (OutpostSignIn *self,
      OutpostGrant *grant,
      OutpostKeep how)
{
  OutpostStep *step = step_new (self);

  step->grant = grant;
  step->keep = how;
  set_state (self, OUTPOST_SIGN_IN_KEEPING, NULL);
  step_run (step, keep_fiber);
}

/* ---- Exchanging -------------------------------------------------------------------------------------------------- */

static void
exchanged (gpointer data)
{
  OutpostStep *step = data;
  g_autoptr(OutpostSignIn) self = step_dup_machine (step);

  if (self == NULL)
    outpost_step_drop (step);
  else if (step->grant != NULL)
    keep (self, g_steal_pointer (&step->grant), OUTPOST_KEEP_IN_KEYRING);
  else
    set_state (self, OUTPOST_SIGN_IN_CREDENTIALS, g_steal_pointer (&step->error));
}

static DexFuture *
exchange_fiber (gpointer data)
{
  OutpostStep *step = data;

  outpost_step_await_grant (step);
  dex_await (outpost_main_loop_run (exchanged, step), NULL);
  return dex_future_new_true ();
}

static void
exchange (OutpostSignIn *self,
          const char *email,
          const char *secret)
{
  OutpostStep *step = step_new (self);

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
  return text != NULL && strlen (text) == ID_LENGTH + 1 + SECRET_LENGTH && text[ID_LENGTH] == '-'
         && is_alphanumeric (text, ID_LENGTH) && is_alphanumeric (text + ID_LENGTH + 1, SECRET_LENGTH);
}

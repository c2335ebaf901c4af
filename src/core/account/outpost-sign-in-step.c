/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sign-in-step-private.h"

#include "outpost-address.h"
#include "outpost-api.h"
#include "outpost-error.h"

/* ---- Grants ------------------------------------------------------------------------------------------------------ */

/* Takes @key. */
static OutpostGrant *
outpost_grant_new (const char *url,
                   OutpostKey *key)
{
  OutpostGrant *self = g_new0 (OutpostGrant, 1);

  self->client = outpost_client_new (url);
  self->key = key;
  outpost_client_set_key (self->client, key);
  return self;
}

void
outpost_grant_free (OutpostGrant *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->key, outpost_key_free);
  g_clear_pointer (&self->user, outpost_user_unref);
  g_free (self);
}

static DexFuture *
client_done_cb (DexFuture *completed,
                gpointer data)
{
  return dex_future_new_true ();
}

/* Ends the key that @client holds, whoever still waits for it; resolves in any case. */
DexFuture *
outpost_grant_end_key (OutpostClient *client)
{
  return dex_future_finally (outpost_api_delete_own_key (client), client_done_cb, g_object_ref (client), g_object_unref);
}

/* ---- Steps ------------------------------------------------------------------------------------------------------- */

static void
outpost_findings_clear (OutpostFindings *self)
{
  g_clear_pointer (&self->build_info, outpost_build_info_unref);
  g_clear_pointer (&self->entitlements, outpost_entitlements_unref);
  g_clear_pointer (&self->auth_methods, outpost_auth_methods_unref);
  g_clear_pointer (&self->moved_to, g_free);
}

void
outpost_step_free (gpointer data)
{
  OutpostStep *self = data;

  g_weak_ref_clear (&self->sign_in);
  g_clear_object (&self->accounts);
  dex_clear (&self->stopping);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->secret, outpost_key_free);
  outpost_findings_clear (&self->findings);
  g_clear_pointer (&self->grant, outpost_grant_free);
  g_clear_object (&self->account);
  g_clear_error (&self->error);
  g_free (self);
}

void
outpost_step_drop (OutpostStep *step)
{
  if (step->grant != NULL && step->account == NULL)
    dex_future_disown (outpost_grant_end_key (step->grant->client));
}

/* @future, no longer waited for when the step is stopped. The request itself goes on to its answer or deadline: libdex (to
 * 1.1) loses its queue of fibers when a fiber is discarded and what it awaits settles in the same turn of the main loop, and
 * nothing here ever runs again. So no fiber below is ever discarded. */
static DexFuture *
unless_stopped (OutpostStep *step,
                DexFuture *future)
{
  dex_future_disown (dex_ref (future));
  return dex_future_first (future, dex_ref (step->stopping), NULL);
}

/* ---- Probing ----------------------------------------------------------------------------------------------------- */

/* Where @step's deployment says it is, when that is elsewhere. A second move in a row is not followed. */
static char *
dup_target (OutpostStep *step,
            const char *location)
{
  g_autofree char *target = location != NULL ? outpost_address_normalize (location, NULL) : NULL;

  if (target == NULL || step->moved || outpost_address_is_same_origin (target, step->url))
    return NULL;
  return g_steal_pointer (&target);
}

/* TRUE with either moved_to or what is needed to go on. */
static gboolean
await_build_info (OutpostStep *step,
                  OutpostClient *client,
                  OutpostFindings *findings,
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
        g_set_error_literal (error, OUTPOST_ERROR, OUTPOST_ERROR_REDIRECTED,
                             "A workspace proxy that does not lead to its deployment");
      return findings->moved_to != NULL;
    }
  if (outpost_build_info_is_supported (info))
    return TRUE;
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER, "Coder %u.%u.%u does not know external workspaces",
               info->major,
               info->minor, info->patch);
  return FALSE;
}

static gboolean
await_findings (OutpostStep *step,
                OutpostClient *client,
                OutpostFindings *findings,
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

void
outpost_step_await_findings (OutpostStep *self)
{
  g_autoptr(OutpostClient) client = outpost_client_new (self->url);

  /* Stopped before it ran. */
  if (!dex_future_is_pending (DEX_FUTURE (self->stopping)))
    {
      dex_await (dex_ref (DEX_FUTURE (self->stopping)), &self->error);
      return;
    }
  await_findings (self, client, &self->findings, &self->error);
}

/* ---- Exchanging -------------------------------------------------------------------------------------------------- */

/* A key of our own, made with the one that was pasted or that the password gives. Making one is never given up on the way:
 * nobody would know whether it was made. The login's own session ends here, so that only our key stays. */
static OutpostKey *
await_own_key (OutpostStep *step,
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
    dex_await (outpost_grant_end_key (client), NULL);
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

static OutpostGrant *
await_grant (OutpostStep *step,
             GError **error)
{
  g_autoptr(OutpostKey) own = await_own_key (step, error);
  g_autoptr(OutpostGrant) grant = NULL;

  if (own == NULL)
    return NULL;
  grant = outpost_grant_new (step->url, g_steal_pointer (&own));
  grant->user = dex_await_boxed (unless_stopped (step, outpost_api_get_user (grant->client, "me")), error);
  if (grant->user != NULL)
    return g_steal_pointer (&grant);
  dex_await (outpost_grant_end_key (grant->client), NULL);
  return NULL;
}

void
outpost_step_await_grant (OutpostStep *self)
{
  self->grant = await_grant (self, &self->error);
  if (self->grant == NULL)
    explain_limited (&self->error);
}

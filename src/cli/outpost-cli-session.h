/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-context.h"

G_BEGIN_DECLS

/**
 * OutpostCliSession: the deployment that a command talks to
 * @context: (nullable): the accounts; %NULL when the environment gave address and key
 * @account: (nullable): borrowed from @context
 */
typedef struct
{
  OutpostContext *context;
  OutpostAccount *account;
  OutpostClient *client;
} OutpostCliSession;

/* The signed-in account for @url, or the current one; or what CODER_URL and CODER_SESSION_TOKEN say. */
gboolean outpost_cli_session_open (OutpostCliSession *self, const char *url, GError **error);
void outpost_cli_session_clear (OutpostCliSession *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutpostCliSession, outpost_cli_session_clear)

/* The accounts; a damaged file is told of and does not stop the command. */
OutpostContext *outpost_cli_dup_context (void);
/* borrowed from @context; for @url, or the current one. %NULL with an error in the person's words. */
OutpostAccount *outpost_cli_find_account (OutpostContext *context, const char *url, GError **error);
/* A variable of the environment, %NULL when it is unset or empty. */
const char *outpost_cli_get_variable (const char *name);

/* Run the main context until @future (consumed) settles. What they return is owned. */
gboolean outpost_cli_await (DexFuture *future, GError **error);
gpointer outpost_cli_await_boxed (DexFuture *future, GError **error);
gpointer outpost_cli_await_object (DexFuture *future, GError **error);

G_END_DECLS

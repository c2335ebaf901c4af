/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-platform.h"
#include "model/outpost-answers.h"
#include "model/outpost-workspace.h"

G_BEGIN_DECLS

/**
 * OutpostAttachSubject: one agent and the machine that is to run it: what every form of the command is made of
 * @address: the deployment as machines reach it: the base URL in its own command, without a slash at the end. Not always the
 *   one that this program uses
 * @owner: owner of the workspace
 * @build: number of the build whose token this is
 * @platform: the machine's
 * @token: a secret
 * @command: (nullable): the deployment's command, which holds the token; %NULL where it is for another platform
 *
 * Boxed, counted; the secrets are overwritten when the last reference goes.
 */
typedef struct
{
  char           *address;
  char           *owner;
  char           *workspace;
  char           *agent;
  gint64          build;
  OutpostPlatform platform;
  char           *token;
  char           *command;
} OutpostAttachSubject;

#define OUTPOST_TYPE_ATTACH_SUBJECT (outpost_attach_subject_get_type ())
GType                 outpost_attach_subject_get_type (void);

/**
 * outpost_attach_subject_new:
 * @agent: of the latest build of @workspace
 * @platform: the machine's; its command is our own where that is not the agent's
 * @base_url: for a deployment whose command is not in the form that is known (coder-api 4.2)
 */
OutpostAttachSubject *outpost_attach_subject_new      (OutpostWorkspace           *workspace,
                                                       OutpostAgent               *agent,
                                                       const OutpostCredentials   *credentials,
                                                       OutpostPlatform             platform,
                                                       const char                 *base_url);

/* The same with bullets for the token everywhere: what a form makes of it may be shown. */
OutpostAttachSubject *outpost_attach_subject_dup_masked (const OutpostAttachSubject *self);

/* The address of @platform's init script; it needs no login. */
char                 *outpost_attach_subject_dup_script_url (const OutpostAttachSubject *self);

OutpostAttachSubject *outpost_attach_subject_ref      (OutpostAttachSubject       *self);
void                  outpost_attach_subject_unref    (OutpostAttachSubject       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostAttachSubject, outpost_attach_subject_unref)

/* The base URL in a deployment's command, or %NULL where it is in no form that is known. */
char                 *outpost_attach_subject_dup_address (const char               *command);

G_END_DECLS

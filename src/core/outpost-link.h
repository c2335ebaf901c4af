/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Links that lead into the program: `outpost://VERB/SEGMENT/…?KEY=VALUE&…`. Any page can hold one and anybody can have written it,
 * so a link only ever shows something or asks for something: it never acts. */

/**
 * OutpostLinkKind: what a link asks to be shown
 * @OUTPOST_LINK_NEW_WORKSPACE: `outpost://new-workspace`, `outpost://new-workspace?template=NAME`: the wizard
 * @OUTPOST_LINK_WORKSPACE: `outpost://workspace/HOST/OWNER/NAME`: a workspace. HOST is the host of the deployment's address, with
 *   `:PORT` where that has one. It means each account on that host and port, whatever its scheme (where no port is said, the
 *   default one of that scheme) and prefix: a link tells no deployments apart that stand side by side under paths of one host.
 * @OUTPOST_LINK_SIGN_IN: `outpost://sign-in?url=ADDRESS`: the dialog that signs in, with this address filled in
 */
typedef enum
{
  OUTPOST_LINK_NEW_WORKSPACE,
  OUTPOST_LINK_WORKSPACE,
  OUTPOST_LINK_SIGN_IN,
} OutpostLinkKind;

/**
 * OutpostLink: a link that was understood as a whole
 * @template_name: (nullable): of a new workspace; none is named
 * @host: of a workspace, as outpost_address_dup_authority() has it
 * @owner: of a workspace: a user name
 * @name: of a workspace
 * @address: to sign in at: a base URL
 */
typedef struct
{
  OutpostLinkKind kind;
  char           *template_name;
  char           *host;
  char           *owner;
  char           *name;
  char           *address;
} OutpostLink;

/**
 * outpost_link_parse:
 * @uri: from outside
 *
 * Strict: at most 2048 bytes of visible ASCII; no user, port or fragment; a verb that is known with as many segments as it takes,
 * keys that it knows, each once, with a value of the right form after percent-decoding. Nothing of a link that is refused is used.
 *
 * Returns: (transfer full) (nullable): the link, or %NULL for everything else
 */
OutpostLink *outpost_link_parse (const char  *uri);
void         outpost_link_free  (OutpostLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostLink, outpost_link_free)

/**
 * outpost_link_dup_workspace:
 * @base_url: of the deployment
 * @owner: a user name
 *
 * Returns: (transfer full) (nullable): the link that leads to a workspace; %NULL where none can
 */
char        *outpost_link_dup_workspace (const char *base_url,
                                         const char *owner,
                                         const char *name);

G_END_DECLS

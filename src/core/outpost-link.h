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
 */
typedef enum
{
  OUTPOST_LINK_NEW_WORKSPACE,
} OutpostLinkKind;

/**
 * OutpostLink: a link that was understood as a whole
 */
typedef struct
{
  OutpostLinkKind kind;
  char           *template_name; /* nullable: none is named */
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

G_END_DECLS

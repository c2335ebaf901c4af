/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-window.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LINK_FOLLOWER (outpost_link_follower_get_type ())

/**
 * OutpostLinkFollower:
 *
 * Shows what a link leads to, or asks. Anybody can have written one: it changes which account is shown and which page, and nothing
 * else; nothing of a deployment that nobody signed in to is asked; what is open to be answered stays open.
 */
G_DECLARE_FINAL_TYPE (OutpostLinkFollower, outpost_link_follower, OUTPOST, LINK_FOLLOWER, GObject)

OutpostLinkFollower *outpost_link_follower_new    (OutpostContext      *context);
/* @uri: from outside */
void                 outpost_link_follower_follow (OutpostLinkFollower *self,
                                                   OutpostWindow       *window,
                                                   const char          *uri);
/* What a notification or a search leads to: by ids, of an account that may not be shown, of a workspace that may not be listed.
 * @offers_command: asks then whether its command is to be copied */
void                 outpost_link_follower_open   (OutpostLinkFollower *self,
                                                   OutpostWindow       *window,
                                                   const char          *account_id,
                                                   const char          *workspace_id,
                                                   gboolean             offers_command);
/* What the notification of an account leads to. */
void                 outpost_link_follower_show_account (OutpostLinkFollower *self,
                                                         OutpostWindow       *window,
                                                         const char          *account_id);
/* The list with the focus in its search field. @text: (nullable): what to search for, instead of what is there */
void                 outpost_link_follower_search  (OutpostLinkFollower *self,
                                                    OutpostWindow       *window,
                                                    const char          *text);

G_END_DECLS

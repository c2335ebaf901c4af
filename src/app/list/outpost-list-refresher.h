/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "account/outpost-account.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_LIST_REFRESHER (outpost_list_refresher_get_type ())

/**
 * OutpostListRefresher:
 *
 * Decides when the list of an account is asked for again: when its view comes on the screen or its window is turned to, when
 * what is shown is older than 5 s; every 30 s while it is on the screen, every 3 s (less often for a long list) while a build
 * is under way; when the account was signed in. While another page of the window lies over it, every 30 s where the account's
 * notices are enabled. Never while nobody can see the window.
 * Signal `tick`: every 30 s on the screen, for what says how long ago things were.
 */
G_DECLARE_FINAL_TYPE (OutpostListRefresher, outpost_list_refresher, OUTPOST, LIST_REFRESHER, GObject)

OutpostListRefresher *outpost_list_refresher_new  (GtkWidget            *view,
                                                   OutpostAccount       *account,
                                                   OutpostWorkspaceList *workspaces);
/* @period: ms, instead of 30 s */
void                  outpost_list_refresher_set_period (OutpostListRefresher *self,
                                                         guint                 period);
/* Asks now; unlocks the account first where that is wanted. */
void                  outpost_list_refresher_now  (OutpostListRefresher *self);
/* No more; the view goes. */
void                  outpost_list_refresher_stop (OutpostListRefresher *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-account.h"
#include "outpost-workspace.h"

G_BEGIN_DECLS

/* What can be done to a workspace. Each asks first where something would be lost, sends the request, and says in the window of
 * @widget how it went; the request goes on when the page that began it is closed. */

/* Returns: (transfer none): the dialog that asks; its response `delete` is yes. */
AdwDialog *outpost_lifecycle_delete (GtkWidget        *widget,
                                     OutpostAccount   *account,
                                     OutpostWorkspace *workspace);

void outpost_lifecycle_build_again  (GtkWidget        *widget,
                                     OutpostAccount   *account,
                                     OutpostWorkspace *workspace);
/* NULL: it may be canceled; else why not. Asks for the role of the user where it hangs on that: `site-owner` of @account
 * notifies. */
const char *outpost_lifecycle_find_cancel_obstacle (OutpostAccount   *account,
                                                    OutpostWorkspace *workspace);
void outpost_lifecycle_cancel_build (GtkWidget        *widget,
                                     OutpostAccount   *account,
                                     OutpostWorkspace *workspace);
void outpost_lifecycle_set_favorite (GtkWidget        *widget,
                                     OutpostAccount   *account,
                                     OutpostWorkspace *workspace,
                                     gboolean          favorite);

/* Into the clipboard, where there is one agent that a machine is attached to. */
void outpost_lifecycle_copy_command (GtkWidget        *widget,
                                     OutpostAccount   *account,
                                     OutpostWorkspace *workspace);
/* The same, once somebody said yes. */
void outpost_lifecycle_offer_command (GtkWidget        *widget,
                                      OutpostAccount   *account,
                                      OutpostWorkspace *workspace);
/* The same, as JSON into a file that is asked for. */
void outpost_lifecycle_export       (GtkWidget        *widget,
                                     OutpostAccount   *account,
                                     OutpostWorkspace *workspace);
/* The workspace's own page of the deployment. */
void outpost_lifecycle_open_in_browser (GtkWidget        *widget,
                                        OutpostAccount   *account,
                                        OutpostWorkspace *workspace);
/* Into the clipboard: what opens it in Outpost, for whoever is signed in to the deployment. */
void outpost_lifecycle_copy_link    (GtkWidget        *widget,
                                     OutpostAccount   *account,
                                     OutpostWorkspace *workspace);

/* How to stop the agent on the machine that is attached, or was; NULL: none was, or it is not known how. */
char *outpost_lifecycle_dup_stop_command (OutpostAccount   *account,
                                          OutpostWorkspace *workspace);

G_END_DECLS

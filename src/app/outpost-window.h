/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-context.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_WINDOW (outpost_window_get_type ())

/**
 * OutpostWindow:
 *
 * Actions: `win.toast` (s), `win.connect` (to another deployment), `win.sign-in` (again, the current account), `win.sign-out`,
 * `win.leave-demo`, `win.refresh`, `win.search`, `win.switch-account` (s, the id; its state is that of the account that is shown).
 * To a workspace of the account, by its id: `win.open-workspace`, `win.update-workspace`, `win.rename-workspace`,
 * `win.browse-workspace`, `win.export-workspace`, `win.delete-workspace`, `win.copy-command`, `win.copy-link`.
 */
G_DECLARE_FINAL_TYPE (OutpostWindow, outpost_window, OUTPOST, WINDOW, AdwApplicationWindow)

GtkWindow *outpost_window_new (GtkApplication *app,
                               OutpostContext *context);
/* The account that is shown. Borrowed; nullable: there is none. */
OutpostAccount *outpost_window_get_account (OutpostWindow *self);
/* The page that is shown. Borrowed; nullable: there is none. */
AdwNavigationPage *outpost_window_get_page (OutpostWindow *self);
/* Whether something is open that wants an answer or is looked at: nothing from outside changes what is beneath. */
gboolean   outpost_window_has_dialog (OutpostWindow *self);
/* Presents a dialog that is only looked at, and asks nothing. */
void       outpost_window_present_aside (OutpostWindow *self,
                                         AdwDialog     *dialog);
/* Closes such dialogs, and the help. Returns whether nothing is open any more. */
gboolean   outpost_window_put_away (OutpostWindow *self);
/* Shows an account, where nobody signed out of it: from here on it is the current one, if this is the window in front. */
void       outpost_window_show_account (OutpostWindow  *self,
                                        OutpostAccount *account);
/* Opens the wizard, where nothing else is asked at the moment. @template_name: (nullable): of the template to choose. */
void       outpost_window_begin_workspace (OutpostWindow *self,
                                           const char    *template_name);
/* Shows the account and opens the page of one of its workspaces: the object of the list, where it is there. */
void       outpost_window_show_workspace (OutpostWindow    *self,
                                          OutpostAccount   *account,
                                          OutpostWorkspace *workspace);
/* Shows the list with the focus in its search field. @text: (nullable): what to search for, instead of what is there. */
void       outpost_window_search (OutpostWindow *self,
                                  const char    *text);
/* Closes it with all that is open in it; what is being saved is finished first, out of sight. */
void       outpost_window_leave (OutpostWindow *self);
/* Shows a toast; plain text. */
void       outpost_window_say (OutpostWindow  *self,
                               const char     *words);

G_END_DECLS

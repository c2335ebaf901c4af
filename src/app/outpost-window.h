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
 * `win.leave-demo`, `win.refresh`, `win.search`, `win.open-workspace` (s, the id), `win.offer-command` (s, the id: opens it, and
 * asks before its command is copied), `win.copy-name` (s), `win.switch-account` (s, the id; its state is the current account).
 */
G_DECLARE_FINAL_TYPE (OutpostWindow, outpost_window, OUTPOST, WINDOW, AdwApplicationWindow)

GtkWindow *outpost_window_new (GtkApplication *app,
                               OutpostContext *context);
/* Opens the wizard, where nothing else is asked at the moment. @template_name: (nullable): of the template to choose. */
void       outpost_window_begin_workspace (OutpostWindow *self,
                                           const char    *template_name);
/* Opens the page of a workspace of the account that is shown: the object of the list, where it is there. */
void       outpost_window_show_workspace (OutpostWindow    *self,
                                          OutpostWorkspace *workspace);
/* Shows the list with the focus in its search field. @text: (nullable): what to search for, instead of what is there. */
void       outpost_window_search (OutpostWindow *self,
                                  const char    *text);
/* Shows a toast; plain text. */
void       outpost_window_say (OutpostWindow  *self,
                               const char     *words);

G_END_DECLS

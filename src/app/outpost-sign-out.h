/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-context.h"
#include "outpost-window.h"

G_BEGIN_DECLS

/* Asks in @window first, and says there what is not as it should be afterwards. It goes on when the window is closed. */
void outpost_sign_out_ask        (OutpostWindow       *window,
                                  OutpostAccountStore *store,
                                  OutpostAccount      *account);
/* The same for the demo's account, of which nothing is kept. */
void outpost_sign_out_leave_demo (OutpostWindow       *window,
                                  OutpostAccountStore *store,
                                  OutpostAccount      *account);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-sign-in.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_KEY_PAGE (outpost_key_page_get_type ())

/**
 * OutpostKeyPage:
 *
 * What was found at the address, and where a key or a password is given. Follows an #OutpostSignIn.
 */
G_DECLARE_FINAL_TYPE (OutpostKeyPage, outpost_key_page, OUTPOST, KEY_PAGE, AdwNavigationPage)

void outpost_key_page_set_sign_in (OutpostKeyPage *self,
                                   OutpostSignIn  *sign_in);
/* Forgets the key and the password that were typed. */
void outpost_key_page_clear       (OutpostKeyPage *self);

G_END_DECLS

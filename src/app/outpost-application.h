/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-context.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_APPLICATION (outpost_application_get_type ())

G_DECLARE_FINAL_TYPE (OutpostApplication, outpost_application, OUTPOST, APPLICATION, AdwApplication)

OutpostApplication *outpost_application_new         (void);
OutpostContext     *outpost_application_get_context (OutpostApplication *self);

G_END_DECLS

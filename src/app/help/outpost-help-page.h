/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-help-topics.h"

G_BEGIN_DECLS

/* A page of the help; its tag is the topic's id. */
AdwNavigationPage *outpost_help_page_new (const OutpostHelpTopic *topic);

G_END_DECLS

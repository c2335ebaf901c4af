/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-application.h"

G_BEGIN_DECLS

#define OUTPOST_TYPE_SEARCH_PROVIDER (outpost_search_provider_get_type ())

/**
 * OutpostSearchProvider:
 *
 * What a desktop's search finds of this program, by the interface org.gnome.Shell.SearchProvider2. Answers from the lists on disk:
 * no window, no request, no keyring. Keeps a program that was started for it running for a while after each call.
 */
G_DECLARE_FINAL_TYPE (OutpostSearchProvider, outpost_search_provider, OUTPOST, SEARCH_PROVIDER, GObject)

/* @app: borrowed; it owns the provider */
OutpostSearchProvider *outpost_search_provider_new      (OutpostApplication    *app);
/* At `SearchProvider` below @path, the application's own. */
gboolean               outpost_search_provider_export   (OutpostSearchProvider *self,
                                                         GDBusConnection       *connection,
                                                         const char            *path,
                                                         GError               **error);
/* Answers what has been asked by now, and what follows at once; for a program that the bus starts, before its toolkit. */
void                   outpost_search_provider_answer_early (OutpostSearchProvider *self);
void                   outpost_search_provider_unexport (OutpostSearchProvider *self,
                                                         GDBusConnection       *connection);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gtk/gtk.h>

#include "model/outpost-workspace.h"

G_BEGIN_DECLS

/**
 * OutpostListStatus: which workspaces the Status chip lets through
 */
typedef enum
{
  OUTPOST_LIST_STATUS_ANY,
  OUTPOST_LIST_STATUS_RUNNING,
  OUTPOST_LIST_STATUS_STOPPED,
  OUTPOST_LIST_STATUS_FAILED,
} OutpostListStatus;

#define OUTPOST_TYPE_LIST_FILTER (outpost_list_filter_get_type ())

/**
 * OutpostListFilter:
 *
 * What of the fetched workspaces is shown. The scope (external ones, one owner's) says what the list is about; everything else
 * narrows it. Properties (read-write): `text`, `external-only` (default TRUE), `owner-id` (NULL: everyone's), `attention-only`,
 * `outdated-only`, `template` (NULL: any), `status` (uint of OutpostListStatus).
 */
G_DECLARE_FINAL_TYPE (OutpostListFilter, outpost_list_filter, OUTPOST, LIST_FILTER, GtkFilter)

OutpostListFilter *outpost_list_filter_new          (void);
/* Whether @workspace belongs to what the list is about. */
gboolean           outpost_list_filter_is_in_scope  (OutpostListFilter *self,
                                                     OutpostWorkspace  *workspace);
/* Whether anything beside the scope is asked for. */
gboolean           outpost_list_filter_is_narrowed  (OutpostListFilter *self);
/* Lets everything in the scope through. */
void               outpost_list_filter_clear        (OutpostListFilter *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-selection-words.h"

#include <glib/gi18n.h>

char *
outpost_selection_words_dup_title (OutpostListSelection *selection)
{
  guint n = outpost_list_selection_get_n_selected (selection);

  if (n == 0)
    return g_strdup (_("Select Workspaces"));
  return g_strdup_printf (ngettext ("%'u Selected", "%'u Selected", n), n);
}

char *
outpost_selection_words_dup_subtitle (OutpostListSelection *selection)
{
  guint n = outpost_list_selection_get_n_hidden (selection);

  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%'u not shown", "%'u not shown", n), n);
}

char *
outpost_selection_words_dup_count (OutpostListSelection *selection)
{
  guint n = outpost_list_selection_get_n_selected (selection);
  guint n_hidden = outpost_list_selection_get_n_hidden (selection);

  if (n_hidden > 0)
    /* Translators: how many are selected, and how many of these are not shown */
    return g_strdup_printf (ngettext ("%'u selected, %'u not shown", "%'u selected, %'u not shown", n), n, n_hidden);
  return g_strdup_printf (ngettext ("%'u selected", "%'u selected", n), n);
}

char *
outpost_selection_words_dup_gone (guint n)
{
  return g_strdup_printf (ngettext ("%'u selected workspace is not in the list any more",
                                    "%'u selected workspaces are not in the list any more", n),
                          n);
}

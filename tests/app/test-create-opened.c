/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-parameters-page.h"
#include "outpost-review-page.h"
#include "outpost-wizard-fixture.h"

/* The wizard as it is found: what its first page tells apart. */

static gboolean
is_of_lab (GtkWidget *widget,
           const char *title)
{
  return is_titled (widget, title) && ADW_IS_ACTION_ROW (widget)
         && strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)), "Lab · by ada") != NULL;
}

/* Two organizations have a template of the same name: the row says whose it is, and so does the review. */
static void
test_organizations (Fixture *fixture,
                    gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);
  GtkWidget *row;

  page_wait_shown (dialog, "Lab · by ada");
  row = page_find_named (dialog, is_of_lab, "Windows Box");
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  next (fixture);
  name (fixture, "made-1");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  g_assert_true (page_shows (dialog, "Organization"));
  g_assert_true (page_shows (dialog, "lab"));
}

#define ADD(name, function) g_test_add ("/create-opened/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("organizations", test_organizations);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-build-page.h"
#include "outpost-log-view.h"
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

/* ---- With a template that a link names ----------------------------------------------------------------------------- */

static void
open_with (Fixture *fixture,
           const char *template_name)
{
  adw_dialog_force_close (fixture->dialog);
  outpost_test_wait_until (is_null, &fixture->dialog);
  present (fixture, outpost_create_dialog_new (fixture->page.account, template_name));
}

static gboolean
has_focus (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (gtk_widget_get_root (data)));

  return focus == data || (focus != NULL && gtk_widget_is_ancestor (focus, data));
}

static void
test_named (Fixture *fixture,
            gconstpointer data)
{
  GtkWidget *row;

  open_with (fixture, "runners");
  row = wait_row (fixture, "Runners");
  outpost_test_wait_until (can_press, fixture);
  g_assert_true (gtk_check_button_get_active (page_find (row, GTK_TYPE_CHECK_BUTTON)));
  outpost_test_wait_until (has_focus, row);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_NAME_PAGE);
}

/* One that two organizations have, one that cannot be used, one that there is not: the person chooses. */
static void
test_not_named (Fixture *fixture,
                gconstpointer data)
{
  const char *const names[] = { "windows-box", "docker", "nothing" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      open_with (fixture, names[i]);
      page_wait_shown (GTK_WIDGET (fixture->dialog), "Not Suitable");
      page_wait_shown (GTK_WIDGET (fixture->dialog), "Lab · by ada");
      g_assert_false (can_press (fixture));
    }
}

/* ---- Across the breakpoint --------------------------------------------------------------------------------------- */

/* A size that the window is waited to have. */
typedef struct
{
  GtkWidget *dialog;
  gboolean narrow;
} Shape;

static gboolean
has_shape (gpointer data)
{
  const Shape *shape = data;

  return gtk_widget_has_css_class (shape->dialog, "bottom-sheet") == shape->narrow;
}

static void
resize (Fixture *fixture,
        int width)
{
  Shape shape = { GTK_WIDGET (fixture->dialog), width < 450 };

  gtk_window_set_default_size (fixture->page.window, width, 640);
  gtk_window_present (fixture->page.window);
  outpost_test_wait_until (has_shape, &shape);
}

/* As a key that is pressed on whatever has the focus. */
static void
type (Fixture *fixture,
      const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->page.window));

  g_assert_true (GTK_IS_TEXT (focus));
  g_signal_emit_by_name (focus, "insert-at-cursor", text);
}

/* Where it is waited for that the next key writes. */
typedef struct
{
  GtkEditable *row;
  int position;
} Cursor;

static gboolean
is_there_with_focus (gpointer data)
{
  const Cursor *wanted = data;

  return has_focus (wanted->row) && !gtk_editable_get_selection_bounds (wanted->row, NULL, NULL)
         && gtk_editable_get_position (wanted->row) == wanted->position;
}

/* What had the keyboard keeps it when the dialog becomes a sheet at the bottom, and when it becomes a dialog again; what is typed
 * there goes on from what was typed before. */
static void
test_focus_stays (Fixture *fixture,
                  gconstpointer data)
{
  Cursor after = { NULL, 2 };

  /* Only then does the dialog stand still. */
  wait_row (fixture, "Runners");
  outpost_test_wait_until (has_focus, get_page (fixture));
  choose (fixture, "Runners");
  after.row = GTK_EDITABLE (get_name_row (fixture));
  outpost_test_wait_until (has_focus, after.row);
  type (fixture, "ab");
  page_wait_shown (GTK_WIDGET (fixture->dialog), "This name is free");
  resize (fixture, 360);
  outpost_test_wait_until (is_there_with_focus, &after);
  type (fixture, "c");
  g_assert_cmpstr (gtk_editable_get_text (after.row), ==, "abc");
  gtk_editable_set_position (after.row, 1);
  after.position = 1;
  page_wait_shown (GTK_WIDGET (fixture->dialog), "This name is free");
  resize (fixture, 800);
  outpost_test_wait_until (is_there_with_focus, &after);
  type (fixture, "x");
  g_assert_cmpstr (gtk_editable_get_text (after.row), ==, "axbc");
}

/* While it builds there is nothing to press but what should not be pressed by mistake; Escape needs the focus all the same. */
static void
test_build_has_focus (Fixture *fixture,
                      gconstpointer data)
{
  wait_row (fixture, "Runners");
  outpost_test_wait_until (has_focus, get_page (fixture));
  choose (fixture, "Runners");
  name (fixture, "made-2");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_BUILD_PAGE);
  outpost_test_wait_until (has_focus, page_find (GTK_WIDGET (get_page (fixture)), OUTPOST_TYPE_LOG_VIEW));
  resize (fixture, 360);
  outpost_test_wait_until (has_focus, page_find (GTK_WIDGET (get_page (fixture)), OUTPOST_TYPE_LOG_VIEW));
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
  ADD ("named", test_named);
  ADD ("not-named", test_not_named);
  ADD ("focus-stays", test_focus_stays);
  ADD ("build-has-focus", test_build_has_focus);
  return g_test_run ();
}

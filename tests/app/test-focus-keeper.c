/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <adwaita.h>

#include "outpost-focus-keeper.h"
#include "outpost-test.h"

/* Who gets the focus of what is switched off or hidden. */

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

/* A window with a button, and a box of two more. */
typedef struct
{
  GtkWindow *window;
  GtkWidget *other;
  GtkWidget *box;
  GtkWidget *buttons[2];
} Fixture;

static void
fixture_set_up (Fixture *fixture,
                gconstpointer data)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->other = gtk_button_new_with_label ("Other");
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (all), fixture->other);
  gtk_box_append (GTK_BOX (all), fixture->box);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->buttons); i++)
    {
      fixture->buttons[i] = gtk_button_new_with_label ("Button");
      gtk_box_append (GTK_BOX (fixture->box), fixture->buttons[i]);
    }
  gtk_window_set_child (fixture->window, all);
  outpost_focus_keeper_watch (fixture->window);
  gtk_window_present (fixture->window);
  outpost_test_wait_until (is_mapped, fixture->buttons[1]);
}

static void
fixture_tear_down (Fixture *fixture,
                   gconstpointer data)
{
  gtk_window_destroy (fixture->window);
}

static gboolean
has_focus (gpointer data)
{
  return gtk_root_get_focus (gtk_widget_get_root (data)) == data;
}

static void
test_switched_off (Fixture *fixture,
                   gconstpointer data)
{
  gtk_widget_grab_focus (fixture->buttons[1]);
  gtk_widget_set_sensitive (fixture->buttons[1], FALSE);
  /* Not the window's first. */
  outpost_test_wait_until (has_focus, fixture->buttons[0]);
}

static void
test_hidden (Fixture *fixture,
             gconstpointer data)
{
  gtk_widget_grab_focus (fixture->buttons[1]);
  gtk_widget_set_visible (fixture->box, FALSE);
  outpost_test_wait_until (has_focus, fixture->other);
}

/* It is only on its way, or comes back at once. */
static void
test_back (Fixture *fixture,
           gconstpointer data)
{
  gtk_widget_grab_focus (fixture->buttons[1]);
  gtk_widget_set_sensitive (fixture->buttons[1], FALSE);
  gtk_widget_set_sensitive (fixture->buttons[1], TRUE);
  outpost_test_wait_until (has_focus, fixture->buttons[1]);
}

static gboolean
has_focus_inside (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (data));

  return focus != NULL && gtk_widget_is_ancestor (focus, data);
}

static GtkWidget *
new_rows (GtkWidget *entry)
{
  GtkWidget *rows = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (rows), gtk_button_new_with_label ("First"));
  gtk_list_box_append (GTK_LIST_BOX (rows), entry);
  return rows;
}

/* A dialog gives it to what it chose, not to what is first in it. */
static void
test_dialog (void)
{
  GtkWindow *window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "default-width", 600, "default-height", 500, NULL);
  GtkWidget *below = gtk_button_new_with_label ("Below");
  GtkWidget *entry = adw_entry_row_new ();
  AdwDialog *dialog = adw_alert_dialog_new ("Sure?", NULL);

  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), below);
  outpost_focus_keeper_watch (window);
  gtk_window_present (window);
  outpost_test_wait_until (is_mapped, below);
  gtk_widget_grab_focus (below);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_rows (entry));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "cancel", "Cancel");
  adw_dialog_set_focus (dialog, entry);
  adw_dialog_present (dialog, below);
  outpost_test_wait_until (has_focus_inside, dialog);
  g_assert_true (has_focus_inside (entry));
  gtk_window_destroy (window);
}

/* What a stack turns to gets it, unless somebody types. */
static void
test_turn (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *offer = gtk_button_new_with_label ("Offer");

  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Before"), "before");
  gtk_stack_add_named (GTK_STACK (stack), offer, "after");
  gtk_box_append (GTK_BOX (fixture->box), entry);
  gtk_box_append (GTK_BOX (fixture->box), stack);
  outpost_test_wait_until (is_mapped, stack);
  gtk_widget_grab_focus (entry);
  outpost_focus_keeper_turn (GTK_STACK (stack), "after");
  g_assert_true (has_focus_inside (entry));

  gtk_stack_set_visible_child_name (GTK_STACK (stack), "before");
  gtk_widget_grab_focus (fixture->other);
  outpost_focus_keeper_turn (GTK_STACK (stack), "after");
  g_assert_true (has_focus (offer));
  /* Once: it is told again and again. */
  gtk_widget_grab_focus (fixture->other);
  outpost_focus_keeper_turn (GTK_STACK (stack), "after");
  g_assert_true (has_focus (fixture->other));
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, test) g_test_add ("/focus-keeper/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("switched-off", test_switched_off);
  ADD ("hidden", test_hidden);
  ADD ("back", test_back);
  ADD ("turn", test_turn);
  g_test_add_func ("/focus-keeper/dialog", test_dialog);
  return g_test_run ();
}

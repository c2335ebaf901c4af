/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <adwaita.h>

#include "outpost-list-pacer.h"
#include "outpost-test.h"

#define MANY 500
#define FEW 5

static GtkStringList *
new_strings (guint n)
{
  GtkStringList *strings = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (strings, "a string");
  return strings;
}

static void
count_cb (GListModel *model,
          guint position,
          guint removed,
          guint added,
          guint *most)
{
  g_assert_cmpuint (removed, ==, 0);
  *most = MAX (*most, added);
}

static gboolean
is_whole (gpointer model)
{
  return g_list_model_get_n_items (model) == MANY;
}

static GtkWidget *
present_window (void)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Little by little until a view can have no more, then the rest. */
static void
test_grow (void)
{
  GtkWidget *window = present_window ();
  g_autoptr(GtkStringList) strings = new_strings (MANY);
  OutpostListPacer *pacer = outpost_list_pacer_new (G_LIST_MODEL (strings), window);
  GListModel *model = outpost_list_pacer_get_model (pacer);
  guint most = 0;
  gulong handler = g_signal_connect (model, "items-changed", G_CALLBACK (count_cb), &most);

  g_assert_cmpuint (g_list_model_get_n_items (model), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (model), <, 50);
  outpost_test_wait_until (is_whole, model);
  g_assert_cmpuint (most, >, 50);
  g_signal_handler_disconnect (model, handler);

  outpost_list_pacer_restart (pacer);
  g_assert_cmpuint (g_list_model_get_n_items (model), <, 50);
  outpost_test_wait_until (is_whole, model);
  g_assert_finalize_object (pacer);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What comes later is shown, too; a pacer that goes in the middle leaves nothing behind. */
static void
test_later (void)
{
  GtkWidget *window = present_window ();
  g_autoptr(GtkStringList) strings = new_strings (FEW);
  OutpostListPacer *pacer = outpost_list_pacer_new (G_LIST_MODEL (strings), window);
  GListModel *model = outpost_list_pacer_get_model (pacer);

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, FEW);
  for (guint i = FEW; i < MANY; i++)
    gtk_string_list_append (strings, "another");
  outpost_test_wait_until (is_whole, model);
  outpost_list_pacer_restart (pacer);
  g_assert_finalize_object (pacer);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (strings)), ==, MANY);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A box keeps what it has: an item more in the middle costs no other its place. What begins anew comes little by little again. */
static void
test_box (void)
{
  GtkWidget *window = present_window ();
  g_autoptr(GtkStringList) strings = new_strings (MANY);
  OutpostListPacer *pacer = outpost_list_pacer_new_for_box (G_LIST_MODEL (strings), window);
  GListModel *model = outpost_list_pacer_get_model (pacer);
  const char *another[] = { "another", NULL };

  outpost_test_wait_until (is_whole, model);
  gtk_string_list_splice (strings, MANY / 2, 0, another);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, MANY + 1);

  gtk_string_list_splice (strings, 0, MANY + 1, NULL);
  for (guint i = 0; i < MANY; i++)
    gtk_string_list_append (strings, "anew");
  g_assert_cmpuint (g_list_model_get_n_items (model), <, 50);
  outpost_test_wait_until (is_whole, model);
  g_assert_finalize_object (pacer);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
most_removed_cb (GListModel *model,
                 guint position,
                 guint removed,
                 guint added,
                 guint *most)
{
  *most = MAX (*most, removed);
}

static gboolean
is_none_cb (gpointer item,
            gpointer data)
{
  return !*(gboolean *) data;
}

static gboolean
is_empty (gpointer model)
{
  return g_list_model_get_n_items (model) == 0;
}

/* What a search takes away goes little by little, too. */
static void
test_filter (void)
{
  GtkWidget *window = present_window ();
  gboolean none = FALSE;
  g_autoptr(GtkFilter) filter = GTK_FILTER (gtk_custom_filter_new (is_none_cb, &none, NULL));
  g_autoptr(GtkFilterListModel) found
      = gtk_filter_list_model_new (G_LIST_MODEL (new_strings (MANY)), g_object_ref (filter));
  OutpostListPacer *pacer = outpost_list_pacer_new_for_box (G_LIST_MODEL (found), window);
  GListModel *model = outpost_list_pacer_get_model (pacer);
  guint most = 0;

  outpost_test_wait_until (is_whole, model);
  g_signal_connect (model, "items-changed", G_CALLBACK (most_removed_cb), &most);
  none = TRUE;
  outpost_list_pacer_filter (pacer, filter);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, MANY);
  outpost_test_wait_until (is_empty, model);
  g_assert_cmpuint (most, <, 50);

  none = FALSE;
  outpost_list_pacer_filter (pacer, filter);
  outpost_test_wait_until (is_whole, model);
  /* One that goes with a filter to be told tells nobody. */
  outpost_list_pacer_filter (pacer, filter);
  g_assert_finalize_object (pacer);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), ==, MANY);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-pacer/grow", test_grow);
  g_test_add_func ("/list-pacer/later", test_later);
  g_test_add_func ("/list-pacer/box", test_box);
  g_test_add_func ("/list-pacer/filter", test_filter);
  return g_test_run ();
}

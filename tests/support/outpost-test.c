/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-test.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define BOUND_US (20 * G_USEC_PER_SEC)

/* Before any test: a locale in which numbers, times and orders are written otherwise, if one is asked for. */
__attribute__ ((constructor)) static void
use_locale (void)
{
  const char *locale = g_getenv ("OUTPOST_TEST_LOCALE");

  if (locale == NULL || setlocale (LC_ALL, locale) != NULL)
    return;
  printf ("1..0 # SKIP no locale %s here\n", locale);
  exit (0);
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
outpost_test_wait_until (OutpostTestCondition condition,
                         gpointer data)
{
  gint64 bound = g_get_monotonic_time () + BOUND_US;
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (!condition (data))
    {
      if (g_get_monotonic_time () > bound)
        g_error ("what the test waits for has not come within 20 seconds");
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gboolean
is_settled (gpointer data)
{
  return !dex_future_is_pending (data);
}

GValue *
outpost_test_await (DexFuture *future,
                    GError **error)
{
  const GValue *value;
  GValue *copy = NULL;

  outpost_test_wait_until (is_settled, future);
  value = dex_future_get_value (future, error);
  if (value != NULL)
    {
      copy = g_new0 (GValue, 1);
      g_value_init (copy, G_VALUE_TYPE (value));
      g_value_copy (value, copy);
    }
  dex_unref (future);
  return copy;
}

static gpointer
take (GValue *value,
      GType fundamental)
{
  gpointer result = NULL;

  if (value == NULL)
    return NULL;
  g_assert_cmpuint (G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (value)), ==, fundamental);
  if (fundamental == G_TYPE_OBJECT)
    result = g_value_dup_object (value);
  else if (fundamental == G_TYPE_BOXED)
    result = g_value_dup_boxed (value);
  else
    result = g_value_dup_string (value);
  g_value_unset (value);
  g_free (value);
  return result;
}

gpointer
outpost_test_await_object (DexFuture *future,
                           GError **error)
{
  return take (outpost_test_await (future, error), G_TYPE_OBJECT);
}

gpointer
outpost_test_await_boxed (DexFuture *future,
                          GError **error)
{
  return take (outpost_test_await (future, error), G_TYPE_BOXED);
}

char *
outpost_test_await_string (DexFuture *future,
                           GError **error)
{
  return take (outpost_test_await (future, error), G_TYPE_STRING);
}

gboolean
outpost_test_await_true (DexFuture *future,
                         GError **error)
{
  GValue *value = outpost_test_await (future, error);
  gboolean settled = value != NULL;

  if (value != NULL)
    g_value_unset (value);
  g_free (value);
  return settled;
}

static GPtrArray *dirs;

static void
remove_all (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
remove_dirs (void)
{
  for (guint i = 0; i < dirs->len; i++)
    remove_all (g_ptr_array_index (dirs, i));
  g_clear_pointer (&dirs, g_ptr_array_unref);
}

char *
outpost_test_dup_dir (void)
{
  char *dir = g_dir_make_tmp ("outpost-test-XXXXXX", NULL);

  g_assert_nonnull (dir);
  if (dirs == NULL)
    {
      dirs = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_dirs);
    }
  g_ptr_array_add (dirs, g_strdup (dir));
  return dir;
}

const char *
outpost_test_get_captures (void)
{
  static char *path;

  if (path == NULL)
    path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "captures", NULL);
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? path : NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

char **
outpost_test_list_captures (const char *folder,
                            const char *suffix)
{
  g_autofree char *path = g_build_filename (outpost_test_get_captures (), folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (found, g_build_filename (path, name, NULL));
  g_ptr_array_sort (found, compare_names);
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_steal (found, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-private-file.h"
#include "outpost-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET "a secret"

static GBytes *
new_secret (void)
{
  return g_bytes_new_static (SECRET, strlen (SECRET));
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_is (const char *path,
           const char *expected)
{
  g_autofree char *contents = NULL;
  GStatBuf status;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  g_assert_true (S_ISREG (status.st_mode));
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
}

static void
write_older (const char *path)
{
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
}

/* What the window's dialog and the bulk export write: new, and over a file that anybody could read. */
static void
test_write (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GFile) file = g_file_new_build_filename (dir, "box-main.json", NULL);
  g_autoptr(GBytes) bytes = new_secret ();
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (outpost_private_file_write (file, bytes), &error);
  g_assert_no_error (error);
  assert_is (g_file_peek_path (file), SECRET);
  write_older (g_file_peek_path (file));
  outpost_test_await_true (outpost_private_file_write (file, bytes), &error);
  g_assert_no_error (error);
  assert_is (g_file_peek_path (file), SECRET);
  g_assert_cmpuint (count_files (dir), ==, 1);
}

/* Whoever has an older file open, or by another name, does not see what comes to its place; a link is not followed. */
static void
test_not_into (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "file", NULL);
  g_autofree char *other = g_build_filename (dir, "other", NULL);
  g_autofree char *link_path = g_build_filename (dir, "link", NULL);
  g_autoptr(GBytes) bytes = new_secret ();
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;

  write_older (path);
  g_assert_cmpint (link (path, other), ==, 0);
  g_assert_cmpint (symlink (other, link_path), ==, 0);
  g_assert_true (outpost_private_file_set (path, bytes, &error));
  g_assert_true (outpost_private_file_set (link_path, bytes, &error));
  g_assert_no_error (error);
  assert_is (path, SECRET);
  assert_is (link_path, SECRET);
  g_assert_true (g_file_get_contents (other, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "older");
}

/* The longest name that there can be leaves room for the file beside it. */
static void
test_long_name (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *name = g_strnfill (255, 'n');
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr(GBytes) bytes = new_secret ();
  g_autoptr(GError) error = NULL;

  g_assert_true (outpost_private_file_set (path, bytes, &error));
  g_assert_no_error (error);
  assert_is (path, SECRET);
}

static void
test_fails (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GFile) taken = g_file_new_build_filename (dir, "taken", NULL);
  g_autoptr(GFile) nowhere = g_file_new_build_filename (dir, "missing", "file", NULL);
  g_autoptr(GFile) far = g_file_new_for_uri ("nothing-like-it://host/file");
  g_autoptr(GBytes) bytes = new_secret ();
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_make_directory (taken, NULL, NULL));
  g_assert_false (outpost_test_await_true (outpost_private_file_write (taken, bytes), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_assert_null (strstr (error->message, SECRET));
  g_clear_error (&error);
  g_assert_false (outpost_test_await_true (outpost_private_file_write (nowhere, bytes), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_false (outpost_test_await_true (outpost_private_file_write (far, bytes), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (count_files (dir), ==, 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/private-file/write", test_write);
  g_test_add_func ("/private-file/not-into", test_not_into);
  g_test_add_func ("/private-file/long-name", test_long_name);
  g_test_add_func ("/private-file/fails", test_fails);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "attach/outpost-attach-bundle.h"
#include "outpost-attach-fixture.h"

#define TIME 1700000000

static const OutpostAttachFile *
find (GPtrArray *bundle,
      const char *name)
{
  for (guint i = 0; i < bundle->len; i++)
    if (g_str_equal (((OutpostAttachFile *) g_ptr_array_index (bundle, i))->name, name))
      return g_ptr_array_index (bundle, i);
  return NULL;
}

/* Every file has a name of its own, is named in the README, and is nobody else's to read. */
static void
test_files (gconstpointer data)
{
  g_autoptr(OutpostAttachSubject) subject = attach_fixture_new_plain (GPOINTER_TO_UINT (data));
  g_autoptr(GPtrArray) bundle = outpost_attach_bundle_new (subject);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  const OutpostAttachFile *readme = g_ptr_array_index (bundle, 0);

  g_assert_cmpstr (readme->name, ==, "README.txt");
  g_assert_null (strstr (readme->content, subject->token));
  g_assert_nonnull (strstr (readme->content, "of the workspace ann/gpu-box on https://coder.example.com, build 7\n"));
  for (guint i = 0; i < bundle->len; i++)
    {
      const OutpostAttachFile *file = g_ptr_array_index (bundle, i);

      g_assert_true (g_hash_table_add (names, file->name));
      g_assert_cmpuint (file->mode, ==, g_str_has_suffix (file->name, ".sh") ? 0700 : 0600);
      g_assert_true (g_str_has_suffix (file->content, "\n"));
      if (i > 0)
        g_assert_nonnull (strstr (readme->content, file->name));
    }
  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    if (outpost_attach_form_suits (form, subject->platform))
      {
        g_autofree char *name = outpost_attach_form_dup_file_name (form, subject);

        g_assert_nonnull (find (bundle, name));
      }
}

/* The scripts that follow are named after what they follow. */
static void
test_names (void)
{
  g_autoptr(OutpostAttachSubject) linux_subject = attach_fixture_new_plain (OUTPOST_PLATFORM_LINUX_AMD64);
  g_autoptr(OutpostAttachSubject) windows_subject = attach_fixture_new_plain (OUTPOST_PLATFORM_WINDOWS_AMD64);
  g_autoptr(GPtrArray) of_linux = outpost_attach_bundle_new (linux_subject);
  g_autoptr(GPtrArray) of_windows = outpost_attach_bundle_new (windows_subject);
  g_autofree char *name = outpost_attach_bundle_dup_name (linux_subject);

  g_assert_cmpstr (name, ==, "gpu-box-main-build-7");
  g_assert_nonnull (find (of_linux, "gpu-box-main-systemd-user-replace.sh"));
  g_assert_nonnull (find (of_linux, "gpu-box-main-dockerfile-remove.sh"));
  g_assert_nonnull (find (of_linux, "gpu-box-main-once-remove.sh"));
  g_assert_nonnull (find (of_linux, "gpu-box-main.env"));
  g_assert_nonnull (find (of_windows, "gpu-box-main-scheduled-task-replace.ps1"));
  g_assert_nonnull (strstr (find (of_windows, "README.txt")->content, "powershell -ExecutionPolicy Bypass -File FILE"));
  g_assert_null (find (of_windows, "gpu-box-main.env"));
}

/* A form that cannot carry the token is left out, and the others are there. */
static void
test_refused (void)
{
  g_autoptr(OutpostAttachSubject) subject
      = attach_fixture_new (OUTPOST_PLATFORM_LINUX_AMD64, "https://a.example", "o", "w", "a", "it's");
  g_autoptr(GPtrArray) bundle = outpost_attach_bundle_new (subject);

  g_assert_null (find (bundle, "w-a.env"));
  g_assert_nonnull (find (bundle, "w-a-systemd-user.sh"));
}

/* The real tar unpacks it to what it was. */
static void
test_tar (void)
{
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autoptr(OutpostAttachSubject) subject
      = attach_fixture_new (OUTPOST_PLATFORM_LINUX_AMD64, "https://a.example", "o", long_name, long_name, "t-1");
  g_autoptr(GPtrArray) bundle = outpost_attach_bundle_new (subject);
  g_autoptr(GBytes) tar = outpost_attach_bundle_to_tar (bundle, "folder", TIME);
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "bundle.tar", NULL);
  g_autofree char *inner = g_build_filename (folder, "folder", NULL);
  const char *argv[] = { "tar", "-xpf", path, "-C", folder, NULL };
  g_autofree char *complaints = NULL;
  int status = 0;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (tar, NULL), g_bytes_get_size (tar), NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &complaints, &status, NULL);
  g_assert_cmpstr (complaints, ==, "");
  g_assert_cmpint (status, ==, 0);
  for (guint i = 0; i < bundle->len; i++)
    {
      const OutpostAttachFile *file = g_ptr_array_index (bundle, i);
      g_autofree char *unpacked = g_build_filename (inner, file->name, NULL);
      g_autofree char *content = NULL;
      GStatBuf info;

      g_assert_true (g_file_get_contents (unpacked, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, file->content);
      g_assert_cmpint (g_stat (unpacked, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 07777, ==, file->mode);
      g_assert_cmpint (info.st_mtime, ==, TIME);
      g_remove (unpacked);
    }
  g_remove (path);
  g_assert_cmpint (g_rmdir (inner), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
    {
      g_autofree char *path = g_strdup_printf ("/attach-bundle/files/%s-%s", outpost_platform_get_system (platform),
                                               outpost_platform_get_architecture (platform));

      g_test_add_data_func (path, GUINT_TO_POINTER (platform), test_files);
    }
  g_test_add_func ("/attach-bundle/names", test_names);
  g_test_add_func ("/attach-bundle/refused", test_refused);
  g_test_add_func ("/attach-bundle/tar", test_tar);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "outpost-worker-private.h"

/* What is to be written where; belongs to the thread that writes. */
typedef struct
{
  char *path;
  GBytes *bytes;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_free (self->path);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static gboolean
write_all (int fd,
           GBytes *bytes)
{
  gsize left;
  const char *at = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gssize n = write (fd, at, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      at += n;
      left -= (gsize) n;
    }
  return fsync (fd) == 0;
}

/* Leaves errno; a file that is not moved does not stay. GLib's own function would keep the mode of an older file. */
static gboolean
write_and_move (const char *path,
                GBytes *bytes)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *beside = g_build_filename (folder, ".outpost-XXXXXX", NULL);
  int fd = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, 0600);
  gboolean written;
  int code;

  if (fd < 0)
    return FALSE;
  written = write_all (fd, bytes);
  code = errno;
  if (close (fd) != 0 && written)
    {
      code = errno;
      written = FALSE;
    }
  if (written && g_rename (beside, path) == 0)
    return TRUE;
  code = written ? errno : code;
  g_unlink (beside);
  errno = code;
  return FALSE;
}

gboolean
outpost_private_file_set (const char *path,
                          GBytes *bytes,
                          GError **error)
{
  g_autofree char *shown = NULL;
  int code;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  if (write_and_move (path, bytes))
    return TRUE;
  code = errno;
  shown = g_filename_display_name (path);
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", shown, g_strerror (code));
  return FALSE;
}

static DexFuture *
write_one (gpointer data)
{
  Writing *self = data;
  GError *error = NULL;

  if (!outpost_private_file_set (self->path, self->bytes, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

DexFuture *
outpost_private_file_write (GFile *file,
                            GBytes *bytes)
{
  Writing *writing;

  dex_return_error_if_fail (G_IS_FILE (file));
  dex_return_error_if_fail (bytes != NULL);

  if (!g_file_is_native (file))
    return dex_file_replace_contents_bytes (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION);
  writing = g_new0 (Writing, 1);
  writing->path = g_file_get_path (file);
  writing->bytes = g_bytes_ref (bytes);
  return outpost_worker_run (write_one, writing, writing_free);
}

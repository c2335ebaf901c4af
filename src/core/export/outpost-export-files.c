/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-export-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "outpost-private-file.h"
#include "outpost-worker-private.h"

/* What is to be written where; belongs to the thread that writes. */
typedef struct
{
  char *path;
  char *name;
  OutpostExportFormat format;
  GPtrArray *records;
} Writing;

static Writing *
writing_new (const char *path,
             const char *name,
             OutpostExportFormat format,
             GPtrArray *records)
{
  Writing *self = g_new0 (Writing, 1);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->format = format;
  self->records = g_ptr_array_ref (records);
  return self;
}

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_free (self->path);
  g_free (self->name);
  g_ptr_array_unref (self->records);
  g_free (self);
}

static void
set_error_from_errno (GError **error,
                      const char *path)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", shown, g_strerror (code));
}

static DexFuture *
write_one (gpointer data)
{
  Writing *self = data;
  GError *error = NULL;
  g_autoptr(GBytes) text = self->format == OUTPOST_EXPORT_CSV ? outpost_export_text_new_csv (self->records)
                                                               : outpost_export_text_new_json (self->records);

  if (!outpost_private_file_set (self->path, text, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

/* ---- Folders ----------------------------------------------------------------------------------------------------- */

static void
remove_files (GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    g_unlink (g_ptr_array_index (paths, i));
}

/* All, or none. Those it takes the place of are there all the same: they are of an older token. */
static gboolean
write_scripts (const char *folder,
               GPtrArray *records,
               GError **error)
{
  g_auto(GStrv) names = outpost_export_text_dup_names (records);
  g_autoptr(GPtrArray) written = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    {
      const OutpostExportRecord *record = g_ptr_array_index (records, i);
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr(GBytes) text = NULL;

      if (record->credentials == NULL)
        continue;
      text = outpost_export_text_new_script (record);
      if (!outpost_private_file_set (path, text, error))
        {
          remove_files (written);
          return FALSE;
        }
      g_ptr_array_add (written, g_steal_pointer (&path));
    }
  return TRUE;
}

/* A folder is not moved onto a file, nor onto a folder that is not empty. */
static char *
move_to_free_name (const char *folder,
                   const char *parent,
                   const char *name,
                   GError **error)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *numbered = n == 1 ? g_strdup (name) : g_strdup_printf ("%s-%u", name, n);
      g_autofree char *path = g_build_filename (parent, numbered, NULL);
      GStatBuf info;

      if (g_lstat (path, &info) == 0)
        continue;
      if (g_rename (folder, path) == 0)
        return g_steal_pointer (&path);
      if (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR)
        continue;
      set_error_from_errno (error, path);
      return NULL;
    }
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static DexFuture *
create_folder (gpointer data)
{
  Writing *self = data;
  g_autofree char *folder = g_build_filename (self->path, ".outpost-XXXXXX", NULL);
  g_autofree char *path = NULL;
  GError *error = NULL;

  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      set_error_from_errno (&error, self->path);
      return dex_future_new_for_error (error);
    }
  if (write_scripts (folder, self->records, &error))
    path = move_to_free_name (folder, self->path, self->name, &error);
  if (path != NULL)
    return dex_future_new_take_object (g_file_new_for_path (path));
  remove_folder (folder);
  return dex_future_new_for_error (error);
}

static DexFuture *
add_to_folder (gpointer data)
{
  Writing *self = data;
  GError *error = NULL;

  if (!write_scripts (self->path, self->records, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

/* ---- Public ------------------------------------------------------------------------------------------------------ */

static DexFuture *
start (GFile *place,
       const char *name,
       OutpostExportFormat format,
       GPtrArray *records,
       DexFiberFunc func)
{
  g_autofree char *path = g_file_get_path (place);

  if (path == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Only the file system of this computer can be written to");
  return outpost_worker_run (func, writing_new (path, name, format, records), writing_free);
}

DexFuture *
outpost_export_files_write (GFile *file,
                            OutpostExportFormat format,
                            GPtrArray *records)
{
  dex_return_error_if_fail (G_IS_FILE (file));
  dex_return_error_if_fail (format == OUTPOST_EXPORT_JSON || format == OUTPOST_EXPORT_CSV);
  dex_return_error_if_fail (records != NULL);

  return start (file, NULL, format, records, write_one);
}

DexFuture *
outpost_export_files_create (GFile *parent,
                             const char *name,
                             GPtrArray *records)
{
  dex_return_error_if_fail (G_IS_FILE (parent));
  dex_return_error_if_fail (name != NULL && strchr (name, '/') == NULL);
  dex_return_error_if_fail (records != NULL);

  return start (parent, name, OUTPOST_EXPORT_SCRIPTS, records, create_folder);
}

DexFuture *
outpost_export_files_add (GFile *folder,
                          GPtrArray *records)
{
  dex_return_error_if_fail (G_IS_FILE (folder));
  dex_return_error_if_fail (records != NULL);

  return start (folder, NULL, OUTPOST_EXPORT_SCRIPTS, records, add_to_folder);
}

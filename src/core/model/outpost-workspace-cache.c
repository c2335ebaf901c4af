/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace-cache-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "outpost-error.h"
#include "outpost-main-loop-private.h"
#include "outpost-worker-private.h"
#include "outpost-workspace-codec-private.h"

#define MAGIC "outpost-workspaces"
#define VERSION 2
#define FORMAT "(sqsxa" OUTPOST_WORKSPACE_FORMAT ")"
#define LARGEST_FILE (32 * 1024 * 1024)
#define MOST_WORKSPACES 20000
#define STEP 100

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

static gboolean
set_aside (const char *path,
           const char *why,
           GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  if (g_rename (path, aside) != 0)
    g_unlink (path);
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "The kept list was set aside as %s: %s", aside, why);
  return FALSE;
}

static gboolean
read_file (const char *path,
           GVariant **variant,
           GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GStatBuf info;
  gsize size;

  if (g_stat (path, &info) != 0)
    return FALSE;
  if (!S_ISREG (info.st_mode) || info.st_size > LARGEST_FILE)
    return set_aside (path, "it is too large, or no file", error);
  if (!g_file_get_contents (path, &contents, &size, NULL))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  *variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORMAT), bytes, FALSE));
  return TRUE;
}

static GPtrArray *
read_workspaces (GVariant *array)
{
  g_autoptr(GPtrArray) workspaces = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < g_variant_n_children (array); i++)
    {
      g_autoptr(GVariant) child = g_variant_get_child_value (array, i);
      OutpostWorkspace *workspace = outpost_workspace_new_from_variant (child);

      if (workspace == NULL)
        return NULL;
      g_ptr_array_add (workspaces, workspace);
    }
  return g_steal_pointer (&workspaces);
}

GPtrArray *
outpost_workspace_cache_load (const char *path,
                              const char *query,
                              gint64 *as_of,
                              GError **error)
{
  g_autoptr(GVariant) variant = NULL;
  g_autoptr(GVariant) array = NULL;
  g_autoptr(GPtrArray) workspaces = NULL;
  const char *magic, *kept_query;
  guint16 version;

  if (!read_file (path, &variant, error))
    return NULL;
  g_variant_get (variant, "(&sq&sx@a" OUTPOST_WORKSPACE_FORMAT ")", &magic, &version, &kept_query, as_of, &array);
  if (!g_variant_is_normal_form (variant) || !g_str_equal (magic, MAGIC))
    {
      set_aside (path, "it is damaged", error);
      return NULL;
    }
  workspaces = version == VERSION ? read_workspaces (array) : NULL;
  if (workspaces == NULL)
    {
      set_aside (path, "another version wrote it", error);
      return NULL;
    }
  return g_str_equal (kept_query, query) ? g_steal_pointer (&workspaces) : NULL;
}

/* A file that is being read in a thread. */
struct _OutpostCacheReading
{
  GThread *thread;
  char *path;
  char *query;
  GPtrArray *workspaces;
  gint64 as_of;
  GError *error;
};

static gpointer
read_thread (gpointer data)
{
  OutpostCacheReading *self = data;

  self->workspaces = outpost_workspace_cache_load (self->path, self->query, &self->as_of, &self->error);
  return NULL;
}

OutpostCacheReading *
outpost_workspace_cache_start (const char *path,
                               const char *query)
{
  OutpostCacheReading *self = g_new0 (OutpostCacheReading, 1);

  self->path = g_strdup (path);
  self->query = g_strdup (query);
  self->thread = g_thread_new ("outpost-cache", read_thread, self);
  return self;
}

GPtrArray *
outpost_workspace_cache_finish (OutpostCacheReading *reading,
                                gint64 *as_of,
                                GError **error)
{
  GPtrArray *workspaces;

  g_thread_join (reading->thread);
  workspaces = g_steal_pointer (&reading->workspaces);
  *as_of = reading->as_of;
  if (reading->error != NULL)
    g_propagate_error (error, reading->error);
  g_free (reading->path);
  g_free (reading->query);
  g_free (reading);
  return workspaces;
}

void
outpost_workspace_cache_drop (OutpostCacheReading *reading)
{
  gint64 as_of;
  GPtrArray *workspaces = outpost_workspace_cache_finish (reading, &as_of, NULL);

  if (workspaces != NULL)
    g_ptr_array_unref (workspaces);
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

/* A list on its way to disk. */
typedef struct
{
  char *path;
  char *query;
  gint64 as_of;
  GPtrArray *workspaces;
  GCancellable *kept;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_free (self->path);
  g_free (self->query);
  g_ptr_array_unref (self->workspaces);
  g_object_unref (self->kept);
  g_free (self);
}

/* What the writing thread owns: nobody waits for it when the list goes away. */
typedef struct
{
  char *path;
  GVariant *variant;
  GCancellable *kept;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_free (self->path);
  g_variant_unref (self->variant);
  g_object_unref (self->kept);
  g_free (self);
}

static DexFuture *
write_file (gpointer data)
{
  Writing *self = data;
  g_autofree char *dir = g_path_get_dirname (self->path);
  g_autoptr(GError) error = NULL;

  if (g_mkdir_with_parents (dir, 0700) != 0)
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "%s: %s", dir, g_strerror (errno));
  if (g_cancellable_set_error_if_cancelled (self->kept, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!g_file_set_contents_full (self->path, g_variant_get_data (self->variant), g_variant_get_size (self->variant),
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    return dex_future_new_reject (OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "%s", error->message);
  /* Whoever signed out meanwhile removed the former one: this must not stay either. */
  if (g_cancellable_is_cancelled (self->kept))
    outpost_workspace_cache_remove (self->path);
  return dex_future_new_true ();
}

/* Workspaces belong to this thread, so they are read here, a few at a time; the file is written in another. */
static DexFuture *
save_fiber (gpointer data)
{
  Saving *self = data;
  g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr(GError) error = NULL;
  GVariant *array;
  Writing *writing;

  for (guint i = 0; i < MIN (self->workspaces->len, MOST_WORKSPACES); i++)
    {
      GVariant *child = g_variant_ref_sink (outpost_workspace_to_variant (g_ptr_array_index (self->workspaces, i)));

      g_variant_get_data (child); /* makes one block of its many parts */
      g_ptr_array_add (children, child);
      if (i % STEP == STEP - 1)
        dex_await (dex_timeout_new_msec (1), NULL); /* the main loop runs */
      if (g_cancellable_set_error_if_cancelled (self->kept, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
  array = g_variant_new_array (G_VARIANT_TYPE (OUTPOST_WORKSPACE_FORMAT), (GVariant *const *) children->pdata, children->len);
  writing = g_new0 (Writing, 1);
  writing->path = g_strdup (self->path);
  writing->kept = g_object_ref (self->kept);
  writing->variant = g_variant_ref_sink (
      g_variant_new ("(sqsx@a" OUTPOST_WORKSPACE_FORMAT ")", MAGIC, (guint16) VERSION, self->query, self->as_of, array));
  return outpost_worker_run (write_file, writing, writing_free);
}

DexFuture *
outpost_workspace_cache_save (const char *path,
                              const char *query,
                              gint64 as_of,
                              GPtrArray *workspaces,
                              GCancellable *kept)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->path = g_strdup (path);
  saving->query = g_strdup (query);
  saving->as_of = as_of;
  saving->workspaces = workspaces;
  saving->kept = g_object_ref (kept);
  return outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, save_fiber, saving, saving_free));
}

void
outpost_workspace_cache_remove (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  g_unlink (path);
  g_unlink (aside);
}

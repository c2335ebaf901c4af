/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-memory-file-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "outpost-error.h"
#include "outpost-private-file.h"
#include "outpost-worker-private.h"

#define MAGIC "outpost-memory"
#define VERSION 2
#define AGENT "(ssyxxx)"
#define SIGHTING "(sxa" AGENT ")"
#define EVENT "(yxxxs)"
#define ENTRY "(ssxx" SIGHTING "a" EVENT ")"
#define RUN "(xx)"
#define SCRIPT "(ss)"
#define MOST_SCRIPTS 16
#define FORMAT "(sqa" RUN "axa" ENTRY "a" SCRIPT "ax)"
/* Before it was remembered under which build a machine was attached. */
#define FORMAT_1 "(sqa" RUN "axa" ENTRY "a" SCRIPT ")"
#define LARGEST_FILE (64 * 1024 * 1024)

/* ---- One workspace --------------------------------------------------------------------------------------------------- */

OutpostMemoryEntry *
outpost_memory_entry_new (const char *workspace_id,
                          gint64 now)
{
  OutpostMemoryEntry *self = g_new0 (OutpostMemoryEntry, 1);

  self->workspace_id = g_strdup (workspace_id);
  self->token_build_id = g_strdup ("");
  self->began_at = now;
  self->events = outpost_events_new ();
  return self;
}

void
outpost_memory_entry_free (gpointer entry)
{
  OutpostMemoryEntry *self = entry;

  g_free (self->workspace_id);
  g_free (self->token_build_id);
  g_clear_pointer (&self->sighting, outpost_sighting_free);
  g_array_unref (self->events);
  g_clear_object (&self->build);
  g_clear_pointer (&self->kept, g_variant_unref);
  g_free (self);
}

void
outpost_memory_entry_bound (OutpostMemoryEntry *self)
{
  if (self->events->len <= OUTPOST_MEMORY_MOST_EVENTS)
    return;
  g_array_remove_range (self->events, 0, self->events->len - OUTPOST_MEMORY_MOST_EVENTS);
  self->began_at = g_array_index (self->events, OutpostEvent, 0).at;
}

static GVariant *
sighting_to_variant (const OutpostSighting *sighting)
{
  GVariantBuilder agents;

  g_variant_builder_init (&agents, G_VARIANT_TYPE ("a" AGENT));
  for (guint i = 0; sighting != NULL && i < sighting->agents->len; i++)
    {
      const OutpostSightedAgent *agent = &g_array_index (sighting->agents, OutpostSightedAgent, i);

      g_variant_builder_add (&agents, AGENT, agent->id, agent->name, (guchar) agent->state, agent->first_connected_at,
                             agent->disconnected_at, agent->since);
    }
  return g_variant_new (SIGHTING, sighting != NULL ? sighting->build_id : "", sighting != NULL ? sighting->build_number : 0,
                        &agents);
}

static GVariant *
events_to_variant (GArray *events)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" EVENT));
  for (guint i = 0; i < events->len; i++)
    {
      const OutpostEvent *event = &g_array_index (events, OutpostEvent, i);

      g_variant_builder_add (&builder, EVENT, (guchar) event->kind, event->at, event->seen_at, event->build_number, event->agent);
    }
  return g_variant_builder_end (&builder);
}

GVariant *
outpost_memory_entry_get_kept (OutpostMemoryEntry *self)
{
  if (self->kept == NULL)
    {
      self->kept = g_variant_ref_sink (g_variant_new ("(ssxx@" SIGHTING "@a" EVENT ")", self->workspace_id, self->token_build_id,
                                                      self->token_build_number, self->began_at,
                                                      sighting_to_variant (self->sighting), events_to_variant (self->events)));
      g_variant_get_data (self->kept); /* makes one block of its many parts */
    }
  return self->kept;
}

/* ---- Reading --------------------------------------------------------------------------------------------------------- */

static gboolean
set_aside (const char *path,
           const char *why,
           GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  if (g_rename (path, aside) != 0)
    g_unlink (path);
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "What was remembered was set aside as %s: %s", aside, why);
  return FALSE;
}

static gboolean
read_sighting (OutpostMemoryEntry *entry,
               GVariant *variant)
{
  g_autoptr(GVariantIter) agents = NULL;
  const char *build_id, *id, *name;
  gint64 build_number, first_connected_at, disconnected_at, since;
  guchar state;

  g_variant_get (variant, "(&sxa" AGENT ")", &build_id, &build_number, &agents);
  if (*build_id == '\0')
    return TRUE;
  entry->sighting = outpost_sighting_new_empty (build_id, build_number);
  while (g_variant_iter_next (agents, "(&s&syxxx)", &id, &name, &state, &first_connected_at, &disconnected_at, &since))
    {
      if (state > OUTPOST_AGENT_UNKNOWN)
        return FALSE;
      outpost_sighting_add (entry->sighting, id, name, state, first_connected_at, disconnected_at, since);
    }
  return TRUE;
}

static gboolean
read_events (OutpostMemoryEntry *entry,
             GVariant *variant)
{
  GVariantIter iter;
  gint64 at, seen_at, build_number;
  const char *agent;
  guchar kind;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(yxxx&s)", &kind, &at, &seen_at, &build_number, &agent))
    {
      if (kind > OUTPOST_EVENT_LAST_KIND)
        return FALSE;
      outpost_events_add (entry->events, kind, at, seen_at, build_number, agent);
    }
  outpost_memory_entry_bound (entry);
  return TRUE;
}

static gboolean
read_entry (GHashTable *entries,
            GVariant *variant,
            gint64 looked_at)
{
  g_autoptr(GVariant) sighting = NULL;
  g_autoptr(GVariant) events = NULL;
  const char *id, *token_build_id;
  OutpostMemoryEntry *entry;
  gint64 token_build_number, began_at;
  gboolean fine;

  g_variant_get (variant, "(&s&sxx@" SIGHTING "@a" EVENT ")", &id, &token_build_id, &token_build_number, &began_at, &sighting,
                 &events);
  entry = outpost_memory_entry_new (id, began_at);
  g_set_str (&entry->token_build_id, token_build_id);
  entry->token_build_number = token_build_number;
  entry->looked_at = looked_at;
  fine = read_sighting (entry, sighting) && read_events (entry, events);
  entry->kept = g_variant_ref (variant); /* most are written again as they were read */
  g_hash_table_replace (entries, entry->workspace_id, entry);
  return fine;
}

/* All or nothing: half of it would be dishonest. */
static gboolean
read_entries (GVariant *variant,
              GHashTable *entries,
              GArray *runs)
{
  g_autoptr(GVariant) looks = g_variant_get_child_value (variant, 3);
  g_autoptr(GVariant) array = g_variant_get_child_value (variant, 4);
  g_autoptr(GVariantIter) iter = NULL;
  gsize n_looks;
  const gint64 *looked_at = g_variant_get_fixed_array (looks, &n_looks, sizeof (gint64));
  OutpostRun run;

  if (n_looks != g_variant_n_children (array) || n_looks > OUTPOST_MEMORY_MOST_WORKSPACES)
    return FALSE;
  g_variant_get_child (variant, 2, "a" RUN, &iter);
  while (g_variant_iter_next (iter, RUN, &run.began, &run.ceased) && runs->len < OUTPOST_MEMORY_MOST_RUNS)
    g_array_append_val (runs, run);
  for (gsize i = 0; i < n_looks; i++)
    {
      g_autoptr(GVariant) child = g_variant_get_child_value (array, i);

      if (!read_entry (entries, child, looked_at[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_attached (GVariant *variant,
               GHashTable *entries)
{
  g_autoptr(GVariant) ids = g_variant_get_child_value (variant, 4);
  g_autoptr(GVariant) array = NULL;
  const gint64 *numbers;
  gsize n;

  if (g_variant_n_children (variant) < 7)
    return TRUE;
  array = g_variant_get_child_value (variant, 6);
  numbers = g_variant_get_fixed_array (array, &n, sizeof (gint64));
  if (n != g_variant_n_children (ids))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GVariant) child = g_variant_get_child_value (ids, i);
      const char *id;

      g_variant_get_child (child, 0, "&s", &id);
      ((OutpostMemoryEntry *) g_hash_table_lookup (entries, id))->attached_build_number = numbers[i];
    }
  return TRUE;
}

static void
read_scripts (GVariant *variant,
              GHashTable *scripts)
{
  g_autoptr(GVariantIter) iter = NULL;
  const char *platform, *sha256;

  g_variant_get_child (variant, 5, "a" SCRIPT, &iter);
  while (g_hash_table_size (scripts) < MOST_SCRIPTS && g_variant_iter_next (iter, "(&s&s)", &platform, &sha256))
    g_hash_table_replace (scripts, g_strdup (platform), g_strdup (sha256));
}

/* NULL when it is damaged, foreign, or of another version. */
static GVariant *
parse (GBytes *bytes,
       const char *format,
       guint16 version)
{
  g_autoptr(GVariant) variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (format), bytes, FALSE));
  guint16 number;
  const char *magic;

  g_variant_get_child (variant, 0, "&s", &magic);
  g_variant_get_child (variant, 1, "q", &number);
  if (!g_variant_is_normal_form (variant) || !g_str_equal (magic, MAGIC) || number != version)
    return NULL;
  return g_steal_pointer (&variant);
}

gboolean
outpost_memory_file_read (const char *path,
                          GHashTable *entries,
                          GArray *runs,
                          GHashTable *scripts,
                          GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GVariant) variant = NULL;
  GStatBuf info;
  gsize size;

  if (g_stat (path, &info) != 0)
    return TRUE;
  if (!S_ISREG (info.st_mode) || info.st_size > LARGEST_FILE || !g_file_get_contents (path, &contents, &size, NULL))
    return set_aside (path, "it is too large, or no file", error);
  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  variant = parse (bytes, FORMAT, VERSION);
  if (variant == NULL)
    variant = parse (bytes, FORMAT_1, 1);
  if (variant == NULL)
    return set_aside (path, "it is damaged, or another version wrote it", error);
  if (read_entries (variant, entries, runs) && read_attached (variant, entries))
    {
      read_scripts (variant, scripts);
      return TRUE;
    }
  g_hash_table_remove_all (entries);
  g_array_set_size (runs, 0);
  return set_aside (path, "it is damaged", error);
}

/* ---- Writing --------------------------------------------------------------------------------------------------------- */

GVariant *
outpost_memory_file_to_variant (GPtrArray *kept,
                                GArray *looked_at,
                                GArray *attached,
                                GArray *runs,
                                GHashTable *scripts)
{
  GVariantBuilder spans, digests;
  GHashTableIter iter;
  const char *platform, *sha256;

  g_variant_builder_init (&spans, G_VARIANT_TYPE ("a" RUN));
  for (guint i = 0; i < runs->len; i++)
    g_variant_builder_add (&spans, RUN, g_array_index (runs, OutpostRun, i).began, g_array_index (runs, OutpostRun, i).ceased);
  g_variant_builder_init (&digests, G_VARIANT_TYPE ("a" SCRIPT));
  g_hash_table_iter_init (&iter, scripts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &platform, (gpointer *) &sha256))
    g_variant_builder_add (&digests, SCRIPT, platform, sha256);
  return g_variant_new (
      "(sqa" RUN "@ax@a" ENTRY "a" SCRIPT "@ax)", MAGIC, (guint16) VERSION, &spans,
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, looked_at->data, looked_at->len, sizeof (gint64)),
      g_variant_new_array (G_VARIANT_TYPE (ENTRY), (GVariant *const *) kept->pdata, kept->len), &digests,
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, attached->data, attached->len, sizeof (gint64)));
}

/* A file that several threads may want to write. */
struct _OutpostMemoryFile
{
  gatomicrefcount count;
  GMutex lock;
  char *path;
  guint newest; /* given out; the main thread's */
  guint written;
  gboolean closed;
};

OutpostMemoryFile *
outpost_memory_file_new (const char *path)
{
  OutpostMemoryFile *self = g_new0 (OutpostMemoryFile, 1);

  g_atomic_ref_count_init (&self->count);
  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  return self;
}

OutpostMemoryFile *
outpost_memory_file_ref (OutpostMemoryFile *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
outpost_memory_file_unref (OutpostMemoryFile *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}

guint
outpost_memory_file_next (OutpostMemoryFile *self)
{
  return ++self->newest;
}

gboolean
outpost_memory_file_write (OutpostMemoryFile *self,
                           guint number,
                           GVariant *content,
                           GError **error)
{
  g_autoptr(GVariant) owned = g_variant_ref_sink (content);
  g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes (owned);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *dir = g_path_get_dirname (self->path);
  g_autoptr(GError) local = NULL;

  if (self->closed || number <= self->written)
    return TRUE;
  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "%s: %s", dir, g_strerror (errno));
      return FALSE;
    }
  if (!outpost_private_file_set (self->path, bytes, &local))
    {
      g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "%s", local->message);
      return FALSE;
    }
  self->written = number;
  return TRUE;
}

/* What the writing thread owns: nobody waits for it. */
typedef struct
{
  OutpostMemoryFile *file;
  GVariant *content;
  guint number;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  outpost_memory_file_unref (self->file);
  g_variant_unref (self->content);
  g_free (self);
}

static DexFuture *
write_file (gpointer data)
{
  Writing *self = data;
  GError *error = NULL;

  if (!outpost_memory_file_write (self->file, self->number, self->content, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

DexFuture *
outpost_memory_file_write_async (OutpostMemoryFile *self,
                                 guint number,
                                 GVariant *content)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->file = outpost_memory_file_ref (self);
  writing->content = g_variant_ref_sink (content);
  writing->number = number;
  return outpost_worker_run (write_file, writing, writing_free);
}

void
outpost_memory_file_close (OutpostMemoryFile *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *aside = g_strconcat (self->path, ".damaged", NULL);

  self->closed = TRUE;
  g_unlink (self->path);
  g_unlink (aside);
}

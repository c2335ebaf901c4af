/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-memory.h"

#include "outpost-memory-file-private.h"

#define SAVE_SECONDS 2
#define LOOKS_SAVED_EVERY_US (5 * 60 * (gint64) G_USEC_PER_SEC)

/* What is remembered of an account's workspaces. */
struct _OutpostMemory
{
  GObject parent_instance;

  char *path;              /* nullable */
  OutpostMemoryFile *file; /* nullable */
  GThread *reading;        /* nullable; owns entries, runs and scripts until it is joined */
  GHashTable *entries;     /* id, borrowed → OutpostMemoryEntry */
  GArray *runs;            /* of OutpostRun; the last one is this one, once something was looked at */
  GHashTable *scripts;     /* platform → SHA-256 of its init script as it was seen last */
  DexFuture *saving;
  guint save_source;
  gint64 saved_at; /* unix time */
  gint64 full_at;  /* when there was no room for one more */
  gint64 gap;      /* µs between two looks, after which what happened is no news */
  gint64 slept_at; /* monotonic: what was asked for before was not looked at since */
  gboolean read;
  gboolean looked;
};

G_DEFINE_FINAL_TYPE (OutpostMemory, outpost_memory, G_TYPE_OBJECT)

static guint changed_signal;

/* ---- Reading --------------------------------------------------------------------------------------------------------- */

static gpointer
read_thread (gpointer data)
{
  OutpostMemory *self = data;
  g_autoptr(GError) error = NULL;

  if (!outpost_memory_file_read (self->path, self->entries, self->runs, self->scripts, &error))
    g_debug ("%s", error->message);
  return NULL;
}

static void
finish_reading (OutpostMemory *self)
{
  if (!self->read)
    outpost_memory_preload (self);
  if (self->reading != NULL)
    g_thread_join (g_steal_pointer (&self->reading));
}

/* ---- Writing --------------------------------------------------------------------------------------------------------- */

static GVariant *
to_variant (OutpostMemory *self)
{
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  g_autoptr(GArray) looked_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) attached = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  OutpostMemoryEntry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    {
      g_ptr_array_add (kept, outpost_memory_entry_get_kept (entry));
      g_array_append_val (looked_at, entry->looked_at);
      g_array_append_val (attached, entry->attached_build_number);
    }
  return outpost_memory_file_to_variant (kept, looked_at, attached, self->runs, self->scripts);
}

static gboolean
save_cb (gpointer data)
{
  OutpostMemory *self = data;

  self->save_source = 0;
  self->saved_at = g_get_real_time ();
  dex_clear (&self->saving);
  self->saving = outpost_memory_file_write_async (self->file, outpost_memory_file_next (self->file), to_variant (self));
  return G_SOURCE_REMOVE;
}

static void
save_soon (OutpostMemory *self)
{
  if (self->file != NULL && self->save_source == 0)
    self->save_source = g_timeout_add_seconds (SAVE_SECONDS, save_cb, self);
}

/* ---- Entries --------------------------------------------------------------------------------------------------------- */

/* The one that was not looked at for longest; NULL when all were looked at just now, unless one has to go. */
static OutpostMemoryEntry *
find_oldest (OutpostMemory *self,
             gint64 now,
             gboolean any)
{
  OutpostMemoryEntry *oldest = NULL;
  OutpostMemoryEntry *entry;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (oldest == NULL || entry->looked_at < oldest->looked_at)
      oldest = entry;
  return oldest != NULL && (any || now - oldest->looked_at > OUTPOST_GAP_US) ? oldest : NULL;
}

/* Of ten thousand workspaces some are not remembered: which ones must not change with each look. */
static gboolean
make_room (OutpostMemory *self,
           gint64 now,
           gboolean any)
{
  OutpostMemoryEntry *oldest;

  if (g_hash_table_size (self->entries) < OUTPOST_MEMORY_MOST_WORKSPACES)
    return TRUE;
  if (!any && self->full_at == now)
    return FALSE;
  oldest = find_oldest (self, now, any);
  if (oldest != NULL)
    return g_hash_table_remove (self->entries, oldest->workspace_id);
  self->full_at = now;
  return FALSE;
}

static OutpostMemoryEntry *
get_entry (OutpostMemory *self,
           const char *workspace_id,
           gint64 now,
           gboolean any)
{
  OutpostMemoryEntry *entry = g_hash_table_lookup (self->entries, workspace_id);

  if (entry != NULL || !make_room (self, now, any))
    return entry;
  entry = outpost_memory_entry_new (workspace_id, now);
  entry->looked_at = now;
  g_hash_table_insert (self->entries, entry->workspace_id, entry);
  return entry;
}

static void
touch (OutpostMemory *self,
       OutpostMemoryEntry *entry)
{
  g_clear_pointer (&entry->kept, g_variant_unref);
  save_soon (self);
}

static gboolean
take_token (OutpostMemoryEntry *entry,
            const char *build_id,
            gint64 build_number)
{
  if (build_number <= entry->token_build_number)
    return FALSE;
  g_set_str (&entry->token_build_id, build_id);
  entry->token_build_number = build_number;
  return TRUE;
}

/* ---- Looking --------------------------------------------------------------------------------------------------------- */

static void
note_look (OutpostMemory *self,
           gint64 now)
{
  if (!self->looked)
    {
      OutpostRun run = { now, now };

      if (self->runs->len >= OUTPOST_MEMORY_MOST_RUNS)
        g_array_remove_range (self->runs, 0, self->runs->len - OUTPOST_MEMORY_MOST_RUNS + 1);
      g_array_append_val (self->runs, run);
      self->looked = TRUE;
      self->saved_at = now;
      save_soon (self);
    }
  g_array_index (self->runs, OutpostRun, self->runs->len - 1).ceased = now;
  if (now - self->saved_at > LOOKS_SAVED_EVERY_US)
    save_soon (self);
}

static void
keep_events (OutpostMemoryEntry *entry,
             GArray *events,
             gboolean after_gap,
             gint64 now)
{
  if (after_gap)
    outpost_events_add (entry->events, OUTPOST_EVENT_NOT_LOOKING, entry->looked_at, now, 0, "");
  for (guint i = 0; i < events->len; i++)
    {
      const OutpostEvent *event = &g_array_index (events, OutpostEvent, i);

      outpost_events_add (entry->events, event->kind, event->at, event->seen_at, event->build_number, event->agent);
    }
  outpost_memory_entry_bound (entry);
}

/* What it says of its agents now, against what it said; NULL: nothing happened. */
static GArray *
take_sighting (OutpostMemory *self,
               OutpostMemoryEntry *entry,
               OutpostSighting *sighting,
               gboolean after_gap,
               gint64 now)
{
  g_autoptr(GArray) events = outpost_sighting_compare (entry->sighting, sighting, now);
  g_autoptr(OutpostSighting) merged = outpost_sighting_merge (entry->sighting, sighting);
  gboolean changed = entry->sighting == NULL || !outpost_sighting_equal (entry->sighting, merged);

  if (entry->sighting != NULL && sighting->build_number < entry->sighting->build_number)
    return NULL;
  if (outpost_sighting_was_attached (sighting))
    {
      changed |= take_token (entry, sighting->build_id, sighting->build_number);
      changed |= entry->attached_build_number != sighting->build_number;
      entry->attached_build_number = sighting->build_number;
    }
  if (events->len > 0)
    keep_events (entry, events, after_gap, now);
  if (!changed)
    return NULL;
  g_clear_pointer (&entry->sighting, outpost_sighting_free);
  entry->sighting = g_steal_pointer (&merged);
  touch (self, entry);
  return events->len > 0 ? g_steal_pointer (&events) : NULL;
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_memory_dispose (GObject *object)
{
  OutpostMemory *self = OUTPOST_MEMORY (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  dex_clear (&self->saving);
  G_OBJECT_CLASS (outpost_memory_parent_class)->dispose (object);
}

static void
outpost_memory_finalize (GObject *object)
{
  OutpostMemory *self = OUTPOST_MEMORY (object);

  if (self->reading != NULL)
    g_thread_join (self->reading);
  g_clear_pointer (&self->file, outpost_memory_file_unref);
  g_hash_table_unref (self->entries);
  g_array_unref (self->runs);
  g_hash_table_unref (self->scripts);
  g_free (self->path);
  G_OBJECT_CLASS (outpost_memory_parent_class)->finalize (object);
}

static void
outpost_memory_class_init (OutpostMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_memory_dispose;
  G_OBJECT_CLASS (klass)->finalize = outpost_memory_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
outpost_memory_init (OutpostMemory *self)
{
  self->gap = OUTPOST_GAP_US;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, outpost_memory_entry_free);
  self->runs = g_array_new (FALSE, FALSE, sizeof (OutpostRun));
  self->scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

OutpostMemory *
outpost_memory_new (const char *path)
{
  OutpostMemory *self = g_object_new (OUTPOST_TYPE_MEMORY, NULL);

  self->path = g_strdup (path);
  if (path != NULL)
    self->file = outpost_memory_file_new (path);
  return self;
}

void
outpost_memory_preload (OutpostMemory *self)
{
  g_return_if_fail (OUTPOST_IS_MEMORY (self));

  if (self->read)
    return;
  self->read = TRUE;
  if (self->path != NULL)
    self->reading = g_thread_new ("outpost-memory", read_thread, self);
}

gboolean
outpost_memory_is_overtaken (OutpostMemory *self,
                             const char *workspace_id,
                             gint64 known_at)
{
  OutpostMemoryEntry *entry;

  g_return_val_if_fail (OUTPOST_IS_MEMORY (self), FALSE);

  finish_reading (self);
  entry = g_hash_table_lookup (self->entries, workspace_id);
  return entry != NULL && known_at < entry->known_at;
}

GArray *
outpost_memory_see (OutpostMemory *self,
                    OutpostWorkspace *workspace,
                    gint64 known_at,
                    gint64 now,
                    gboolean *after_gap)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  const char *id = outpost_workspace_get_id (workspace);
  g_autoptr(OutpostSighting) sighting = NULL;
  OutpostMemoryEntry *entry;
  GArray *events = NULL;

  g_return_val_if_fail (OUTPOST_IS_MEMORY (self), NULL);

  finish_reading (self);
  note_look (self, now);
  *after_gap = FALSE;
  entry = g_hash_table_lookup (self->entries, id);
  if (outpost_build_get_status (build) == OUTPOST_BUILD_DELETED)
    {
      if (g_hash_table_remove (self->entries, id))
        save_soon (self);
      return NULL;
    }
  if (entry == NULL || entry->build != build)
    sighting = outpost_sighting_new (workspace);
  if (entry == NULL && (sighting == NULL || (entry = get_entry (self, id, now, FALSE)) == NULL))
    return NULL;
  *after_gap = now - entry->looked_at > self->gap || entry->known_at < self->slept_at;
  g_set_object (&entry->build, build);
  if (sighting != NULL)
    events = take_sighting (self, entry, sighting, *after_gap, now);
  entry->looked_at = now;
  entry->known_at = known_at;
  if (events != NULL)
    g_signal_emit (self, changed_signal, 0, id);
  return events;
}

void
outpost_memory_note_token (OutpostMemory *self,
                           const char *workspace_id,
                           const char *build_id,
                           gint64 build_number,
                           gint64 now)
{
  OutpostMemoryEntry *entry;

  g_return_if_fail (OUTPOST_IS_MEMORY (self));

  finish_reading (self);
  entry = get_entry (self, workspace_id, now, TRUE);
  if (!take_token (entry, build_id, build_number))
    return;
  touch (self, entry);
  g_signal_emit (self, changed_signal, 0, workspace_id);
}

gboolean
outpost_memory_must_attach_again (OutpostMemory *self,
                                  OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  OutpostMemoryEntry *entry;
  gboolean has_external = FALSE;

  g_return_val_if_fail (OUTPOST_IS_MEMORY (self), FALSE);

  finish_reading (self);
  entry = g_hash_table_lookup (self->entries, outpost_workspace_get_id (workspace));
  if (entry == NULL || entry->token_build_number == 0 || !outpost_build_has_started (build)
      || outpost_build_get_number (build) <= entry->token_build_number)
    return FALSE;
  for (guint i = 0; i < outpost_build_get_n_agents (build) && !has_external; i++)
    has_external = outpost_agent_is_external (outpost_build_get_agent (build, i));
  return has_external;
}

/* Neither of several: which of them it was is not remembered. */
static OutpostAgent *
get_only_external (OutpostBuild *build)
{
  OutpostAgent *only = NULL;

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      if (!outpost_agent_is_external (agent))
        continue;
      if (only != NULL)
        return NULL;
      only = agent;
    }
  return only;
}

gint64
outpost_memory_get_attached_build (OutpostMemory *self,
                                   OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  OutpostMemoryEntry *entry;

  g_return_val_if_fail (OUTPOST_IS_MEMORY (self), 0);

  finish_reading (self);
  entry = g_hash_table_lookup (self->entries, outpost_workspace_get_id (workspace));
  if (entry == NULL || entry->attached_build_number >= outpost_build_get_number (build) || get_only_external (build) == NULL)
    return 0;
  return entry->attached_build_number;
}

/* Of that agent, or of all where none is named: the newest event before position @end; NULL: there is none. */
static const OutpostEvent *
find_event (GArray *events,
            guint end,
            const char *agent,
            guint *position)
{
  for (guint i = end; i > 0; i--)
    {
      const OutpostEvent *event = &g_array_index (events, OutpostEvent, i - 1);

      *position = i - 1;
      if (g_str_equal (event->agent, agent))
        return event;
    }
  return NULL;
}

/* What was first seen after a gap had happened at some time in it. */
static gboolean
was_after_gap (GArray *events,
               gint64 seen_at,
               guint position)
{
  const OutpostEvent *event = NULL;

  while ((event = find_event (events, position, "", &position)) != NULL && event->seen_at == seen_at)
    if (event->kind == OUTPOST_EVENT_NOT_LOOKING)
      return TRUE;
  return FALSE;
}

gint64
outpost_memory_get_back_at (OutpostMemory *self,
                            OutpostWorkspace *workspace,
                            OutpostAgent *agent)
{
  OutpostMemoryEntry *entry;
  const OutpostEvent *event;
  guint position;

  g_return_val_if_fail (OUTPOST_IS_MEMORY (self), 0);

  finish_reading (self);
  entry = g_hash_table_lookup (self->entries, outpost_workspace_get_id (workspace));
  if (entry == NULL || outpost_agent_get_state (agent) != OUTPOST_AGENT_CONNECTED || outpost_agent_get_disconnected_at (agent) == 0)
    return 0;
  event = find_event (entry->events, entry->events->len, outpost_agent_get_name (agent), &position);
  if (event == NULL || event->kind != OUTPOST_EVENT_BACK || event->at < outpost_agent_get_disconnected_at (agent)
      || event->build_number != outpost_build_get_number (outpost_workspace_get_latest_build (workspace))
      || was_after_gap (entry->events, event->seen_at, position))
    return 0;
  return event->at;
}

GArray *
outpost_memory_dup_timeline (OutpostMemory *self,
                             const char *workspace_id)
{
  OutpostMemoryEntry *entry;

  g_return_val_if_fail (OUTPOST_IS_MEMORY (self), NULL);

  finish_reading (self);
  entry = g_hash_table_lookup (self->entries, workspace_id);
  if (entry == NULL)
    return g_array_new (FALSE, FALSE, sizeof (OutpostTimelineItem));
  return outpost_timeline_new (entry->events, self->runs, entry->began_at);
}

char *
outpost_memory_exchange_script (OutpostMemory *self,
                                const char *platform,
                                const char *sha256)
{
  char *before;

  g_return_val_if_fail (OUTPOST_IS_MEMORY (self), NULL);

  finish_reading (self);
  before = g_strdup (g_hash_table_lookup (self->scripts, platform));
  g_hash_table_replace (self->scripts, g_strdup (platform), g_strdup (sha256));
  if (g_strcmp0 (before, sha256) != 0)
    save_soon (self);
  return before;
}

void
outpost_memory_set_gap (OutpostMemory *self,
                        gint64 gap)
{
  g_return_if_fail (OUTPOST_IS_MEMORY (self));
  self->gap = MAX (gap, OUTPOST_GAP_US);
}

void
outpost_memory_note_sleep (OutpostMemory *self,
                           gint64 woke_at)
{
  g_return_if_fail (OUTPOST_IS_MEMORY (self));
  self->slept_at = woke_at;
}

void
outpost_memory_flush (OutpostMemory *self,
                      gint64 now)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (OUTPOST_IS_MEMORY (self));

  if (self->file == NULL || (!self->looked && self->save_source == 0))
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->looked)
    g_array_index (self->runs, OutpostRun, self->runs->len - 1).ceased = now;
  if (!outpost_memory_file_write (self->file, outpost_memory_file_next (self->file), to_variant (self), &error))
    g_debug ("What was seen is not kept: %s", error->message);
}

void
outpost_memory_clear (OutpostMemory *self)
{
  g_return_if_fail (OUTPOST_IS_MEMORY (self));

  finish_reading (self);
  g_clear_handle_id (&self->save_source, g_source_remove);
  dex_clear (&self->saving);
  g_hash_table_remove_all (self->entries);
  g_hash_table_remove_all (self->scripts);
  g_array_set_size (self->runs, 0);
  self->looked = FALSE;
  if (self->file != NULL)
    outpost_memory_file_close (self->file);
}

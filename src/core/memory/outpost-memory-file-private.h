/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

#include "outpost-timeline.h"

G_BEGIN_DECLS

/* What Outpost remembers of an account's workspaces, on disk: no secrets, 0600, bounded, versioned, written whole or not at all. */

#define OUTPOST_MEMORY_MOST_WORKSPACES 2000
#define OUTPOST_MEMORY_MOST_EVENTS 200 /* of a workspace */
#define OUTPOST_MEMORY_MOST_RUNS 500

/**
 * OutpostMemoryEntry:
 *
 * What is remembered of one workspace. Lives in one thread at a time: it is read in one and handed over.
 */
typedef struct
{
  char *workspace_id;
  char *token_build_id; /* "": no credentials were shown that are known of */
  gint64 token_build_number;
  gint64 attached_build_number; /* the newest that a machine was seen attached under; 0: none */
  gint64 began_at; /* since when something is known of it */
  gint64 looked_at;
  gint64 known_at; /* when what was seen last was asked for, in monotonic time; not kept */
  OutpostSighting *sighting; /* nullable */
  GArray *events;            /* of OutpostEvent */
  OutpostBuild *build;       /* nullable: looked at last; not kept */
  GVariant *kept;            /* nullable: as it is written, until something changes */
} OutpostMemoryEntry;

OutpostMemoryEntry *outpost_memory_entry_new  (const char *workspace_id,
                                               gint64      now);
void                outpost_memory_entry_free (gpointer    entry);
/* The oldest one goes when there are too many; nothing is known then from before the next. */
void                outpost_memory_entry_bound (OutpostMemoryEntry *self);
/* (transfer none) */
GVariant           *outpost_memory_entry_get_kept (OutpostMemoryEntry *self);

/* Reads the file; %FALSE with %OUTPOST_ERROR_STORAGE when it was damaged or foreign, and has been renamed to `<path>.damaged`.
 * Without a file nothing is added. @entries: id → #OutpostMemoryEntry, the id borrowed from it. @scripts: platform → SHA-256 of its
 * init script, strings owned. */
gboolean            outpost_memory_file_read  (const char  *path,
                                               GHashTable  *entries,
                                               GArray      *runs,
                                               GHashTable  *scripts,
                                               GError     **error);
/* As it is written: @kept, @looked_at and @attached have the same order. Floating. */
GVariant           *outpost_memory_file_to_variant (GPtrArray *kept,
                                                    GArray    *looked_at,
                                                    GArray    *attached,
                                                    GArray    *runs,
                                                    GHashTable *scripts);

/* Orders those who write one file: what is older than what is there already is not written any more, nor is anything once it
 * was closed. */
typedef struct _OutpostMemoryFile OutpostMemoryFile;

OutpostMemoryFile  *outpost_memory_file_new   (const char        *path);
OutpostMemoryFile  *outpost_memory_file_ref   (OutpostMemoryFile *self);
void                outpost_memory_file_unref (OutpostMemoryFile *self);
/* Of the content that is taken now; in the main thread. */
guint               outpost_memory_file_next  (OutpostMemoryFile *self);
/* Any thread. Takes @content. %OUTPOST_ERROR_STORAGE. */
gboolean            outpost_memory_file_write (OutpostMemoryFile *self,
                                               guint              number,
                                               GVariant          *content,
                                               GError           **error);
/* The same in a worker. Resolves to TRUE or rejects as above. */
DexFuture          *outpost_memory_file_write_async (OutpostMemoryFile *self,
                                                     guint              number,
                                                     GVariant          *content);
/* Removes the file; nothing that was begun before is written any more. */
void                outpost_memory_file_close (OutpostMemoryFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostMemoryFile, outpost_memory_file_unref)

G_END_DECLS

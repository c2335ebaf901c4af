/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-search.h"

#include <string.h>

/* Whoever asks may be anybody: what is beyond these is not looked at. */
#define MOST_WORDS 16
#define LONGEST_WORD 256
#define MOST_FOUND 500

#define COMMAND "/command"

/* The workspaces of all accounts, to be found by words. */
struct _OutpostSearch
{
  GObject parent_instance;

  GPtrArray *sources; /* element-type Source */
  GPtrArray *entries; /* element-type Entry */
  GHashTable *by_id;  /* id → entry, both borrowed */
};

G_DEFINE_FINAL_TYPE (OutpostSearch, outpost_search, G_TYPE_OBJECT)

/* A list that was added. */
typedef struct
{
  char *account_id;
  char *user_id;
  char *deployment;
  gint64 as_of;
} Source;

/* A workspace, ready to be searched. */
typedef struct
{
  char *id;
  const Source *source;
  OutpostWorkspace *workspace;
  char *name; /* folded, as all that is compared */
  char *rest; /* one a line: what else is searched */
} Entry;

/* An entry with how well it fits: less is better. */
typedef struct
{
  const Entry *entry;
  guint rank;
} Match;

static void
source_free (gpointer data)
{
  Source *self = data;

  g_free (self->account_id);
  g_free (self->user_id);
  g_free (self->deployment);
  g_free (self);
}

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->id);
  g_object_unref (self->workspace);
  g_free (self->name);
  g_free (self->rest);
  g_free (self);
}

/* Names of a deployment are ASCII as a rule. */
static char *
fold (const char *text)
{
  g_autofree char *normal = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

/* ---- Matching ---------------------------------------------------------------------------------------------------- */

static gboolean
begins_word (const char *text,
             const char *place)
{
  return place == text || !g_ascii_isalnum (place[-1]);
}

/* 0 where it is the name, up to 4 where it is beside it; FALSE where it is nowhere. */
static gboolean
rank_word (const Entry *entry,
           const char *word,
           guint *rank)
{
  const char *place = strstr (entry->name, word);
  gboolean at_word = FALSE;

  for (const char *p = place; p != NULL && !at_word; p = strstr (p + 1, word))
    at_word = begins_word (entry->name, p);
  if (place == NULL)
    *rank = 4;
  else if (place == entry->name)
    *rank = strlen (entry->name) == strlen (word) ? 0 : 1;
  else
    *rank = at_word ? 2 : 3;
  return place != NULL || strstr (entry->rest, word) != NULL;
}

static gboolean
rank_words (const Entry *entry,
            GPtrArray *words,
            guint *rank)
{
  guint of_word;

  *rank = 0;
  for (guint i = 0; i < words->len; i++)
    {
      if (!rank_word (entry, words->pdata[i], &of_word))
        return FALSE;
      *rank += of_word;
    }
  return TRUE;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Match *first = a, *second = b;
  int order = (first->rank > second->rank) - (first->rank < second->rank);

  if (order == 0)
    order = strcmp (first->entry->name, second->entry->name);
  return order != 0 ? order : strcmp (first->entry->id, second->entry->id);
}

/* Empty also where one of them is in no name. */
static GPtrArray *
fold_words (const char *const *words)
{
  GPtrArray *folded = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL && folded->len < MOST_WORDS; i++)
    {
      g_autofree char *word = NULL;

      if (strlen (words[i]) > LONGEST_WORD || !g_utf8_validate (words[i], -1, NULL))
        {
          g_ptr_array_set_size (folded, 0);
          return folded;
        }
      word = g_strstrip (g_strdup (words[i]));
      if (*word != '\0')
        g_ptr_array_add (folded, fold (word));
    }
  return folded;
}

/* Element-type Match, not sorted. */
static GArray *
match (OutpostSearch *self,
       GPtrArray *words,
       const char *const *among)
{
  g_autoptr(GHashTable) allowed = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  /* What was cut is no limit: there is more than it says. */
  if (among != NULL && g_strv_length ((GStrv) among) >= MOST_FOUND)
    among = NULL;
  for (guint i = 0; among != NULL && among[i] != NULL; i++)
    g_hash_table_add (allowed, (gpointer) among[i]);
  for (guint i = 0; words->len > 0 && i < self->entries->len; i++)
    {
      Match found = { self->entries->pdata[i], 0 };

      if ((among == NULL || g_hash_table_contains (allowed, found.entry->id)) && rank_words (found.entry, words, &found.rank))
        g_array_append_val (matches, found);
    }
  return matches;
}

/* Where there are several agents one has to choose on its page. */
static gboolean
has_command (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (build);

  return outpost_build_has_started (build) && agents->len == 1;
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_search_finalize (GObject *object)
{
  OutpostSearch *self = OUTPOST_SEARCH (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->sources);
  G_OBJECT_CLASS (outpost_search_parent_class)->finalize (object);
}

static void
outpost_search_class_init (OutpostSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_search_finalize;
}

static void
outpost_search_init (OutpostSearch *self)
{
  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

OutpostSearch *
outpost_search_new (void)
{
  return g_object_new (OUTPOST_TYPE_SEARCH, NULL);
}

static void
add_workspace (OutpostSearch *self,
               const Source *source,
               OutpostWorkspace *workspace)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *rest = g_strdup_printf ("%s/%s\n%s\n%s\n%s", outpost_workspace_get_owner_name (workspace),
                                           outpost_workspace_get_name (workspace), outpost_workspace_get_template_name (workspace),
                                           outpost_workspace_get_template_display_name (workspace), source->deployment);

  entry->id = g_strconcat (source->account_id, "/", outpost_workspace_get_id (workspace), NULL);
  entry->source = source;
  entry->workspace = g_object_ref (workspace);
  entry->name = fold (outpost_workspace_get_name (workspace));
  entry->rest = fold (rest);
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->by_id, entry->id, entry);
}

void
outpost_search_add (OutpostSearch *self,
                    const char *account_id,
                    const char *user_id,
                    const char *deployment,
                    gint64 as_of,
                    GListModel *workspaces)
{
  Source *source;

  g_return_if_fail (OUTPOST_IS_SEARCH (self));
  g_return_if_fail (account_id != NULL && user_id != NULL && deployment != NULL);

  source = g_new0 (Source, 1);
  source->account_id = g_strdup (account_id);
  source->user_id = g_strdup (user_id);
  source->deployment = g_strdup (deployment);
  source->as_of = as_of;
  g_ptr_array_add (self->sources, source);
  for (guint i = 0; i < g_list_model_get_n_items (workspaces); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (workspaces, i);

      if (outpost_workspace_is_external (workspace) != OUTPOST_NO)
        add_workspace (self, source, workspace);
    }
}

GStrv
outpost_search_find (OutpostSearch *self,
                     const char *const *words,
                     const char *const *among)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr(GPtrArray) folded = NULL;
  g_autoptr(GArray) matches = NULL;

  g_return_val_if_fail (OUTPOST_IS_SEARCH (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  folded = fold_words (words);
  matches = match (self, folded, among);
  g_array_sort (matches, compare);
  for (guint i = 0; i < MIN (matches->len, MOST_FOUND); i++)
    {
      const Entry *entry = g_array_index (matches, Match, i).entry;

      g_strv_builder_add (ids, entry->id);
      if (i == 0 && has_command (entry->workspace))
        g_strv_builder_take (ids, g_strconcat (entry->id, COMMAND, NULL));
    }
  return g_strv_builder_end (ids);
}

gboolean
outpost_search_lookup (OutpostSearch *self,
                       const char *id,
                       OutpostSearchHit *hit)
{
  g_autofree char *plain = NULL;
  const Entry *entry;

  g_return_val_if_fail (OUTPOST_IS_SEARCH (self), FALSE);
  g_return_val_if_fail (id != NULL && hit != NULL, FALSE);

  entry = g_hash_table_lookup (self->by_id, id);
  hit->is_command = entry == NULL && g_str_has_suffix (id, COMMAND);
  if (hit->is_command)
    {
      plain = g_strndup (id, strlen (id) - strlen (COMMAND));
      entry = g_hash_table_lookup (self->by_id, plain);
    }
  if (entry == NULL || (hit->is_command && !has_command (entry->workspace)))
    return FALSE;
  hit->account_id = entry->source->account_id;
  hit->deployment = entry->source->deployment;
  hit->workspace = entry->workspace;
  hit->as_of = entry->source->as_of;
  hit->is_mine = g_str_equal (outpost_workspace_get_owner_id (entry->workspace), entry->source->user_id);
  return TRUE;
}

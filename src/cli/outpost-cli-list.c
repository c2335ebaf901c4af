/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-api.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-output.h"
#include "outpost-cli-session.h"
#include "outpost-json-writer.h"
#include "outpost-table.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define PAGE 100
#define IN_FLIGHT 4
#define DEFAULT_COLUMNS "workspace,template,status,healthy,last built,current version,outdated"
#define FILTER "has_external_agent:true"
#define COUNTER_FILTER "has_external_agent:false"

/* One list on its way to the terminal, as a table or as JSON. */
typedef struct
{
  OutpostClient *client;
  char *query;
  char **columns;
  OutpostTable *table; /* NULL for JSON */
  gint64 now;
  gint64 count;
  gboolean begun;  /* JSON: the bracket is printed */
  guint n_printed; /* JSON */
} Listing;

static void
listing_clear (Listing *self)
{
  g_clear_object (&self->client);
  g_free (self->query);
  g_strfreev (self->columns);
  g_clear_pointer (&self->table, outpost_table_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static char *
dup_query (const OutpostCliOptions *options,
           const char *filter)
{
  const char *search = options->search != NULL ? options->search : options->all ? ""
                                                                                : "owner:me";
  g_autofree char *query = g_strdup_printf ("%s %s", search, filter);

  return g_strdup (g_strstrip (query));
}

static gboolean
add_column (GStrvBuilder *columns,
            const char *typed,
            GError **error)
{
  const char *const *known = outpost_table_get_columns ();
  g_autofree char *name = g_strstrip (g_ascii_strdown (typed, -1));
  g_autofree char *list = NULL;

  if (g_strv_contains (known, name))
    {
      g_strv_builder_add (columns, name);
      return TRUE;
    }
  list = g_strjoinv (_(", "), (char **) known);
  return outpost_cli_fail (error, NULL, _("“%s” is not a column; there are: %s"), typed, list);
}

static char **
dup_columns (const OutpostCliOptions *options,
             GError **error)
{
  g_autoptr(GStrvBuilder) columns = g_strv_builder_new ();
  g_autofree char *typed = options->columns != NULL ? g_strjoinv (",", options->columns) : g_strdup (DEFAULT_COLUMNS);
  g_auto(GStrv) names = g_strsplit (typed, ",", -1);

  if (names[0] == NULL)
    {
      add_column (columns, "", error);
      return NULL;
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_column (columns, names[i], error))
      return NULL;
  return g_strv_builder_end (columns);
}

static OutpostTable *
new_table (char **columns)
{
  g_auto(GStrv) headers = g_strdupv (columns);

  for (guint i = 0; headers[i] != NULL; i++)
    for (char *p = headers[i]; *p != '\0'; p++)
      *p = g_ascii_toupper (*p);
  return outpost_table_new ((const char *const *) headers);
}

static void
add_workspace (Listing *self,
               OutpostWorkspace *workspace)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *key = outpost_table_dup_cell (workspace, OUTPOST_TABLE_SORT_COLUMN, self->now);

  for (guint i = 0; self->columns[i] != NULL; i++)
    g_ptr_array_add (cells, outpost_table_dup_cell (workspace, self->columns[i], self->now));
  outpost_table_add_sorted (self->table, (const char *const *) cells->pdata, key);
}

static DexFuture *
ask (Listing *self,
     gint64 offset)
{
  if (self->table != NULL)
    return outpost_api_list_workspaces (self->client, self->query, PAGE, offset);
  return outpost_api_list_workspaces_raw (self->client, self->query, PAGE, offset);
}

static gboolean
take_batch (Listing *self,
            DexFuture *future,
            GError **error)
{
  g_autoptr(OutpostWorkspaceBatch) batch = outpost_cli_await_boxed (future, error);

  if (batch == NULL)
    return FALSE;
  self->count = batch->count;
  for (guint i = 0; i < batch->workspaces->len; i++)
    add_workspace (self, g_ptr_array_index (batch->workspaces, i));
  return TRUE;
}

static gboolean
take_reply (Listing *self,
            DexFuture *future,
            GError **error)
{
  g_autoptr(OutpostReply) reply = outpost_cli_await_boxed (future, error);
  g_autoptr(GString) text = NULL;

  if (reply == NULL)
    return FALSE;
  text = g_string_sized_new (g_bytes_get_size (outpost_reply_get_body (reply)) * 2);
  if (!self->begun)
    g_string_append_c (text, '[');
  self->begun = TRUE;
  if (!outpost_json_append_elements (text, outpost_reply_get_body (reply), "workspaces", &self->n_printed, error))
    return FALSE;
  self->count = outpost_json_find_int (outpost_reply_get_body (reply), "count", self->n_printed);
  return outpost_cli_print (text->str, error);
}

static gboolean
take (Listing *self,
      DexFuture *future,
      GError **error)
{
  return self->table != NULL ? take_batch (self, future, error) : take_reply (self, future, error);
}

/* The first page says how many there are; then a few at once, taken in order. A short page is not the last one. */
static gboolean
fetch (Listing *self,
       GError **error)
{
  g_autoptr(GPtrArray) asked = g_ptr_array_new_with_free_func (dex_unref);
  gint64 offset = PAGE;

  if (!take (self, ask (self, 0), error))
    return FALSE;
  while (offset < self->count || asked->len > 0)
    {
      while (offset < self->count && asked->len < IN_FLIGHT)
        {
          g_ptr_array_add (asked, ask (self, offset));
          offset += PAGE;
        }
      if (!take (self, g_ptr_array_steal_index (asked, 0), error))
        return FALSE;
    }
  return TRUE;
}

static gint64
count_fitting (Listing *self,
               const OutpostCliOptions *options,
               const char *filter)
{
  g_autofree char *query = dup_query (options, filter);
  g_autoptr(OutpostWorkspaceBatch) batch
      = outpost_cli_await_boxed (outpost_api_list_workspaces (self->client, query, 1, 0), NULL);

  return batch != NULL ? batch->count : -1;
}

/* Until its last build has succeeded the deployment counts a workspace as neither external nor not (correction 38). Coder's own
 * command line leaves such ones out, so this one does; a person is told. Where it cannot be learned nothing is said. */
static void
tell_left_out (Listing *self,
               const OutpostCliOptions *options)
{
  gint64 all;
  gint64 others;
  guint n;

  if (!isatty (STDERR_FILENO) || (options->search != NULL && strstr (options->search, "has_external_agent") != NULL))
    return;
  all = count_fitting (self, options, "");
  others = all >= 0 ? count_fitting (self, options, COUNTER_FILTER) : -1;
  if (others < 0 || all - others - self->count <= 0)
    return;
  n = (guint) (all - others - self->count);
  outpost_cli_notice (ngettext ("%u more workspace is left out: until its last build succeeds the deployment does not know whether "
                                "it is external.",
                                "%u more workspaces are left out: until their last builds succeed the deployment does not know "
                                "whether they are external.",
                                n),
                      n);
}

static void
tell_empty (Listing *self,
            const OutpostCliOptions *options)
{
  outpost_cli_notice ("%s", _("No external workspaces found."));
  if (options->search == NULL && !options->all)
    outpost_cli_notice ("%s", _("With --all everybody’s are listed, as far as you have access."));
  if (options->search == NULL)
    outpost_cli_notice ("%s", _("Create one with “outpost-cli create NAME”."));
}

static gboolean
print_end (Listing *self,
           const OutpostCliOptions *options,
           GError **error)
{
  g_autofree char *text = NULL;

  if (self->table == NULL)
    return outpost_cli_print (self->n_printed == 0 ? "]\n" : "\n]\n", error);
  if (outpost_table_get_n_rows (self->table) == 0)
    {
      tell_empty (self, options);
      return TRUE;
    }
  text = outpost_table_to_string (self->table);
  return outpost_cli_print (text, error);
}

gboolean
outpost_cli_list (const OutpostCliOptions *options,
                  GError **error)
{
  g_auto(OutpostCliSession) session = { NULL };
  g_auto(Listing) listing = { NULL };

  listing.columns = dup_columns (options, error);
  if (listing.columns == NULL || !outpost_cli_session_open (&session, options->url, error))
    return FALSE;
  listing.client = g_object_ref (session.client);
  listing.query = dup_query (options, FILTER);
  listing.now = g_get_real_time ();
  if (g_str_equal (options->output, "table"))
    listing.table = new_table (listing.columns);
  if (!fetch (&listing, error) || !print_end (&listing, options, error))
    return FALSE;
  tell_left_out (&listing, options);
  return TRUE;
}

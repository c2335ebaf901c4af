/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-api.h"
#include "outpost-cli-change.h"
#include "outpost-cli-duration.h"
#include "outpost-cli-errors.h"
#include "outpost-cli-name.h"
#include "outpost-cli-output.h"
#include "outpost-cli-session.h"
#include "outpost-workspace-list.h"
#include "outpost-workspace-watch.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#define DEFAULT_INTERVAL_US (10 * (gint64) G_USEC_PER_SEC)

/* What is watched until somebody interrupts it. */
typedef struct
{
  OutpostClient *client;
  OutpostCliChanges changes;
  GPtrArray *watched; /* of Watched */
  OutpostWorkspaceList *list;
  GPtrArray *listed; /* with --all: of OutpostWorkspace, as of the last reading */
  gboolean interrupted;
  gboolean unauthorized;
  GError *error; /* of printing */
} Watching;

/* One workspace that was named. */
typedef struct
{
  Watching *watching;
  OutpostWorkspace *workspace;
  OutpostWorkspaceWatch *watch;
} Watched;

static void
watched_free (gpointer data)
{
  Watched *self = data;

  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      outpost_workspace_watch_stop (self->watch);
    }
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->workspace);
  g_free (self);
}

static void
watching_clear (Watching *self)
{
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_object (&self->list);
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
  outpost_cli_changes_clear (&self->changes);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watching, watching_clear)

static void
unauthorized_cb (OutpostClient *client,
                 Watching *self)
{
  self->unauthorized = TRUE;
}

static gboolean
interrupt_cb (gpointer data)
{
  ((Watching *) data)->interrupted = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_over (Watching *self)
{
  return self->interrupted || self->unauthorized || self->error != NULL;
}

/* ---- Those that are named ---------------------------------------------------------------------------------------- */

static void
changed_cb (OutpostWorkspace *workspace,
            Watched *self)
{
  if (self->watching->error == NULL
      && outpost_build_get_status (outpost_workspace_get_latest_build (workspace)) != OUTPOST_BUILD_DELETED)
    outpost_cli_changes_print (&self->watching->changes, workspace, &self->watching->error);
}

static void
deleted_cb (OutpostWorkspaceWatch *watch,
            Watched *self)
{
  Watching *watching = self->watching;

  if (watching->error == NULL)
    outpost_cli_changes_print_gone (&watching->changes, self->workspace, &watching->error);
  g_ptr_array_remove (watching->watched, self);
}

static gboolean
add_named (Watching *self,
           const char *typed,
           GError **error)
{
  g_auto(OutpostCliName) name = { NULL };
  g_autoptr(GError) refusal = NULL;
  Watched *watched;
  OutpostWorkspace *workspace;

  if (!outpost_cli_name_parse (&name, typed, FALSE, error))
    return FALSE;
  workspace = outpost_cli_name_find (&name, self->client, OUTPOST_CLI_ERROR_GONE, &refusal);
  if (workspace == NULL)
    {
      outpost_cli_tell_refusal (error, refusal);
      return FALSE;
    }
  watched = g_new0 (Watched, 1);
  watched->watching = self;
  watched->workspace = workspace;
  g_ptr_array_add (self->watched, watched);
  return TRUE;
}

static gboolean
watch_named (Watching *self,
             char **names,
             GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_named (self, names[i], error))
      return FALSE;
  for (guint i = 0; i < self->watched->len; i++)
    {
      Watched *watched = g_ptr_array_index (self->watched, i);

      if (!outpost_cli_changes_print (&self->changes, watched->workspace, error))
        return FALSE;
      watched->watch = outpost_workspace_watch_new (self->client, watched->workspace);
      g_signal_connect (watched->workspace, "changed", G_CALLBACK (changed_cb), watched);
      g_signal_connect (watched->watch, "deleted", G_CALLBACK (deleted_cb), watched);
    }
  while (!is_over (self) && self->watched->len > 0)
    g_main_context_iteration (NULL, TRUE);
  return TRUE;
}

/* ---- All of them ------------------------------------------------------------------------------------------------- */

/* Those that were there at the last reading and are not any more. */
static gboolean
print_gone (Watching *self,
            GError **error)
{
  for (guint i = 0; i < self->listed->len; i++)
    {
      OutpostWorkspace *workspace = g_ptr_array_index (self->listed, i);

      if (outpost_workspace_list_lookup (self->list, outpost_workspace_get_id (workspace)) == NULL
          && !outpost_cli_changes_print_gone (&self->changes, workspace, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
print_list (Watching *self,
            GError **error)
{
  GListModel *model = G_LIST_MODEL (self->list);

  if (!print_gone (self, error))
    return FALSE;
  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (model, i);

      if (outpost_workspace_is_external (workspace) == OUTPOST_NO)
        continue;
      if (!outpost_cli_changes_print (&self->changes, workspace, error))
        return FALSE;
      g_ptr_array_add (self->listed, g_steal_pointer (&workspace));
    }
  return TRUE;
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pause_for (Watching *self,
           gint64 us)
{
  g_autoptr(GSource) source = g_timeout_source_new (MIN (us / 1000, G_MAXINT32));
  gboolean over = FALSE;

  g_source_set_callback (source, wake_cb, &over, NULL);
  g_source_attach (source, NULL);
  while (!over && !is_over (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (source);
}

/* One failure is told, once; what was known stays. Only the first one ends it. */
static gboolean
watch_all (Watching *self,
           gint64 interval,
           GError **error)
{
  gboolean begun = FALSE;
  gboolean failed = FALSE;

  self->list = outpost_workspace_list_new (self->client, NULL);
  outpost_workspace_list_set_query (self->list, "");
  while (!is_over (self))
    {
      g_autoptr(GError) failure = NULL;

      if (outpost_cli_await (outpost_workspace_list_refresh (self->list), &failure))
        {
          if (!print_list (self, error))
            return FALSE;
          begun = TRUE;
          failed = FALSE;
        }
      else if (!begun)
        {
          outpost_cli_tell_refusal (error, failure);
          return FALSE;
        }
      else if (!failed)
        {
          outpost_cli_errors_print (failure);
          failed = TRUE;
        }
      pause_for (self, interval);
    }
  return TRUE;
}

static gboolean
watch (Watching *self,
       const OutpostCliOptions *options,
       gint64 interval,
       GError **error)
{
  guint sources[] = { g_unix_signal_add (SIGINT, interrupt_cb, self), g_unix_signal_add (SIGTERM, interrupt_cb, self) };
  gboolean good = options->all ? watch_all (self, interval, error) : watch_named (self, options->arguments, error);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  if (good && self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (good && self->unauthorized)
    return outpost_cli_fail_with (error, OUTPOST_CLI_ERROR_REFUSED, "%s",
                                  _("the deployment does not accept the session key (any more)"));
  return good;
}

gboolean
outpost_cli_watch (const OutpostCliOptions *options,
                   GError **error)
{
  g_auto(OutpostCliSession) session = { NULL };
  g_auto(Watching) self = { NULL };
  gint64 interval = DEFAULT_INTERVAL_US;

  if (!options->all && options->arguments == NULL)
    return outpost_cli_fail (error, _("See “outpost-cli watch --help”."), _("name workspaces, or say --all"));
  if (options->all && options->arguments != NULL)
    return outpost_cli_fail (error, _("See “outpost-cli watch --help”."), _("--all takes no workspace names"));
  if ((options->interval != NULL && !outpost_cli_duration_parse (options->interval, &interval, error))
      || !outpost_cli_session_open (&session, options->url, error))
    return FALSE;
  self.client = g_object_ref (session.client);
  self.watched = g_ptr_array_new_with_free_func (watched_free);
  self.listed = g_ptr_array_new_with_free_func (g_object_unref);
  outpost_cli_changes_init (&self.changes, g_str_equal (options->output, "json"));
  g_signal_connect (self.client, "unauthorized", G_CALLBACK (unauthorized_cb), &self);
  return watch (&self, options, interval, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-bulk-delete.h"

#include <glib/gi18n.h>

#include "live/outpost-bulk.h"
#include "outpost-api.h"
#include "outpost-bulk-delete-dialog.h"
#include "outpost-error-words.h"
#include "outpost-lifecycle.h"
#include "outpost-stop-command.h"
#include "outpost-text.h"

#define MOST_NAMED 3

/* Several workspaces on their way out. */
typedef struct
{
  GWeakRef window;
  OutpostAccount *account;
  GPtrArray *workspaces; /* those that can go */
  OutpostBulk *bulk;
  GPtrArray *refusals;      /* of char: the name, and why */
  GPtrArray *stop_commands; /* of char: of those that went */
} Errand;

static void
errand_free (Errand *self)
{
  g_weak_ref_clear (&self->window);
  g_clear_object (&self->bulk);
  g_ptr_array_unref (self->workspaces);
  g_ptr_array_unref (self->stop_commands);
  g_ptr_array_unref (self->refusals);
  g_object_unref (self->account);
  g_free (self);
}

static DexFuture *
ask_cb (guint index,
        gpointer data)
{
  Errand *self = data;

  return outpost_api_create_build (outpost_account_get_client (self->account),
                                   outpost_workspace_get_id (g_ptr_array_index (self->workspaces, index)), "delete");
}

/* Now: once deleted there is no agent any more to tell it by. */
static void
note_stop_command (Errand *self,
                   OutpostWorkspace *workspace)
{
  char *command = outpost_lifecycle_dup_stop_command (self->account, workspace);

  if (command != NULL)
    g_ptr_array_add (self->stop_commands, command);
}

static void
answered_cb (guint index,
             const GValue *value,
             const GError *error,
             gpointer data)
{
  Errand *self = data;
  OutpostWorkspace *workspace = g_ptr_array_index (self->workspaces, index);
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (workspace));
  g_autofree char *reason = NULL;

  if (error == NULL)
    {
      note_stop_command (self, workspace);
      return;
    }
  reason = outpost_error_words_dup_reason (error);
  /* Translators: a workspace that was not deleted, and why */
  g_ptr_array_add (self->refusals, g_strdup_printf (_("%s (%s)"), name, reason));
}

/* ---- The end ----------------------------------------------------------------------------------------------------- */

static char *
dup_refused (Errand *self)
{
  guint n = self->refusals->len;
  guint n_more = n > MOST_NAMED ? n - MOST_NAMED : 0;
  g_autoptr(GStrvBuilder) named = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;
  g_autofree char *names = NULL;

  for (guint i = 0; i < n - n_more; i++)
    g_strv_builder_add (named, g_ptr_array_index (self->refusals, i));
  if (n_more > 0)
    g_strv_builder_take (named, g_strdup_printf (ngettext ("%'u more", "%'u more", n_more), n_more));
  parts = g_strv_builder_end (named);
  names = g_strjoinv (_(", "), parts);
  /* Translators: how many were not deleted, of how many, and which */
  return g_strdup_printf (_("%'u of %'u not deleted: %s"), n, self->workspaces->len, names);
}

static char *
dup_sentence (Errand *self)
{
  guint n = self->workspaces->len;

  if (self->refusals->len > 0)
    return dup_refused (self);
  return g_strdup_printf (ngettext ("%'u workspace is being deleted", "%'u workspaces are being deleted", n), n);
}

static void
running_cb (OutpostBulk *bulk,
            GParamSpec *pspec,
            Errand *self)
{
  g_autoptr(GtkWidget) window = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *stop_command = NULL;

  if (outpost_bulk_get_running (bulk))
    return;
  /* Also where some were refused: then something else is true than what is shown. */
  outpost_account_refresh (self->account);
  window = g_weak_ref_get (&self->window);
  sentence = dup_sentence (self);
  stop_command = outpost_stop_command_join (self->stop_commands);
  if (window != NULL && stop_command != NULL)
    gtk_widget_activate_action (window, "win.offer-copy", "(sss)", sentence, _("_Copy Stop Command"), stop_command);
  else if (window != NULL)
    gtk_widget_activate_action (window, "win.toast", "s", sentence);
  errand_free (self);
}

static void
response_cb (AdwAlertDialog *dialog,
             const char *response,
             gpointer data)
{
  Errand *self = data;

  if (!g_str_equal (response, "delete"))
    {
      errand_free (self);
      return;
    }
  self->bulk = outpost_bulk_new (outpost_account_get_client (self->account), ask_cb, answered_cb, self);
  g_signal_connect (self->bulk, "notify::running", G_CALLBACK (running_cb), self);
  for (guint i = 0; i < self->workspaces->len; i++)
    outpost_bulk_add (self->bulk, i);
  outpost_bulk_run (self->bulk);
}

AdwDialog *
outpost_bulk_delete (GtkWidget *widget,
                     OutpostAccount *account,
                     GPtrArray *workspaces)
{
  Errand *self = g_new0 (Errand, 1);
  AdwDialog *dialog = outpost_bulk_delete_dialog_new (workspaces);

  g_weak_ref_init (&self->window, gtk_widget_get_root (widget));
  self->account = g_object_ref (account);
  self->workspaces = g_ptr_array_new_with_free_func (g_object_unref);
  self->stop_commands = g_ptr_array_new_with_free_func (g_free);
  self->refusals = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < workspaces->len; i++)
    if (outpost_bulk_delete_dialog_can_go (g_ptr_array_index (workspaces, i)))
      g_ptr_array_add (self->workspaces, g_object_ref (g_ptr_array_index (workspaces, i)));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), self);
  adw_dialog_present (dialog, widget);
  return dialog;
}

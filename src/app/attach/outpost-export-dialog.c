/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-export-dialog.h"

#include <glib/gi18n.h>

#include "outpost-export-file.h"

/* What is saved, while it is asked where to and while it is written. */
typedef struct
{
  GWeakRef window;
  char *workspace_name;
  char *agent_name;
  OutpostCredentials *credentials;
  char *file_name; /* once it is chosen */
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_weak_ref_clear (&self->window);
  g_free (self->workspace_name);
  g_free (self->agent_name);
  outpost_credentials_unref (self->credentials);
  g_free (self->file_name);
  g_free (self);
}

static DexFuture *
saved_cb (DexFuture *completed,
          gpointer data)
{
  Export *self = data;
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (dex_future_get_value (completed, &error) != NULL)
    words = g_strdup_printf (_("Saved %s"), self->file_name);
  else
    words = g_strdup_printf (_("Not saved: %s"), error->message);
  if (window != NULL)
    gtk_widget_activate_action (window, "win.toast", "s", words);
  return NULL;
}

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  Export *self = data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  DexFuture *written;

  if (file == NULL)
    {
      export_free (self);
      return;
    }
  self->file_name = g_filename_display_name (base);
  written = outpost_export_file_write (file, self->workspace_name, self->agent_name, self->credentials);
  dex_future_disown (dex_future_finally (written, saved_cb, self, export_free));
}

void
outpost_export_dialog_ask (GtkWindow *window,
                           const char *workspace_name,
                           const char *agent_name,
                           const OutpostCredentials *credentials)
{
  Export *self = g_new0 (Export, 1);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = outpost_export_file_dup_name (workspace_name, agent_name);

  g_weak_ref_init (&self->window, window);
  self->workspace_name = g_strdup (workspace_name);
  self->agent_name = g_strdup (agent_name);
  self->credentials = outpost_credentials_ref ((OutpostCredentials *) credentials);
  gtk_file_dialog_set_title (dialog, _("Export JSON"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window, NULL, chosen_cb, self);
}

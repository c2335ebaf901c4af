/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-save.h"

#include <glib/gi18n.h>

#include "outpost-private-file.h"
#include "outpost-unfinished.h"

/* What is saved, while it is asked where to and while it is written. */
typedef struct
{
  GWeakRef window;
  GBytes *content;
  char *name;
  OutpostUnfinished *unfinished; /* while it is written */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_weak_ref_clear (&self->window);
  g_bytes_unref (self->content);
  g_free (self->name);
  g_free (self);
}

static DexFuture *
saved_cb (DexFuture *completed,
          gpointer data)
{
  Saving *self = data;
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean saved = dex_future_get_value (completed, &error) != NULL;

  if (saved)
    words = g_strdup_printf (_("Saved %s"), self->name);
  else
    words = g_strdup_printf (_("Not saved: %s"), error->message);
  if (window != NULL)
    gtk_widget_activate_action (window, "win.toast", "s", words);
  outpost_unfinished_end (self->unfinished, saved);
  return NULL;
}

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  Saving *self = data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  DexFuture *written;

  if (file == NULL)
    {
      saving_free (self);
      return;
    }
  self->name = g_filename_display_name (base);
  self->unfinished = outpost_unfinished_begin (window);
  written = outpost_private_file_write (file, self->content);
  dex_future_disown (dex_future_finally (written, saved_cb, self, saving_free));
}

void
outpost_save_ask (GtkWidget *widget,
                  GBytes *content,
                  const char *title,
                  const char *name)
{
  Saving *self = g_new0 (Saving, 1);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  g_weak_ref_init (&self->window, root);
  self->content = content;
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, self);
}

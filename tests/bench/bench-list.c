/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 *
 * bench-list URL COUNT <KEY
 *
 * Opens the window on a deployment with COUNT workspaces, then scrolls the list and searches in it. Prints `NAME MILLISECONDS`
 * lines: from the request to the first drawn rows, and for each part the longest block of the main loop outside painting and
 * the longest painting of one frame.
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <adwaita.h>
#include <libdex.h>

#include "loop-meter.h"
#include "outpost-api.h"
#include "outpost-context.h"
#include "outpost-window.h"

#define FRAMES 120
#define STEP 400 /* px a frame: a quick hand on the wheel */
#define PATIENCE_S 60
#define MS(us) ((us) / 1000.0)

/* What is measured. */
typedef struct
{
  OutpostContext *context;
  GtkApplication *app;
  GtkWidget *window;
  OutpostWorkspaceList *workspaces;
  DexFuture *adding;
  const char *url;
  char *key;
  guint count;
  gint64 asked;
  gint64 drawn;
  guint frame;
  const char *part;
} Bench;

static const char query[] = "node";

static void
begin_part (Bench *self,
            const char *part)
{
  if (self->part != NULL)
    loop_meter_print (self->part);
  self->part = part;
  self->frame = 0;
  loop_meter_reset ();
}

static void
scroll (Bench *self)
{
  GtkWidget *list = loop_meter_find (self->window, GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment;

  if (list == NULL)
    list = loop_meter_find (self->window, GTK_TYPE_LIST_VIEW);
  if (list == NULL)
    exit (3);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  gtk_adjustment_set_value (adjustment, self->frame * STEP);
}

static void
type_letter (Bench *self)
{
  GtkWidget *entry = loop_meter_find (self->window, GTK_TYPE_SEARCH_ENTRY);
  guint n = self->frame / 10;

  if (entry == NULL)
    exit (4);
  if (self->frame % 10 == 0 && n <= strlen (query))
    {
      g_autofree char *text = g_strndup (query, n);

      gtk_editable_set_text (GTK_EDITABLE (entry), text);
    }
}

static gboolean
tick_cb (GtkWidget *widget,
         GdkFrameClock *clock,
         gpointer data)
{
  Bench *self = data;

  self->frame++;
  if (self->part == NULL || g_str_equal (self->part, "load"))
    {
      gboolean loaded = self->workspaces != NULL && !outpost_workspace_list_get_busy (self->workspaces)
                        && g_list_model_get_n_items (G_LIST_MODEL (self->workspaces)) >= self->count;

      if (!loaded)
        self->frame = 0;
      else if (self->frame > 10)
        begin_part (self, "scroll");
      return G_SOURCE_CONTINUE;
    }
  if (g_str_equal (self->part, "scroll"))
    {
      scroll (self);
      if (self->frame > FRAMES)
        {
          begin_part (self, "search");
          gtk_widget_activate_action (self->window, "win.search", NULL);
        }
      return G_SOURCE_CONTINUE;
    }
  type_letter (self);
  if (self->frame <= FRAMES)
    return G_SOURCE_CONTINUE;
  begin_part (self, NULL);
  g_application_quit (G_APPLICATION (self->app));
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench *self)
{
  if (self->drawn != 0 || self->workspaces == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->workspaces)) == 0
      || loop_meter_find (self->window, GTK_TYPE_COLUMN_VIEW) == NULL)
    return;
  self->drawn = g_get_monotonic_time ();
  printf ("first-rows %.1f\n", MS (self->drawn - self->asked));
}

static void
busy_cb (Bench *self)
{
  if (self->asked == 0 && outpost_workspace_list_get_busy (self->workspaces))
    {
      self->asked = g_get_monotonic_time ();
      begin_part (self, "load");
    }
}

static void
account_added_cb (OutpostAccountStore *store,
                  guint position,
                  guint removed,
                  guint added,
                  Bench *self)
{
  g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (store), position);

  self->workspaces = outpost_account_get_workspaces (account);
  g_signal_connect_swapped (self->workspaces, "notify::busy", G_CALLBACK (busy_cb), self);
  busy_cb (self);
}

static DexFuture *
me_cb (DexFuture *completed,
       gpointer data)
{
  Bench *self = data;
  g_autoptr(OutpostUser) user = g_value_dup_boxed (dex_future_get_value (completed, NULL));

  return outpost_account_store_add (outpost_context_get_accounts (self->context), self->url, user, self->key,
                                    OUTPOST_KEEP_FOR_SESSION);
}

static DexFuture *
failed_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (completed, &error);
  g_error ("%s", error->message);
  return NULL;
}

/* A quarter of a second after the start libadwaita styles everything anew; a person signs in later. */
static gboolean
quiet_cb (gpointer data)
{
  Bench *self = data;
  g_autoptr(OutpostClient) client = NULL;

  if (!loop_meter_is_quiet ())
    return G_SOURCE_CONTINUE;
  client = outpost_client_new (self->url);
  outpost_client_set_key (client, self->key);
  self->adding = dex_future_catch (dex_future_then (outpost_api_get_user (client, "me"), me_cb, self, NULL), failed_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *app,
             Bench *self)
{
  OutpostAccountStore *store = outpost_context_get_accounts (self->context);
  GdkFrameClock *clock;

  self->window = GTK_WIDGET (outpost_window_new (app, self->context));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  clock = gtk_widget_get_frame_clock (self->window);
  loop_meter_watch (clock);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  gtk_widget_add_tick_callback (self->window, tick_cb, self, NULL);

  g_signal_connect (store, "items-changed", G_CALLBACK (account_added_cb), self);
  g_timeout_add (20, quiet_cb, self);
}

static gboolean
give_up_cb (gpointer data)
{
  fprintf (stderr, "bench-list: no end within %d s\n", PATIENCE_S);
  exit (1);
}

int
main (int argc,
      char **argv)
{
  Bench bench = { .url = argc > 1 ? argv[1] : NULL, .count = argc > 2 ? atoi (argv[2]) : 0 };
  g_autofree char *folder = g_dir_make_tmp ("outpost-bench-XXXXXX", NULL);
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_session ();
  char line[256];

  if (bench.url == NULL || fgets (line, sizeof line, stdin) == NULL)
    return 2;
  bench.key = g_strdup (g_strchomp (line));
  dex_init ();
  adw_init ();
  loop_meter_install ();
  g_timeout_add_seconds (PATIENCE_S, give_up_cb, NULL);
  bench.context = outpost_context_new_at (folder, folder, secrets);
  bench.app = GTK_APPLICATION (adw_application_new ("io.github.outpost_app.BenchList", G_APPLICATION_NON_UNIQUE));
  g_signal_connect (bench.app, "activate", G_CALLBACK (activate_cb), &bench);
  return g_application_run (G_APPLICATION (bench.app), 1, argv);
}

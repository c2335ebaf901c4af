/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 *
 * bench-wizard URL TEMPLATES QUESTIONS <KEY
 *
 * Opens the wizard on a deployment with so many templates, scrolls through them, searches for the workshop, which asks so many
 * questions, answers one and scrolls through them. Prints what loop-meter.h says of each part.
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <adwaita.h>
#include <libdex.h>

#include "create/outpost-create-dialog.h"
#include "create/outpost-name-page.h"
#include "create/outpost-parameters-page.h"
#include "create/outpost-question-row.h"
#include "create/outpost-template-page.h"
#include "create/outpost-wizard-page.h"
#include "loop-meter.h"
#include "outpost-api.h"
#include "outpost-context.h"

#define FRAMES 90
#define SETTLED 15 /* frames after what was waited for */
#define STEP 400
#define EACH 6 /* frames a letter */
#define PATIENCE_S 60

/* What is measured. */
typedef struct
{
  OutpostContext *context;
  GtkApplication *app;
  GtkWidget *window;
  AdwDialog *dialog;
  OutpostAccount *account;
  DexFuture *adding;
  const char *url;
  char *key;
  guint n_templates;
  guint n_questions;
  guint step;
  guint frame;
} Bench;

static const char word[] = "workshop";
static const char answer[] = "rack-11-left-b";

static GtkWidget *
get_page (Bench *self)
{
  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (adw_dialog_get_child (self->dialog))));
}

static gboolean
is_on (Bench *self,
       GType type)
{
  return G_OBJECT_TYPE (get_page (self)) == type;
}

static void
press_next (Bench *self)
{
  GtkWidget *button = outpost_wizard_page_get_button (OUTPOST_WIZARD_PAGE (get_page (self)));

  if (gtk_widget_is_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
}

static void
type_letter (Bench *self,
             GType type,
             const char *text)
{
  GtkWidget *entry = loop_meter_find (get_page (self), type);
  g_autofree char *beginning = g_strndup (text, self->frame / EACH);

  if (entry != NULL && self->frame % EACH == 0 && self->frame / EACH <= strlen (text))
    gtk_editable_set_text (GTK_EDITABLE (entry), beginning);
}

static guint
count_rows (GtkWidget *root)
{
  guint n = OUTPOST_IS_QUESTION_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !OUTPOST_IS_QUESTION_ROW (root);
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static void
scroll (Bench *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (loop_meter_find (get_page (self), GTK_TYPE_SCROLLED_WINDOW));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), self->frame * STEP);
}

/* ---- The parts: each does its part of a frame, and says whether it is through ---------------------------------------- */

static gboolean
load (Bench *self)
{
  OutpostTemplateList *list = outpost_template_page_get_list (OUTPOST_TEMPLATE_PAGE (get_page (self)));
  gboolean loaded = outpost_template_list_is_loaded (list) && !outpost_template_list_is_busy (list)
                    && g_list_model_get_n_items (outpost_template_list_get_suitable (list)) >= self->n_templates;

  if (!loaded)
    self->frame = 0;
  return self->frame > SETTLED;
}

static gboolean
scroll_through (Bench *self)
{
  scroll (self);
  return self->frame > FRAMES;
}

static gboolean
search (Bench *self)
{
  type_letter (self, GTK_TYPE_SEARCH_ENTRY, word);
  return self->frame > strlen (word) * EACH + SETTLED;
}

/* Not measured: on to the questions. */
static gboolean
go_on (Bench *self)
{
  GtkWidget *row;

  if (is_on (self, OUTPOST_TYPE_TEMPLATE_PAGE))
    {
      row = loop_meter_find (get_page (self), ADW_TYPE_ACTION_ROW);
      if (row != NULL && outpost_template_page_get_template (OUTPOST_TEMPLATE_PAGE (get_page (self))) == NULL)
        adw_action_row_activate (ADW_ACTION_ROW (row));
      press_next (self);
    }
  else if (is_on (self, OUTPOST_TYPE_NAME_PAGE))
    {
      row = loop_meter_find (get_page (self), ADW_TYPE_ENTRY_ROW);
      if (row != NULL && *gtk_editable_get_text (GTK_EDITABLE (row)) == '\0')
        gtk_editable_set_text (GTK_EDITABLE (row), "bench-1");
    }
  return is_on (self, OUTPOST_TYPE_NAME_PAGE) && self->frame > FRAMES;
}

static gboolean
ask (Bench *self)
{
  if (is_on (self, OUTPOST_TYPE_NAME_PAGE))
    {
      press_next (self);
      self->frame = 0;
    }
  else if (self->frame == SETTLED && count_rows (get_page (self)) < self->n_questions)
    self->frame = 0;
  return self->frame > SETTLED;
}

static gboolean
answer_one (Bench *self)
{
  type_letter (self, ADW_TYPE_ENTRY_ROW, answer);
  return self->frame > strlen (answer) * EACH + SETTLED * 2;
}

static const struct
{
  const char *name; /* NULL: not measured */
  gboolean (*run) (Bench *self);
} parts[] = {
  { "templates", load },
  { "templates-scroll", scroll_through },
  { "templates-search", search },
  { NULL, go_on },
  { "questions", ask },
  { "questions-answer", answer_one },
  { "questions-scroll", scroll_through },
};

static gboolean
tick_cb (GtkWidget *widget,
         GdkFrameClock *clock,
         gpointer data)
{
  Bench *self = data;

  if (self->dialog == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->dialog)))
    return G_SOURCE_CONTINUE;
  self->frame++;
  if (!parts[self->step].run (self))
    return G_SOURCE_CONTINUE;
  if (parts[self->step].name != NULL)
    loop_meter_print (parts[self->step].name);
  loop_meter_reset ();
  self->frame = 0;
  self->step++;
  if (self->step < G_N_ELEMENTS (parts))
    return G_SOURCE_CONTINUE;
  g_application_quit (G_APPLICATION (self->app));
  return G_SOURCE_REMOVE;
}

/* ---- Start --------------------------------------------------------------------------------------------------------- */

static gboolean
quiet_cb (gpointer data)
{
  Bench *self = data;

  if (!loop_meter_is_quiet () || self->account == NULL)
    return G_SOURCE_CONTINUE;
  loop_meter_reset ();
  self->dialog = outpost_create_dialog_new (self->account, NULL);
  adw_dialog_present (self->dialog, self->window);
  return G_SOURCE_REMOVE;
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
added_cb (DexFuture *completed,
          gpointer data)
{
  Bench *self = data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (value == NULL)
    g_error ("%s", error->message);
  self->account = g_value_dup_object (value);
  return NULL;
}

static void
activate_cb (GtkApplication *app,
             Bench *self)
{
  g_autoptr(OutpostClient) client = outpost_client_new (self->url);

  self->window = adw_application_window_new (app);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self->window), adw_bin_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  loop_meter_watch (gtk_widget_get_frame_clock (self->window));
  gtk_widget_add_tick_callback (self->window, tick_cb, self, NULL);
  outpost_client_set_key (client, self->key);
  self->adding = dex_future_then (outpost_api_get_user (client, "me"), me_cb, self, NULL);
  self->adding = dex_future_finally (self->adding, added_cb, self, NULL);
  g_timeout_add (20, quiet_cb, self);
}

static gboolean
give_up_cb (gpointer data)
{
  const Bench *self = data;

  fprintf (stderr, "bench-wizard: no end within %d s, in part %u\n", PATIENCE_S, self->step);
  exit (1);
}

int
main (int argc,
      char **argv)
{
  Bench bench = { .url = argc > 1 ? argv[1] : NULL,
                  .n_templates = argc > 2 ? atoi (argv[2]) : 0,
                  .n_questions = argc > 3 ? atoi (argv[3]) : 0 };
  g_autofree char *folder = g_dir_make_tmp ("outpost-bench-XXXXXX", NULL);
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_session ();
  char line[256];

  if (bench.url == NULL || fgets (line, sizeof line, stdin) == NULL)
    return 2;
  bench.key = g_strdup (g_strchomp (line));
  dex_init ();
  adw_init ();
  loop_meter_install ();
  g_timeout_add_seconds (PATIENCE_S, give_up_cb, &bench);
  bench.context = outpost_context_new_at (folder, folder, secrets);
  bench.app = GTK_APPLICATION (adw_application_new ("io.github.outpost_app.BenchWizard", G_APPLICATION_NON_UNIQUE));
  g_signal_connect (bench.app, "activate", G_CALLBACK (activate_cb), &bench);
  return g_application_run (G_APPLICATION (bench.app), 1, argv);
}

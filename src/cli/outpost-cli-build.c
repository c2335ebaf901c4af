/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-build.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "outpost-build-watch.h"
#include "outpost-cli-output.h"
#include "outpost-error.h"
#include "outpost-text.h"
#include "outpost-words.h"

/* How long what goes wrong may go on before it is given up; a build takes minutes, and a network comes back. */
#define PATIENCE_US (60 * (gint64) G_USEC_PER_SEC)

/* Of a stage on the one line that a terminal has for it. */
#define MOST_LETTERS 60

/* A build that is followed: its log as lines and, on a terminal, what goes on now below them. */
typedef struct
{
  OutpostBuildWatch *watch;
  char *stage;
  gint64 since;         /* of the stage */
  gint64 trouble_since; /* 0: all is well */
  gboolean on_terminal;
  gboolean shows;  /* what goes on now */
  gboolean warned; /* that it waits in vain */
  GError *error;   /* of printing */
} Following;

static void
following_clear (Following *self)
{
  g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_free (self->stage);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Following, following_clear)

/* ---- What goes on now -------------------------------------------------------------------------------------------- */

static char *
dup_time (Following *self)
{
  int seconds = (int) CLAMP ((g_get_monotonic_time () - self->since) / G_USEC_PER_SEC, 0, G_MAXINT);

  /* Translators: minutes and seconds */
  return g_strdup_printf (_("%d:%02d min"), seconds / 60, seconds % 60);
}

static char *
dup_state (Following *self)
{
  OutpostBuild *build = outpost_build_watch_get_build (self->watch);

  if (self->stage != NULL)
    return g_utf8_substring (self->stage, 0, MIN (g_utf8_strlen (self->stage, -1), MOST_LETTERS));
  if (outpost_build_get_status (build) != OUTPOST_BUILD_QUEUED)
    return g_strdup (_("Building"));
  return outpost_words_dup_queue (build);
}

static void
hide_state (Following *self)
{
  if (self->shows)
    fputs ("\r\033[K", stderr);
  self->shows = FALSE;
}

static void
show_state (Following *self)
{
  g_autofree char *state = NULL;
  g_autofree char *passed = NULL;

  if (!self->on_terminal)
    return;
  hide_state (self);
  state = dup_state (self);
  passed = dup_time (self);
  fprintf (stderr, "%s, %s", state, passed);
  self->shows = TRUE;
}

/* Who looks at a log, and not at a terminal, is told as well; once. */
static void
build_cb (Following *self)
{
  OutpostBuild *build = outpost_build_watch_get_build (self->watch);
  g_autofree char *words = NULL;

  if (!self->on_terminal && !self->warned && outpost_build_lacks_provisioner (build))
    {
      words = outpost_words_dup_queue (build);
      outpost_cli_notice ("%s", words);
      self->warned = TRUE;
    }
  show_state (self);
}

static gboolean
second_cb (gpointer data)
{
  show_state (data);
  return G_SOURCE_CONTINUE;
}

/* How long it took. */
static void
end_stage (Following *self)
{
  g_autofree char *passed = self->stage != NULL && self->on_terminal ? dup_time (self) : NULL;

  hide_state (self);
  if (passed != NULL)
    outpost_cli_notice ("    %s", passed);
}

/* ---- The log ----------------------------------------------------------------------------------------------------- */

static void
print_line (Following *self,
            const OutpostLogLine *line)
{
  g_autofree char *stage = outpost_text_dup_visible (line->stage);
  g_autofree char *output = outpost_text_dup_visible (line->output);
  g_autoptr(GString) text = g_string_new (NULL);

  if (g_strcmp0 (self->stage, stage) != 0)
    {
      end_stage (self);
      g_set_str (&self->stage, stage);
      self->since = g_get_monotonic_time ();
      g_string_append_printf (text, "==> %s\n", stage);
    }
  if (*output != '\0')
    g_string_append_printf (text, "%s\n", output);
  if (self->error == NULL)
    outpost_cli_print (text->str, &self->error);
}

static void
log_cb (Following *self,
        OutpostBuildLog *log)
{
  hide_state (self);
  for (guint i = 0; i < outpost_build_log_get_n_lines (log); i++)
    print_line (self, outpost_build_log_get_line (log, i));
  show_state (self);
}

static void
error_cb (Following *self)
{
  if (outpost_build_watch_get_error (self->watch) == NULL)
    self->trouble_since = 0;
  else if (self->trouble_since == 0)
    self->trouble_since = g_get_monotonic_time ();
}

static gboolean
goes_on (Following *self)
{
  return self->error == NULL && !outpost_build_watch_has_ended (self->watch)
         && (self->trouble_since == 0 || g_get_monotonic_time () - self->trouble_since < PATIENCE_US);
}

OutpostBuild *
outpost_cli_build_follow (OutpostClient *client,
                          OutpostBuild *build,
                          GError **error)
{
  g_auto(Following) self = { .watch = outpost_build_watch_new (client, build) };
  guint timer = g_timeout_add_seconds (1, second_cb, &self);

  self.since = g_get_monotonic_time ();
  self.on_terminal = isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  g_signal_connect_swapped (self.watch, "log", G_CALLBACK (log_cb), &self);
  g_signal_connect_swapped (self.watch, "notify::build", G_CALLBACK (build_cb), &self);
  g_signal_connect_swapped (self.watch, "notify::error", G_CALLBACK (error_cb), &self);
  build_cb (&self);
  while (goes_on (&self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  end_stage (&self);
  if (outpost_build_watch_is_complete (self.watch) && self.error == NULL)
    return g_object_ref (outpost_build_watch_get_build (self.watch));
  if (self.error != NULL)
    g_propagate_error (error, g_steal_pointer (&self.error));
  else
    g_propagate_error (error, g_error_copy (outpost_build_watch_get_error (self.watch)));
  return NULL;
}
